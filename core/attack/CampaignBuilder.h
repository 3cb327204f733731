// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/CampaignAssumptions.h"
#include "core/attack/PreparedAttack.h"

namespace fourplane {

/// Bounds of a campaign.
struct CampaignLimits
{
    std::size_t bytes = GroundingLimits().bytes; ///< as CampaignGraph::bytes counts them
    std::size_t steps = std::size_t(1) << 24U; ///< and as many attempts of one crowd; never more than this
};

/// The steps of an attack that are open in the design as it is, under assumptions whose names are all
/// defined. Attempts of a technique that gain the same and differ only in what they start from are one step
/// with a crowd, however the attack was grounded; its first success is drawn at once (see CampaignClock). A
/// step's key is made of its technique and the ids of the elements that all its attempts have in common, so
/// that variants of a project share draws as long as one attempt is left. Whether an attempt works at all,
/// where that is uncertain, is drawn by a key of all its elements. A goal that cannot be reached is an
/// element, too. Errors: "cancelled"; "too-large", naming the limit.
Result<CampaignGraph> campaignGraph(PreparedAttack &attack, const CampaignAssumptions &assumptions,
    const Job &job = {}, const CampaignLimits &limits = {});

/// The key of a technique between elements, in the order of the technique's variables.
std::uint64_t campaignStepKey(std::string_view techniqueId, std::span<const ElementId> elements);

} // namespace fourplane
