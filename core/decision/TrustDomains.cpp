// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/TrustDomains.h"

#include <algorithm>

namespace fourplane {

namespace {

constexpr std::string_view scheme = "spiffe://";

bool contains(const std::vector<std::string> &list, std::string_view entry)
{
    return std::find(list.begin(), list.end(), entry) != list.end();
}

} // namespace

std::string trustDomainOf(std::string_view principal)
{
    if (principal.substr(0, scheme.size()) == scheme)
        principal.remove_prefix(scheme.size());
    return std::string(principal.substr(0, principal.find('/')));
}

TrustRelation relationOf(const PlatformProfile &platform, std::string_view trustDomain)
{
    if (trustDomain == platform.trustDomain || contains(platform.trustDomainAliases, trustDomain))
        return TrustRelation::Own;
    return contains(platform.federatesWith, trustDomain) ? TrustRelation::Federated : TrustRelation::Foreign;
}

std::vector<std::string> withAliases(const PlatformProfile &platform, const std::string &principal)
{
    const std::size_t slash = principal.find('/');
    if (slash == std::string::npos || relationOf(platform, principal.substr(0, slash)) != TrustRelation::Own)
        return { principal };
    const std::string path = principal.substr(slash);
    std::vector<std::string> all { platform.trustDomain + path };
    for (const std::string &alias : platform.trustDomainAliases)
        all.push_back(alias + path);
    return all;
}

} // namespace fourplane
