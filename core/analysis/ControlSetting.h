// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/Control.h"
#include "core/project/Project.h"

#include <optional>
#include <string>
#include <vector>

namespace fourplane {

/// Where a project can say that a control is in force. The comment names the element it is about.
enum class SettingKind
{
    TokenUnmounted, ///< workload
    OwnAccount, ///< workload: a service account that nobody shares
    DroppedBinding, ///< RBAC binding: taken away
    MeshAllowList, ///< namespace
    AuthenticatedCallers, ///< workload
    LimitedRights, ///< identity with rights in other places
    JobScopedCredentials, ///< identity
    KeylessRole, ///< cloud role
    BareNodeRole, ///< node pool
    DelegatedCredential, ///< model and tool
    PolicyApproval, ///< model and tool
    BoundSecret, ///< secret
    DeviceApproval, ///< external endpoint
    DefaultDeny, ///< namespace
    DroppedAllowRule, ///< allow rule: taken away
    ProxyAllowList, ///< egress proxy
    TenantAwareEgress, ///< egress allow-list
    MetadataBlocked, ///< the project
    PrivateSurface, ///< workload
    StrictMtls, ///< namespace
    RequestLimits, ///< workload
    RestrictedNamespace, ///< namespace and its pods
    HardenedPods, ///< workload
    FixedUser, ///< workload
    ProcessesApart, ///< workload
    OwnNodePool, ///< workload
    Sandbox, ///< workload
    SafeModels, ///< workload
    VerifiedModels, ///< workload
    ParsesApart, ///< workload
    PinnedInputs, ///< workload
    PinnedTools, ///< workload
    StoreAuthentication, ///< store
    DroppedGrant, ///< data grant: taken away
    NoVectors, ///< store
    ProvenanceLock, ///< model and tool
    MarkedFeed, ///< context feed
    CleanEnvironment, ///< workload
    KeptInside, ///< secret
    InertLinks, ///< workload
    Unchangeable, ///< collection
};

/// One place where a control can be put in force.
struct ControlSetting
{
    SettingKind kind = SettingKind::DefaultDeny;
    ElementId subject; ///< empty for the project itself
    ElementId object; ///< the tool, where it is about a model and a tool

    bool operator==(const ControlSetting &) const = default;

    bool operator<(const ControlSetting &other) const
    {
        if (kind != other.kind)
            return kind < other.kind;
        return subject == other.subject ? object < other.object : subject < other.subject;
    }
};

/// The control (id of the catalogue) that a setting puts in force.
std::string controlOf(SettingKind kind);

/// What introducing the setting does, in words: "Deny by default in namespace rag, and allow what the
/// declared flows need".
std::string describe(const ControlSetting &setting);

/// Whether the setting is in force in the project. Settings that take something away never are.
bool isInForce(const Project &project, const ControlSetting &setting);

/// Every setting that the project has a place for, in force or not, sorted.
std::vector<ControlSetting> allSettings(const Project &project);

/// Effort as whole numbers that can be added: low 1, low to medium 2, medium 3, high 6. An assumption,
/// ordinal as the complexity of the control catalogue is.
int effortOf(ControlComplexity complexity);

} // namespace fourplane
