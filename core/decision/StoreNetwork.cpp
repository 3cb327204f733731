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
Verdict answerOf(const PlanIndex &index, const PlannedStore &store, const PlannedRequest &request)
{
    const IpRanges listed = rangesOf(store.trustedCidrs);
    const bool isPrivate = rangesOf(privateBlocks).contains(listed);
    if (const PlannedExternal *source = request.source.external) {
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

std::optional<PlaneVerdict> storeNetworkVerdict(const PlanIndex &index, const PlannedRequest &request)
{
    const PlannedExternal *host = request.destination.external;
    if (!host)
        return std::nullopt;
    const PlannedStore *meant =
        request.asked.collectionId.isEmpty() ? nullptr : index.storeOf(request.asked.collectionId);
    std::optional<PlaneVerdict> closed;
    for (const PlannedStore *store : index.storesAt(host->id)) {
        if (!request.asked.collectionId.isEmpty() && store != meant)
            continue;
        if (!hasAddressList(*store))
            return std::nullopt;
        const Verdict answer = answerOf(index, *store, request);
        if (answer == Verdict::NotEnforced)
            return std::nullopt;
        if (closed && answer != Verdict::Uncertain)
            continue;
        closed = request.answer(answer, [&] {
            const bool isDenied = answer == Verdict::Deny;
            return VerdictWords { DecidingObject { "DataStore", "", store->name, store->id, store->origin },
                "The network of store " + store->name + " lets in " + join(store->trustedCidrs, ", ")
                    + " only, as the design declares; "
                    + (isDenied ? request.source.name() + " has no such address."
                                : "under which address " + request.source.name()
                                + " arrives there is not known."),
                isDenied ? "N2" : "" };
        });
    }
    return closed;
}

} // namespace fourplane
