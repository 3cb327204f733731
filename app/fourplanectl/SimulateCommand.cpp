// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "app/fourplanectl/Commands.h"
#include "core/attack/AttackEngine.h"
#include "core/reports/TraceReport.h"
#include "core/storage/CatalogueFile.h"

#include <CLI/CLI.hpp>

namespace fourplane::ctl {

namespace {

struct SimulateOptions
{
    std::string file;
    std::string scenario;
    std::vector<std::string> footholds;
    std::vector<std::string> goals;
    std::string exploitability;
    std::string catalogue;
    bool summary = false;
};

FootholdKind footholdKindOf(const Project &project, const ElementId &id)
{
    if (project.topology.identities.count(id) > 0)
        return FootholdKind::StolenToken;
    const ExternalEndpoint *external = find(project.topology.externals, id);
    if (external)
        return external->kind == ExternalKind::UntrustedContent ? FootholdKind::UntrustedText
                                                                : FootholdKind::NetworkAccess;
    return project.topology.workloads.count(id) > 0 ? FootholdKind::CodeExecution
                                                    : FootholdKind::UntrustedText;
}

/// Without named goals every collection is one: an import names none.
std::vector<ElementId> allCollections(const Project &project)
{
    std::vector<ElementId> goals;
    for (const auto &[id, store] : project.topology.stores) {
        for (const Collection &collection : store.collections)
            goals.push_back(collection.id);
    }
    return goals;
}

Result<Scenario> scenarioFromFootholds(const Project &project, const SimulateOptions &options)
{
    Scenario scenario;
    scenario.name = "foothold in";
    scenario.exploitability = Exploitability::All;
    for (const std::string &name : options.footholds) {
        const auto id = findElement(project, name);
        if (!id)
            return tl::make_unexpected(id.error());
        scenario.footholds.push_back({ footholdKindOf(project, *id), *id, {} });
        scenario.name += " " + id->value();
    }
    return scenario;
}

/// The scenarios that the options ask for, each with its goals.
Result<std::vector<Scenario>> scenariosFor(const Project &project, const SimulateOptions &options)
{
    std::vector<Scenario> scenarios;
    if (!options.footholds.empty()) {
        auto scenario = scenarioFromFootholds(project, options);
        if (!scenario)
            return tl::make_unexpected(scenario.error());
        scenarios.push_back(std::move(*scenario));
    } else if (!options.scenario.empty()) {
        const Scenario *scenario = find(project.scenarios, ElementId(options.scenario));
        if (!scenario) {
            std::string known;
            for (const auto &[id, other] : project.scenarios)
                known += (known.empty() ? "" : ", ") + id.value();
            return failure("unknown-scenario", "There is no scenario \"" + options.scenario + "\".",
                known.empty() ? "Use --foothold." : "The project has: " + known + ".");
        }
        scenarios.push_back(*scenario);
    } else {
        for (const auto &[id, scenario] : project.scenarios)
            scenarios.push_back(scenario);
    }
    if (scenarios.empty())
        return failure("no-scenario", "The project has no scenario.", "Name a start with --foothold.");

    std::vector<ElementId> goals;
    for (const std::string &name : options.goals) {
        const auto id = findElement(project, name);
        if (!id)
            return tl::make_unexpected(id.error());
        goals.push_back(*id);
    }
    for (Scenario &scenario : scenarios) {
        if (!goals.empty())
            scenario.jewels = goals;
        if (scenario.jewels.empty())
            scenario.jewels = allCollections(project);
        if (!options.exploitability.empty())
            scenario.exploitability = *enumFromName<Exploitability>(options.exploitability);
    }
    return scenarios;
}

/// A summary without a named assumption shows both that reports show side by side.
std::vector<Scenario> underBothAssumptions(const std::vector<Scenario> &scenarios)
{
    std::vector<Scenario> both;
    for (const Scenario &scenario : scenarios) {
        for (Exploitability assumption : { Exploitability::Marked, Exploitability::All }) {
            both.push_back(scenario);
            both.back().exploitability = assumption;
        }
    }
    return both;
}

void simulateAll(Session &session, const SimulateOptions &options)
{
    const auto design = session.loadDesign(options.file);
    if (!design)
        return;
    session.warn(design->readDiagnostics);
    auto catalogue = shippedCatalogue();
    if (catalogue && !options.catalogue.empty())
        catalogue = layeredCatalogue(*catalogue, options.catalogue);
    if (!catalogue) {
        session.fail(catalogue.error());
        return;
    }
    auto scenarios = scenariosFor(design->project, options);
    if (!scenarios) {
        session.fail(scenarios.error(), Usage);
        return;
    }
    if (options.summary && options.exploitability.empty())
        *scenarios = underBothAssumptions(*scenarios);

    std::vector<AttackTrace> traces;
    for (const Scenario &scenario : *scenarios) {
        auto trace = simulate(design->project, *design->decisions, *catalogue, scenario, session.job());
        Session::endProgress();
        if (!trace) {
            session.fail(trace.error());
            return;
        }
        if (!trace->fallenJewels.empty())
            session.exitCode = FindingsOrGoalReached;
        traces.push_back(std::move(*trace));
    }
    if (session.isJson()) {
        Session::print(tracesJson(traces, *catalogue));
    } else if (options.summary) {
        Session::print(traceSummary(traces, session.style()));
    } else {
        for (std::size_t i = 0; i < traces.size(); ++i)
            Session::print((i > 0 ? "\n" : "")
                + traceText(traces[i], *catalogue, design->compiled.plan, session.style()));
    }
}

} // namespace

void addSimulateCommand(CLI::App &app, Session &session)
{
    CLI::App *command =
        app.add_subcommand("simulate", "Attack the design: what falls, step by step, and what stops it");
    auto options = std::make_shared<SimulateOptions>();
    command->add_option("file", options->file, "Project file")->required();
    auto *scenario =
        command->add_option("--scenario", options->scenario, "Id of a scenario; default: all of the project");
    command
        ->add_option("--foothold", options->footholds,
            "Start in this workload (code execution), with this identity "
            "(stolen token) or from this external; may be repeated")
        ->excludes(scenario);
    command->add_option("--goal", options->goals,
        "Element that must not fall; may be repeated; default: the scenario's goals, else every collection");
    command
        ->add_option("--exploitability", options->exploitability,
            "Assumption about software weaknesses; default: the scenario's, with --foothold all")
        ->check(CLI::IsMember({ "none", "marked", "all" }));
    command->add_option(
        "--catalogue", options->catalogue, "Technique file to layer over the shipped catalogue");
    command->add_flag("--summary", options->summary, "One row for each scenario, under both assumptions");
    addFormatOption(*command, session);
    command->footer("Examples:\n  fourplanectl simulate design.fourplane.yaml --scenario stolen-token "
                    "--exploitability marked\n"
                    "  fourplanectl simulate stack.fourplane.yaml --foothold open-webui --goal store-qdrant");
    command->callback([&session, options] { simulateAll(session, *options); });
}

} // namespace fourplane::ctl
