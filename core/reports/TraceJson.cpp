// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/TraceJson.h"

#include "core/reports/JsonParts.h"
#include "core/reports/TraceWords.h"

#include <nlohmann/json.hpp>

#include <set>

namespace fourplane {

using Json = nlohmann::ordered_json;

namespace {

Json worldsLegend()
{
    constexpr unsigned worldCount = 1U << planeCount;
    Json worlds = Json::array();
    for (unsigned world = 0; world < worldCount; ++world)
        worlds.push_back({ { "world", world },
            { "failedPlanes", fourplane::toJson(PlaneSet(static_cast<std::uint8_t>(world))) } });
    return worlds;
}

Json toJson(const std::vector<TechniqueReference> &references)
{
    Json list = Json::array();
    for (const TechniqueReference &reference : references)
        list.push_back({ { "catalogue", reference.catalogue }, { "id", reference.id } });
    return list;
}

class TraceWriter
{
public:
    TraceWriter(const AttackTrace &trace, const TraceContext &context)
        : m_trace(trace)
        , m_context(context)
    {
    }

    Json run() const
    {
        Json facts = Json::array();
        for (std::uint32_t i = 0; i < m_trace.facts.size(); ++i)
            facts.push_back(fact(i));
        Json pivots = Json::array();
        for (const Pivot &pivot : m_trace.pivots)
            pivots.push_back(attempt(pivot));
        Json depth = Json::object();
        for (const ElementId &jewel : m_trace.jewels)
            depth[jewel.value()] = defenceDepth(m_trace, jewel);
        return { { "scenario", m_trace.scenarioName }, { "exploitability", nameOf(m_trace.exploitability) },
            { "assumption", assumptionText(m_trace.exploitability) },
            { "goals", fourplane::toJson(m_trace.jewels) },
            { "fallenGoals", fourplane::toJson(m_trace.fallenJewels) },
            { "blastRadius", fourplane::toJson(blastRadius(m_trace)) }, { "defenceDepth", std::move(depth) },
            { "stepsToGoals", pivotsToGoals(m_trace) }, { "elements", elements() },
            { "facts", std::move(facts) }, { "pivots", std::move(pivots) },
            { "furtherAttempts", further() } };
    }

private:
    Json further() const
    {
        Json list = Json::array();
        for (const FurtherAttempts &attempts : m_trace.further)
            list.push_back({ { "technique", attempts.techniqueId }, { "succeeded", attempts.succeeded },
                { "blocked", attempts.blocked } });
        return list;
    }

    Json fact(std::uint32_t index) const
    {
        const AttackFact &fact = m_trace.facts[index];
        Json json { { "fact", toString(fact.fact) }, { "subject", fact.fact.subject.value() },
            { "relation", fact.fact.relation } };
        if (!fact.fact.object.isEmpty())
            json["object"] = fact.fact.object.value();
        json["meaning"] = factSentence(fact.fact, [](const ElementId &id) { return id.value(); });
        json["plane"] = nameOf(planeOf(fact.fact.relation));
        json["foothold"] = fact.isFoothold;
        json["holds"] = (fact.worlds & 1U) != 0;
        json["worlds"] = fact.worlds;
        if (fact.firstPivot != noIndex)
            json["firstPivot"] = fact.firstPivot;
        json["derivation"] = derivationOf(m_trace, index);
        return json;
    }

    Json attempt(const Pivot &pivot) const
    {
        Json blocks = Json::array();
        for (const PivotBlock &block : pivot.blocks)
            blocks.push_back(fourplane::toJson(block));
        Json json { { "step", pivot.step }, { "technique", pivot.techniqueId },
            { "name", techniqueName(m_context.catalogue, pivot.techniqueId) } };
        if (const Technique *technique = techniqueOf(m_context.catalogue, pivot.techniqueId)) {
            json["description"] = technique->description;
            json["effort"] = nameOf(technique->effort);
            json["basis"] = technique->basis;
            json["evidence"] = technique->detection;
            json["references"] = toJson(technique->references);
        }
        json["from"] = pivot.fromId.value();
        json["to"] = pivot.toId.value();
        json["succeeded"] = pivot.succeeded();
        json["premises"] = pivot.premises;
        json["grants"] = pivot.grants;
        json["blockingPlanes"] = fourplane::toJson(pivot.blockingPlanes());
        json["blocks"] = std::move(blocks);
        json["notes"] = pivot.notes;
        return json;
    }

    /// What each element is that the trace names.
    Json elements() const
    {
        std::set<ElementId> ids(m_trace.jewels.begin(), m_trace.jewels.end());
        for (const AttackFact &fact : m_trace.facts)
            ids.insert(fact.fact.subject);
        for (const Pivot &pivot : m_trace.pivots) {
            ids.insert(pivot.fromId);
            ids.insert(pivot.toId);
        }
        Json json = Json::object();
        for (const ElementId &id : ids) {
            if (id.isEmpty())
                continue;
            Json one { { "name", elementName(m_context.project, id) },
                { "kind", kindText(m_context.project, id) } };
            const ElementId home = namespaceOf(m_context.project, id);
            if (!home.isEmpty())
                one["namespace"] = home.value();
            const SourceLocation place = placeOf(m_context, id);
            if (place.isKnown())
                one["where"] = fourplane::toJson(place);
            json[id.value()] = std::move(one);
        }
        return json;
    }

    const AttackTrace &m_trace;
    const TraceContext &m_context;
};

Json catalogueJson(const TechniqueCatalogue &catalogue)
{
    std::set<std::string> references;
    for (const Technique &technique : catalogue.techniques) {
        for (const TechniqueReference &reference : technique.references)
            references.insert(reference.catalogue);
    }
    return { { "techniques", catalogue.techniques.size() }, { "controls", catalogue.controls.size() },
        { "references", references } };
}

} // namespace

std::string tracesJson(const std::vector<AttackTrace> &traces, const TraceContext &context)
{
    Json array = Json::array();
    for (const AttackTrace &trace : traces)
        array.push_back(TraceWriter(trace, context).run());
    Json project { { "name", context.project.name } };
    if (!context.projectFile.empty())
        project["file"] = context.projectFile;
    return dumpJson({ { "format", "fourplane-trace" }, { "formatVersion", traceFormatVersion },
        { "tool", { { "name", "Fourplane" }, { "version", context.toolVersion } } },
        { "project", std::move(project) }, { "catalogue", catalogueJson(context.catalogue) },
        { "limits", traceLimit }, { "worlds", worldsLegend() }, { "traces", std::move(array) } });
}

} // namespace fourplane
