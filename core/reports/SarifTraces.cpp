// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/ReferenceCatalogue.h"
#include "core/base/Sha256.h"
#include "core/base/Text.h"
#include "core/reports/SarifReport.h"
#include "core/reports/SarifRun.h"
#include "core/reports/TextStyle.h"
#include "core/reports/TraceReport.h"
#include "core/reports/TraceWords.h"

#include <algorithm>
#include <set>

namespace fourplane {

using Json = nlohmann::ordered_json;

namespace {

constexpr const char *pathRule = "attack-path";

Json pathRuleJson()
{
    constexpr std::string_view text = "An attacker who starts at the footholds of the scenario reaches the "
                                      "goal through what the design permits.";
    return { { "id", pathRule }, { "shortDescription", SarifRun::message("A goal falls") },
        { "fullDescription", SarifRun::message(text) },
        { "help", SarifRun::message(std::string(text) + " " + std::string(traceLimit)) },
        { "defaultConfiguration", { { "level", "error" } } } };
}

/// Writes the results of one trace into a run.
class TraceResults
{
public:
    TraceResults(const AttackTrace &trace, const TraceContext &context, SarifRun &run)
        : m_trace(trace)
        , m_context(context)
        , m_run(run)
        , m_name([&context](const ElementId &id) { return elementName(context.project, id); })
    {
    }

    void addAll()
    {
        for (const ElementId &goal : m_trace.jewels)
            addGoal(goal);
        for (const Pivot &pivot : m_trace.pivots) {
            if (!pivot.succeeded())
                addStopped(pivot);
        }
    }

private:
    Json properties() const
    {
        return { { "scenario", m_trace.scenarioName }, { "exploitability", nameOf(m_trace.exploitability) } };
    }

    std::size_t ruleOf(const Pivot &pivot)
    {
        const Technique *technique = techniqueOf(m_context.catalogue, pivot.techniqueId);
        Json rule { { "id", pivot.techniqueId } };
        if (technique) {
            rule["shortDescription"] = SarifRun::message(technique->name);
            rule["fullDescription"] = SarifRun::message(technique->description);
            for (const TechniqueReference &reference : technique->references) {
                const std::string page = pageOf(reference);
                if (!page.empty() && rule.count("helpUri") == 0)
                    rule["helpUri"] = page;
            }
            const Json relationships = m_run.relationships(technique->references);
            if (!relationships.empty())
                rule["relationships"] = relationships;
            rule["properties"] = { { "effort", nameOf(technique->effort) },
                { "evidence", technique->detection } };
        }
        return m_run.addRule(pivot.techniqueId, rule);
    }

    Json taxaOf(const Pivot &pivot)
    {
        const Technique *technique = techniqueOf(m_context.catalogue, pivot.techniqueId);
        return technique ? m_run.taxa(technique->references) : Json::array();
    }

    std::string headingOf(const Pivot &pivot) const
    {
        std::string text = techniqueName(m_context.catalogue, pivot.techniqueId) + ": ";
        if (pivot.fromId == pivot.toId || pivot.toId.isEmpty())
            return text + "in " + m_name(pivot.fromId);
        return text + "from " + m_name(pivot.fromId) + " upon " + m_name(pivot.toId);
    }

    /// The earliest fact by which the goal falls in the design as it is.
    std::uint32_t fallOf(const ElementId &goal) const
    {
        for (std::uint32_t i = 0; i < m_trace.facts.size(); ++i) {
            const AttackFact &fact = m_trace.facts[i];
            AttackTrace alone; // the trace's own meaning of falling, asked about this fact
            alone.facts.push_back(fact);
            if (fact.fact.subject == goal && (fact.worlds & 1U) != 0 && defenceDepth(alone, goal) == 0)
                return i;
        }
        return noIndex;
    }

    void addGoal(const ElementId &goal)
    {
        const int depth = defenceDepth(m_trace, goal);
        const std::size_t index = m_run.addRule(pathRule, pathRuleJson());
        const bool falls = depth == 0;
        Json result { { "ruleId", pathRule }, { "ruleIndex", index }, { "kind", falls ? "fail" : "pass" },
            { "level", falls ? "error" : "none" } };
        const std::uint32_t fact = falls ? fallOf(goal) : noIndex;
        const std::vector<std::uint32_t> path =
            fact == noIndex ? std::vector<std::uint32_t>() : derivationOf(m_trace, fact);
        std::string text = m_name(goal) + " ";
        if (falls)
            text += "falls after " + counted(path.size(), "step", "steps");
        else
            text += depth > static_cast<int>(planeCount) ? defenceDepthText(depth)
                                                         : "holds: " + defenceDepthText(depth);
        text += ", scenario " + m_trace.scenarioName + ", exploitability "
            + std::string(nameOf(m_trace.exploitability)) + ". " + std::string(traceLimit);
        result["message"] = SarifRun::message(text);
        result["locations"] = Json::array({ m_run.location(goal) });
        result["partialFingerprints"] = { { "fourplane/v1",
            sha256(std::string(pathRule) + '\n' + m_trace.scenarioName + '\n'
                + std::string(nameOf(m_trace.exploitability)) + '\n' + goal.value()) } };
        if (!path.empty()) {
            result["codeFlows"] = Json::array({ codeFlow(path) });
            result["graphs"] = Json::array({ graph(path) });
            result["graphTraversals"] = Json::array({ traversal(fact) });
            result["taxa"] = taxaOfPath(path);
        }
        result["properties"] = properties();
        result["properties"]["defenceDepth"] = depth;
        m_run.addResult(std::move(result));
    }

    Json taxaOfPath(const std::vector<std::uint32_t> &path)
    {
        Json all = Json::array();
        std::set<std::string> seen;
        for (std::uint32_t pivot : path) {
            for (const Json &taxon : taxaOf(m_trace.pivots[pivot])) {
                if (seen.insert(taxon.dump()).second)
                    all.push_back(taxon);
            }
        }
        return all;
    }

    Json codeFlow(const std::vector<std::uint32_t> &path)
    {
        Json locations = Json::array();
        int order = 0;
        for (std::uint32_t index : path) {
            const Pivot &pivot = m_trace.pivots[index];
            std::vector<std::string> gains;
            for (std::uint32_t fact : pivot.grants)
                gains.push_back(factSentence(m_trace.facts[fact].fact, m_name));
            const std::string text =
                headingOf(pivot) + (gains.empty() ? "" : ". Now " + join(gains, ", and ")) + ".";
            Json step { { "location",
                            m_run.location(pivot.toId.isEmpty() ? pivot.fromId : pivot.toId, text) },
                { "executionOrder", ++order }, { "importance", "essential" } };
            Json taxa = taxaOf(pivot);
            taxa.push_back({ { "id", pivot.techniqueId }, { "index", ruleOf(pivot) } });
            step["taxa"] = std::move(taxa);
            locations.push_back(std::move(step));
        }
        return { { "threadFlows", Json::array({ { { "locations", std::move(locations) } } }) } };
    }

    static std::string factNode(std::uint32_t fact) { return "fact" + std::to_string(fact); }

    static std::string pivotNode(std::uint32_t pivot) { return "step" + std::to_string(pivot); }

    static std::string edgeId(const std::string &from, const std::string &to) { return from + ">" + to; }

    Json graph(const std::vector<std::uint32_t> &path)
    {
        std::set<std::uint32_t> facts;
        Json nodes = Json::array(), edges = Json::array();
        std::set<std::string> drawn;
        const auto addEdge = [&](const std::string &from, const std::string &to) {
            if (drawn.insert(edgeId(from, to)).second) // a step may need a fact twice
                edges.push_back(
                    { { "id", edgeId(from, to) }, { "sourceNodeId", from }, { "targetNodeId", to } });
        };
        for (std::uint32_t index : path) {
            const Pivot &pivot = m_trace.pivots[index];
            nodes.push_back({ { "id", pivotNode(index) }, { "label", SarifRun::message(headingOf(pivot)) } });
            for (std::uint32_t fact : pivot.premises) {
                facts.insert(fact);
                addEdge(factNode(fact), pivotNode(index));
            }
            for (std::uint32_t fact : pivot.grants) {
                if (m_trace.facts[fact].firstPivot == index) {
                    facts.insert(fact);
                    addEdge(pivotNode(index), factNode(fact));
                }
            }
        }
        for (std::uint32_t fact : facts)
            nodes.push_back({ { "id", factNode(fact) },
                { "label", SarifRun::message(factSentence(m_trace.facts[fact].fact, m_name)) },
                { "location", m_run.location(m_trace.facts[fact].fact.subject) } });
        return { { "nodes", std::move(nodes) }, { "edges", std::move(edges) } };
    }

    int stepOf(std::uint32_t fact) const
    {
        const std::uint32_t first = m_trace.facts[fact].firstPivot;
        return first == noIndex ? 0 : m_trace.pivots[first].step;
    }

    /// The longest chain of steps to a fact: at each step back to the premise that was gained last.
    Json traversal(std::uint32_t fact) const
    {
        std::vector<std::string> nodes { factNode(fact) };
        for (std::uint32_t pivot = m_trace.facts[fact].firstPivot; pivot != noIndex;) {
            nodes.push_back(pivotNode(pivot));
            const std::vector<std::uint32_t> &premises = m_trace.pivots[pivot].premises;
            if (premises.empty())
                break;
            fact = *std::max_element(premises.begin(), premises.end(),
                [this](std::uint32_t a, std::uint32_t b) { return stepOf(a) < stepOf(b); });
            nodes.push_back(factNode(fact));
            pivot = m_trace.facts[fact].firstPivot;
        }
        std::reverse(nodes.begin(), nodes.end());
        Json edges = Json::array();
        for (std::size_t i = 1; i < nodes.size(); ++i)
            edges.push_back({ { "edgeId", edgeId(nodes[i - 1], nodes[i]) } });
        return { { "resultGraphIndex", 0 }, { "edgeTraversals", std::move(edges) } };
    }

    void addStopped(const Pivot &pivot)
    {
        const std::size_t index = ruleOf(pivot);
        std::vector<std::string> reasons;
        Json locations = Json::array();
        for (const PivotBlock &block : pivot.blocks) {
            reasons.push_back("Stopped on the " + blockText(block));
            if (block.decidedBy && block.decidedBy->origin.isKnown())
                locations.push_back(
                    { { "physicalLocation", SarifRun::physicalLocation(block.decidedBy->origin) } });
        }
        const ElementId &target = pivot.toId.isEmpty() ? pivot.fromId : pivot.toId;
        if (locations.empty())
            locations.push_back(m_run.location(target));
        Json result { { "ruleId", pivot.techniqueId }, { "ruleIndex", index }, { "kind", "pass" },
            { "level", "none" },
            { "message", SarifRun::message(headingOf(pivot) + ". " + join(reasons, " ")) },
            { "locations", std::move(locations) },
            { "relatedLocations", Json::array({ m_run.location(target) }) } };
        const Json taxa = taxaOf(pivot);
        if (!taxa.empty())
            result["taxa"] = taxa;
        result["properties"] = properties();
        Json planes = Json::array();
        for (const PivotBlock &block : pivot.blocks)
            planes.push_back(nameOf(block.plane));
        result["properties"]["planes"] = std::move(planes);
        m_run.addResult(std::move(result));
    }

    const AttackTrace &m_trace;
    const TraceContext &m_context;
    SarifRun &m_run;
    ElementNamer m_name;
};

} // namespace

std::string tracesSarif(const std::vector<AttackTrace> &traces, const TraceContext &context)
{
    SarifRun run(context);
    for (const AttackTrace &trace : traces)
        TraceResults(trace, context, run).addAll();
    return run.finish();
}

} // namespace fourplane
