// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/topology/TopologyIndex.h"

namespace fourplane {

namespace {

template <class T>
const std::vector<const T *> &listAt(
    const std::map<ElementId, std::vector<const T *>> &lists, const ElementId &id)
{
    static const std::vector<const T *> none;
    const auto found = lists.find(id);
    return found == lists.end() ? none : found->second;
}

} // namespace

TopologyIndex::TopologyIndex(const Topology &topology)
{
    for (const auto &[id, flow] : topology.flows) {
        m_flowsFrom[flow.sourceId].push_back(&flow);
        m_flowsAt[flow.sourceId].push_back(&flow);
        if (!(flow.destinationId == flow.sourceId))
            m_flowsAt[flow.destinationId].push_back(&flow);
    }
    for (const auto &[id, store] : topology.stores)
        m_storesAt[store.hostId].push_back(&store);
}

const std::vector<const Flow *> &TopologyIndex::flowsFrom(const ElementId &source) const
{
    return listAt(m_flowsFrom, source);
}

const std::vector<const Flow *> &TopologyIndex::flowsAt(const ElementId &end) const
{
    return listAt(m_flowsAt, end);
}

const std::vector<const DataStore *> &TopologyIndex::storesAt(const ElementId &host) const
{
    return listAt(m_storesAt, host);
}

} // namespace fourplane
