// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/PreparedRule.h"

#include "core/attack/JoinPlanning.h"
#include "core/attack/RuleSplit.h"

#include <algorithm>
#include <cassert>

namespace fourplane {

namespace {

/// Turns the words of one technique into numbers.
class RulePreparation
{
public:
    explicit RulePreparation(const Technique &technique)
    {
        m_rule.technique = &technique;
        for (const auto &[variable, type] : technique.bind) {
            m_rule.variables.push_back(variable);
            m_rule.types.push_back(typeBit(type).value_or(0));
        }
    }

    PreparedRule run()
    {
        const Technique &technique = *m_rule.technique;
        for (const FactPattern &pattern : technique.requirements) {
            const Atom atom = atomOf(pattern);
            (isAttackerAtom(atom) ? m_rule.attackerAtoms : m_rule.designAtoms).push_back(atom);
        }
        for (const FactPattern &pattern : technique.grants)
            m_rule.grants.push_back(atomOf(pattern));
        for (const BlockedBy &control : technique.blockedBy)
            m_rule.conditions.push_back(atomOf(control.condition));
        m_rule.source = variable(technique.source);
        m_rule.target = variable(technique.target);
        addRoutes();
        addQuestionsOnRoutes();
        for (std::size_t i = 0; i < m_rule.attackerAtoms.size(); ++i)
            m_rule.plans.push_back(planFor(i));
        if (m_rule.attackerAtoms.empty())
            m_rule.unconditional.steps = stepsFrom({}, noTrigger);
        m_rule.split = splitRule(m_rule);
        return std::move(m_rule);
    }

private:
    static constexpr std::size_t noTrigger = std::size_t(-1);

    Variable variable(const std::string &name) const
    {
        const auto found = std::find(m_rule.variables.begin(), m_rule.variables.end(), name);
        assert(found != m_rule.variables.end());
        return static_cast<Variable>(found - m_rule.variables.begin());
    }

    Atom atomOf(const FactPattern &pattern) const
    {
        Atom atom;
        atom.relation = relationIndex(pattern.relation);
        atom.subject = variable(pattern.subject);
        atom.isUnary = pattern.object.empty();
        atom.object = atom.isUnary ? atom.subject : variable(pattern.object);
        return atom;
    }

    bool isIdentity(Variable wanted) const
    {
        static const TypeMask identities = *typeBit("identity") | *typeBit("account") | *typeBit("cloud-role")
            | *typeBit("external-account");
        return (m_rule.types[wanted] & identities) != 0;
    }

    bool attackerIsAt(Variable place) const
    {
        return std::any_of(m_rule.attackerAtoms.begin(), m_rule.attackerAtoms.end(),
            [&](const Atom &atom) { return atom.subject == place && relations()[atom.relation].isPosition; });
    }

    bool attackerRunsCodeIn(Variable place) const
    {
        const RelationIndex foothold = relationIndex("foothold");
        return std::any_of(m_rule.attackerAtoms.begin(), m_rule.attackerAtoms.end(),
            [&](const Atom &atom) { return atom.subject == place && atom.relation == foothold; });
    }

    GateHop *hopTo(Variable destination)
    {
        const auto found = std::find_if(m_rule.hops.begin(), m_rule.hops.end(),
            [destination](const GateHop &hop) { return hop.destination == destination; });
        return found == m_rule.hops.end() ? nullptr : &*found;
    }

    /// The network questions are the routes; everything else is asked on one of them.
    void addRoutes()
    {
        for (const Gate &gate : m_rule.technique->gates) {
            if (gate.question.relation != "net_allow" && gate.question.relation != "proxy_allow")
                continue;
            const Atom atom = atomOf(gate.question);
            GateHop hop;
            hop.source = atom.subject;
            hop.destination = atom.object;
            hop.planes.insert(Plane::Network);
            hop.attackerSends = attackerIsAt(hop.source);
            hop.attackerRunsSource = attackerRunsCodeIn(hop.source);
            if (gate.question.relation == "proxy_allow") {
                if (const GateHop *before = hopTo(hop.source))
                    hop.caller = before->source;
            }
            m_rule.hops.push_back(hop);
        }
    }

    void addQuestionsOnRoutes()
    {
        for (const Gate &gate : m_rule.technique->gates) {
            const Atom atom = atomOf(gate.question);
            if (gate.plane == Plane::Workload)
                m_rule.workloadQuestions.push_back(atom);
            else if (gate.question.relation == "peer_ok")
                addPeerQuestion(atom);
            else if (gate.plane == Plane::Data)
                addDataQuestion(gate.question.relation, atom);
        }
    }

    void addPeerQuestion(const Atom &atom)
    {
        GateHop *hop = hopTo(atom.object);
        assert(hop);
        hop->planes.insert(Plane::Identity);
        if (isIdentity(atom.subject))
            hop->meshIdentity = atom.subject;
    }

    void addDataQuestion(const std::string &relation, const Atom &atom)
    {
        GateHop *hop = hopTo(relation == "may_use" ? atom.object : hostOf(atom.object));
        assert(hop);
        hop->planes.insert(Plane::Data);
        if (relation == "may_use") {
            hop->usesTool = true;
            return;
        }
        hop->collection = atom.object;
        hop->verb = relation == "may_write" ? AccessVerb::Write : AccessVerb::Read;
        if (isIdentity(atom.subject))
            hop->identity = atom.subject;
    }

    Variable hostOf(Variable collection) const
    {
        const RelationIndex serves = relationIndex("serves");
        for (const Atom &atom : m_rule.designAtoms) {
            if (atom.relation == serves && atom.object == collection)
                return atom.subject;
        }
        assert(false);
        return collection;
    }

    JoinPlan planFor(std::size_t trigger) const
    {
        JoinPlan plan;
        plan.trigger = m_rule.attackerAtoms[trigger];
        plan.steps = stepsFrom({ plan.trigger.subject }, trigger);
        return plan;
    }

    std::vector<JoinStep> stepsFrom(const std::vector<Variable> &start, std::size_t trigger) const
    {
        std::vector<bool> bound(m_rule.variables.size(), false);
        for (Variable known : start)
            bound[known] = true;
        std::vector<std::pair<Atom, bool>> open; // atom, stands before the trigger
        for (std::size_t i = 0; i < m_rule.attackerAtoms.size(); ++i) {
            if (i != trigger)
                open.emplace_back(m_rule.attackerAtoms[i], i < trigger);
        }
        for (const Atom &atom : m_rule.designAtoms)
            open.emplace_back(atom, false);
        return planJoin(std::move(open), std::move(bound));
    }

    PreparedRule m_rule;
};

} // namespace

bool leadsToItself(const PreparedRule &rule, std::span<const EntityIndex> bindings)
{
    if (rule.source != rule.target && bindings[rule.source] == bindings[rule.target])
        return true;
    return std::any_of(rule.hops.begin(), rule.hops.end(), [bindings](const GateHop &hop) {
        return hop.attackerRunsSource && bindings[hop.source] == bindings[hop.destination];
    });
}

PreparedRule prepareRule(const Technique &technique)
{
    return RulePreparation(technique).run();
}

} // namespace fourplane
