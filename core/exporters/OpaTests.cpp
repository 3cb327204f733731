// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/Text.h"
#include "core/exporters/OpaBundle.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace fourplane {

namespace {

using nlohmann::json;

constexpr const char *unknownPrincipal = "spiffe://not.in.the.design/ns/x/sa/y";
constexpr const char *licence = "# SPDX-FileCopyrightText: 2026 The Fourplane authors\n"
                                "# SPDX-License-Identifier: Apache-2.0\n\n";

bool isOpen(Verdict verdict)
{
    return verdict == Verdict::Permit || verdict == Verdict::NotEnforced;
}

/// Numbers tests and says what each expects. Texts stand in JSON, which is also Rego.
class RegoTests
{
public:
    explicit RegoTests(std::string text)
        : m_text(std::move(text))
    {
    }

    void expect(bool allowed, const std::string &condition, const json &input)
    {
        m_text += "\ntest_" + std::to_string(++m_count) + (allowed ? "_allowed" : "_denied") + " if "
            + condition + " with input as " + input.dump() + "\n";
    }

    void expect(Verdict verdict, const json &input)
    {
        expect(isOpen(verdict), "decision.verdict == \"" + std::string(nameOf(verdict)) + "\"", input);
    }

    std::string take() { return std::move(m_text); }

private:
    std::string m_text;
    int m_count = 0;
};

Verdict verdictIn(const SourceVerdicts &group, const std::string &source)
{
    const auto found = group.find(source);
    return found == group.end() ? Verdict::Deny : found->second;
}

json portInput(const std::string &destination, const std::string &port)
{
    const std::vector<std::string> parts = split(port, '/');
    return { { "destination", destination }, { "protocol", parts[0] }, { "port", std::stoi(parts[1]) } };
}

void addHttp(json &input, const HttpClass &http)
{
    for (const auto &[key, text] : { std::pair { "method", &http.method }, std::pair { "path", &http.path },
             std::pair { "host", &http.host } }) {
        if (!text->empty())
            input[key] = *text;
    }
}

void addEgress(json &input, const EgressClass &one)
{
    for (const auto &[key, text] : { std::pair { "host", &one.host }, std::pair { "path", &one.path },
             std::pair { "tenant", &one.tenant } }) {
        if (!text->empty())
            input[key] = *text;
    }
}

/// Every source that is let in, and the first that is not.
void expectGroup(
    RegoTests &tests, const SourceVerdicts &group, const std::vector<std::string> &sources, json input)
{
    bool hasDenied = false;
    for (const std::string &source : sources) {
        const Verdict verdict = verdictIn(group, source);
        if (verdict == Verdict::Deny && hasDenied)
            continue;
        hasDenied = hasDenied || verdict == Verdict::Deny;
        input["source"] = source;
        tests.expect(verdict, input);
    }
    input["source"] = "";
    tests.expect(Verdict::Deny, input);
}

void expectCollection(RegoTests &tests, const std::string &id, const CollectionAnswers &answers)
{
    const auto expectVerbs = [&](const std::string &asker, const VerbVerdicts &verbs) {
        for (const auto &[verb, verdicts] : verbs) {
            json input { { "collection", id }, { "verb", verb }, { "destination", answers.hostId },
                { answers.isBySource ? "source" : "identity", asker } };
            const auto expectTenant = [&](Verdict verdict) {
                tests.expect(isOpen(verdict),
                    "decision.names[decision.data_access] == \"" + std::string(nameOf(verdict)) + "\"",
                    input);
            };
            expectTenant(verdicts.any);
            for (const auto &[tenant, verdict] : verdicts.tenants) {
                input["tenant"] = tenant;
                expectTenant(verdict);
            }
        }
    };
    for (const auto &[asker, verbs] : answers.askers)
        expectVerbs(asker, verbs);
    expectVerbs("an asker that is not in the design", answers.other);
}

} // namespace

std::string opaDecisionTests(const AccessTable &table, const EnforcementPlan &plan)
{
    RegoTests tests(std::string(licence)
        + "# What was simulated, to be checked again with: opa test -b .\n"
          "package fourplane.decision_test\n\nimport data.fourplane.decision\n");
    std::vector<std::string> sources;
    for (const PlannedPod &pod : plan.pods)
        sources.push_back(pod.workloadId.value());
    std::vector<std::string> everybody = sources;
    for (const PlannedExternal &external : plan.externals)
        everybody.push_back(external.id.value());
    tests.expect(Verdict::Deny, { { "source", "x" }, { "destination", "an end that is not in the design" } });
    for (const auto &[destination, ports] : table.destinations) {
        const bool isExternal = std::find(sources.begin(), sources.end(), destination) == sources.end();
        for (const auto &[port, answers] : ports) {
            json input = portInput(destination, port);
            expectGroup(tests, table.groups.at(answers.group), isExternal ? sources : everybody, input);
            for (const auto &[one, group] : answers.egress.value_or(EgressAnswers {}).classes) {
                json given = input;
                addEgress(given, one);
                expectGroup(tests, table.groups.at(group), sources, std::move(given));
            }
            for (const HttpClass &http : answers.classes) {
                addHttp(input, http);
                expectGroup(tests, table.groups.at(http.group), everybody, input);
            }
        }
    }
    for (const auto &[id, answers] : table.collections)
        expectCollection(tests, id, answers);
    for (const auto &[agent, tools] : table.tools) {
        for (const auto &[tool, answers] : tools) {
            json input { { "source", agent }, { "destination", tool } };
            const auto expectOperation = [&](const std::string &operation, Verdict verdict) {
                input["operation"] = operation;
                tests.expect(isOpen(verdict),
                    "decision.names[decision.data_access] == \"" + std::string(nameOf(verdict)) + "\"",
                    input);
            };
            for (const auto &[operation, verdict] : answers.operations)
                expectOperation(operation, verdict);
            expectOperation("an operation that is not in the design", answers.other);
        }
    }
    return tests.take();
}

std::string opaEnvoyTests(const AccessTable &table, const OpaEnds &ends)
{
    RegoTests tests(std::string(licence)
        + "# What Envoy is answered.\npackage envoy.authz_test\n\nimport data.envoy.authz\n");
    const auto expectRequest = [&tests](const std::string &source, const std::string &destination, int port,
                                   const HttpClass &http, bool allowed) {
        const json input {
            { "attributes",
                { { "source", { { "principal", source } } },
                    { "destination",
                        { { "principal", destination },
                            { "address", { { "socketAddress", { { "portValue", port } } } } } } },
                    { "request",
                        { { "http",
                            { { "method", http.method.empty() ? "GET" : http.method },
                                { "path", http.path.empty() ? "/" : http.path },
                                { "host", http.host.empty() ? "host" : http.host } } } } } } },
        };
        tests.expect(allowed, allowed ? "authz.allow.allowed" : "not authz.allow.allowed", input);
    };
    expectRequest(unknownPrincipal, unknownPrincipal, 443, {}, false);
    for (const auto &[destination, workloads] : ends.principals) {
        if (workloads.size() != 1)
            continue; // what several workloads answer together is reported, not tested
        for (const auto &[port, answers] : table.destinations.at(workloads.front())) {
            const std::vector<std::string> parts = split(port, '/');
            if (parts[0] != "tcp" || parts[1] == "0")
                continue;
            HttpClass any;
            any.group = answers.group;
            const std::vector<HttpClass> classes =
                answers.classes.empty() ? std::vector<HttpClass> { any } : answers.classes;
            for (const HttpClass &http : classes) {
                const auto letsIn = [&group = table.groups.at(http.group)](const auto &callers) {
                    return std::any_of(callers.begin(), callers.end(),
                        [&](const auto &caller) { return isOpen(verdictIn(group, caller)); });
                };
                expectRequest("", destination, std::stoi(parts[1]), http, letsIn(ends.outside));
                bool hasDenied = false;
                for (const auto &[source, callers] : ends.principals) {
                    const bool allowed = letsIn(callers);
                    if (!allowed && hasDenied)
                        continue;
                    hasDenied = hasDenied || !allowed;
                    expectRequest(source, destination, std::stoi(parts[1]), http, allowed);
                }
                expectRequest(unknownPrincipal, destination, std::stoi(parts[1]), http, false);
            }
        }
    }
    return tests.take();
}

} // namespace fourplane
