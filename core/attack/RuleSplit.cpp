// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/RuleSplit.h"

#include "core/attack/JoinPlanning.h"

#include <algorithm>

namespace fourplane {

namespace {

using Places = std::vector<bool>; ///< by variable

/// Tries one choice of the shared variable.
class SplitAttempt
{
public:
    SplitAttempt(const PreparedRule &rule, std::optional<Variable> shared)
        : m_rule(rule)
        , m_near(rule.variables.size(), false)
    {
        m_split.shared = shared;
    }

    /// Of those that are on the far side only.
    std::ptrdiff_t farVariableCount() const
    {
        std::ptrdiff_t count = 0;
        for (Variable variable = 0; variable < m_near.size(); ++variable)
            count += isOnNearSide(variable) ? 0 : 1;
        return count;
    }

    std::optional<RuleSplit> run()
    {
        if (m_split.shared == m_rule.source)
            return std::nullopt;
        markNear();
        if (farVariableCount() == 0 || !isSound() || !takeConditions() || !takeQuestions() || !planNear()
            || !planFar())
            return std::nullopt;
        addDistinct(m_rule.source, m_rule.target);
        for (const GateHop &hop : m_rule.hops) {
            if (hop.attackerRunsSource)
                addDistinct(hop.source, hop.destination);
        }
        m_split.isNear = m_near;
        return m_split;
    }

private:
    bool isShared(Variable variable) const { return m_split.shared == variable; }

    bool isOnNearSide(Variable variable) const { return m_near[variable] || isShared(variable); }

    bool isOnFarSide(Variable variable) const { return !m_near[variable]; }

    /// Everything that design facts tie to the source, not counting ties through the shared variable.
    void markNear()
    {
        m_near[m_rule.source] = true;
        for (bool grows = true; grows;) {
            grows = false;
            for (const Atom &atom : m_rule.designAtoms) {
                if (isShared(atom.subject) || isShared(atom.object)
                    || m_near[atom.subject] == m_near[atom.object])
                    continue;
                m_near[atom.subject] = m_near[atom.object] = grows = true;
            }
        }
    }

    bool isOnOneSide(const Atom &atom) const
    {
        return (isOnNearSide(atom.subject) && isOnNearSide(atom.object))
            || (isOnFarSide(atom.subject) && isOnFarSide(atom.object));
    }

    /// A control that knows both sides makes pairs of its own, if it does more than slow.
    bool takeConditions()
    {
        for (std::size_t i = 0; i < m_rule.conditions.size(); ++i) {
            if (isOnOneSide(m_rule.conditions[i]))
                continue;
            if (!m_rule.technique->blockedBy[i].prevents)
                return false;
            m_split.tyingControls.push_back(i);
        }
        return true;
    }

    /// Of questions about both sides only where pods are placed, which tells apart nobody but the few that a
    /// design fact names.
    bool takeQuestions()
    {
        for (std::size_t i = 0; i < m_rule.workloadQuestions.size(); ++i) {
            const Atom &question = m_rule.workloadQuestions[i];
            if (isOnOneSide(question))
                continue;
            if (relations()[question.relation].name != "carries")
                return false;
            m_split.tyingQuestions.push_back(i);
        }
        return true;
    }

    /// Every part of the rule is on one side, but for questions and controls.
    bool isSound() const
    {
        const auto far = [this](const Atom &atom) { return isOnFarSide(atom.subject); };
        const auto farIfAny = [this](const std::optional<Variable> &variable) {
            return !variable || isOnFarSide(*variable);
        };
        return std::count_if(m_rule.attackerAtoms.begin(), m_rule.attackerAtoms.end(),
                   [this](const Atom &atom) { return m_near[atom.subject]; })
            == 1
            && std::all_of(m_rule.grants.begin(), m_rule.grants.end(), far)
            && std::all_of(m_rule.hops.begin(), m_rule.hops.end(), [&](const GateHop &hop) {
                   return isOnFarSide(hop.destination) && farIfAny(hop.collection)
                       && farIfAny(hop.meshIdentity);
               });
    }

    bool binds(const std::vector<Atom> &atoms, const Places &wanted) const
    {
        Places bound(m_near.size(), false);
        for (const Atom &atom : atoms)
            bound[atom.subject] = bound[atom.object] = true;
        for (Variable variable = 0; variable < wanted.size(); ++variable) {
            if (wanted[variable] && !bound[variable])
                return false;
        }
        return true;
    }

    static std::vector<std::pair<Atom, bool>> asOpen(const std::vector<Atom> &atoms)
    {
        std::vector<std::pair<Atom, bool>> open;
        for (const Atom &atom : atoms)
            open.emplace_back(atom, false);
        return open;
    }

    bool planNear()
    {
        std::vector<Atom> atoms;
        for (const Atom &atom : m_rule.designAtoms) {
            if (isOnNearSide(atom.subject) && isOnNearSide(atom.object))
                atoms.push_back(atom);
        }
        const auto entry = std::find_if(m_rule.attackerAtoms.begin(), m_rule.attackerAtoms.end(),
            [this](const Atom &atom) { return m_near[atom.subject]; });
        m_split.near.trigger = *entry;
        Places bound(m_near.size(), false);
        bound[entry->subject] = true;
        m_split.near.steps = planJoin(asOpen(atoms), bound);
        atoms.push_back(*entry);
        Places wanted = m_near;
        if (m_split.shared)
            wanted[*m_split.shared] = true;
        return binds(atoms, wanted);
    }

    bool planFar()
    {
        std::vector<Atom> design, attacker;
        for (const Atom &atom : m_rule.designAtoms) {
            if (isOnFarSide(atom.subject) && isOnFarSide(atom.object))
                design.push_back(atom);
        }
        for (const Atom &atom : m_rule.attackerAtoms) {
            if (isOnFarSide(atom.subject))
                attacker.push_back(atom);
        }
        for (std::size_t trigger = 0; trigger < attacker.size(); ++trigger) {
            auto open = asOpen(design);
            for (std::size_t i = 0; i < attacker.size(); ++i) {
                if (i != trigger)
                    open.emplace_back(attacker[i], i < trigger);
            }
            Places bound(m_near.size(), false);
            bound[attacker[trigger].subject] = true;
            m_split.far.push_back({ attacker[trigger], planJoin(std::move(open), bound) });
        }
        if (attacker.empty())
            m_split.farUnconditional.steps = planJoin(asOpen(design), Places(m_near.size(), false));
        design.insert(design.end(), attacker.begin(), attacker.end());
        Places wanted = m_near;
        wanted.flip();
        return binds(design, wanted);
    }

    void addDistinct(Variable from, Variable to)
    {
        if (from == to)
            return;
        if (isOnNearSide(from) && isOnNearSide(to))
            m_split.nearDistinct.emplace_back(from, to);
        else if (isOnFarSide(from) && isOnFarSide(to))
            m_split.farDistinct.emplace_back(from, to);
        else
            m_split.distinct.emplace_back(m_near[from] ? from : to, m_near[from] ? to : from);
    }

    const PreparedRule &m_rule;
    Places m_near;
    RuleSplit m_split;
};

} // namespace

std::optional<RuleSplit> splitRule(const PreparedRule &rule)
{
    if (auto split = SplitAttempt(rule, std::nullopt).run())
        return split;
    // The more is on the far side, the fewer and larger are the groups.
    std::optional<RuleSplit> best;
    std::ptrdiff_t most = 0;
    for (Variable shared = 0; shared < rule.variables.size(); ++shared) {
        SplitAttempt attempt(rule, shared);
        auto split = attempt.run();
        if (!split || attempt.farVariableCount() <= most)
            continue;
        most = attempt.farVariableCount();
        best = std::move(split);
    }
    return best;
}

} // namespace fourplane
