// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/RiskWeights.h"

#include <algorithm>
#include <numeric>

namespace fourplane {

int weightOf(Classification classification)
{
    switch (classification) {
    case Classification::Public:
        break;
    case Classification::Internal:
        return 3;
    case Classification::Confidential:
        return 9;
    case Classification::Restricted:
        return 27;
    }
    return 1;
}

RiskWeights::RiskWeights(const Project &project, const std::vector<ElementId> &goals)
{
    for (const auto &[id, store] : project.topology.stores) {
        for (const Collection &collection : store.collections)
            m_weights[collection.id] = weightOf(collection.classification);
    }
    for (const ElementId &goal : goals)
        m_weights[goal] = weightOf(Classification::Restricted);
}

int RiskWeights::of(const ElementId &element) const
{
    const auto found = m_weights.find(element);
    return found == m_weights.end() ? weightOf(Classification::Public) : found->second;
}

int RiskWeights::sum(const std::vector<ElementId> &elements) const
{
    return std::accumulate(elements.begin(), elements.end(), 0,
        [this](int total, const ElementId &element) { return total + of(element); });
}

} // namespace fourplane
