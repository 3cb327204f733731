// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/AttackEngine.h"
#include "core/attack/LintParts.h"
#include "core/attack/Vocabulary.h"

#include <algorithm>
#include <utility>

namespace fourplane {

namespace {

std::string text(const FactPattern &pattern)
{
    return pattern.subject + " " + pattern.relation + (pattern.object.empty() ? "" : " " + pattern.object);
}

std::string placed(const char *field, std::size_t position)
{
    return std::string(field) + "/" + std::to_string(position);
}

/// Looks at the rule of one technique; `controls` are those of the catalogue, with their planes.
class TechniqueLint
{
public:
    TechniqueLint(
        const Technique &technique, const std::map<std::string, Plane> &controls, Diagnostics &diagnostics)
        : m_technique(technique)
        , m_controls(controls)
        , m_diagnostics(diagnostics)
    {
    }

    void run()
    {
        for (const auto &[variable, type] : m_technique.bind) {
            if (!typeBit(type))
                report("unknown-type", "bind/" + variable,
                    "Variable " + variable + " has the unknown type \"" + type + "\".",
                    "Use a type that the help page on techniques lists.");
        }
        for (std::size_t i = 0; i < m_technique.requirements.size(); ++i)
            checkPattern(m_technique.requirements[i], { RelationClass::Design, RelationClass::Attacker },
                placed("requires", i));
        for (std::size_t i = 0; i < m_technique.grants.size(); ++i)
            checkPattern(m_technique.grants[i], { RelationClass::Attacker }, placed("grants", i));
        for (std::size_t i = 0; i < m_technique.gates.size(); ++i)
            checkGate(m_technique.gates[i], placed("gates", i));
        for (std::size_t i = 0; i < m_technique.blockedBy.size(); ++i)
            checkControl(m_technique.blockedBy[i], placed("blockedBy", i));
        checkEnds();
        checkVariables();
        checkGain();
        if (m_isSound)
            checkRoutes();
    }

private:
    void report(const char *code, const std::string &place, const std::string &message,
        const std::string &fix, DiagnosticLevel level = DiagnosticLevel::Severe)
    {
        m_isSound = m_isSound && level != DiagnosticLevel::Severe;
        m_diagnostics.push_back({ level, code, "Technique " + m_technique.id + ": " + message, fix,
            placeIn(m_technique, place) });
    }

    void checkVariable(const std::string &variable, const FactPattern &pattern, std::string_view wanted,
        const std::string &place)
    {
        const auto bound = m_technique.bind.find(variable);
        if (bound == m_technique.bind.end()) {
            report("untyped-variable", place,
                "variable " + variable + " in \"" + text(pattern) + "\" has no type.",
                "Give it one under bind.");
        } else if (!canBe(bound->second, wanted)) {
            report("type-mismatch", place,
                "variable " + variable + " in \"" + text(pattern) + "\" is of type " + bound->second
                    + ", but the relation is about " + std::string(wanted) + ".",
                "Choose another relation or type.");
        }
    }

    /// Types that can never be the same thing: identity, collection, secret, node, namespace and what has an
    /// address.
    static std::string_view sort(std::string_view type)
    {
        if (type == "account" || type == "cloud-role" || type == "external-account")
            return "identity";
        for (std::string_view own : { "identity", "collection", "secret", "node", "namespace" }) {
            if (type == own)
                return own;
        }
        return "addressable";
    }

    static bool canBe(std::string_view type, std::string_view wanted)
    {
        if (type == "element" || wanted == "element")
            return true;
        if (type == "source" || wanted == "source")
            return sort(type) == "addressable" || sort(type) == "collection";
        return sort(type) == sort(wanted);
    }

    bool checkPattern(
        const FactPattern &pattern, std::initializer_list<RelationClass> classes, const std::string &place)
    {
        const Relation *relation = findRelation(pattern.relation);
        if (!relation) {
            report("unknown-relation", place, "\"" + text(pattern) + "\" uses an unknown relation.",
                "Use a relation that the help page on techniques lists.");
            return false;
        }
        if (std::find(classes.begin(), classes.end(), relation->relationClass) == classes.end()) {
            report("misplaced-relation", place,
                "\"" + text(pattern) + "\" cannot stand under " + place.substr(0, place.find('/')) + ".",
                "Design facts and attacker facts are required, attacker facts are granted, questions are "
                "gates.");
            return false;
        }
        if (relation->isUnary() != pattern.object.empty()) {
            report("wrong-arity", place,
                "\"" + text(pattern) + "\" needs "
                    + (relation->isUnary() ? "one variable." : "two variables."),
                "Write it as the help page on techniques shows.");
            return false;
        }
        checkVariable(pattern.subject, pattern, relation->subjectType, place);
        if (!relation->isUnary())
            checkVariable(pattern.object, pattern, relation->objectType, place);
        return true;
    }

    void checkGate(const Gate &gate, const std::string &place)
    {
        if (!checkPattern(gate.question, { RelationClass::Question }, place))
            return;
        const Plane plane = findRelation(gate.question.relation)->plane;
        if (plane != gate.plane)
            report("wrong-plane", place,
                "\"" + text(gate.question) + "\" is a question for the " + std::string(nameOf(plane))
                    + " plane.",
                "Move it there.");
    }

    void checkControl(const BlockedBy &control, const std::string &place)
    {
        checkPattern(control.condition, { RelationClass::Design }, place);
        const auto known = m_controls.find(control.control);
        if (known == m_controls.end())
            report("unknown-control", place,
                "the control \"" + control.control + "\" is not in the catalogue.",
                "Use an id of resources/techniques/controls.yaml, or add the control to your file.");
        else if (known->second != control.plane)
            report("wrong-plane", place,
                "the control " + control.control + " is one of the " + std::string(nameOf(known->second))
                    + " plane, not of the " + std::string(nameOf(control.plane)) + " plane.",
                "Name its own plane: that one must fail before the control does.");
    }

    void checkEnds()
    {
        for (const auto &[field, end] :
            { std::pair("source", m_technique.source), std::pair("target", m_technique.target) }) {
            if (m_technique.bind.count(end) == 0)
                report("untyped-variable", field,
                    std::string(field) + " \"" + end + "\" is not a variable under bind.",
                    "Name a variable.");
        }
    }

    static bool mentions(const FactPattern &pattern, const std::string &variable)
    {
        return pattern.subject == variable || pattern.object == variable;
    }

    bool isUsed(const std::string &variable) const
    {
        return m_technique.source == variable || m_technique.target == variable
            || std::any_of(m_technique.grants.begin(), m_technique.grants.end(),
                [&](const FactPattern &pattern) { return mentions(pattern, variable); })
            || std::any_of(m_technique.gates.begin(), m_technique.gates.end(),
                [&](const Gate &gate) { return mentions(gate.question, variable); })
            || std::any_of(m_technique.blockedBy.begin(), m_technique.blockedBy.end(),
                [&](const BlockedBy &control) { return mentions(control.condition, variable); });
    }

    /// Every variable gets its value from a required fact, or the rule has no instance.
    void checkVariables()
    {
        for (const auto &[variable, type] : m_technique.bind) {
            const bool isBound = std::any_of(m_technique.requirements.begin(), m_technique.requirements.end(),
                [&name = variable](const FactPattern &pattern) { return mentions(pattern, name); });
            if (isBound)
                continue;
            if (isUsed(variable))
                report("unbound-variable", "bind/" + variable,
                    "variable " + variable + " stands in no required fact.",
                    "Require a fact about it, or remove it.");
            else
                report("unused-variable", "bind/" + variable, "variable " + variable + " is not used.",
                    "Remove it, or require a fact about it.");
        }
    }

    void checkGain()
    {
        const bool givesNothing = !m_technique.grants.empty()
            && std::all_of(
                m_technique.grants.begin(), m_technique.grants.end(), [this](const FactPattern &grant) {
                    return std::find(m_technique.requirements.begin(), m_technique.requirements.end(), grant)
                        != m_technique.requirements.end();
                });
        if (givesNothing)
            report("no-gain", "grants/0", "it grants only what it requires.",
                "Grant what the attacker did not have before.", DiagnosticLevel::Warning);
    }

    bool hasRouteTo(const std::string &variable) const
    {
        return std::any_of(m_technique.gates.begin(), m_technique.gates.end(), [&](const Gate &gate) {
            return (gate.question.relation == "net_allow" || gate.question.relation == "proxy_allow")
                && gate.question.object == variable;
        });
    }

    std::string hostOf(const std::string &collection) const
    {
        for (const FactPattern &pattern : m_technique.requirements) {
            if (pattern.relation == "serves" && pattern.object == collection)
                return pattern.subject;
        }
        return {};
    }

    bool isPosition(const FactPattern &pattern) const { return findRelation(pattern.relation)->isPosition; }

    void checkRoutes()
    {
        for (std::size_t i = 0; i < m_technique.gates.size(); ++i) {
            const Gate &gate = m_technique.gates[i];
            const std::string &relation = gate.question.relation;
            std::string destination = gate.question.object;
            if (relation == "may_read" || relation == "may_write")
                destination = hostOf(destination);
            else if (relation != "peer_ok" && relation != "may_use")
                continue;
            if (!hasRouteTo(destination))
                report("question-without-route", placed("gates", i),
                    "\"" + text(gate.question)
                        + "\" is asked of a destination that no network gate leads to.",
                    "Add the network gate, and for data require which host serves the collection.");
        }
        const bool startsFromPosition = std::any_of(m_technique.requirements.begin(),
            m_technique.requirements.end(), [&](const FactPattern &pattern) { return isPosition(pattern); });
        if (startsFromPosition)
            checkCrossings();
    }

    /// Who acts over the network from one place upon another must ask the network plane (MAL issue 48).
    void checkCrossings()
    {
        for (std::size_t i = 0; i < m_technique.grants.size(); ++i) {
            const FactPattern &grant = m_technique.grants[i];
            const bool isHere = std::any_of(m_technique.requirements.begin(), m_technique.requirements.end(),
                [&](const FactPattern &pattern) {
                    return isPosition(pattern) && pattern.subject == grant.subject;
                });
            const bool isLocal = std::any_of(m_technique.requirements.begin(), m_technique.requirements.end(),
                [&](const FactPattern &pattern) {
                    if (pattern.relation != "serves" || pattern.object != grant.subject)
                        return false;
                    return std::any_of(m_technique.requirements.begin(), m_technique.requirements.end(),
                        [&](const FactPattern &at) {
                            return at.relation == "foothold" && at.subject == pattern.subject;
                        });
                });
            const bool crosses = grant.relation == "foothold" || grant.relation == "read"
                || grant.relation == "written" || grant.relation == "controlled";
            if (!crosses || isHere || isLocal)
                continue;
            const std::string host = hostOf(grant.subject);
            if (!hasRouteTo(host.empty() ? grant.subject : host))
                report("missing-network-gate", placed("grants", i),
                    "\"" + text(grant) + "\" is reached over the network without asking the network plane.",
                    "Add a network gate from where the attacker is to where the effect is.");
        }
    }

    const Technique &m_technique;
    const std::map<std::string, Plane> &m_controls;
    Diagnostics &m_diagnostics;
    bool m_isSound = true;
};

} // namespace

Diagnostics lintCatalogue(const TechniqueCatalogue &catalogue)
{
    std::map<std::string, Plane> controls;
    for (const Control &control : catalogue.controls)
        controls.emplace(control.id, control.plane);
    Diagnostics diagnostics;
    for (const Technique &technique : catalogue.techniques)
        TechniqueLint(technique, controls, diagnostics).run();
    lintReach(catalogue, diagnostics);
    lintReferences(catalogue, diagnostics);
    return diagnostics;
}

} // namespace fourplane
