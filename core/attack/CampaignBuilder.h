// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/CampaignAssumptions.h"
#include "core/attack/PreparedAttack.h"

namespace fourplane {

/// Steps that a campaign holds, if told nothing else: some 2 GB.
inline constexpr std::size_t mostCampaignSteps = std::size_t(1) << 24U;

/// The steps of an attack that are open in the design as it is, under assumptions whose names are all
/// defined. A step's key is made of its technique and the ids of its elements, so that variants of a project
/// share the draws of the steps they have in common. Crowds (see Grounding) are taken apart into the
/// instances that they stand for; where that would be more than `mostSteps`, they stay, and
/// CampaignGraph::sharesDraws says so. A goal that cannot be reached is an element, too. Errors: "cancelled";
/// "too-large" when there are more steps even so.
Result<CampaignGraph> campaignGraph(PreparedAttack &attack, const CampaignAssumptions &assumptions,
    const Job &job = {}, std::size_t mostSteps = mostCampaignSteps);

/// The key of a technique's step between elements, in the order of the technique's variables.
std::uint64_t campaignStepKey(std::string_view techniqueId, std::span<const ElementId> elements);

} // namespace fourplane
