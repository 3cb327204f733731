// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/fourplanectl/Session.h"
#include "core/attack/GroundingLimits.h"

namespace CLI {
class App;
}

namespace fourplane::ctl {

/// Which attacks a command is asked about.
struct ScenarioOptions
{
    std::string scenario; ///< id; empty = every scenario of the project
    std::vector<std::string> footholds; ///< instead of a scenario
    std::vector<std::string> goals;
    std::string exploitability; ///< empty = the scenario's own
    std::size_t memoryLimit = defaultMemoryLimit; ///< of the ground system, in MB

    static constexpr std::size_t defaultMemoryLimit = GroundingLimits {}.bytes >> 20U;

    /// With the memory limit that was chosen.
    GroundingLimits limits() const;
};

/// The option --memory-limit, in MB.
void addMemoryLimitOption(CLI::App &command, std::size_t &megabytes);

/// The options --scenario, --foothold, --goal, --exploitability and --memory-limit.
void addScenarioOptions(CLI::App &command, const std::shared_ptr<ScenarioOptions> &options);

/// The scenarios that the options ask for, each with its goals: those named, those of the scenario, or every
/// collection. Errors: "unknown-scenario", "no-scenario", "unknown-element".
Result<std::vector<Scenario>> scenariosFor(const Project &project, const ScenarioOptions &options);

} // namespace fourplane::ctl
