// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/ConnectivityLines.h"

#include <algorithm>
#include <iterator>

namespace fourplane::test {

std::string shortName(const EnforcementPlan &plan, const ConnectivityEnd &end)
{
    if (const auto *range = std::get_if<IpRange>(&end))
        return toString(*range);
    const PlannedPod &pod = plan.pods[std::get<std::size_t>(end)];
    return pod.namespaceName + "/" + pod.name;
}

std::string longName(const EnforcementPlan &plan, const ConnectivityEnd &end)
{
    if (const auto *pod = std::get_if<std::size_t>(&end))
        return shortName(plan, end) + "[" + std::string(nameOf(plan.pods[*pod].controller)) + "]";
    return shortName(plan, end) + "[External]";
}

void answerLikeNetpolAnalyzer(PlatformProfile &platform)
{
    platform.cni = CniKind::Generic;
    platform.ipBlockMatchesPods = EngineBehaviour::No;
    platform.policySelectsHostNetwork = EngineBehaviour::Yes;
    platform.enforcesAdminPolicies = EngineBehaviour::Yes;
}

std::string lineDifferences(const Lines &expected, const Lines &actual)
{
    std::string text;
    const auto add = [&text](const char *title, const Lines &left, const Lines &right) {
        Lines rest;
        std::set_difference(
            left.begin(), left.end(), right.begin(), right.end(), std::inserter(rest, rest.begin()));
        if (!rest.empty())
            text += title + std::to_string(rest.size()) + "\n";
        std::size_t shown = 0;
        for (const std::string &line : rest) {
            if (++shown <= 10)
                text += "    " + line + "\n";
        }
    };
    add("missing: ", expected, actual);
    add("extra: ", actual, expected);
    return text;
}

} // namespace fourplane::test
