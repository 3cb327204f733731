// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/governance/MutationScore.h"

#include "core/governance/PlanRelation.h"
#include "core/governance/QuestionIndex.h"

#include <algorithm>

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
    MutationScorer(const EnforcementPlan &plan, const std::vector<Probe> &probes)
        : m_plan(withStandIns(plan))
        , m_decisions(m_plan)
        , m_probes(probes)
        , m_probeQuestions(questionsOf(probes))
        , m_index(m_probeQuestions)
        , m_relation(relationOf(m_plan))
    {
    }

    Result<MutationScore> scored(const Job &job)
    {
        PlanMutations mutations = mutationsOf(m_plan);
        MutationScore score;
        score.questions = m_relation.size();
        for (const PlanMutation &mutation : mutations.mutations) {
            job.progress(score.mutants.size(), mutations.mutations.size(), "Trying mistakes");
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
        MutantOutcome outcome { mutation.rule, mutation.kind, mutation.what, {}, false, {} };
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

    /// Over the whole relation.
    void compare(const PolicyDecisionPoint &mutated, MutantOutcome &outcome)
    {
        if (m_answers.empty()) {
            for (const PlanQuestion &question : m_relation)
                m_answers.push_back(answersTo(m_decisions, question));
        }
        for (std::size_t i = 0; i < m_relation.size(); ++i) {
            const PlaneAnswers after = answersTo(mutated, m_relation[i]);
            for (std::size_t plane = 0; plane < planeCount; ++plane) {
                if (after[plane] == m_answers[i][plane])
                    continue;
                outcome.change = describe(m_relation[i], m_plan) + ": "
                    + std::string(nameOf(m_answers[i][plane])) + " becomes "
                    + std::string(nameOf(after[plane])) + " on the "
                    + std::string(nameOf(static_cast<Plane>(plane))) + " plane";
                return;
            }
        }
        outcome.isEquivalent = true;
    }

    EnforcementPlan m_plan;
    PolicyDecisionPoint m_decisions;
    const std::vector<Probe> &m_probes;
    std::vector<PlanQuestion> m_probeQuestions;
    QuestionIndex m_index;
    std::vector<PlanQuestion> m_relation;
    std::vector<PlaneAnswers> m_answers; ///< of the plan as it is, once a survivor needs them
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

Result<MutationScore> mutationScore(
    const EnforcementPlan &plan, const std::vector<Probe> &probes, const Job &job)
{
    return MutationScorer(plan, probes).scored(job);
}

} // namespace fourplane
