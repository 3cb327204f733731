// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/core/exporters/ProbeProblems.h"

#include "core/decision/PolicyDecisionPoint.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/exporters/ProbeFiles.h"
#include "core/governance/PlanRelation.h"
#include "core/storage/Resources.h"
#include "tests/core/reports/TraceSamples.h"
#include "tests/support/YamlToJson.h"

#include <nlohmann/json.hpp>

namespace fourplane::test {

using nlohmann::json;

namespace {

/// The request of a probe, read back from the file.
AccessRequest requestIn(const json &request)
{
    AccessRequest access;
    const auto text = [&request](const char *key) { return request.value(key, std::string()); };
    access.sourceId = ElementId(text("source"));
    access.destinationId = ElementId(text("destination"));
    access.identityId = ElementId(text("identity"));
    access.callerId = ElementId(text("caller"));
    access.collectionId = ElementId(text("collection"));
    if (request.contains("verb"))
        access.verb = enumFromName<AccessVerb>(text("verb"));
    access.toolOperation = text("operation");
    access.port = request.value("port", std::uint16_t(0));
    if (request.contains("protocol"))
        access.protocol = *enumFromName<Protocol>(text("protocol"));
    if (request.contains("transport"))
        access.transport = text("transport") == "mesh" ? Transport::Mesh : Transport::Plaintext;
    access.method = text("method");
    access.path = text("path");
    access.host = text("host");
    access.tenant = text("tenant");
    return access;
}

Verdict verdictFor(const PolicyDecisionPoint &decisions, const json &probe)
{
    const json &request = probe.at("request");
    const auto text = [&request](const char *key) { return request.value(key, std::string()); };
    if (probe.at("asks") == "right") {
        ApiRequest api { text("verb"), text("apiGroup"), text("resource"), text("subresource"),
            text("namespace"), text("name"), text("path") };
        return decisions.rbac()
            .may(serviceAccountSubject(text("accountNamespace"), text("account")), api)
            .verdict;
    }
    if (probe.at("asks") == "admission")
        return decisions.admissionOfLevel(text("namespace"), *enumFromName<PodSecurityLevel>(text("level")))
            .verdict;
    return decisions.decide(requestIn(request))
        .on(*enumFromName<Plane>(probe.at("plane").get<std::string>()))
        .verdict;
}

} // namespace

std::string problemsOfProbes(const Project &project, const json &document)
{
    static const json schema = json::parse(resource("schema/fourplane-probes.schema.json"));
    const std::string complaint = schemaComplaint(schema, document, 7, {});
    if (!complaint.empty())
        return complaint;
    const EnforcementPlan plan = withStandIns(compilePlan(project).plan);
    const PolicyDecisionPoint decisions(plan);
    std::string text;
    for (const json &probe : document.at("probes")) {
        const Verdict verdict = verdictFor(decisions, probe);
        const bool isDenied = verdict == Verdict::Deny;
        if (verdict == Verdict::Uncertain || isDenied != (probe.at("expected") == "denied"))
            text += "decided otherwise: " + probe.dump() + "\n";
    }
    for (const json &rule : document.at("rules")) {
        const bool hasBoth = !rule.at("allowed").empty() && !rule.at("denied").empty();
        if (!hasBoth || rule.contains("gap"))
            text += "not of both kinds: " + rule.dump() + "\n";
    }
    return text;
}

std::string probeProblems(const Project &project, std::size_t &count)
{
    const EnforcementPlan plan = compilePlan(project).plan;
    const auto probes = deriveProbes(plan);
    if (!probes)
        return toString(probes.error());
    for (const ExportedFile &file : probeFiles(*probes, plan)) {
        if (file.path != "probes/probes.yaml")
            continue;
        const json document = yamlToJson(file.content);
        count += document.at("probes").size();
        return problemsOfProbes(project, document);
    }
    return "no probes/probes.yaml";
}

} // namespace fourplane::test
