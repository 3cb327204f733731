// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "app/fourplanectl/Commands.h"
#include "core/reports/MatrixReport.h"

#include <CLI/CLI.hpp>

namespace fourplane::ctl {

namespace {

struct MatrixOptions
{
    std::string file;
    std::string plane;
};

void matrix(Session &session, const MatrixOptions &options)
{
    const auto design = session.loadDesign(options.file);
    if (!design)
        return;
    MatrixReport report { design->compiled.plan, {}, enumFromName<Plane>(options.plane) };
    const auto visited = forEachAccess(
        *design->decisions,
        [&report](const AccessRow &row) {
            report.rows.push_back(row);
            return true;
        },
        session.job());
    Session::endProgress();
    if (!visited) {
        session.fail(visited.error());
        return;
    }
    if (session.format == "csv")
        Session::print(matrixCsv(report));
    else if (session.format == "html")
        Session::print(matrixHtml(report, design->project.name));
    else
        Session::print(session.isJson() ? matrixJson(report) : matrixText(report, session.style()));
}

} // namespace

void addMatrixCommand(CLI::App &app, Session &session)
{
    CLI::App *command = app.add_subcommand("matrix", "Who may reach whom: the whole relation");
    auto options = std::make_shared<MatrixOptions>();
    command->add_option("file", options->file, "Project file")->required();
    command->add_option("--plane", options->plane, "Verdicts of one plane alone")
        ->check(CLI::IsMember({ "identity", "network", "workload", "data" }));
    addFormatOption(*command, session, { "text", "json", "csv", "html" });
    command->footer("Example:\n  fourplanectl matrix design.fourplane.yaml --plane network --format csv");
    command->callback([&session, options] { matrix(session, *options); });
}

} // namespace fourplane::ctl
