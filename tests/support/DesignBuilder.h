// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/Project.h"

#include <string>
#include <vector>

namespace fourplane::test {

/// Builds small projects for tests in a few words. Ids equal names; a workload "rag/retriever" gets the id
/// "retriever", the label `app: retriever`, an identity "sa-retriever" of its own and one TCP port.
class DesignBuilder
{
public:
    /// A namespace; segmented means default deny, mesh allow-list and strict mTLS, injected.
    Namespace &addNamespace(const std::string &name, bool segmented);

    /// A workload in a namespace that exists; `port` 0 declares none.
    Workload &addWorkload(
        const std::string &namespaceName, const std::string &name, std::uint16_t port = 8080);

    ExternalEndpoint &addExternal(
        const std::string &name, ExternalKind kind, const std::vector<std::string> &cidrs = {});

    /// An allow rule with the id "SOURCE-to-DESTINATION".
    AllowRule &allow(const std::string &source, const std::string &destination,
        const std::vector<AllowedPort> &ports = {});

    /// Takes a native rule over, under its object name as id.
    AdoptedRule &adopt(NativeObject object);

    /// Takes random native rules over as one cluster could hold them: numbered names, the namespaces "on" and
    /// "rag" in turn, and of BaselineAdminNetworkPolicies only the first, since a cluster has one at most.
    void adoptAll(const std::vector<NativeObject> &objects);

    Project project;
};

} // namespace fourplane::test
