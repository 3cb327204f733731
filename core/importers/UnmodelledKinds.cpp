// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/importers/UnmodelledKinds.h"

#include <array>
#include <string_view>

namespace fourplane {

namespace {

enum class Effect
{
    Harmless, ///< neither pods nor verdicts
    Routing, ///< changes how traffic goes, not whether it may
    Policy, ///< decides what the network allows
    MeshPolicy, ///< decides whom a proxy of the mesh lets in
    TokenCheck, ///< refuses what shows a bad user token, and nothing that shows none
    ProxyCode, ///< may change all that a proxy of the mesh does
    Exposure, ///< may let outsiders in
    Admission, ///< decides what pods are admitted
    ToolAccess, ///< decides which operations of tools a gateway lets through
    MakesPods, ///< a controller of its own makes pods of it
};

struct KnownKind
{
    std::string_view group; ///< API group; a leading '.' matches every group with that end
    std::string_view kind; ///< empty = every kind of the group
    Effect effect;
    bool isClusterScoped;
    std::string_view reason;
};

constexpr std::string_view otherPolicy = "this kind of policy is not evaluated yet";
constexpr std::string_view calicoPolicy =
    "Calico's policies are not evaluated: their tiers differ, a pod that a tier selects and no rule of it "
    "matches is dropped unless the tier's default is Pass";
constexpr std::string_view storage = "volumes and storage are not part of the model";
constexpr std::string_view capacity = "capacity and scheduling hints decide nothing here";
constexpr std::string_view gatewayExtension = "what it adds to what gateways let in from outside is not read";
constexpr std::string_view toolAccess =
    "which operations of tools it lets whom call counts only as tool scopes of the design";
constexpr std::string_view health = "it says how something is, not what is allowed";
constexpr std::string_view addressing = "it only says which addresses Services get";
constexpr std::string_view secretSource = "where the values of a Secret come from is not modelled";
constexpr std::string_view makesPods = "the pods that its controller makes of it are not simulated";

// The first line that matches counts.
constexpr std::array knownKinds {
    KnownKind { "", "ConfigMap", Effect::Harmless, false,
        "it is read only for environment values that name services" },
    KnownKind { "", "PersistentVolumeClaim", Effect::Harmless, false, storage },
    KnownKind { "", "PersistentVolume", Effect::Harmless, true, storage },
    KnownKind { "", "ResourceQuota", Effect::Harmless, false, capacity },
    KnownKind { "", "LimitRange", Effect::Harmless, false, capacity },
    KnownKind { "", "Event", Effect::Harmless, false, "events say what happened, not what is allowed" },
    KnownKind {
        "", "Endpoints", Effect::Routing, false, "addresses set by hand behind a Service are not read" },
    KnownKind { "", "PodTemplate", Effect::Harmless, false, "nothing runs from it by itself" },
    KnownKind { "discovery.k8s.io", "EndpointSlice", Effect::Routing, false,
        "addresses set by hand behind a Service are not read" },
    KnownKind { "storage.k8s.io", "", Effect::Harmless, true, storage },
    KnownKind { "snapshot.storage.k8s.io", "", Effect::Harmless, false, storage },
    KnownKind { "autoscaling", "", Effect::Harmless, false, capacity },
    KnownKind { "policy", "PodDisruptionBudget", Effect::Harmless, false, capacity },
    KnownKind { "policy", "PodSecurityPolicy", Effect::Harmless, true,
        "the API was removed in Kubernetes 1.25; only Pod Security labels of namespaces count" },
    KnownKind { "scheduling.k8s.io", "", Effect::Harmless, true, capacity },
    KnownKind { "coordination.k8s.io", "", Effect::Harmless, false, "leases decide nothing here" },
    KnownKind { "apiextensions.k8s.io", "CustomResourceDefinition", Effect::Harmless, true,
        "a definition alone does nothing; objects of that kind are listed one by one" },
    KnownKind { "apiregistration.k8s.io", "", Effect::Harmless, true, "API aggregation is not modelled" },
    KnownKind { "admissionregistration.k8s.io", "", Effect::Admission, true,
        "admission rules beyond Pod Security are not evaluated yet" },
    KnownKind { "networking.k8s.io", "IngressClass", Effect::Harmless, true, "it only names a controller" },
    KnownKind { "extensions", "NetworkPolicy", Effect::Policy, false,
        "the apiVersion extensions/v1beta1 is no longer served; write networking.k8s.io/v1" },
    KnownKind {
        "policy.networking.k8s.io", "", Effect::Policy, true, "this version of the policy is not evaluated" },
    KnownKind { "cilium.io", "CiliumNetworkPolicy", Effect::Policy, false,
        "this version of the policy is not evaluated" },
    KnownKind {
        "cilium.io", "CiliumLocalRedirectPolicy", Effect::Routing, false, "it only redirects traffic" },
    KnownKind { "cilium.io", "", Effect::Policy, true, otherPolicy },
    KnownKind { "projectcalico.org", "NetworkPolicy", Effect::Policy, false, calicoPolicy },
    KnownKind { "projectcalico.org", "NetworkSet", Effect::Policy, false, otherPolicy },
    KnownKind { "projectcalico.org", "", Effect::Policy, true, calicoPolicy },
    KnownKind { "crd.projectcalico.org", "NetworkPolicy", Effect::Policy, false, calicoPolicy },
    KnownKind { "crd.projectcalico.org", "", Effect::Policy, true, calicoPolicy },
    KnownKind { "crd.antrea.io", "ClusterNetworkPolicy", Effect::Policy, true, otherPolicy },
    KnownKind { "crd.antrea.io", "", Effect::Policy, false, otherPolicy },
    KnownKind { "k8s.cni.cncf.io", "MultiNetworkPolicy", Effect::Policy, false, otherPolicy },
    KnownKind { "k8s.cni.cncf.io", "NetworkAttachmentDefinition", Effect::Policy, false,
        "a second network of pods lies outside NetworkPolicy and is not modelled" },
    KnownKind { "k8s.ovn.org", "ClusterUserDefinedNetwork", Effect::Policy, true,
        "networks of their own for some namespaces are not modelled" },
    KnownKind { "k8s.ovn.org", "", Effect::Policy, false,
        "networks of their own for some namespaces are not modelled" },
    KnownKind { "nmstate.io", "", Effect::Policy, false, "host network configuration is not modelled" },
    KnownKind { "policy.linkerd.io", "HTTPRoute", Effect::Routing, false,
        "routing inside the mesh is not modelled; authorization is" },
    KnownKind { "policy.linkerd.io", "HTTPLocalRateLimitPolicy", Effect::Harmless, false, capacity },
    KnownKind { "policy.linkerd.io", "EgressNetwork", Effect::Routing, false,
        "Linkerd's own proxy enforces it, which code in the pod goes past" },
    KnownKind { "policy.linkerd.io", "", Effect::MeshPolicy, false, otherPolicy },
    KnownKind { "linkerd.io", "ServiceProfile", Effect::Routing, false, "it only routes and retries" },
    KnownKind { "security.istio.io", "RequestAuthentication", Effect::TokenCheck, false,
        "it refuses requests with an invalid user token and lets those without one pass; rules that ask for "
        "a "
        "token are uncertain" },
    KnownKind { "security.istio.io", "", Effect::ProxyCode, false, otherPolicy },
    KnownKind {
        "extensions.istio.io", "", Effect::ProxyCode, false, "code in the proxy may change any verdict" },
    KnownKind { "networking.istio.io", "EnvoyFilter", Effect::ProxyCode, false,
        "it may change any verdict of the proxy" },
    KnownKind { "networking.istio.io", "", Effect::Routing, false,
        "routing inside the mesh is not modelled; authorization is" },
    KnownKind { "telemetry.istio.io", "", Effect::Harmless, false, "telemetry decides nothing" },
    KnownKind {
        "gateway.networking.k8s.io", "GatewayClass", Effect::Harmless, true, "it only names a controller" },
    KnownKind { "gateway.networking.k8s.io", "BackendTLSPolicy", Effect::Harmless, false,
        "it only says how a gateway calls what is behind it" },
    KnownKind { "gateway.networking.k8s.io", "", Effect::Exposure, false, gatewayExtension },
    KnownKind { "gateway.networking.x-k8s.io", "", Effect::Exposure, false, gatewayExtension },
    KnownKind { "inference.networking.x-k8s.io", "", Effect::Routing, false,
        "routing to model servers is not modelled" },
    KnownKind { "inference.networking.k8s.io", "", Effect::Routing, false,
        "routing to model servers is not modelled" },
    KnownKind { "aigateway.envoyproxy.io", "MCPRoute", Effect::ToolAccess, false, toolAccess },
    KnownKind { "aigateway.envoyproxy.io", "QuotaPolicy", Effect::Harmless, false, capacity },
    KnownKind { "aigateway.envoyproxy.io", "", Effect::Routing, false, "routing to models is not modelled" },
    KnownKind { "agentgateway.dev", "", Effect::ToolAccess, false, toolAccess },
    KnownKind { "gateway.envoyproxy.io", "BackendTrafficPolicy", Effect::Harmless, false, capacity },
    KnownKind { "gateway.envoyproxy.io", "Backend", Effect::Routing, false,
        "it only says where a gateway finds what is behind it" },
    KnownKind { "gateway.envoyproxy.io", "", Effect::Exposure, false, gatewayExtension },
    KnownKind { "spire.spiffe.io", "", Effect::Routing, true,
        "which pods SPIRE gives which identity is taken from their service accounts" },
    KnownKind { "kyverno.io", "Policy", Effect::Admission, false, otherPolicy },
    KnownKind { "policies.kyverno.io", "", Effect::Admission, true, otherPolicy },
    KnownKind { "kyverno.io", "", Effect::Admission, true, otherPolicy },
    KnownKind { "constraints.gatekeeper.sh", "", Effect::Admission, true, otherPolicy },
    KnownKind { "templates.gatekeeper.sh", "", Effect::Harmless, true,
        "a template does nothing until a constraint uses it" },
    KnownKind { "security.openshift.io", "", Effect::Admission, true,
        "Security Context Constraints are not evaluated yet" },
    KnownKind { "apps.openshift.io", "DeploymentConfig", Effect::MakesPods, false, makesPods },
    KnownKind { "kubevirt.io", "", Effect::MakesPods, false, makesPods },
    KnownKind { "ray.io", "", Effect::MakesPods, false, makesPods },
    KnownKind { "argoproj.io", "", Effect::MakesPods, false, makesPods },
    KnownKind { "serving.kserve.io", "", Effect::MakesPods, false, makesPods },
    KnownKind { "serving.knative.dev", "", Effect::MakesPods, false, makesPods },
    KnownKind { "kubeflow.org", "", Effect::MakesPods, false, makesPods },
    KnownKind { "tekton.dev", "", Effect::MakesPods, false, makesPods },
    KnownKind { "production-stack.vllm.ai", "", Effect::MakesPods, false, makesPods },
    KnownKind { ".agents.x-k8s.io", "", Effect::MakesPods, false, makesPods },
    KnownKind { "agents.x-k8s.io", "", Effect::MakesPods, false, makesPods },
    KnownKind { "batch.volcano.sh", "", Effect::MakesPods, false, makesPods },
    KnownKind { "scheduling.volcano.sh", "", Effect::Harmless, true, capacity },
    KnownKind { "scheduling.run.ai", "", Effect::Harmless, true, capacity },
    KnownKind { "keda.sh", "", Effect::Harmless, false, capacity },
    KnownKind { "autoscaling.k8s.io", "", Effect::Harmless, false, capacity },
    KnownKind { "monitoring.coreos.com", "Prometheus", Effect::MakesPods, false, makesPods },
    KnownKind { "monitoring.coreos.com", "Alertmanager", Effect::MakesPods, false, makesPods },
    KnownKind { "monitoring.coreos.com", "", Effect::Harmless, false, "monitoring rules decide nothing" },
    KnownKind { "cert-manager.io", "ClusterIssuer", Effect::Harmless, true, "certificates are not modelled" },
    KnownKind { "cert-manager.io", "", Effect::Harmless, false, "certificates are not modelled" },
    KnownKind { "kustomize.config.k8s.io", "", Effect::Harmless, false,
        "kustomize's changes to the manifests are not applied" },
    KnownKind { "apps.openshift.io", "", Effect::Harmless, false, "it only names images" },
    KnownKind { "external-secrets.io", "", Effect::Harmless, false, secretSource },
    KnownKind { "secrets-store.csi.x-k8s.io", "", Effect::Harmless, false, secretSource },
    KnownKind { "apps", "ControllerRevision", Effect::Harmless, false, "it is the history of a controller" },
    KnownKind { "", "ComponentStatus", Effect::Harmless, true, health },
    KnownKind {
        "events.k8s.io", "", Effect::Harmless, false, "events say what happened, not what is allowed" },
    KnownKind { "metrics.k8s.io", "", Effect::Harmless, false, health },
    KnownKind { "flowcontrol.apiserver.k8s.io", "", Effect::Harmless, true, capacity },
    KnownKind { "resource.k8s.io", "", Effect::Harmless, false, capacity },
    KnownKind { "certificates.k8s.io", "", Effect::Harmless, true, "certificates are not modelled" },
    KnownKind { "networking.k8s.io", "IPAddress", Effect::Harmless, true, addressing },
    KnownKind { "networking.k8s.io", "ServiceCIDR", Effect::Harmless, true, addressing },
    KnownKind { "audit.k8s.io", "", Effect::Harmless, true, "it configures the API server's audit log" },
    KnownKind { "apiserver.config.k8s.io", "", Effect::Harmless, true, "it configures the API server" },
};

PlaneSet planesOf(Effect effect)
{
    PlaneSet planes;
    if (effect == Effect::Policy || effect == Effect::ProxyCode || effect == Effect::Exposure)
        planes.insert(Plane::Network);
    if (effect == Effect::MeshPolicy || effect == Effect::ProxyCode)
        planes.insert(Plane::Identity);
    if (effect == Effect::Admission)
        planes.insert(Plane::Workload);
    if (effect == Effect::ToolAccess)
        planes.insert(Plane::Data);
    return planes;
}

bool matches(const KnownKind &known, const std::string &group, const std::string &kind)
{
    if (!known.kind.empty() && known.kind != kind)
        return false;
    if (!known.group.empty() && known.group.front() == '.') {
        return group.size() > known.group.size()
            && std::string_view(group).substr(group.size() - known.group.size()) == known.group;
    }
    return known.group == group;
}

} // namespace

UnmodelledKind unmodelledKind(const std::string &group, const std::string &kind)
{
    for (const KnownKind &known : knownKinds) {
        if (!matches(known, group, kind))
            continue;
        UnmodelledKind result;
        result.reason = known.reason;
        result.isClusterScoped = known.isClusterScoped;
        result.makesPods = known.effect == Effect::MakesPods;
        result.planes = planesOf(known.effect);
        result.concernsExposure = known.effect == Effect::Exposure;
        if (known.effect == Effect::Harmless)
            result.level = DiagnosticLevel::Note;
        else if (known.effect == Effect::Routing || known.effect == Effect::ToolAccess
            || known.effect == Effect::TokenCheck)
            result.level = DiagnosticLevel::Warning;
        return result;
    }
    UnmodelledKind unknown;
    unknown.reason = "Fourplane does not know this kind";
    unknown.isClusterScoped = true; // the namespace stays as it is written
    // Foreign kinds that call themselves a policy may decide about traffic.
    if (kind.find("Policy") != std::string::npos)
        unknown.planes = planesOf(Effect::Policy);
    return unknown;
}

} // namespace fourplane
