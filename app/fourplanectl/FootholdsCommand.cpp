// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "app/fourplanectl/AnalysisCommands.h"
#include "app/fourplanectl/AttackInput.h"
#include "app/fourplanectl/Commands.h"
#include "core/reports/StartingPointsReport.h"

#include <CLI/CLI.hpp>

namespace fourplane::ctl {

namespace {

struct FootholdsOptions : AttackOptions
{
    std::size_t most = 20;
};

void footholds(Session &session, const FootholdsOptions &options)
{
    const auto input = readAttackInput(session, options);
    if (!input)
        return;
    const auto attacked = std::make_shared<PreparedDesign>(input->design->project, *input->design->decisions);
    std::vector<StartingPointsReport> reports;
    for (const Scenario &scenario : input->scenarios) {
        auto points =
            measureStartingPoints(attacked, input->catalogue, scenario, session.job(), options.limits());
        Session::endProgress();
        if (!points) {
            session.fail(points.error());
            return;
        }
        reports.push_back({ scenario, std::move(*points) });
    }
    if (session.isJson()) {
        Session::print(startingPointsJson(reports));
        return;
    }
    for (std::size_t i = 0; i < reports.size(); ++i)
        Session::print((i > 0 ? "\n" : "") + startingPointsText(reports[i], options.most, session.style()));
}

} // namespace

void addFootholdsCommand(CLI::App &app, Session &session)
{
    CLI::App *command = app.add_subcommand(
        "footholds", "Start in every workload in turn and say from which one the most falls");
    auto options = std::make_shared<FootholdsOptions>();
    addAttackOptions(*command, options);
    command->add_option("--max", options->most, "Workloads to show as text; 0 = all")->capture_default_str();
    addFormatOption(*command, session);
    command->footer("Of a scenario its techniques, its assumption and its goals count, not its footholds.\n\n"
                    "Examples:\n"
                    "  fourplanectl footholds design.fourplane.yaml --scenario stolen-token\n"
                    "  fourplanectl footholds design.fourplane.yaml --exploitability all --format json");
    command->callback([&session, options] { footholds(session, *options); });
}

} // namespace fourplane::ctl
