// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/fourplanectl/Session.h"

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
};

/// The options --scenario, --foothold, --goal and --exploitability.
void addScenarioOptions(CLI::App &command, const std::shared_ptr<ScenarioOptions> &options);

/// The scenarios that the options ask for, each with its goals: those named, those of the scenario, or every
/// collection. Errors: "unknown-scenario", "no-scenario", "unknown-element".
Result<std::vector<Scenario>> scenariosFor(const Project &project, const ScenarioOptions &options);

} // namespace fourplane::ctl
