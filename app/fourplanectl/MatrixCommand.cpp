// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "app/fourplanectl/Commands.h"
#include "core/decision/UnreadRules.h"
#include "core/reports/MatrixDiff.h"

#include <CLI/CLI.hpp>

#include <optional>

namespace fourplane::ctl {

namespace {

struct MatrixOptions
{
    std::string file;
    std::string plane;
    std::string other;
};

/// All rows of a design; nothing after reporting that it was stopped.
std::optional<MatrixReport> reportOf(Session &session, const Design &design, const MatrixOptions &options)
{
    MatrixReport report { design.compiled.plan, {}, enumFromName<Plane>(options.plane) };
    const UnreadRules unread(design.project.unmodelled, design.compiled.plan);
    const bool hasUnread = !design.project.unmodelled.empty();
    const auto visited = forEachAccess(
        *design.decisions,
        [&](const AccessRow &row) {
            report.rows.push_back(row);
            if (hasUnread) {
                AccessRequest request;
                request.sourceId = row.sourceId;
                request.destinationId = row.destinationId;
                unread.name(request, report.rows.back().decision);
            }
            return true;
        },
        session.job());
    Session::endProgress();
    if (visited)
        return report;
    session.fail(visited.error());
    return std::nullopt;
}

void printMatrix(const Session &session, const MatrixReport &report, const std::string &title)
{
    if (session.format == "csv")
        Session::print(matrixCsv(report));
    else if (session.format == "html")
        Session::print(matrixHtml(report, title));
    else
        Session::print(session.isJson() ? matrixJson(report) : matrixText(report, session.style()));
}

void printChanges(const Session &session, const std::vector<AccessChange> &changes, const std::string &title)
{
    if (session.format == "csv")
        Session::print(matrixDiffCsv(changes));
    else if (session.format == "html")
        Session::print(matrixDiffHtml(changes, title));
    else
        Session::print(session.isJson() ? matrixDiffJson(changes) : matrixDiffText(changes, session.style()));
}

void matrix(Session &session, const MatrixOptions &options)
{
    const auto design = session.loadDesign(options.file);
    const auto other =
        !design || options.other.empty() ? std::unique_ptr<Design>() : session.loadDesign(options.other);
    if (!design || (!other && !options.other.empty()))
        return;
    const auto report = reportOf(session, *design, options);
    if (!report)
        return;
    if (!other) {
        printMatrix(session, *report, design->project.name);
        return;
    }
    const auto otherReport = reportOf(session, *other, options);
    if (!otherReport)
        return;
    const std::vector<AccessChange> changes = compareAccess(*report, *otherReport);
    printChanges(session, changes, design->project.name + " -> " + other->project.name);
    if (!changes.empty())
        session.exitCode = FindingsOrGoalReached;
}

} // namespace

void addMatrixCommand(CLI::App &app, Session &session)
{
    CLI::App *command = app.add_subcommand("matrix", "Who may reach whom: the whole relation");
    auto options = std::make_shared<MatrixOptions>();
    command->add_option("file", options->file, "Project file")->required();
    command->add_option("--plane", options->plane, "Verdicts of one plane alone")
        ->check(CLI::IsMember({ "identity", "network", "workload", "data" }));
    command->add_option("--diff", options->other,
        "Another project file: shows what it decides differently, and exits with 1 when there is something");
    addFormatOption(*command, session, { "text", "json", "csv", "html" });
    command->footer("Examples:\n  fourplanectl matrix design.fourplane.yaml --plane network --format csv\n"
                    "  fourplanectl matrix before.fourplane.yaml --diff after.fourplane.yaml");
    command->callback([&session, options] { matrix(session, *options); });
}

} // namespace fourplane::ctl
