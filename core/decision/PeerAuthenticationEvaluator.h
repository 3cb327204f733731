// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/PlannedRequest.h"

#include <array>
#include <map>
#include <span>
#include <vector>

namespace fourplane {

/// A mode that may hold, and the object of the plan that would decide so.
struct PossibleMtls
{
    MtlsMode mode = MtlsMode::Permissive; ///< never Unset
    const Planned<PeerAuthentication> *object = nullptr; ///< nullptr = Istio's default

    std::optional<DecidingObject> decidedBy() const;
};

/// The mTLS mode that holds for one inbound port of a pod. Refers to objects of the plan.
class InboundMtls
{
public:
    /// Istio's default alone.
    InboundMtls() { add({}); }

    /// Every mode that may hold, one object for each. Several only where objects of one scope disagree and
    /// which of them is the oldest is not known (semantics PA2).
    std::span<const PossibleMtls> possible() const & { return { m_possible.data(), m_count }; }

    void possible() && = delete; ///< it would show what is gone

    /// One of those possible.
    MtlsMode mode() const { return m_possible.front().mode; }

    /// By which object that one holds; nothing = Istio's default.
    std::optional<DecidingObject> decidedBy() const { return m_possible.front().decidedBy(); }

    bool isAmbiguous() const { return m_count > 1; }

    bool maybe(MtlsMode wanted) const;

    /// What holds where an object of a narrower scope says `modeOf` it: its own mode, or for Unset what holds
    /// without it. Any of `oldest` may be the one that is obeyed; there is one at least.
    template <class ModeOf>
    InboundMtls narrowedBy(std::span<const Planned<PeerAuthentication> *const> oldest, ModeOf modeOf) const
    {
        InboundMtls narrower;
        narrower.m_count = 0;
        for (const Planned<PeerAuthentication> *planned : oldest) {
            const MtlsMode mode = modeOf(planned->object);
            if (mode != MtlsMode::Unset) {
                narrower.add({ mode, planned });
                continue;
            }
            for (const PossibleMtls &inherited : possible())
                narrower.add(inherited);
        }
        return narrower;
    }

private:
    void add(const PossibleMtls &one);

    std::array<PossibleMtls, EnumNames<MtlsMode>::names.size()> m_possible; ///< each mode once
    std::size_t m_count = 0;
};

/// Istio PeerAuthentication over a plan, sidecar mode (semantics PA1 to PA6). Immutable after construction.
class PeerAuthenticationEvaluator
{
public:
    /// Keeps a reference: `index` must outlive the evaluator.
    explicit PeerAuthenticationEvaluator(const PlanIndex &index);
    PeerAuthenticationEvaluator(const PeerAuthenticationEvaluator &) = delete;
    PeerAuthenticationEvaluator &operator=(const PeerAuthenticationEvaluator &) = delete;

    /// Port over workload over namespace over mesh; Unset inherits; the default is Permissive. Of several
    /// objects of one scope the oldest alone speaks (pilot/pkg/security/authn, ComposePeerAuthentication).
    InboundMtls inbound(const PlannedPod &pod, std::uint16_t port) const;

    /// True when the destination sees a certificate of the source: both in the mesh, sent through it, and
    /// mTLS not disabled on that port.
    bool showsIdentity(const PlannedRequest &request) const;

    /// Uncertain where the above depends on which object is the oldest; else nothing.
    std::optional<PlaneVerdict> identityDoubt(const PlannedRequest &request) const;

    /// Whether the destination's proxy refuses the request for want of mTLS: Deny with control N7 (semantics
    /// PA5), Uncertain where it depends on which object is the oldest, else NotEnforced. Only TCP passes a
    /// proxy.
    PlaneVerdict evaluate(const PlannedRequest &request) const;

private:
    using Objects = std::vector<const Planned<PeerAuthentication> *>;

    const PlanIndex &m_index;
    // By scope the objects that may be its oldest. Several of known age were made in the same second; they
    // stand in the order in which Istio takes them then.
    Objects m_mesh;
    std::map<std::string, Objects> m_byNamespace;
    // By position in plan().pods.
    std::vector<const Objects *> m_ofNamespace; ///< of m_byNamespace; nullptr = none
    std::vector<Objects> m_byPod; ///< objects with a selector
};

} // namespace fourplane
