// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

namespace fourplane::test {

/// The cluster of anyPolicyCluster with ClusterNetworkPolicies (v1alpha2) of both tiers beside its
/// NetworkPolicies, no two of one priority in a tier (semantics AN4). Networks hold all pods, none, or
/// everything (AN6). To be called while rapidcheck runs a property.
nlohmann::json anyClusterPolicyCluster();

} // namespace fourplane::test
