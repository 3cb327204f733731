// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Diagnostic.h"
#include "core/storage/YamlTree.h"
#include "core/topology/Labels.h"
#include "core/topology/PortNumber.h"

#include <optional>
#include <string>
#include <vector>

namespace fourplane {

/// Typed access to the fields of one map of a manifest. A field of the wrong type is reported as Severe,
/// named by its path ("spec.template.spec.containers[0].image"), and read as absent, so that the rest of the
/// object is still imported. A text written as a number or boolean is taken as it stands, with a Warning: the
/// API server would refuse it.
class ManifestFields
{
public:
    ManifestFields(const YamlNode &node, std::string path, Diagnostics &diagnostics);

    const YamlNode &node() const { return *m_node; }

    const std::string &path() const { return m_path; }

    bool has(std::string_view key) const; ///< present and not null
    std::string text(std::string_view key) const; ///< empty when absent
    std::optional<bool> boolean(std::string_view key) const;
    bool isTrue(std::string_view key) const; ///< absent counts as false
    std::optional<std::int64_t> integer(std::string_view key) const;
    /// A number from 1 to 65535, or nothing.
    std::optional<std::uint16_t> port(std::string_view key) const;
    std::optional<IntOrName> portOrName(std::string_view key) const;
    std::optional<Protocol> protocol(std::string_view key) const;
    Labels labels(std::string_view key) const;
    std::vector<std::string> texts(std::string_view key) const;
    /// The map under `key`, or nothing.
    std::optional<ManifestFields> map(std::string_view key) const;
    /// The maps of the list under `key`; other items are reported.
    std::vector<ManifestFields> maps(std::string_view key) const;

    /// Reports a Severe diagnostic about `key` of this map.
    void complain(std::string_view key, std::string code, std::string message, std::string fix) const;

private:
    const YamlNode *value(std::string_view key) const;
    void wrongType(std::string_view key, const YamlNode &value, std::string_view wanted) const;
    std::optional<std::string> asText(const YamlNode &value, const std::string &path) const;
    std::string pathOf(std::string_view key) const;

    const YamlNode *m_node;
    std::string m_path;
    Diagnostics *m_diagnostics;
};

} // namespace fourplane
