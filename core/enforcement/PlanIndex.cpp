// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/PlanIndex.h"

#include "core/enforcement/Principal.h"

namespace fourplane {

namespace {

template <class Key, class T>
const T *lookUp(const std::map<Key, const T *> &map, const Key &key)
{
    const auto found = map.find(key);
    return found == map.end() ? nullptr : found->second;
}

template <class Key, class T>
const std::vector<const T *> &listed(const std::map<Key, std::vector<const T *>> &lists, const Key &key)
{
    static const std::vector<const T *> none;
    const auto found = lists.find(key);
    return found == lists.end() ? none : found->second;
}

} // namespace

PlanIndex::PlanIndex(const EnforcementPlan &plan)
    : m_plan(plan)
{
    m_subjects.reserve(plan.pods.size() + plan.externals.size() + plan.implicitExternals.size());
    for (const PlannedPod &pod : plan.pods) {
        m_subjects.try_emplace(pod.workloadId.value(), Subject { &pod, nullptr });
        m_podsIn[pod.namespaceName].push_back(&pod);
    }
    for (const auto *externals : { &plan.externals, &plan.implicitExternals }) {
        for (const PlannedExternal &external : *externals) {
            const PlannedExternal *&known = m_subjects[external.id.value()].external;
            known = known ? known : &external;
        }
    }
    for (const PlannedServiceAccount &account : plan.serviceAccounts)
        m_accounts.emplace(account.id, &account);
    for (const PlannedNamespace &home : plan.namespaces)
        m_namespaces.emplace(home.name, &home);
    for (const PlannedStore &store : plan.stores) {
        m_storesAt[store.hostId].push_back(&store);
        for (const Collection &collection : store.collections)
            m_storeOfCollection.emplace(collection.id, &store);
    }
    for (const Secret &secret : plan.secrets)
        m_secrets.emplace(secret.id, &secret);
    for (const PlannedPod &pod : plan.pods)
        m_principals.push_back(fourplane::principalOf(plan.platform, pod, account(pod.identityId)));
}

const PlanIndex::Subject &PlanIndex::subject(const ElementId &id) const
{
    static const Subject nothing;
    const auto found = m_subjects.find(id.value());
    return found == m_subjects.end() ? nothing : found->second;
}

const PlannedPod *PlanIndex::pod(const ElementId &id) const
{
    return subject(id).pod;
}

const PlannedExternal *PlanIndex::external(const ElementId &id) const
{
    return subject(id).external;
}

const PlannedServiceAccount *PlanIndex::account(const ElementId &id) const
{
    return lookUp(m_accounts, id);
}

const PlannedNamespace *PlanIndex::namespaceNamed(const std::string &name) const
{
    return lookUp(m_namespaces, name);
}

const PlannedStore *PlanIndex::storeOf(const ElementId &collectionId) const
{
    return lookUp(m_storeOfCollection, collectionId);
}

const Secret *PlanIndex::secret(const ElementId &id) const
{
    return lookUp(m_secrets, id);
}

const std::vector<const PlannedStore *> &PlanIndex::storesAt(const ElementId &hostId) const
{
    return listed(m_storesAt, hostId);
}

const std::vector<const PlannedPod *> &PlanIndex::podsIn(const std::string &namespaceName) const
{
    return listed(m_podsIn, namespaceName);
}

std::size_t PlanIndex::indexOf(const PlannedPod &pod) const
{
    return static_cast<std::size_t>(&pod - m_plan.pods.data());
}

const std::string &PlanIndex::nameOf(const ElementId &id) const
{
    if (const PlannedPod *found = pod(id))
        return found->name;
    if (const PlannedExternal *found = external(id))
        return found->name;
    return id.value();
}

} // namespace fourplane
