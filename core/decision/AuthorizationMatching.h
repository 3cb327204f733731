// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Cidr.h"
#include "core/policy/native/AuthorizationPolicy.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fourplane {

/// Whether a rule matches a request: Maybe where it depends on something that a design does not know (an
/// address, a user token).
enum class Match
{
    No,
    Maybe,
    Yes
};

/// What the caller chooses in an HTTP request. TCP has none of it.
struct HttpRequest
{
    std::string method = "GET";
    std::string path = "/";
    std::string host = "host";
    std::map<std::string, std::string> headers; ///< only those that some policy speaks of
    bool bringsToken = false; ///< a user token, of which nothing more is known

    bool operator==(const HttpRequest &) const = default;
};

/// Who asks, as far as a certificate says it.
struct MeshCaller
{
    /// Nobody that is known: plaintext.
    MeshCaller() = default;

    /// `sameInAliases` is the same principal in the aliases of the trust domain.
    explicit MeshCaller(std::string fullName, std::vector<std::string> sameInAliases = {});

    std::string principal; ///< without "spiffe://"; empty = plaintext
    std::vector<std::string> aliases;
    // From the principal; empty where it has no such part.
    std::string trustDomain;
    std::string namespaceName;
    std::string serviceAccount;
};

/// One concrete request as the destination's proxy sees it.
struct MeshRequest
{
    const MeshCaller *caller; ///< never nullptr; has to outlive the request
    std::span<const Cidr> sourceRanges; ///< where the caller's address lies, as far as is known
    std::optional<std::uint16_t> port; ///< absent = not known
    std::optional<HttpRequest> http; ///< absent = TCP
};

/// Exact, "abc*", "*abc", or "*" for any non-empty text (semantics IS4).
bool matchesPattern(std::string_view pattern, std::string_view text);

/// True when the rule has a field that only HTTP has (semantics IS7).
bool hasHttpFields(const AuthorizationRule &rule);

/// Whether `rule` of a policy in `policyNamespace` matches, in sidecar mode (semantics IS3 to IS5, IS7,
/// IS11). On TCP an ALLOW rule with an HTTP field matches nothing, and other actions ignore such fields. A
/// rule with an unknown or incomplete condition matches nothing.
Match matchRule(const AuthorizationRule &rule, AuthorizationAction action, const std::string &policyNamespace,
    const MeshRequest &request);

} // namespace fourplane
