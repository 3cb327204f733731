// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/DesignModel.h"
#include "core/attack/PreparedRule.h"

#include <vector>

namespace fourplane {

/// Binds the variables of a rule, one join step after the other, in every way that the design has and `Owner`
/// allows. The owner answers what hangs on the facts so far:
///  - `mayBind(Variable, EntityIndex)`: whether an element of the right types may be bound;
///  - `isUsable(JoinStep, EntityIndex)`: whether the attacker fact of the step about this element is one;
///  - `holdersOf(RelationIndex)`: whom a fact of the relation may be about, in order; what is added meanwhile
///    is not visited;
///  - `isEnough()`: true ends the join;
///  - `emit(const PreparedRule &, const std::vector<EntityIndex> &)`: takes one complete binding.
template <class Owner>
class RuleJoin
{
public:
    /// Keeps references.
    RuleJoin(const DesignModel &model, Owner &owner)
        : m_model(model)
        , m_owner(owner)
    {
    }

    /// With nothing bound.
    void start(const PreparedRule &rule, const std::vector<JoinStep> &steps)
    {
        m_rule = &rule;
        m_bound.assign(rule.variables.size(), noIndex);
        join(steps, 0);
    }

    /// With one variable bound to an element, where that may be.
    void startFrom(
        const PreparedRule &rule, Variable variable, EntityIndex element, const std::vector<JoinStep> &steps)
    {
        m_rule = &rule;
        m_bound.assign(rule.variables.size(), noIndex);
        if (bind(variable, element))
            join(steps, 0);
    }

private:
    bool bind(Variable variable, EntityIndex element)
    {
        if (!m_model.hasType(element, m_rule->types[variable]) || !m_owner.mayBind(variable, element))
            return false;
        m_bound[variable] = element;
        return true;
    }

    template <class Next>
    void forEach(const std::vector<EntityIndex> &elements, Variable variable, Next next)
    {
        const std::size_t count = elements.size();
        for (std::size_t i = 0; i < count && !m_owner.isEnough(); ++i) {
            const EntityIndex element = elements[i];
            if (bind(variable, element))
                next(element);
        }
        m_bound[variable] = noIndex;
    }

    void join(const std::vector<JoinStep> &steps, std::size_t next)
    {
        if (m_owner.isEnough())
            return;
        if (next == steps.size()) {
            m_owner.emit(*m_rule, m_bound);
            return;
        }
        const JoinStep &step = steps[next];
        const Atom &atom = step.atom;
        const RelationTable &table = m_model.table(atom.relation);
        switch (step.kind) {
        case JoinStep::Kind::TestAttacker:
            if (m_owner.isUsable(step, m_bound[atom.subject]))
                join(steps, next + 1);
            return;
        case JoinStep::Kind::ScanAttacker:
            forEach(m_owner.holdersOf(atom.relation), atom.subject, [&](EntityIndex subject) {
                if (m_owner.isUsable(step, subject))
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

    const DesignModel &m_model;
    Owner &m_owner;
    const PreparedRule *m_rule = nullptr;
    std::vector<EntityIndex> m_bound; ///< by variable; noIndex = not yet
};

} // namespace fourplane
