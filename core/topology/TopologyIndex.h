// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/topology/Topology.h"

#include <map>
#include <vector>

namespace fourplane {

/// Flows and stores by the elements they belong to; every list is ordered by id. Lives no longer than the
/// topology it was made from, which must not change meanwhile.
class TopologyIndex
{
public:
    explicit TopologyIndex(const Topology &topology);

    const std::vector<const Flow *> &flowsFrom(const ElementId &source) const;

    /// Those from or into the element.
    const std::vector<const Flow *> &flowsAt(const ElementId &end) const;

    const std::vector<const DataStore *> &storesAt(const ElementId &host) const;

private:
    std::map<ElementId, std::vector<const Flow *>> m_flowsFrom;
    std::map<ElementId, std::vector<const Flow *>> m_flowsAt;
    std::map<ElementId, std::vector<const DataStore *>> m_storesAt;
};

} // namespace fourplane
