// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/MutationScoreReport.h"

#include "core/base/Counting.h"
#include "core/reports/JsonParts.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace fourplane {

namespace {

constexpr std::size_t mostWithoutEffectShown = 20;

bool isNoticedByScript(const MutantOutcome &outcome, const std::vector<bool> &isTried)
{
    return std::any_of(outcome.killers.begin(), outcome.killers.end(),
        [&isTried](std::size_t probe) { return isTried[probe]; });
}

std::size_t noticedByScript(const MutationScore &score, const std::vector<bool> &isTried)
{
    return static_cast<std::size_t>(std::count_if(score.mutants.begin(), score.mutants.end(),
        [&isTried](const MutantOutcome &outcome) { return isNoticedByScript(outcome, isTried); }));
}

std::string mistake(const MutationScore &score, const MutantOutcome &outcome)
{
    return titleOf(score.rules[outcome.rule]) + ": " + std::string(nameOf(outcome.kind)) + " (" + outcome.what
        + ")";
}

} // namespace

std::string mutationScoreText(
    const MutationScore &score, const std::vector<bool> &isTried, const TextStyle &style)
{
    const std::size_t effective = score.killed() + score.survived();
    std::string text =
        style.bold("Mutation score: " + std::to_string(score.killed()) + " of " + std::to_string(effective))
        + " mistakes that change anything turn a probe red; "
        + std::to_string(noticedByScript(score, isTried)) + " of them a probe that probe.sh tries.\n";
    text += counted(score.mutants.size(), "mistake", "mistakes") + " in "
        + counted(score.rules.size(), "rule", "rules") + ", one at a time; ";
    if (score.mutants.size() < score.mistakes)
        text += "chosen by the seed " + std::to_string(score.seed) + " among all "
            + std::to_string(score.mistakes) + ", of the others nothing is known; ";
    if (score.compared < score.questions)
        text += std::to_string(score.undecided()) + " undecided: no probe notices them, and compared on "
            + std::to_string(score.compared) + " of " + counted(score.questions, "request", "requests")
            + " not one is answered differently.\n";
    else
        text += std::to_string(score.equivalent()) + " without effect: compared on "
            + counted(score.questions, "request", "requests") + ", not one is answered differently.\n";
    std::size_t shown = 0;
    for (const MutantOutcome &outcome : score.mutants) {
        if (outcome.isKilled())
            continue;
        if (outcome.isEquivalent || outcome.isUndecided) {
            if (++shown <= mostWithoutEffectShown)
                text += style.dim((outcome.isEquivalent ? "  without effect: " : "  undecided: ")
                            + printable(mistake(score, outcome)))
                    + "\n";
            continue;
        }
        text += style.bad("  survived: ") + printable(mistake(score, outcome)) + ": "
            + printable(outcome.change) + ".\n";
    }
    if (shown > mostWithoutEffectShown)
        text += style.dim("  and " + std::to_string(shown - mostWithoutEffectShown)
                    + " more of these; probes/mutation-score.json lists them")
            + "\n";
    return text;
}

std::string mutationScoreJson(
    const MutationScore &score, const std::vector<Probe> &probes, const std::vector<bool> &isTried)
{
    nlohmann::ordered_json mutants = nlohmann::ordered_json::array();
    for (const MutantOutcome &outcome : score.mutants) {
        const PlanRule &rule = score.rules[outcome.rule];
        nlohmann::ordered_json item { { "rule", titleOf(rule) }, { "edges", toJson(rule.edges) },
            { "mutation", nameOf(outcome.kind) }, { "what", outcome.what },
            { "outcome",
                outcome.isKilled()         ? "killed"
                    : outcome.isEquivalent ? "equivalent"
                    : outcome.isUndecided  ? "undecided"
                                           : "survived" } };
        if (outcome.isKilled()) {
            nlohmann::ordered_json ids = nlohmann::ordered_json::array();
            for (std::size_t probe : outcome.killers)
                ids.push_back(probes[probe].id);
            item["probes"] = std::move(ids);
            item["noticedByScript"] = isNoticedByScript(outcome, isTried);
        } else if (!outcome.change.empty()) {
            item["change"] = outcome.change;
        }
        mutants.push_back(std::move(item));
    }
    return dumpJson({ { "format", "fourplane-mutation-score" }, { "formatVersion", 1 },
        { "rules", score.rules.size() }, { "probes", probes.size() }, { "mutations", score.mutants.size() },
        { "mistakes", score.mistakes }, { "seed", score.seed }, { "undecided", score.undecided() },
        { "killed", score.killed() }, { "killedByScript", noticedByScript(score, isTried) },
        { "equivalent", score.equivalent() }, { "survived", score.survived() },
        { "requests", score.questions }, { "requestsCompared", score.compared },
        { "mutants", std::move(mutants) } });
}

} // namespace fourplane
