// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/LintParts.h"
#include "core/attack/Vocabulary.h"
#include "core/base/Text.h"

#include <algorithm>
#include <set>

namespace fourplane {

namespace {

using Words = std::set<std::string>;

/// Relations that a scenario's footholds give.
const Words footholdRelations { "foothold", "net", "held", "written", "influenced" };

bool isAttacker(const FactPattern &pattern)
{
    const Relation *relation = findRelation(pattern.relation);
    return relation && relation->relationClass == RelationClass::Attacker;
}

/// Adds what follows from relations that are there.
void addImplied(Words &relations)
{
    for (bool isNew = true; isNew;) {
        isNew = false;
        for (const Implication &implication : implications()) {
            if (relations.count(std::string(implication.from)) > 0)
                isNew = relations.insert(std::string(implication.to)).second || isNew;
        }
    }
}

class ReachLint
{
public:
    ReachLint(const TechniqueCatalogue &catalogue, Diagnostics &diagnostics)
        : m_catalogue(catalogue)
        , m_diagnostics(diagnostics)
    {
    }

    void run()
    {
        m_granted = footholdRelations;
        for (const Technique &technique : m_catalogue.techniques) {
            for (const FactPattern &grant : technique.grants)
                m_granted.insert(grant.relation);
        }
        addImplied(m_granted);
        derive();
        for (const Technique &technique : m_catalogue.techniques) {
            if (!isDerived(technique))
                explain(technique);
        }
    }

private:
    bool isDerived(const Technique &technique) const
    {
        return std::all_of(
            technique.requirements.begin(), technique.requirements.end(), [this](const FactPattern &pattern) {
                return !isAttacker(pattern) || m_derived.count(pattern.relation) > 0;
            });
    }

    void derive()
    {
        m_derived = footholdRelations;
        for (std::size_t before = 0; before != m_derived.size();) {
            before = m_derived.size();
            addImplied(m_derived);
            for (const Technique &technique : m_catalogue.techniques) {
                if (!isDerived(technique))
                    continue;
                for (const FactPattern &grant : technique.grants)
                    m_derived.insert(grant.relation);
            }
        }
    }

    /// Techniques that give a relation, itself or one that it follows from.
    std::vector<const Technique *> giversOf(const std::string &relation) const
    {
        std::vector<const Technique *> givers;
        for (const Technique &technique : m_catalogue.techniques) {
            Words gives;
            for (const FactPattern &grant : technique.grants)
                gives.insert(grant.relation);
            addImplied(gives);
            if (gives.count(relation) > 0)
                givers.push_back(&technique);
        }
        return givers;
    }

    /// Whether `from` needs, over what nothing gives from a foothold, what `target` gives.
    bool needs(const Technique &from, const Technique &target, std::set<const Technique *> &seen) const
    {
        for (const FactPattern &pattern : from.requirements) {
            if (!isAttacker(pattern) || m_derived.count(pattern.relation) > 0)
                continue;
            for (const Technique *giver : giversOf(pattern.relation)) {
                if (giver == &target || (seen.insert(giver).second && needs(*giver, target, seen)))
                    return true;
            }
        }
        return false;
    }

    void explain(const Technique &technique)
    {
        for (std::size_t i = 0; i < technique.requirements.size(); ++i) {
            const FactPattern &pattern = technique.requirements[i];
            if (!isAttacker(pattern) || m_derived.count(pattern.relation) > 0)
                continue;
            const std::string fact = pattern.subject + " " + pattern.relation;
            const std::string part = "requires/" + std::to_string(i);
            if (m_granted.count(pattern.relation) == 0) {
                report(technique, part, "never-produced",
                    "nothing grants \"" + fact + "\", so it can never succeed.",
                    "Add a technique that grants it.");
                continue;
            }
            std::vector<std::string> givers;
            bool isCircle = false;
            for (const Technique *giver : giversOf(pattern.relation)) {
                givers.push_back(giver->id);
                std::set<const Technique *> seen;
                isCircle = isCircle || giver == &technique || needs(*giver, technique, seen);
            }
            if (isCircle)
                report(technique, part, "circular-definition",
                    "\"" + fact + "\" comes only from " + join(givers, ", ")
                        + ", which need in turn what this technique gives: no foothold leads into the "
                          "circle.",
                    "Add a technique that grants it from what a foothold gives.");
            else
                report(technique, part, "unreachable-technique",
                    "\"" + fact + "\" comes only from " + join(givers, ", ")
                        + ", to which no foothold leads.",
                    "Mend that one, or grant the fact by another technique.");
        }
    }

    void report(const Technique &technique, const std::string &part, const char *code,
        const std::string &message, const char *fix)
    {
        m_diagnostics.push_back({ DiagnosticLevel::Warning, code,
            "Technique " + technique.id + ": " + message, fix, placeIn(technique, part) });
    }

    const TechniqueCatalogue &m_catalogue;
    Diagnostics &m_diagnostics;
    Words m_granted; ///< by a foothold or by any technique
    Words m_derived; ///< by chains that begin at a foothold
};

} // namespace

SourceLocation placeIn(const Technique &technique, const std::string &part)
{
    const auto found = technique.places.find(part);
    return found == technique.places.end() ? technique.origin : found->second;
}

void lintReach(const TechniqueCatalogue &catalogue, Diagnostics &diagnostics)
{
    ReachLint(catalogue, diagnostics).run();
}

} // namespace fourplane
