// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/fourplanectl/Session.h"

namespace CLI {
class App;
}

namespace fourplane::ctl {

/// What an attack means and what to do about it. Each adds one subcommand, as those of Commands.h do.
void addAnalyseCommand(CLI::App &app, Session &session);
void addRankCommand(CLI::App &app, Session &session);
void addFootholdsCommand(CLI::App &app, Session &session);
void addFixCommand(CLI::App &app, Session &session);
void addCoverageCommand(CLI::App &app, Session &session);

} // namespace fourplane::ctl
