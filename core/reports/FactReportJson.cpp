// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/FactReport.h"
#include "core/reports/JsonParts.h"

#include <nlohmann/json.hpp>

namespace fourplane {

using Json = nlohmann::ordered_json;

namespace {

class FactWriter
{
public:
    FactWriter(const FactExplanation &explanation, const TraceContext &context)
        : m_explanation(explanation)
        , m_context(context)
    {
    }

    Json run() const
    {
        Json facts = Json::array(), attempts = Json::array(), ways = Json::array();
        for (const ExplainedFact &one : m_explanation.facts)
            facts.push_back(fact(one));
        for (const ExplainedAttempt &one : m_explanation.attempts)
            attempts.push_back(attempt(one));
        for (const FactWay &one : m_explanation.ways)
            ways.push_back({ { "state", nameOf(one.state) }, { "attempt", one.attempt },
                { "derivation", derivation(one.derivation) }, { "missing", one.missing } });
        Json further = Json::object();
        for (std::size_t i = 0; i < m_explanation.further.size(); ++i)
            further[std::string(nameOf(static_cast<WayState>(i)))] = m_explanation.further[i];
        Json json { { "scenario", m_explanation.scenarioName },
            { "exploitability", nameOf(m_explanation.exploitability) },
            { "assumption", assumptionText(m_explanation.exploitability) },
            { "effortAssumption", m_explanation.assumptionsName }, { "by", nameOf(m_explanation.measure) },
            { "fact", m_explanation.fact }, { "facts", std::move(facts) },
            { "attempts", std::move(attempts) }, { "ways", std::move(ways) },
            { "furtherWays", std::move(further) },
            { "byOtherMeasure", derivation(m_explanation.byOtherMeasure) } };
        if (!m_explanation.holds()) {
            Json losses = Json::array();
            for (PlaneSet planes : m_explanation.fallsWithout)
                losses.push_back(toJson(planes));
            json["reachedIfFailed"] = std::move(losses);
            json["ifFirstOfThoseFailed"] = derivation(m_explanation.ifThoseFailed);
            json["techniques"] = m_explanation.techniques;
        }
        return json;
    }

private:
    static Json derivation(const Derivation &one)
    {
        return { { "attempts", one.attempts }, { "steps", one.steps }, { "effortSeconds", one.seconds } };
    }

    static Json fact(const ExplainedFact &one)
    {
        Json json { { "fact", toString(one.fact) }, { "subject", one.fact.subject.value() },
            { "relation", one.fact.relation },
            { "meaning", factSentence(one.fact, [](const ElementId &id) { return id.value(); }) },
            { "plane", nameOf(planeOf(one.fact.relation)) }, { "foothold", one.isFoothold },
            { "holds", (one.worlds & 1U) != 0 }, { "worlds", one.worlds } };
        if (one.givenBy != noIndex)
            json["givenBy"] = one.givenBy;
        return json;
    }

    Json attempt(const ExplainedAttempt &one) const
    {
        Json blocks = Json::array(), losses = Json::array();
        for (const PivotBlock &block : one.pivot.blocks)
            blocks.push_back(toJson(block));
        for (PlaneSet planes : smallestPlaneSets(one.open))
            losses.push_back(toJson(planes));
        Json json { { "technique", one.pivot.techniqueId },
            { "name", techniqueName(m_context.catalogue, one.pivot.techniqueId) } };
        if (const Technique *technique = techniqueOf(m_context.catalogue, one.pivot.techniqueId))
            json["effort"] = nameOf(technique->effort);
        json["effortSeconds"] = one.seconds;
        json["slowedBy"] = one.slowedBy;
        json["from"] = one.pivot.fromId.value();
        json["to"] = one.pivot.toId.value();
        json["through"] = toJson(one.through);
        json["succeeds"] = one.pivot.succeeded();
        json["premises"] = one.pivot.premises;
        json["grants"] = one.pivot.grants;
        json["blocks"] = std::move(blocks);
        json["opensIfFailed"] = std::move(losses);
        json["notes"] = one.pivot.notes;
        return json;
    }

    const FactExplanation &m_explanation;
    const TraceContext &m_context;
};

} // namespace

std::string factReportsJson(const std::vector<FactExplanation> &explanations, const TraceContext &context)
{
    Json array = Json::array();
    for (const FactExplanation &explanation : explanations)
        array.push_back(FactWriter(explanation, context).run());
    Json project { { "name", context.project.name } };
    if (!context.projectFile.empty())
        project["file"] = context.projectFile;
    return dumpJson({ { "format", "fourplane-explanation" }, { "formatVersion", explanationFormatVersion },
        { "tool", { { "name", "Fourplane" }, { "version", context.toolVersion } } },
        { "project", std::move(project) }, { "limits", traceLimit }, { "explanations", std::move(array) } });
}

} // namespace fourplane
