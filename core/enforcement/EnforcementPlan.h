// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ElementId.h"
#include "core/enforcement/MeshMode.h"
#include "core/policy/DataGrant.h"
#include "core/policy/native/AdminPolicy.h"
#include "core/policy/native/AuthorizationPolicy.h"
#include "core/policy/native/CiliumPolicy.h"
#include "core/policy/native/LinkerdPolicy.h"
#include "core/policy/native/MeshEgress.h"
#include "core/policy/native/NetworkPolicy.h"
#include "core/policy/native/PeerAuthentication.h"
#include "core/policy/native/WaypointGateway.h"
#include "core/project/PlatformProfile.h"
#include "core/topology/Topology.h"

#include <map>
#include <string>
#include <vector>

namespace fourplane {

/// A rule object of the plan and where it comes from.
template <class T>
struct Planned
{
    T object;
    /// Draft elements it realises (allow rules, namespaces) or the adopted rule; what an export names as the
    /// edge id.
    std::vector<ElementId> sources;
    SourceLocation origin; ///< manifest it was adopted from, when there is one
    bool isAdopted = false; ///< taken over unchanged: an export adds nothing to it and never relaxes it

    bool operator==(const Planned &) const = default;
};

/// A namespace as the cluster will hold it: labels include the Pod Security and mesh injection labels, and
/// `kubernetes.io/metadata.name` (semantics NP23).
struct PlannedNamespace
{
    ElementId id;
    std::string name;
    Labels labels;
    PodSecurityAdmission podSecurity;
    bool meshInjection = false;
    Labels meshAnnotations; ///< as Namespace::meshAnnotations, and linkerd.io/inject under Linkerd
    /// Under Linkerd, what the draft asks for: it stands in place of config.linkerd.io/default-inbound-policy
    /// of meshAnnotations where Linkerd's objects are shipped.
    std::optional<LinkerdAccess> drawnInboundPolicy;
    std::string tenant;
    std::vector<ImageSigner> imageSigners;
    SourceLocation origin;
};

struct PlannedServiceAccount
{
    ElementId id;
    std::string name;
    std::string namespaceName;
    std::optional<bool> automountToken;
    std::optional<int> tokenLifetimeSeconds;
    std::vector<std::string> audiences;
    std::vector<std::string> cloudRoles;
    std::string spiffeId; ///< complete, with "spiffe://"
    SourceLocation origin;
};

/// A waypoint through which pods are reached.
struct PodWaypoint
{
    std::string name;
    std::string namespaceName;
    std::vector<std::string>
        services; ///< those before the pods that use it; none = traffic to the pods themselves

    bool operator==(const PodWaypoint &) const = default;
};

/// The pods of one workload as enforcement points see them.
struct PlannedPod
{
    ElementId workloadId;
    std::string name;
    std::string namespaceName;
    ControllerKind controller = ControllerKind::Deployment;
    WorkloadKind kind = WorkloadKind::GenericService;
    Labels labels;
    std::string serviceAccount; ///< name; "default" when none is set
    ElementId identityId; ///< empty when the service account is not in the project
    bool tokenMounted = true; ///< pod field over service account field over Kubernetes' default
    std::vector<NamedPort> ports;
    /// Names of the Service ports that lead to a TCP port of it, by that port: what Istio takes the protocol
    /// from.
    std::map<std::uint16_t, std::vector<std::string>> servicePortNames;
    bool hostNetwork = false;
    bool inMesh = false; ///< meshMode is not None
    MeshMode meshMode = MeshMode::None; ///< what of the mesh stands before its ports under the profile
    Labels meshAnnotations; ///< as Workload::meshAnnotations
    std::vector<PodWaypoint> waypoints; ///< of ambient pods; they can be reached past them too
    bool exposed = false; ///< Ingress, LoadBalancer or NodePort
    bool exposedPrivately = false; ///< an internal load balancer
    std::vector<Container> containers;
    SecurityContext podSecurity;
    Placement placement;
    std::vector<TokenProjection> tokens; ///< asked for besides the mounted one
    std::vector<SecretUse> secrets;
    WorkloadTraits traits; ///< what is said of it and no enforcement point of the plan keeps to
    std::vector<ElementId> poolIds; ///< pools it can land in; empty = the project declares none
    SourceLocation origin;
};

struct PlannedExternal
{
    ElementId id;
    std::string name;
    ExternalKind kind = ExternalKind::Internet;
    std::vector<std::string> cidrs; ///< empty = every address outside the cluster
    std::vector<std::string> hosts; ///< its DNS names
    std::vector<NamedPort> ports;
    bool writableByAttacker = false;
};

struct PlannedStore
{
    ElementId id;
    ElementId hostId;
    std::string name;
    StoreDialect dialect = StoreDialect::Generic;
    StoreAuthentication authentication = StoreAuthentication::Anonymous;
    std::vector<Collection> collections;
    std::vector<std::string> trustedCidrs;
    SourceLocation origin; ///< of the workload or external endpoint that serves it
};

/// How much one caller may ask of a workload or external endpoint in a minute; at least one number is set. A
/// gateway keeps to it.
struct PlannedUsageLimit
{
    ElementId ruleId; ///< AllowRule
    ElementId sourceId;
    ElementId destinationId;
    std::optional<int> requestsPerMinute;
    std::optional<int> tokensPerMinute;

    bool operator==(const PlannedUsageLimit &) const = default;
};

/// An admission rule beyond Pod Security whose logic is not evaluated: a policy of Kyverno or Gatekeeper, a
/// web hook, a ValidatingAdmissionPolicy.
struct PlannedAdmissionControl
{
    std::string kind;
    std::string namespaceName; ///< whose pods it may concern; empty = every namespace
    std::string name;
    SourceLocation origin;
    std::optional<PodSecurityLevel> declaredLevel; ///< as a person says it enforces, unchecked
};

/// Exactly what the enforcement points will hold, per plane (architecture: what is simulated is what is
/// shipped). Every list is sorted by namespace and name, or by id, so equal projects give equal bytes.
struct EnforcementPlan
{
    // Defined once, in the source file: else each file that copies or drops one compiles all its parts anew.
    EnforcementPlan();
    EnforcementPlan(const EnforcementPlan &);
    EnforcementPlan(EnforcementPlan &&) noexcept;
    EnforcementPlan &operator=(const EnforcementPlan &);
    EnforcementPlan &operator=(EnforcementPlan &&) noexcept;
    ~EnforcementPlan();

    PlatformProfile platform;

    // The subjects and objects of every decision.
    std::vector<PlannedNamespace> namespaces;
    std::vector<PlannedPod> pods;
    std::vector<PlannedExternal> externals;
    /// What every pod may ask although no project names it: the cloud's metadata service, unless an external
    /// endpoint stands for it, and the Kubernetes API server. No list of externals or matrix shows them.
    std::vector<PlannedExternal> implicitExternals;
    ElementId metadataServiceId; ///< of either list
    ElementId apiServerId;

    // Identity plane.
    std::vector<PlannedServiceAccount> serviceAccounts;
    std::vector<RbacRole> roles;
    std::vector<RbacBinding> bindings;
    std::vector<Planned<AuthorizationPolicy>> authorizationPolicies;
    std::vector<Planned<LinkerdServer>> linkerdServers;
    std::vector<Planned<ServerAuthorization>> serverAuthorizations;
    std::vector<Planned<LinkerdAuthorizationPolicy>> linkerdAuthorizationPolicies;
    std::vector<Planned<MeshTlsAuthentication>> meshTlsAuthentications;
    std::vector<Planned<NetworkAuthentication>> networkAuthentications;
    std::vector<Planned<ServerRoute>> serverRoutes;

    // Network plane.
    std::vector<Planned<NetworkPolicy>> networkPolicies;
    std::vector<Planned<AdminPolicy>> adminPolicies;
    std::vector<Planned<CiliumPolicy>> ciliumPolicies;
    std::vector<Planned<PeerAuthentication>> peerAuthentications;
    std::vector<Planned<ServiceEntry>> serviceEntries;
    std::vector<Planned<Sidecar>> sidecars;
    std::vector<Planned<WaypointGateway>> waypoints;
    std::vector<EgressAllowList> egressLists;

    // Workload plane: Pod Security is in `namespaces`, placement in `pods`.
    std::vector<NodePool> nodePools;
    std::vector<PlannedAdmissionControl> admissionControls;

    // Data plane.
    std::vector<PlannedStore> stores;
    std::vector<DataGrant> grants;
    std::vector<Secret> secrets;
    std::vector<ToolScope> toolScopes;
    std::vector<PlannedUsageLimit> usageLimits;

    /// Namespaces (Kubernetes names) with a policy object that the model does not understand: network
    /// verdicts there are Uncertain. An empty string stands for the whole cluster.
    std::vector<std::string> namespacesWithUnmodelledPolicy;
    /// The same for the identity plane: policies of the mesh.
    std::vector<std::string> namespacesWithUnmodelledAuthorization;
    /// Namespaces where something that is not read may let outsiders in: that a workload there is not exposed
    /// is Uncertain.
    std::vector<std::string> namespacesWithUnknownExposure;
    /// Roles or bindings of the Kubernetes API exist that nobody could read: that a right is missing is
    /// Uncertain.
    bool hasUnreadRights = false;
};

/// The pods with this workload id, or nullptr.
const PlannedPod *findPod(const EnforcementPlan &plan, const ElementId &workloadId);
const PlannedExternal *findExternal(const EnforcementPlan &plan, const ElementId &id);
const PlannedNamespace *findNamespace(const EnforcementPlan &plan, const std::string &name);
const PlannedServiceAccount *findServiceAccount(const EnforcementPlan &plan, const ElementId &identityId);

/// The name that Linkerd gives to the pods of a service account.
std::string linkerdIdentity(
    const PlatformProfile &platform, const std::string &namespaceName, const std::string &serviceAccount);

/// The name that the mesh shows for `pod` to its peers, as the policies of that mesh write it. Istio, sidecar
/// or ambient: the SPIFFE id without "spiffe://" (semantics IS4). Linkerd:
/// SERVICEACCOUNT.NAMESPACE.serviceaccount.identity.linkerd.TRUSTDOMAIN (semantics L6).
std::string principalOf(const EnforcementPlan &plan, const PlannedPod &pod);

} // namespace fourplane
