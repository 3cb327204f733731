// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/PlatformProfile.h"
#include "core/storage/FieldsOf.h"
#include "core/storage/project/ClusterFields.h"

namespace fourplane {

template <>
struct FieldsOf<PodSecurityExemptions>
{
    static constexpr std::string_view title = "the exemptions from pod security";
    static constexpr std::string_view about =
        "Whom Pod Security Admission lets through unchecked, as configured in the API server.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        using E = PodSecurityExemptions;
        fields.member("namespaces", &E::namespaces, "Kubernetes names of namespaces.");
        fields.member("users", &E::users,
            "Users; for most pods that is their controller, such as "
            "system:serviceaccount:kube-system:replicaset-controller.");
        fields.member("runtimeClasses", &E::runtimeClasses, "Names of runtime classes.");
    }
};

template <>
struct FieldsOf<PlatformProfile>
{
    static constexpr std::string_view title = "the platform";
    static constexpr std::string_view about =
        "What the platform can enforce; decides what is compiled and which verdicts are uncertain.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        using P = PlatformProfile;
        fields.member(
            "cni", &P::cni, "The container network: none enforces no NetworkPolicy, the others do.");
        fields.member("mesh", &P::mesh, "The service mesh and its data-plane mode.");
        fields.member("trustDomain", &P::trustDomain, "Trust domain of the SPIFFE ids.");
        fields.member("meshRootNamespace", &P::meshRootNamespace,
            "Namespace whose mesh policies hold in the whole mesh.");
        fields.member("clusterCidrs", &P::clusterCidrs,
            "Address ranges in which pods, nodes and services may live. An ipBlock outside all of them "
            "matches no pod.");
        fields.member("ipBlockMatchesPods", &P::ipBlockMatchesPods,
            "Whether the ipBlock of a NetworkPolicy matches pod addresses; engines differ.");
        fields.member("policySelectsHostNetwork", &P::policySelectsHostNetwork,
            "Whether a NetworkPolicy selects pods in the host network; engines differ.");
        fields.member("enforcesAdminPolicies", &P::enforcesAdminPolicies,
            "Whether AdminNetworkPolicy, BaselineAdminNetworkPolicy and ClusterNetworkPolicy are in force.");
        fields.member("ciliumEnforcement", &P::ciliumEnforcement,
            "Cilium's policy enforcement mode: always isolates every pod, never enforces nothing.");
        fields.member("linkerdDefaultPolicy", &P::linkerdDefaultPolicy,
            "Linkerd's proxy.defaultInboundPolicy: what holds for ports that no Server selects.");
        fields.member("metadataServicePresent", &P::metadataServicePresent,
            "Whether pods reach the cloud metadata service unless a policy stops them.");
        fields.member("metadataRequiresTokens", &P::metadataRequiresTokens,
            "Whether the metadata service wants session tokens (IMDSv2 required).");
        fields.member("metadataHopLimit", &P::metadataHopLimit,
            "Network hops that its answers travel; 1 keeps pods out, where tokens are required.");
        fields.member("nodeDnsAddresses", &P::nodeDnsAddresses,
            "Addresses of a DNS cache on each node (NodeLocal DNSCache), such as 169.254.20.10; absent = "
            "there "
            "is none.");
        fields.member("apiServerCidrs", &P::apiServerCidrs,
            "Addresses of the Kubernetes API server; absent = not known.");
        fields.member("apiServerAudiences", &P::apiServerAudiences,
            "Token audiences that the API server takes for itself; absent = https://kubernetes.default.svc "
            "and "
            "the like.");
        fields.member(
            "trustDomainAliases", &P::trustDomainAliases, "Other names of the trust domain, as in Istio.");
        fields.member("federatesWith", &P::federatesWith,
            "Trust domains whose workloads are accepted as who they say they are.");
        fields.member("podSecurityDefaults", &P::podSecurityDefaults,
            "Pod Security of namespaces whose labels do not say, as configured in the API server.");
        fields.member("podSecurityExemptions", &P::podSecurityExemptions,
            "Whom Pod Security Admission lets through unchecked.");
    }
};

} // namespace fourplane
