// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/ConcludingInstances.h"
#include "core/attack/FactExplanation.h"

#include <compare>
#include <map>

namespace fourplane {

/// Attempts of a derivation, together with the facts that they are needed for.
struct WrittenDerivation
{
    std::map<std::uint32_t, std::uint32_t> lastAttempts; ///< by fact number; noIndex at the start
    Derivation derivation;
    std::vector<std::uint64_t> depths; ///< by place in the derivation
};

/// Finds least derivations of an attack and writes them into an explanation, where each fact and attempt gets
/// one place.
class DerivationWriter
{
public:
    /// Keeps references.
    DerivationWriter(PreparedAttack &attack, const std::vector<WorldMask> &worlds,
        const CampaignAssumptions &assumptions, FactExplanation &result);

    const ConcludingInstances &instances() const { return m_instances; }

    Fact factOf(const AttackerFact &fact) const;

    /// As AttackTrace orders attempts of a step.
    std::strong_ordering byName(const RuleInstance &one, const RuleInstance &other) const;

    std::uint64_t costOf(DerivationMeasure measure, const RuleInstance &instance) const;

    /// Least derivations in a world, equal ones by name. Error: "cancelled".
    Result<LeastDerivations> derive(
        DerivationMeasure measure, unsigned world, std::uint32_t leftOut, const Job &job);

    // The place of a fact, by its number, or of an attempt.
    std::uint32_t addFact(std::uint32_t number);
    std::uint32_t addAttempt(const RuleInstance &instance);

    /// Adds the derivation of a fact that holds. Goes by a stack of its own, since derivations may be long.
    void collect(
        const LeastDerivations &least, unsigned world, std::uint32_t root, WrittenDerivation &collected);

    /// Adds an attempt whose premises are all there; gives its place.
    std::uint32_t append(const RuleInstance &instance, const std::vector<std::uint32_t> &premises,
        WrittenDerivation &collected);

private:
    const PreparedRule &ruleOf(const RuleInstance &instance) const;
    std::vector<ElementId> elementsBesides(const PreparedRule &rule, const RuleInstance &instance) const;

    /// The last attempt of a fact's derivation; of a crowd the member through which it goes.
    RuleInstance lastOf(const LeastDerivations &least, unsigned world, std::uint32_t fact) const;

    PreparedAttack &m_attack;
    const DesignModel &m_model;
    const Grounding &m_grounding;
    const std::vector<WorldMask> &m_worlds;
    StepEffort m_effort;
    std::vector<std::uint32_t> m_ranks; ///< by element
    ConcludingInstances m_instances;
    FactExplanation &m_result;
    std::map<std::uint32_t, std::uint32_t> m_places; ///< in the result, by fact number
    std::map<RuleInstance, std::uint32_t> m_attempts; ///< places in the result
};

} // namespace fourplane
