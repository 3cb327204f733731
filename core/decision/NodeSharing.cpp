// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/NodeSharing.h"

#include "core/enforcement/Scheduling.h"

#include <algorithm>
#include <iterator>

namespace fourplane {

namespace {

const NodePool *poolOf(const EnforcementPlan &plan, const ElementId &id)
{
    const auto found = std::find_if(
        plan.nodePools.begin(), plan.nodePools.end(), [&id](const NodePool &pool) { return pool.id == id; });
    return found == plan.nodePools.end() ? nullptr : &*found;
}

std::string nameOfPool(const EnforcementPlan &plan, const ElementId &id)
{
    const NodePool *pool = poolOf(plan, id);
    return pool && !pool->name.empty() ? pool->name : id.value();
}

DecidingObject decidingPool(const EnforcementPlan &plan, const ElementId &id)
{
    return { "NodePool", "", nameOfPool(plan, id), id, {} };
}

/// Whether the term of a pod in `ownNamespace` means the pods `other`.
bool means(const PodAntiAffinityTerm &term, const std::string &ownNamespace, const PlannedPod &other,
    const PlanIndex &index)
{
    bool inNamespace = std::count(term.namespaces.begin(), term.namespaces.end(), other.namespaceName) > 0;
    if (term.namespaces.empty() && !term.selectsNamespaces)
        inNamespace = other.namespaceName == ownNamespace;
    if (!inNamespace && term.selectsNamespaces) {
        const PlannedNamespace *home = index.namespaceNamed(other.namespaceName);
        inNamespace = home && meetsAll(home->labels, term.namespaceSelector);
    }
    return inNamespace && meetsAll(other.labels, term.pods);
}

/// Whether every node that both may run on is in a domain of this key. Pods on one node are in one domain; a
/// node without the label is in none, and the term does not count there.
bool coversNodes(const std::string &key, const std::vector<ElementId> &common, const EnforcementPlan &plan)
{
    if (key == hostnameLabel)
        return true;
    return !common.empty() && std::all_of(common.begin(), common.end(), [&](const ElementId &id) {
        const NodePool *pool = poolOf(plan, id);
        return pool && pool->labels.count(key) > 0;
    });
}

/// The anti-affinity term of `own` that keeps `other` off its nodes. The scheduler applies it in both
/// directions, so it must place both.
const PodAntiAffinityTerm *termAgainst(const PlannedPod &own, const PlannedPod &other,
    const std::vector<ElementId> &common, const PlanIndex &index)
{
    if (bypassesScheduler(own.placement) || bypassesScheduler(other.placement))
        return nullptr;
    for (const PodAntiAffinityTerm &term : own.placement.podAntiAffinity) {
        if (means(term, own.namespaceName, other, index)
            && coversNodes(term.topologyKey, common, index.plan()))
            return &term;
    }
    return nullptr;
}

PlaneVerdict apartByAntiAffinity(
    const PlannedPod &own, const PlannedPod &other, const PodAntiAffinityTerm &term)
{
    return { Verdict::Deny,
        DecidingObject { "Workload", own.namespaceName, own.name, own.workloadId, own.origin },
        own.name + " has a required pod anti-affinity that means " + other.name + " by " + term.topologyKey
            + ": the scheduler never puts both on one node.",
        "W4" };
}

PlaneVerdict apartByPools(const PlannedPod &first, const PlannedPod &second, const EnforcementPlan &plan)
{
    const ElementId &id = first.poolIds.front();
    std::string reason = first.name + " and " + second.name + " have no node pool in common.";
    const PlannedPod *gated = hasGatedToleration(first.placement) ? &first
        : hasGatedToleration(second.placement)                    ? &second
                                                                  : nullptr;
    if (gated)
        return { Verdict::Uncertain, decidingPool(plan, id),
            reason + " But " + gated->name
                + " has a toleration with Lt or Gt, which counts where the feature gate "
                  "TaintTolerationComparisonOperators is on.",
            "" };
    const NodePool *pool = poolOf(plan, id);
    const auto hasTaint = [pool](const char *effect) {
        return pool && std::any_of(pool->taints.begin(), pool->taints.end(), [effect](const Taint &taint) {
            return taint.effect == effect;
        });
    };
    if (hasTaint("NoSchedule") && !hasTaint("NoExecute"))
        reason += " (A NoSchedule taint does not evict pods that ran there before it was set.)";
    return { Verdict::Deny, decidingPool(plan, id), std::move(reason), "W4" };
}

} // namespace

PlaneVerdict nodeSharing(const PlanIndex &index, const PlannedPod &first, const PlannedPod &second)
{
    const EnforcementPlan &plan = index.plan();
    const bool isPlaced = !first.poolIds.empty() && !second.poolIds.empty();
    std::vector<ElementId> common;
    std::set_intersection(first.poolIds.begin(), first.poolIds.end(), second.poolIds.begin(),
        second.poolIds.end(), std::back_inserter(common));
    if (isPlaced && common.empty())
        return apartByPools(first, second, plan);
    if (const PodAntiAffinityTerm *term = termAgainst(first, second, common, index))
        return apartByAntiAffinity(first, second, *term);
    if (const PodAntiAffinityTerm *term = termAgainst(second, first, common, index))
        return apartByAntiAffinity(second, first, *term);
    if (!isPlaced)
        return { Verdict::NotEnforced, std::nullopt,
            "No declared node pool places " + (first.poolIds.empty() ? first : second).name
                + ": it may share any node.",
            "" };
    std::string reason = first.name + " and " + second.name + " may both land in pool "
        + nameOfPool(plan, common.front()) + ".";
    for (const PlannedPod *pod : { &first, &second }) {
        if (bypassesScheduler(pod->placement))
            reason += " " + pod->name
                + (pod->placement.nodeName.empty() ? " is placed by the scheduler " + pod->placement.scheduler
                                                   : " names its node itself")
                + ", so NoSchedule taints and pod anti-affinity do not hold it off.";
    }
    return { Verdict::NotEnforced, decidingPool(plan, common.front()), std::move(reason), "" };
}

} // namespace fourplane
