// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/AttackTrace.h"
#include "core/project/Project.h"

#include <cstdint>
#include <string>
#include <vector>

namespace fourplane::ui {

/// One line of the attack overlay: all pivots from one canvas element to another. A collection stands for the
/// host of its store; pivots that touch elements without a card (identities, nodes) have no line.
struct AttackLine
{
    ElementId fromId;
    ElementId toId;
    int step = 0; ///< smallest step of the pivots behind it: the number in the badge
    bool blocked = false; ///< no pivot between the two succeeds
    std::string chip; ///< for blocked lines: planes and the object that stopped it, "N · default-deny"
    std::vector<std::uint32_t> pivots; ///< indexes into AttackTrace::pivots
};

/// True where the pivot of this index is one of those behind the line; false for -1.
bool isHighlighted(const AttackLine &line, int pivot);

/// What a trace looks like on the canvas.
struct AttackOverlay
{
    std::vector<AttackLine> lines; ///< successful ones first, each part by step
    ElementMap<int> fallen; ///< canvas element -> step at which it falls; 0 for footholds

    bool isEmpty() const { return lines.empty() && fallen.empty(); }
};

/// Lines for `pivots` (indexes into AttackTrace::pivots) only; what falls is marked in any case.
AttackOverlay overlayOf(
    const AttackTrace &trace, const Project &project, const std::vector<std::uint32_t> &pivots);

} // namespace fourplane::ui
