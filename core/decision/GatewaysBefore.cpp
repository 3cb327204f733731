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

std::vector<const PlannedPod *> gatewaysBefore(const PlanIndex &index, const AccessRequest &request)
{
    std::vector<const PlannedPod *> gateways;
    const PlannedExternal *source = index.external(request.sourceId);
    const PlannedPod *destination = index.pod(request.destinationId);
    if (!source || !destination || request.protocol != Protocol::Tcp || !isExposedTo(*destination, *source))
        return gateways;
    for (const PlannedPod &pod : index.plan().pods) {
        if (pod.kind == WorkloadKind::Gateway && &pod != destination && isExposedTo(pod, *source))
            gateways.push_back(&pod);
    }
    return gateways;
}

Decision orThrough(const PlannedPod &gateway, const Decision &direct, const Decision &passedOn)
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
        PlaneVerdict &answer = result.on(plane);
        answer.verdict = Verdict::Uncertain;
        answer.control.clear();
        answer.decidedBy = DecidingObject { "Workload", gateway.namespaceName, gateway.name,
            gateway.workloadId, gateway.origin };
        answer.reason = "Gateway " + gateway.namespaceName + "/" + gateway.name
            + " is exposed, too, and would be let through; whether it passes such requests on the design "
              "does not "
              "say. Directly: "
            + direct.on(plane).reason;
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
