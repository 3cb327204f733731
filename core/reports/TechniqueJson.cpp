// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/QuestionControls.h"
#include "core/attack/ReferenceCatalogue.h"
#include "core/reports/JsonParts.h"
#include "core/reports/TechniqueReport.h"
#include "core/reports/TechniqueWords.h"

#include <nlohmann/json.hpp>

namespace fourplane {

using Json = nlohmann::ordered_json;

namespace {

Json patternJson(const FactPattern &pattern)
{
    Json json { { "fact",
                    pattern.subject + " " + pattern.relation
                        + (pattern.object.empty() ? "" : " " + pattern.object) },
        { "meaning", patternSentence(pattern) } };
    return json;
}

Json patternsJson(const std::vector<FactPattern> &patterns)
{
    Json list = Json::array();
    for (const FactPattern &pattern : patterns)
        list.push_back(patternJson(pattern));
    return list;
}

Json ruleJson(const Technique &technique, const TechniqueCatalogue &catalogue)
{
    Json gates = Json::array();
    for (const Gate &gate : technique.gates) {
        Json one = patternJson(gate.question);
        one["plane"] = nameOf(gate.plane);
        Json controls = Json::array();
        for (std::string_view id : controlsBehind(gate.question.relation))
            controls.push_back(id);
        one["controls"] = std::move(controls);
        gates.push_back(std::move(one));
    }
    Json blockedBy = Json::array();
    for (const BlockedBy &control : technique.blockedBy) {
        Json one { { "control", control.control }, { "name", controlText(catalogue, control.control) },
            { "plane", nameOf(control.plane) }, { "effect", control.prevents ? "prevent" : "harden" } };
        one.update(patternJson(control.condition));
        blockedBy.push_back(std::move(one));
    }
    Json references = Json::array();
    for (const TechniqueReference &reference : technique.references) {
        Json one { { "catalogue", reference.catalogue }, { "id", reference.id } };
        const std::string page = pageOf(reference);
        if (!page.empty())
            one["page"] = page;
        references.push_back(std::move(one));
    }
    Json json { { "id", technique.id }, { "name", technique.name }, { "description", technique.description },
        { "bind", technique.bind }, { "requires", patternsJson(technique.requirements) },
        { "gates", std::move(gates) }, { "blockedBy", std::move(blockedBy) },
        { "grants", patternsJson(technique.grants) }, { "source", technique.source },
        { "target", technique.target }, { "effort", nameOf(technique.effort) }, { "basis", technique.basis },
        { "evidence", technique.detection }, { "references", std::move(references) },
        { "rule", ruleSentences(technique, catalogue) } };
    if (technique.origin.isKnown())
        json["where"] = toJson(technique.origin);
    return json;
}

} // namespace

std::string techniqueListJson(const std::vector<const Technique *> &techniques)
{
    Json list = Json::array();
    for (const Technique *technique : techniques)
        list.push_back({ { "id", technique->id }, { "name", technique->name },
            { "effort", nameOf(technique->effort) }, { "stoppedBy", stoppingControls(*technique) } });
    return dumpJson({ { "techniques", std::move(list) } });
}

std::string techniqueJson(const Technique &technique, const TechniqueCatalogue &catalogue)
{
    return dumpJson(ruleJson(technique, catalogue));
}

std::string techniqueExplanationJson(
    const Technique &technique, const TechniqueCatalogue &catalogue, const std::vector<AttackTrace> &traces)
{
    Json json = ruleJson(technique, catalogue);
    Json uses = Json::array();
    for (const AttackTrace &trace : traces) {
        Json attempts = Json::array();
        for (const Pivot &pivot : trace.pivots) {
            if (pivot.techniqueId != technique.id)
                continue;
            Json blocks = Json::array();
            for (const PivotBlock &block : pivot.blocks)
                blocks.push_back(toJson(block));
            Json gains = Json::array();
            for (std::uint32_t fact : pivot.grants)
                gains.push_back(toString(trace.facts[fact].fact));
            attempts.push_back({ { "step", pivot.step }, { "from", pivot.fromId.value() },
                { "to", pivot.toId.value() }, { "succeeded", pivot.succeeded() },
                { "gains", std::move(gains) }, { "blocks", std::move(blocks) }, { "notes", pivot.notes } });
        }
        uses.push_back({ { "scenario", trace.scenarioName },
            { "exploitability", nameOf(trace.exploitability) }, { "attempts", std::move(attempts) } });
    }
    json["traces"] = std::move(uses);
    return dumpJson(json);
}

} // namespace fourplane
