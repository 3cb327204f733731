// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/governance/PlanRelation.h"

#include <algorithm>
#include <set>

namespace fourplane {

namespace {

constexpr const char *otherOperation = "an operation that no scope names";
constexpr const char *otherText = "fourplane-other";
constexpr std::array everyVerb { AccessVerb::Read, AccessVerb::Write, AccessVerb::Admin };

using Texts = std::set<std::string>;

/// A workload that shows this identity; empty where none does.
ElementId holderOf(const EnforcementPlan &plan, const ElementId &identityId)
{
    for (const PlannedPod &pod : plan.pods) {
        if (pod.identityId == identityId)
            return pod.workloadId;
    }
    return {};
}

void askCollection(const EnforcementPlan &plan, const PlannedStore &store, const Collection &collection,
    const Texts &tenants, std::vector<PlanQuestion> &questions)
{
    AccessRequest request;
    request.destinationId = store.hostId;
    request.collectionId = collection.id;
    const auto askAs = [&](const ElementId &source, const ElementId &identity) {
        request.sourceId = source;
        request.identityId = identity;
        for (AccessVerb verb : everyVerb) {
            request.verb = verb;
            for (const std::string &tenant : tenants) {
                request.tenant = tenant;
                questions.push_back({ QuestionFamily::Data, request });
            }
        }
    };
    if (store.authentication == StoreAuthentication::NetworkTrusting) {
        for (const PlannedPod &pod : plan.pods)
            askAs(pod.workloadId, {});
        for (const PlannedExternal &external : plan.externals)
            askAs(external.id, {});
        return;
    }
    for (const PlannedServiceAccount &account : plan.serviceAccounts)
        askAs(holderOf(plan, account.id), account.id);
    std::set<ElementId> outside; // accounts of other systems may hold grants as well
    for (const DataGrant &grant : plan.grants) {
        if (!findServiceAccount(plan, grant.identityId))
            outside.insert(grant.identityId);
    }
    for (const ElementId &identity : outside)
        askAs({}, identity);
    askAs({}, ElementId(otherText));
}

/// Texts that patterns of restrictions tell apart: one that matches each, one that matches none, and no
/// text.
Texts instancesOf(const std::vector<std::string> &patterns)
{
    Texts texts { "", otherText };
    for (std::string pattern : patterns) {
        if (pattern.compare(0, 2, "*.") == 0)
            pattern.replace(0, 1, "a");
        if (!pattern.empty() && pattern.back() == '*')
            pattern.back() = 'a';
        texts.insert(pattern);
    }
    return texts;
}

} // namespace

void addDataQuestions(const EnforcementPlan &plan, std::vector<PlanQuestion> &questions)
{
    for (const PlannedStore &store : plan.stores) {
        for (const Collection &collection : store.collections) {
            Texts tenants { "", otherText };
            for (const DataGrant &grant : plan.grants) {
                const bool isHere = std::any_of(store.collections.begin(), store.collections.end(),
                    [&grant](const Collection &item) { return item.id == grant.collectionId; });
                if (isHere)
                    tenants.insert(grant.tenant);
            }
            if (tenants.size() == 2)
                tenants = { "" }; // no grant knows tenants
            askCollection(plan, store, collection, tenants, questions);
        }
    }
}

void addToolQuestions(const EnforcementPlan &plan, std::vector<PlanQuestion> &questions)
{
    std::set<ElementId> agents, tools;
    Texts operations { otherOperation };
    for (const ToolScope &scope : plan.toolScopes) {
        agents.insert(scope.agentId);
        tools.insert(scope.toolId);
        operations.insert(scope.operations.begin(), scope.operations.end());
    }
    if (agents.empty())
        return;
    // Somebody whom no scope names, and a tool that none does.
    for (std::set<ElementId> *ends : { &agents, &tools }) {
        const auto other = std::find_if(plan.pods.begin(), plan.pods.end(), [&](const PlannedPod &pod) {
            return !isStandIn(pod.workloadId) && ends->count(pod.workloadId) == 0;
        });
        if (other != plan.pods.end())
            ends->insert(other->workloadId);
    }
    AccessRequest request;
    for (const ElementId &agent : agents) {
        request.sourceId = agent;
        for (const ElementId &tool : tools) {
            request.destinationId = tool;
            for (const std::string &operation : operations) {
                request.toolOperation = operation;
                questions.push_back({ QuestionFamily::Tool, request });
            }
        }
    }
}

void addEgressQuestions(const EnforcementPlan &plan, std::vector<PlanQuestion> &questions)
{
    std::set<ElementId> proxies;
    for (const EgressAllowList &list : plan.egressLists)
        proxies.insert(list.proxyId);
    AccessRequest request;
    for (const PlannedExternal &external : plan.externals) {
        request.destinationId = external.id;
        request.port = external.ports.empty() ? 443 : external.ports.front().number;
        std::vector<std::string> hosts, paths;
        Texts tenants { "", otherText };
        for (const EgressAllowList &list : plan.egressLists) {
            for (const EgressRestriction &restriction : list.restrictions) {
                if (!(restriction.destinationId == external.id))
                    continue;
                hosts.insert(hosts.end(), restriction.hosts.begin(), restriction.hosts.end());
                paths.insert(paths.end(), restriction.paths.begin(), restriction.paths.end());
                tenants.insert(restriction.tenant);
            }
        }
        const Texts hostTexts = hosts.empty() ? Texts { "" } : instancesOf(hosts);
        const Texts pathTexts = paths.empty() ? Texts { "" } : instancesOf(paths);
        if (tenants.size() == 2)
            tenants = { "" };
        for (const ElementId &proxy : proxies) {
            request.sourceId = proxy;
            for (const PlannedPod &caller : plan.pods) {
                request.callerId = caller.workloadId;
                if (caller.workloadId == proxy)
                    continue;
                for (const std::string &host : hostTexts) {
                    for (const std::string &path : pathTexts) {
                        for (const std::string &tenant : tenants) {
                            request.host = host;
                            request.path = path;
                            request.tenant = tenant;
                            questions.push_back({ QuestionFamily::Egress, request });
                        }
                    }
                }
            }
        }
    }
}

} // namespace fourplane
