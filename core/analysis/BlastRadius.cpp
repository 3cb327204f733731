// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/BlastRadius.h"

#include "core/attack/GroundSystem.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace fourplane {

namespace {

AssetKind kindOf(const Topology &topology, const ElementId &id)
{
    if (findCollection(topology, id).second)
        return AssetKind::Collection;
    if (find(topology.workloads, id))
        return AssetKind::Workload;
    if (find(topology.externals, id))
        return AssetKind::External;
    if (find(topology.nodePools, id))
        return AssetKind::Node;
    return AssetKind::Other;
}

std::set<ElementId> assetsOf(const Project &project, const AttackTrace &trace)
{
    std::set<ElementId> ids(trace.jewels.begin(), trace.jewels.end());
    for (const auto &[id, workload] : project.topology.workloads)
        ids.insert(id);
    for (const auto &[id, external] : project.topology.externals)
        ids.insert(id);
    for (const auto &[id, pool] : project.topology.nodePools)
        ids.insert(id);
    for (const auto &[id, store] : project.topology.stores) {
        for (const Collection &collection : store.collections)
            ids.insert(collection.id);
    }
    for (const AttackFact &fact : trace.facts) {
        if (meansFall(fact.fact.relation))
            ids.insert(fact.fact.subject);
    }
    return ids;
}

/// A node that is no element of the project: the one that all share, or the metadata service's host.
bool isImplicitNode(const AttackTrace &trace, const ElementId &id)
{
    return std::any_of(trace.facts.begin(), trace.facts.end(),
        [&id](const AttackFact &fact) { return fact.fact.subject == id && fact.fact.relation == "host"; });
}

AssetDefence defenceOf(
    const Project &project, const AttackTrace &trace, const RiskWeights &weights, const ElementId &id)
{
    AssetDefence asset;
    asset.id = id;
    asset.kind = kindOf(project.topology, id);
    if (asset.kind == AssetKind::Other && isImplicitNode(trace, id))
        asset.kind = AssetKind::Node;
    if (const Collection *collection = findCollection(project.topology, id).second)
        asset.classification = collection->classification;
    asset.isGoal = std::find(trace.jewels.begin(), trace.jewels.end(), id) != trace.jewels.end();
    asset.weight = weights.of(id);
    asset.depth = defenceDepth(trace, id);
    asset.planeLosses = smallestPlaneSets(fallenWorlds(trace, id));
    return asset;
}

void count(BlastRadius &radius)
{
    std::map<AssetKind, KindCount> kinds;
    for (const AssetDefence &asset : radius.assets) {
        KindCount &kind = kinds[asset.kind];
        kind.kind = asset.kind;
        ++kind.all;
        radius.weightOfAll += asset.weight;
        if (!asset.falls())
            continue;
        ++kind.fallen;
        kind.weight += asset.weight;
        ++radius.fallen;
        radius.weight += asset.weight;
    }
    for (const auto &[key, kind] : kinds)
        radius.kinds.push_back(kind);
}

} // namespace

BlastRadius measureBlastRadius(const Project &project, const AttackTrace &trace)
{
    const RiskWeights weights(project, trace.jewels);
    BlastRadius radius;
    for (const ElementId &id : assetsOf(project, trace))
        radius.assets.push_back(defenceOf(project, trace, weights, id));
    std::sort(radius.assets.begin(), radius.assets.end(),
        [](const AssetDefence &first, const AssetDefence &second) {
            return std::tuple(!first.isGoal, -first.weight, first.id)
                < std::tuple(!second.isGoal, -second.weight, second.id);
        });
    count(radius);
    return radius;
}

} // namespace fourplane
