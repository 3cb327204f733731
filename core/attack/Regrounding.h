// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/Grounding.h"
#include "core/attack/TouchedElements.h"

#include <optional>

namespace fourplane {

/// What a grounding becomes when the design changes.
struct Regrounded
{
    Grounding grounding;
    /// By pivot: its number before; noIndex where it is new or has to be judged again.
    std::vector<std::uint32_t> pivotsBefore;
};

/// A grounding of the changed design, made of the one before: instances that bind a touched element are left
/// out and made anew, and what newly becomes possible is followed. Facts hold in the same worlds as in a
/// grounding from the start; it may hold facts and instances that are no longer possible, and pairs written
/// out that would be in crowds. Nothing is returned where grounding from the start is the better way: when
/// so much is touched, or an element of a crowd is gone. `starts`, `footholdCount` and `gateKeeper` as for
/// ground, of the changed design; `rules` and `limits` are those of both. Errors: "cancelled", "too-large".
Result<std::optional<Regrounded>> reground(const Grounding &before, const DesignModel &model,
    const std::vector<PreparedRule> &rules, const TouchedElements &touched,
    const std::vector<AttackerFact> &starts, std::size_t footholdCount, GateKeeper &gateKeeper,
    const GroundingLimits &limits, const Job &job);

} // namespace fourplane
