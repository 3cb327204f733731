// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/CampaignResult.h"
#include "core/base/Result.h"

#include <filesystem>

namespace fourplane {

/// SHA-256 over everything that is assumed: equal digests, equal assumptions.
std::string digestOf(const CampaignAssumptions &assumptions);

/// The result as JSON: the whole numbers, and beside them what follows from them (shares, quantiles, with
/// intervals), for other tools. Equal results give equal bytes. resources/help/campaigns.md describes it.
std::string writeCampaign(const CampaignResult &result);

/// Reads what writeCampaign wrote; only the whole numbers count. Errors: "not-a-campaign" for other files and
/// for numbers that cannot be: each says where.
Result<CampaignResult> parseCampaign(std::string_view text, const std::string &fileName);

/// readTextFile + parseCampaign, for files of up to 512 MiB.
Result<CampaignResult> loadCampaign(const std::filesystem::path &path);

} // namespace fourplane
