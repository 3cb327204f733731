// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "app/fourplanectl/AnalysisCommands.h"
#include "app/fourplanectl/AttackInput.h"
#include "app/fourplanectl/Commands.h"
#include "app/fourplanectl/ProjectFileChoice.h"
#include "core/reports/FixReport.h"
#include "core/storage/ProjectEdits.h"
#include "core/storage/ProjectFile.h"

#include <CLI/CLI.hpp>

namespace fourplane::ctl {

namespace {

struct FixCommandOptions : AttackOptions
{
    std::string cost = "count";
    FixOptions search;
    std::string variantName;
};

/// Keeps the edits of a fix set as a variant of the project in its file.
Result<void> saveVariant(const FixCommandOptions &options, const std::string &file, const FixReport &report)
{
    auto loaded = loadProject(file);
    if (!loaded)
        return tl::make_unexpected(loaded.error());
    Variant variant;
    variant.id = ElementId(options.variantName);
    variant.name = "Fix set for " + report.scenario.name;
    variant.description = "Made by fourplanectl fix; closes the goals of the scenario.";
    for (const std::string &id : options.variants) {
        if (const Variant *base = find(loaded->project.variants, ElementId(id)))
            variant.edits.insert(variant.edits.end(), base->edits.begin(), base->edits.end());
    }
    variant.edits.insert(variant.edits.end(), report.edits.begin(), report.edits.end());
    if (!ElementId::isValid(options.variantName) || loaded->project.variants.count(variant.id) > 0)
        return failure("bad-variant",
            "\"" + options.variantName + "\" is no id for a new variant, or there is one already.",
            "Choose another name: letters, digits and -_./");
    loaded->project.variants[variant.id] = variant;
    return saveProject(file, loaded->project);
}

void fix(Session &session, const FixCommandOptions &options)
{
    const auto input = readAttackInput(session, options);
    if (!input)
        return;
    if (!options.variantName.empty() && input->scenarios.size() != 1) {
        session.failUsage("A variant can hold the fix set of one scenario only.", "Name it with --scenario.");
        return;
    }
    FixOptions search = options.search;
    search.cost = *enumFromName<FixCost>(options.cost);
    std::vector<FixReport> reports;
    for (const Scenario &scenario : input->scenarios) {
        const auto run = DesignRun::make(
            input->design->project, input->catalogue, scenario, session.job(), options.limits().bytes);
        if (!run) {
            session.fail(run.error());
            return;
        }
        const auto ranking = rankControls(**run, session.job());
        if (!ranking) {
            Session::endProgress();
            session.fail(ranking.error());
            return;
        }
        auto found = findFixSet(**run, *ranking, search, session.job());
        Session::endProgress();
        if (!found) {
            session.fail(found.error());
            return;
        }
        reports.push_back({ input->design->project, scenario, std::move(*found), {} });
        FixReport &report = reports.back();
        if (report.search.fix) {
            if (const auto edits = writtenEdits(report.project, report.search.fix->changed))
                report.edits = *edits;
        } else if (!report.search.goals.empty()) {
            session.exitCode = FindingsOrGoalReached;
        }
    }
    if (session.isJson()) {
        Session::print(fixJson(reports));
    } else {
        for (std::size_t i = 0; i < reports.size(); ++i)
            Session::print((i > 0 ? "\n" : "") + fixText(reports[i], input->catalogue, session.style()));
    }
    if (options.variantName.empty() || reports.front().edits.empty())
        return;
    const auto file = projectFileAt(options.file);
    const auto saved = file ? saveVariant(options, file->string(), reports.front())
                            : Result<void>(tl::make_unexpected(file.error()));
    if (!saved)
        session.fail(saved.error());
}

} // namespace

void addFixCommand(CLI::App &app, Session &session)
{
    CLI::App *command = app.add_subcommand("fix",
        "Find the smallest or cheapest set of control changes that closes all goals, proved by attacking the "
        "changed design");
    auto options = std::make_shared<FixCommandOptions>();
    addAttackOptions(*command, options);
    command
        ->add_option("--cost", options->cost, "What the best set is: the fewest changes, or the least effort")
        ->check(CLI::IsMember({ "count", "effort" }))
        ->capture_default_str();
    command->add_option("--max", options->search.maxChanges, "Most changes in a set; 0 = as many as it takes")
        ->capture_default_str();
    command
        ->add_option(
            "--max-runs", options->search.maxRuns, "Designs to attack while looking for a better set")
        ->capture_default_str();
    command->add_option("--write-variant", options->variantName,
        "Keep the set as a variant with this id in the project file");
    addFormatOption(*command, session);
    command->footer("Exit code 1 when a goal cannot be closed.\n\nExamples:\n"
                    "  fourplanectl fix design.fourplane.yaml --scenario stolen-token --cost effort\n"
                    "  fourplanectl fix design.fourplane.yaml --scenario stolen-token --write-variant fixed\n"
                    "  fourplanectl simulate design.fourplane.yaml --variant fixed");
    command->callback([&session, options] { fix(session, *options); });
}

} // namespace fourplane::ctl
