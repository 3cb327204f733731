// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/StoreNetwork.h"

#include "core/base/Text.h"
#include "core/decision/IpRanges.h"

#include <array>

namespace fourplane {

namespace {

/// RFC 1918, RFC 6598 and RFC 4193: addresses that no packet from the internet has.
constexpr std::array<const char *, 5> privateBlocks { "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16",
    "100.64.0.0/10", "fc00::/7" };

template <class Blocks>
IpRanges rangesOf(const Blocks &blocks)
{
    IpRanges ranges;
    for (const auto &block : blocks)
        ranges |= IpRanges::parse(block).value_or(IpRanges {});
    return ranges;
}

/// What the list of one store says to the source.
Verdict answerOf(const PlanIndex &index, const PlannedStore &store, const AccessRequest &request)
{
    const IpRanges listed = rangesOf(store.trustedCidrs);
    const bool isPrivate = rangesOf(privateBlocks).contains(listed);
    if (const PlannedExternal *source = index.external(request.sourceId)) {
        if (!source->cidrs.empty())
            return listed.intersects(rangesOf(source->cidrs)) ? Verdict::NotEnforced : Verdict::Deny;
        return source->kind == ExternalKind::Internet && isPrivate ? Verdict::Deny : Verdict::Uncertain;
    }
    if (listed.intersects(rangesOf(index.plan().platform.clusterCidrs)))
        return Verdict::NotEnforced;
    return isPrivate ? Verdict::Deny : Verdict::Uncertain;
}

} // namespace

bool hasAddressList(const PlannedStore &store)
{
    const bool wantsCredentials = store.authentication == StoreAuthentication::PerIdentity
        || store.authentication == StoreAuthentication::SharedSecret;
    return wantsCredentials && !store.trustedCidrs.empty();
}

PlaneVerdict storeNetworkVerdict(const PlanIndex &index, const AccessRequest &request)
{
    const PlannedExternal *host = index.external(request.destinationId);
    if (!host)
        return {};
    std::vector<const PlannedStore *> asked;
    for (const PlannedStore &store : index.plan().stores) {
        const bool isMeant = request.collectionId.isEmpty() || index.storeOf(request.collectionId) == &store;
        if (store.hostId == host->id && isMeant)
            asked.push_back(&store);
    }
    PlaneVerdict closed;
    for (const PlannedStore *store : asked) {
        if (!hasAddressList(*store))
            return {};
        const Verdict answer = answerOf(index, *store, request);
        if (answer == Verdict::NotEnforced)
            return {};
        if (closed.reason.empty() || answer == Verdict::Uncertain) {
            const DecidingObject decider { "DataStore", "", store->name, store->id, store->origin };
            const std::string list = "The network of store " + store->name + " lets in "
                + join(store->trustedCidrs, ", ") + " only, as the design declares";
            closed = answer == Verdict::Deny
                ? PlaneVerdict { answer, decider,
                      list + "; " + index.nameOf(request.sourceId) + " has no such address.", "N2" }
                : PlaneVerdict { answer, decider,
                      list + "; under which address " + index.nameOf(request.sourceId)
                          + " arrives there is not known.",
                      "" };
        }
    }
    return closed;
}

} // namespace fourplane
