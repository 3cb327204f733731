// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/TraceGraph.h"

#include "core/base/Text.h"
#include "core/reports/TraceWords.h"

#include <algorithm>
#include <array>
#include <map>

namespace fourplane {

namespace {

/// How the facts of a plane look.
struct PlaneStyle
{
    std::string_view shape;
    std::string_view colour;
    std::string_view fill;
};

/// In the order of Plane. Shapes differ too, since not everybody sees colours and printers have none.
constexpr std::array<PlaneStyle, 4> planeStyles { {
    { "ellipse", "#8250df", "#f3ecff" }, // identity
    { "hexagon", "#0969da", "#e6f1ff" }, // network
    { "box", "#9a6700", "#fff6db" }, // workload
    { "cylinder", "#1a7f37", "#e5f6ea" }, // data
} };

constexpr std::string_view stoppedColour = "#cf222e";

const PlaneStyle &styleOf(Plane plane)
{
    return planeStyles[static_cast<std::size_t>(plane)];
}

class GraphWriter
{
public:
    GraphWriter(const AttackTrace &trace, const TraceContext &context)
        : m_trace(trace)
        , m_context(context)
    {
    }

    std::string run(std::size_t number)
    {
        m_text = "digraph trace" + std::to_string(number) + " {\n"
            + "  graph [rankdir=LR, fontname=\"sans-serif\", labelloc=t, compound=true, label="
            + dotString("Scenario: " + m_trace.scenarioName + "\nExploitability "
                + std::string(nameOf(m_trace.exploitability)) + ": "
                + std::string(assumptionText(m_trace.exploitability)) + "\n" + std::string(traceLimit))
            + "];\n" + "  node [fontname=\"sans-serif\", fontsize=11];\n"
            + "  edge [fontname=\"sans-serif\", fontsize=9, color=\"#57606a\"];\n";
        writeFacts();
        for (std::uint32_t i = 0; i < m_trace.pivots.size(); ++i)
            writePivot(i);
        return m_text + "}\n";
    }

private:
    static std::string factNode(std::uint32_t fact) { return "fact" + std::to_string(fact); }

    static std::string pivotNode(std::uint32_t pivot) { return "step" + std::to_string(pivot); }

    /// Facts that hold in the design as it is; what would hold where planes fail is another picture.
    bool isShown(std::uint32_t fact) const { return (m_trace.facts[fact].worlds & 1U) != 0; }

    void writeFacts()
    {
        std::map<ElementId, std::vector<std::uint32_t>> byHome;
        for (std::uint32_t i = 0; i < m_trace.facts.size(); ++i) {
            if (isShown(i))
                byHome[namespaceOf(m_context.project, m_trace.facts[i].fact.subject)].push_back(i);
        }
        std::size_t number = 0;
        for (const auto &[home, facts] : byHome) {
            const bool isCluster = !home.isEmpty();
            if (isCluster) {
                m_text += "  subgraph cluster" + std::to_string(number++) + " {\n    label="
                    + dotString("namespace " + home.value()) + "; color=\"#8c959f\"; style=rounded;\n";
            }
            for (std::uint32_t fact : facts)
                writeFact(fact, isCluster ? "    " : "  ");
            if (isCluster)
                m_text += "  }\n";
        }
    }

    void writeFact(std::uint32_t index, std::string_view indent)
    {
        const AttackFact &fact = m_trace.facts[index];
        const Plane plane = planeOf(fact.fact.relation);
        const PlaneStyle &style = styleOf(plane);
        const ElementNamer name = [this](const ElementId &id) { return elementName(m_context.project, id); };
        const bool isFallenGoal =
            std::find(m_trace.fallenJewels.begin(), m_trace.fallenJewels.end(), fact.fact.subject)
            != m_trace.fallenJewels.end();
        std::string gain = fact.fact.relation; // "node_credential" in the rule language
        std::replace(gain.begin(), gain.end(), '_', ' ');
        m_text += std::string(indent) + factNode(index)
            + " [label=" + dotString(name(fact.fact.subject) + "\n" + gain)
            + ", tooltip=" + dotString(factSentence(fact.fact, name)) + ", shape=" + std::string(style.shape)
            + ", color=\"" + std::string(isFallenGoal ? stoppedColour : style.colour)
            + "\", style=filled, fillcolor=\"" + std::string(style.fill) + "\""
            + (fact.isFoothold ? ", peripheries=2" : "") + (isFallenGoal ? ", penwidth=3" : "") + "];\n";
    }

    void writePivot(std::uint32_t index)
    {
        const Pivot &pivot = m_trace.pivots[index];
        const bool isStopped = !pivot.succeeded();
        std::string label =
            std::to_string(pivot.step) + ". " + techniqueName(m_context.catalogue, pivot.techniqueId);
        if (isStopped) {
            label += "\n" + elementName(m_context.project, pivot.toId);
            for (const PivotBlock &block : pivot.blocks)
                label += "\nstopped: " + std::string(nameOf(block.plane)) + " plane"
                    + (block.control.empty() ? "" : " (" + block.control + ")");
        }
        std::vector<std::string> reasons;
        for (const PivotBlock &block : pivot.blocks)
            reasons.push_back(blockText(block));
        m_text += "  " + pivotNode(index) + " [label=" + dotString(label)
            + ", tooltip=" + dotString(isStopped ? join(reasons, "\n") : referencesOf(pivot))
            + (isStopped ? ", shape=note, style=dashed, color=\"" + std::string(stoppedColour)
                        + "\", fontcolor=\"" + std::string(stoppedColour) + "\""
                         : std::string(", shape=plain"))
            + "];\n";
        const std::string dashes =
            isStopped ? " [style=dashed, color=\"" + std::string(stoppedColour) + "\"]" : "";
        for (std::uint32_t fact : pivot.premises) {
            if (isShown(fact))
                m_text += "  " + factNode(fact) + " -> " + pivotNode(index) + dashes + ";\n";
        }
        if (isStopped)
            return;
        for (std::uint32_t fact : pivot.grants) {
            if (isShown(fact) && !m_trace.facts[fact].isFoothold)
                m_text += "  " + pivotNode(index) + " -> " + factNode(fact) + ";\n";
        }
    }

    std::string referencesOf(const Pivot &pivot) const
    {
        const Technique *technique = techniqueOf(m_context.catalogue, pivot.techniqueId);
        return technique ? referencesText(technique->references) : pivot.techniqueId;
    }

    const AttackTrace &m_trace;
    const TraceContext &m_context;
    std::string m_text;
};

} // namespace

std::string dotString(std::string_view text)
{
    constexpr unsigned char firstPrintable = 0x20;
    constexpr unsigned char deleteCharacter = 0x7F;
    std::string quoted = "\"";
    for (char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '\n')
            quoted += "\\n";
        else if (c == '&') // labels know the entities of HTML
            quoted += "&amp;";
        else if (c == '"' || c == '\\')
            quoted += { '\\', c };
        else if (byte < firstPrintable || byte == deleteCharacter)
            quoted += "\xEF\xBF\xBD"; // U+FFFD: no picture format takes control characters
        else
            quoted += c;
    }
    return quoted + "\"";
}

std::string tracesGraph(const std::vector<AttackTrace> &traces, const TraceContext &context)
{
    std::string text;
    for (std::size_t i = 0; i < traces.size(); ++i)
        text += GraphWriter(traces[i], context).run(i + 1);
    return text;
}

} // namespace fourplane
