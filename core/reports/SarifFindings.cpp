// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/ReferenceCatalogue.h"
#include "core/base/Sha256.h"
#include "core/reports/SarifReport.h"
#include "core/reports/SarifRun.h"

#include <algorithm>

namespace fourplane {

using Json = nlohmann::ordered_json;

namespace {

const char *levelOf(Severity severity)
{
    switch (severity) {
    case Severity::Low:
        return "note";
    case Severity::Medium:
        return "warning";
    case Severity::High:
        break;
    }
    return "error";
}

std::vector<TechniqueReference> referencesOf(const FindingRule &rule)
{
    std::vector<TechniqueReference> references;
    for (const std::string &id : rule.references)
        references.push_back(referenceFromId(id));
    return references;
}

Json ruleJson(const FindingRule &rule, SarifRun &run)
{
    Json json { { "id", rule.id }, { "shortDescription", SarifRun::message(rule.title) },
        { "fullDescription", SarifRun::message(rule.why) },
        { "help",
            SarifRun::message(rule.why
                + (rule.falsePositives.empty() ? "" : " Where the rule is wrong: " + rule.falsePositives)) },
        { "defaultConfiguration", { { "level", levelOf(rule.severity) } } } };
    const Json relationships = run.relationships(referencesOf(rule));
    if (!relationships.empty())
        json["relationships"] = relationships;
    json["properties"] = { { "plane", nameOf(rule.plane) } };
    if (!rule.control.empty())
        json["properties"]["control"] = rule.control;
    return json;
}

std::string fingerprint(const Finding &finding)
{
    std::string text = finding.ruleId;
    for (const ElementId &id : finding.elements)
        text += '\n' + id.value();
    return sha256(text);
}

Json resultJson(const Finding &finding, const FindingRule *rule, std::size_t ruleIndex, SarifRun &run)
{
    Json json { { "ruleId", finding.ruleId } };
    if (rule)
        json["ruleIndex"] = ruleIndex;
    json["kind"] = "fail";
    json["level"] = levelOf(finding.severity);
    json["message"] = SarifRun::message(finding.message + " " + finding.remedy);
    if (!finding.elements.empty()) {
        Json location = run.location(finding.elements.front());
        if (finding.origin.isKnown())
            location["physicalLocation"] = SarifRun::physicalLocation(finding.origin);
        json["locations"] = Json::array({ std::move(location) });
        Json related = Json::array();
        for (std::size_t i = 1; i < finding.elements.size(); ++i)
            related.push_back(run.location(finding.elements[i]));
        if (!related.empty())
            json["relatedLocations"] = std::move(related);
    }
    json["partialFingerprints"] = { { "fourplane/v1", fingerprint(finding) } };
    if (rule) {
        const Json taxa = run.taxa(referencesOf(*rule));
        if (!taxa.empty())
            json["taxa"] = taxa;
    }
    json["properties"] = { { "plane", nameOf(finding.plane) } };
    if (!finding.control.empty())
        json["properties"]["control"] = finding.control;
    return json;
}

const char *levelOf(DiagnosticLevel level)
{
    return level == DiagnosticLevel::Warning ? "warning" : "error";
}

} // namespace

std::string findingsSarif(const std::vector<FindingRule> &rules, const std::vector<Finding> &findings,
    const Diagnostics &diagnostics, const TraceContext &context)
{
    SarifRun run(context);
    for (const FindingRule &rule : rules)
        run.addRule(rule.id, ruleJson(rule, run));
    for (const Finding &finding : findings) {
        const auto rule = std::find_if(rules.begin(), rules.end(),
            [&finding](const FindingRule &known) { return known.id == finding.ruleId; });
        run.addResult(resultJson(finding, rule == rules.end() ? nullptr : &*rule,
            static_cast<std::size_t>(rule - rules.begin()), run));
    }
    for (const Diagnostic &diagnostic : diagnostics) {
        const std::size_t index = run.addRule(diagnostic.code, { { "id", diagnostic.code } });
        Json json { { "ruleId", diagnostic.code }, { "ruleIndex", index }, { "kind", "fail" },
            { "level", levelOf(diagnostic.level) },
            { "message",
                SarifRun::message(
                    diagnostic.message + (diagnostic.fix.empty() ? "" : " " + diagnostic.fix)) } };
        if (diagnostic.where.isKnown())
            json["locations"] =
                Json::array({ { { "physicalLocation", SarifRun::physicalLocation(diagnostic.where) } } });
        run.addResult(std::move(json));
    }
    return run.finish();
}

} // namespace fourplane
