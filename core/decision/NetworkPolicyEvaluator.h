// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/ConnectionSet.h"
#include "core/decision/Decision.h"
#include "core/decision/IpRanges.h"
#include "core/enforcement/EnforcementPlan.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace fourplane {

/// What NetworkPolicy lets through between two ends. The sets differ only where engines differ, or where an
/// object is not understood.
struct Connectivity
{
    ConnectionSet certain; ///< let through whatever the open questions' answers are
    ConnectionSet possible; ///< let through under some answer; never less than `certain`

    bool operator==(const Connectivity &) const = default;
};

class NetworkPolicyEngine;
struct NetworkInquiry;
struct PlannedRequest;

/// networking.k8s.io/v1 NetworkPolicy over a plan (semantics NP1 to NP23): the source's egress AND the
/// destination's ingress. Knows nothing of meshes, exposure or egress lists; PolicyDecisionPoint adds those.
/// Selectors are compiled once, at construction. Immutable afterwards; safe to ask from several threads.
class NetworkPolicyEvaluator
{
public:
    /// Keeps a reference: `plan` must outlive the evaluator.
    explicit NetworkPolicyEvaluator(const EnforcementPlan &plan);
    ~NetworkPolicyEvaluator();
    NetworkPolicyEvaluator(const NetworkPolicyEvaluator &) = delete;
    NetworkPolicyEvaluator &operator=(const NetworkPolicyEvaluator &) = delete;

    const EnforcementPlan &plan() const;

    /// What it asks; for those that ask about many pairs at once.
    const NetworkPolicyEngine &engine() const { return *d; }

    /// The answer for sourceId, destinationId, protocol and port; the other fields of the request play no
    /// part. Port 0 asks for any port the destination declares, of any protocol, or for any port at all when
    /// it declares none. An external end with several addresses is let through when one of them is, since an
    /// attacker may choose; the reason then says "in part".
    ///  - NotEnforced: no policy isolates either end, a pod asks for itself (NP15), or the CNI enforces
    ///    nothing (NP22).
    ///  - Permit: an allow rule admits it on every isolated side (control N2).
    ///  - Deny: an isolated side does not admit it: control N1 when a policy without any rule isolates it,
    ///    else N2. Unknown ids give Deny.
    ///  - Uncertain: engines differ (NP12, NP17), or a policy object there is not understood or not valid.
    PlaneVerdict evaluate(const AccessRequest &request) const;

    /// The same for a request whose ends are looked up in the plan; both must be known.
    PlaneVerdict evaluate(const PlannedRequest &request) const;

    /// The part of that answer that one side gives: the source's egress, or the destination's ingress.
    /// NotEnforced with an empty reason for an end outside the cluster, which has no policy (NP2).
    PlaneVerdict evaluateSide(const PlannedRequest &request, PolicyDirection direction) const;

    /// What the kubelet and other processes on the pod's own node may do: always allowed (semantics NP16).
    PlaneVerdict fromOwnNode(const ElementId &destinationId) const;

    /// Position of a workload in plan().pods, which the functions below count by; nothing when unknown.
    std::optional<std::size_t> podIndex(const ElementId &workloadId) const;

    /// All that pod `source` may open to pod `destination`.
    Connectivity connections(std::size_t source, std::size_t destination) const;
    /// All that pod `source` may open to the outside address range, which must lie within one element of
    /// externalRanges(Egress).
    Connectivity connectionsTo(std::size_t source, const IpRange &outside) const;
    /// All that the outside address range, which must lie within one element of externalRanges(Ingress), may
    /// open to pod `destination`.
    Connectivity connectionsFrom(const IpRange &outside, std::size_t destination) const;

    /// The whole IPv4 space, and the IPv6 space when a policy speaks of it, cut at every edge of every
    /// ipBlock, less its exceptions, in the rules of one direction.
    std::vector<IpRange> externalRanges(PolicyDirection direction) const;

private:
    /// The answer to `question`, in which only what is asked for is missing.
    PlaneVerdict answer(NetworkInquiry question, Protocol protocol, std::uint16_t port) const;

    std::unique_ptr<const NetworkPolicyEngine> d;
};

} // namespace fourplane
