// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/AuthorizationGenerator.h"

#include "tests/support/RandomValues.h"

namespace fourplane::test {

using nlohmann::json;

namespace {

using Texts = std::vector<std::string>;

const Texts principals { "cluster.local/ns/a/sa/x", "cluster.local/ns/b/sa/y", "*", "cluster.local/ns/a/*",
    "*/sa/y", "other.org/ns/a/sa/x" };
const Texts namespaces { "a", "b", "*", "a*", "*b" };
const Texts serviceAccounts { "x", "b/y", "a/x" };
const Texts trustDomains { "cluster.local", "*", "other*", "*.org" };
const Texts addresses { "10.0.0.0/8", "203.0.113.7" };
const Texts requestPrincipals { "issuer/subject", "*", "issuer/*" };
const Texts hosts { "web.example", "*", "*.example", "WEB.*" };
const Texts methods { "GET", "POST", "*", "P*" };
const Texts paths { "/a", "/a/b", "/a*", "*/b", "*" };
const Texts ports { "80", "81" };

/// Adds values and, less often, their negation under `key` and "notKey".
void addField(
    json &map, const std::string &key, const std::string &notKey, const Texts &vocabulary, int rarity)
{
    const auto some = [&vocabulary] {
        json list = json::array({ oneOf(vocabulary) });
        if (coin())
            list.push_back(oneOf(vocabulary));
        return list;
    };
    if (numberFrom<int>(0, rarity) == 0)
        map[key] = some();
    if (numberFrom<int>(0, rarity + 2) == 0)
        map[notKey] = some();
}

json anySource()
{
    json source = json::object();
    if (numberFrom<int>(0, 4) == 0) {
        addField(source, "serviceAccounts", "notServiceAccounts", serviceAccounts, 0);
    } else {
        addField(source, "principals", "notPrincipals", principals, 2);
        addField(source, "namespaces", "notNamespaces", namespaces, 2);
    }
    addField(source, "trustDomains", "notTrustDomains", trustDomains, 6);
    addField(source, "ipBlocks", "notIpBlocks", addresses, 8);
    addField(source, "remoteIpBlocks", "notRemoteIpBlocks", addresses, 10);
    addField(source, "requestPrincipals", "notRequestPrincipals", requestPrincipals, 8);
    if (source.empty())
        source["namespaces"] = { "a" };
    return source;
}

json anyOperation()
{
    json operation = json::object();
    addField(operation, "hosts", "notHosts", hosts, 3);
    addField(operation, "methods", "notMethods", methods, 2);
    addField(operation, "paths", "notPaths", paths, 2);
    addField(operation, "ports", "notPorts", ports, 3);
    if (operation.empty())
        operation["ports"] = { "80" };
    return operation;
}

json anyCondition()
{
    static const std::vector<std::pair<std::string, Texts>> keys { { "source.principal", principals },
        { "source.namespace", namespaces }, { "source.trustDomain", trustDomains },
        { "source.serviceAccount", { "a/x", "b/y" } }, { "destination.port", ports },
        { "source.ip", addresses }, { "request.headers[x-role]", { "admin", "*", "ad*", "*in" } },
        { "request.auth.claims[iss]", { "issuer" } }, { "connection.sni", { "web.example" } } };
    const auto &[key, vocabulary] = oneOf(keys);
    json condition { { "key", key } };
    addField(condition, "values", "notValues", vocabulary, 0);
    if (!condition.contains("values") && !condition.contains("notValues"))
        condition["values"] = { vocabulary.front() };
    return condition;
}

template <class Make>
json listOf(Make make, const char *wrap)
{
    json list = json::array();
    for (int count = numberFrom<int>(1, 2); count > 0; --count)
        list.push_back(wrap ? json { { wrap, make() } } : make());
    return list;
}

json anyRule()
{
    json rule = json::object();
    if (coin())
        rule["from"] = listOf(anySource, "source");
    if (coin())
        rule["to"] = listOf(anyOperation, "operation");
    if (numberFrom<int>(0, 2) == 0)
        rule["when"] = listOf(anyCondition, nullptr);
    return rule;
}

} // namespace

std::vector<json> anyAuthorizationPolicies()
{
    std::vector<json> policies;
    const int count = numberFrom<int>(1, 3);
    for (int number = 0; number < count; ++number) {
        json metadata { { "name", "p" + std::to_string(number) }, { "namespace", "a" } };
        if (numberFrom<int>(0, 9) == 0)
            metadata["annotations"] = { { "istio.io/dry-run", "true" } };
        json spec { { "action", oneOf<std::string>({ "ALLOW", "ALLOW", "DENY", "DENY", "AUDIT" }) } };
        const int rules = numberFrom<int>(0, 2);
        for (int rule = 0; rule < rules; ++rule)
            spec["rules"].push_back(anyRule());
        policies.push_back({ { "apiVersion", "security.istio.io/v1" }, { "kind", "AuthorizationPolicy" },
            { "metadata", metadata }, { "spec", spec } });
    }
    return policies;
}

ComparedRequest anyComparedRequest(bool isTcp)
{
    ComparedRequest request;
    request.isTcp = isTcp;
    request.principal = oneOf<std::string>({ "", "cluster.local/ns/a/sa/x", "cluster.local/ns/b/sa/y",
        "other.org/ns/a/sa/x", "cluster.local/ns/ab/sa/xy" });
    request.port = oneOf<std::uint16_t>({ 80, 81, 82 });
    if (isTcp)
        return request;
    request.http.method = oneOf<std::string>({ "GET", "POST", "PUT" });
    request.http.path = oneOf<std::string>({ "/", "/a", "/a/b", "/b" });
    request.http.host = oneOf<std::string>({ "web.example", "Web.Example", "other" });
    request.http.headers["request.headers[x-role]"] = oneOf<std::string>({ "", "admin", "x" });
    request.http.bringsToken = coin();
    return request;
}

} // namespace fourplane::test
