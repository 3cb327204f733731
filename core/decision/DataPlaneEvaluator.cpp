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

} // namespace

DataPlaneEvaluator::DataPlaneEvaluator(const PlanIndex &index)
    : m_index(index)
{
    for (const DataGrant &grant : index.plan().grants)
        m_grants[grant.identityId].push_back(&grant);
}

const std::vector<const DataGrant *> &DataPlaneEvaluator::grantsOf(const ElementId &identityId) const
{
    static const std::vector<const DataGrant *> none;
    const auto found = m_grants.find(identityId);
    return found == m_grants.end() ? none : found->second;
}

PlaneVerdict DataPlaneEvaluator::evaluate(const AccessRequest &request) const
{
    const bool asksCollection = !request.collectionId.isEmpty();
    const bool asksTool = !request.toolOperation.empty();
    if (asksCollection && asksTool) {
        const PlaneVerdict collection = collectionAccess(request);
        return collection.verdict == Verdict::Deny ? collection : toolUse(request);
    }
    if (asksCollection)
        return collectionAccess(request);
    if (asksTool)
        return toolUse(request);
    return { Verdict::NotEnforced, std::nullopt, "No data resource is asked for.", "" };
}

PlaneVerdict DataPlaneEvaluator::collectionAccess(const AccessRequest &request) const
{
    const PlannedStore *store = m_index.storeOf(request.collectionId);
    if (!store)
        return { Verdict::Deny, std::nullopt,
            "There is no such collection: " + request.collectionId.value() + ".", "" };
    if (!(store->hostId == request.destinationId))
        return { Verdict::Deny, std::nullopt,
            m_index.nameOf(request.destinationId) + " does not serve the store " + store->name + ".", "" };
    const Collection &collection = *std::find_if(store->collections.begin(), store->collections.end(),
        [&request](const Collection &item) { return item.id == request.collectionId; });
    const PlannedPod *source = m_index.pod(request.sourceId);
    const ElementId identityId = !request.identityId.isEmpty() ? request.identityId
        : source                                               ? source->identityId
                                                               : ElementId();

    switch (store->authentication) {
    case StoreAuthentication::Anonymous:
        return { Verdict::NotEnforced, storeObject(*store),
            "Store " + store->name + " asks nobody who they are: whoever reaches it may read and write.",
            "" };
    case StoreAuthentication::NetworkTrusting:
        return trustedAddress(*store, request);
    case StoreAuthentication::SharedSecret: {
        const auto &grants = grantsOf(identityId);
        const auto key = std::find_if(grants.begin(), grants.end(),
            [&](const DataGrant *grant) { return m_index.storeOf(grant->collectionId) == store; });
        if (key == grants.end())
            return { Verdict::Deny, storeObject(*store),
                identityName(identityId) + " does not hold the key of store " + store->name + ".", "D1" };
        return { Verdict::Permit, DecidingObject { "DataGrant", "", (*key)->id.value(), (*key)->id, {} },
            identityName(identityId) + " holds the shared key of store " + store->name
                + ", which opens the whole store, whatever its grants say.",
            "" };
    }
    case StoreAuthentication::PerIdentity:
        break;
    }
    return grantedAccess(*store, collection, identityId, request);
}

PlaneVerdict DataPlaneEvaluator::trustedAddress(const PlannedStore &store, const AccessRequest &request) const
{
    const auto open = [&store](const std::string &who) {
        return PlaneVerdict { Verdict::NotEnforced, storeObject(store),
            "Store " + store.name + " trusts addresses and asks for no credential: " + who
                + ", so whoever reaches it may read and write.",
            "" };
    };
    if (store.trustedCidrs.empty())
        return open("it trusts every pod of the cluster, and cannot tell who sends through one");
    IpRanges trusted;
    for (const std::string &block : store.trustedCidrs)
        trusted |= IpRanges::parse(block).value_or(IpRanges {});
    if (const PlannedExternal *external = m_index.external(request.sourceId)) {
        IpRanges addresses;
        for (const std::string &block : external->cidrs)
            addresses |= IpRanges::parse(block).value_or(IpRanges {});
        if (external->cidrs.empty() || trusted.intersects(addresses))
            return open("addresses of " + external->name + " are among them");
        return { Verdict::Deny, storeObject(store),
            "Store " + store.name + " trusts other addresses than those of " + external->name + ".", "D1" };
    }
    IpRanges cluster;
    for (const std::string &block : m_index.plan().platform.clusterCidrs)
        cluster |= IpRanges::parse(block).value_or(IpRanges {});
    if (trusted.intersects(cluster))
        return open("pods of the cluster have such addresses");
    return { Verdict::Uncertain, storeObject(store),
        "Store " + store.name + " trusts addresses outside the cluster's ranges: under which address "
            + m_index.nameOf(request.sourceId) + " arrives there is not known.",
        "" };
}

PlaneVerdict DataPlaneEvaluator::grantedAccess(const PlannedStore &store, const Collection &collection,
    const ElementId &identityId, const AccessRequest &request) const
{
    const StoreDialectFacts &facts = factsOf(store.dialect);
    const AccessVerb verb = request.verb.value_or(AccessVerb::Read);
    const std::string control = verb == AccessVerb::Write ? "D2" : "D1";
    if (!facts.tellsIdentitiesApart)
        return { Verdict::NotEnforced, storeObject(store),
            "Store " + store.name + " is " + std::string(facts.name)
                + ", which knows no identities: " + std::string(facts.grants) + ". Grants on it bind nobody.",
            "" };
    const auto reaches = [&](const DataGrant &grant) {
        return grant.collectionId == collection.id
            || (facts.adminIsStoreWide && grant.verb == AccessVerb::Admin
                && m_index.storeOf(grant.collectionId) == &store);
    };
    // How far a grant goes: to other tenants only, to the tenant that is asked for, to all rows.
    const auto reach = [&](const DataGrant &grant) {
        if (grant.tenant.empty() || !tenantGap(facts, grant).empty())
            return 2;
        return request.tenant.empty() || grant.tenant == request.tenant ? 1 : 0;
    };
    const DataGrant *best = nullptr;
    for (const DataGrant *grant : grantsOf(identityId)) {
        if (reaches(*grant) && gives(facts, *grant, verb)
            && (!best || reach(*grant) > reach(*best)
                || (reach(*grant) == reach(*best) && grant->tenant.empty() && !best->tenant.empty())))
            best = grant;
    }
    const std::string asked = std::string(fourplane::nameOf(verb)) + " on " + collection.name;
    if (!best)
        return { Verdict::Deny, storeObject(store),
            identityName(identityId) + " has no grant of " + asked + ".", control };
    const DecidingObject decider { "DataGrant", "", best->id.value(), best->id, {} };
    std::string reason = identityName(identityId) + " is granted "
        + std::string(fourplane::nameOf(best->verb)) + " on " + collection.name;
    if (!(best->collectionId == collection.id))
        reason += " through another collection, since " + std::string(facts.name)
            + " does not limit administration to one";
    else if (facts.writeContainsRead && best->verb == AccessVerb::Write && verb == AccessVerb::Read)
        reason += ", which in " + std::string(facts.name) + " contains read";
    if (best->tenant.empty())
        return { Verdict::Permit, decider, reason + ".", control };
    const std::string gap = tenantGap(facts, *best);
    if (!gap.empty())
        return { Verdict::NotEnforced, decider,
            reason + " for tenant " + best->tenant + ", but rows of every tenant are open to it: " + gap
                + ".",
            "" };
    if (reach(*best) == 0)
        return { Verdict::Deny, decider,
            reason + ", only rows of tenant " + best->tenant + " and not of " + request.tenant + ".", "D3" };
    return { Verdict::Permit, decider, reason + ", only rows of tenant " + best->tenant + ".", "D3" };
}

PlaneVerdict DataPlaneEvaluator::toolUse(const AccessRequest &request) const
{
    const std::string &agent = m_index.nameOf(request.sourceId);
    const std::string &tool = m_index.nameOf(request.destinationId);
    const ToolScope *pair = nullptr;
    const ToolScope *related = nullptr;
    for (const ToolScope &scope : m_index.plan().toolScopes) {
        const bool sameAgent = scope.agentId == request.sourceId;
        const bool sameTool = scope.toolId == request.destinationId;
        if (sameAgent && sameTool && covers(scope, request.toolOperation))
            return { Verdict::Permit, DecidingObject { "ToolScope", "", scope.id.value(), scope.id, {} },
                agent + " may use " + request.toolOperation + " of " + tool + "." + approvalNote(scope),
                scope.approval != ApprovalMode::None ? "I8"
                    : scope.delegatedCredential      ? "I7"
                                                     : "" };
        if (sameAgent && sameTool)
            pair = &scope;
        if (sameAgent || sameTool)
            related = &scope;
    }
    if (!related)
        return { Verdict::NotEnforced, std::nullopt,
            "No tool scope speaks of " + agent + " or " + tool + ": every operation goes through.", "" };
    const ToolScope &decider = pair ? *pair : *related;
    return { Verdict::Deny, DecidingObject { "ToolScope", "", decider.id.value(), decider.id, {} },
        "No tool scope lets " + agent + " use " + request.toolOperation + " of " + tool + ".",
        decider.delegatedCredential ? "I7" : "I8" };
}

std::string DataPlaneEvaluator::identityName(const ElementId &identityId) const
{
    if (identityId.isEmpty())
        return "A caller without an identity";
    const PlannedServiceAccount *account = m_index.account(identityId);
    return account ? "sa/" + account->name : identityId.value();
}

} // namespace fourplane
