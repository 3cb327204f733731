// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ElementId.h"
#include "core/base/SourceLocation.h"
#include "core/topology/Container.h"
#include "core/topology/ControllerKind.h"
#include "core/topology/LabelRequirement.h"
#include "core/topology/Labels.h"
#include "core/topology/Secret.h"
#include "core/topology/TokenProjection.h"
#include "core/topology/WorkloadKind.h"

#include <optional>
#include <string>
#include <vector>

namespace fourplane {

/// A pod toleration as in Kubernetes; an empty effect tolerates all effects, an empty operator means Equal
/// (semantics T1).
struct Toleration
{
    std::string key;
    std::string op; ///< "Equal", "Exists" or empty
    std::string value;
    std::string effect;

    bool operator==(const Toleration &) const = default;
};

/// A term of the required node affinity. A term without requirements matches no node.
struct NodeAffinityTerm
{
    std::vector<LabelRequirement> expressions; ///< on labels of the node; all must hold
    std::vector<LabelRequirement> fields; ///< on metadata.name of the node: In or NotIn

    bool operator==(const NodeAffinityTerm &) const = default;
};

/// A term of the required pod anti-affinity: no pod that it means runs in the same topology domain.
struct PodAntiAffinityTerm
{
    std::vector<LabelRequirement> pods; ///< on labels of the other pods; none = every pod
    std::vector<std::string> namespaces; ///< Kubernetes names; with the selector empty too: the pod's own
    bool selectsNamespaces = false; ///< `namespaceSelector` is there: it adds to `namespaces`
    std::vector<LabelRequirement> namespaceSelector; ///< on labels of namespaces; none = every namespace
    std::string topologyKey; ///< node label that makes a domain, such as kubernetes.io/hostname

    bool operator==(const PodAntiAffinityTerm &) const = default;
};

/// Where the pods of a workload may run and what they share with the node.
struct Placement
{
    Labels nodeSelector;
    std::vector<Toleration> tolerations;
    std::string runtimeClass; ///< empty = the default runtime
    bool sandboxedRuntime = false; ///< the runtime class is a VM or gVisor (control W5)
    bool hostNetwork = false;
    bool hostPid = false;
    bool hostIpc = false;
    bool shareProcessNamespace = false;
    std::vector<std::string> hostPaths; ///< paths of hostPath volumes
    std::vector<std::string> volumeTypes; ///< volume source names in use, for Pod Security ("emptyDir", ...)
    std::vector<std::string> sysctls; ///< names of securityContext.sysctls
    /// Values of the annotations container.apparmor.security.beta.kubernetes.io/CONTAINER, whichever
    /// container they name: Pod Security looks at all of them.
    std::vector<std::string> appArmorAnnotations;
    std::optional<bool> hostUsers; ///< false = a user namespace of its own
    std::string operatingSystem; ///< spec.os.name: "linux", "windows" or empty
    /// The required node affinity: one of the terms must match. Preferences decide nothing.
    std::vector<NodeAffinityTerm> nodeAffinity;
    std::vector<PodAntiAffinityTerm> podAntiAffinity; ///< the required ones; each must hold
    std::string nodeName; ///< written in the pod template: the scheduler is not asked
    std::string scheduler; ///< schedulerName other than default-scheduler: what it respects is not known

    bool operator==(const Placement &) const = default;
};

/// How the mesh treats the pods of a workload: inherited from the namespace, or said on the pod.
enum class MeshMembership
{
    Inherit,
    In,
    Out
};

template <>
struct EnumNames<MeshMembership>
{
    static constexpr std::array<std::string_view, 3> names { "inherit", "in", "out" };
};

/// The assumption about software weaknesses in a workload that the scenario value `marked` reads.
struct ExploitMark
{
    bool remote = false; ///< code can be run in it by whoever can send it requests
    bool escape = false; ///< its container can be left for the node (runtime or kernel weakness)
    std::string reason; ///< why it is believed, for instance a CVE id or "assumption"

    bool operator==(const ExploitMark &) const = default;
};

/// What a workload does with text, tools and secrets, beyond what Kubernetes knows. A trait whose absence is
/// a control (D6, W2, W6, W7, W8, W10, D7, I6, N8) may be unset: then nobody knows, and the control gets no
/// credit.
struct WorkloadTraits
{
    bool executesModelOutput = false; ///< a tool that runs code a model wrote
    bool sendsOutside = false; ///< a tool that delivers content outside (mail, pull request, web hook)
    bool fetchesUrls = false; ///< fetches URLs that a caller chooses
    bool runsTenantCode = false; ///< runs code of customers by design
    bool runsSubmittedJobs = false; ///< starts code for whoever may call it (Ray, Kubeflow, Jupyter)
    bool loadsFromConfig = false; ///< which files and loaders it uses is decided by data it takes in
    std::optional<bool> environmentSecrets; ///< has credentials in environment variables (control D6 missing)
    std::optional<bool> loadsUnsafeModels; ///< loads pickle-type artifacts (control W6 missing)
    /// Shows model output with links or images fetched automatically (control D7 missing).
    std::optional<bool> rendersModelOutput;
    std::optional<bool> acceptsAnonymousCallers; ///< has no authentication of its own (control I6 missing)
    /// Loads artefacts without checking a signature or hash (control W6 missing).
    std::optional<bool> loadsUnverifiedModels;
    /// Parses what it takes in within its own pod, not in short-lived ones without account and egress
    /// (control W7 missing).
    std::optional<bool> parsesInPlace;
    /// Uses packages, actions or base images without a pinned hash (control W8 missing).
    std::optional<bool> loadsUnpinnedDependencies;
    /// Takes over new versions of tools unchecked (control W10 missing).
    std::optional<bool> updatesToolsUnchecked;
    /// Whoever hands in work or code may choose the proxy's user id, ports left out of the mesh, or NET_ADMIN
    /// (control W2 missing).
    std::optional<bool> uidSettable;
    std::optional<bool> takesUnlimitedRequests; ///< no limits on tokens and requests (control N8 missing)

    bool operator==(const WorkloadTraits &) const = default;
};

/// A pod-running thing: what the model calls a workload whatever its controller.
struct Workload
{
    ElementId id;
    std::string name; ///< object name in Kubernetes
    WorkloadKind kind = WorkloadKind::GenericService;
    std::string kindReason; ///< why an importer chose the kind; empty when a person chose it
    ElementId namespaceId;
    ControllerKind controller = ControllerKind::Deployment;
    int replicas = 1;
    Labels labels; ///< pod labels
    ElementId identityId; ///< the WorkloadIdentity; empty = the namespace's `default` service account
    std::optional<bool> automountToken; ///< pod field; wins over the service account's
    std::vector<Container> containers;
    SecurityContext podSecurity; ///< pod-level fields
    Placement placement;
    MeshMembership mesh = MeshMembership::Inherit;
    Labels meshAnnotations; ///< as Namespace::meshAnnotations; these win
    ExploitMark exploitable;
    WorkloadTraits traits;
    std::vector<TokenProjection> tokens; ///< tokens it asks for besides the mounted one
    std::vector<SecretUse> secrets; ///< secrets it is given
    bool exposed = false; ///< reachable from the internet through Ingress, LoadBalancer or NodePort
    /// Reachable from the private network around the cluster, through an internal load balancer, but not from
    /// the internet.
    bool exposedPrivately = false;
    std::string description;
    SourceLocation origin;

    bool operator==(const Workload &) const = default;
};

/// Ports of all containers, in order, without repeats.
std::vector<NamedPort> portsOf(const Workload &workload);

} // namespace fourplane
