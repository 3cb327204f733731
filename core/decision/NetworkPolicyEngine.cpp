// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/NetworkPolicyEngine.h"

#include "core/base/Prefetch.h"
#include "core/decision/ShortText.h"

#include <algorithm>

namespace fourplane {

namespace {

std::uint64_t hashOf(const ElementId &id)
{
    return hashOfText(id.value());
}

} // namespace

Verdict NetworkOutcome::verdict() const
{
    if (allowed.isEmpty())
        return Verdict::Deny;
    return egress.decided.intersects(allowed) || ingress.decided.intersects(allowed) ? Verdict::Permit
                                                                                     : Verdict::NotEnforced;
}

NetworkPolicyEngine::NetworkPolicyEngine(const EnforcementPlan &thePlan)
    : NetworkPolicyEngine(thePlan, PodSelection(thePlan))
{
}

NetworkPolicyEngine::NetworkPolicyEngine(const EnforcementPlan &thePlan, PodSelection selection)
    : plan(thePlan)
    , sides(thePlan, selection)
    , admin(thePlan, selection, sides.clusterRanges())
    , cilium(thePlan, sides.clusterRanges())
{
    const std::vector<std::string> &blind = plan.namespacesWithUnmodelledPolicy;
    const auto isBlind = [&](const std::string &name) {
        return std::find(blind.begin(), blind.end(), name) != blind.end();
    };
    m_podNumbers.reserve(plan.pods.size());
    m_podOfNumber.reserve(plan.pods.size());
    constexpr std::size_t ahead = 8;
    for (std::uint32_t i = 0; i < plan.pods.size(); ++i) {
        if (i + ahead < plan.pods.size()) {
            prefetch(&plan.pods[i + ahead].workloadId);
            prefetch(&plan.pods[i + ahead].namespaceName);
            prefetch(&plan.pods[i + ahead].hostNetwork);
        }
        const ElementId &id = plan.pods[i].workloadId;
        const auto isSame = [&](std::uint32_t other) {
            return plan.pods[m_podOfNumber[other]].workloadId == id;
        };
        if (m_podNumbers.add(hashOf(id), isSame).second)
            m_podOfNumber.push_back(i);
        m_unmodelled.push_back(!blind.empty() && (isBlind(plan.pods[i].namespaceName) || isBlind({})));
        m_onHostNetwork.push_back(plan.pods[i].hostNetwork);
        m_hasPodsOnHostNetwork = m_hasPodsOnHostNetwork || plan.pods[i].hostNetwork;
    }
    for (const auto *externals : { &plan.externals, &plan.implicitExternals }) {
        for (const PlannedExternal &external : *externals) {
            m_externals.emplace(external.id, &external);
            NetworkPeer &peer = m_externalPeers[&external];
            for (const std::string &block : external.cidrs)
                peer.outside |= IpRanges::parse(block).value_or(IpRanges {});
            if (external.cidrs.empty())
                peer.outside = IpRanges::all() - sides.clusterRanges();
            peer.hosts = &external.hosts;
            peer.isApiServer = external.id == plan.apiServerId;
            peer.isAnywhere = external.cidrs.empty() && external.hosts.empty();
        }
    }
}

NetworkEnd NetworkPolicyEngine::end(const ElementId &id) const
{
    if (const std::optional<std::size_t> pod = podPosition(id))
        return podEnd(*pod);
    const auto external = m_externals.find(id);
    return external == m_externals.end() ? NetworkEnd {} : externalEnd(*external->second);
}

NetworkEnd NetworkPolicyEngine::end(const PlannedEnd &end) const
{
    return end.pod ? podEnd(static_cast<std::size_t>(end.pod - plan.pods.data()))
                   : externalEnd(*end.external);
}

NetworkEnd NetworkPolicyEngine::externalEnd(const PlannedExternal &external) const
{
    return { std::nullopt, &external, m_externalPeers.at(&external) };
}

std::string NetworkPolicyEngine::name(const NetworkEnd &end) const
{
    return end.pod ? plan.pods[*end.pod].namespaceName + "/" + plan.pods[*end.pod].name : end.external->name;
}

std::optional<std::size_t> NetworkPolicyEngine::podPosition(const ElementId &workloadId) const
{
    const std::uint32_t number = m_podNumbers.find(hashOf(workloadId),
        [&](std::uint32_t other) { return plan.pods[m_podOfNumber[other]].workloadId == workloadId; });
    return number == InternTable::none ? std::nullopt : std::optional<std::size_t>(m_podOfNumber[number]);
}

bool NetworkPolicyEngine::enforcesPolicies() const
{
    const PlatformProfile &platform = plan.platform;
    return platform.cni != CniKind::None
        && !(platform.cni == CniKind::Cilium && platform.ciliumEnforcement == CiliumEnforcement::Never);
}

bool NetworkPolicyEngine::isAlwaysIsolated(std::size_t pod) const
{
    return plan.platform.cni == CniKind::Cilium
        && plan.platform.ciliumEnforcement == CiliumEnforcement::Always && !plan.pods[pod].hostNetwork;
}

NetworkSide NetworkPolicyEngine::withCilium(NetworkSide own, PolicyDirection direction, std::size_t pod,
    const NetworkPeer &peer, const NetworkAssumptions &assumptions, NetworkQuestions &questions) const
{
    const bool isSilent = cilium.isSilent(direction, pod)
        || (!assumptions.ciliumPoliciesInForce && cilium.dependsOnEnforcement(direction, pod));
    if (isSilent && !isAlwaysIsolated(pod))
        return own;
    const CiliumSide spoken =
        isSilent ? CiliumSide {} : cilium.side(direction, pod, peer, assumptions, questions);
    NetworkSide joined;
    joined.isolated = own.isolated || spoken.isolated || isAlwaysIsolated(pod);
    if (joined.isolated) {
        joined.admitted = spoken.admitted;
        if (own.isolated)
            joined.admitted |= own.admitted;
        joined.decided = ConnectionSet::all();
    } else {
        joined.decided = spoken.admitted | spoken.denied;
    }
    joined.admitted -= spoken.denied; // a deny beats every allow, also those of NetworkPolicies (C2)
    return joined;
}

NetworkSide NetworkPolicyEngine::side(PolicyDirection direction, const NetworkEnd &inside,
    const NetworkEnd &outside, const NetworkAssumptions &assumptions, NetworkQuestions &questions) const
{
    if (!inside.pod)
        return {};
    NetworkSide result =
        withCilium(sides.side(direction, *inside.pod, outside.asPeer, assumptions, questions), direction,
            *inside.pod, outside.asPeer, assumptions, questions);
    if (admin.isSilent(direction, *inside.pod))
        return result;
    const AdminTierAnswer first =
        admin.tier(AdminPolicyTier::Admin, direction, *inside.pod, outside.asPeer, assumptions, questions);
    ConnectionSet rest = (ConnectionSet::all() - first.accepted - first.denied) & result.admitted;
    if (!result.isolated) {
        const AdminTierAnswer last = admin.tier(
            AdminPolicyTier::Baseline, direction, *inside.pod, outside.asPeer, assumptions, questions);
        result.decided |= (rest & last.accepted) | (rest & last.denied);
        rest -= last.denied;
    }
    result.decided |= first.accepted | first.denied;
    result.admitted = first.accepted | rest;
    return result;
}

std::vector<NetworkOutcome> NetworkPolicyEngine::outcomes(const NetworkInquiry &question) const
{
    const NetworkEnd &source = question.source;
    const NetworkEnd &destination = question.destination;
    const auto onHostNetwork = [this](const NetworkEnd &end) {
        return end.pod && plan.pods[*end.pod].hostNetwork;
    };
    const auto isAdminUnsure = [this](PolicyDirection direction, const NetworkEnd &end) {
        return end.pod && admin.dependsOnEnforcement(direction, *end.pod);
    };
    const auto isCiliumUnsure = [this](PolicyDirection direction, const NetworkEnd &end) {
        return end.pod && cilium.dependsOnEnforcement(direction, *end.pod);
    };
    const bool ciliumMatters = isCiliumUnsure(PolicyDirection::Egress, source)
        || isCiliumUnsure(PolicyDirection::Ingress, destination);
    const bool hostMatters = onHostNetwork(source) || onHostNetwork(destination);
    const bool adminMatters = isAdminUnsure(PolicyDirection::Egress, source)
        || isAdminUnsure(PolicyDirection::Ingress, destination);
    std::vector<NetworkOutcome> all;
    const auto evaluate = [&](const NetworkAssumptions &assumptions) {
        NetworkOutcome outcome;
        outcome.assumptions = assumptions;
        if (question.only != PolicyDirection::Ingress)
            outcome.egress =
                side(PolicyDirection::Egress, source, destination, assumptions, outcome.questions);
        if (question.only != PolicyDirection::Egress)
            outcome.ingress =
                side(PolicyDirection::Ingress, destination, source, assumptions, outcome.questions);
        outcome.allowed = question.asked & outcome.egress.admitted & outcome.ingress.admitted;
        const bool open = outcome.questions.any();
        if (hostMatters && plan.platform.policySelectsHostNetwork == EngineBehaviour::Unknown)
            outcome.questions.set(static_cast<std::size_t>(NetworkQuestion::HostNetwork));
        if (adminMatters)
            outcome.questions.set(static_cast<std::size_t>(NetworkQuestion::AdminPolicies));
        if (ciliumMatters)
            outcome.questions.set(static_cast<std::size_t>(NetworkQuestion::CiliumPolicies));
        all.push_back(std::move(outcome));
        return open;
    };
    /// Whether `answer` is one to try: the known one, both when unknown, "yes" when it does not matter.
    const auto isPossible = [](bool answer, bool matters, EngineBehaviour known) {
        if (!matters)
            return answer;
        return known == EngineBehaviour::Unknown || (known == EngineBehaviour::Yes) == answer;
    };
    for (bool sees : { true, false }) {
        for (bool inForce : { true, false }) {
            if (!isPossible(sees, hostMatters, plan.platform.policySelectsHostNetwork)
                || !isPossible(inForce, adminMatters, EngineBehaviour::Unknown))
                continue;
            for (bool ciliumInForce : { true, false }) {
                if (!isPossible(ciliumInForce, ciliumMatters, EngineBehaviour::Unknown))
                    continue;
                if (evaluate({ sees, false, inForce, ciliumInForce }))
                    evaluate({ sees, true, inForce, ciliumInForce });
            }
        }
    }
    return all;
}

Connectivity NetworkPolicyEngine::connectivity(const NetworkEnd &source, const NetworkEnd &destination) const
{
    if (!enforcesPolicies() || (source.pod && source.pod == destination.pod))
        return { ConnectionSet::all(), ConnectionSet::all() };
    if (isUnmodelled(source) || isUnmodelled(destination))
        return { ConnectionSet(), ConnectionSet::all() };
    Connectivity result { ConnectionSet::all(), {} };
    for (const NetworkOutcome &outcome : outcomes({ source, destination, ConnectionSet::all(), {}, {} })) {
        result.certain &= outcome.allowed;
        result.possible |= outcome.allowed;
    }
    return result;
}

} // namespace fourplane
