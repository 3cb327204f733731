// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/DerivationWriter.h"

#include "core/attack/ElementOrder.h"

#include <algorithm>

namespace fourplane {

DerivationWriter::DerivationWriter(PreparedAttack &attack, const std::vector<WorldMask> &worlds,
    const CampaignAssumptions &assumptions, FactExplanation &result)
    : m_attack(attack)
    , m_model(attack.model())
    , m_grounding(attack.grounding())
    , m_worlds(worlds)
    , m_effort(m_model, assumptions)
    , m_ranks(ranksById(m_model))
    , m_instances(attack)
    , m_result(result)
{
}

Fact DerivationWriter::factOf(const AttackerFact &fact) const
{
    return { m_model.id(fact.subject), std::string(relations()[fact.relation].name), {} };
}

const PreparedRule &DerivationWriter::ruleOf(const RuleInstance &instance) const
{
    return m_attack.rules()[instance.rule];
}

std::strong_ordering DerivationWriter::byName(const RuleInstance &one, const RuleInstance &other) const
{
    if (const auto order = ruleOf(one).technique->id <=> ruleOf(other).technique->id; order != 0)
        return order;
    const auto ranks = [this](const RuleInstance &instance) {
        const PreparedRule &rule = ruleOf(instance);
        std::vector<std::uint32_t> list { m_ranks[instance.bindings[rule.source]],
            m_ranks[instance.bindings[rule.target]] };
        for (EntityIndex element : instance.bindings)
            list.push_back(m_ranks[element]);
        return list;
    };
    return ranks(one) <=> ranks(other);
}

std::uint64_t DerivationWriter::costOf(DerivationMeasure measure, const RuleInstance &instance) const
{
    return measure == DerivationMeasure::Steps ? 1 : m_effort.secondsOf(ruleOf(instance), instance.bindings);
}

Result<LeastDerivations> DerivationWriter::derive(
    DerivationMeasure measure, unsigned world, std::uint32_t leftOut, const Job &job)
{
    DerivationQuestion question;
    question.measure = measure;
    question.world = world;
    question.leftOut = leftOut;
    question.costOf = [&](std::uint32_t pivot) -> std::optional<std::uint64_t> {
        if (((m_attack.passage(pivot).open >> world) & 1U) == 0)
            return std::nullopt;
        if (m_grounding.kinds[pivot] == PivotKind::Gathering)
            return 0;
        return measure == DerivationMeasure::Steps
            ? 1
            : m_effort.secondsOf(m_attack.ruleOf(pivot), m_attack.bindingsOf(pivot));
    };
    question.comesBefore = [this](std::uint32_t one, std::uint32_t other) {
        const auto order = byName(m_instances.instanceOf(one), m_instances.instanceOf(other));
        return order < 0 || (order == 0 && one < other);
    };
    return LeastDerivations::find(m_grounding.system, question, job);
}

std::uint32_t DerivationWriter::addFact(std::uint32_t number)
{
    const auto [place, isNew] =
        m_places.try_emplace(number, static_cast<std::uint32_t>(m_result.facts.size()));
    if (isNew)
        m_result.facts.push_back({ factOf(m_grounding.facts[number]), m_worlds[number],
            (m_grounding.system.initial[number] & 1U) != 0, noIndex });
    return place->second;
}

std::uint32_t DerivationWriter::addAttempt(const RuleInstance &instance)
{
    const auto [place, isNew] =
        m_attempts.try_emplace(instance, static_cast<std::uint32_t>(m_result.attempts.size()));
    if (!isNew)
        return place->second;
    const PreparedRule &rule = ruleOf(instance);
    PassageReasons reasons = m_attack.gateKeeper().explain(rule, instance.bindings);
    ExplainedAttempt attempt;
    attempt.pivot.techniqueId = rule.technique->id;
    attempt.pivot.fromId = m_model.id(instance.bindings[rule.source]);
    attempt.pivot.toId = m_model.id(instance.bindings[rule.target]);
    for (std::uint32_t fact : m_instances.premisesOf(instance))
        attempt.pivot.premises.push_back(addFact(fact));
    for (std::uint32_t fact : m_instances.grantsOf(instance))
        attempt.pivot.grants.push_back(addFact(fact));
    attempt.pivot.blocks = std::move(reasons.blocks);
    attempt.pivot.notes = std::move(reasons.notes);
    attempt.open = m_instances.passage(instance).open;
    attempt.seconds = m_effort.secondsOf(rule, instance.bindings);
    const auto slowing = slowingControls(m_model, rule, instance.bindings);
    attempt.slowedBy.assign(slowing.begin(), slowing.end());
    attempt.through = elementsBesides(rule, instance);
    m_result.attempts.push_back(std::move(attempt));
    return place->second;
}

std::vector<ElementId> DerivationWriter::elementsBesides(
    const PreparedRule &rule, const RuleInstance &instance) const
{
    std::vector<EntityIndex> told { instance.bindings[rule.source], instance.bindings[rule.target] };
    for (const Atom &atom : rule.attackerAtoms)
        told.push_back(instance.bindings[atom.subject]);
    for (const Atom &atom : rule.grants)
        told.push_back(instance.bindings[atom.subject]);
    std::vector<ElementId> others;
    for (EntityIndex element : instance.bindings) {
        if (std::find(told.begin(), told.end(), element) != told.end())
            continue;
        told.push_back(element);
        others.push_back(m_model.id(element));
    }
    return others;
}

RuleInstance DerivationWriter::lastOf(const LeastDerivations &least, unsigned world, std::uint32_t fact) const
{
    const std::uint32_t pivot = least.pivotOf(fact);
    if (m_grounding.kinds[pivot] != PivotKind::Crowd)
        return m_instances.instanceOf(pivot);
    const auto isCrowd = [this](std::uint32_t premise) { return premise >= m_grounding.facts.size(); };
    const auto premises = m_grounding.system.premisesOf(pivot);
    std::uint32_t member = *std::find_if(premises.begin(), premises.end(), isCrowd);
    while (isCrowd(member))
        member = m_grounding.system.premisesOf(least.pivotOf(member)).front();
    return m_instances.memberOf(pivot, member, world);
}

void DerivationWriter::collect(
    const LeastDerivations &least, unsigned world, std::uint32_t root, WrittenDerivation &collected)
{
    struct Open
    {
        std::uint32_t fact;
        RuleInstance last;
        std::vector<std::uint32_t> premises;
        std::size_t next = 0;
    };

    std::vector<Open> stack;
    const auto open = [&](std::uint32_t fact) {
        if (collected.lastAttempts.count(fact) > 0)
            return;
        if (least.pivotOf(fact) == noIndex) {
            collected.lastAttempts[fact] = noIndex;
            return;
        }
        RuleInstance last = lastOf(least, world, fact);
        std::vector<std::uint32_t> premises = m_instances.premisesOf(last);
        stack.push_back({ fact, std::move(last), std::move(premises), 0 });
    };
    open(root);
    while (!stack.empty()) {
        if (stack.back().next < stack.back().premises.size()) {
            open(stack.back().premises[stack.back().next++]);
            continue;
        }
        const Open done = std::move(stack.back());
        stack.pop_back();
        collected.lastAttempts[done.fact] = append(done.last, done.premises, collected);
    }
}

std::uint32_t DerivationWriter::append(
    const RuleInstance &instance, const std::vector<std::uint32_t> &premises, WrittenDerivation &collected)
{
    const std::uint32_t attempt = addAttempt(instance);
    std::vector<std::uint32_t> &attempts = collected.derivation.attempts;
    if (std::find(attempts.begin(), attempts.end(), attempt) != attempts.end())
        return attempt;
    std::uint64_t depth = 0;
    for (std::uint32_t premise : premises) {
        const std::uint32_t before = collected.lastAttempts.at(premise);
        if (before == noIndex)
            continue;
        const auto place = std::find(attempts.begin(), attempts.end(), before) - attempts.begin();
        depth = std::max(depth, collected.depths[static_cast<std::size_t>(place)]);
    }
    attempts.push_back(attempt);
    collected.depths.push_back(depth + 1);
    collected.derivation.steps = std::max(collected.derivation.steps, depth + 1);
    collected.derivation.seconds += m_result.attempts[attempt].seconds;
    return attempt;
}

} // namespace fourplane
