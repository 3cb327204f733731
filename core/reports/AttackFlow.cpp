// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/AttackFlow.h"

#include "core/base/Text.h"
#include "core/reports/JsonParts.h"
#include "core/reports/StableUuid.h"
#include "core/reports/TraceWords.h"

#include <nlohmann/json.hpp>

#include <map>

namespace fourplane {

using Json = nlohmann::ordered_json;

namespace {

// The extension and who made it, as the project publishes them (attack-flow, stix/).
constexpr const char *extensionId = "extension-definition--fb9c968a-745b-4ade-9b25-c324172197f4";
constexpr const char *extensionAuthorId = "identity--d673f8cb-c168-42da-8ed4-0cb26725f86c";
constexpr const char *extensionTime = "2022-08-02T19:34:35.143Z";

Json extensionDefinition()
{
    return { { "type", "extension-definition" }, { "id", extensionId }, { "spec_version", "2.1" },
        { "name", "Attack Flow" },
        { "description", "Extends STIX 2.1 with features to create Attack Flows." },
        { "created", extensionTime }, { "modified", extensionTime }, { "created_by_ref", extensionAuthorId },
        { "schema",
            "https://center-for-threat-informed-defense.github.io/attack-flow/stix/"
            "attack-flow-schema-2.0.0.json" },
        { "version", "2.0.0" }, { "extension_types", Json::array({ "new-sdo" }) },
        { "external_references",
            Json::array({ { { "source_name", "Documentation" },
                              { "description", "Documentation for Attack Flow" },
                              { "url", "https://center-for-threat-informed-defense.github.io/attack-flow" } },
                { { "source_name", "GitHub" }, { "description", "Source code repository for Attack Flow" },
                    { "url", "https://github.com/center-for-threat-informed-defense/attack-flow" } } }) } };
}

Json extensionAuthor()
{
    return { { "type", "identity" }, { "spec_version", "2.1" }, { "id", extensionAuthorId },
        { "created_by_ref", extensionAuthorId }, { "created", extensionTime }, { "modified", extensionTime },
        { "name", "MITRE Center for Threat-Informed Defense" }, { "identity_class", "organization" } };
}

/// The id by which other programs know a technique: that of ATT&CK, else of ATLAS, else our own.
std::string publicId(const Technique &technique)
{
    for (std::string_view catalogue : { "ATT&CK", "ATLAS" }) {
        for (const TechniqueReference &reference : technique.references) {
            if (reference.catalogue.rfind(catalogue, 0) == 0)
                return reference.id;
        }
    }
    return technique.id;
}

class FlowWriter
{
public:
    FlowWriter(const AttackTrace &trace, const TraceContext &context)
        : m_trace(trace)
        , m_context(context)
        , m_scope(context.project.name + '\n' + trace.scenarioName + '\n'
              + std::string(nameOf(trace.exploitability)) + '\n')
        , m_name([&context](const ElementId &id) { return elementName(context.project, id); })
        , m_authorId("identity--" + stableUuid("tool"))
        , m_followers(trace.facts.size())
    {
    }

    std::string run()
    {
        m_objects = Json::array({ extensionDefinition(), extensionAuthor(), author() });
        m_objects.push_back(flow());
        for (std::uint32_t i = 0; i < m_trace.pivots.size(); ++i)
            addAttempt(i);
        addConditions();
        for (const auto &[id, asset] : m_assets)
            m_objects.push_back(asset);
        return dumpJson({ { "type", "bundle" }, { "id", idOf("bundle", "bundle") },
            { "objects", std::move(m_objects) } });
    }

private:
    std::string idOf(const std::string &type, const std::string &what) const
    {
        return type + "--" + stableUuid(m_scope + type + '\n' + what);
    }

    std::string conditionOf(std::uint32_t fact) const
    {
        return idOf("attack-condition", toString(m_trace.facts[fact].fact));
    }

    /// Fields that every object has, and the extension that those of Attack Flow carry.
    Json object(const std::string &type, const std::string &id) const
    {
        return { { "type", type }, { "spec_version", "2.1" }, { "id", id }, { "created_by_ref", m_authorId },
            { "created", attackFlowTime }, { "modified", attackFlowTime },
            { "extensions", { { extensionId, { { "extension_type", "new-sdo" } } } } } };
    }

    Json author() const
    {
        return { { "type", "identity" }, { "spec_version", "2.1" }, { "id", m_authorId },
            { "created_by_ref", m_authorId }, { "created", attackFlowTime }, { "modified", attackFlowTime },
            { "name", "Fourplane" + (m_context.toolVersion.empty() ? "" : " " + m_context.toolVersion) },
            { "identity_class", "system" } };
    }

    Json flow() const
    {
        Json flow = object("attack-flow", idOf("attack-flow", "flow"));
        flow["name"] = m_trace.scenarioName;
        flow["description"] = "Design: " + m_context.project.name + "\nExploitability "
            + std::string(nameOf(m_trace.exploitability)) + ": "
            + std::string(assumptionText(m_trace.exploitability)) + "\n" + std::string(traceLimit)
            + "\nTimes mean nothing.";
        flow["scope"] = "attack-tree";
        Json starts = Json::array();
        for (std::uint32_t i = 0; i < m_trace.facts.size(); ++i) {
            if (m_trace.facts[i].isFoothold)
                starts.push_back(conditionOf(i));
        }
        if (starts.empty()) // the extension wants a start
            starts.push_back(idOf("attack-condition", "nothing"));
        flow["start_refs"] = std::move(starts);
        return flow;
    }

    bool holds(std::uint32_t fact) const { return (m_trace.facts[fact].worlds & 1U) != 0; }

    int stepOf(std::uint32_t fact) const
    {
        const std::uint32_t first = m_trace.facts[fact].firstPivot;
        return first == noIndex ? 0 : m_trace.pivots[first].step;
    }

    std::string asset(const ElementId &id)
    {
        const std::string assetId = idOf("attack-asset", id.value());
        if (m_assets.count(id) == 0) {
            Json asset = object("attack-asset", assetId);
            asset["name"] = m_name(id);
            asset["description"] = kindText(m_context.project, id) + ", " + id.value();
            m_assets.emplace(id, std::move(asset));
        }
        return assetId;
    }

    static std::string descriptionOf(const Pivot &pivot, const Technique *technique)
    {
        std::vector<std::string> lines;
        if (technique) {
            lines.push_back(technique->description);
            if (!technique->references.empty())
                lines.push_back(referencesText(technique->references) + ".");
            if (!technique->detection.empty())
                lines.push_back("Leaves evidence in " + evidenceText(*technique) + ".");
        }
        lines.insert(lines.end(), pivot.notes.begin(), pivot.notes.end());
        return join(lines, "\n");
    }

    void addAttempt(std::uint32_t index)
    {
        const Pivot &pivot = m_trace.pivots[index];
        const Technique *technique = techniqueOf(m_context.catalogue, pivot.techniqueId);
        const std::string key = std::to_string(index) + ' ' + pivot.techniqueId + ' ' + pivot.fromId.value()
            + ' ' + pivot.toId.value();
        const std::string actionId = idOf("attack-action", key);
        Json action = object("attack-action", actionId);
        action["name"] = techniqueName(m_context.catalogue, pivot.techniqueId);
        action["technique_id"] = technique ? publicId(*technique) : pivot.techniqueId;
        action["description"] = descriptionOf(pivot, technique);
        Json assets = Json::array({ asset(pivot.fromId) });
        if (!(pivot.toId == pivot.fromId) && !pivot.toId.isEmpty())
            assets.push_back(asset(pivot.toId));
        action["asset_refs"] = std::move(assets);
        Json effects = Json::array();
        if (pivot.succeeded()) {
            for (std::uint32_t fact : pivot.grants) {
                if (holds(fact) && stepOf(fact) >= pivot.step) // not back to what was held before
                    effects.push_back(conditionOf(fact));
            }
        } else {
            effects.push_back(addStop(pivot, key));
        }
        if (!effects.empty())
            action["effect_refs"] = std::move(effects);
        m_objects.push_back(std::move(action));
        addPremises(pivot, key, actionId);
    }

    /// What an attempt that is stopped leads to; gives the id of the condition.
    std::string addStop(const Pivot &pivot, const std::string &key)
    {
        std::vector<std::string> reasons;
        for (const PivotBlock &block : pivot.blocks)
            reasons.push_back("Stopped on the " + blockText(block));
        Json stop = object("attack-condition", idOf("attack-condition", "stopped " + key));
        stop["description"] = join(reasons, "\n");
        Json passes = object("attack-condition", idOf("attack-condition", "passes " + key));
        passes["description"] = "Every plane lets the attempt pass.";
        passes["on_false_refs"] = Json::array({ stop["id"] });
        std::string id = passes["id"];
        m_objects.push_back(std::move(passes));
        m_objects.push_back(std::move(stop));
        return id;
    }

    void addPremises(const Pivot &pivot, const std::string &key, const std::string &actionId)
    {
        std::string next = actionId;
        if (pivot.premises.size() > 1) {
            Json all = object("attack-operator", idOf("attack-operator", key));
            all["operator"] = "AND";
            all["effect_refs"] = Json::array({ actionId });
            next = all["id"];
            m_objects.push_back(std::move(all));
        }
        for (std::uint32_t fact : pivot.premises)
            m_followers[fact].push_back(next);
    }

    void addConditions()
    {
        bool hasStart = false;
        for (std::uint32_t i = 0; i < m_trace.facts.size(); ++i) {
            const AttackFact &fact = m_trace.facts[i];
            hasStart = hasStart || fact.isFoothold;
            if (!holds(i) && m_followers[i].empty())
                continue;
            Json condition = object("attack-condition", conditionOf(i));
            condition["description"] = factSentence(fact.fact, m_name);
            if (!m_followers[i].empty())
                condition["on_true_refs"] = m_followers[i];
            m_objects.push_back(std::move(condition));
        }
        if (!hasStart) {
            Json nothing = object("attack-condition", idOf("attack-condition", "nothing"));
            nothing["description"] = "The attacker starts with nothing.";
            m_objects.push_back(std::move(nothing));
        }
    }

    const AttackTrace &m_trace;
    const TraceContext &m_context;
    std::string m_scope; ///< what makes names unique over flows
    ElementNamer m_name;
    std::string m_authorId;
    std::vector<std::vector<std::string>> m_followers; ///< ids of what needs a fact, by its place
    std::map<ElementId, Json> m_assets;
    Json m_objects;
};

} // namespace

std::string attackFlowJson(const AttackTrace &trace, const TraceContext &context)
{
    return FlowWriter(trace, context).run();
}

} // namespace fourplane
