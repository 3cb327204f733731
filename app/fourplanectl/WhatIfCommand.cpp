// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "app/fourplanectl/Commands.h"
#include "app/fourplanectl/ScenarioChoice.h"
#include "core/analysis/AttackComparison.h"
#include "core/analysis/WorkingFlows.h"
#include "core/reports/WhatIfReport.h"
#include "core/storage/CatalogueFile.h"
#include "core/storage/ProjectEdits.h"

#include <CLI/CLI.hpp>

namespace fourplane::ctl {

namespace {

struct WhatIfOptions : ScenarioOptions
{
    std::string file;
    std::vector<std::string> edits;
    std::vector<std::string> variants;
    std::string catalogue;
};

/// What is different, in the order in which it is applied.
std::vector<std::string> editsOf(const Project &project, const WhatIfOptions &options)
{
    std::vector<std::string> edits;
    for (const std::string &id : options.variants) {
        if (const Variant *variant = find(project.variants, ElementId(id)))
            edits.insert(edits.end(), variant->edits.begin(), variant->edits.end());
    }
    edits.insert(edits.end(), options.edits.begin(), options.edits.end());
    return edits;
}

/// The changed project; every variant is known.
Result<Project> changedProject(const Project &project, const WhatIfOptions &options)
{
    auto changed = withVariants(project, { options.variants.begin(), options.variants.end() });
    return changed ? withEdits(*changed, options.edits) : changed;
}

void whatIf(Session &session, const WhatIfOptions &options)
{
    if (options.edits.empty() && options.variants.empty()) {
        session.failUsage("Nothing is changed.", "Name an edit with --set, or a variant with --variant.");
        return;
    }
    const auto before = session.loadDesign(options.file);
    if (!before)
        return;
    session.warn(before->readDiagnostics);
    auto changed = changedProject(before->project, options);
    if (!changed) {
        session.fail(changed.error(), Usage);
        return;
    }
    const auto after = designOf(std::move(*changed));
    auto catalogue = shippedCatalogue();
    if (catalogue && !options.catalogue.empty())
        catalogue = layeredCatalogue(*catalogue, options.catalogue);
    if (!catalogue) {
        session.fail(catalogue.error());
        return;
    }
    const auto scenarios = scenariosFor(before->project, options);
    if (!scenarios) {
        session.fail(scenarios.error(), Usage);
        return;
    }
    WhatIfReport report;
    report.edits = editsOf(before->project, options);
    const std::set<ElementId> workingBefore = workingFlows(before->project, *before->decisions);
    const std::set<ElementId> workingAfter = workingFlows(after->project, *after->decisions);
    report.refusedFlows = refusedFlows(workingBefore, after->project, workingAfter);
    report.openedFlows = refusedFlows(workingAfter, before->project, workingBefore);
    const auto attackedBefore = std::make_shared<PreparedDesign>(before->project, *before->decisions);
    const auto attackedAfter = std::make_shared<PreparedDesign>(after->project, *after->decisions);
    for (const Scenario &scenario : *scenarios) {
        auto comparison = compareAttacks(
            attackedBefore, attackedAfter, *catalogue, scenario, session.job(), options.limits());
        Session::endProgress();
        if (!comparison) {
            session.fail(comparison.error());
            return;
        }
        if (comparison->opensSomething())
            session.exitCode = FindingsOrGoalReached;
        report.comparisons.push_back(std::move(*comparison));
    }
    Session::print(
        session.isJson() ? whatIfJson(report, *catalogue) : whatIfText(report, *catalogue, session.style()));
}

} // namespace

void addWhatIfCommand(CLI::App &app, Session &session)
{
    CLI::App *command = app.add_subcommand(
        "what-if", "Attack a changed design and show which paths the change closes and opens");
    auto options = std::make_shared<WhatIfOptions>();
    command->add_option("file", options->file, "Project file, or a folder with one")->required();
    command->add_option("--set", options->edits,
        "An edit, such as \"workload/model: podSecurity=restricted\"; may be repeated; applied in order");
    command->add_option("--variant", options->variants,
        "A variant of the project, applied before the edits; may be repeated");
    addScenarioOptions(*command, options);
    command->add_option(
        "--catalogue", options->catalogue, "Technique file to layer over the shipped catalogue");
    addFormatOption(*command, session);
    command->footer(
        "Exit code 1 when the change lets something fall that held before.\n\nExamples:\n"
        "  fourplanectl what-if design.fourplane.yaml --set \"workload/model: "
        "podSecurity=restricted\"\n"
        "  fourplanectl what-if design.fourplane.yaml --set \"allowRule/web-db: remove\" --scenario "
        "stolen-token\n"
        "How edits are written: the section \"variants\" of the help page on project files.");
    command->callback([&session, options] { whatIf(session, *options); });
}

} // namespace fourplane::ctl
