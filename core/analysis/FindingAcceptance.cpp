// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/FindingAcceptance.h"

#include "core/base/Sha256.h"
#include "core/project/Edit.h"

#include <algorithm>

namespace fourplane {

namespace {

constexpr std::size_t digestCharacters = 12;

} // namespace

ElementId acceptanceId(const Finding &finding)
{
    std::string text = finding.message;
    for (const ElementId &id : finding.elements)
        text += '\n' + id.value();
    return ElementId("accepted/" + finding.ruleId + "/" + sha256(text).substr(0, digestCharacters));
}

bool canBeAccepted(const Project &project, const Finding &finding)
{
    if (finding.elements.empty())
        return false;
    Project probe = project;
    const ExceptionRecord record = acceptanceOf(finding);
    probe.policy.exceptions[record.id] = record;
    const std::vector<ProjectProblem> problems = findProblems(probe);
    return std::none_of(problems.begin(), problems.end(),
        [&record](const ProjectProblem &problem) { return problem.elementId == record.id; });
}

ExceptionRecord acceptanceOf(const Finding &finding)
{
    ExceptionRecord record;
    record.id = acceptanceId(finding);
    if (!finding.elements.empty())
        record.subjectId = finding.elements.front();
    return record;
}

AcceptanceState acceptanceState(const Project &project, const Finding &finding, const std::string &today)
{
    const auto found = project.policy.exceptions.find(acceptanceId(finding));
    if (found == project.policy.exceptions.end())
        return AcceptanceState::None;
    const ExceptionRecord &record = found->second;
    if (record.approvedBy.empty() || record.expires.empty())
        return AcceptanceState::NotApproved;
    if (today.empty() || record.expires < today)
        return AcceptanceState::Expired; // ISO dates sort as texts
    return AcceptanceState::Accepted;
}

} // namespace fourplane
