// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/enforcement/EnforcementPlan.h"

#include <string>
#include <vector>

namespace fourplane::test {

/// A plan of namespaces, pods and policies in a few words. Ids of pods are "namespace/name". The platform
/// enforces NetworkPolicy and has no open question: ipBlocks do not match pods, host network pods are seen.
struct NetworkPlan : EnforcementPlan
{
    NetworkPlan()
    {
        platform.ipBlockMatchesPods = EngineBehaviour::No;
        platform.policySelectsHostNetwork = EngineBehaviour::Yes;
    }

    PlannedNamespace &home(const std::string &name, Labels labels = {})
    {
        labels["kubernetes.io/metadata.name"] = name;
        namespaces.push_back({ ElementId(name), name, std::move(labels) });
        return namespaces.back();
    }

    PlannedPod &pod(const std::string &namespaceName, const std::string &name, Labels labels = {},
        std::vector<NamedPort> ports = {})
    {
        PlannedPod pod;
        pod.workloadId = ElementId(namespaceName + "/" + name);
        pod.name = name;
        pod.namespaceName = namespaceName;
        pod.labels = std::move(labels);
        pod.ports = std::move(ports);
        pods.push_back(std::move(pod));
        return pods.back();
    }

    PlannedExternal &external(const std::string &name, std::vector<std::string> cidrs = {})
    {
        externals.push_back({ ElementId(name), name, ExternalKind::Internet, std::move(cidrs), {}, {} });
        return externals.back();
    }

    /// A policy without rules or types that selects all pods of the namespace.
    NetworkPolicy &policy(const std::string &namespaceName, const std::string &name)
    {
        networkPolicies.emplace_back();
        NetworkPolicy &policy = networkPolicies.back().object;
        policy.meta.name = name;
        policy.meta.namespaceName = namespaceName;
        return policy;
    }
};

inline LabelSelector labelled(const std::string &key, const std::string &value)
{
    return { { { key, value } }, {} };
}

inline LabelSelector where(const std::string &key, SelectorOperator op, std::vector<std::string> values = {})
{
    return { {}, { { key, op, std::move(values) } } };
}

inline NetworkPolicyPeer podsLabelled(const std::string &key, const std::string &value)
{
    return { labelled(key, value), {}, {} };
}

inline NetworkPolicyPeer block(const std::string &cidr, std::vector<std::string> except = {})
{
    return { {}, {}, IpBlock { cidr, std::move(except) } };
}

inline NetworkPolicyPort tcp(std::uint16_t port)
{
    return { Protocol::Tcp, port, {} };
}

inline NetworkPolicyPort udp(std::uint16_t port)
{
    return { Protocol::Udp, port, {} };
}

} // namespace fourplane::test
