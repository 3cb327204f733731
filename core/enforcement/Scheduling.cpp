// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/Scheduling.h"

#include <algorithm>

namespace fourplane {

bool tolerates(const Toleration &toleration, const Taint &taint)
{
    if (!toleration.effect.empty() && toleration.effect != taint.effect)
        return false;
    if (toleration.op == "Exists")
        return toleration.key.empty() || toleration.key == taint.key;
    if (!toleration.op.empty() && toleration.op != "Equal")
        return false; // Lt and Gt exist only behind a feature gate
    return toleration.key == taint.key && toleration.value == taint.value && !toleration.key.empty();
}

bool canLand(const Placement &placement, const NodePool &pool)
{
    const bool selected = std::all_of(
        placement.nodeSelector.begin(), placement.nodeSelector.end(), [&pool](const auto &wanted) {
            const auto label = pool.labels.find(wanted.first);
            return label != pool.labels.end() && label->second == wanted.second;
        });
    if (!selected)
        return false;
    return std::all_of(pool.taints.begin(), pool.taints.end(), [&placement](const Taint &taint) {
        if (taint.effect == "PreferNoSchedule")
            return true;
        return std::any_of(placement.tolerations.begin(), placement.tolerations.end(),
            [&taint](const Toleration &toleration) { return tolerates(toleration, taint); });
    });
}

std::vector<ElementId> poolsFor(const Placement &placement, const ElementMap<NodePool> &pools)
{
    std::vector<ElementId> ids;
    for (const auto &[id, pool] : pools) {
        if (canLand(placement, pool))
            ids.push_back(id);
    }
    return ids;
}

} // namespace fourplane
