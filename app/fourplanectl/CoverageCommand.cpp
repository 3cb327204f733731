// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "app/fourplanectl/AnalysisCommands.h"
#include "app/fourplanectl/AttackInput.h"
#include "app/fourplanectl/Commands.h"
#include "core/attack/AttackEngine.h"
#include "core/attack/PreparedDesign.h"
#include "core/reports/CoverageReports.h"

#include <CLI/CLI.hpp>

namespace fourplane::ctl {

namespace {

void coverage(Session &session, const AttackOptions &options)
{
    const auto input = readAttackInput(session, options);
    if (!input)
        return;
    std::vector<AttackTrace> traces;
    const auto attacked = std::make_shared<PreparedDesign>(input->design->project, *input->design->decisions);
    for (const Scenario &scenario : input->scenarios) {
        auto trace = simulate(attacked, input->catalogue, scenario, session.job(), options.limits());
        Session::endProgress();
        if (!trace) {
            session.fail(trace.error());
            return;
        }
        traces.push_back(std::move(*trace));
    }
    const CoverageReport report = measureCoverage(traces, input->catalogue);
    if (session.isJson())
        Session::print(coverageJson(report, input->catalogue));
    else if (session.format == "csv")
        Session::print(coverageCsv(report));
    else if (session.format == "navigator")
        Session::print(coverageNavigatorLayer(report, input->design->project.name));
    else
        Session::print(coverageText(report, input->catalogue, session.style()));
}

} // namespace

void addCoverageCommand(CLI::App &app, Session &session)
{
    CLI::App *command = app.add_subcommand("coverage",
        "Say which techniques of ATT&CK, ATLAS and OWASP were tried: blocked by what, open where");
    auto options = std::make_shared<AttackOptions>();
    addAttackOptions(*command, options);
    addFormatOption(*command, session, { "text", "json", "csv", "navigator" });
    command->footer("\"navigator\" is a layer for the ATT&CK Navigator, format 4.5.\n\nExamples:\n"
                    "  fourplanectl coverage design.fourplane.yaml\n"
                    "  fourplanectl coverage design.fourplane.yaml --format navigator > layer.json");
    command->callback([&session, options] { coverage(session, *options); });
}

} // namespace fourplane::ctl
