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

} // namespace

PlanIndex::PlanIndex(const EnforcementPlan &plan)
    : m_plan(plan)
{
    for (const PlannedPod &pod : plan.pods) {
        m_pods.emplace(pod.workloadId, &pod);
        m_podsIn[pod.namespaceName].push_back(&pod);
    }
    for (const PlannedExternal &external : plan.externals)
        m_externals.emplace(external.id, &external);
    for (const PlannedExternal &external : plan.implicitExternals)
        m_externals.emplace(external.id, &external);
    for (const PlannedServiceAccount &account : plan.serviceAccounts)
        m_accounts.emplace(account.id, &account);
    for (const PlannedNamespace &home : plan.namespaces)
        m_namespaces.emplace(home.name, &home);
    for (const PlannedStore &store : plan.stores) {
        for (const Collection &collection : store.collections)
            m_storeOfCollection.emplace(collection.id, &store);
    }
    for (const Secret &secret : plan.secrets)
        m_secrets.emplace(secret.id, &secret);
    for (const PlannedPod &pod : plan.pods)
        m_principals.push_back(fourplane::principalOf(plan.platform, pod, account(pod.identityId)));
}

const PlannedPod *PlanIndex::pod(const ElementId &id) const
{
    return lookUp(m_pods, id);
}

const PlannedExternal *PlanIndex::external(const ElementId &id) const
{
    return lookUp(m_externals, id);
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

const std::vector<const PlannedPod *> &PlanIndex::podsIn(const std::string &namespaceName) const
{
    static const std::vector<const PlannedPod *> none;
    const auto found = m_podsIn.find(namespaceName);
    return found == m_podsIn.end() ? none : found->second;
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
