// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/PlanIndex.h"

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
    for (const PlannedPod &pod : plan.pods)
        m_pods.emplace(pod.workloadId, &pod);
    for (const PlannedExternal &external : plan.externals)
        m_externals.emplace(external.id, &external);
    for (const PlannedExternal &external : plan.implicitExternals)
        m_externals.emplace(external.id, &external);
    for (const PlannedNamespace &home : plan.namespaces)
        m_namespaces.emplace(home.name, &home);
    for (const PlannedStore &store : plan.stores) {
        for (const Collection &collection : store.collections)
            m_storeOfCollection.emplace(collection.id, &store);
    }
}

const PlannedPod *PlanIndex::pod(const ElementId &id) const
{
    return lookUp(m_pods, id);
}

const PlannedExternal *PlanIndex::external(const ElementId &id) const
{
    return lookUp(m_externals, id);
}

const PlannedNamespace *PlanIndex::namespaceNamed(const std::string &name) const
{
    return lookUp(m_namespaces, name);
}

const PlannedStore *PlanIndex::storeOf(const ElementId &collectionId) const
{
    return lookUp(m_storeOfCollection, collectionId);
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

Transport transportOf(const PlanIndex &index, const AccessRequest &request)
{
    const PlannedPod *source = index.pod(request.sourceId);
    if (!source || !source->inMesh)
        return Transport::Plaintext;
    return request.transport.value_or(Transport::Mesh);
}

} // namespace fourplane
