// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/ConnectionChoices.h"

#include "core/project/Permissions.h"
#include "ui/canvas/CanvasEdits.h"

#include <QObject>

#include <algorithm>

namespace fourplane::ui {

namespace {

/// The patterns that fit the ends and the port, by id. A port that is not known fits patterns of any port
/// only.
std::vector<ElementId> patternsFor(const Project &project, const AllowRule &rule)
{
    std::vector<ElementId> fitting;
    for (const auto &[id, pattern] : project.policy.patterns) {
        if (accepts(project, pattern, rule))
            fitting.push_back(id);
    }
    return fitting;
}

AllowRule ruleOf(const ElementId &sourceId, const ElementId &destinationId, const NamedPort &port)
{
    AllowRule rule;
    rule.sourceId = sourceId;
    rule.destinationId = destinationId;
    if (port.number != 0)
        rule.ports = { { port.number, port.protocol } };
    return rule;
}

/// What the destination offers; where that is not known, what patterns between such ends speak of.
std::vector<NamedPort> portsFor(
    const Project &project, const ElementId &sourceId, const ElementId &destinationId)
{
    if (const Workload *workload = find(project.topology.workloads, destinationId)) {
        std::vector<NamedPort> ports = portsOf(*workload);
        if (!ports.empty())
            return ports;
    }
    const ExternalEndpoint *external = find(project.topology.externals, destinationId);
    std::vector<NamedPort> ports = external ? external->ports : std::vector<NamedPort>();
    if (!ports.empty())
        return ports;
    for (const auto &[id, pattern] : project.policy.patterns) {
        for (const AllowedPort &port : pattern.ports) {
            const NamedPort known { {}, port.number, port.protocol };
            if (accepts(project, pattern, ruleOf(sourceId, destinationId, known))
                && std::find(ports.begin(), ports.end(), known) == ports.end())
                ports.push_back(known);
        }
    }
    return ports;
}

} // namespace

Result<std::vector<ConnectionChoice>> connectionChoices(
    const Project &project, const ElementId &sourceId, const ElementId &destinationId)
{
    std::vector<NamedPort> ports = portsFor(project, sourceId, destinationId);
    if (ports.size() != 1)
        ports.push_back({});
    const std::vector<ElementId> declared = flowsBetween(project, { sourceId, destinationId });
    std::erase_if(ports, [&](const NamedPort &port) {
        return std::any_of(declared.begin(), declared.end(), [&](const ElementId &id) {
            const Flow &flow = project.topology.flows.at(id);
            return flow.port == 0 || (flow.port == port.number && flow.protocol == port.protocol);
        });
    });
    // With some ports declared already, every port is no news about the others only.
    if (!declared.empty())
        std::erase_if(ports, [](const NamedPort &port) { return port.number == 0; });
    if (ports.empty()) {
        return failure("already-connected",
            displayName(project, sourceId).toStdString() + " already has a flow to "
                + displayName(project, destinationId).toStdString());
    }
    std::vector<ConnectionChoice> choices;
    std::vector<ConnectionChoice> declaredOnly;
    for (const NamedPort &port : ports) {
        const std::vector<ElementId> fitting = patternsFor(project, ruleOf(sourceId, destinationId, port));
        for (const ElementId &pattern : fitting)
            choices.push_back({ port, pattern });
        if (ports.size() > 1 || fitting.size() != 1)
            declaredOnly.push_back({ port, {} });
    }
    choices.insert(choices.end(), declaredOnly.begin(), declaredOnly.end());
    return choices;
}

Edit connectEdit(const Project &project, const ElementId &sourceId, const ElementId &destinationId,
    const ConnectionChoice &choice)
{
    Flow flow;
    flow.id = unusedId(project, "flow-" + sourceId.value() + "-" + destinationId.value());
    flow.sourceId = sourceId;
    flow.destinationId = destinationId;
    flow.port = choice.port.number;
    flow.protocol = choice.port.protocol;
    Edit edit;
    edit.label = QObject::tr("Connect %1 to %2")
                     .arg(displayName(project, sourceId), displayName(project, destinationId))
                     .toStdString();
    edit.changes.push_back(ElementChange<Flow> { flow.id, flow });
    if (!choice.patternId.isEmpty() && !isAllowed(project, flow)) {
        AllowRule rule = permissionFor(project, flow);
        rule.patternId = choice.patternId;
        edit.changes.push_back(ElementChange<AllowRule> { rule.id, rule });
    }
    return edit;
}

} // namespace fourplane::ui
