// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/AttackOverlay.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace fourplane::ui {

namespace {

constexpr std::array<std::string_view, planeCount> planeLetters { "I", "N", "W", "D" };

/// The card that shows an element; an empty id when none does.
ElementId cardOf(const ElementId &id, const Topology &topology)
{
    if (find(topology.workloads, id) || find(topology.externals, id))
        return id;
    if (const DataStore *store = find(topology.stores, id))
        return store->hostId;
    if (const DataStore *store = findCollection(topology, id).first)
        return store->hostId;
    return {};
}

/// Planes that block, and the object that stopped the first of them.
std::string chipOf(const Pivot &pivot)
{
    std::string text;
    for (std::size_t i = 0; i < planeCount; ++i) {
        if (pivot.blockingPlanes().contains(static_cast<Plane>(i)))
            text += (text.empty() ? "" : " ") + std::string(planeLetters[i]);
    }
    const PivotBlock &block = pivot.blocks.front();
    if (block.decidedBy && !block.decidedBy->name.empty())
        return text + " · " + block.decidedBy->name;
    if (!block.control.empty())
        return text + " · " + block.control;
    return text;
}

void addPivot(std::map<std::pair<ElementId, ElementId>, AttackLine> &lines, const AttackTrace &trace,
    std::uint32_t index, const Topology &topology)
{
    const Pivot &pivot = trace.pivots[index];
    const ElementId from = cardOf(pivot.fromId, topology);
    const ElementId to = cardOf(pivot.toId, topology);
    if (from.isEmpty() || to.isEmpty() || from == to)
        return;
    const bool blocked = !pivot.succeeded();
    const auto [found, isNew] = lines.try_emplace({ from, to });
    AttackLine &line = found->second;
    // A success outweighs every blocked attempt between the same two; among equals the first step counts.
    if (isNew || (line.blocked && !blocked) || (line.blocked == blocked && pivot.step < line.step)) {
        line.fromId = from;
        line.toId = to;
        line.step = pivot.step;
        line.blocked = blocked;
        line.chip = blocked ? chipOf(pivot) : std::string();
    }
    line.pivots.push_back(index);
}

} // namespace

bool isHighlighted(const AttackLine &line, int pivot)
{
    return pivot >= 0
        && std::find(line.pivots.begin(), line.pivots.end(), static_cast<std::uint32_t>(pivot))
        != line.pivots.end();
}

AttackOverlay overlayOf(
    const AttackTrace &trace, const Project &project, const std::vector<std::uint32_t> &pivots)
{
    AttackOverlay overlay;
    std::map<std::pair<ElementId, ElementId>, AttackLine> lines;
    for (std::uint32_t index : pivots)
        addPivot(lines, trace, index, project.topology);
    for (auto &entry : lines)
        overlay.lines.push_back(std::move(entry.second));
    std::stable_sort(overlay.lines.begin(), overlay.lines.end(), [](const auto &one, const auto &other) {
        return std::pair(one.blocked, one.step) < std::pair(other.blocked, other.step);
    });

    for (const ElementId &id : blastRadius(trace)) {
        if (const ElementId card = cardOf(id, project.topology); !card.isEmpty())
            overlay.fallen.try_emplace(card, 0);
    }
    ElementMap<int> reached;
    for (const Pivot &pivot : trace.pivots) {
        if (!pivot.succeeded())
            continue;
        const auto [found, isNew] = reached.try_emplace(cardOf(pivot.toId, project.topology), pivot.step);
        found->second = std::min(found->second, pivot.step);
    }
    for (const AttackFact &fact : trace.facts) {
        if (fact.isFoothold)
            reached[cardOf(fact.fact.subject, project.topology)] = 0;
    }
    for (auto &[card, step] : overlay.fallen) {
        if (const auto found = reached.find(card); found != reached.end())
            step = found->second;
    }
    return overlay;
}

} // namespace fourplane::ui
