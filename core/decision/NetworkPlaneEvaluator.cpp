// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/NetworkPlaneEvaluator.h"

#include "core/decision/EgressListEvaluator.h"
#include "core/decision/StoreNetwork.h"
#include "core/enforcement/MeshArrival.h"
#include "core/enforcement/MeshFacts.h"

#include <algorithm>
#include <array>
#include <utility>

namespace fourplane {

namespace {

/// The Sidecar that configures the pod: its own by selector, else its namespace's, else the mesh's.
const Sidecar *sidecarFor(const EnforcementPlan &plan, const PlannedPod &pod)
{
    const Sidecar *best = nullptr;
    int bestRank = 0;
    for (const Planned<Sidecar> &planned : plan.sidecars) {
        const Sidecar &sidecar = planned.object;
        const bool selects = sidecar.workloadSelector && !sidecar.workloadSelector->empty();
        int rank = 0;
        if (sidecar.meta.namespaceName == pod.namespaceName)
            rank = !selects                                                            ? 2
                : matches(LabelSelector { *sidecar.workloadSelector, {} }, pod.labels) ? 3
                                                                                       : 0;
        else if (sidecar.meta.namespaceName == plan.platform.meshRootNamespace && !selects)
            rank = 1;
        if (rank > bestRank) {
            best = &sidecar;
            bestRank = rank;
        }
    }
    return best;
}

/// Where the platform does not say: private addresses.
IpRanges nodeAddresses(const PlatformProfile &platform)
{
    IpRanges addresses;
    for (const std::string &block : platform.clusterCidrs)
        addresses |= IpRanges::parse(block).value_or(IpRanges {});
    if (addresses.isEmpty()) {
        for (const char *block : { "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7" })
            addresses |= *IpRanges::parse(block);
    }
    return addresses;
}

} // namespace

NetworkPlaneEvaluator::NetworkPlaneEvaluator(
    const PlanIndex &index, const PeerAuthenticationEvaluator &peerAuthentication)
    : m_index(index)
    , m_peerAuthentication(peerAuthentication)
    , m_networkPolicy(index.plan())
    , m_nodeAddresses(nodeAddresses(index.plan().platform))
{
    for (const PlannedPod &pod : index.plan().pods) {
        const auto name = pod.labels.find("gateway.networking.k8s.io/gateway-name");
        if (name != pod.labels.end())
            m_gatewayPods[pod.namespaceName].emplace(name->second, &pod);
    }
}

PlaneVerdict NetworkPlaneEvaluator::evaluate(
    const PlannedRequest &request, std::vector<DecisionStep> *steps) const
{
    const auto whole = [steps](PlaneVerdict verdict) {
        if (steps)
            steps->push_back({ DecisionStage::Ends, Plane::Network, verdict });
        return verdict;
    };
    for (const PlannedEnd *end : { &request.source, &request.destination }) {
        if (!end->isKnown())
            return whole(request.answer(Verdict::Deny, [end] {
                return VerdictWords { {}, "There is no such element: " + end->id->value() + ".", {} };
            }));
    }
    const std::optional<PlaneVerdict> storeNetwork = storeNetworkVerdict(m_index, request);
    if (request.source.external && request.destination.external)
        return whole(storeNetwork ? *storeNetwork : request.answer(Verdict::NotEnforced, [] {
            return VerdictWords { {}, "Both ends are outside the cluster.", {} };
        }));
    if (storeNetwork && storeNetwork->verdict == Verdict::Deny)
        return whole(*storeNetwork);

    const auto part = [](DecisionStage stage, PlaneVerdict verdict) {
        return DecisionStep { stage, Plane::Network, std::move(verdict) };
    };
    std::array<DecisionStep, 5> parts { part(DecisionStage::Exposure, exposure(request)),
        part(DecisionStage::NetworkPolicies, {}),
        part(DecisionStage::MutualTls, m_peerAuthentication.evaluate(request)),
        part(DecisionStage::EgressList, egressListVerdict(m_index, request)),
        part(DecisionStage::MetadataHops, metadataHops(request)) };
    // The policies take longest, and matter to the verdict only where nothing else denies.
    const PlaneVerdict *others = decisiveAnswer(parts);
    if (request.wantsWords() || !others || others->verdict != Verdict::Deny)
        parts[1].answer = orFromANode(request, m_networkPolicy.evaluate(asItArrives(request)));
    const PlaneVerdict *decisive = decisiveAnswer(parts);
    PlaneVerdict result = decisive ? *decisive : parts[1].answer;
    if (storeNetwork && storeNetwork->verdict == Verdict::Uncertain && result.verdict != Verdict::Deny)
        result = *storeNetwork;
    if (request.wantsWords())
        result.reason += remarks(request, parts, result);
    if (steps) {
        if (storeNetwork)
            steps->push_back(part(DecisionStage::Ends, *storeNetwork));
        steps->push_back(parts[0]);
        for (const auto &[stage, direction] :
            { std::pair { DecisionStage::SourceEgress, PolicyDirection::Egress },
                std::pair { DecisionStage::DestinationIngress, PolicyDirection::Ingress } }) {
            DecisionStep side = part(stage, m_networkPolicy.evaluateSide(asItArrives(request), direction));
            side.isPart = true;
            steps->push_back(std::move(side));
        }
        steps->insert(steps->end(), parts.begin() + 1, parts.end());
    }
    return result;
}

std::string NetworkPlaneEvaluator::remarks(
    const PlannedRequest &request, const std::array<DecisionStep, 5> &parts, const PlaneVerdict &result) const
{
    std::string text;
    if (result.verdict == Verdict::Permit || result.verdict == Verdict::NotEnforced) {
        for (const DecisionStep &step : parts) {
            if (!step.answer.reason.empty() && step.answer.reason != result.reason)
                text += " " + step.answer.reason;
        }
        text += meshEgressNote(request);
    }
    // Only a NetworkPolicy decides by the port at which the packets arrive.
    const std::optional<std::uint16_t> arrival = arrivalPort(request);
    if (arrival && result.decidedBy && result.decidedBy == parts[1].answer.decidedBy)
        text += " Between meshed pods "
            + std::string(m_index.plan().platform.mesh == MeshKind::Linkerd ? "Linkerd" : "Istio")
            + " delivers" + (request.port == 0 ? std::string() : " port " + std::to_string(request.port))
            + " at TCP " + std::to_string(*arrival)
            + " of the proxy, which the network policies have to allow.";
    return text;
}

PlaneVerdict NetworkPlaneEvaluator::evaluateThrough(
    const PlannedRequest &request, const PodWaypoint &waypoint) const
{
    const auto title = [&waypoint] { return "waypoint " + waypoint.namespaceName + "/" + waypoint.name; };
    const PlannedPod *proxy = podOf(waypoint);
    if (!proxy) {
        PlaneVerdict direct = evaluate(request);
        if (direct.verdict == Verdict::NotEnforced)
            return direct;
        return request.answer(Verdict::Uncertain, [&] {
            return VerdictWords { std::move(direct.decidedBy),
                "The pods of " + title()
                    + " are not in the project, and policies speak of an end. Directly: " + direct.reason,
                "" };
        });
    }
    PlannedRequest first = request, second = request;
    first.destination = second.source = PlannedEnd(*proxy);
    first.port = *behaviourOf(MeshMode::Ambient).arrivalPort;
    std::array<PlaneVerdict, 2> hops { evaluate(first), evaluate(second) };
    for (const Verdict verdict : { Verdict::Deny, Verdict::Uncertain, Verdict::Permit }) {
        for (std::size_t i = 0; i < hops.size(); ++i) {
            if (hops[i].verdict != verdict)
                continue;
            if (request.wantsWords())
                hops[i].reason = (i == 0 ? "To the " : "From the ") + title() + ": " + hops[i].reason;
            return hops[i];
        }
    }
    return hops[1];
}

const PlannedPod *NetworkPlaneEvaluator::podOf(const PodWaypoint &waypoint) const
{
    const auto home = m_gatewayPods.find(waypoint.namespaceName);
    if (home == m_gatewayPods.end())
        return nullptr;
    const auto pod = home->second.find(waypoint.name);
    return pod == home->second.end() ? nullptr : pod->second;
}

std::optional<std::uint16_t> NetworkPlaneEvaluator::arrivalPort(const PlannedRequest &request) const
{
    const PlannedPod *source = request.source.pod;
    const PlannedPod *destination = request.destination.pod;
    if (!source || !destination || request.protocol != Protocol::Tcp || request.travels() != Transport::Mesh)
        return std::nullopt;
    // Only Linkerd looks at the namespace.
    const PlannedNamespace *home = destination->meshMode == MeshMode::Linkerd
        ? m_index.namespaceNamed(destination->namespaceName)
        : nullptr;
    return meshArrivalPort(*source, *destination, home, request.port);
}

PlannedRequest NetworkPlaneEvaluator::asItArrives(PlannedRequest request) const
{
    request.port = arrivalPort(request).value_or(request.port);
    return request;
}

PlaneVerdict NetworkPlaneEvaluator::exposure(const PlannedRequest &request) const
{
    const PlannedPod *destination = request.destination.pod;
    const PlannedExternal *source = request.source.external;
    if (!source || !destination || destination->exposed)
        return {};
    // Who else is in the private network is not known: users and services may be.
    if (destination->exposedPrivately && source->kind != ExternalKind::Internet)
        return {};
    const std::vector<std::string> &unknown = m_index.plan().namespacesWithUnknownExposure;
    const bool isUnknown =
        std::any_of(unknown.begin(), unknown.end(), [destination](const std::string &name) {
            return name.empty() || name == destination->namespaceName;
        });
    if (isUnknown)
        return request.answer(Verdict::Uncertain, [destination] {
            return VerdictWords { {},
                "Whether " + destination->name
                    + " is exposed outside the cluster is not known: something that may expose it was not "
                      "read.",
                "" };
        });
    return request.answer(Verdict::Deny, [destination] {
        return VerdictWords { decidingWorkload(*destination),
            destination->name + " is not exposed outside the cluster.", "N5" };
    });
}

PlaneVerdict NetworkPlaneEvaluator::orFromANode(const PlannedRequest &request, PlaneVerdict direct) const
{
    const PlannedPod *destination = request.destination.pod;
    const PlannedExternal *source = request.source.external;
    if (direct.verdict != Verdict::Deny || !source || !destination
        || !(destination->exposed
            || (destination->exposedPrivately && source->kind != ExternalKind::Internet)))
        return direct;
    const std::vector<IpRange> &nodes = m_nodeAddresses.ranges();
    const bool isAdmitted = std::any_of(nodes.begin(), nodes.end(), [&](const IpRange &range) {
        const ConnectionSet open =
            m_networkPolicy.connectionsFrom(range, m_index.indexOf(*destination)).possible;
        return request.port == 0 ? !open.isEmpty() : open.contains(request.protocol, request.port);
    });
    if (!isAdmitted)
        return direct;
    return request.answer(Verdict::Uncertain, [&direct] {
        return VerdictWords { std::move(direct.decidedBy),
            "The policies admit addresses that nodes may have, and a node may pass on under its own what "
            "comes to it from outside (externalTrafficPolicy Cluster). Directly: "
                + direct.reason,
            "" };
    });
}

PlaneVerdict NetworkPlaneEvaluator::metadataHops(const PlannedRequest &request) const
{
    const PlannedPod *pod = request.source.pod;
    const PlatformProfile &platform = m_index.plan().platform;
    if (!pod || !(*request.destination.id == m_index.plan().metadataServiceId)
        || platform.metadataHopLimit > 1)
        return {};
    if (pod->hostNetwork)
        return request.answer(Verdict::NotEnforced, [] {
            return VerdictWords { {}, "A hop limit of 1 does not keep pods on the host network out.", "" };
        });
    if (!platform.metadataRequiresTokens)
        return request.answer(Verdict::NotEnforced, [] {
            return VerdictWords { {},
                "The hop limit of 1 does not count as long as the metadata service answers without tokens.",
                "" };
        });
    return request.answer(Verdict::Deny, [] {
        return VerdictWords { DecidingObject { "PlatformProfile", "", "metadataHopLimit", {}, {} },
            "The metadata service requires tokens and answers over one hop only, which reaches no pod "
            "outside the host network.",
            "N4" };
    });
}

std::string NetworkPlaneEvaluator::meshEgressNote(const PlannedRequest &request) const
{
    const PlannedPod *source = request.source.pod;
    if (!source || !source->inMesh || !request.destination.external)
        return {};
    const Sidecar *sidecar = sidecarFor(m_index.plan(), *source);
    if (!sidecar || sidecar->outboundTrafficPolicyMode != "REGISTRY_ONLY")
        return {};
    return " Sidecar " + sidecar->meta.namespaceName + "/" + sidecar->meta.name
        + " (REGISTRY_ONLY) only slows: a process in the pod can go past its own proxy.";
}

} // namespace fourplane
