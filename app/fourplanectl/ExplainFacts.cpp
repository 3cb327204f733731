// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "app/fourplanectl/ExplainFacts.h"

#include "app/fourplanectl/ReportContext.h"
#include "core/attack/FactName.h"
#include "core/reports/DecisionReport.h"
#include "core/reports/FactReport.h"
#include "core/storage/AssumptionsFile.h"

#include <CLI/CLI.hpp>

namespace fourplane::ctl {

namespace {

Result<CampaignAssumptions> assumptionsFor(const ExplainChoice &choice, const TechniqueCatalogue &catalogue)
{
    CampaignAssumptions shipped = shippedAssumptions();
    if (choice.assumptions.empty())
        return shipped;
    return loadAssumptions(choice.assumptions, shipped, catalogue);
}

/// Explains every fact in one scenario.
Result<std::vector<FactExplanation>> explained(const Session &session, const Design &design,
    const TechniqueCatalogue &catalogue, const Scenario &scenario, const CampaignAssumptions &assumptions,
    const ExplainChoice &choice)
{
    const Job job = session.job();
    auto attack =
        prepareToExplain(design.project, *design.decisions, catalogue, scenario, job, choice.limits);
    if (!attack)
        return tl::make_unexpected(attack.error());
    std::vector<AttackerFact> facts;
    for (const std::string &text : choice.facts) {
        const auto fact = findFact(attack->model(), text,
            [&design](const std::string &name) { return findElement(design.project, name); });
        if (!fact)
            return tl::make_unexpected(fact.error());
        facts.push_back(*fact);
    }
    job.progress(2, 3, "Asking the decision point");
    const auto worlds = solve(
        attack->grounding().system, [&](std::uint32_t pivot) { return attack->passage(pivot).open; }, job);
    if (!worlds)
        return tl::make_unexpected(worlds.error());
    ExplainOptions options;
    options.measure = *enumFromName<DerivationMeasure>(choice.by);
    if (choice.all)
        options.mostWays = wayLimit;
    std::vector<FactExplanation> explanations;
    for (const AttackerFact &fact : facts) {
        auto explanation = explainFact(*attack, *worlds, assumptions, fact, options, job);
        if (!explanation)
            return tl::make_unexpected(explanation.error());
        explanations.push_back(std::move(*explanation));
    }
    job.progress(3, 3, "Done");
    return explanations;
}

} // namespace

void addExplainOptions(CLI::App &command, ExplainChoice &choice)
{
    auto *explain = command.add_option("--explain", choice.facts,
        "Explain this fact instead of telling the attack: the derivation of it, and every attempt that would "
        "give it, with what stops it; such as \"contracts read\"; may be repeated");
    command.add_option("--by", choice.by, "Which derivation is the shortest")
        ->check(CLI::IsMember({ "steps", "effort" }))
        ->capture_default_str()
        ->needs(explain);
    command.add_flag("--all", choice.all, "Every attempt that would give the fact, not the first ten")
        ->needs(explain);
    command
        .add_option("--assumptions", choice.assumptions,
            "File with what campaigns assume about effort, over the shipped assumptions")
        ->needs(explain);
}

void explainFacts(Session &session, const Design &design, const TechniqueCatalogue &catalogue,
    const std::vector<Scenario> &scenarios, const ExplainChoice &choice)
{
    const auto assumptions = assumptionsFor(choice, catalogue);
    if (!assumptions) {
        session.fail(assumptions.error());
        return;
    }
    std::vector<FactExplanation> all;
    for (const Scenario &scenario : scenarios) {
        auto explanations = explained(session, design, catalogue, scenario, *assumptions, choice);
        Session::endProgress();
        if (!explanations) {
            const std::string &code = explanations.error().diagnostics.front().code;
            session.fail(explanations.error(),
                code == "unknown-fact" || code == "ambiguous-element" ? Usage : BadInput);
            return;
        }
        for (FactExplanation &explanation : *explanations) {
            if (explanation.holds())
                session.exitCode = FindingsOrGoalReached;
            all.push_back(std::move(explanation));
        }
    }
    if (session.isJson()) {
        Session::print(factReportsJson(all, reportContext(design, catalogue)));
        return;
    }
    const PlanIndex index(design.compiled.plan);
    const ElementNamer name = [&index](const ElementId &id) { return displayName(index, id); };
    for (std::size_t i = 0; i < all.size(); ++i)
        Session::print((i > 0 ? "\n" : "") + factReportText(all[i], catalogue, name, session.style()));
}

} // namespace fourplane::ctl
