// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/AuthorizationAnswer.h"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace fourplane::test {

/// AuthorizationPolicy manifests as our reader gives them. Throws std::runtime_error for one that it refuses.
std::vector<Planned<AuthorizationPolicy>> authorizationPolicies(const std::vector<nlohmann::json> &manifests);

/// A request that both sides can be asked about.
struct ComparedRequest
{
    std::string principal; ///< without "spiffe://"; empty = plaintext
    std::uint16_t port = 80;
    bool isTcp = false;
    HttpRequest http;
};

/// How often the sides were asked, and how.
struct ComparisonCount
{
    std::size_t requests = 0;
    std::size_t permitted = 0;
    std::size_t uncertain = 0;
};

/// Where our answer contradicts the RBAC filters (in Envoy's order): we permit what they refuse, or refuse
/// what they permit, whatever the unknown addresses, tokens and names are; an uncertain answer contradicts
/// only filters that depend on nothing unknown. Empty when it agrees.
std::string contradiction(const std::vector<Planned<AuthorizationPolicy>> &policies,
    const std::vector<nlohmann::json> &filters, const ComparedRequest &request, ComparisonCount &count);

} // namespace fourplane::test
