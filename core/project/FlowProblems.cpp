// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/project/ProblemFinder.h"

namespace fourplane {

void findFlowProblems(const Project &project, ProblemFinder &finder)
{
    using Need = ProblemFinder::Need;
    using Kind = ElementKind;
    const Topology &t = project.topology;
    for (const auto &[id, store] : t.stores) {
        const ElementPlace place { id, { "stores", id.value() } };
        finder.reference(place, { "host" }, store.hostId, { Kind::Workload, Kind::External }, Need::Required);
        for (std::size_t i = 0; i < store.trustedCidrs.size(); ++i)
            finder.cidr(place, { "trustedCidrs", std::to_string(i) }, store.trustedCidrs[i]);
        for (const Collection &collection : store.collections) {
            for (std::size_t i = 0; i < collection.secretIds.size(); ++i)
                finder.reference(place,
                    { "collections", collection.id.value(), "secrets", std::to_string(i) },
                    collection.secretIds[i], { Kind::Secret }, Need::Required);
        }
    }
    for (const auto &[id, secret] : t.secrets) {
        const ElementPlace place { id, { "secrets", id.value() } };
        finder.reference(place, { "namespace" }, secret.namespaceId, { Kind::Namespace }, Need::Required);
        finder.reference(
            place, { "keeper" }, secret.keeperId, { Kind::Workload, Kind::External }, Need::Optional);
        for (std::size_t i = 0; i < secret.opens.size(); ++i)
            finder.reference(place, { "opens", std::to_string(i) }, secret.opens[i],
                { Kind::Identity, Kind::Store, Kind::External }, Need::Required);
        for (std::size_t i = 0; i < secret.readerIds.size(); ++i)
            finder.reference(place, { "readers", std::to_string(i) }, secret.readerIds[i], { Kind::Identity },
                Need::Required);
        if (secret.lifetimeSeconds && *secret.lifetimeSeconds < 1)
            finder.error(place, { "lifetimeSeconds" }, "out-of-range", "The lifetime is not positive.",
                "Write 1 or more, or leave it out for a secret that does not expire.");
    }
    for (const auto &[id, flow] : t.flows) {
        const ElementPlace place { id, { "flows", id.value() } };
        const auto ends = { Kind::Workload, Kind::External };
        finder.reference(place, { "from" }, flow.sourceId, ends, Need::Required);
        finder.reference(place, { "to" }, flow.destinationId, ends, Need::Required);
        finder.reference(place, { "collection" }, flow.collectionId, { Kind::Collection }, Need::Optional);
    }
    for (const auto &[id, feed] : t.feeds) {
        const ElementPlace place { id, { "contextFeeds", id.value() } };
        finder.reference(place, { "from" }, feed.sourceId,
            { Kind::Collection, Kind::Workload, Kind::External }, Need::Required);
        finder.reference(place, { "to" }, feed.modelId, { Kind::Workload }, Need::Required);
    }
}

} // namespace fourplane
