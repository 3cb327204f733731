// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/DataPlaneEvaluator.h"

#include <algorithm>

namespace fourplane {

namespace {

bool includes(AccessVerb granted, AccessVerb wanted)
{
    return granted == wanted || granted == AccessVerb::Admin;
}

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

} // namespace

DataPlaneEvaluator::DataPlaneEvaluator(const PlanIndex &index)
    : m_index(index)
{
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
    const AccessVerb verb = request.verb.value_or(AccessVerb::Read);

    switch (store->authentication) {
    case StoreAuthentication::Anonymous:
        return { Verdict::NotEnforced, std::nullopt,
            "Store " + store->name + " asks nobody who they are: whoever reaches it may read and write.",
            "" };
    case StoreAuthentication::SharedSecret: {
        const auto &grants = m_index.plan().grants;
        const auto key = std::find_if(grants.begin(), grants.end(), [&](const DataGrant &grant) {
            return grant.identityId == identityId && m_index.storeOf(grant.collectionId) == store;
        });
        if (key == grants.end())
            return { Verdict::Deny, DecidingObject { "DataStore", "", store->name, store->id, {} },
                identityName(identityId) + " does not hold the key of store " + store->name + ".", "D1" };
        return { Verdict::Permit, DecidingObject { "DataGrant", "", key->id.value(), key->id, {} },
            identityName(identityId) + " holds the shared key of store " + store->name
                + ", which opens the whole store, whatever its grants say.",
            "" };
    }
    case StoreAuthentication::PerIdentity:
        break;
    }
    return grantedAccess(*store, collection, identityId, verb);
}

PlaneVerdict DataPlaneEvaluator::grantedAccess(const PlannedStore &store, const Collection &collection,
    const ElementId &identityId, AccessVerb verb) const
{
    const std::string control = verb == AccessVerb::Write ? "D2" : "D1";
    const DataGrant *best = nullptr;
    for (const DataGrant &grant : m_index.plan().grants) {
        const bool fits = grant.identityId == identityId && grant.collectionId == collection.id
            && includes(grant.verb, verb);
        if (fits && (!best || (!best->tenant.empty() && grant.tenant.empty())))
            best = &grant; // a grant for all rows wins over one for a tenant
    }
    if (!best)
        return { Verdict::Deny, DecidingObject { "DataStore", "", store.name, store.id, {} },
            identityName(identityId) + " has no grant of " + std::string(fourplane::nameOf(verb)) + " on "
                + collection.name + ".",
            control };
    const bool filtered = !best->tenant.empty();
    return { Verdict::Permit, DecidingObject { "DataGrant", "", best->id.value(), best->id, {} },
        identityName(identityId) + " is granted " + std::string(fourplane::nameOf(best->verb)) + " on "
            + collection.name + (filtered ? ", only rows of tenant " + best->tenant + "." : "."),
        filtered ? "D3" : control };
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
    const PlannedServiceAccount *account = findServiceAccount(m_index.plan(), identityId);
    return account ? "sa/" + account->name : identityId.value();
}

} // namespace fourplane
