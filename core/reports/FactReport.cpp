// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/FactReport.h"

#include "core/base/Text.h"
#include "core/reports/AnalysisReport.h"
#include "core/reports/CampaignWords.h"

#include <algorithm>

namespace fourplane {

namespace {

constexpr std::string_view factIndent = "       ";

class FactText
{
public:
    FactText(const FactExplanation &explanation, const TechniqueCatalogue &catalogue,
        const ElementNamer &name, const TextStyle &style)
        : m_explanation(explanation)
        , m_catalogue(catalogue)
        , m_name(name)
        , m_style(style)
    {
    }

    std::string run() const
    {
        return heading() + best() + ways(WayState::Open) + ways(WayState::Stopped)
            + ways(WayState::OutOfReach) + closest() + m_style.dim(traceLimit) + "\n";
    }

private:
    const ExplainedFact &fact(std::uint32_t index) const { return m_explanation.facts[index]; }

    const ExplainedAttempt &attempt(std::uint32_t index) const { return m_explanation.attempts[index]; }

    std::string line(const std::string &text) const
    {
        return std::string(factIndent) + printable(text) + "\n";
    }

    std::string sentenceOf(std::uint32_t index) const { return factSentence(fact(index).fact, m_name); }

    static std::string figures(const Derivation &derivation)
    {
        return counted(derivation.steps, "step", "steps") + ", "
            + counted(derivation.attempts.size(), "attempt", "attempts") + " with an effort of "
            + durationText(static_cast<double>(derivation.seconds));
    }

    std::string heading() const
    {
        const ExplainedFact &subject = fact(m_explanation.fact);
        return m_style.bold("Scenario: " + printable(m_explanation.scenarioName)) + "\n"
            + assumptionLine(m_explanation.exploitability) + "\nEffort: mean times as campaigns assume them ("
            + printable(m_explanation.assumptionsName) + ")\n\n"
            + m_style.bold(printable(toString(subject.fact)) + ": ")
            + printable(sentenceOf(m_explanation.fact)) + "\n" + status() + "\n";
    }

    std::string status() const
    {
        if (fact(m_explanation.fact).isFoothold)
            return m_style.bad("Held from the start.");
        if (m_explanation.holds())
            return m_style.bad("Reached") + ": " + figures(m_explanation.ways.front().derivation) + ".";
        if (!m_explanation.fallsWithout.empty())
            return m_style.good("Not reached.")
                + " It would be if these planes failed: " + planeLossText(m_explanation.fallsWithout) + ".";
        std::vector<std::string> names;
        for (const std::string &id : m_explanation.techniques)
            names.push_back(techniqueName(m_catalogue, id));
        return m_style.good("Not reached,") + " and would not be if every plane failed: "
            + (names.empty() ? "no technique in play gives such a fact."
                             : "none of the techniques that give such a fact finds here what it needs ("
                        + printable(join(names, ", ")) + ").");
    }

    /// "Read the mounted token: in ai/web" and what it costs.
    std::string headingOf(const ExplainedAttempt &one) const
    {
        const Pivot &pivot = one.pivot;
        std::string text = techniqueName(m_catalogue, pivot.techniqueId) + ": "
            + (pivot.fromId == pivot.toId || pivot.toId.isEmpty()
                    ? "in " + m_name(pivot.fromId)
                    : "from " + m_name(pivot.fromId) + " upon " + m_name(pivot.toId));
        std::vector<std::string> through;
        for (const ElementId &id : one.through)
            through.push_back(m_name(id));
        if (!through.empty())
            text += ", by way of " + join(through, ", ");
        const Technique *technique = techniqueOf(m_catalogue, pivot.techniqueId);
        text += " (" + (technique ? "effort " + std::string(nameOf(technique->effort)) + ", " : std::string())
            + durationText(static_cast<double>(one.seconds));
        if (!one.slowedBy.empty())
            text += ", slowed by " + join(one.slowedBy, ", ");
        return text + ")";
    }

    static std::string marked(const std::string &mark, std::string_view text)
    {
        return "    " + mark + "  " + printable(text) + "\n";
    }

    std::string blocksOf(const ExplainedAttempt &one) const
    {
        std::string text;
        for (const PivotBlock &block : one.pivot.blocks)
            text += line("Stopped on the " + blockText(block));
        return text;
    }

    std::string stepByStep(const Derivation &derivation) const
    {
        std::string text;
        for (std::size_t i = 0; i < derivation.attempts.size(); ++i) {
            const ExplainedAttempt &one = attempt(derivation.attempts[i]);
            const std::string number = std::to_string(i + 1);
            text += std::string(number.size() < 5 ? 5 - number.size() : 0, ' ')
                + (one.pivot.succeeded() ? m_style.bad(number) : m_style.good(number)) + ". "
                + printable(headingOf(one)) + "\n";
            std::vector<std::string> gains;
            for (std::uint32_t gain : one.pivot.grants)
                gains.push_back(sentenceOf(gain));
            text += line("Now " + join(gains, ", and ") + ".");
            text += blocksOf(one);
        }
        return text;
    }

    std::string namesOf(const Derivation &derivation) const
    {
        std::vector<std::string> names;
        for (std::uint32_t index : derivation.attempts) {
            const Pivot &pivot = attempt(index).pivot;
            names.push_back(techniqueName(m_catalogue, pivot.techniqueId) + " ("
                + (pivot.fromId == pivot.toId || pivot.toId.isEmpty()
                        ? m_name(pivot.fromId)
                        : m_name(pivot.fromId) + " -> " + m_name(pivot.toId))
                + ")");
        }
        return join(names, "; ");
    }

    bool isBestShown() const
    {
        return m_explanation.holds() && !fact(m_explanation.fact).isFoothold && !m_explanation.ways.empty()
            && m_explanation.ways.front().state == WayState::Open;
    }

    std::string best() const
    {
        if (!isBestShown())
            return {};
        const bool bySteps = m_explanation.measure == DerivationMeasure::Steps;
        const Derivation &derivation = m_explanation.ways.front().derivation;
        std::string text = "\n" + m_style.bold(bySteps ? "The fewest steps" : "The least effort") + "\n"
            + stepByStep(derivation);
        const Derivation &other = m_explanation.byOtherMeasure;
        const std::string otherName = bySteps ? "The least effort" : "The fewest steps";
        if (other.attempts == derivation.attempts)
            return text + line(otherName + (bySteps ? " takes" : " take") + " the same attempts.");
        return text + line(otherName + ": " + figures(other) + ": " + namesOf(other) + ".");
    }

    static std::string titleOf(WayState state, bool isFurther)
    {
        switch (state) {
        case WayState::Open:
            break;
        case WayState::Stopped:
            return "Attempts that are stopped";
        case WayState::OutOfReach:
            return "Attempts that lack something";
        }
        return isFurther ? "Other ways" : "Ways";
    }

    std::string ways(WayState state) const
    {
        std::string text;
        for (std::size_t i = isBestShown() ? 1 : 0; i < m_explanation.ways.size(); ++i) {
            if (m_explanation.ways[i].state == state)
                text += way(m_explanation.ways[i]);
        }
        const std::size_t further = m_explanation.further[static_cast<std::size_t>(state)];
        if (further > 0)
            text += line("... and " + std::to_string(further) + " more.");
        return text.empty() ? text : "\n" + m_style.bold(titleOf(state, isBestShown())) + "\n" + text;
    }

    std::string way(const FactWay &one) const
    {
        const ExplainedAttempt &last = attempt(one.attempt);
        std::string text = marked(one.state == WayState::Open ? m_style.bad("-")
                : one.state == WayState::Stopped              ? m_style.good("x")
                                                              : m_style.dim("-"),
            headingOf(last));
        const auto before = one.derivation.attempts.size() - (one.state == WayState::Open ? 1 : 0);
        if (before > 0) {
            Derivation needed = one.derivation;
            needed.attempts.resize(before);
            text += line("After " + namesOf(needed) + ".");
        }
        if (one.state == WayState::Open)
            text += line("In all " + figures(one.derivation) + ".");
        for (std::uint32_t premise : one.missing)
            text += line("Lacks: " + sentenceOf(premise) + " (" + lackText(fact(premise)) + ").");
        text += blocksOf(last);
        if (!last.pivot.succeeded())
            text += line(
                "Would succeed if these planes failed: " + planeLossText(smallestPlaneSets(last.open)) + ".");
        return text;
    }

    std::string lackText(const ExplainedFact &premise) const
    {
        const std::string text = "\"" + toString(premise.fact) + "\" ";
        if ((premise.worlds & 1U) != 0)
            return text + "follows only from what is explained here";
        return text
            + "is not reached; if these planes failed: " + planeLossText(smallestPlaneSets(premise.worlds));
    }

    std::string closest() const
    {
        if (m_explanation.ifThoseFailed.attempts.empty())
            return "\n";
        return "\n"
            + m_style.bold("If these planes failed: " + planeLossText({ m_explanation.fallsWithout.front() }))
            + "\n" + stepByStep(m_explanation.ifThoseFailed) + "\n";
    }

    const FactExplanation &m_explanation;
    const TechniqueCatalogue &m_catalogue;
    const ElementNamer &m_name;
    const TextStyle &m_style;
};

} // namespace

std::string factReportText(const FactExplanation &explanation, const TechniqueCatalogue &catalogue,
    const ElementNamer &name, const TextStyle &style)
{
    return FactText(explanation, catalogue, name, style).run();
}

} // namespace fourplane
