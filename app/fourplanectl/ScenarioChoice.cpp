// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "app/fourplanectl/ScenarioChoice.h"

#include <CLI/CLI.hpp>

namespace fourplane::ctl {

namespace {

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

Result<Scenario> scenarioFromFootholds(const Project &project, const ScenarioOptions &options)
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

} // namespace

Result<std::vector<Scenario>> scenariosFor(const Project &project, const ScenarioOptions &options)
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

GroundingLimits ScenarioOptions::limits() const
{
    GroundingLimits limits;
    limits.bytes = memoryLimit << 20U;
    return limits;
}

void addMemoryLimitOption(CLI::App &command, std::size_t &megabytes)
{
    constexpr std::size_t mostMegabytes = std::size_t(1) << 24U;
    command
        .add_option("--memory-limit", megabytes,
            "The most memory, in MB, for the ground attempts of a scenario; more is an error")
        ->check(CLI::Range(std::size_t(1), mostMegabytes))
        ->capture_default_str();
}

void addScenarioOptions(CLI::App &command, const std::shared_ptr<ScenarioOptions> &options)
{
    auto *scenario =
        command.add_option("--scenario", options->scenario, "Id of a scenario; default: all of the project");
    command
        .add_option("--foothold", options->footholds,
            "Start in this workload (code execution), with this identity "
            "(stolen token) or from this external; may be repeated")
        ->excludes(scenario);
    command.add_option("--goal", options->goals,
        "Element that must not fall; may be repeated; default: the scenario's goals, else every collection");
    command
        .add_option("--exploitability", options->exploitability,
            "Assumption about software weaknesses; default: the scenario's, with --foothold all")
        ->check(CLI::IsMember({ "none", "marked", "all" }));
    addMemoryLimitOption(command, options->memoryLimit);
}

} // namespace fourplane::ctl
