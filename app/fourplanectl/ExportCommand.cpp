// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "app/fourplanectl/Commands.h"
#include "core/exporters/PlanExporter.h"
#include "core/reports/FindingReport.h"

#include <CLI/CLI.hpp>

namespace fourplane::ctl {

namespace {

struct ExportOptions
{
    std::string file;
    std::string folder;
    std::vector<std::string> targets; ///< none = what the design asks for
    bool overwrite = false;
};

/// The chosen targets, or those that the plan asks for.
ExportTargets targetsOf(const ExportOptions &options, const EnforcementPlan &plan)
{
    if (options.targets.empty())
        return wantedTargets(plan);
    ExportTargets targets;
    for (const std::string &name : options.targets) {
        if (const auto target = enumFromName<ExportTarget>(name))
            targets.insert(*target);
    }
    return targets;
}

std::vector<std::string> targetNames()
{
    const auto &names = EnumNames<ExportTarget>::names;
    return { names.begin(), names.end() };
}

std::string targetsText()
{
    std::string text = "Targets; kubernetes is always part of an export:\n";
    for (const ExportTargetFacts &facts : exportTargets())
        text += "  " + std::string(nameOf(facts.target)) + ": " + std::string(facts.writes) + "\n";
    return text;
}

void exportPlan(Session &session, const ExportOptions &options)
{
    const auto design = session.loadDesign(options.file);
    if (!design)
        return;
    const EnforcementPlan &plan = design->compiled.plan;
    const auto tree = exportPlan(plan, targetsOf(options, plan));
    if (!tree) {
        session.fail(tree.error());
        return;
    }
    if (const auto written = writeTree(*tree, options.folder, options.overwrite); !written) {
        session.fail(written.error());
        return;
    }
    Diagnostics report = design->compiled.diagnostics;
    report.insert(report.end(), tree->report.begin(), tree->report.end());
    if (session.isJson()) {
        Session::print(diagnosticsJson(report));
        return;
    }
    session.warn(report);
    Session::print(counted(tree->files.size(), "file", "files") + " written to " + printable(options.folder)
        + "\n" + "Not expressible in this target: " + counted(tree->report.size(), "control", "controls")
        + (tree->report.empty() ? "" : " (see COMPATIBILITY.md)") + "\n"
        + "Next: read RUNBOOK.md, then kubectl apply -k " + printable(options.folder) + "/overlays/audit\n");
}

} // namespace

void addExportCommand(CLI::App &app, Session &session)
{
    CLI::App *command = app.add_subcommand("export", "Write the enforcement plan as a kustomize tree");
    auto options = std::make_shared<ExportOptions>();
    command->add_option("file", options->file, "Project file")->required();
    command->add_option("-o,--output", options->folder, "Folder to write to; made when missing")->required();
    command->add_option("--target", options->targets, "What to write for; default: what the design asks for")
        ->delimiter(',')
        ->check(CLI::IsMember(targetNames()));
    command->add_flag("--overwrite", options->overwrite, "Also replace files that were edited by hand");
    addFormatOption(*command, session);
    command->footer(targetsText()
        + "Example:\n  fourplanectl export design.fourplane.yaml -o out && kubectl kustomize "
          "out/overlays/enforce");
    command->callback([&session, options] { exportPlan(session, *options); });
}

} // namespace fourplane::ctl
