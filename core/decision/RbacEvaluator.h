// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/Decision.h"
#include "core/enforcement/EnforcementPlan.h"

#include <memory>
#include <string>
#include <vector>

namespace fourplane {

/// Who asks the Kubernetes API, as its authenticator names them.
struct ApiSubject
{
    std::string user; ///< "system:serviceaccount:NAMESPACE:NAME" for a service account; empty = a bare group
    std::vector<std::string> groups; ///< with those that nobody declares, such as system:authenticated
    std::string title; ///< for sentences: "service account ml/agent", "user alice", "group devs"
};

ApiSubject serviceAccountSubject(const std::string &namespaceName, const std::string &name);
ApiSubject userSubject(const std::string &name);
ApiSubject groupSubject(const std::string &name);

/// One question to the Kubernetes API's authorizer.
struct ApiRequest
{
    std::string verb; ///< "get", "create", "impersonate", ...
    std::string apiGroup; ///< "" = core
    std::string resource; ///< plural, "pods"; empty for a path
    std::string subresource; ///< "exec"; may be empty
    std::string namespaceName; ///< empty = a cluster-wide resource, or all namespaces at once
    std::string name; ///< of one object; empty for create, and for list and watch of all
    std::string path; ///< nonResourceURL; used when `resource` is empty
};

/// "create pods/exec", "get secrets \"db\" in namespace ml", "get /metrics".
std::string describe(const ApiRequest &request);

/// Whether a rule permits a request, its scope aside. Source: k8s.io/kubernetes
/// pkg/apis/rbac/v1/evaluation_helpers.go.
bool permits(const RbacRule &rule, const ApiRequest &request);

/// One rule that a subject holds, and through what.
struct RbacPermission
{
    RbacRule rule;
    std::size_t ruleNumber = 0; ///< in its role, from 1
    std::string namespaceName; ///< where it holds; empty = in the whole cluster
    /// False for a rule written into a role that collects its rules by label: the cluster replaces it.
    bool isCertain = true;
    DecidingObject binding;
    DecidingObject role; ///< where the rule stands; for a collected one the role it was collected from
    std::string through; ///< what the binding names: "group system:authenticated"; empty = the subject itself
    bool isDefaultRole = false; ///< made by Kubernetes itself
};

/// A binding whose role is neither in the project nor among those that Kubernetes brings along. What it gives
/// is not known.
struct UnknownRole
{
    std::string roleName;
    std::string roleKind; ///< "Role" or "ClusterRole"
    std::string namespaceName; ///< where the binding holds; empty = in the whole cluster
    DecidingObject binding;
};

struct RbacRights
{
    std::vector<RbacPermission> permissions;
    std::vector<UnknownRole> unknown;
};

/// The identity plane of the Kubernetes API: Roles and ClusterRoles, aggregation by label, bindings to
/// service accounts, users and groups (semantics of rbac.authorization.k8s.io/v1), with the roles and
/// bindings that Kubernetes makes by itself. Immutable; safe for several threads.
class RbacEvaluator
{
public:
    /// Keeps a reference: `plan` must outlive the evaluator.
    explicit RbacEvaluator(const EnforcementPlan &plan);
    ~RbacEvaluator();
    RbacEvaluator(const RbacEvaluator &) = delete;
    RbacEvaluator &operator=(const RbacEvaluator &) = delete;

    /// May the subject do this? Permit names the binding; Deny says that no role permits it (control I3);
    /// Uncertain where a role that might permit it is not known.
    PlaneVerdict may(const ApiSubject &subject, const ApiRequest &request) const;

    /// Every rule that the subject holds, in the order of bindings.
    RbacRights rightsOf(const ApiSubject &subject) const;

    const EnforcementPlan &plan() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace fourplane
