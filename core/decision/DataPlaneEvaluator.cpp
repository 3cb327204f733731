// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/DataPlaneEvaluator.h"

#include "core/decision/IpRanges.h"
#include "core/decision/StoreDialectFacts.h"

#include <algorithm>

namespace fourplane {

namespace {

bool covers(const ToolScope &scope, const std::string &operation)
{
    return operation == "*" || scope.operations.empty()
        || std::find(scope.operations.begin(), scope.operations.end(), operation) != scope.operations.end();
}

std::string approvalNote(const ToolScope &scope)
{
    std::string note;
    if (scope.approval == ApprovalMode::Human)
        note += " A human approves each call.";
    if (scope.approval == ApprovalMode::PolicyDecisionPoint)
        note += " A policy decision point approves each call.";
    if (scope.delegatedCredential)
        note += " It acts with the user's own rights.";
    if (scope.blocksUntrustedContext)
        note += " Refused once untrusted text is in the context.";
    return note;
}

DecidingObject storeObject(const PlannedStore &store)
{
    return { "DataStore", "", store.name, store.id, store.origin };
}

DecidingObject scopeObject(const ToolScope &scope)
{
    return { "ToolScope", "", scope.id.value(), scope.id, {} };
}

DecidingObject grantObject(const DataGrant &grant)
{
    return { "DataGrant", "", grant.id.value(), grant.id, {} };
}

template <class T>
const std::vector<const T *> &listed(
    const std::map<ElementId, std::vector<const T *>> &lists, const ElementId &id)
{
    static const std::vector<const T *> none;
    const auto found = lists.find(id);
    return found == lists.end() ? none : found->second;
}

} // namespace

DataPlaneEvaluator::DataPlaneEvaluator(const PlanIndex &index)
    : m_index(index)
{
    for (const DataGrant &grant : index.plan().grants)
        m_grants[grant.identityId].push_back(&grant);
    for (const ToolScope &scope : index.plan().toolScopes) {
        m_scopesOfAgent[scope.agentId].push_back(&scope);
        m_scopesOfTool[scope.toolId].push_back(&scope);
    }
}

PlaneVerdict DataPlaneEvaluator::evaluate(const PlannedRequest &request) const
{
    const bool asksCollection = !request.asked.collectionId.isEmpty();
    const bool asksTool = !request.asked.toolOperation.empty();
    if (asksCollection && asksTool) {
        const PlaneVerdict collection = collectionAccess(request);
        return collection.verdict == Verdict::Deny ? collection : toolUse(request);
    }
    if (asksCollection)
        return collectionAccess(request);
    if (asksTool)
        return toolUse(request);
    return request.answer(Verdict::NotEnforced, [] {
        return VerdictWords { {}, "No data resource is asked for.", "" };
    });
}

PlaneVerdict DataPlaneEvaluator::collectionAccess(const PlannedRequest &request) const
{
    const ElementId &collectionId = request.asked.collectionId;
    const PlannedStore *store = m_index.storeOf(collectionId);
    if (!store)
        return request.answer(Verdict::Deny, [&] {
            return VerdictWords { {}, "There is no such collection: " + collectionId.value() + ".", "" };
        });
    if (!(store->hostId == *request.destination.id))
        return request.answer(Verdict::Deny, [&] {
            return VerdictWords { {},
                request.destination.name() + " does not serve the store " + store->name + ".", "" };
        });
    const Collection &collection = *std::find_if(store->collections.begin(), store->collections.end(),
        [&collectionId](const Collection &item) { return item.id == collectionId; });
    const PlannedPod *source = request.source.pod;
    const ElementId identityId = !request.asked.identityId.isEmpty() ? request.asked.identityId
        : source                                                     ? source->identityId
                                                                     : ElementId();

    switch (store->authentication) {
    case StoreAuthentication::Anonymous:
        return request.answer(Verdict::NotEnforced, [store] {
            return VerdictWords { storeObject(*store),
                "Store " + store->name + " asks nobody who they are: whoever reaches it may read and write.",
                "" };
        });
    case StoreAuthentication::NetworkTrusting:
        return trustedAddress(*store, request);
    case StoreAuthentication::SharedSecret: {
        const auto &grants = listed(m_grants, identityId);
        const auto key = std::find_if(grants.begin(), grants.end(),
            [&](const DataGrant *grant) { return m_index.storeOf(grant->collectionId) == store; });
        if (key == grants.end())
            return request.answer(Verdict::Deny, [&] {
                return VerdictWords { storeObject(*store),
                    identityName(identityId) + " does not hold the key of store " + store->name + ".", "D1" };
            });
        return request.answer(Verdict::Permit, [&] {
            return VerdictWords { grantObject(**key),
                identityName(identityId) + " holds the shared key of store " + store->name
                    + ", which opens the whole store, whatever its grants say.",
                "" };
        });
    }
    case StoreAuthentication::PerIdentity:
        break;
    }
    return grantedAccess(*store, collection, identityId, request);
}

PlaneVerdict DataPlaneEvaluator::trustedAddress(
    const PlannedStore &store, const PlannedRequest &request) const
{
    const auto open = [&](auto who) {
        return request.answer(Verdict::NotEnforced, [&] {
            return VerdictWords { storeObject(store),
                "Store " + store.name + " trusts addresses and asks for no credential: " + who()
                    + ", so whoever reaches it may read and write.",
                "" };
        });
    };
    if (store.trustedCidrs.empty())
        return open(
            [] { return "it trusts every pod of the cluster, and cannot tell who sends through one"; });
    IpRanges trusted;
    for (const std::string &block : store.trustedCidrs)
        trusted |= IpRanges::parse(block).value_or(IpRanges {});
    if (const PlannedExternal *external = request.source.external) {
        IpRanges addresses;
        for (const std::string &block : external->cidrs)
            addresses |= IpRanges::parse(block).value_or(IpRanges {});
        if (external->cidrs.empty() || trusted.intersects(addresses))
            return open([external] { return "addresses of " + external->name + " are among them"; });
        return request.answer(Verdict::Deny, [&] {
            return VerdictWords { storeObject(store),
                "Store " + store.name + " trusts other addresses than those of " + external->name + ".",
                "D1" };
        });
    }
    IpRanges cluster;
    for (const std::string &block : m_index.plan().platform.clusterCidrs)
        cluster |= IpRanges::parse(block).value_or(IpRanges {});
    if (trusted.intersects(cluster))
        return open([] { return "pods of the cluster have such addresses"; });
    return request.answer(Verdict::Uncertain, [&] {
        return VerdictWords { storeObject(store),
            "Store " + store.name + " trusts addresses outside the cluster's ranges: under which address "
                + request.source.name() + " arrives there is not known.",
            "" };
    });
}

PlaneVerdict DataPlaneEvaluator::grantedAccess(const PlannedStore &store, const Collection &collection,
    const ElementId &identityId, const PlannedRequest &request) const
{
    const StoreDialectFacts &facts = factsOf(store.dialect);
    const AccessVerb verb = request.asked.verb.value_or(AccessVerb::Read);
    const char *control = verb == AccessVerb::Write ? "D2" : "D1";
    if (!facts.tellsIdentitiesApart)
        return request.answer(Verdict::NotEnforced, [&] {
            return VerdictWords { storeObject(store),
                "Store " + store.name + " is " + std::string(facts.name) + ", which knows no identities: "
                    + std::string(facts.grants) + ". Grants on it bind nobody.",
                "" };
        });
    const auto reaches = [&](const DataGrant &grant) {
        return grant.collectionId == collection.id
            || (facts.adminIsStoreWide && grant.verb == AccessVerb::Admin
                && m_index.storeOf(grant.collectionId) == &store);
    };
    const std::string &tenant = request.asked.tenant;
    // How far a grant goes: to other tenants only, to the tenant that is asked for, to all rows.
    const auto reach = [&](const DataGrant &grant) {
        if (grant.tenant.empty() || !tenantGap(facts, grant).empty())
            return 2;
        return tenant.empty() || grant.tenant == tenant ? 1 : 0;
    };
    const DataGrant *best = nullptr;
    for (const DataGrant *grant : listed(m_grants, identityId)) {
        if (reaches(*grant) && gives(facts, *grant, verb)
            && (!best || reach(*grant) > reach(*best)
                || (reach(*grant) == reach(*best) && grant->tenant.empty() && !best->tenant.empty())))
            best = grant;
    }
    if (!best)
        return request.answer(Verdict::Deny, [&] {
            return VerdictWords { storeObject(store),
                identityName(identityId) + " has no grant of " + std::string(fourplane::nameOf(verb)) + " on "
                    + collection.name + ".",
                control };
        });
    const auto granted = [&](Verdict verdict, auto rest, const char *credited) {
        return request.answer(verdict, [&] {
            std::string reason = identityName(identityId) + " is granted "
                + std::string(fourplane::nameOf(best->verb)) + " on " + collection.name;
            if (!(best->collectionId == collection.id))
                reason += " through another collection, since " + std::string(facts.name)
                    + " does not limit administration to one";
            else if (facts.writeContainsRead && best->verb == AccessVerb::Write && verb == AccessVerb::Read)
                reason += ", which in " + std::string(facts.name) + " contains read";
            return VerdictWords { grantObject(*best), reason + rest(), credited };
        });
    };
    if (best->tenant.empty())
        return granted(
            Verdict::Permit, [] { return "."; }, control);
    const std::string gap = tenantGap(facts, *best);
    if (!gap.empty())
        return granted(
            Verdict::NotEnforced,
            [&] {
                return " for tenant " + best->tenant + ", but rows of every tenant are open to it: " + gap
                    + ".";
            },
            "");
    const auto onlyOwnRows = [best] { return ", only rows of tenant " + best->tenant; };
    if (reach(*best) == 0)
        return granted(
            Verdict::Deny, [&] { return onlyOwnRows() + " and not of " + tenant + "."; }, "D3");
    return granted(
        Verdict::Permit, [&] { return onlyOwnRows() + "."; }, "D3");
}

PlaneVerdict DataPlaneEvaluator::toolUse(const PlannedRequest &request) const
{
    const ElementId &toolId = *request.destination.id;
    const std::string &operation = request.asked.toolOperation;
    const std::vector<const ToolScope *> &ofAgent = listed(m_scopesOfAgent, *request.source.id);
    const std::vector<const ToolScope *> &ofTool = listed(m_scopesOfTool, toolId);
    const ToolScope *pair = nullptr;
    for (const ToolScope *scope : ofAgent) {
        if (!(scope->toolId == toolId))
            continue;
        pair = scope;
        if (covers(*scope, operation))
            return request.answer(Verdict::Permit, [&] {
                return VerdictWords { scopeObject(*scope),
                    request.source.name() + " may use " + operation + " of " + request.destination.name()
                        + "." + approvalNote(*scope),
                    scope->approval != ApprovalMode::None ? "I8"
                        : scope->delegatedCredential      ? "I7"
                                                          : "" };
            });
    }
    if (ofAgent.empty() && ofTool.empty())
        return request.answer(Verdict::NotEnforced, [&] {
            return VerdictWords { {},
                "No tool scope speaks of " + request.source.name() + " or " + request.destination.name()
                    + ": every operation goes through.",
                "" };
        });
    return request.answer(Verdict::Deny, [&] {
        // Scopes lie in the order of the plan; the last one that speaks of an end is named.
        const ToolScope *ofEither = ofTool.empty() ? ofAgent.back()
            : ofAgent.empty()                      ? ofTool.back()
                                                   : std::max(ofAgent.back(), ofTool.back());
        const ToolScope &decider = pair ? *pair : *ofEither;
        return VerdictWords { scopeObject(decider),
            "No tool scope lets " + request.source.name() + " use " + operation + " of "
                + request.destination.name() + ".",
            decider.delegatedCredential ? "I7" : "I8" };
    });
}

std::string DataPlaneEvaluator::identityName(const ElementId &identityId) const
{
    if (identityId.isEmpty())
        return "A caller without an identity";
    const PlannedServiceAccount *account = m_index.account(identityId);
    return account ? "sa/" + account->name : identityId.value();
}

} // namespace fourplane
