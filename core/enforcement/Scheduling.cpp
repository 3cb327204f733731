// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/Scheduling.h"

#include <algorithm>

namespace fourplane {

namespace {

using Pools = ElementMap<NodePool>;

bool holds(const NodePool &pool, const std::string &node)
{
    return std::find(pool.nodes.begin(), pool.nodes.end(), node) != pool.nodes.end();
}

/// Whether the node may be in the pool: unless another pool is known to hold it.
bool mayHold(const NodePool &pool, const std::string &node, const Pools *all)
{
    if (holds(pool, node) || !all)
        return true;
    return std::none_of(
        all->begin(), all->end(), [&node](const auto &other) { return holds(other.second, node); });
}

bool mayMeet(const NodePool &pool, const LabelRequirement &requirement)
{
    // Pools do not keep this label: each node has a value of its own.
    if (requirement.key == hostnameLabel && pool.labels.count(hostnameLabel) == 0)
        return true;
    return meets(pool.labels, requirement);
}

bool mayMeetField(const NodePool &pool, const LabelRequirement &requirement, const Pools *all)
{
    if (requirement.op != LabelOperator::In)
        return true; // other nodes of the pool remain
    return std::any_of(requirement.values.begin(), requirement.values.end(),
        [&](const std::string &node) { return mayHold(pool, node, all); });
}

bool mayMatch(const NodePool &pool, const NodeAffinityTerm &term, const Pools *all)
{
    if (term.expressions.empty() && term.fields.empty())
        return false;
    return std::all_of(term.expressions.begin(), term.expressions.end(),
               [&pool](const LabelRequirement &requirement) { return mayMeet(pool, requirement); })
        && std::all_of(term.fields.begin(), term.fields.end(),
            [&](const LabelRequirement &requirement) { return mayMeetField(pool, requirement, all); });
}

bool isSelected(const Placement &placement, const NodePool &pool, const Pools *all)
{
    if (!placement.nodeName.empty() && !mayHold(pool, placement.nodeName, all))
        return false;
    for (const auto &[key, value] : placement.nodeSelector) {
        if (!mayMeet(pool, { key, LabelOperator::In, { value } }))
            return false;
    }
    return placement.nodeAffinity.empty()
        || std::any_of(placement.nodeAffinity.begin(), placement.nodeAffinity.end(),
            [&](const NodeAffinityTerm &term) { return mayMatch(pool, term, all); });
}

bool toleratesAll(const Placement &placement, const NodePool &pool, ControllerKind controller)
{
    std::vector<Toleration> tolerations = automaticTolerations(controller, placement.hostNetwork);
    tolerations.insert(tolerations.end(), placement.tolerations.begin(), placement.tolerations.end());
    return std::all_of(pool.taints.begin(), pool.taints.end(), [&](const Taint &taint) {
        if (taint.effect == "PreferNoSchedule")
            return true;
        if (taint.effect == "NoSchedule" && bypassesScheduler(placement))
            return true;
        return std::any_of(tolerations.begin(), tolerations.end(),
            [&taint](const Toleration &toleration) { return tolerates(toleration, taint); });
    });
}

bool mayLand(const Placement &placement, const NodePool &pool, ControllerKind controller, const Pools *all)
{
    return isSelected(placement, pool, all) && toleratesAll(placement, pool, controller);
}

} // namespace

bool tolerates(const Toleration &toleration, const Taint &taint)
{
    if (!toleration.effect.empty() && toleration.effect != taint.effect)
        return false;
    if (toleration.op == "Exists")
        return toleration.key.empty() || toleration.key == taint.key;
    if (!toleration.op.empty() && toleration.op != "Equal")
        return false;
    return toleration.key == taint.key && toleration.value == taint.value && !toleration.key.empty();
}

bool hasGatedToleration(const Placement &placement)
{
    return std::any_of(placement.tolerations.begin(), placement.tolerations.end(),
        [](const Toleration &toleration) { return toleration.op == "Lt" || toleration.op == "Gt"; });
}

std::vector<Toleration> automaticTolerations(ControllerKind controller, bool hostNetwork)
{
    if (controller != ControllerKind::DaemonSet)
        return {};
    const auto standing = [](const char *name, const char *effect) {
        return Toleration { std::string("node.kubernetes.io/") + name, "Exists", "", effect };
    };
    std::vector<Toleration> added { standing("not-ready", "NoExecute"), standing("unreachable", "NoExecute"),
        standing("disk-pressure", "NoSchedule"), standing("memory-pressure", "NoSchedule"),
        standing("pid-pressure", "NoSchedule"), standing("unschedulable", "NoSchedule") };
    if (hostNetwork)
        added.push_back(standing("network-unavailable", "NoSchedule"));
    return added;
}

bool bypassesScheduler(const Placement &placement)
{
    return !placement.nodeName.empty() || !placement.scheduler.empty();
}

bool canLand(const Placement &placement, const NodePool &pool, ControllerKind controller)
{
    return mayLand(placement, pool, controller, nullptr);
}

std::vector<ElementId> poolsFor(const Placement &placement, const Pools &pools, ControllerKind controller)
{
    std::vector<ElementId> ids;
    for (const auto &[id, pool] : pools) {
        if (mayLand(placement, pool, controller, &pools))
            ids.push_back(id);
    }
    return ids;
}

} // namespace fourplane
