// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/CampaignResult.h"
#include "core/attack/PreparedAttack.h"
#include "core/base/Job.h"

namespace fourplane {

/// How a campaign is played.
struct CampaignOptions
{
    CampaignRules rules;
    std::uint32_t runs = 10'000; ///< of all shards; at least 1
    std::uint32_t shard = 0; ///< which part is played, from 0; below `shards`
    std::uint32_t shards = 1;
    unsigned threads = 0; ///< 0 = as many as there are processors
    std::size_t mostBytes = GroundingLimits().bytes; ///< for the steps that the runs share
};

/// The runs of a shard: a part of all runs, as equal as can be; all shards together are all runs.
RunRange shardRange(std::uint32_t runs, std::uint32_t shard, std::uint32_t shards);

/// Plays the runs of a shard. The numbers hang on the attack, the assumptions, the rules and the runs alone:
/// not on threads or shards. Memory for each thread: 8 bytes per fact, 48 per crowd, 20 per step
/// of crowds, 4 per element, and up to 2 KiB for each element that falls. Progress is reported from the
/// calling thread. Errors: "cancelled" and those of campaignGraph.
Result<CampaignResult> runCampaign(PreparedAttack &attack, const CampaignAssumptions &assumptions,
    const std::string &projectName, const CampaignOptions &options, const Job &job = {});

/// Plays the runs of a shard on a graph. Of the subject only rules and runs are filled in.
Result<CampaignResult> playCampaign(
    const CampaignGraph &graph, const CampaignOptions &options, const Job &job = {});

} // namespace fourplane
