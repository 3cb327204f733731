// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/EnvoyRbac.h"

#include <QRegularExpression>

#include <algorithm>
#include <stdexcept>

namespace fourplane::test {

using nlohmann::json;

namespace {

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
    return text;
}

/// envoy.type.matcher.v3.RegexMatcher: the whole text has to match.
bool matchesRegex(const json &matcher, const std::string &text)
{
    const auto pattern = QString::fromStdString(matcher["regex"].get<std::string>());
    const QRegularExpression regex(QRegularExpression::anchoredPattern(pattern));
    return regex.match(QString::fromStdString(text)).hasMatch();
}

/// envoy.type.matcher.v3.StringMatcher
bool matchesText(const json &matcher, std::string text)
{
    const bool ignoresCase = matcher.value("ignoreCase", false);
    if (ignoresCase)
        text = lower(text);
    const auto value = [&](const char *key) {
        const auto wanted = matcher[key].get<std::string>();
        return ignoresCase ? lower(wanted) : wanted;
    };
    if (matcher.contains("exact"))
        return text == value("exact");
    if (matcher.contains("prefix"))
        return text.rfind(value("prefix"), 0) == 0;
    if (matcher.contains("suffix")) {
        const std::string end = value("suffix");
        return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
    }
    if (matcher.contains("safeRegex"))
        return matchesRegex(matcher["safeRegex"], text);
    throw std::runtime_error("unknown string matcher " + matcher.dump());
}

/// envoy.config.route.v3.HeaderMatcher
bool matchesHeader(const json &matcher, const EnvoyRequest &request)
{
    const std::string name = lower(matcher["name"].get<std::string>());
    const auto header = std::find_if(request.headers.begin(), request.headers.end(),
        [&name](const auto &entry) { return lower(entry.first) == name; });
    if (matcher.contains("presentMatch"))
        return (header != request.headers.end()) == matcher["presentMatch"].get<bool>();
    if (header == request.headers.end())
        return false;
    if (matcher.contains("safeRegexMatch"))
        return matchesRegex(matcher["safeRegexMatch"], header->second);
    return matchesText(matcher["stringMatch"], header->second);
}

/// Permission and Principal have the same operators under other names.
bool matchesNode(const json &node, const EnvoyRequest &request)
{
    const std::string &kind = node.items().begin().key();
    const json &value = node.items().begin().value();
    const auto each = [&](const char *key) -> const json & { return value[key]; };
    const auto holds = [&request](const json &part) { return matchesNode(part, request); };
    if (kind == "any")
        return true;
    if (kind == "andRules" || kind == "andIds") {
        const json &parts = each(kind == "andRules" ? "rules" : "ids");
        return std::all_of(parts.begin(), parts.end(), holds);
    }
    if (kind == "orRules" || kind == "orIds") {
        const json &parts = each(kind == "orRules" ? "rules" : "ids");
        return std::any_of(parts.begin(), parts.end(), holds);
    }
    if (kind == "notRule" || kind == "notId")
        return !holds(value);
    if (kind == "authenticated")
        return !request.principal.empty()
            && (!value.contains("principalName") || matchesText(value["principalName"], request.principal));
    if (kind == "header")
        return matchesHeader(value, request);
    if (kind == "urlPath")
        return matchesText(value["path"], request.path);
    if (kind == "destinationPort")
        return value.get<int>() == request.port;
    if (kind == "destinationIp")
        return request.destinationAddressMatches;
    if (kind == "directRemoteIp" || kind == "sourceIp")
        return request.directAddressMatches;
    if (kind == "remoteIp")
        return request.remoteAddressMatches;
    if (kind == "metadata")
        return request.metadataMatches;
    if (kind == "requestedServerName")
        return request.serverNameMatches;
    throw std::runtime_error("unknown matcher " + kind);
}

bool matchesPolicy(const json &policy, const EnvoyRequest &request)
{
    const auto holds = [&request](const json &part) { return matchesNode(part, request); };
    const json &permissions = policy["permissions"];
    const json &principals = policy["principals"];
    return std::any_of(permissions.begin(), permissions.end(), holds)
        && std::any_of(principals.begin(), principals.end(), holds);
}

} // namespace

bool rbacAllows(const json &rules, const EnvoyRequest &request)
{
    const json policies = rules.value("policies", json::object());
    const bool matched = std::any_of(
        policies.begin(), policies.end(), [&](const json &policy) { return matchesPolicy(policy, request); });
    const std::string action = rules.value("action", "ALLOW");
    if (action == "LOG")
        return true;
    return (action == "DENY") != matched;
}

} // namespace fourplane::test
