// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "app/fourplanectl/Commands.h"
#include "core/reports/SecretReport.h"

#include <CLI/CLI.hpp>

namespace fourplane::ctl {

void addSecretsCommand(CLI::App &app, Session &session)
{
    CLI::App *command =
        app.add_subcommand("secrets", "Where secrets live, what they open, and who can read them");
    const auto file = std::make_shared<std::string>();
    command->add_option("file", *file, "Project file")->required();
    addFormatOption(*command, session);
    command->footer("Example:\n  fourplanectl secrets stack.fourplane.yaml");
    command->callback([&session, file] {
        const auto design = session.loadDesign(*file);
        if (!design)
            return;
        Session::print(session.isJson() ? secretsJson(*design->decisions)
                                        : secretsText(*design->decisions, session.style()));
    });
}

} // namespace fourplane::ctl
