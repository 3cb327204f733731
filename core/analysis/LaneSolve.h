// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/GroundSystem.h"

namespace fourplane {

/// 64 worlds of any meaning, one per bit: a design with one control more, an attack without one step.
using LaneBits = std::uint64_t;

inline constexpr std::size_t laneCount = 64;

/// The lanes in which a pivot is open.
using OpenLanes = std::function<LaneBits(std::uint32_t pivot)>;

/// The least fix-point in 64 lanes at once: for each fact the lanes in which it holds. `initial` says in
/// which lanes a fact holds from the start, by fact number. Error: "cancelled".
Result<std::vector<LaneBits>> solveLanes(const GroundSystem &system, const std::vector<LaneBits> &initial,
    const OpenLanes &openLanes, const Job &job = {});

} // namespace fourplane
