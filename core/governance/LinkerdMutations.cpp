// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/governance/PlanMutation.h"

#include <algorithm>

namespace fourplane {

namespace {

constexpr const char *everyIdentity = "*";
constexpr const char *everyNetwork = "0.0.0.0/0";

/// Begins a rule for an object of a list, with the mistake that it is missing.
template <class T>
void beginObject(MutationCollector &collector, const char *kind,
    std::vector<Planned<T>> EnforcementPlan::*list, std::size_t i, std::vector<ElementId> scope = {})
{
    const Planned<T> &planned = (collector.plan().*list)[i];
    PlanRule rule;
    rule.kind = kind;
    rule.namespaceName = planned.object.meta.namespaceName;
    rule.name = planned.object.meta.name;
    rule.plane = Plane::Identity;
    rule.edges = planned.sources;
    rule.scope = std::move(scope);
    collector.beginRule(std::move(rule));
    collector.add(MutationKind::Delete, "the object is missing", [=](EnforcementPlan &plan) {
        (plan.*list).erase((plan.*list).begin() + static_cast<std::ptrdiff_t>(i));
    });
}

template <class T, class Edit>
void addChange(MutationCollector &collector, MutationKind kind, const char *what,
    std::vector<Planned<T>> EnforcementPlan::*list, std::size_t i, Edit edit)
{
    collector.add(kind, what, [=](EnforcementPlan &plan) { edit((plan.*list)[i].object); });
}

/// What holds on ports that no Server selects, as the draft of a namespace asks for it.
void collectDefaultPolicies(MutationCollector &collector)
{
    for (std::size_t i = 0; i < collector.plan().namespaces.size(); ++i) {
        const PlannedNamespace &home = collector.plan().namespaces[i];
        if (!home.drawnInboundPolicy)
            continue;
        PlanRule rule;
        rule.kind = "Namespace (default inbound policy)";
        rule.name = home.name;
        rule.plane = Plane::Identity;
        rule.edges = { home.id };
        rule.scope = collector.selected(home.name, {});
        collector.beginRule(std::move(rule));
        collector.add(MutationKind::Delete, "the annotation is missing",
            [i](EnforcementPlan &plan) { plan.namespaces[i].drawnInboundPolicy.reset(); });
        if (*home.drawnInboundPolicy != LinkerdAccess::AllUnauthenticated)
            collector.add(
                MutationKind::Widen, "anybody is let in where no Server speaks", [i](EnforcementPlan &plan) {
                    plan.namespaces[i].drawnInboundPolicy = LinkerdAccess::AllUnauthenticated;
                });
        if (*home.drawnInboundPolicy != LinkerdAccess::Deny)
            collector.add(MutationKind::Flip, "nobody is let in where no Server speaks",
                [i](EnforcementPlan &plan) { plan.namespaces[i].drawnInboundPolicy = LinkerdAccess::Deny; });
    }
}

void collectServers(MutationCollector &collector)
{
    constexpr auto list = &EnforcementPlan::linkerdServers;
    for (std::size_t i = 0; i < (collector.plan().*list).size(); ++i) {
        const LinkerdServer &server = (collector.plan().*list)[i].object;
        beginObject(
            collector, "Server", list, i, collector.selected(server.meta.namespaceName, server.podSelector));
        addChange(collector, MutationKind::Widen, "whom no policy names is let in too", list, i,
            [](LinkerdServer &mutated) { mutated.accessPolicy = LinkerdAccess::AllUnauthenticated; });
        const bool isOpen = server.accessPolicy && *server.accessPolicy != LinkerdAccess::Deny;
        if (isOpen)
            addChange(collector, MutationKind::Flip, "whom no policy names is refused", list, i,
                [](LinkerdServer &mutated) { mutated.accessPolicy = LinkerdAccess::Deny; });
    }
}

void collectServerAuthorizations(MutationCollector &collector)
{
    constexpr auto list = &EnforcementPlan::serverAuthorizations;
    for (std::size_t i = 0; i < (collector.plan().*list).size(); ++i) {
        beginObject(collector, "ServerAuthorization", list, i);
        addChange(collector, MutationKind::Widen, "any caller", list, i, [](ServerAuthorization &mutated) {
            mutated.networks.clear();
            mutated.meshTls.reset();
            mutated.unauthenticated = true;
        });
    }
}

void collectAuthorizations(MutationCollector &collector)
{
    constexpr auto list = &EnforcementPlan::linkerdAuthorizationPolicies;
    for (std::size_t i = 0; i < (collector.plan().*list).size(); ++i) {
        beginObject(collector, "AuthorizationPolicy (Linkerd)", list, i);
        addChange(collector, MutationKind::Widen, "any caller", list, i,
            [](LinkerdAuthorizationPolicy &mutated) { mutated.requiredAuthenticationRefs.clear(); });
    }
}

void collectAuthentications(MutationCollector &collector)
{
    constexpr auto meshTls = &EnforcementPlan::meshTlsAuthentications;
    for (std::size_t i = 0; i < (collector.plan().*meshTls).size(); ++i) {
        beginObject(collector, "MeshTLSAuthentication", meshTls, i);
        addChange(collector, MutationKind::Widen, "every identity of the mesh", meshTls, i,
            [](MeshTlsAuthentication &mutated) {
                mutated.identityRefs.clear();
                mutated.identities = { everyIdentity };
            });
    }
    constexpr auto networks = &EnforcementPlan::networkAuthentications;
    for (std::size_t i = 0; i < (collector.plan().*networks).size(); ++i) {
        beginObject(collector, "NetworkAuthentication", networks, i);
        addChange(
            collector, MutationKind::Widen, "every address", networks, i, [](NetworkAuthentication &mutated) {
                mutated.networks = { { everyNetwork, {} } };
            });
    }
}

void collectRoutes(MutationCollector &collector)
{
    constexpr auto list = &EnforcementPlan::serverRoutes;
    for (std::size_t i = 0; i < (collector.plan().*list).size(); ++i) {
        const ServerRoute &route = (collector.plan().*list)[i].object;
        beginObject(collector, nameOf(route.kind).data(), list, i);
        const bool isNarrow = std::any_of(route.rules.begin(), route.rules.end(),
            [](const std::vector<RouteMatch> &matches) { return !matches.empty(); });
        if (isNarrow)
            addChange(collector, MutationKind::Widen, "every request", list, i, [](ServerRoute &mutated) {
                for (std::vector<RouteMatch> &matches : mutated.rules)
                    matches.clear();
            });
    }
}

} // namespace

void collectLinkerdMutations(MutationCollector &collector)
{
    collectDefaultPolicies(collector);
    collectServers(collector);
    collectServerAuthorizations(collector);
    collectAuthorizations(collector);
    collectAuthentications(collector);
    collectRoutes(collector);
}

} // namespace fourplane
