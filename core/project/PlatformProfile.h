// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/PlatformChoices.h"
#include "core/topology/LinkerdAccess.h"
#include "core/topology/Namespace.h"

#include <string>
#include <vector>

namespace fourplane {

/// Whom Pod Security Admission lets through unchecked (PodSecurityConfiguration of the API server).
struct PodSecurityExemptions
{
    std::vector<std::string> namespaces; ///< Kubernetes names
    std::vector<std::string> users; ///< who makes the pod: for most pods their controller
    std::vector<std::string> runtimeClasses;

    bool operator==(const PodSecurityExemptions &) const = default;
};

/// What the platform can enforce (architecture decision 2). Decides what the compiler emits and which
/// verdicts are NotEnforced or Uncertain.
struct PlatformProfile
{
    CniKind cni = CniKind::Generic;
    MeshKind mesh = MeshKind::IstioSidecar;
    std::string trustDomain = "cluster.local";
    std::string meshRootNamespace = "istio-system";
    /// Address ranges in which pods, nodes and services may live. An ipBlock outside all of them matches no
    /// pod.
    std::vector<std::string> clusterCidrs { "10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12",
        "192.168.0.0/16" };
    /// NetworkPolicy ipBlock matches pod addresses (semantics NP12).
    EngineBehaviour ipBlockMatchesPods = EngineBehaviour::Unknown;
    /// NetworkPolicy selects hostNetwork pods (semantics NP17).
    EngineBehaviour policySelectsHostNetwork = EngineBehaviour::Unknown;
    /// AdminNetworkPolicy, BaselineAdminNetworkPolicy and ClusterNetworkPolicy are in force (semantics AN1 to
    /// AN8).
    EngineBehaviour enforcesAdminPolicies = EngineBehaviour::Unknown;
    /// Where the network plugin is Cilium: its policy enforcement mode (semantics C1).
    CiliumEnforcement ciliumEnforcement = CiliumEnforcement::Default;
    /// Linkerd's proxy.defaultInboundPolicy: what holds for ports that no Server selects (semantics L1).
    LinkerdAccess linkerdDefaultPolicy = LinkerdAccess::AllUnauthenticated;
    /// Pods reach the cloud metadata service unless a policy stops them (rule R6).
    bool metadataServicePresent = false;
    /// The metadata service wants a session token (IMDSv2 required) and answers with this many network hops
    /// at most. One hop reaches no pod outside the host network, but only where tokens are required (R6).
    bool metadataRequiresTokens = false;
    int metadataHopLimit = 2;
    /// Addresses under which a cache on each node answers questions about names (NodeLocal DNSCache), besides
    /// the cluster's DNS; empty = there is none.
    std::vector<std::string> nodeDnsAddresses;
    std::vector<std::string> apiServerCidrs; ///< addresses of the Kubernetes API server; empty = not known
    /// Audiences that the API server takes for itself; empty = those of a standard installation.
    std::vector<std::string> apiServerAudiences;
    std::vector<std::string> trustDomainAliases; ///< other names of `trustDomain`, as in Istio's meshConfig
    std::vector<std::string> federatesWith; ///< trust domains whose certificates are accepted
    /// What Pod Security Admission does in namespaces whose labels do not say.
    PodSecurityAdmission podSecurityDefaults;
    PodSecurityExemptions podSecurityExemptions;

    bool operator==(const PlatformProfile &) const = default;
};

} // namespace fourplane
