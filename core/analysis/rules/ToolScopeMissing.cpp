// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/rules/Rules.h"

namespace fourplane::rules {

namespace {

std::vector<Finding> check(const FindingContext &context)
{
    std::vector<Finding> findings;
    const Project &project = context.project;
    for (const auto &[id, flow] : project.topology.flows) {
        if (!flow.carriesToolCalls)
            continue;
        bool scoped = false;
        for (const auto &[scopeId, scope] : project.policy.toolScopes) {
            scoped = scoped
                || (scope.agentId == flow.sourceId && scope.toolId == flow.destinationId
                    && !scope.operations.empty());
        }
        if (!scoped) {
            findings.push_back(makeFinding({ id, flow.sourceId, flow.destinationId },
                flow.sourceId.value() + " may use every operation of " + flow.destinationId.value() + ".",
                "Name the operations that the agent needs, and let somebody else approve the risky ones."));
        }
    }
    return findings;
}

} // namespace

FindingRule toolScopeMissing()
{
    return { "tool-scope-missing", "An agent may use a tool without a scope", Severity::High, Plane::Data,
        "I7", "A model that is talked into it uses every operation of the tool with the rights of the tool.",
        "The tool has a single harmless operation.", { "LZTSM 5.4", "LLM06:2025", "ASI02:2026" }, check };
}

} // namespace fourplane::rules
