// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/Grounding.h"

#include <algorithm>

namespace fourplane {

namespace {

constexpr WorldMask allWorlds = 0xFFFF;

/// Semi-naive: facts are taken one after the other; each makes the instances of which it is the last premise.
class Grounder
{
public:
    Grounder(const DesignModel &model, const std::vector<PreparedRule> &rules)
        : m_model(model)
        , m_rules(rules)
        , m_factNumbers(relations().size() * model.size(), noIndex)
        , m_isTaken(m_factNumbers.size(), false)
        , m_holders(relations().size())
        , m_triggers(relations().size())
    {
        for (std::uint32_t rule = 0; rule < rules.size(); ++rule) {
            for (const JoinPlan &plan : rules[rule].plans)
                m_triggers[plan.trigger.relation].emplace_back(rule, &plan);
        }
    }

    Result<Grounding> run(const std::vector<AttackerFact> &footholds, const Job &job)
    {
        for (const AttackerFact &fact : footholds)
            discover(fact);
        m_result.footholdCount = m_result.facts.size();
        for (std::uint32_t rule = 0; rule < m_rules.size(); ++rule) {
            if (m_rules[rule].attackerAtoms.empty())
                start(rule, m_rules[rule].unconditional.steps);
        }
        for (std::uint32_t fact = 0; fact < m_result.facts.size(); ++fact) {
            if (job.isStopped())
                return failure("cancelled", "The simulation was stopped.");
            take(m_result.facts[fact]);
        }
        finish();
        return std::move(m_result);
    }

private:
    std::size_t slot(RelationIndex relation, EntityIndex subject) const
    {
        return relation * m_model.size() + subject;
    }

    /// Numbers the fact and everything that it implies.
    void discover(const AttackerFact &fact)
    {
        std::uint32_t &number = m_factNumbers[slot(fact.relation, fact.subject)];
        if (number != noIndex)
            return;
        number = static_cast<std::uint32_t>(m_result.facts.size());
        m_result.facts.push_back(fact);
        for (const AttackerFact &further : impliedBy(fact))
            discover(further);
    }

    std::vector<AttackerFact> impliedBy(const AttackerFact &fact) const
    {
        std::vector<AttackerFact> facts;
        for (const Implication &implication : implications()) {
            if (implication.from == relations()[fact.relation].name
                && m_model.hasType(fact.subject, *typeBit(implication.subjectType)))
                facts.push_back({ relationIndex(implication.to), fact.subject });
        }
        return facts;
    }

    void take(AttackerFact fact)
    {
        m_isTaken[slot(fact.relation, fact.subject)] = true;
        m_holders[fact.relation].push_back(fact.subject);
        m_current = fact;
        for (const auto &[rule, plan] : m_triggers[fact.relation]) {
            m_rule = rule;
            m_bound.assign(m_rules[rule].variables.size(), noIndex);
            if (bind(plan->trigger.subject, fact.subject))
                join(plan->steps, 0);
        }
    }

    void start(std::uint32_t rule, const std::vector<JoinStep> &steps)
    {
        m_rule = rule;
        m_bound.assign(m_rules[rule].variables.size(), noIndex);
        join(steps, 0);
    }

    bool bind(Variable variable, EntityIndex entity)
    {
        if (!m_model.hasType(entity, m_rules[m_rule].types[variable]))
            return false;
        m_bound[variable] = entity;
        return true;
    }

    bool isUsable(const JoinStep &step, EntityIndex subject) const
    {
        const bool isCurrent = step.atom.relation == m_current.relation && subject == m_current.subject;
        return m_isTaken[slot(step.atom.relation, subject)] && !(step.isBeforeTrigger && isCurrent);
    }

    void join(const std::vector<JoinStep> &steps, std::size_t next)
    {
        if (next == steps.size()) {
            emitInstance();
            return;
        }
        const JoinStep &step = steps[next];
        const Atom &atom = step.atom;
        const RelationTable &table = m_model.table(atom.relation);
        switch (step.kind) {
        case JoinStep::Kind::TestAttacker:
            if (isUsable(step, m_bound[atom.subject]))
                join(steps, next + 1);
            return;
        case JoinStep::Kind::ScanAttacker:
            forEach(m_holders[atom.relation], atom.subject, [&](EntityIndex subject) {
                if (isUsable(step, subject))
                    join(steps, next + 1);
            });
            return;
        case JoinStep::Kind::TestDesign:
            if (table.contains(m_bound[atom.subject], m_bound[atom.object]))
                join(steps, next + 1);
            return;
        case JoinStep::Kind::BindObject:
            forEach(table.objectsOf(m_bound[atom.subject]), atom.object,
                [&](EntityIndex) { join(steps, next + 1); });
            return;
        case JoinStep::Kind::BindSubject:
            forEach(table.subjectsOf(m_bound[atom.object]), atom.subject,
                [&](EntityIndex) { join(steps, next + 1); });
            return;
        case JoinStep::Kind::ScanDesign:
            forEach(table.subjects(), atom.subject, [&](EntityIndex subject) {
                if (atom.isUnary)
                    join(steps, next + 1);
                else
                    forEach(
                        table.objectsOf(subject), atom.object, [&](EntityIndex) { join(steps, next + 1); });
            });
            return;
        }
    }

    template <class Next>
    void forEach(const std::vector<EntityIndex> &entities, Variable variable, Next next)
    {
        for (EntityIndex entity : entities) {
            if (bind(variable, entity))
                next(entity);
        }
        m_bound[variable] = noIndex;
    }

    void emitInstance()
    {
        const PreparedRule &rule = m_rules[m_rule];
        if (rule.source != rule.target && m_bound[rule.source] == m_bound[rule.target])
            return;
        const bool asksItself = std::any_of(rule.hops.begin(), rule.hops.end(), [this](const GateHop &hop) {
            return hop.attackerRunsSource && m_bound[hop.source] == m_bound[hop.destination];
        });
        if (asksItself)
            return;
        std::vector<std::uint32_t> grants;
        for (const Atom &atom : rule.grants)
            addWithImplied({ atom.relation, m_bound[atom.subject] }, grants);
        const bool givesSomething = std::any_of(grants.begin(), grants.end(),
            [this](std::uint32_t fact) { return fact >= m_result.footholdCount; });
        if (!givesSomething)
            return;
        std::vector<std::uint32_t> premises;
        for (const Atom &atom : rule.attackerAtoms)
            premises.push_back(m_factNumbers[slot(atom.relation, m_bound[atom.subject])]);
        m_result.system.addPivot(premises, grants);
        m_result.ruleOf.push_back(m_rule);
        m_result.bindingStart.push_back(static_cast<std::uint32_t>(m_result.bindings.size()));
        m_result.bindings.insert(m_result.bindings.end(), m_bound.begin(), m_bound.end());
    }

    void addWithImplied(const AttackerFact &fact, std::vector<std::uint32_t> &numbers)
    {
        discover(fact);
        const std::uint32_t number = m_factNumbers[slot(fact.relation, fact.subject)];
        if (std::find(numbers.begin(), numbers.end(), number) != numbers.end())
            return;
        numbers.push_back(number);
        for (const AttackerFact &further : impliedBy(fact))
            addWithImplied(further, numbers);
    }

    void finish()
    {
        m_result.system.initial.assign(m_result.facts.size(), 0);
        std::fill_n(m_result.system.initial.begin(), m_result.footholdCount, allWorlds);
    }

    const DesignModel &m_model;
    const std::vector<PreparedRule> &m_rules;
    std::vector<std::uint32_t> m_factNumbers; ///< by relation and element
    std::vector<bool> m_isTaken;
    std::vector<std::vector<EntityIndex>> m_holders; ///< by relation: subjects of facts taken so far
    std::vector<std::vector<std::pair<std::uint32_t, const JoinPlan *>>> m_triggers; ///< by relation
    Grounding m_result;
    AttackerFact m_current;
    std::uint32_t m_rule = 0;
    std::vector<EntityIndex> m_bound;
};

} // namespace

Result<Grounding> ground(const DesignModel &model, const std::vector<PreparedRule> &rules,
    const std::vector<AttackerFact> &footholds, const Job &job)
{
    return Grounder(model, rules).run(footholds, job);
}

} // namespace fourplane
