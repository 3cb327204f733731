// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/AuthorizationMatching.h"
#include "core/decision/IpRanges.h"
#include "core/decision/PlannedRequest.h"
#include "core/enforcement/LinkerdAuthentications.h"

#include <string>
#include <vector>

namespace fourplane {

/// Who asks, as the Linkerd proxy of the destination sees it.
struct LinkerdCaller
{
    std::string identity; ///< empty = no mutual TLS
    IpRanges addresses; ///< from one of which it asks
    /// It may ask from whichever of `addresses` it likes: an end outside the cluster.
    bool choosesAddress = false;
    /// Addresses of the cluster under which it may appear, when a node or load balancer rewrites its own.
    IpRanges rewritten;
};

/// True when the proxies of both ends carry the request, so that it brings an identity and arrives at the
/// proxy's own port (semantics X3). Code that goes past its own proxy, and ports that skip the destination's,
/// do not.
bool arrivesThroughLinkerd(const PlanIndex &index, const PlannedRequest &request);

LinkerdCaller linkerdCaller(const PlanIndex &index, const PlannedRequest &request);

/// "*" any identity, "*.x" those that end in ".x", else the whole name (semantics L6). Never true without an
/// identity.
bool matchesIdentity(const std::string &pattern, const std::string &identity);

/// The identity of a ServiceAccount, or for a Namespace what those of all of its accounts are like, as in
/// matchesIdentity. A reference without a namespace means an account in `home`.
std::string referredIdentity(
    const LinkerdReference &reference, const std::string &home, const PlatformProfile &platform);

/// Whether the caller's address lies in one of the networks, less their exceptions (semantics L9); no network
/// means any address. Maybe where the design does not say which address it has.
Match matchNetworks(const std::vector<LinkerdNetwork> &networks, const LinkerdCaller &caller);

/// Whether every reference of the policy is satisfied (semantics L3 to L5).
Match matchPolicy(const LinkerdAuthorizationPolicy &policy, const LinkerdCaller &caller,
    const PlatformProfile &platform, const LinkerdAuthentications &authentications);

/// Whether a ServerAuthorization admits the caller.
Match matchAuthorization(
    const ServerAuthorization &authorization, const LinkerdCaller &caller, const EnforcementPlan &plan);

/// Whether an access policy or default policy admits the caller.
Match matchAccess(LinkerdAccess access, const LinkerdCaller &caller, const EnforcementPlan &plan);

} // namespace fourplane
