// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/FindingRule.h"

#include "core/analysis/rules/Rules.h"

#include <algorithm>
#include <tuple>

namespace fourplane {

std::vector<FindingRule> allFindingRules()
{
    std::vector<FindingRule> all { rules::anonymousStore(), rules::attackerWritableEgress(),
        rules::declaredFlowBlocked(), rules::defaultDenyMissing(), rules::directExternalModel(),
        rules::environmentSecrets(), rules::escalatingRights(), rules::exceptionExpired(),
        rules::exceptionMissing(), rules::metadataReachable(), rules::permissiveMtls(),
        rules::podRefusedByAdmission(), rules::podSecurityNotEnforced(), rules::sharedNodePool(),
        rules::sharedServiceAccount(), rules::tokenMounted(), rules::toolScopeMissing(),
        rules::undeclaredPath(), rules::unmodelledPolicy(), rules::writerIsReader() };
    std::sort(all.begin(), all.end(), [](const FindingRule &a, const FindingRule &b) { return a.id < b.id; });
    return all;
}

std::vector<Finding> findFindings(const FindingContext &context)
{
    std::vector<Finding> findings;
    for (const FindingRule &rule : allFindingRules()) {
        for (Finding &finding : rule.check(context)) {
            finding.ruleId = rule.id;
            finding.severity = rule.severity;
            finding.plane = rule.plane;
            finding.control = rule.control;
            findings.push_back(std::move(finding));
        }
    }
    std::stable_sort(findings.begin(), findings.end(), [](const Finding &a, const Finding &b) {
        return std::tie(b.severity, a.ruleId, a.elements) < std::tie(a.severity, b.ruleId, b.elements);
    });
    return findings;
}

Finding makeFinding(
    std::vector<ElementId> elements, std::string message, std::string remedy, SourceLocation origin)
{
    Finding finding;
    finding.elements = std::move(elements);
    finding.message = std::move(message);
    finding.remedy = std::move(remedy);
    finding.origin = std::move(origin);
    return finding;
}

} // namespace fourplane
