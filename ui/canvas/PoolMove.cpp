// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/PoolMove.h"

#include "core/enforcement/Scheduling.h"

#include <QObject>

#include <algorithm>

namespace fourplane::ui {

namespace {

void tolerate(Placement &placement, const Taint &taint)
{
    const bool isTolerated = std::any_of(placement.tolerations.begin(), placement.tolerations.end(),
        [&taint](const Toleration &toleration) { return tolerates(toleration, taint); });
    if (!isTolerated && taint.effect != "PreferNoSchedule")
        placement.tolerations.push_back({ taint.key, "Equal", taint.value, taint.effect });
}

} // namespace

Result<Edit> poolMove(
    const Project &project, const std::vector<ElementId> &workloadIds, const ElementId &poolId)
{
    const Topology &topology = project.topology;
    const NodePool &pool = topology.nodePools.at(poolId);
    Edit edit;
    std::string last;
    for (const ElementId &id : workloadIds) {
        const Workload *found = find(topology.workloads, id);
        if (!found)
            continue;
        Workload workload = *found;
        const auto landsOnlyThere = [&] {
            return poolsFor(workload.placement, topology.nodePools, workload.controller)
                == std::vector<ElementId> { poolId };
        };
        if (landsOnlyThere())
            continue;
        Labels &selector = workload.placement.nodeSelector;
        for (const auto &[otherId, other] : topology.nodePools) {
            for (const auto &[key, value] : other.labels) {
                if (const auto asked = selector.find(key); asked != selector.end() && asked->second == value)
                    selector.erase(asked);
            }
        }
        for (const auto &[key, value] : pool.labels)
            selector[key] = value;
        for (const Taint &taint : pool.taints)
            tolerate(workload.placement, taint);
        if (!landsOnlyThere()) {
            return failure("pool-not-singled-out",
                "The labels of node pool " + pool.name + " do not lead " + workload.name + " there alone",
                "give the pool a label that no other pool has, or change the affinity of the workload");
        }
        last = workload.name;
        edit.changes.push_back(ElementChange<Workload> { id, std::move(workload) });
    }
    const int count = static_cast<int>(edit.changes.size());
    const QString poolName = QString::fromStdString(pool.name);
    edit.label = count == 1
        ? QObject::tr("Run %1 on nodes %2").arg(QString::fromStdString(last), poolName).toStdString()
        : QObject::tr("Run %n workloads on nodes %1", nullptr, count).arg(poolName).toStdString();
    return edit;
}

} // namespace fourplane::ui
