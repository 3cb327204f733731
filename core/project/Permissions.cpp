// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/project/Permissions.h"

#include <algorithm>

namespace fourplane {

namespace {

bool isOneOf(const std::vector<WorkloadKind> &kinds, const Workload *workload)
{
    return kinds.empty()
        || (workload && std::find(kinds.begin(), kinds.end(), workload->kind) != kinds.end());
}

/// The ids of what leads from one end to the other.
template <class T>
std::vector<ElementId> idsBetween(const ElementMap<T> &elements, const EndPair &ends)
{
    std::vector<ElementId> ids;
    for (const auto &[id, element] : elements) {
        if (element.sourceId == ends.first && element.destinationId == ends.second)
            ids.push_back(id);
    }
    return ids;
}

} // namespace

bool isAllowed(const Project &project, const Flow &flow)
{
    const auto &rules = project.policy.allowRules;
    return std::any_of(rules.begin(), rules.end(), [&flow](const auto &entry) {
        const AllowRule &rule = entry.second;
        const AllowedPort wanted { flow.port, flow.protocol };
        return rule.sourceId == flow.sourceId && rule.destinationId == flow.destinationId
            && (rule.ports.empty()
                || std::find(rule.ports.begin(), rule.ports.end(), wanted) != rule.ports.end());
    });
}

bool accepts(const Project &project, const CommunicationPattern &pattern, const AllowRule &rule)
{
    const bool hasPorts = pattern.ports.empty()
        || (!rule.ports.empty()
            && std::all_of(rule.ports.begin(), rule.ports.end(), [&pattern](const AllowedPort &port) {
                   return std::find(pattern.ports.begin(), pattern.ports.end(), port) != pattern.ports.end();
               }));
    return hasPorts && isOneOf(pattern.sourceKinds, find(project.topology.workloads, rule.sourceId))
        && isOneOf(pattern.destinationKinds, find(project.topology.workloads, rule.destinationId));
}

ElementId patternFor(const Project &project, const AllowRule &rule)
{
    for (const auto &[id, pattern] : project.policy.patterns) {
        if (accepts(project, pattern, rule))
            return id;
    }
    return {};
}

AllowRule permissionFor(const Project &project, const Flow &flow)
{
    AllowRule rule;
    rule.id = unusedId(project, "allow-" + flow.id.value());
    rule.sourceId = flow.sourceId;
    rule.destinationId = flow.destinationId;
    if (flow.port != 0)
        rule.ports = { { flow.port, flow.protocol } };
    rule.context = flow.purpose;
    rule.flowId = flow.id;
    rule.patternId = patternFor(project, rule);
    return rule;
}

std::vector<ElementId> permissionsBetween(const Project &project, const EndPair &ends)
{
    return idsBetween(project.policy.allowRules, ends);
}

std::vector<ElementId> flowsBetween(const Project &project, const EndPair &ends)
{
    return idsBetween(project.topology.flows, ends);
}

Edit permittingEdit(const Project &project, const std::vector<EndPair> &pairs)
{
    Project changed = project;
    for (const EndPair &ends : pairs) {
        if (ends.first == ends.second)
            continue;
        const std::vector<ElementId> flows = flowsBetween(changed, ends);
        for (const ElementId &id : flows) {
            const Flow &flow = changed.topology.flows.at(id);
            if (isAllowed(changed, flow))
                continue;
            const AllowRule rule = permissionFor(changed, flow);
            changed.policy.allowRules[rule.id] = rule;
        }
        if (flows.empty() && permissionsBetween(changed, ends).empty()) {
            AllowRule rule;
            rule.id = unusedId(changed, "allow-" + ends.first.value() + "-" + ends.second.value());
            rule.sourceId = ends.first;
            rule.destinationId = ends.second;
            rule.patternId = patternFor(changed, rule);
            changed.policy.allowRules[rule.id] = rule;
        }
    }
    return editBetween(project, changed, "Permit");
}

Edit withdrawingEdit(const Project &project, const std::vector<EndPair> &pairs)
{
    std::vector<ElementId> rules;
    for (const EndPair &ends : pairs) {
        const std::vector<ElementId> between = permissionsBetween(project, ends);
        rules.insert(rules.end(), between.begin(), between.end());
    }
    std::sort(rules.begin(), rules.end());
    rules.erase(std::unique(rules.begin(), rules.end()), rules.end());
    Edit edit = removalOf(project, rules);
    edit.label = "Withdraw permission";
    return edit;
}

} // namespace fourplane
