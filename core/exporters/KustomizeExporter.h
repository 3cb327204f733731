// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/enforcement/EnforcementPlan.h"
#include "core/exporters/ExportTree.h"

namespace fourplane {

/// The plan as a kustomize tree for "Kubernetes + enforcing CNI + Istio sidecar": Namespaces with Pod
/// Security labels, ServiceAccounts, NetworkPolicies, PeerAuthentications, AuthorizationPolicies and adopted
/// mesh objects, one object per file, `index.json` (edge -> files -> SHA-256). Refuses, with the reason,
/// names and values that Kubernetes would not take.
Result<ExportTree> exportKustomize(const EnforcementPlan &plan);

} // namespace fourplane
