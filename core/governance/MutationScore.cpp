// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/governance/MutationScore.h"

#include "core/governance/PlanRelation.h"
#include "core/governance/QuestionIndex.h"

#include <algorithm>
#include <numeric>

namespace fourplane {

namespace {

std::vector<PlanQuestion> questionsOf(const std::vector<Probe> &probes)
{
    std::vector<PlanQuestion> questions;
    for (const Probe &probe : probes)
        questions.push_back(probe.question);
    return questions;
}

class MutationScorer
{
public:
    MutationScorer(const EnforcementPlan &plan, const std::vector<Probe> &probes, const ProbeEffort &effort)
        : m_plan(withStandIns(plan))
        , m_decisions(m_plan)
        , m_probes(probes)
        , m_probeQuestions(questionsOf(probes))
        , m_index(m_probeQuestions)
        , m_relation(relationOf(m_plan, effort.nearby))
        , m_effort(effort)
    {
        m_compared.resize(m_relation.size());
        std::iota(m_compared.begin(), m_compared.end(), std::size_t { 0 });
        m_compared = spread(std::move(m_compared), effort.questions);
    }

    Result<MutationScore> scored(const Job &job)
    {
        PlanMutations mutations = mutationsOf(m_plan);
        MutationScore score;
        const std::vector<std::size_t> chosen = chosenMistakes(mutations.mutations.size(), m_effort);
        score.mistakes = mutations.mutations.size();
        score.questions = m_relation.size();
        score.compared = m_compared.size();
        score.seed = m_effort.seed;
        for (std::size_t position : chosen) {
            const PlanMutation &mutation = mutations.mutations[position];
            job.progress(score.mutants.size(), chosen.size(), "Trying mistakes");
            if (job.isStopped())
                return failure("cancelled", "The mutation score was stopped.", "");
            score.mutants.push_back(outcomeOf(mutation, mutations.rules[mutation.rule]));
        }
        score.rules = std::move(mutations.rules);
        return score;
    }

private:
    bool turnsRed(const PolicyDecisionPoint &mutated, std::size_t position) const
    {
        const Probe &probe = m_probes[position];
        const ProbeAnswer answer = answersTo(mutated, probe.question)[static_cast<std::size_t>(probe.plane)];
        return answer != ProbeAnswer::Unknown && answer != probe.expected;
    }

    MutantOutcome outcomeOf(const PlanMutation &mutation, const PlanRule &rule)
    {
        EnforcementPlan plan = m_plan;
        mutation.apply(plan);
        const PolicyDecisionPoint mutated(plan);
        MutantOutcome outcome { mutation.rule, mutation.kind, mutation.what, {}, false, false, {} };
        for (std::size_t position : m_index.within(rule)) {
            if (turnsRed(mutated, position))
                outcome.killers.push_back(position);
        }
        // A rule may bear on more than it speaks of.
        for (std::size_t position = 0; position < m_probes.size() && !outcome.isKilled(); ++position) {
            if (turnsRed(mutated, position))
                outcome.killers.push_back(position);
        }
        if (!outcome.isKilled())
            compare(mutated, outcome);
        return outcome;
    }

    /// Over the relation, as far as it is looked at.
    void compare(const PolicyDecisionPoint &mutated, MutantOutcome &outcome)
    {
        if (m_answers.empty()) {
            for (std::size_t position : m_compared)
                m_answers.push_back(answersTo(m_decisions, m_relation[position]));
        }
        for (std::size_t i = 0; i < m_compared.size(); ++i) {
            const PlanQuestion &question = m_relation[m_compared[i]];
            const PlaneAnswers after = answersTo(mutated, question);
            for (std::size_t plane = 0; plane < planeCount; ++plane) {
                if (after[plane] == m_answers[i][plane])
                    continue;
                outcome.change = describe(question, m_plan) + ": " + std::string(nameOf(m_answers[i][plane]))
                    + " becomes " + std::string(nameOf(after[plane])) + " on the "
                    + std::string(nameOf(static_cast<Plane>(plane))) + " plane";
                return;
            }
        }
        const bool isWhole = m_compared.size() == m_relation.size() && !m_effort.nearby;
        (isWhole ? outcome.isEquivalent : outcome.isUndecided) = true;
    }

    EnforcementPlan m_plan;
    PolicyDecisionPoint m_decisions;
    const std::vector<Probe> &m_probes;
    std::vector<PlanQuestion> m_probeQuestions;
    QuestionIndex m_index;
    std::vector<PlanQuestion> m_relation;
    const ProbeEffort m_effort;
    std::vector<std::size_t> m_compared; ///< positions in the relation on which survivors are compared
    std::vector<PlaneAnswers> m_answers; ///< to these of the plan as it is, once a survivor needs them
};

} // namespace

std::size_t MutationScore::killed() const
{
    return static_cast<std::size_t>(std::count_if(
        mutants.begin(), mutants.end(), [](const MutantOutcome &outcome) { return outcome.isKilled(); }));
}

std::size_t MutationScore::equivalent() const
{
    return static_cast<std::size_t>(std::count_if(
        mutants.begin(), mutants.end(), [](const MutantOutcome &outcome) { return outcome.isEquivalent; }));
}

std::size_t MutationScore::undecided() const
{
    return static_cast<std::size_t>(std::count_if(
        mutants.begin(), mutants.end(), [](const MutantOutcome &outcome) { return outcome.isUndecided; }));
}

Result<MutationScore> mutationScore(
    const EnforcementPlan &plan, const std::vector<Probe> &probes, const Job &job, const ProbeEffort &effort)
{
    return MutationScorer(plan, probes, effort).scored(job);
}

} // namespace fourplane
