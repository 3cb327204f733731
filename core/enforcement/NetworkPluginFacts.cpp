// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/NetworkPluginFacts.h"

#include "core/base/Text.h"

#include <algorithm>
#include <cassert>

namespace fourplane {

std::vector<std::pair<std::string, EngineBehaviour PlatformProfile::*>> networkPluginSwitches()
{
    return { { "ipBlockMatchesPods", &PlatformProfile::ipBlockMatchesPods },
        { "policySelectsHostNetwork", &PlatformProfile::policySelectsHostNetwork },
        { "enforcesAdminPolicies", &PlatformProfile::enforcesAdminPolicies } };
}

Result<std::vector<NetworkPluginFact>> readNetworkPluginFacts(std::string_view text)
{
    const auto switches = networkPluginSwitches();
    std::vector<NetworkPluginFact> facts;
    int number = 0;
    for (const std::string &line : split(text, '\n')) {
        ++number;
        if (line.empty() || line.front() == '#')
            continue;
        const std::vector<std::string> fields = split(line, '\t');
        const auto plugin = fields.size() == 4 ? enumFromName<CniKind>(fields[0]) : std::nullopt;
        const auto value = fields.size() == 4 ? enumFromName<EngineBehaviour>(fields[2]) : std::nullopt;
        const bool isSound = plugin && value && !fields[3].empty()
            && std::any_of(switches.begin(), switches.end(),
                [&fields](const auto &known) { return known.first == fields[1]; })
            && std::none_of(facts.begin(), facts.end(), [&](const NetworkPluginFact &fact) {
                   return fact.plugin == *plugin && fact.behaviour == fields[1];
               });
        if (!isSound)
            return failure("plugin-facts",
                "Line " + std::to_string(number) + " of the network plugins is not understood: " + line,
                "Follow the form at the head of the file; give each behaviour once, with its source.");
        facts.push_back({ *plugin, fields[1], *value, fields[3] });
    }
    return facts;
}

const std::vector<NetworkPluginFact> &networkPluginFacts()
{
    static const std::vector<NetworkPluginFact> facts = [] {
        auto read = readNetworkPluginFacts(networkPluginFactsText());
        assert(read);
        return read ? std::move(*read) : std::vector<NetworkPluginFact> {};
    }();
    return facts;
}

PlatformProfile withKnownBehaviour(PlatformProfile platform)
{
    const auto switches = networkPluginSwitches();
    for (const NetworkPluginFact &fact : networkPluginFacts()) {
        for (const auto &[name, member] : switches) {
            if (fact.plugin == platform.cni && fact.behaviour == name
                && platform.*member == EngineBehaviour::Unknown)
                platform.*member = fact.value;
        }
    }
    return platform;
}

} // namespace fourplane
