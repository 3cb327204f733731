// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/PeerAuthenticationEvaluator.h"

#include "core/enforcement/MeshFacts.h"

namespace fourplane {

namespace {

bool isWholeNamespace(const PeerAuthentication &object)
{
    return !object.selector || object.selector->empty();
}

/// Takes the mode of a scope over what wider scopes said; Unset takes nothing.
void apply(InboundMtls &result, MtlsMode mode, const Planned<PeerAuthentication> &planned, bool firstOfScope)
{
    if (mode == MtlsMode::Unset)
        return;
    if (!firstOfScope) {
        result.isAmbiguous = result.isAmbiguous || mode != result.mode;
        return;
    }
    result.mode = mode;
    result.decidedBy = decidingObject("PeerAuthentication", planned);
    result.isAmbiguous = false;
}

} // namespace

PeerAuthenticationEvaluator::PeerAuthenticationEvaluator(const PlanIndex &index)
    : m_index(index)
    , m_byPod(index.plan().pods.size())
{
    const EnforcementPlan &plan = index.plan();
    for (const Planned<PeerAuthentication> &planned : plan.peerAuthentications) {
        const std::string &home = planned.object.meta.namespaceName;
        const bool isRoot = home == plan.platform.meshRootNamespace;
        if (isWholeNamespace(planned.object)) {
            (isRoot ? m_mesh : m_byNamespace[home]).push_back(&planned);
            continue;
        }
        if (isRoot)
            continue; // semantics PA4
        for (const PlannedPod *pod : index.podsIn(home)) {
            if (matches(LabelSelector { *planned.object.selector, {} }, pod->labels))
                m_byPod[index.indexOf(*pod)].push_back(&planned);
        }
    }
}

InboundMtls PeerAuthenticationEvaluator::inbound(const PlannedPod &pod, std::uint16_t port) const
{
    InboundMtls result;
    const auto applyScope = [&result](const Objects &scope) {
        bool first = true;
        for (const Planned<PeerAuthentication> *planned : scope) {
            apply(result, planned->object.mode, *planned, first);
            first = first && planned->object.mode == MtlsMode::Unset;
        }
    };
    applyScope(m_mesh);
    const auto home = m_byNamespace.find(pod.namespaceName);
    if (home != m_byNamespace.end())
        applyScope(home->second);
    const Objects &own = m_byPod[m_index.indexOf(pod)];
    applyScope(own);
    bool first = true;
    for (const Planned<PeerAuthentication> *planned : own) {
        const auto portMode = planned->object.portModes.find(port);
        if (portMode == planned->object.portModes.end() || portMode->second == MtlsMode::Unset)
            continue;
        apply(result, portMode->second, *planned, first);
        first = false;
    }
    return result;
}

bool PeerAuthenticationEvaluator::showsIdentity(const AccessRequest &request) const
{
    const PlannedPod *destination = m_index.pod(request.destinationId);
    return destination && isIstio(destination->meshMode) && request.protocol == Protocol::Tcp
        && transportOf(m_index, request) == Transport::Mesh
        && (behaviourOf(destination->meshMode).obeysDisable == EngineBehaviour::No
            || inbound(*destination, request.port).mode != MtlsMode::Disable);
}

PlaneVerdict PeerAuthenticationEvaluator::evaluate(const AccessRequest &request) const
{
    const PlannedPod *destination = m_index.pod(request.destinationId);
    if (!destination || !isIstio(destination->meshMode) || request.protocol != Protocol::Tcp
        || request.sourceId == request.destinationId || showsIdentity(request))
        return {};
    const InboundMtls mtls = inbound(*destination, request.port);
    if (mtls.isAmbiguous)
        return { Verdict::Uncertain, mtls.decidedBy,
            "Several PeerAuthentication objects disagree about " + destination->name + "; the oldest wins.",
            "" };
    if (mtls.mode != MtlsMode::Strict)
        return {};
    return { Verdict::Deny, mtls.decidedBy,
        destination->name + " accepts mutual TLS only, and " + m_index.nameOf(request.sourceId)
            + " sends plaintext.",
        "N7" };
}

} // namespace fourplane
