// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/rules/Rules.h"

#include <algorithm>

namespace fourplane::rules {

namespace {

std::vector<Finding> check(const FindingContext &context)
{
    std::vector<Finding> findings;
    const PlatformProfile &platform = context.decisions.plan().platform;
    const auto &exempt = platform.podSecurityExemptions.namespaces;
    for (const PlannedNamespace &home : context.decisions.plan().namespaces) {
        const auto level =
            home.podSecurity.enforce ? home.podSecurity.enforce : platform.podSecurityDefaults.enforce;
        const bool isExempt = std::find(exempt.begin(), exempt.end(), home.name) != exempt.end();
        if (isExempt) {
            findings.push_back(makeFinding({ home.id },
                "The namespace " + home.name + " is exempt from Pod Security in the API server.",
                "Take it off the exemptions, or check by hand what runs in it.", home.origin));
            continue;
        }
        if (level && *level != PodSecurityLevel::Privileged)
            continue;
        findings.push_back(
            makeFinding({ home.id }, "The namespace " + home.name + " enforces no Pod Security level.",
                "Set enforce to restricted, or to baseline where that is too strict.", home.origin));
    }
    return findings;
}

} // namespace

FindingRule podSecurityNotEnforced()
{
    return { "pod-security-not-enforced", "A namespace enforces no Pod Security level", Severity::Medium,
        Plane::Workload, "W1",
        "Privileged pods, host paths and host namespaces are admitted, so that one compromised container "
        "owns its node.",
        "Another admission controller enforces the same.", { "LZTSM 3.4", "NIST SP 800-190", "T1611" },
        check };
}

} // namespace fourplane::rules
