// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/project/ClusterFields.h"
#include "core/topology/Workload.h"

namespace fourplane {

/// The containers of a workload: a list under `containers`, or `image` and `ports` of the workload itself
/// when it has one main container that is called like the workload and has no other setting.
struct ContainersSpecial
{
};

template <>
struct FieldsOf<SecurityContext>
{
    static constexpr std::string_view title = "a security context";
    static constexpr std::string_view about =
        "Linux security settings; an absent one takes the pod's value or Kubernetes' default.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        using S = SecurityContext;
        fields.member("privileged", &S::privileged, "Whether the container has all rights of the node.");
        fields.member("allowPrivilegeEscalation", &S::allowPrivilegeEscalation,
            "Whether a process may gain more rights than its parent.");
        fields.member("runAsNonRoot", &S::runAsNonRoot, "Whether running as root is refused.");
        fields.member("runAsUser", &S::runAsUser, "User id of the process.");
        fields.member("readOnlyRootFilesystem", &S::readOnlyRootFilesystem,
            "Whether the root file system cannot be written.");
        fields.group(
            "capabilities", "the capabilities",
            [](auto &inner) {
                inner.member("add", &S::addedCapabilities, "Capabilities added, such as NET_ADMIN.");
                inner.member("drop", &S::droppedCapabilities, "Capabilities dropped; ALL drops all.");
            },
            "Linux capabilities.");
        fields.member("seccompProfile", &S::seccompType, "RuntimeDefault, Localhost or Unconfined.");
        fields.member("appArmorProfile", &S::appArmorType, "RuntimeDefault, Localhost or Unconfined.");
        fields.member("seLinuxType", &S::seLinuxType, "SELinux type, such as container_t.");
        fields.member("seLinuxUser", &S::seLinuxUser, "SELinux user.");
        fields.member("seLinuxRole", &S::seLinuxRole, "SELinux role.");
        fields.member("procMount", &S::procMount, "Default or Unmasked.");
        fields.member("windowsHostProcess", &S::windowsHostProcess,
            "Whether it is a Windows host process (windowsOptions.hostProcess).");
    }
};

template <>
struct FieldsOf<Container>
{
    static constexpr std::string_view title = "a container";
    static constexpr std::string_view about = "A container of the pods.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        fields.member("name", &Container::name, "Name of the container.");
        fields.member("role", &Container::role, "Main, init or ephemeral container.");
        fields.member("image", &Container::image, "Container image.");
        fields.member("ports", &Container::ports, "Ports that it listens on.");
        fields.member("securityContext", &Container::security, "Security settings of this container.");
        fields.member("hostPort", &Container::hasHostPort, "Whether it takes a port of the node.");
        fields.member(
            "probeHost", &Container::namesProbeHost, "Whether a probe or lifecycle handler names a host.");
    }
};

template <>
struct FieldsOf<Toleration>
{
    static constexpr std::string_view title = "a toleration";
    static constexpr std::string_view about = "A toleration of a taint as in Kubernetes.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        fields.member("key", &Toleration::key, "Key of the taint; absent with Exists = every taint.");
        fields.member("operator", &Toleration::op, "Equal (the default) or Exists.");
        fields.member("value", &Toleration::value, "Value of the taint, with Equal.");
        fields.member("effect", &Toleration::effect, "Effect of the taint; absent = every effect.");
    }
};

template <>
struct FieldsOf<LabelRequirement>
{
    static constexpr std::string_view title = "a label requirement";
    static constexpr std::string_view about = "A condition on one label, as matchExpressions has it.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        fields.required("key", &LabelRequirement::key, "Key of the label.");
        fields.member("operator", &LabelRequirement::op, "In, NotIn, Exists, DoesNotExist, Gt or Lt.");
        fields.member("values", &LabelRequirement::values, "Values to compare with.");
    }
};

template <>
struct FieldsOf<NodeAffinityTerm>
{
    static constexpr std::string_view title = "a node affinity term";
    static constexpr std::string_view about = "Nodes that pods may run on; all of its conditions must hold.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        fields.member("expressions", &NodeAffinityTerm::expressions, "Conditions on labels of the node.");
        fields.member("fields", &NodeAffinityTerm::fields, "Conditions on metadata.name of the node.");
    }
};

template <>
struct FieldsOf<PodAntiAffinityTerm>
{
    static constexpr std::string_view title = "a pod anti-affinity term";
    static constexpr std::string_view about = "Pods that never run in the same topology domain.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        using T = PodAntiAffinityTerm;
        fields.member("pods", &T::pods, "Conditions on labels of the other pods; none = every pod.");
        fields.member("namespaces", &T::namespaces,
            "Kubernetes names of their namespaces; the pod's own when there is no selector either.");
        fields.member("selectsNamespaces", &T::selectsNamespaces, "Whether namespaceSelector counts.");
        fields.member("namespaceSelector", &T::namespaceSelector,
            "Conditions on labels of namespaces; none = every namespace.");
        fields.required("topologyKey", &T::topologyKey, "Node label that makes a domain.");
    }
};

template <>
struct FieldsOf<Placement>
{
    static constexpr std::string_view title = "a placement";
    static constexpr std::string_view about = "Where pods may run and what they share with the node.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        using P = Placement;
        fields.member("nodeSelector", &P::nodeSelector, "Labels that a node must have.");
        fields.member("tolerations", &P::tolerations, "Taints that the pods bear.");
        fields.member("runtimeClass", &P::runtimeClass, "Runtime class; absent = the default runtime.");
        fields.member("sandboxedRuntime", &P::sandboxedRuntime,
            "Whether the runtime class isolates the kernel (a virtual machine or gVisor).");
        fields.member("hostNetwork", &P::hostNetwork, "Whether the pods use the network of the node.");
        fields.member("hostPID", &P::hostPid, "Whether the pods see the processes of the node.");
        fields.member("hostIPC", &P::hostIpc, "Whether the pods share memory with the node.");
        fields.member("shareProcessNamespace", &P::shareProcessNamespace,
            "Whether the containers of a pod see each other's processes.");
        fields.member("hostPaths", &P::hostPaths, "Folders of the node that are mounted.");
        fields.member("volumeTypes", &P::volumeTypes, "Kinds of volume in use, such as emptyDir.");
        fields.member("sysctls", &P::sysctls, "Names of the kernel parameters that the pods set.");
        fields.member("appArmorAnnotations", &P::appArmorAnnotations,
            "Values of the AppArmor annotations of the pods (runtime/default, localhost/NAME, unconfined).");
        fields.member("hostUsers", &P::hostUsers, "false = the pods have a user namespace of their own.");
        fields.member("operatingSystem", &P::operatingSystem, "linux or windows; absent = not said.");
        fields.member("nodeAffinity", &P::nodeAffinity, "Required node affinity: one term must match.");
        fields.member(
            "podAntiAffinity", &P::podAntiAffinity, "Required pod anti-affinity: every term holds.");
        fields.member("nodeName", &P::nodeName, "Node written in the pods; the scheduler is not asked.");
        fields.member("scheduler", &P::scheduler,
            "schedulerName other than default-scheduler; what it respects is not known.");
    }
};

template <>
struct FieldsOf<ExploitMark>
{
    static constexpr std::string_view title = "an exploit mark";
    static constexpr std::string_view about =
        "The assumption about weaknesses of the software, used by scenarios with exploitability marked.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        fields.member("remote", &ExploitMark::remote, "Whoever can send it requests can run code in it.");
        fields.member("escape", &ExploitMark::escape, "Its container can be left for the node.");
        fields.member("reason", &ExploitMark::reason, "Why this is believed, for instance a CVE id.");
    }
};

template <>
struct FieldsOf<WorkloadTraits>
{
    static constexpr std::string_view title = "the traits of a workload";
    static constexpr std::string_view about = "What a workload does with text, tools and secrets.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        using T = WorkloadTraits;
        fields.member("executesModelOutput", &T::executesModelOutput, "Runs code that a model wrote.");
        fields.member("sendsOutside", &T::sendsOutside, "Delivers content outside: mail, pull request.");
        fields.member("fetchesUrls", &T::fetchesUrls, "Fetches URLs that a caller chooses.");
        fields.member("environmentSecrets", &T::environmentSecrets, "Credentials in the environment.");
        fields.member("loadsUnsafeModels", &T::loadsUnsafeModels, "Loads pickled model artefacts.");
        fields.member("rendersModelOutput", &T::rendersModelOutput,
            "Shows model output with links or images that are fetched automatically.");
        fields.member(
            "acceptsAnonymousCallers", &T::acceptsAnonymousCallers, "Has no authentication of its own.");
        fields.member("runsTenantCode", &T::runsTenantCode, "Runs code of customers by design.");
        fields.member("runsSubmittedJobs", &T::runsSubmittedJobs,
            "Starts code for whoever may call it: Ray, Kubeflow, Jupyter.");
        fields.member("loadsFromConfig", &T::loadsFromConfig,
            "Data that it takes in decides which files and loaders it uses.");
        fields.member("loadsUnverifiedModels", &T::loadsUnverifiedModels,
            "Loads artefacts without checking a signature or hash.");
        fields.member("parsesInPlace", &T::parsesInPlace,
            "Parses what it takes in within its own pod, not in short-lived ones without account and "
            "egress.");
        fields.member("loadsUnpinnedDependencies", &T::loadsUnpinnedDependencies,
            "Uses packages, actions or base images without a pinned hash.");
        fields.member("updatesToolsUnchecked", &T::updatesToolsUnchecked,
            "Takes over new versions of tools unchecked.");
        fields.member("uidSettable", &T::uidSettable,
            "Whoever hands in work may choose the proxy's user id, excluded ports or NET_ADMIN.");
        fields.member(
            "takesUnlimitedRequests", &T::takesUnlimitedRequests, "Has no limits on tokens and requests.");
    }
};

template <>
struct FieldsOf<TokenProjection>
{
    static constexpr std::string_view title = "a projected token";
    static constexpr std::string_view about = "A service account token that the pods ask for themselves.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        fields.member("audience", &TokenProjection::audience, "Whom it is for; absent = the API server.");
        fields.member("expirationSeconds", &TokenProjection::expirationSeconds,
            "Lifetime; absent = Kubernetes' default, 3600.");
    }
};

template <>
struct FieldsOf<SecretUse>
{
    static constexpr std::string_view title = "the use of a secret";
    static constexpr std::string_view about = "A secret that the workload is given.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        fields.required("secret", &SecretUse::secretId, "Id of the secret.");
        fields.member("delivery", &SecretUse::delivery, "How it gets there.");
    }
};

template <>
struct FieldsOf<Workload>
{
    static constexpr std::string_view title = "a workload";
    static constexpr std::string_view about = "A pod-running thing, whatever its controller.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        using W = Workload;
        fields.name(&W::name, "Name in Kubernetes; the id when left out.");
        fields.member("kind", &W::kind, "What the workload evidently is.");
        fields.member("kindReason", &W::kindReason, "Why an importer chose the kind.");
        fields.required("namespace", &W::namespaceId, "Id of its namespace.");
        fields.member("controller", &W::controller, "The Kubernetes object that owns the pods.");
        fields.member("replicas", &W::replicas, "Number of pods.");
        fields.member("labels", &W::labels, "Labels of the pods.");
        fields.member("identity", &W::identityId,
            "Id of its identity; absent = the service account default of the namespace.");
        fields.member("automountToken", &W::automountToken,
            "Whether the pods get the token; wins over the setting of the identity.");
        fields.special(ContainersSpecial {});
        fields.member("securityContext", &W::podSecurity, "Security settings of the pods.");
        fields.member("placement", &W::placement, "Where the pods may run.");
        fields.member("mesh", &W::mesh, "Whether the pods are in the mesh: inherit = as the namespace says.");
        fields.member("meshAnnotations", &W::meshAnnotations,
            "Annotations of the pods below config.linkerd.io/; they win over those of the namespace.");
        fields.member("exploitable", &W::exploitable, "Assumed weaknesses of its software.");
        fields.member("traits", &W::traits, "What it does with text, tools and secrets.");
        fields.member("tokens", &W::tokens, "Tokens it asks for besides the mounted one.");
        fields.member("secrets", &W::secrets, "Secrets it is given.");
        fields.member("exposed", &W::exposed,
            "Reachable from the internet through an Ingress, LoadBalancer or NodePort.");
        fields.member("exposedPrivately", &W::exposedPrivately,
            "Reachable from the private network around the cluster, but not from the internet.");
        fields.member("description", &W::description, "Free text.");
        fields.member("origin", &W::origin, originAbout);
    }
};

} // namespace fourplane
