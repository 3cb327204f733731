// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/LinkerdMatching.h"

#include "core/enforcement/LinkerdServers.h"

#include <algorithm>

namespace fourplane {

namespace {

IpRanges rangesOf(const std::vector<std::string> &texts)
{
    IpRanges ranges;
    for (const std::string &text : texts) {
        if (const auto one = IpRanges::parse(text))
            ranges |= *one;
    }
    return ranges;
}

Match coverage(const IpRanges &admitted, const IpRanges &addresses)
{
    if (admitted.contains(addresses))
        return Match::Yes;
    return admitted.intersects(addresses) ? Match::Maybe : Match::No;
}

Match bothOf(Match left, Match right)
{
    if (left == Match::No || right == Match::No)
        return Match::No;
    return left == Match::Yes && right == Match::Yes ? Match::Yes : Match::Maybe;
}

Match known(bool value)
{
    return value ? Match::Yes : Match::No;
}

bool matchesAny(const std::vector<std::string> &patterns, const std::string &identity)
{
    return std::any_of(patterns.begin(), patterns.end(),
        [&identity](const std::string &pattern) { return matchesIdentity(pattern, identity); });
}

/// Whether it is one of those that a reference means.
bool matchesReference(const LinkerdReference &reference, const std::string &home, const std::string &identity,
    const PlatformProfile &platform)
{
    const std::string referred = referredIdentity(reference, home, platform);
    return reference.kind == "Namespace" ? matchesIdentity(referred, identity)
                                         : !identity.empty() && identity == referred;
}

} // namespace

bool arrivesThroughLinkerd(const PlanIndex &index, const PlannedRequest &request)
{
    const PlannedPod *source = request.source.pod;
    const PlannedPod *destination = request.destination.pod;
    return source && destination && source != destination && source->meshMode == MeshMode::Linkerd
        && destination->meshMode == MeshMode::Linkerd && request.protocol == Protocol::Tcp
        && request.travels() == Transport::Mesh
        && !skipsLinkerdProxy(*destination, index.namespaceNamed(destination->namespaceName), request.port);
}

LinkerdCaller linkerdCaller(const PlanIndex &index, const PlannedRequest &request)
{
    LinkerdCaller caller;
    const EnforcementPlan &plan = index.plan();
    const PlannedPod *source = request.source.pod;
    if (source && arrivesThroughLinkerd(index, request))
        caller.identity = index.principalOf(*source);
    const IpRanges cluster = rangesOf(plan.platform.clusterCidrs);
    if (const PlannedExternal *external = request.source.external) {
        caller.addresses = external->cidrs.empty() ? IpRanges::all() - cluster : rangesOf(external->cidrs);
        caller.choosesAddress = true;
        caller.rewritten = cluster;
    } else
        caller.addresses = cluster;
    return caller;
}

bool matchesIdentity(const std::string &pattern, const std::string &identity)
{
    if (identity.empty())
        return false;
    if (pattern == "*")
        return true;
    if (pattern.rfind("*.", 0) != 0)
        return pattern == identity;
    const std::string suffix = pattern.substr(1);
    return identity.size() >= suffix.size()
        && identity.compare(identity.size() - suffix.size(), suffix.size(), suffix) == 0;
}

std::string referredIdentity(
    const LinkerdReference &reference, const std::string &home, const PlatformProfile &platform)
{
    if (reference.kind == "Namespace")
        return linkerdIdentity(platform, reference.name, "*");
    return linkerdIdentity(
        platform, reference.namespaceName.empty() ? home : reference.namespaceName, reference.name);
}

Match matchNetworks(const std::vector<LinkerdNetwork> &networks, const LinkerdCaller &caller)
{
    if (networks.empty())
        return Match::Yes;
    IpRanges admitted;
    for (const LinkerdNetwork &network : networks)
        admitted |= rangesOf({ network.cidr }) - rangesOf(network.except);
    Match own = coverage(admitted, caller.addresses);
    if (!caller.choosesAddress)
        return own;
    if (own == Match::Maybe)
        own = Match::Yes;
    const Match rewritten = coverage(admitted, caller.rewritten);
    return own == rewritten ? own : Match::Maybe;
}

Match matchPolicy(const LinkerdAuthorizationPolicy &policy, const LinkerdCaller &caller,
    const PlatformProfile &platform, const LinkerdAuthentications &authentications)
{
    const std::string &home = policy.meta.namespaceName;
    Match result = Match::Yes;
    for (const LinkerdReference &reference : policy.requiredAuthenticationRefs) {
        Match one = Match::No;
        if (reference.kind == "MeshTLSAuthentication") {
            if (const MeshTlsAuthentication *object = authentications.meshTls(reference, home))
                one = known(matchesAny(object->identities, caller.identity)
                    || std::any_of(object->identityRefs.begin(), object->identityRefs.end(),
                        [&](const LinkerdReference &identity) {
                            return matchesReference(
                                identity, object->meta.namespaceName, caller.identity, platform);
                        }));
        } else if (reference.kind == "NetworkAuthentication") {
            if (const NetworkAuthentication *object = authentications.networks(reference, home))
                one = matchNetworks(object->networks, caller);
        } else
            one = known(matchesReference(reference, home, caller.identity, platform));
        result = bothOf(result, one);
    }
    return result;
}

Match matchAuthorization(
    const ServerAuthorization &authorization, const LinkerdCaller &caller, const EnforcementPlan &plan)
{
    const Match network = matchNetworks(authorization.networks, caller);
    if (authorization.unauthenticated || !authorization.meshTls)
        return authorization.unauthenticated ? network : Match::No;
    const ServerAuthorization::MeshTls &tls = *authorization.meshTls;
    const bool isNamed = matchesAny(tls.identities, caller.identity)
        || std::any_of(
            tls.serviceAccounts.begin(), tls.serviceAccounts.end(), [&](const LinkerdReference &account) {
                return matchesReference(
                    account, authorization.meta.namespaceName, caller.identity, plan.platform);
            });
    if (isNamed || (tls.unauthenticatedTls && !caller.identity.empty()))
        return network;
    // A caller outside the mesh can speak TLS by itself.
    return tls.unauthenticatedTls ? bothOf(Match::Maybe, network) : Match::No;
}

Match matchAccess(LinkerdAccess access, const LinkerdCaller &caller, const EnforcementPlan &plan)
{
    const auto fromCluster = [&] {
        std::vector<LinkerdNetwork> networks;
        for (const std::string &cidr : plan.platform.clusterCidrs)
            networks.push_back({ cidr, {} });
        return networks.empty() ? Match::Maybe : matchNetworks(networks, caller);
    };
    switch (access) {
    case LinkerdAccess::AllUnauthenticated:
    case LinkerdAccess::Audit:
        return Match::Yes;
    case LinkerdAccess::AllAuthenticated:
        return known(!caller.identity.empty());
    case LinkerdAccess::ClusterAuthenticated:
        return caller.identity.empty() ? Match::No : fromCluster();
    case LinkerdAccess::ClusterUnauthenticated:
        return fromCluster();
    case LinkerdAccess::Deny:
        break;
    }
    return Match::No;
}

} // namespace fourplane
