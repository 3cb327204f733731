// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/AuthorizationComparison.h"

#include "core/base/Text.h"
#include "core/storage/NativeYaml.h"
#include "tests/conformance/EnvoyRbac.h"

#include <algorithm>
#include <stdexcept>

namespace fourplane::test {

using nlohmann::json;

namespace {

MeshRequest meshRequest(const ComparedRequest &request, const MeshCaller &caller)
{
    MeshRequest mesh { &caller, {}, request.port, std::nullopt };
    if (!request.isTcp)
        mesh.http = request.http;
    return mesh;
}

/// Number of kinds of things that a design does not know.
constexpr unsigned unknownKinds = 5;

EnvoyRequest envoyRequest(const ComparedRequest &request, unsigned unknowns)
{
    EnvoyRequest envoy;
    envoy.principal = request.principal.empty() ? std::string() : "spiffe://" + request.principal;
    envoy.port = request.port;
    if (!request.isTcp) {
        envoy.path = request.http.path;
        envoy.headers[":method"] = request.http.method;
        envoy.headers[":authority"] = request.http.host;
        for (const auto &[key, value] : request.http.headers) {
            const std::size_t open = key.find('[');
            if (!value.empty())
                envoy.headers[key.substr(open + 1, key.size() - open - 2)] = value;
        }
    }
    envoy.directAddressMatches = unknowns & 1;
    envoy.remoteAddressMatches = unknowns & 2;
    envoy.destinationAddressMatches = unknowns & 4;
    envoy.serverNameMatches = unknowns & 8;
    envoy.metadataMatches = (unknowns & 16) && request.http.bringsToken && !request.isTcp;
    return envoy;
}

bool dependOnUnknowns(const std::vector<json> &filters)
{
    const std::string text = json(filters).dump();
    static const std::vector<const char *> matchers { "directRemoteIp", "remoteIp", "destinationIp",
        "requestedServerName", "metadata" };
    return std::any_of(matchers.begin(), matchers.end(),
        [&text](const char *matcher) { return text.find(matcher) != std::string::npos; });
}

} // namespace

std::vector<Planned<AuthorizationPolicy>> authorizationPolicies(const std::vector<json> &manifests)
{
    std::vector<Planned<AuthorizationPolicy>> policies;
    for (const json &manifest : manifests) {
        const YamlStream stream = loadYaml(manifest.dump(), "policy.yaml");
        const Result<NativeObject> object = readNativeObject(*stream.documents.at(0));
        if (!object)
            throw std::runtime_error(toString(object.error()) + "\n" + manifest.dump());
        policies.push_back({ std::get<AuthorizationPolicy>(*object), {}, {}, true });
    }
    return policies;
}

std::string contradiction(const std::vector<Planned<AuthorizationPolicy>> &policies,
    const std::vector<json> &filters, const ComparedRequest &request, ComparisonCount &count)
{
    std::vector<const Planned<AuthorizationPolicy> *> applicable;
    for (const Planned<AuthorizationPolicy> &policy : policies) {
        const auto dryRun = policy.object.meta.annotations.find("istio.io/dry-run");
        const bool isDryRun = dryRun != policy.object.meta.annotations.end() && dryRun->second == "true";
        if (!isDryRun && policy.object.action != AuthorizationAction::Audit)
            applicable.push_back(&policy);
    }
    const Verdict ours =
        authorizationAnswer(applicable, meshRequest(request, MeshCaller(request.principal))).verdict;
    bool everAllowed = false;
    bool everRefused = false;
    for (unsigned unknowns = 0; unknowns < 1U << unknownKinds; ++unknowns) {
        const EnvoyRequest envoy = envoyRequest(request, unknowns);
        const bool allowed = std::all_of(
            filters.begin(), filters.end(), [&envoy](const json &rules) { return rbacAllows(rules, envoy); });
        (allowed ? everAllowed : everRefused) = true;
    }
    ++count.requests;
    count.permitted += ours == Verdict::Permit || ours == Verdict::NotEnforced ? 1 : 0;
    count.uncertain += ours == Verdict::Uncertain ? 1 : 0;
    const bool contradicts = ours == Verdict::Deny ? everAllowed
        : ours == Verdict::Uncertain               ? !dependOnUnknowns(filters)
                                                   : everRefused;
    if (!contradicts)
        return {};
    return "we say " + std::string(nameOf(ours)) + ", the filters "
        + (everAllowed && everRefused ? "sometimes allow"
                : everAllowed         ? "allow"
                                      : "refuse")
        + " principal \"" + request.principal + "\" port " + std::to_string(request.port)
        + (request.isTcp ? " TCP" : " " + request.http.method + " " + request.http.host + request.http.path)
        + (request.http.bringsToken ? " with a token" : "") + " headers " + json(request.http.headers).dump();
}

} // namespace fourplane::test
