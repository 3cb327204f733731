// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

namespace fourplane::test {

/// The cluster of anyPolicyCluster with AdminNetworkPolicies, no two of one priority (semantics AN4), and at
/// times a BaselineAdminNetworkPolicy beside its NetworkPolicies, whose NotIn may then also be about keys
/// that are absent (NP14). To be called while rapidcheck runs a property.
nlohmann::json anyAdminPolicyCluster();

} // namespace fourplane::test
