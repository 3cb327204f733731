// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/fourplanectl/Session.h"

namespace CLI {
class App;
}

namespace fourplane::ctl {

/// Each adds one subcommand whose callback works on `session`, which must outlive parsing.
void addCheckCommand(CLI::App &app, Session &session);
void addWhyCommand(CLI::App &app, Session &session);
void addMatrixCommand(CLI::App &app, Session &session);
void addSimulateCommand(CLI::App &app, Session &session);
void addWhatIfCommand(CLI::App &app, Session &session);
void addCampaignCommand(CLI::App &app, Session &session);
void addMergeCommand(CLI::App &app, Session &session);
void addExportCommand(CLI::App &app, Session &session);
void addImportCommand(CLI::App &app, Session &session);
void addNewCommand(CLI::App &app, Session &session);
void addSchemaCommand(CLI::App &app, Session &session);
void addCompletionCommand(CLI::App &app, Session &session);
void addRightsCommand(CLI::App &app, Session &session);
void addCanCommand(CLI::App &app, Session &session);
void addSecretsCommand(CLI::App &app, Session &session);
void addPlatformCommand(CLI::App &app, Session &session);
void addGenerateCommand(CLI::App &app, Session &session);
void addTechniqueCommand(CLI::App &app, Session &session);

/// The option --format with the formats a command knows.
void addFormatOption(
    CLI::App &command, Session &session, const std::vector<std::string> &formats = { "text", "json" });

} // namespace fourplane::ctl
