// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/CredentialRelations.h"

#include "core/decision/PolicyDecisionPoint.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace fourplane {

namespace {

class CredentialExtraction
{
public:
    CredentialExtraction(const Project &project, const PolicyDecisionPoint &decisions, DesignModel &model)
        : m_topology(project.topology)
        , m_decisions(decisions)
        , m_model(model)
    {
    }

    void run()
    {
        for (const auto &[id, identity] : m_topology.identities) {
            if (identity.kind == IdentityKind::CloudRole) {
                m_rolesCalled[identity.name].insert(id);
                m_rolesCalled[id.value()].insert(id);
            }
        }
        for (const auto &[id, store] : m_topology.stores)
            m_storesServedBy[store.hostId].push_back(&store);
        for (const auto &[id, secret] : m_topology.secrets) {
            stateWorth(secret);
            stateOpened(secret);
            stateReaders(secret);
        }
        for (const auto &[id, workload] : m_topology.workloads)
            stateDelivery(workload);
        for (const auto &[id, store] : m_topology.stores) {
            for (const Collection &collection : store.collections) {
                for (const ElementId &secret : collection.secretIds)
                    stateIfKnown("contains", collection.id, secret);
            }
        }
        for (const auto &[id, identity] : m_topology.identities)
            stateIdentity(identity);
        for (const auto &[id, pool] : m_topology.nodePools)
            stateRole("node_role", id, pool.cloudRole);
        for (const auto &[id, external] : m_topology.externals) {
            if (external.joinsWithoutApproval == false)
                m_model.state("approves_devices", at(id));
        }
    }

private:
    EntityIndex at(const ElementId &id) const { return *m_model.find(id); }

    void stateIfKnown(std::string_view relation, const ElementId &subject, const ElementId &object)
    {
        const auto from = m_model.find(subject);
        const auto to = m_model.find(object);
        if (from && to)
            m_model.state(relation, *from, *to);
    }

    void stateWorth(const Secret &secret)
    {
        const EntityIndex self = at(secret.id);
        if (secret.neverLeavesKeeper)
            m_model.state("kept_inside", self);
        if (secret.boundToHolder)
            stateBinding(secret);
        if (secret.lifetimeSeconds && *secret.lifetimeSeconds <= shortLifeSeconds)
            m_model.state("expires_soon", self);
    }

    /// Code in a pod that works with the secret is its holder, as far as anybody who checks it can tell.
    void stateBinding(const Secret &secret)
    {
        const EntityIndex self = at(secret.id);
        m_model.state("bound_to_holder", self);
        const auto isHolder = [&secret](const Workload &workload) {
            return std::any_of(workload.secrets.begin(), workload.secrets.end(),
                [&secret](const SecretUse &use) { return use.secretId == secret.id; });
        };
        for (const auto &[id, workload] : m_topology.workloads) {
            if (!isHolder(workload))
                m_model.state("useless_to", self, at(id));
        }
        for (const auto &[id, external] : m_topology.externals)
            m_model.state("useless_to", self, at(id));
    }

    void stateOpened(const Secret &secret)
    {
        if (secret.purpose == SecretPurpose::SigningKey) {
            stateSigning(secret);
            return;
        }
        const bool isJoinKey = secret.purpose == SecretPurpose::JoinKey;
        for (const ElementId &opened : secret.opens) {
            if (isJoinKey && find(m_topology.externals, opened))
                stateIfKnown("enrols_in", secret.id, opened);
            else if (find(m_topology.identities, opened) || find(m_topology.externals, opened))
                stateIfKnown("opens", secret.id, opened);
            if (!isJoinKey)
                stateOpenedStores(secret, opened);
        }
    }

    /// A store that is opened by itself or as what serves it.
    void stateOpenedStores(const Secret &secret, const ElementId &opened)
    {
        std::vector<const DataStore *> stores;
        if (const DataStore *store = find(m_topology.stores, opened))
            stores.push_back(store);
        else if (find(m_topology.externals, opened))
            stores = m_storesServedBy[opened];
        for (const DataStore *store : stores) {
            for (const Collection &collection : store->collections)
                stateIfKnown("opens_store", secret.id, collection.id);
        }
    }

    /// A key that names no identity signs for all: nobody has limited it.
    void stateSigning(const Secret &secret)
    {
        for (const auto &[id, identity] : m_topology.identities) {
            const bool isNamed =
                std::find(secret.opens.begin(), secret.opens.end(), id) != secret.opens.end();
            if (isNamed || secret.opens.empty())
                stateIfKnown("signs_for", secret.id, id);
        }
    }

    /// Who gets it from where it is kept. A way that cannot be ruled out counts as open.
    void stateReaders(const Secret &secret)
    {
        if (secret.home == SecretHome::KubernetesSecret)
            stateApiReaders(secret);
        if (secret.home != SecretHome::SecretStore || secret.neverLeavesKeeper)
            return;
        stateIfKnown("keeps_secret", secret.keeperId, secret.id);
        std::set<ElementId> readers(secret.readerIds.begin(), secret.readerIds.end());
        std::erase_if(readers, [&](const ElementId &id) {
            const WorkloadIdentity *identity = find(m_topology.identities, id);
            return !identity
                || (identity->kind == IdentityKind::ServiceAccount && mayRead(secret, id) == Verdict::Deny);
        });
        for (const auto &[rights, accounts] : accountsByRights()) {
            for (const ElementId &id : accounts) {
                if (isNamedBy(secret, id))
                    continue;
                if (mayRead(secret, id) == Verdict::Deny)
                    break; // and so for all others
                readers.insert(id);
            }
        }
        for (const ElementId &id : readers)
            stateIfKnown("may_fetch", id, secret.id);
    }

    static bool isNamedBy(const Secret &secret, const ElementId &identity)
    {
        return std::find(secret.readerIds.begin(), secret.readerIds.end(), identity)
            != secret.readerIds.end();
    }

    const std::map<std::uint32_t, std::vector<ElementId>> &accountsByRights()
    {
        if (m_accountsByRights.empty()) {
            for (const auto &[id, identity] : m_topology.identities) {
                if (identity.kind == IdentityKind::ServiceAccount)
                    m_accountsByRights[rightsOf(id)].push_back(id);
            }
        }
        return m_accountsByRights;
    }

    /// Asked once for all service accounts with the same rights on the API, unless the secret names them.
    Verdict mayRead(const Secret &secret, const ElementId &identity)
    {
        const auto ask = [&] { return m_decisions.secrets().mayRead(secret.id, identity).verdict; };
        if (isNamedBy(secret, identity))
            return ask();
        const auto [place, isNew] = m_verdicts.try_emplace({ rightsOf(identity), &secret });
        if (isNew)
            place->second = ask();
        return place->second;
    }

    /// Equal for service accounts that hold the same rules through the same bindings.
    std::uint32_t rightsOf(const ElementId &identity)
    {
        if (m_accounts.empty()) {
            for (const PlannedServiceAccount &account : m_decisions.plan().serviceAccounts)
                m_accounts.emplace(account.id.value(), &account);
        }
        const auto [place, isNew] = m_rights.try_emplace(identity.value());
        if (isNew) {
            const auto account = m_accounts.find(identity.value());
            const std::string text =
                account == m_accounts.end() ? std::string() : textOfRights(*account->second);
            const auto next = static_cast<std::uint32_t>(m_rightTexts.size());
            place->second = m_rightTexts.try_emplace(text, next).first->second;
        }
        return place->second;
    }

    std::string textOfRights(const PlannedServiceAccount &account) const
    {
        const RbacRights rights =
            m_decisions.rbac().rightsOf(serviceAccountSubject(account.namespaceName, account.name));
        std::string text = "rights";
        const auto add = [&text](
                             const std::string &part) { text += ' ' + std::to_string(part.size()) + part; };
        const auto addObject = [&add](const DecidingObject &object) {
            add(object.kind);
            add(object.namespaceName);
            add(object.name);
        };
        for (const RbacPermission &permission : rights.permissions) {
            addObject(permission.binding);
            addObject(permission.role);
            add(std::to_string(permission.ruleNumber) + (permission.isCertain ? "" : "?"));
            add(permission.namespaceName);
        }
        for (const UnknownRole &unknown : rights.unknown) {
            addObject(unknown.binding);
            add(unknown.roleKind);
            add(unknown.roleName);
            add(unknown.namespaceName);
        }
        return text;
    }

    /// Reading it, making a pod that is given it, and entering one that is.
    void stateApiReaders(const Secret &secret)
    {
        const auto home = m_model.find(secret.namespaceId);
        if (!home)
            return;
        m_model.state("stores_secret", *home, at(secret.id));
        for (EntityIndex identity : m_model.table(relationIndex("may_use_api_of")).subjectsOf(*home)) {
            const bool isDeclared = find(m_topology.identities, m_model.id(identity)) != nullptr;
            const bool isRefused = isDeclared ? mayRead(secret, m_model.id(identity)) == Verdict::Deny
                                              : m_model.holds("secrets_refused", identity, *home)
                    && m_model.holds("pods_refused", identity, *home);
            if (isRefused)
                m_model.state("out_of_reach", identity, at(secret.id));
        }
    }

    /// Fetching from a store is a step of its own; where nobody has said which store, the pods have it.
    void stateDelivery(const Workload &workload)
    {
        for (const SecretUse &use : workload.secrets) {
            stateIfKnown("works_with", workload.id, use.secretId);
            const Secret *secret = find(m_topology.secrets, use.secretId);
            const bool isFetched = use.delivery == SecretDelivery::SecretStore && secret
                && secret->home == SecretHome::SecretStore && !secret->keeperId.isEmpty()
                && !secret->neverLeavesKeeper;
            if (!isFetched)
                stateIfKnown("given", workload.id, use.secretId);
            else
                m_model.state("may_fetch",
                    m_model.table(relationIndex("runs_as")).objectsOf(at(workload.id)).front(),
                    at(use.secretId));
        }
    }

    void stateIdentity(const WorkloadIdentity &identity)
    {
        const EntityIndex self = at(identity.id);
        for (const std::string &role : identity.cloudRoles)
            stateRole("may_assume", identity.id, role);
        for (const ElementId &place : identity.connectsTo)
            stateIfKnown("connects_to", identity.id, place);
        if (identity.isAdminThere == false)
            m_model.state("limited_rights", self);
        if (identity.isJobScoped)
            m_model.state("job_scoped", self);
        if (identity.kind == IdentityKind::CloudRole && identity.hasStaticKeys == false)
            m_model.state("keyless", self);
    }

    /// Service accounts and pools name roles as the cloud does.
    void stateRole(std::string_view relation, const ElementId &holder, const std::string &role)
    {
        const auto called = m_rolesCalled.find(role);
        if (called == m_rolesCalled.end())
            return;
        for (const ElementId &id : called->second) {
            if (!(id == holder))
                stateIfKnown(relation, holder, id);
        }
    }

    const Topology &m_topology;
    const PolicyDecisionPoint &m_decisions;
    DesignModel &m_model;
    std::map<std::string, std::set<ElementId>> m_rolesCalled; ///< cloud roles by name and by id
    std::map<ElementId, std::vector<const DataStore *>> m_storesServedBy; ///< by who serves them
    std::map<std::uint32_t, std::vector<ElementId>> m_accountsByRights; ///< those declared
    std::unordered_map<std::string_view, const PlannedServiceAccount *> m_accounts; ///< by id
    std::unordered_map<std::string_view, std::uint32_t> m_rights; ///< by id of the account
    std::unordered_map<std::string, std::uint32_t> m_rightTexts;
    std::map<std::pair<std::uint32_t, const Secret *>, Verdict> m_verdicts; ///< by rights and secret
};

} // namespace

void addSecrets(const Project &project, DesignModel &model)
{
    for (const auto &[id, secret] : project.topology.secrets)
        model.add(id, *typeBit("element") | *typeBit("secret"));
}

void stateCredentialRelations(
    const Project &project, const PolicyDecisionPoint &decisions, DesignModel &model)
{
    CredentialExtraction(project, decisions, model).run();
}

} // namespace fourplane
