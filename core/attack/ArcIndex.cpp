// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/ArcIndex.h"

#include <utility>

namespace fourplane {

namespace {

/// Sorts arcs by a key below `keys`; those without one (noIndex) are left out.
template <typename KeyOf>
void sortArcs(std::size_t keys, std::uint32_t arcCount, const KeyOf &keyOf,
    std::vector<std::uint32_t> &starts, std::vector<std::uint32_t> &sorted)
{
    starts.assign(keys + 1, 0);
    for (std::uint32_t arc = 0; arc < arcCount; ++arc) {
        if (keyOf(arc) != noIndex)
            ++starts[keyOf(arc)];
    }
    std::uint32_t total = 0;
    for (std::uint32_t &start : starts)
        total += std::exchange(start, total);
    sorted.resize(total);
    std::vector<std::uint32_t> next(starts);
    for (std::uint32_t arc = 0; arc < arcCount; ++arc) {
        if (keyOf(arc) != noIndex)
            sorted[next[keyOf(arc)]++] = arc;
    }
}

} // namespace

ArcIndex::ArcIndex(const CompiledSystem &system)
    : m_sources(system.arcCount())
{
    for (std::uint32_t pair = 0; pair < system.pairEnd / 2; ++pair)
        m_sources[pair] = 2 * pair;
    for (std::uint32_t node = system.pairEnd; node < system.nodeCount(); ++node) {
        for (std::uint32_t arc = system.rowStart(node); arc < system.rowEnd(node); ++arc)
            m_sources[arc] = node;
    }
    sortArcs(
        system.pivotCount, system.arcCount(),
        [&](std::uint32_t arc) { return system.isJoin(system.targets[arc]) ? noIndex : system.pivotOf[arc]; },
        m_pivotStarts, m_byPivot);
    sortArcs(
        system.nodeCount(), system.arcCount(), [&](std::uint32_t arc) { return system.targets[arc]; },
        m_targetStarts, m_byTarget);
}

} // namespace fourplane
