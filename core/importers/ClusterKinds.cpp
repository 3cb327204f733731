// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/importers/ClusterKinds.h"

#include <array>

namespace fourplane {

namespace {

constexpr PlaneSet setOf(Plane first)
{
    PlaneSet planes;
    planes.insert(first);
    return planes;
}

constexpr PlaneSet setOf(Plane first, Plane second)
{
    PlaneSet planes = setOf(first);
    planes.insert(second);
    return planes;
}

constexpr PlaneSet none;
constexpr PlaneSet identity = setOf(Plane::Identity);
constexpr PlaneSet network = setOf(Plane::Network);
constexpr PlaneSet workload = setOf(Plane::Workload);
constexpr PlaneSet mesh = setOf(Plane::Identity, Plane::Network);

constexpr KindOrigin builtIn = KindOrigin::BuiltIn;
constexpr KindOrigin defined = KindOrigin::Definition;
constexpr KindOrigin aggregated = KindOrigin::Aggregated;

constexpr std::array table {
    ClusterKind { "namespaces", "", "Namespace", builtIn, network },
    ClusterKind { "nodes", "", "Node", builtIn, none },
    ClusterKind { "runtimeclasses", "node.k8s.io", "RuntimeClass", builtIn, none },
    ClusterKind { "configmaps", "", "ConfigMap", builtIn, none },
    ClusterKind { "serviceaccounts", "", "ServiceAccount", builtIn, none },
    ClusterKind { "deployments", "apps", "Deployment", builtIn, none },
    ClusterKind { "statefulsets", "apps", "StatefulSet", builtIn, none },
    ClusterKind { "daemonsets", "apps", "DaemonSet", builtIn, none },
    ClusterKind { "replicasets", "apps", "ReplicaSet", builtIn, none },
    ClusterKind { "replicationcontrollers", "", "ReplicationController", builtIn, none },
    ClusterKind { "cronjobs", "batch", "CronJob", builtIn, none },
    ClusterKind { "jobs", "batch", "Job", builtIn, none },
    ClusterKind { "pods", "", "Pod", builtIn, none },
    ClusterKind { "services", "", "Service", builtIn, network, true },
    ClusterKind { "ingresses", "networking.k8s.io", "Ingress", builtIn, network, true },
    ClusterKind { "roles", "rbac.authorization.k8s.io", "Role", builtIn, identity },
    ClusterKind { "clusterroles", "rbac.authorization.k8s.io", "ClusterRole", builtIn, identity },
    ClusterKind { "rolebindings", "rbac.authorization.k8s.io", "RoleBinding", builtIn, identity },
    ClusterKind {
        "clusterrolebindings", "rbac.authorization.k8s.io", "ClusterRoleBinding", builtIn, identity },
    ClusterKind { "networkpolicies", "networking.k8s.io", "NetworkPolicy", builtIn, network },
    ClusterKind { "validatingadmissionpolicies", "admissionregistration.k8s.io", "ValidatingAdmissionPolicy",
        builtIn, workload },
    ClusterKind { "validatingadmissionpolicybindings", "admissionregistration.k8s.io",
        "ValidatingAdmissionPolicyBinding", builtIn, workload },
    ClusterKind { "mutatingadmissionpolicies", "admissionregistration.k8s.io", "MutatingAdmissionPolicy",
        builtIn, workload },
    ClusterKind { "validatingwebhookconfigurations", "admissionregistration.k8s.io",
        "ValidatingWebhookConfiguration", builtIn, workload },
    ClusterKind { "mutatingwebhookconfigurations", "admissionregistration.k8s.io",
        "MutatingWebhookConfiguration", builtIn, workload },
    ClusterKind {
        "adminnetworkpolicies", "policy.networking.k8s.io", "AdminNetworkPolicy", defined, network },
    ClusterKind { "baselineadminnetworkpolicies", "policy.networking.k8s.io", "BaselineAdminNetworkPolicy",
        defined, network },
    ClusterKind {
        "clusternetworkpolicies", "policy.networking.k8s.io", "ClusterNetworkPolicy", defined, network },
    ClusterKind { "ciliumnetworkpolicies", "cilium.io", "CiliumNetworkPolicy", defined, network },
    ClusterKind {
        "ciliumclusterwidenetworkpolicies", "cilium.io", "CiliumClusterwideNetworkPolicy", defined, network },
    ClusterKind { "ciliumcidrgroups", "cilium.io", "CiliumCIDRGroup", defined, network },
    ClusterKind { "networkpolicies", "projectcalico.org", "NetworkPolicy", aggregated, network },
    ClusterKind { "globalnetworkpolicies", "projectcalico.org", "GlobalNetworkPolicy", aggregated, network },
    ClusterKind { "networkpolicies", "crd.projectcalico.org", "NetworkPolicy", defined, network },
    ClusterKind { "globalnetworkpolicies", "crd.projectcalico.org", "GlobalNetworkPolicy", defined, network },
    ClusterKind { "networkpolicies", "crd.antrea.io", "NetworkPolicy", defined, network },
    ClusterKind { "clusternetworkpolicies", "crd.antrea.io", "ClusterNetworkPolicy", defined, network },
    ClusterKind { "multi-networkpolicies", "k8s.cni.cncf.io", "MultiNetworkPolicy", defined, network },
    ClusterKind { "network-attachment-definitions", "k8s.cni.cncf.io", "NetworkAttachmentDefinition", defined,
        network },
    ClusterKind { "egressfirewalls", "k8s.ovn.org", "EgressFirewall", defined, network },
    ClusterKind { "userdefinednetworks", "k8s.ovn.org", "UserDefinedNetwork", defined, network },
    ClusterKind {
        "clusteruserdefinednetworks", "k8s.ovn.org", "ClusterUserDefinedNetwork", defined, network },
    ClusterKind { "authorizationpolicies", "security.istio.io", "AuthorizationPolicy", defined, identity },
    ClusterKind { "peerauthentications", "security.istio.io", "PeerAuthentication", defined, mesh },
    ClusterKind { "requestauthentications", "security.istio.io", "RequestAuthentication", defined, identity },
    ClusterKind { "serviceentries", "networking.istio.io", "ServiceEntry", defined, none },
    ClusterKind { "sidecars", "networking.istio.io", "Sidecar", defined, none },
    ClusterKind { "envoyfilters", "networking.istio.io", "EnvoyFilter", defined, mesh },
    ClusterKind { "wasmplugins", "extensions.istio.io", "WasmPlugin", defined, mesh },
    ClusterKind { "gateways", "networking.istio.io", "Gateway", defined, network, true },
    ClusterKind { "virtualservices", "networking.istio.io", "VirtualService", defined, network, true },
    ClusterKind { "servers", "policy.linkerd.io", "Server", defined, identity },
    ClusterKind { "serverauthorizations", "policy.linkerd.io", "ServerAuthorization", defined, identity },
    ClusterKind { "authorizationpolicies", "policy.linkerd.io", "AuthorizationPolicy", defined, identity },
    ClusterKind { "meshtlsauthentications", "policy.linkerd.io", "MeshTLSAuthentication", defined, identity },
    ClusterKind { "networkauthentications", "policy.linkerd.io", "NetworkAuthentication", defined, identity },
    ClusterKind { "httproutes", "policy.linkerd.io", "HTTPRoute", defined, identity },
    ClusterKind { "gateways", "gateway.networking.k8s.io", "Gateway", defined, network, true },
    ClusterKind { "httproutes", "gateway.networking.k8s.io", "HTTPRoute", defined, network, true },
    ClusterKind { "grpcroutes", "gateway.networking.k8s.io", "GRPCRoute", defined, network, true },
    ClusterKind { "tlsroutes", "gateway.networking.k8s.io", "TLSRoute", defined, network, true },
    ClusterKind { "tcproutes", "gateway.networking.k8s.io", "TCPRoute", defined, network, true },
    ClusterKind { "udproutes", "gateway.networking.k8s.io", "UDPRoute", defined, network, true },
    ClusterKind { "referencegrants", "gateway.networking.k8s.io", "ReferenceGrant", defined, network, true },
    ClusterKind { "inferencepools", "inference.networking.k8s.io", "InferencePool", defined, network, true },
    ClusterKind {
        "inferencepools", "inference.networking.x-k8s.io", "InferencePool", defined, network, true },
    ClusterKind { "clusterpolicies", "kyverno.io", "ClusterPolicy", defined, workload },
    ClusterKind { "policies", "kyverno.io", "Policy", defined, workload },
    ClusterKind { "securitycontextconstraints", "security.openshift.io", "SecurityContextConstraints",
        aggregated, workload },
    ClusterKind { "routes", "route.openshift.io", "Route", aggregated, network, true },
    ClusterKind { "deploymentconfigs", "apps.openshift.io", "DeploymentConfig", aggregated, none },
    ClusterKind { "externalsecrets", "external-secrets.io", "ExternalSecret", defined, none },
    ClusterKind {
        "secretproviderclasses", "secrets-store.csi.x-k8s.io", "SecretProviderClass", defined, none },
    ClusterKind { "sealedsecrets", "bitnami.com", "SealedSecret", defined, none },
};

} // namespace

std::span<const ClusterKind> clusterKinds()
{
    return table;
}

} // namespace fourplane
