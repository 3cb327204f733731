// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/ZtunnelPolicy.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace fourplane {

namespace {

AuthorizationSource layerFour(const AuthorizationSource &source)
{
    AuthorizationSource kept;
    kept.principals = source.principals;
    kept.notPrincipals = source.notPrincipals;
    kept.namespaces = source.namespaces;
    kept.notNamespaces = source.notNamespaces;
    kept.serviceAccounts = source.serviceAccounts;
    kept.notServiceAccounts = source.notServiceAccounts;
    kept.ipBlocks = source.ipBlocks;
    kept.notIpBlocks = source.notIpBlocks;
    return kept;
}

AuthorizationOperation layerFour(const AuthorizationOperation &operation)
{
    AuthorizationOperation kept;
    kept.ports = operation.ports;
    kept.notPorts = operation.notPorts;
    return kept;
}

bool isLayerFour(const AuthorizationCondition &condition)
{
    static constexpr std::array<std::string_view, 5> keys { "source.ip", "source.namespace",
        "source.principal", "destination.ip", "destination.port" };
    return std::find(keys.begin(), keys.end(), condition.key) != keys.end();
}

/// A field that makes an ALLOW rule void.
bool isBeyondLayerFour(const AuthorizationRule &rule)
{
    return std::any_of(rule.from.begin(), rule.from.end(), [](const AuthorizationSource &source) {
        return !source.requestPrincipals.empty() || !source.notRequestPrincipals.empty()
            || !source.remoteIpBlocks.empty() || !source.notRemoteIpBlocks.empty();
    }) || std::any_of(rule.to.begin(), rule.to.end(), [](const AuthorizationOperation &operation) {
        AuthorizationOperation rest = operation;
        rest.ports.clear();
        rest.notPorts.clear();
        return !(rest == AuthorizationOperation {});
    }) || !std::all_of(rule.when.begin(), rule.when.end(), isLayerFour);
}

/// The items of `items` that still name something. ztunnel never matches one that names nothing.
template <class Item>
std::vector<Item> layerFour(const std::vector<Item> &items)
{
    std::vector<Item> kept;
    for (const Item &item : items) {
        Item reduced = layerFour(item);
        if (!(reduced == Item {}))
            kept.push_back(std::move(reduced));
    }
    return kept;
}

std::optional<AuthorizationRule> layerFour(const AuthorizationRule &rule, AuthorizationAction action)
{
    if (action == AuthorizationAction::Allow && isBeyondLayerFour(rule))
        return std::nullopt;
    AuthorizationRule kept;
    kept.from = layerFour(rule.from);
    kept.to = layerFour(rule.to);
    kept.when = rule.when;
    const bool isVoid = kept.from.empty() != rule.from.empty() || kept.to.empty() != rule.to.empty()
        || !std::all_of(rule.when.begin(), rule.when.end(), isLayerFour);
    return isVoid ? std::nullopt : std::optional(kept);
}

} // namespace

std::optional<AuthorizationPolicy> asZtunnelReads(const AuthorizationPolicy &policy)
{
    const bool isKnown =
        policy.action == AuthorizationAction::Allow || policy.action == AuthorizationAction::Deny;
    if (!isKnown || !policy.targetRefs.empty())
        return std::nullopt;
    AuthorizationPolicy kept = policy;
    kept.rules.clear();
    for (const AuthorizationRule &rule : policy.rules) {
        if (auto reduced = layerFour(rule, policy.action))
            kept.rules.push_back(std::move(*reduced));
    }
    return kept;
}

} // namespace fourplane
