// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/FieldsOf.h"
#include "core/topology/Namespace.h"
#include "core/topology/NodePool.h"
#include "core/topology/WorkloadIdentity.h"

namespace fourplane {

/// What every `origin` says.
inline constexpr std::string_view originAbout =
    "Where the element was imported from, as file:line:column. Never decides anything.";

template <>
struct FieldsOf<PodSecurityAdmission>
{
    static constexpr std::string_view title = "the pod security of a namespace";
    static constexpr std::string_view about =
        "Pod Security Admission: the labels pod-security.kubernetes.io/... of the namespace.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        using P = PodSecurityAdmission;
        fields.member("enforce", &P::enforce, "Level below which pods are refused.");
        fields.member("audit", &P::audit, "Level below which pods are recorded in the audit log.");
        fields.member("warn", &P::warn, "Level below which the user who makes a pod is warned.");
        fields.member("version", &P::version, "Version of the standards, such as v1.31; absent = latest.");
        fields.member("auditVersion", &P::auditVersion, "Version for the level audit; absent = as version.");
        fields.member("warnVersion", &P::warnVersion, "Version for the level warn; absent = as version.");
    }
};

template <>
struct FieldsOf<NamespaceSegmentation>
{
    static constexpr std::string_view title = "the segmentation of a namespace";
    static constexpr std::string_view about =
        "What is compiled for the namespace from the draft. Without it only adopted rules speak.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        using S = NamespaceSegmentation;
        fields.member("defaultDeny", &S::defaultDeny,
            "Make NetworkPolicies: default deny in both directions, DNS, and one for each workload and "
            "direction from the allow rules.");
        fields.member("meshAllowList", &S::meshAllowList,
            "Make Istio AuthorizationPolicies: deny all, and one for each destination from the allow rules.");
        fields.member("mtls", &S::mtls, "Make an Istio PeerAuthentication of this mode; unset makes none.");
    }
};

template <>
struct FieldsOf<ImageSigner>
{
    static constexpr std::string_view title = "a signer of images";
    static constexpr std::string_view about =
        "Whose signature images must carry: of a key, or of somebody whom an issuer vouches for.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        using S = ImageSigner;
        fields.member("images", &S::images, "References, with * for any text; absent = every image.");
        fields.member("publicKey", &S::publicKey, "Public key in PEM; absent = signed without keys.");
        fields.member("issuer", &S::issuer, "Issuer of the signer's identity, a URL.");
        fields.member("subject", &S::subject, "Who signs, as the issuer names it.");
    }
};

template <>
struct FieldsOf<Namespace>
{
    static constexpr std::string_view title = "a namespace";
    static constexpr std::string_view about = "A Kubernetes namespace.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        using N = Namespace;
        fields.name(&N::name, "Name in Kubernetes; the id when left out.");
        fields.member("labels", &N::labels, "Labels, without those for pod security and the automatic name.");
        fields.member("podSecurity", &N::podSecurity, "Pod Security Admission of the namespace.");
        fields.member("meshInjection", &N::meshInjection, "Whether its pods get a mesh sidecar.");
        fields.member("meshAnnotations", &N::meshAnnotations,
            "Annotations below config.linkerd.io/ for its pods, such as default-inbound-policy.");
        fields.member("segmentation", &N::segmentation, "What is compiled for the namespace.");
        fields.member("tenant", &N::tenant, "Tenant that the namespace belongs to; absent = none.");
        fields.member("imageSigners", &N::imageSigners,
            "Whose signatures the images of its pods must carry; absent = none is asked for.");
        fields.member("origin", &N::origin, originAbout);
    }
};

template <>
struct FieldsOf<Taint>
{
    static constexpr std::string_view title = "a taint";
    static constexpr std::string_view about = "A node taint as in Kubernetes.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        fields.required("key", &Taint::key, "Key of the taint.");
        fields.member("value", &Taint::value, "Value of the taint.");
        fields.member("effect", &Taint::effect, "NoSchedule, PreferNoSchedule or NoExecute.");
    }
};

template <>
struct FieldsOf<NodePool>
{
    static constexpr std::string_view title = "a node pool";
    static constexpr std::string_view about =
        "Nodes that are alike to the scheduler. Workloads that may land in one pool may share a node.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        fields.name(&NodePool::name, "Name of the pool; the id when left out.");
        fields.member("labels", &NodePool::labels, "Labels of its nodes.");
        fields.member("taints", &NodePool::taints, "Taints of its nodes.");
        fields.member("cloudRole", &NodePool::cloudRole,
            "Cloud role of its nodes, which the metadata service gives to whoever reaches it.");
        fields.member("nodes", &NodePool::nodes, "Names of nodes known to be in it; there may be more.");
    }
};

template <>
struct FieldsOf<WorkloadIdentity>
{
    static constexpr std::string_view title = "an identity";
    static constexpr std::string_view about =
        "A service account with the settings of its tokens, or an identity outside the cluster.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        using I = WorkloadIdentity;
        fields.name(&I::name, "Name of the service account, role or account; the id when left out.");
        fields.member("kind", &I::kind, "Who gives out its credentials.");
        fields.member("namespace", &I::namespaceId, "Id of its namespace; every service account has one.");
        fields.member("automountToken", &I::automountToken,
            "Whether pods get its token unless they say otherwise; absent = Kubernetes' default, true.");
        fields.member("tokenLifetimeSeconds", &I::tokenLifetimeSeconds,
            "Lifetime of the projected token; Kubernetes grants at least 600 seconds.");
        fields.member("audiences", &I::audiences, "Audiences of the projected token.");
        fields.member("cloudRoles", &I::cloudRoles,
            "Names of the cloud roles that it may take on (IRSA, Workload Identity).");
        fields.member("connectsTo", &I::connectsTo,
            "Ids of the external endpoints, other clusters for instance, where it has rights.");
        fields.member("isAdminThere", &I::isAdminThere,
            "Whether its rights there are those of an administrator; false = only what it needs.");
        fields.member(
            "hasStaticKeys", &I::hasStaticKeys, "Whether static keys of it exist; false = federation only.");
        fields.member(
            "isJobScoped", &I::isJobScoped, "Whether its credentials end with the job that got them.");
        fields.member(
            "spiffeId", &I::spiffeId, "SPIFFE id; absent = spiffe://TRUST_DOMAIN/ns/NAMESPACE/sa/NAME.");
        fields.member("origin", &I::origin, originAbout);
    }
};

template <>
struct FieldsOf<RbacRule>
{
    static constexpr std::string_view title = "a rule of a role";
    static constexpr std::string_view about = "One rule of a Role or ClusterRole, as in Kubernetes.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        fields.member("apiGroups", &RbacRule::apiGroups, "API groups; \"\" is the core group.");
        fields.member("resources", &RbacRule::resources, "Resources such as pods or secrets; \"*\" is all.");
        fields.member("resourceNames", &RbacRule::resourceNames, "Names of single objects; absent = all.");
        fields.member("nonResourceURLs", &RbacRule::nonResourceUrls, "Paths of the API server.");
        fields.member("verbs", &RbacRule::verbs, "Verbs such as get, list or create; \"*\" is all.");
    }
};

template <>
struct FieldsOf<RbacAggregation>
{
    static constexpr std::string_view title = "an aggregation selector";
    static constexpr std::string_view about = "Cluster roles whose rules are collected, by label.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        fields.member("matchLabels", &RbacAggregation::matchLabels, "Labels that they all have.");
    }
};

template <>
struct FieldsOf<RbacRole>
{
    static constexpr std::string_view title = "a role";
    static constexpr std::string_view about = "A Role (with a namespace) or a ClusterRole (without).";

    template <class Fields>
    static void describe(Fields &fields)
    {
        fields.name(&RbacRole::name, "Name in Kubernetes; the id when left out.");
        fields.member("namespace", &RbacRole::namespaceId, "Id of its namespace; absent = a ClusterRole.");
        fields.member("labels", &RbacRole::labels, "Labels, by which other cluster roles collect its rules.");
        fields.member("rules", &RbacRole::rules, "What the role permits.");
        fields.member("aggregation", &RbacRole::aggregation,
            "Its rules are those of all cluster roles that one of these selects (aggregationRule).");
        fields.member("origin", &RbacRole::origin, originAbout);
    }
};

template <>
struct FieldsOf<RbacSubject>
{
    static constexpr std::string_view title = "a subject of a binding";
    static constexpr std::string_view about = "Who gets the role, as in Kubernetes.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        fields.required("kind", &RbacSubject::kind, "ServiceAccount, User or Group.");
        fields.required("name", &RbacSubject::name, "Name of the subject in Kubernetes.");
        fields.member("namespace", &RbacSubject::namespaceName,
            "Kubernetes name of the namespace of a service account.");
    }
};

template <>
struct FieldsOf<RbacBinding>
{
    static constexpr std::string_view title = "a binding";
    static constexpr std::string_view about =
        "A RoleBinding (with a namespace) or a ClusterRoleBinding (without).";

    template <class Fields>
    static void describe(Fields &fields)
    {
        using B = RbacBinding;
        fields.name(&B::name, "Name in Kubernetes; the id when left out.");
        fields.member("namespace", &B::namespaceId, "Id of its namespace; absent = a ClusterRoleBinding.");
        fields.group(
            "roleRef", "a role reference",
            [](auto &inner) {
                inner.choice("kind", &B::refersToClusterRole, "Role", "ClusterRole",
                    "Role (the default) or ClusterRole.");
                inner.required("name", &B::roleName, "Kubernetes name of the role.");
            },
            "The role as Kubernetes names it; it may be one that the project does not hold, such as "
            "cluster-admin.");
        fields.member("subjects", &B::subjects, "Who gets the role.");
        fields.member("origin", &B::origin, originAbout);
    }
};

} // namespace fourplane
