// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Job.h"
#include "core/base/Result.h"
#include "core/decision/NetworkPolicyEvaluator.h"

#include <cstddef>
#include <variant>
#include <vector>

namespace fourplane {

/// A pod, by its position in EnforcementPlan::pods, or an address range outside the cluster.
using ConnectivityEnd = std::variant<std::size_t, IpRange>;

/// All that one end may open to another.
struct ConnectivityLine
{
    ConnectivityEnd source;
    ConnectivityEnd destination;
    Connectivity connections;
};

/// What NetworkPolicy lets through between all pods, and between pods and the outside, which is cut where the
/// answers may change (NetworkPolicyEvaluator::externalRanges). Pairs that are let nothing through and
/// pairs of one pod with itself are left out. Order: outside sources first, then pods as in the plan; the
/// same for destinations. The only error is "cancelled".
Result<std::vector<ConnectivityLine>> listConnectivity(
    const NetworkPolicyEvaluator &evaluator, const Job &job = {});

} // namespace fourplane
