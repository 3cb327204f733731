// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/fourplanectl/Session.h"
#include "core/attack/GroundingLimits.h"
#include "core/attack/Technique.h"

namespace CLI {
class App;
}

namespace fourplane::ctl {

/// What simulate is to explain instead of telling a trace.
struct ExplainChoice
{
    std::vector<std::string> facts; ///< as traces write them; empty = nothing is to be explained
    std::string by = "steps"; ///< name of a DerivationMeasure
    bool all = false; ///< every attempt, up to wayLimit
    std::string assumptions; ///< file; empty = the shipped ones
    GroundingLimits limits;
};

/// The options --explain, --by, --all and --assumptions.
void addExplainOptions(CLI::App &command, ExplainChoice &choice);

/// Explains the facts in each scenario, as text or JSON; the exit code says whether one of them is reached.
void explainFacts(Session &session, const Design &design, const TechniqueCatalogue &catalogue,
    const std::vector<Scenario> &scenarios, const ExplainChoice &choice);

} // namespace fourplane::ctl
