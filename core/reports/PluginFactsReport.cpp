// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/PluginFactsReport.h"

#include "core/reports/JsonParts.h"

#include <nlohmann/json.hpp>

namespace fourplane {

std::string platformFactsText(
    const std::vector<NetworkPluginFact> &facts, const std::vector<MeshFact> &meshes, const TextStyle &style)
{
    std::string text;
    if (!facts.empty()) {
        std::vector<std::vector<std::string>> cells { { "plugin", "switch", "value", "source" } };
        for (const NetworkPluginFact &fact : facts)
            cells.push_back({ std::string(nameOf(fact.plugin)), fact.behaviour,
                std::string(nameOf(fact.value)), fact.source });
        text = table(cells, style)
            + "\nA switch of that name in the platform of a project wins. unknown makes verdicts "
              "uncertain.\n";
    }
    if (meshes.empty())
        return text;
    std::vector<std::vector<std::string>> cells { { "mesh", "behaviour", "value", "source" } };
    for (const MeshFact &fact : meshes)
        cells.push_back({ std::string(nameOf(fact.mode)), fact.behaviour, fact.value, fact.source });
    return text + (text.empty() ? "" : "\n") + table(cells, style)
        + "\nWhat begins with \"not verified\" could not be checked against the mesh's own words or code.\n";
}

std::string platformFactsJson(
    const std::vector<NetworkPluginFact> &facts, const std::vector<MeshFact> &meshes)
{
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const NetworkPluginFact &fact : facts)
        list.push_back({ { "plugin", nameOf(fact.plugin) }, { "switch", fact.behaviour },
            { "value", nameOf(fact.value) }, { "source", fact.source } });
    nlohmann::ordered_json others = nlohmann::ordered_json::array();
    for (const MeshFact &fact : meshes)
        others.push_back({ { "mesh", nameOf(fact.mode) }, { "behaviour", fact.behaviour },
            { "value", fact.value }, { "source", fact.source }, { "verified", fact.isVerified() } });
    return dumpJson({ { "facts", std::move(list) }, { "meshes", std::move(others) } });
}

} // namespace fourplane
