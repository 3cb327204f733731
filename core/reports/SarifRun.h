// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/TechniqueReference.h"
#include "core/reports/TraceContext.h"

#include <nlohmann/json.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace fourplane {

/// One run of a SARIF 2.1.0 log while it is put together: what results have in common.
class SarifRun
{
public:
    using Json = nlohmann::ordered_json;

    explicit SarifRun(const TraceContext &context);

    /// Adds a rule unless one with its id is there; gives its place among the rules.
    std::size_t addRule(const std::string &id, const Json &rule);

    void addResult(Json result) { m_results.push_back(std::move(result)); }

    /// A reference to an entry of a public catalogue; the catalogue becomes a taxonomy of the run. `title` is
    /// used when the entry is new.
    Json taxon(const TechniqueReference &reference, const std::string &title = {});

    /// Of several references; those whose catalogue is not known are left out.
    Json taxa(const std::vector<TechniqueReference> &references);

    /// The same as relationships of a rule.
    Json relationships(const std::vector<TechniqueReference> &references);

    /// Where an element is: file and line where known, and its name in the design. `text` may be empty.
    Json location(const ElementId &id, const std::string &text = {}) const;

    /// A place in a file.
    static Json physicalLocation(const SourceLocation &where);

    /// {"text": ...} that viewers show as it is: no placeholder, no link.
    static Json message(std::string_view text);

    /// The whole log with this one run.
    std::string finish();

private:
    struct Taxonomy
    {
        std::string catalogue; ///< with version
        std::map<std::string, std::string> titles; ///< by id
    };

    std::size_t taxonomyIndex(const std::string &catalogue);

    const TraceContext &m_context;
    std::vector<Json> m_rules;
    std::map<std::string, std::size_t> m_ruleIndex;
    std::vector<Taxonomy> m_taxonomies;
    Json m_results = Json::array();
};

/// A path as a relative or file URI reference, with everything escaped that URIs escape (RFC 3986).
std::string uriOfPath(std::string_view path);

} // namespace fourplane
