// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "app/fourplanectl/Commands.h"
#include "app/fourplanectl/ReportContext.h"
#include "core/analysis/FindingRule.h"
#include "core/reports/FindingReport.h"
#include "core/reports/SarifReport.h"

#include <CLI/CLI.hpp>

#include <ctime>

namespace fourplane::ctl {

namespace {

struct CheckOptions
{
    std::string file;
    std::string today;
};

std::string currentDate()
{
    const std::time_t now = std::time(nullptr);
    std::tm local {};
    ::localtime_r(&now, &local);
    char text[16] = "";
    std::strftime(text, sizeof text, "%Y-%m-%d", &local);
    return text;
}

void check(Session &session, const CheckOptions &options)
{
    const auto design = session.loadDesign(options.file);
    if (!design)
        return;
    Diagnostics diagnostics = design->readDiagnostics;
    const Diagnostics &compiled = design->compiled.diagnostics;
    diagnostics.insert(diagnostics.end(), compiled.begin(), compiled.end());
    const FindingContext context { design->project, *design->decisions,
        options.today.empty() ? currentDate() : options.today };
    const std::vector<Finding> findings = findFindings(context);
    const TechniqueCatalogue noTechniques; // findings name none
    if (session.format == "sarif")
        Session::print(
            findingsSarif(allFindingRules(), findings, diagnostics, reportContext(*design, noTechniques)));
    else
        Session::print(session.isJson() ? findingsJson(findings, diagnostics)
                                        : findingsText(findings, diagnostics, session.style()));
    if (!findings.empty() || hasAtLeast(diagnostics, DiagnosticLevel::Severe))
        session.exitCode = FindingsOrGoalReached;
}

} // namespace

void addFormatOption(CLI::App &command, Session &session, const std::vector<std::string> &formats)
{
    command.add_option("--format", session.format, "Output format")
        ->check(CLI::IsMember(formats))
        ->capture_default_str();
}

void addCheckCommand(CLI::App &app, Session &session)
{
    CLI::App *command =
        app.add_subcommand("check", "Check a design: reads it, compiles it and runs every finding rule");
    auto options = std::make_shared<CheckOptions>();
    command->add_option("file", options->file, "Project file")->required();
    command->add_option(
        "--today", options->today, "Date for expiring exceptions, YYYY-MM-DD; default: today");
    addFormatOption(*command, session, { "text", "json", "sarif" });
    command->footer("Examples:\n  fourplanectl check design.fourplane.yaml --format json\n"
                    "  fourplanectl check design.fourplane.yaml --format sarif > fourplane.sarif");
    command->callback([&session, options] { check(session, *options); });
}

} // namespace fourplane::ctl
