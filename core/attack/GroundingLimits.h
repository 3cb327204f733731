// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace fourplane {

/// Bounds of a grounding.
struct GroundingLimits
{
    /// A rule that has no more instances than this is written out instance by instance; of one with more,
    /// instances that are open alike share a crowd.
    std::size_t singleInstances = 4096;
    /// Only instances that succeed in the design as it is, each written out; nothing that is blocked is kept,
    /// so that what holds is told for world 0 alone. For analyses that ask that of many designs.
    bool onlySuccesses = false;
    /// The most memory for the ground system, as Grounding::bytes counts it.
    std::size_t bytes = std::size_t(4) << 30;
};

} // namespace fourplane
