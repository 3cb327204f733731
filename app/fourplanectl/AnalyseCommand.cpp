// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "app/fourplanectl/AnalysisCommands.h"
#include "app/fourplanectl/AttackInput.h"
#include "app/fourplanectl/Commands.h"
#include "core/reports/AnalysisReport.h"

#include <CLI/CLI.hpp>

namespace fourplane::ctl {

namespace {

void analyse(Session &session, const AttackOptions &options)
{
    const auto input = readAttackInput(session, options);
    if (!input)
        return;
    std::vector<AnalysisReport> reports;
    for (const Scenario &scenario : input->scenarios) {
        auto analysis = analyseScenario(
            input->design->project, input->catalogue, scenario, session.job(), options.limits().bytes);
        Session::endProgress();
        if (!analysis) {
            session.fail(analysis.error());
            return;
        }
        if (!analysis->goals.empty())
            session.exitCode = FindingsOrGoalReached;
        reports.push_back({ input->design->project, scenario, std::move(*analysis) });
    }
    Session::print(session.isJson() ? analysisJson(reports, input->catalogue)
                                    : analysisText(reports, input->catalogue, session.style()));
}

} // namespace

void addAnalyseCommand(CLI::App &app, Session &session)
{
    CLI::App *command = app.add_subcommand("analyse",
        "Say what an attack reaches and what that weighs, what stands before each asset, where all ways "
        "meet, and what to change");
    command->alias("analyze");
    auto options = std::make_shared<AttackOptions>();
    addAttackOptions(*command, options);
    addFormatOption(*command, session);
    command->footer("Exit code 1 when a goal falls.\n\nExamples:\n"
                    "  fourplanectl analyse design.fourplane.yaml --scenario stolen-token\n"
                    "  fourplanectl analyse stack.fourplane.yaml --foothold open-webui --goal store-qdrant");
    command->callback([&session, options] { analyse(session, *options); });
}

} // namespace fourplane::ctl
