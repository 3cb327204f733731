// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/fourplanectl/ScenarioChoice.h"
#include "core/attack/Technique.h"

namespace fourplane::ctl {

/// What commands that attack a design are given.
struct AttackOptions : ScenarioOptions
{
    std::string file;
    std::string catalogue;
    std::vector<std::string> variants;
};

/// A design, the techniques and the scenarios to try on it.
struct AttackInput
{
    std::unique_ptr<Design> design;
    TechniqueCatalogue catalogue;
    std::vector<Scenario> scenarios;
};

/// The positional FILE and the options --variant, --scenario, --foothold, --goal, --exploitability and
/// --catalogue.
void addAttackOptions(CLI::App &command, const std::shared_ptr<AttackOptions> &options);

/// Reads and compiles everything; nothing after reporting the error.
std::optional<AttackInput> readAttackInput(Session &session, const AttackOptions &options);

} // namespace fourplane::ctl
