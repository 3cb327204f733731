// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/AttackReport.h"

#include "core/attack/Vocabulary.h"
#include "core/base/Text.h"
#include "core/reports/AttackReportWords.h"
#include "core/reports/TextStyle.h"
#include "core/reports/TraceReport.h"
#include "core/reports/TraceWords.h"

#include <algorithm>
#include <bit>
#include <map>
#include <set>
#include <tuple>

namespace fourplane {

namespace {

constexpr std::size_t mostExamples = 3;

class ReportBuilder
{
public:
    ReportBuilder(const Project &project, const Scenario &scenario, const AttackTrace &trace,
        const TechniqueCatalogue &catalogue, const EnforcementPlan &plan)
        : m_project(project)
        , m_scenario(scenario)
        , m_trace(trace)
        , m_catalogue(catalogue)
        , m_plan(plan)
    {
    }

    AttackReport run()
    {
        m_report.design = m_project.name;
        m_report.designAbout = m_project.description;
        m_report.scenario = m_scenario.name;
        m_report.scenarioAbout = m_scenario.description;
        addAssumption();
        addStart();
        addSteps();
        for (const ElementId &goal : m_trace.jewels)
            addGoal(goal);
        addResult();
        addAlsoFallen();
        addControls();
        addEvidence();
        addElements();
        return std::move(m_report);
    }

private:
    /// How the report calls an element, noting that it is spoken of.
    std::string name(const ElementId &id)
    {
        if (!id.isEmpty() && std::find(m_spokenOf.begin(), m_spokenOf.end(), id) == m_spokenOf.end())
            m_spokenOf.push_back(id);
        return plainName(id);
    }

    std::string plainName(const ElementId &id) const
    {
        for (const PlannedExternal &external : m_plan.implicitExternals) {
            if (external.id == id)
                return external.name;
        }
        return id.value();
    }

    void addAssumption()
    {
        m_report.assumption = assumptionSentence(m_trace.exploitability);
        if (m_trace.exploitability != Exploitability::Marked)
            return;
        for (const auto &[id, workload] : m_project.topology.workloads) {
            const ExploitMark &mark = workload.exploitable;
            if (!mark.remote && !mark.escape)
                continue;
            std::string text = name(id) + ": ";
            text += mark.remote ? "whoever can send it requests runs code in it"
                                : "its container can be left for the node";
            if (mark.remote && mark.escape)
                text += ", and its container can be left for the node";
            m_report.assumedWeaknesses.push_back(
                text + (mark.reason.empty() ? "." : " (" + mark.reason + ")."));
        }
    }

    /// Facts as sentences; what follows from another one is left out.
    std::vector<std::string> sentencesOf(const std::vector<const Fact *> &facts)
    {
        const auto isThere = [&facts](const Fact &fact, std::string_view relation) {
            return std::any_of(facts.begin(), facts.end(), [&](const Fact *other) {
                return other->subject == fact.subject && other->relation == relation;
            });
        };
        std::vector<std::string> sentences;
        for (const Fact *fact : facts) {
            const bool isImplied = std::any_of(
                implications().begin(), implications().end(), [&](const Implication &implication) {
                    return implication.to == fact->relation && isThere(*fact, implication.from);
                });
            if (!isImplied)
                sentences.push_back(capitalised(factSentence(m_project, *fact, name(fact->subject))) + ".");
        }
        return sentences;
    }

    void addStart()
    {
        std::vector<const Fact *> facts;
        for (const AttackFact &fact : m_trace.facts) {
            if (fact.isFoothold)
                facts.push_back(&fact.fact);
        }
        m_report.start = sentencesOf(facts);
    }

    /// The steps that bring goals down. Where none falls: those that bring anything down.
    std::vector<std::uint32_t> chosenPivots() const
    {
        std::vector<std::uint32_t> pivots = pivotsToGoals(m_trace);
        if (!pivots.empty() || !m_trace.fallenJewels.empty())
            return pivots;
        std::set<std::uint32_t> all;
        for (std::uint32_t i = 0; i < m_trace.facts.size(); ++i) {
            if (!(m_trace.facts[i].worlds & 1u))
                continue;
            const auto derivation = derivationOf(m_trace, i);
            all.insert(derivation.begin(), derivation.end());
        }
        return { all.begin(), all.end() };
    }

    std::string endsOf(const Pivot &pivot)
    {
        const std::string from = name(pivot.fromId);
        if (pivot.toId == pivot.fromId || pivot.toId.isEmpty())
            return "in " + from;
        return "from " + from + " to " + name(pivot.toId);
    }

    /// Pivots that differ only in what they give are one step.
    void addSteps()
    {
        m_report.leadsToGoals = !m_trace.fallenJewels.empty();
        using Key = std::tuple<std::string, ElementId, ElementId, int>;
        std::map<Key, int> numbers;
        std::vector<std::vector<std::uint32_t>> members;
        for (std::uint32_t index : chosenPivots()) {
            const Pivot &pivot = m_trace.pivots[index];
            const int next = static_cast<int>(members.size()) + 1;
            const auto [known, isNew] =
                numbers.try_emplace(Key { pivot.techniqueId, pivot.fromId, pivot.toId, pivot.step }, next);
            if (isNew)
                members.emplace_back();
            m_numbers[index] = known->second;
            members[static_cast<std::size_t>(known->second) - 1].push_back(index);
        }
        for (std::size_t i = 0; i < members.size(); ++i)
            m_report.steps.push_back(stepOf(members[i], static_cast<int>(i) + 1));
    }

    ReportedStep stepOf(const std::vector<std::uint32_t> &members, int number)
    {
        const Pivot &pivot = m_trace.pivots[members.front()];
        ReportedStep step;
        step.number = number;
        step.technique = techniqueName(m_catalogue, pivot.techniqueId);
        step.ends = endsOf(pivot);
        step.references = techniqueReferences(m_catalogue, pivot.techniqueId);
        std::vector<const Fact *> gained;
        std::set<int> after;
        for (std::uint32_t member : members) {
            for (std::uint32_t fact : m_trace.pivots[member].grants) {
                if (std::find(gained.begin(), gained.end(), &m_trace.facts[fact].fact) == gained.end())
                    gained.push_back(&m_trace.facts[fact].fact);
            }
            for (std::uint32_t premise : m_trace.pivots[member].premises) {
                const auto known = m_numbers.find(m_trace.facts[premise].firstPivot);
                if (known != m_numbers.end())
                    after.insert(known->second);
            }
        }
        step.gains = sentencesOf(gained);
        step.after.assign(after.begin(), after.end());
        for (const std::string &note : pivot.notes)
            step.passages.push_back(passageSentence(note));
        if (const Technique *technique = techniqueOf(m_catalogue, pivot.techniqueId)) {
            step.explanation = technique->description;
            step.missing = missingControls(*technique);
            step.isUnstoppable = step.missing.empty() && technique->gates.empty();
            std::vector<std::string> places;
            for (const std::string &code : technique->detection)
                places.push_back(evidenceName(code));
            step.evidence = listed(places);
        }
        return step;
    }

    const Control *control(const std::string &id) const
    {
        const auto found = std::find_if(m_catalogue.controls.begin(), m_catalogue.controls.end(),
            [&id](const Control &control) { return control.id == id; });
        return found == m_catalogue.controls.end() ? nullptr : &*found;
    }

    std::string controlName(const std::string &id) const
    {
        const Control *found = control(id);
        return found ? found->name : std::string();
    }

    /// A step succeeds only where none of the controls that prevent it is there.
    std::string missingControls(const Technique &technique) const
    {
        std::vector<std::string> names;
        for (const BlockedBy &blockedBy : technique.blockedBy) {
            const std::string text = controlName(blockedBy.control) + " (" + blockedBy.control + ", "
                + std::string(nameOf(blockedBy.plane)) + " plane)";
            if (blockedBy.prevents && std::find(names.begin(), names.end(), text) == names.end())
                names.push_back(text);
        }
        return listed(names);
    }

    std::string reasonOf(const PivotBlock &block) const
    {
        return blockSentence(
            block.plane, block.control, controlName(block.control), block.decidedBy, block.reason);
    }

    /// Failed attempts, those of one kind joined: the same technique at the same target, stopped by the same.
    std::vector<ReportedAttempt> attemptsOf(const std::vector<const Pivot *> &pivots)
    {
        std::vector<std::vector<const Pivot *>> groups;
        for (const Pivot *pivot : pivots) {
            const auto isAlike = [pivot](const std::vector<const Pivot *> &group) {
                const Pivot &first = *group.front();
                return first.techniqueId == pivot->techniqueId && first.toId == pivot->toId
                    && std::equal(first.blocks.begin(), first.blocks.end(), pivot->blocks.begin(),
                        pivot->blocks.end(), [](const PivotBlock &one, const PivotBlock &other) {
                            return one.plane == other.plane && one.control == other.control
                                && one.decidedBy == other.decidedBy;
                        });
            };
            const auto group = std::find_if(groups.begin(), groups.end(), isAlike);
            if (group == groups.end())
                groups.push_back({ pivot });
            else
                group->push_back(pivot);
        }
        std::vector<ReportedAttempt> attempts;
        for (const std::vector<const Pivot *> &group : groups) {
            const Pivot &first = *group.front();
            ReportedAttempt attempt { techniqueName(m_catalogue, first.techniqueId), endsOf(first), {}, {} };
            std::vector<std::string> others;
            for (const Pivot *pivot : group) {
                if (!(pivot->fromId == first.fromId)
                    && std::find(others.begin(), others.end(), pivot->fromId.value()) == others.end())
                    others.push_back(name(pivot->fromId));
            }
            if (!others.empty())
                attempt.likewise = "likewise from " + listed(others);
            for (const PivotBlock &block : first.blocks)
                attempt.reasons.push_back(reasonOf(block));
            attempts.push_back(std::move(attempt));
        }
        // What only one thing stops comes first: it is nearest to succeeding.
        std::stable_sort(attempts.begin(), attempts.end(),
            [](const ReportedAttempt &first, const ReportedAttempt &second) {
                return first.reasons.size() < second.reasons.size();
            });
        return attempts;
    }

    bool bringsDown(const Pivot &pivot, const ElementId &goal) const
    {
        return std::any_of(pivot.grants.begin(), pivot.grants.end(), [&](std::uint32_t fact) {
            return m_trace.facts[fact].fact.subject == goal && meansFall(m_trace.facts[fact].fact.relation);
        });
    }

    void addGoal(const ElementId &id)
    {
        ReportedGoal goal;
        goal.name = name(id);
        const int depth = defenceDepth(m_trace, id);
        goal.falls = depth == 0;
        if (goal.falls) {
            goal.verdict = fallSentence(id);
            m_report.goals.push_back(std::move(goal));
            return;
        }
        std::vector<const Pivot *> failed;
        for (const Pivot &pivot : m_trace.pivots) {
            if (!pivot.succeeded() && bringsDown(pivot, id))
                failed.push_back(&pivot);
        }
        goal.stopped = attemptsOf(failed);
        goal.verdict = failed.empty()
            ? "No attempt gets as far as it."
            : counted(failed.size(), "attempt at it fails", "attempts at it fail") + ".";
        goal.verdict += depth > static_cast<int>(planeCount)
            ? " It holds even if every plane fails."
            : " It would fall if " + fewestPlanes(id, depth) + ".";
        m_report.goals.push_back(std::move(goal));
    }

    /// The smallest sets of planes whose failure brings a goal down: "the network plane failed".
    std::string fewestPlanes(const ElementId &id, int depth) const
    {
        const WorldMask worlds = fallenWorlds(m_trace, id);
        std::vector<std::string> sets;
        for (unsigned world = 1; world < (1u << planeCount); ++world) {
            if (!(worlds & (1u << world)) || std::popcount(world) != depth)
                continue;
            std::vector<std::string> planes;
            for (std::size_t plane = 0; plane < planeCount; ++plane) {
                if (world & (1u << plane))
                    planes.emplace_back(nameOf(static_cast<Plane>(plane)));
            }
            sets.push_back(
                "the " + listed(planes) + (planes.size() == 1 ? " plane failed" : " planes failed"));
        }
        return join(sets, ", or ");
    }

    /// What the attacker has of a fallen goal, and by which steps.
    std::string fallSentence(const ElementId &id)
    {
        static const std::string who = "the attacker ";
        std::vector<std::string> parts;
        for (const AttackFact &fact : m_trace.facts) {
            if (!(fact.fact.subject == id) || !(fact.worlds & 1u) || !meansFall(fact.fact.relation))
                continue;
            std::string text = factSentence(m_project, fact.fact, "it");
            if (!parts.empty() && text.rfind(who, 0) == 0)
                text = text.substr(who.size());
            const auto known = m_numbers.find(fact.firstPivot);
            parts.push_back(
                known == m_numbers.end() ? text : text + " (step " + std::to_string(known->second) + ")");
        }
        return capitalised(listed(parts)) + ".";
    }

    static std::string allOf(std::size_t several)
    {
        return several == 2 ? "Both" : "All " + std::to_string(several);
    }

    void addResult()
    {
        const std::size_t fallen = m_trace.fallenJewels.size();
        const std::size_t all = m_trace.jewels.size();
        if (all == 0)
            m_report.result = "The scenario names no goal.";
        else if (fallen == 0)
            m_report.result = all == 1 ? "The goal holds." : allOf(all) + " goals hold.";
        else
            m_report.result = (fallen == all && all > 1 ? allOf(all) + " goals fall"
                                      : all == 1        ? std::string("The goal falls")
                                                 : std::to_string(fallen) + " of " + std::to_string(all)
                                          + (fallen == 1 ? " goals falls" : " goals fall"))
                + ", after " + counted(m_report.steps.size(), "step", "steps") + " in all.";
    }

    /// What falls beyond what has been said, by what it means.
    void addAlsoFallen()
    {
        std::set<std::uint32_t> told;
        for (const auto &[index, number] : m_numbers)
            told.insert(m_trace.pivots[index].grants.begin(), m_trace.pivots[index].grants.end());
        std::map<std::string, std::vector<const Fact *>> byMeaning;
        for (std::uint32_t i = 0; i < m_trace.facts.size(); ++i) {
            const AttackFact &fact = m_trace.facts[i];
            const bool isGoal = std::find(m_trace.jewels.begin(), m_trace.jewels.end(), fact.fact.subject)
                != m_trace.jewels.end();
            if ((fact.worlds & 1u) && !fact.isFoothold && meansFall(fact.fact.relation) && !told.count(i)
                && !isGoal)
                byMeaning[factSentence(m_project, fact.fact, "{}")].push_back(&fact.fact);
        }
        for (const auto &[meaning, facts] : byMeaning) {
            std::vector<std::string> names;
            for (const Fact *fact : facts)
                names.push_back(plainName(fact->subject));
            m_report.alsoFallen.push_back(
                capitalised(factSentence(m_project, *facts.front(), listed(names))) + ".");
        }
    }

    std::string controlTitle(const PivotBlock &block) const
    {
        const std::string plane = std::string(nameOf(block.plane)) + " plane";
        return block.control.empty() ? capitalised(plane) + ", without a control of the catalogue"
                                     : controlName(block.control) + " (" + block.control + "), " + plane;
    }

    void addControls()
    {
        std::map<std::string, std::vector<const Pivot *>> byControl;
        for (const Pivot &pivot : m_trace.pivots) {
            std::set<std::string> titles;
            for (const PivotBlock &block : pivot.blocks)
                titles.insert(controlTitle(block));
            for (const std::string &title : titles)
                byControl[title].push_back(&pivot);
        }
        for (const auto &[title, pivots] : byControl)
            m_report.controls.push_back({ title, pivots.size(), examplesOf(title, pivots) });
        std::stable_sort(m_report.controls.begin(), m_report.controls.end(),
            [](const ReportedControl &first, const ReportedControl &second) {
                return first.attempts > second.attempts;
            });
    }

    /// The first attempts of different techniques, with the reasons of one control.
    std::vector<ReportedAttempt> examplesOf(
        const std::string &title, const std::vector<const Pivot *> &pivots)
    {
        std::vector<ReportedAttempt> examples;
        std::set<std::string> techniques;
        for (const Pivot *pivot : pivots) {
            if (examples.size() == mostExamples || !techniques.insert(pivot->techniqueId).second)
                continue;
            ReportedAttempt example { techniqueName(m_catalogue, pivot->techniqueId), endsOf(*pivot), {},
                {} };
            for (const PivotBlock &block : pivot->blocks) {
                if (controlTitle(block) == title)
                    example.reasons.push_back(block.reason);
            }
            examples.push_back(std::move(example));
        }
        return examples;
    }

    void addEvidence()
    {
        std::map<std::string, std::set<int>> bySource;
        for (const auto &[index, number] : m_numbers) {
            const Technique *technique = techniqueOf(m_catalogue, m_trace.pivots[index].techniqueId);
            if (!technique)
                continue;
            for (const std::string &code : technique->detection)
                bySource[evidenceName(code)].insert(number);
        }
        for (const auto &[source, steps] : bySource)
            m_report.evidence.push_back({ capitalised(source), { steps.begin(), steps.end() } });
        std::stable_sort(m_report.evidence.begin(), m_report.evidence.end(),
            [](const ReportedEvidence &first, const ReportedEvidence &second) {
                return first.steps.size() > second.steps.size();
            });
    }

    void addElements()
    {
        for (const ElementId &id : m_spokenOf) {
            const std::string about = elementAbout(m_project, id);
            if (!about.empty())
                m_report.elements.push_back({ plainName(id), about });
        }
        std::sort(m_report.elements.begin(), m_report.elements.end(),
            [](const ReportedElement &first, const ReportedElement &second) {
                return first.name < second.name;
            });
    }

    const Project &m_project;
    const Scenario &m_scenario;
    const AttackTrace &m_trace;
    const TechniqueCatalogue &m_catalogue;
    const EnforcementPlan &m_plan;
    AttackReport m_report;
    std::map<std::uint32_t, int> m_numbers; ///< number of a step, by pivot
    std::vector<ElementId> m_spokenOf;
};

} // namespace

AttackReport makeAttackReport(const Project &project, const Scenario &scenario, const AttackTrace &trace,
    const TechniqueCatalogue &catalogue, const EnforcementPlan &plan)
{
    return ReportBuilder(project, scenario, trace, catalogue, plan).run();
}

} // namespace fourplane
