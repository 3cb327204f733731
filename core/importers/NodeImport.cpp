// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/importers/NodeImport.h"

#include "core/enforcement/Scheduling.h"
#include "core/importers/AffinityReader.h"

#include <algorithm>
#include <array>

namespace fourplane {

namespace {

/// Labels that name the pool of a node.
constexpr std::array<const char *, 5> poolKeys { "cloud.google.com/gke-nodepool",
    "eks.amazonaws.com/nodegroup", "agentpool", "karpenter.sh/nodepool", "kops.k8s.io/instancegroup" };

/// Taints that the cluster sets and takes away by itself.
constexpr std::array<const char *, 7> passingTaints { "node.kubernetes.io/not-ready",
    "node.kubernetes.io/unreachable", "node.kubernetes.io/memory-pressure",
    "node.kubernetes.io/disk-pressure", "node.kubernetes.io/pid-pressure",
    "node.kubernetes.io/network-unavailable", "node.kubernetes.io/unschedulable" };

/// Keys of node labels by which pods are placed.
std::set<std::string> labelsOfInterest(const Topology &topology)
{
    std::set<std::string> keys(poolKeys.begin(), poolKeys.end());
    keys.insert({ "kubernetes.io/os", "kubernetes.io/arch" });
    for (const auto &[id, workload] : topology.workloads) {
        for (const auto &[key, value] : workload.placement.nodeSelector)
            keys.insert(key);
        for (const NodeAffinityTerm &term : workload.placement.nodeAffinity) {
            for (const LabelRequirement &expression : term.expressions)
                keys.insert(expression.key);
        }
        for (const PodAntiAffinityTerm &term : workload.placement.podAntiAffinity)
            keys.insert(term.topologyKey);
    }
    keys.erase(hostnameLabel); // of each node its own
    return keys;
}

Labels only(const std::set<std::string> &keys, const Labels &labels)
{
    Labels kept;
    for (const auto &[key, value] : labels) {
        if (keys.count(key) > 0)
            kept.emplace(key, value);
    }
    return kept;
}

/// What both have alike.
Labels common(const Labels &first, const Labels &second)
{
    Labels kept;
    std::set_intersection(
        first.begin(), first.end(), second.begin(), second.end(), std::inserter(kept, kept.end()));
    return kept;
}

NodePool readNode(ImportSession &session, const ManifestObject &object)
{
    const ManifestFields fields = session.fields(object);
    NodePool node;
    if (const auto metadata = fields.map("metadata"))
        node.labels = metadata->labels("labels");
    node.labels.erase(hostnameLabel);
    const auto spec = fields.map("spec");
    for (const ManifestFields &map : spec ? spec->maps("taints") : std::vector<ManifestFields> {}) {
        const std::string key = map.text("key");
        if (std::find(passingTaints.begin(), passingTaints.end(), key) == passingTaints.end())
            node.taints.push_back({ key, map.text("value"), map.text("effect") });
    }
    std::sort(node.taints.begin(), node.taints.end(), [](const Taint &a, const Taint &b) {
        return std::tie(a.key, a.value, a.effect) < std::tie(b.key, b.value, b.effect);
    });
    node.name = object.name;
    for (const char *key : poolKeys) {
        const auto label = node.labels.find(key);
        if (label != node.labels.end())
            node.name = label->second;
    }
    node.nodes = { object.name };
    return node;
}

} // namespace

void collectRuntimeClass(ImportSession &session, const ManifestObject &object)
{
    const ManifestFields fields = session.fields(object);
    RuntimeClassEvidence found;
    found.handler = fields.text("handler");
    if (const auto scheduling = fields.map("scheduling")) {
        found.nodeSelector = scheduling->labels("nodeSelector");
        found.tolerations = readTolerations(*scheduling);
    }
    session.report(DiagnosticLevel::Note, "runtime-class",
        "RuntimeClass " + object.name + " has the handler " + found.handler + "; pods that name it "
            + (isSandboxRuntime(found.handler) ? "run in a sandbox." : "run as in the default runtime."),
        {}, object.origin);
    session.runtimeClasses[object.name] = std::move(found);
}

void applyRuntimeClass(ImportSession &session, const ManifestObject &object, Placement &placement)
{
    if (placement.runtimeClass.empty())
        return;
    const auto known = session.runtimeClasses.find(placement.runtimeClass);
    if (known == session.runtimeClasses.end()) {
        if (placement.sandboxedRuntime)
            session.report(DiagnosticLevel::Warning, "runtime-class-assumed",
                "The input has no RuntimeClass " + placement.runtimeClass + "; by its name " + object.title()
                    + " counts as sandboxed.",
                "Import the RuntimeClass too, so that its handler decides.", object.origin);
        return;
    }
    const RuntimeClassEvidence &found = known->second;
    placement.sandboxedRuntime = isSandboxRuntime(found.handler);
    for (const auto &[key, value] : found.nodeSelector) {
        const auto [own, isNew] = placement.nodeSelector.emplace(key, value);
        if (!isNew && own->second != value)
            session.report(DiagnosticLevel::Severe, "runtime-class-conflict",
                object.title() + " wants nodes with " + key + "=" + own->second + ", its runtime class "
                    + placement.runtimeClass + " those with " + value + ": the API server refuses its pods.",
                "Make the two node selectors agree.", object.origin);
    }
    for (const Toleration &toleration : found.tolerations) {
        auto &own = placement.tolerations;
        if (std::find(own.begin(), own.end(), toleration) == own.end())
            own.push_back(toleration);
    }
}

void importNodes(ImportSession &session, const std::vector<const ManifestObject *> &objects)
{
    const std::set<std::string> keys = labelsOfInterest(session.project.topology);
    auto &pools = session.project.topology.nodePools;
    for (const ManifestObject *object : objects) {
        NodePool node = readNode(session, *object);
        NodePool *same = nullptr;
        for (auto &[id, pool] : pools) {
            if (only(keys, pool.labels) == only(keys, node.labels) && pool.taints == node.taints)
                same = &pool;
        }
        if (same) {
            same->labels = common(same->labels, node.labels);
            same->nodes.push_back(object->name);
        } else {
            node.id = session.claimId("pool-" + node.name);
            const ElementId id = node.id;
            same = &pools.emplace(id, std::move(node)).first->second;
        }
        session.report(DiagnosticLevel::Note, "node-pool",
            "Node " + object->name + " is in the node pool " + same->name + ".", {}, object->origin);
    }
}

} // namespace fourplane
