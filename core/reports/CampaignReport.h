// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/CampaignResult.h"
#include "core/reports/TextStyle.h"

#include <string>

namespace fourplane {

/// A campaign as a person reads it: what was played and under which assumptions; for each goal whether it can
/// be reached at all beside how often and when it fell, with intervals; the other elements that fell; what
/// was noticed first. Assumptions are called so wherever a number rests on them.
std::string campaignText(const CampaignResult &result, const TextStyle &style);

/// The same as a page that needs nothing from elsewhere, with histograms.
std::string campaignHtml(const CampaignResult &result);

} // namespace fourplane
