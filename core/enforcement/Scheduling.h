// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/topology/NodePool.h"
#include "core/topology/Workload.h"

#include <vector>

namespace fourplane {

/// The label that tells nodes apart; the kubelet sets it on every node.
inline constexpr const char *hostnameLabel = "kubernetes.io/hostname";

/// True when the toleration lets a pod stand the taint (semantics T1). Lt and Gt exist only behind a feature
/// gate and tolerate nothing here; see hasGatedToleration.
bool tolerates(const Toleration &toleration, const Taint &taint);

/// True when a toleration has the operator Lt or Gt, which counts only where the feature gate
/// TaintTolerationComparisonOperators is on.
bool hasGatedToleration(const Placement &placement);

/// The tolerations that the DaemonSet controller adds to its pods; none for other controllers.
std::vector<Toleration> automaticTolerations(ControllerKind controller, bool hostNetwork);

/// True when the default scheduler is not asked: the node is named in the pod, or another scheduler places
/// it. Then only what the kubelet checks itself holds: node selector, required node affinity and NoExecute
/// taints (semantics T2; kubelet, lifecycle/predicate.go).
bool bypassesScheduler(const Placement &placement);

/// True when such a pod may come to run on some node of the pool: node selector and required node affinity
/// match, and every taint that keeps pods away is tolerated. A toleration alone attracts nothing (semantics
/// T3). Conditions on the name of the node count as met, since a pool may grow.
bool canLand(
    const Placement &placement, const NodePool &pool, ControllerKind controller = ControllerKind::Deployment);

/// The pools that the pods can land in, ordered by id. A node that another pool is known to hold is not in
/// this one.
std::vector<ElementId> poolsFor(const Placement &placement, const ElementMap<NodePool> &pools,
    ControllerKind controller = ControllerKind::Deployment);

} // namespace fourplane
