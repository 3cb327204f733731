// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/PlannedRequest.h"

#include <vector>

namespace fourplane {

/// A mode that may hold, and the object that would decide so.
struct PossibleMtls
{
    MtlsMode mode = MtlsMode::Permissive; ///< never Unset
    std::optional<DecidingObject> decidedBy; ///< absent = Istio's default
};

/// The mTLS mode that holds for one inbound port of a pod.
struct InboundMtls
{
    MtlsMode mode = MtlsMode::Permissive; ///< never Unset; one of those possible
    std::optional<DecidingObject> decidedBy; ///< absent = Istio's default
    /// Every mode that may hold, one object for each. Several only where objects of one scope disagree and
    /// which of them is the oldest is not known (semantics PA2).
    std::vector<PossibleMtls> possible;

    bool isAmbiguous() const { return possible.size() > 1; }

    bool maybe(MtlsMode wanted) const;
};

/// Istio PeerAuthentication over a plan, sidecar mode (semantics PA1 to PA6). Immutable after construction.
class PeerAuthenticationEvaluator
{
public:
    /// Keeps a reference: `index` must outlive the evaluator.
    explicit PeerAuthenticationEvaluator(const PlanIndex &index);

    /// Port over workload over namespace over mesh; Unset inherits; the default is Permissive. Of several
    /// objects of one scope the oldest alone speaks (pilot/pkg/security/authn, ComposePeerAuthentication).
    InboundMtls inbound(const PlannedPod &pod, std::uint16_t port) const;

    /// True when the destination sees a certificate of the source: both in the mesh, sent through it, and
    /// mTLS not disabled on that port.
    bool showsIdentity(const AccessRequest &request) const;

    /// Uncertain where the above depends on which object is the oldest; else nothing.
    std::optional<PlaneVerdict> identityDoubt(const AccessRequest &request) const;

    /// Whether the destination's proxy refuses the request for want of mTLS: Deny with control N7 (semantics
    /// PA5), Uncertain where it depends on which object is the oldest, else NotEnforced. Only TCP passes a
    /// proxy.
    PlaneVerdict evaluate(const AccessRequest &request) const;

private:
    using Objects = std::vector<const Planned<PeerAuthentication> *>;

    const PlanIndex &m_index;
    // By scope the objects that may be its oldest. Several of known age were made in the same second; they
    // stand in the order in which Istio takes them then.
    Objects m_mesh;
    std::map<std::string, Objects> m_byNamespace;
    std::vector<Objects> m_byPod; ///< objects with a selector, by position in plan().pods
};

} // namespace fourplane
