// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "app/fourplanectl/Commands.h"
#include "app/fourplanectl/ScenarioChoice.h"
#include "core/attack/AttackEngine.h"
#include "core/attack/Vocabulary.h"
#include "core/reports/DecisionReport.h"
#include "core/reports/FindingReport.h"
#include "core/reports/TechniqueReport.h"
#include "core/storage/CatalogueFile.h"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace fourplane::ctl {

namespace {

struct TechniqueOptions : ScenarioOptions
{
    std::string id;
    std::vector<std::string> catalogues;
    std::string plane;
    TechniqueFilter filter;
    std::vector<std::string> files;
    std::string project;
};

/// The shipped catalogue with the user's files over it, in order; nothing after reporting the error.
std::optional<TechniqueCatalogue> catalogueWith(Session &session, const std::vector<std::string> &files)
{
    auto catalogue = shippedCatalogue();
    for (const std::string &file : files) {
        if (catalogue)
            catalogue = layeredCatalogue(*catalogue, file);
    }
    if (!catalogue) {
        session.fail(catalogue.error());
        return std::nullopt;
    }
    return std::move(*catalogue);
}

const Technique *techniqueNamed(Session &session, const TechniqueCatalogue &catalogue, const std::string &id)
{
    if (const Technique *technique = techniqueOf(catalogue, id))
        return technique;
    session.failUsage("There is no technique \"" + printable(id) + "\".",
        "fourplanectl technique list names them; --catalogue adds those of a file.");
    return nullptr;
}

void listTechniques(Session &session, TechniqueOptions options)
{
    const auto catalogue = catalogueWith(session, options.catalogues);
    if (!catalogue)
        return;
    if (!options.filter.kind.empty() && !typeBit(options.filter.kind)) {
        session.failUsage("\"" + printable(options.filter.kind) + "\" is no type of the rule language.",
            "The help page on techniques lists them.");
        return;
    }
    const bool isControl = std::any_of(catalogue->controls.begin(), catalogue->controls.end(),
        [&options](const Control &control) { return control.id == options.filter.control; });
    if (!options.filter.control.empty() && !isControl) {
        session.failUsage("There is no control \"" + printable(options.filter.control) + "\".",
            "Controls are called as in the column \"can be stopped by\": I4, N1, W2, D6, ...");
        return;
    }
    TechniqueFilter referring;
    referring.reference = options.filter.reference;
    if (selectTechniques(*catalogue, referring).empty()) {
        session.failUsage("No technique refers to \"" + printable(options.filter.reference) + "\".",
            "Write an id, such as T1552 or LLM01, or a catalogue, such as ATLAS.");
        return;
    }
    if (!options.plane.empty())
        options.filter.plane = enumFromName<Plane>(options.plane);
    const auto selected = selectTechniques(*catalogue, options.filter);
    Session::print(
        session.isJson() ? techniqueListJson(selected) : techniqueListText(selected, session.style()));
}

void showTechnique(Session &session, const TechniqueOptions &options)
{
    const auto catalogue = catalogueWith(session, options.catalogues);
    const Technique *technique = catalogue ? techniqueNamed(session, *catalogue, options.id) : nullptr;
    if (technique)
        Session::print(session.isJson() ? techniqueJson(*technique, *catalogue)
                                        : techniqueText(*technique, *catalogue, session.style()));
}

void lintTechniques(Session &session, const TechniqueOptions &options)
{
    std::vector<std::string> files = options.catalogues;
    files.insert(files.end(), options.files.begin(), options.files.end());
    const auto catalogue = catalogueWith(session, files);
    if (!catalogue)
        return;
    const Diagnostics found = lintCatalogue(*catalogue);
    if (!found.empty())
        session.exitCode = FindingsOrGoalReached;
    if (session.isJson()) {
        Session::print(diagnosticsJson(found));
        return;
    }
    for (const Diagnostic &diagnostic : found)
        Session::print(diagnosticText(diagnostic) + "\n");
    Session::print(counted(catalogue->techniques.size(), "technique", "techniques") + ", "
        + counted(found.size(), "problem", "problems") + "\n");
}

void explainTechnique(Session &session, const TechniqueOptions &options)
{
    const auto catalogue = catalogueWith(session, options.catalogues);
    const Technique *technique = catalogue ? techniqueNamed(session, *catalogue, options.id) : nullptr;
    if (!technique)
        return;
    std::vector<AttackTrace> traces;
    std::unique_ptr<Design> design;
    if (!options.project.empty()) {
        design = session.loadDesign(options.project);
        if (!design)
            return;
        session.warn(design->readDiagnostics);
        const auto scenarios = scenariosFor(design->project, options);
        if (!scenarios) {
            session.fail(scenarios.error(), Usage);
            return;
        }
        for (const Scenario &scenario : *scenarios) {
            auto trace = simulate(
                design->project, *design->decisions, *catalogue, scenario, session.job(), options.limits());
            Session::endProgress();
            if (!trace) {
                session.fail(trace.error());
                return;
            }
            traces.push_back(std::move(*trace));
        }
    }
    std::optional<PlanIndex> index;
    if (design)
        index.emplace(design->compiled.plan);
    const ElementNamer name = [&index](const ElementId &id) {
        return index ? displayName(*index, id) : id.value();
    };
    Session::print(session.isJson()
            ? techniqueExplanationJson(*technique, *catalogue, traces)
            : techniqueExplanationText(*technique, *catalogue, traces, name, session.style()));
}

void addCatalogueOption(CLI::App &command, const std::shared_ptr<TechniqueOptions> &options)
{
    command.add_option("--catalogue", options->catalogues,
        "Technique file to layer over the shipped catalogue; may be repeated, later ones win");
}

} // namespace

void addTechniqueCommand(CLI::App &app, Session &session)
{
    CLI::App *command = app.add_subcommand("technique", "Read, check and explain attack techniques");
    command->require_subcommand(1);
    auto options = std::make_shared<TechniqueOptions>();
    const std::vector<std::string> planes(EnumNames<Plane>::names.begin(), EnumNames<Plane>::names.end());

    CLI::App *list = command->add_subcommand("list", "List techniques");
    list->add_option("--plane", options->plane, "Only those that this plane can stop")
        ->check(CLI::IsMember(planes));
    list->add_option(
        "--kind", options->filter.kind, "Only those about this type: agent, node, collection, ...");
    list->add_option("--reference", options->filter.reference, "Only those of T1552, LLM01, ATLAS, ...");
    list->add_option(
        "--control", options->filter.control, "Only those that this control concerns: N1, I4, ...");
    addCatalogueOption(*list, options);
    addFormatOption(*list, session);
    list->callback([&session, options] { listTechniques(session, *options); });

    CLI::App *show =
        command->add_subcommand("show", "Show a technique: its rule in sentences, what stops it");
    show->add_option("id", options->id, "Id of the technique")->required();
    addCatalogueOption(*show, options);
    addFormatOption(*show, session);
    show->callback([&session, options] { showTechnique(session, *options); });

    CLI::App *lint =
        command->add_subcommand("lint", "Check technique files, layered over the shipped catalogue");
    lint->add_option("files", options->files, "Technique files; none = the shipped catalogue alone");
    addCatalogueOption(*lint, options);
    addFormatOption(*lint, session);
    lint->footer("Exit code 1 when something is found, 3 when a file cannot be read.");
    lint->callback([&session, options] { lintTechniques(session, *options); });

    CLI::App *explain = command->add_subcommand(
        "explain", "Explain a technique in plain words and, with a project, where it was tried");
    explain->add_option("id", options->id, "Id of the technique")->required();
    explain->add_option("--project", options->project, "Project file, or a folder with one");
    addScenarioOptions(*explain, options);
    addCatalogueOption(*explain, options);
    addFormatOption(*explain, session);
    explain->callback([&session, options] { explainTechnique(session, *options); });

    command->footer(
        "Examples:\n"
        "  fourplanectl technique list --plane network --kind agent\n"
        "  fourplanectl technique show sa-token-read\n"
        "  fourplanectl technique lint mine.yaml\n"
        "  fourplanectl technique explain sa-token-read --project design.fourplane.yaml --scenario "
        "stolen-token");
}

} // namespace fourplane::ctl
