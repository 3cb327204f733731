// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/CanvasDecisions.h"

#include "core/decision/FlowRequest.h"
#include "core/decision/PolicyDecisionPoint.h"
#include "core/enforcement/PlanCompiler.h"

namespace fourplane::ui {

namespace {

/// Deny outweighs Uncertain, Uncertain a permission, a permission the absence of control: a card's pip shows
/// whether a plane does something for it.
int weight(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Deny:
        return 3;
    case Verdict::Uncertain:
        return 2;
    case Verdict::Permit:
        return 1;
    case Verdict::NotEnforced:
        return 0;
    }
    return 0;
}

using Pips = std::array<Verdict, planeCount>;

constexpr Pips nothing { Verdict::NotEnforced, Verdict::NotEnforced, Verdict::NotEnforced,
    Verdict::NotEnforced };

void join(Pips &pips, const Decision &decision)
{
    for (std::size_t plane = 0; plane < planeCount; ++plane) {
        if (weight(decision.planes[plane].verdict) > weight(pips[plane]))
            pips[plane] = decision.planes[plane].verdict;
    }
}

/// For a rule that names no flow: its first port.
AccessRequest requestOf(const AllowRule &rule)
{
    AccessRequest request;
    request.sourceId = rule.sourceId;
    request.destinationId = rule.destinationId;
    if (!rule.ports.empty()) {
        request.port = rule.ports.front().number;
        request.protocol = rule.ports.front().protocol;
    }
    return request;
}

class Asker
{
public:
    Asker(const PolicyDecisionPoint &point, CanvasDecisions &decisions)
        : m_point(point)
        , m_decisions(decisions)
    {
    }

    void ask(const ElementId &id, const AccessRequest &request)
    {
        const Decision decision = m_point.decide(request);
        join(m_incoming.try_emplace(request.destinationId, nothing).first->second, decision);
        join(m_outgoing.try_emplace(request.sourceId, nothing).first->second, decision);
        m_decisions.connections[id] = decision;
    }

    void finish(const Topology &topology)
    {
        const auto pipsOf = [this](const ElementId &id) {
            const auto incoming = m_incoming.find(id);
            if (incoming != m_incoming.end())
                return incoming->second;
            const auto outgoing = m_outgoing.find(id);
            return outgoing != m_outgoing.end() ? outgoing->second : nothing;
        };
        for (const auto &[id, workload] : topology.workloads) {
            Pips pips = pipsOf(id);
            pips[static_cast<std::size_t>(Plane::Workload)] = m_point.admission(id).verdict;
            m_decisions.nodes[id] = pips;
        }
        for (const auto &[id, external] : topology.externals)
            m_decisions.nodes[id] = pipsOf(id);
    }

private:
    const PolicyDecisionPoint &m_point;
    CanvasDecisions &m_decisions;
    ElementMap<Pips> m_incoming;
    ElementMap<Pips> m_outgoing;
};

} // namespace

std::shared_ptr<const CanvasDecisions> computeDecisions(const Project &project, const Job &job)
{
    const CompiledPlan compiled = compilePlan(project);
    const PolicyDecisionPoint point(compiled.plan);
    auto decisions = std::make_shared<CanvasDecisions>();
    Asker asker(point, *decisions);
    for (const auto &[id, flow] : project.topology.flows) {
        if (job.isStopped())
            return nullptr;
        asker.ask(id, requestFor(flow, compiled.plan));
    }
    for (const auto &[id, rule] : project.policy.allowRules) {
        if (job.isStopped())
            return nullptr;
        const Flow *flow = find(project.topology.flows, rule.flowId);
        asker.ask(id, flow ? requestFor(*flow, compiled.plan) : requestOf(rule));
    }
    asker.finish(project.topology);
    return decisions;
}

} // namespace fourplane::ui
