// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/TraceTimeline.h"

#include "core/base/Text.h"
#include "core/reports/AttackReportWords.h"

#include <algorithm>
#include <map>
#include <set>

namespace fourplane {

namespace {

constexpr std::string_view indent = "       ";

class Timeline
{
public:
    Timeline(const AttackTrace &trace, const TechniqueCatalogue &catalogue, const ElementNamer &name,
        const TextStyle &style)
        : m_trace(trace)
        , m_catalogue(catalogue)
        , m_name(name)
        , m_style(style)
    {
    }

    std::string run()
    {
        std::string text = m_style.bold("At the start") + "\n";
        for (const AttackFact &fact : m_trace.facts) {
            if (fact.isFoothold)
                text += "  " + startingWithCapital(printable(factSentence(fact.fact, m_name))) + ".\n";
        }
        std::map<int, std::string> events, stopped;
        for (const Pivot &pivot : m_trace.pivots)
            (pivot.succeeded() ? events : stopped)[pivot.step] +=
                pivot.succeeded() ? event(pivot) : attempt(pivot);
        int last = 0;
        for (const auto *steps : { &events, &stopped }) {
            if (!steps->empty())
                last = std::max(last, steps->rbegin()->first);
        }
        for (int step = 1; step <= last; ++step)
            text += "\n" + m_style.bold("Step " + std::to_string(step)) + "\n" + events[step] + stopped[step];
        if (last == 0)
            text += "\nNothing can be tried from there.\n";
        return text + further();
    }

private:
    static std::string startingWithCapital(std::string text)
    {
        if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
            text.front() = static_cast<char>(text.front() - 'a' + 'A');
        return text;
    }

    std::string further() const
    {
        std::string text;
        for (const FurtherAttempts &attempts : m_trace.further)
            text += "  " + printable(techniqueName(m_catalogue, attempts.techniqueId)) + ": "
                + std::to_string(attempts.succeeded) + " that succeed, " + std::to_string(attempts.blocked)
                + " that are stopped\n";
        return text.empty() ? text : "\n" + m_style.bold("Further attempts, not written down") + "\n" + text;
    }

    /// "Read the mounted token: in ai/web upon sa-web."
    std::string heading(const Pivot &pivot) const
    {
        std::string text = techniqueName(m_catalogue, pivot.techniqueId) + ": ";
        if (pivot.fromId == pivot.toId || pivot.toId.isEmpty())
            return text + "in " + m_name(pivot.fromId) + ".";
        return text + "from " + m_name(pivot.fromId) + " upon " + m_name(pivot.toId) + ".";
    }

    std::string line(const std::string &text) const { return std::string(indent) + printable(text) + "\n"; }

    std::string aside(const std::string &text) const
    {
        return std::string(indent) + m_style.dim(printable(text)) + "\n";
    }

    std::string numberText(int number) const
    {
        const std::string digits = std::to_string(number);
        return std::string(digits.size() < 5 ? 5 - digits.size() : 0, ' ') + m_style.bad(digits) + ". ";
    }

    std::string event(const Pivot &pivot)
    {
        std::string text = numberText(++m_events) + printable(heading(pivot)) + "\n";
        const Technique *technique = techniqueOf(m_catalogue, pivot.techniqueId);
        if (technique && m_told.insert(technique->id).second && !technique->description.empty())
            text += line(technique->description);
        std::vector<std::string> gains;
        for (std::uint32_t fact : pivot.grants)
            gains.push_back(factSentence(m_trace.facts[fact].fact, m_name));
        if (!gains.empty())
            text += line("Now " + join(gains, ", and ") + ".");
        for (const std::string &note : pivot.notes)
            text += aside(passageSentence(note));
        if (technique && !technique->detection.empty())
            text += aside("Leaves evidence in " + evidenceText(*technique) + ".");
        if (technique && !technique->references.empty())
            text += aside(referencesText(technique->references) + ".");
        return text;
    }

    std::string attempt(const Pivot &pivot) const
    {
        std::string text = "    " + m_style.good("x") + "  " + printable(heading(pivot)) + "\n";
        for (const PivotBlock &block : pivot.blocks)
            text += line("Stopped on the " + blockText(block));
        return text;
    }

    const AttackTrace &m_trace;
    const TechniqueCatalogue &m_catalogue;
    const ElementNamer &m_name;
    const TextStyle &m_style;
    std::set<std::string> m_told; ///< techniques that were described already
    int m_events = 0;
};

} // namespace

std::string timelineText(const AttackTrace &trace, const TechniqueCatalogue &catalogue,
    const ElementNamer &name, const TextStyle &style)
{
    return Timeline(trace, catalogue, name, style).run();
}

} // namespace fourplane
