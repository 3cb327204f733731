// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include <map>
#include <string>

namespace fourplane::test {

/// A request as Envoy's RBAC filter sees it. What a design does not know (addresses, tokens, SNI) is true or
/// false as a whole, per kind.
struct EnvoyRequest
{
    std::string principal; ///< URI SAN of the peer's certificate, with "spiffe://"; empty = no mutual TLS
    int port = 0; ///< destination port
    std::map<std::string, std::string> headers; ///< ":method", ":authority" and others, as written
    std::string path; ///< without query
    bool directAddressMatches = false; ///< every directRemoteIp and sourceIp
    bool remoteAddressMatches = false; ///< every remoteIp
    bool destinationAddressMatches = false;
    bool metadataMatches = false; ///< every metadata matcher: claims of a validated token
    bool serverNameMatches = false; ///< every requestedServerName
};

/// Whether an RBAC rule set (envoy.config.rbac.v3.RBAC as JSON) lets the request through: ALLOW when a policy
/// matches, DENY when none does. Written from the API's documentation. Throws std::runtime_error for a
/// matcher that it does not know.
bool rbacAllows(const nlohmann::json &rules, const EnvoyRequest &request);

} // namespace fourplane::test
