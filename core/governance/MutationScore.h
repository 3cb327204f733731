// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/governance/ProbeSet.h"

#include <string>
#include <vector>

namespace fourplane {

/// What became of one mistake.
struct MutantOutcome
{
    std::size_t rule = 0; ///< position in MutationScore::rules
    MutationKind kind = MutationKind::Delete;
    std::string what;
    std::vector<std::size_t> killers; ///< positions of probes that turn red; none = it survived
    /// Survived, and no question of the whole relation is answered differently on any plane.
    bool isEquivalent = false;
    /// Survived, and none of the questions that were looked at is answered differently; not all were.
    bool isUndecided = false;
    /// Of a survivor that is not equivalent: a question that is answered differently, and how.
    std::string change;

    bool isKilled() const { return !killers.empty(); }
};

struct MutationScore
{
    std::vector<PlanRule> rules;
    std::vector<MutantOutcome> mutants;
    std::size_t mistakes = 0; ///< that there are; `mutants` are those tried
    std::size_t questions = 0; ///< of the whole relation
    std::size_t compared = 0; ///< of them, on which survivors were compared with the plan
    std::uint64_t seed = 0; ///< of the choice, where not all mistakes were tried

    std::size_t killed() const;
    std::size_t equivalent() const;
    std::size_t undecided() const;

    std::size_t survived() const { return mutants.size() - killed() - equivalent() - undecided(); }
};

/// Makes every mistake of mutationsOf in the plan, one at a time, and asks a decision point about the result
/// for what each probe expects. A probe turns red when the answer on its plane is known and not the expected
/// one. Survivors are compared with the plan on every question of relationOf. With less than the whole effort
/// the mistakes are those that deriveProbes chooses for it, and survivors are compared on some questions
/// only. Error: "cancelled".
Result<MutationScore> mutationScore(const EnforcementPlan &plan, const std::vector<Probe> &probes,
    const Job &job = {}, const ProbeEffort &effort = {});

} // namespace fourplane
