// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/PluginFactsReport.h"

#include "core/reports/JsonParts.h"

#include <nlohmann/json.hpp>

namespace fourplane {

std::string pluginFactsText(const std::vector<NetworkPluginFact> &facts, const TextStyle &style)
{
    std::vector<std::vector<std::string>> cells { { "plugin", "switch", "value", "source" } };
    for (const NetworkPluginFact &fact : facts)
        cells.push_back({ std::string(nameOf(fact.plugin)), fact.behaviour, std::string(nameOf(fact.value)),
            fact.source });
    return table(cells, style)
        + "\nA switch of that name in the platform of a project wins. unknown makes verdicts uncertain.\n";
}

std::string pluginFactsJson(const std::vector<NetworkPluginFact> &facts)
{
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const NetworkPluginFact &fact : facts)
        list.push_back({ { "plugin", nameOf(fact.plugin) }, { "switch", fact.behaviour },
            { "value", nameOf(fact.value) }, { "source", fact.source } });
    return dumpJson({ { "facts", std::move(list) } });
}

} // namespace fourplane
