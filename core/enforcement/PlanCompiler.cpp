// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/PlanCompiler.h"

#include "core/enforcement/AdminPolicyOrder.h"
#include "core/enforcement/CiliumReports.h"
#include "core/enforcement/LinkerdPolicyCompiler.h"
#include "core/enforcement/LinkerdServers.h"
#include "core/enforcement/MeshPolicyCompiler.h"
#include "core/enforcement/NetworkPluginFacts.h"
#include "core/enforcement/NetworkPolicyCompiler.h"
#include "core/enforcement/PlanContext.h"
#include "core/enforcement/SubjectCompiler.h"
#include "core/enforcement/Waypoints.h"

#include <algorithm>
#include <tuple>

namespace fourplane {

namespace {

std::vector<Planned<NetworkPolicy>> &listFor(EnforcementPlan &plan, const NetworkPolicy &)
{
    return plan.networkPolicies;
}

std::vector<Planned<AdminPolicy>> &listFor(EnforcementPlan &plan, const AdminPolicy &)
{
    return plan.adminPolicies;
}

std::vector<Planned<CiliumPolicy>> &listFor(EnforcementPlan &plan, const CiliumPolicy &)
{
    return plan.ciliumPolicies;
}

std::vector<Planned<WaypointGateway>> &listFor(EnforcementPlan &plan, const WaypointGateway &)
{
    return plan.waypoints;
}

std::vector<Planned<AuthorizationPolicy>> &listFor(EnforcementPlan &plan, const AuthorizationPolicy &)
{
    return plan.authorizationPolicies;
}

std::vector<Planned<PeerAuthentication>> &listFor(EnforcementPlan &plan, const PeerAuthentication &)
{
    return plan.peerAuthentications;
}

std::vector<Planned<ServiceEntry>> &listFor(EnforcementPlan &plan, const ServiceEntry &)
{
    return plan.serviceEntries;
}

std::vector<Planned<Sidecar>> &listFor(EnforcementPlan &plan, const Sidecar &)
{
    return plan.sidecars;
}

std::vector<Planned<LinkerdServer>> &listFor(EnforcementPlan &plan, const LinkerdServer &)
{
    return plan.linkerdServers;
}

std::vector<Planned<ServerAuthorization>> &listFor(EnforcementPlan &plan, const ServerAuthorization &)
{
    return plan.serverAuthorizations;
}

std::vector<Planned<LinkerdAuthorizationPolicy>> &listFor(
    EnforcementPlan &plan, const LinkerdAuthorizationPolicy &)
{
    return plan.linkerdAuthorizationPolicies;
}

std::vector<Planned<MeshTlsAuthentication>> &listFor(EnforcementPlan &plan, const MeshTlsAuthentication &)
{
    return plan.meshTlsAuthentications;
}

std::vector<Planned<NetworkAuthentication>> &listFor(EnforcementPlan &plan, const NetworkAuthentication &)
{
    return plan.networkAuthentications;
}

std::vector<Planned<ServerRoute>> &listFor(EnforcementPlan &plan, const ServerRoute &)
{
    return plan.serverRoutes;
}

void adopt(PlanContext &context, const AdoptedRule &rule)
{
    const ObjectMeta &meta = metaOf(rule.object);
    context.reserveName(std::string(kindOf(rule.object)), meta.namespaceName, meta.name);
    if (meta.namespaceName.empty() && !isClusterScoped(rule.object))
        context.report(DiagnosticLevel::Warning, "rule-without-namespace",
            std::string(kindOf(rule.object)) + " " + meta.name
                + " names no namespace: it holds nowhere in the simulation, and is not exported.",
            "Write metadata.namespace.", rule.origin);
    std::visit(
        [&](const auto &object) {
            listFor(context.plan(), object).push_back({ object, { rule.id }, rule.origin, true });
        },
        rule.object);
}

template <class T>
void sortByName(std::vector<Planned<T>> &list)
{
    std::stable_sort(list.begin(), list.end(), [](const Planned<T> &a, const Planned<T> &b) {
        return std::tie(a.object.meta.namespaceName, a.object.meta.name)
            < std::tie(b.object.meta.namespaceName, b.object.meta.name);
    });
}

void reportMissingEnforcement(PlanContext &context)
{
    if (context.project().platform.cni != CniKind::None)
        return;
    for (const auto &[id, home] : context.topology().namespaces) {
        if (home.segmentation.defaultDeny)
            context.report(DiagnosticLevel::Warning, "network-policy-not-enforced",
                "Namespace " + home.name
                    + " has default deny, but the platform's network plugin enforces no "
                      "NetworkPolicy.",
                "Choose a network plugin that enforces NetworkPolicy.", home.origin);
    }
}

void reportWeakRules(PlanContext &context)
{
    for (const auto &[id, rule] : context.project().policy.allowRules) {
        if (portsOpenedBy(rule, context.index()).empty())
            context.report(DiagnosticLevel::Warning, "allow-rule-without-ports",
                "Allow rule " + id.value() + " names no port and " + context.describe(rule.destinationId)
                    + " declares none: every port is opened.",
                "Name the ports on the rule or on the destination.");
    }
}

void makeSet(std::vector<std::string> &names)
{
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
}

/// An Istio object in the mesh's root namespace holds for the whole mesh (semantics IS6).
std::string scopeOf(const Project &project, const UnmodelledObject &object)
{
    const bool isIstio = object.apiVersion.find("istio.io/") != std::string::npos;
    return isIstio && object.namespaceName == project.platform.meshRootNamespace ? std::string()
                                                                                 : object.namespaceName;
}

void listUnmodelledPolicy(const Project &project, EnforcementPlan &plan)
{
    for (const UnmodelledObject &object : project.unmodelled) {
        if (!object.affectsVerdicts)
            continue;
        if (object.concernsExposure)
            plan.namespacesWithUnknownExposure.push_back(object.namespaceName);
        else if (object.apiVersion.rfind("rbac.authorization.k8s.io", 0) == 0)
            plan.hasUnreadRights = true;
        else if (object.plane == Plane::Identity)
            plan.namespacesWithUnmodelledAuthorization.push_back(scopeOf(project, object));
        else if (object.plane == Plane::Network)
            plan.namespacesWithUnmodelledPolicy.push_back(scopeOf(project, object));
    }
    makeSet(plan.namespacesWithUnmodelledPolicy);
    makeSet(plan.namespacesWithUnmodelledAuthorization);
    makeSet(plan.namespacesWithUnknownExposure);
}

void listAdmissionControls(const Project &project, std::vector<PlannedAdmissionControl> &controls)
{
    for (const UnmodelledObject &object : project.unmodelled) {
        if (object.affectsVerdicts && object.plane == Plane::Workload && !object.concernsExposure)
            controls.push_back(
                { object.kind, object.namespaceName, object.name, object.origin, object.declaredLevel });
    }
    std::stable_sort(controls.begin(), controls.end(), [](const auto &a, const auto &b) {
        return std::tie(a.kind, a.namespaceName, a.name) < std::tie(b.kind, b.namespaceName, b.name);
    });
}

} // namespace

CompiledPlan compilePlan(const Project &project)
{
    CompiledPlan compiled;
    EnforcementPlan &plan = compiled.plan;
    PlanContext context(project, plan, compiled.diagnostics);
    plan.platform = withKnownBehaviour(project.platform);
    compileSubjects(context);
    for (const auto &[id, rule] : project.policy.adopted)
        adopt(context, rule);
    compileNetworkPolicies(context);
    if (plan.platform.mesh == MeshKind::Linkerd)
        compileLinkerdPolicies(context);
    else
        compileMeshPolicies(context);
    reportMissingEnforcement(context);
    reportWeakRules(context);
    reportUndefinedOrder(context);
    listUnmodelledPolicy(project, plan);
    listAdmissionControls(project, plan.admissionControls);
    sortByName(plan.networkPolicies);
    sortByName(plan.adminPolicies);
    sortByName(plan.ciliumPolicies);
    sortByName(plan.authorizationPolicies);
    sortByName(plan.peerAuthentications);
    sortByName(plan.serviceEntries);
    sortByName(plan.sidecars);
    sortByName(plan.waypoints);
    sortByName(plan.linkerdServers);
    sortByName(plan.serverAuthorizations);
    sortByName(plan.linkerdAuthorizationPolicies);
    sortByName(plan.meshTlsAuthentications);
    sortByName(plan.networkAuthentications);
    sortByName(plan.serverRoutes);
    findWaypoints(context);
    reportLinkerdPolicies(context);
    reportCiliumPolicies(context);
    return compiled;
}

} // namespace fourplane
