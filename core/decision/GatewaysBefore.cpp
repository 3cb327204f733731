// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/GatewaysBefore.h"

#include <algorithm>
#include <iterator>

namespace fourplane {

namespace {

/// What depends on who sends the packets.
constexpr std::array<Plane, 2> planesOfSender { Plane::Identity, Plane::Network };

bool isExposedTo(const PlannedPod &pod, const PlannedExternal &source)
{
    return pod.exposed || (pod.exposedPrivately && source.kind != ExternalKind::Internet);
}

} // namespace

GatewaysBefore::GatewaysBefore(const EnforcementPlan &plan)
{
    for (const PlannedPod &pod : plan.pods) {
        if (pod.kind == WorkloadKind::Gateway && (pod.exposed || pod.exposedPrivately))
            m_gateways.push_back(&pod);
    }
}

std::vector<const PlannedPod *> GatewaysBefore::of(const PlannedRequest &request) const
{
    std::vector<const PlannedPod *> gateways;
    const PlannedExternal *source = request.source.external;
    const PlannedPod *destination = request.destination.pod;
    if (!source || !destination || request.protocol != Protocol::Tcp || !isExposedTo(*destination, *source))
        return gateways;
    std::copy_if(m_gateways.begin(), m_gateways.end(), std::back_inserter(gateways),
        [&](const PlannedPod *gateway) { return gateway != destination && isExposedTo(*gateway, *source); });
    return gateways;
}

Decision orThrough(const PlannedRequest &request, const PlannedPod &gateway, const Decision &direct,
    const Decision &passedOn)
{
    const auto denies = [](const Decision &decision, Plane plane) {
        return decision.on(plane).verdict == Verdict::Deny;
    };
    Decision result = direct;
    for (Plane plane : planesOfSender) {
        if (denies(passedOn, plane))
            return direct;
        if (!denies(direct, plane))
            continue;
        result.on(plane) = request.answer(Verdict::Uncertain, [&] {
            return VerdictWords { decidingWorkload(gateway),
                "Gateway " + gateway.namespaceName + "/" + gateway.name
                    + " is exposed, too, and would be let through; whether it passes such requests on the "
                      "design does not say. Directly: "
                    + direct.on(plane).reason,
                "" };
        });
    }
    return result;
}

void showGateway(const Decision &decision, std::vector<DecisionStep> &steps)
{
    for (Plane plane : planesOfSender) {
        const auto last = std::find_if(
            steps.rbegin(), steps.rend(), [plane](const DecisionStep &step) { return step.plane == plane; });
        const bool isChanged = last != steps.rend()
            && std::any_of(steps.begin(), steps.end(),
                [plane](const DecisionStep &step) {
                    return step.plane == plane && !step.isPart && step.answer.verdict == Verdict::Deny;
                })
            && decision.on(plane).verdict == Verdict::Uncertain;
        if (!isChanged)
            continue;
        for (DecisionStep &step : steps)
            step.isPart = step.isPart || step.plane == plane;
        steps.insert(last.base(), { DecisionStage::Exposure, plane, decision.on(plane) });
    }
}

} // namespace fourplane
