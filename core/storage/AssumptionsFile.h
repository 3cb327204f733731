// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/CampaignAssumptions.h"
#include "core/base/Result.h"

#include <filesystem>

namespace fourplane {

/// Puts what a YAML text says over `base`; resources/help/campaigns.md describes the format. Every unknown
/// key, every name that is no distribution, technique or control of the catalogue or no kind of evidence, and
/// every number out of range is an error with file:line:column.
Result<CampaignAssumptions> parseAssumptions(std::string_view text, const std::string &fileName,
    const CampaignAssumptions &base, const TechniqueCatalogue &catalogue);

/// readTextFile + parseAssumptions.
Result<CampaignAssumptions> loadAssumptions(
    const std::filesystem::path &path, const CampaignAssumptions &base, const TechniqueCatalogue &catalogue);

/// The assumptions that are built in. Every name that they use is one of their distributions.
CampaignAssumptions shippedAssumptions();

} // namespace fourplane
