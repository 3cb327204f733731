// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/EdgeStates.h"

namespace fourplane::ui {

namespace {

/// Strictness of a verdict for a line that stands for several connections.
int strictness(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Deny:
        return 3;
    case Verdict::Uncertain:
        return 2;
    case Verdict::NotEnforced:
        return 1;
    case Verdict::Permit:
        return 0;
    }
    return 0;
}

std::optional<Verdict> verdictOf(const ElementId &id, Lens lens, const CanvasDecisions &decisions)
{
    const auto found = decisions.connections.find(id);
    if (found == decisions.connections.end())
        return std::nullopt;
    return lens == Lens::All ? found->second.joint() : found->second.on(*planeOf(lens)).verdict;
}

EdgeState stateFor(const SceneEdge &edge, Lens lens, std::optional<Verdict> verdict)
{
    if (!verdict)
        return EdgeState::Declared;
    if (lens == Lens::Data && !edge.reads && !edge.writes && !edge.toolCall
        && *verdict == Verdict::NotEnforced)
        return EdgeState::Faint;
    if (lens == Lens::Workload && *verdict == Verdict::NotEnforced)
        return EdgeState::Faint;
    switch (*verdict) {
    case Verdict::Permit:
        return EdgeState::Allowed;
    case Verdict::Deny:
        return EdgeState::Denied;
    case Verdict::NotEnforced:
        return EdgeState::Open;
    case Verdict::Uncertain:
        return EdgeState::Uncertain;
    }
    return EdgeState::Declared;
}

} // namespace

std::optional<Plane> planeOf(Lens lens)
{
    switch (lens) {
    case Lens::All:
        return std::nullopt;
    case Lens::Identity:
        return Plane::Identity;
    case Lens::Network:
        return Plane::Network;
    case Lens::Workload:
        return Plane::Workload;
    case Lens::Data:
        return Plane::Data;
    }
    return std::nullopt;
}

EdgeState edgeStateOf(const SceneEdge &edge, Lens lens, const CanvasDecisions *decisions)
{
    std::optional<Verdict> strictest;
    if (decisions) {
        for (const ElementId &id : edge.elementIds()) {
            const std::optional<Verdict> verdict = verdictOf(id, lens, *decisions);
            if (verdict && (!strictest || strictness(*verdict) > strictness(*strictest)))
                strictest = verdict;
        }
    }
    return stateFor(edge, lens, strictest);
}

EdgeState memberStateOf(
    const SceneEdge &edge, const ElementId &id, Lens lens, const CanvasDecisions *decisions)
{
    return stateFor(edge, lens, decisions ? verdictOf(id, lens, *decisions) : std::nullopt);
}

void StateCounts::add(EdgeState state)
{
    ++total;
    denied += state == EdgeState::Denied;
    open += state == EdgeState::Open;
    uncertain += state == EdgeState::Uncertain;
    allowed += state == EdgeState::Allowed;
}

EdgeState StateCounts::worst() const
{
    if (denied > 0)
        return EdgeState::Denied;
    if (uncertain > 0)
        return EdgeState::Uncertain;
    if (open > 0)
        return EdgeState::Open;
    return allowed > 0 ? EdgeState::Allowed : EdgeState::Declared;
}

EdgeStates statesOf(const CanvasScene &scene, Lens lens, const CanvasDecisions *decisions)
{
    EdgeStates states;
    states.edges.reserve(scene.edges().size());
    states.trunks.resize(scene.trunks().size());
    states.containers.resize(scene.containers().size());
    for (const SceneEdge &edge : scene.edges()) {
        const EdgeState state = edgeStateOf(edge, lens, decisions);
        states.edges.push_back(state);
        const std::optional<std::size_t> from = scene.nodes()[edge.source].container;
        const std::optional<std::size_t> to = scene.nodes()[edge.destination].container;
        if (from)
            states.containers[*from].add(state);
        if (to && to != from)
            states.containers[*to].add(state);
    }
    for (std::size_t i = 0; i < scene.trunks().size(); ++i) {
        for (std::size_t edge : scene.trunks()[i].edges)
            states.trunks[i].add(states.edges[edge]);
    }
    return states;
}

} // namespace fourplane::ui
