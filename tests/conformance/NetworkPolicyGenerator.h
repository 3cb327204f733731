// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace fourplane::test {

/// A label selector over these keys with values x, y and z, empty at times. NotIn is asked of `keyOfNotIn`
/// alone, where that is given.
nlohmann::json someSelector(const std::vector<std::string> &keys, const std::string &keyOfNotIn = {});

/// Of a policy of the whole cluster: its subject, or a peer inside the cluster. Exactly one of two fields.
nlohmann::json somePods();

/// A random cluster in the form that the driver `networkpolicy` reads: namespaces, pods with labels and named
/// ports, external addresses, NetworkPolicies that the API server accepts, and what to ask. Address blocks
/// lie outside the cluster, where engines agree (semantics NP12). To be called while rapidcheck runs.
nlohmann::json anyPolicyCluster();

/// The namespaces, pods and policies of such a cluster as one Kubernetes List.
nlohmann::json manifestsOf(const nlohmann::json &cluster);

} // namespace fourplane::test
