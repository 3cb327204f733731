// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/PlannedRequest.h"

#include <vector>

namespace fourplane {

/// The mTLS mode that holds for one inbound port of a pod.
struct InboundMtls
{
    MtlsMode mode = MtlsMode::Permissive; ///< never Unset
    std::optional<DecidingObject> decidedBy; ///< absent = Istio's default
    /// Several objects of one scope disagree; the oldest wins, and a plan has no ages (semantics PA2).
    bool isAmbiguous = false;
};

/// Istio PeerAuthentication over a plan, sidecar mode (semantics PA1 to PA6). Immutable after construction.
class PeerAuthenticationEvaluator
{
public:
    /// Keeps a reference: `index` must outlive the evaluator.
    explicit PeerAuthenticationEvaluator(const PlanIndex &index);

    /// Port over workload over namespace over mesh; Unset inherits; the default is Permissive.
    InboundMtls inbound(const PlannedPod &pod, std::uint16_t port) const;

    /// True when the destination sees a certificate of the source: both in the mesh, sent through it, and
    /// mTLS not disabled on that port.
    bool showsIdentity(const AccessRequest &request) const;

    /// Whether the destination's proxy refuses the request for want of mTLS: Deny with control N7 (semantics
    /// PA5), Uncertain where objects disagree, else NotEnforced. Only TCP passes a proxy.
    PlaneVerdict evaluate(const AccessRequest &request) const;

private:
    using Objects = std::vector<const Planned<PeerAuthentication> *>;

    const PlanIndex &m_index;
    Objects m_mesh;
    std::map<std::string, Objects> m_byNamespace;
    std::vector<Objects> m_byPod; ///< objects with a selector, by position in plan().pods
};

} // namespace fourplane
