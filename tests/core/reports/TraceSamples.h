// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/AttackTrace.h"
#include "core/reports/TraceContext.h"

#include <nlohmann/json.hpp>
#include <rapidcheck.h>

#include <string>
#include <vector>

namespace fourplane::test {

/// A design, the shipped catalogue and traces of it.
struct TraceSample
{
    Project project;
    TechniqueCatalogue catalogue;
    std::vector<AttackTrace> traces;
    std::string file; ///< relative to the project's root; may be empty
    std::map<ElementId, SourceLocation> places;

    TraceContext context() const { return { project, catalogue, "1.2.3", file, places }; }
};

/// Every scenario of a sample design under the assumptions `marked` and `all`.
TraceSample tracesOf(const std::string &file);

/// A trace in which names, reasons and notes are what careless writers break on: quotes, line breaks, "]]>",
/// control characters, placeholders, entities, links, 63 characters. Its structure is sound: premises come
/// before conclusions. To be called while rapidcheck runs.
TraceSample hostileTrace();

/// What a JSON Schema says against a document; empty when it is valid. `draft` is 4 or 7. References to
/// other schemas are looked up by their last part in `folder`.
std::string schemaComplaint(
    const nlohmann::json &schema, const nlohmann::json &document, int draft, const std::string &folder = {});

} // namespace fourplane::test
