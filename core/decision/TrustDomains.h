// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/PlatformProfile.h"

#include <string>
#include <string_view>
#include <vector>

namespace fourplane {

/// What a trust domain is to the mesh.
enum class TrustRelation
{
    Own, ///< the platform's, or one of its aliases
    Federated, ///< another one whose certificates are accepted
    Foreign, ///< its certificates are refused
};

/// The trust domain of a SPIFFE id or principal: "example.org" of "spiffe://example.org/ns/a/sa/b".
std::string trustDomainOf(std::string_view principal);

TrustRelation relationOf(const PlatformProfile &platform, std::string_view trustDomain);

/// All names of a principal. One of the platform's trust domain, or of an alias, has the same path in each of
/// them, and a policy may be written for any; any other stands for itself only. Source: Istio, "Trust Domain
/// Migration" and pilot/pkg/trustdomain.
std::vector<std::string> withAliases(const PlatformProfile &platform, const std::string &principal);

} // namespace fourplane
