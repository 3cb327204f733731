// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/AttackEngine.h"
#include "core/attack/Vocabulary.h"

#include <algorithm>
#include <set>

namespace fourplane {

namespace {

/// Relations that a scenario's footholds give.
const std::set<std::string_view> footholdRelations { "foothold", "net", "held", "written", "influenced" };

std::string text(const FactPattern &pattern)
{
    return pattern.subject + " " + pattern.relation + (pattern.object.empty() ? "" : " " + pattern.object);
}

/// Looks at one technique; `producible` are the attacker relations that something in the catalogue gives.
class TechniqueLint
{
public:
    TechniqueLint(const Technique &technique, const std::set<std::string> &controls,
        const std::set<std::string> &producible, Diagnostics &diagnostics)
        : m_technique(technique)
        , m_controls(controls)
        , m_producible(producible)
        , m_diagnostics(diagnostics)
    {
    }

    void run()
    {
        for (const auto &[variable, type] : m_technique.bind) {
            if (!typeBit(type))
                report("unknown-type", "Variable " + variable + " has the unknown type \"" + type + "\".",
                    "Use a type that the help page on techniques lists.");
        }
        for (const FactPattern &pattern : m_technique.requirements)
            checkPattern(pattern, { RelationClass::Design, RelationClass::Attacker }, "requires");
        for (const FactPattern &pattern : m_technique.grants)
            checkPattern(pattern, { RelationClass::Attacker }, "grants");
        for (const Gate &gate : m_technique.gates)
            checkGate(gate);
        for (const BlockedBy &control : m_technique.blockedBy)
            checkControl(control);
        checkEnds();
        checkBinding();
        checkProducible();
        if (m_isSound)
            checkRoutes();
    }

private:
    void report(const char *code, const std::string &message, const std::string &fix,
        DiagnosticLevel level = DiagnosticLevel::Severe)
    {
        m_isSound = m_isSound && level != DiagnosticLevel::Severe;
        m_diagnostics.push_back(
            { level, code, "Technique " + m_technique.id + ": " + message, fix, m_technique.origin });
    }

    void checkVariable(const std::string &variable, const FactPattern &pattern, std::string_view wanted)
    {
        const auto bound = m_technique.bind.find(variable);
        if (bound == m_technique.bind.end()) {
            report("untyped-variable", "variable " + variable + " in \"" + text(pattern) + "\" has no type.",
                "Give it one under bind.");
        } else if (!canBe(bound->second, wanted)) {
            report("type-mismatch",
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
        const FactPattern &pattern, std::initializer_list<RelationClass> classes, const std::string &field)
    {
        const Relation *relation = findRelation(pattern.relation);
        if (!relation) {
            report("unknown-relation", "\"" + text(pattern) + "\" uses an unknown relation.",
                "Use a relation that the help page on techniques lists.");
            return false;
        }
        if (std::find(classes.begin(), classes.end(), relation->relationClass) == classes.end()) {
            report("misplaced-relation", "\"" + text(pattern) + "\" cannot stand under " + field + ".",
                "Design facts and attacker facts are required, attacker facts are granted, questions are "
                "gates.");
            return false;
        }
        if (relation->isUnary() != pattern.object.empty()) {
            report("wrong-arity",
                "\"" + text(pattern) + "\" needs "
                    + (relation->isUnary() ? "one variable." : "two variables."),
                "Write it as the help page on techniques shows.");
            return false;
        }
        checkVariable(pattern.subject, pattern, relation->subjectType);
        if (!relation->isUnary())
            checkVariable(pattern.object, pattern, relation->objectType);
        return true;
    }

    void checkGate(const Gate &gate)
    {
        if (!checkPattern(gate.question, { RelationClass::Question }, "gates"))
            return;
        const Plane plane = findRelation(gate.question.relation)->plane;
        if (plane != gate.plane)
            report("wrong-plane",
                "\"" + text(gate.question) + "\" is a question for the " + std::string(nameOf(plane))
                    + " plane.",
                "Move it there.");
    }

    void checkControl(const BlockedBy &control)
    {
        checkPattern(control.condition, { RelationClass::Design }, "blockedBy");
        if (m_controls.count(control.control) == 0)
            report("unknown-control", "the control \"" + control.control + "\" is not in the catalogue.",
                "Use an id of resources/techniques/controls.yaml.");
    }

    void checkEnds()
    {
        for (const std::string &end : { m_technique.source, m_technique.target }) {
            if (m_technique.bind.count(end) == 0)
                report("untyped-variable", "source or target \"" + end + "\" is not a variable under bind.",
                    "Name a variable.");
        }
    }

    /// Every variable gets its value from a required fact, or the rule has no instance.
    void checkBinding()
    {
        for (const auto &[variable, type] : m_technique.bind) {
            const bool isBound = std::any_of(m_technique.requirements.begin(), m_technique.requirements.end(),
                [&name = variable](const FactPattern &pattern) {
                    return pattern.subject == name || pattern.object == name;
                });
            if (!isBound)
                report("unbound-variable", "variable " + variable + " stands in no required fact.",
                    "Require a fact about it, or remove it.");
        }
    }

    void checkProducible()
    {
        for (const FactPattern &pattern : m_technique.requirements) {
            const Relation *relation = findRelation(pattern.relation);
            if (relation && relation->relationClass == RelationClass::Attacker
                && m_producible.count(pattern.relation) == 0)
                report("never-produced", "nothing grants \"" + text(pattern) + "\", so it can never succeed.",
                    "Add a technique that grants it.", DiagnosticLevel::Warning);
        }
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
        for (const Gate &gate : m_technique.gates) {
            const std::string &relation = gate.question.relation;
            std::string destination = gate.question.object;
            if (relation == "may_read" || relation == "may_write")
                destination = hostOf(destination);
            else if (relation != "peer_ok" && relation != "may_use")
                continue;
            if (!hasRouteTo(destination))
                report("question-without-route",
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
        for (const FactPattern &grant : m_technique.grants) {
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
                report("missing-network-gate",
                    "\"" + text(grant) + "\" is reached over the network without asking the network plane.",
                    "Add a network gate from where the attacker is to where the effect is.");
        }
    }

    const Technique &m_technique;
    const std::set<std::string> &m_controls;
    const std::set<std::string> &m_producible;
    Diagnostics &m_diagnostics;
    bool m_isSound = true;
};

} // namespace

Diagnostics lintCatalogue(const TechniqueCatalogue &catalogue)
{
    std::set<std::string> controls;
    for (const Control &control : catalogue.controls)
        controls.insert(control.id);
    std::set<std::string> producible(footholdRelations.begin(), footholdRelations.end());
    for (const Technique &technique : catalogue.techniques) {
        for (const FactPattern &grant : technique.grants)
            producible.insert(grant.relation);
    }
    for (const Implication &implication : implications()) {
        if (producible.count(std::string(implication.from)) != 0)
            producible.insert(std::string(implication.to));
    }
    Diagnostics diagnostics;
    for (const Technique &technique : catalogue.techniques)
        TechniqueLint(technique, controls, producible, diagnostics).run();
    return diagnostics;
}

} // namespace fourplane
