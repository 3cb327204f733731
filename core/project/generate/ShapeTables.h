// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/RandomStream.h"
#include "core/project/generate/DesignShape.h"
#include "core/topology/WorkloadKind.h"

#include <span>

namespace fourplane {

/// A kind and how often it is drawn, out of the sum of all weights of the table.
struct WeightedKind
{
    WorkloadKind kind = WorkloadKind::GenericService;
    unsigned weight = 1;
};

/// What the workloads of one sort of namespace are.
struct KindMix
{
    std::span<const WorkloadKind> first; ///< the chain that every such namespace has, in this order
    std::span<const WeightedKind> further; ///< what the rest is drawn from
    std::span<const WeightedKind> stores; ///< what hosts of stores are drawn from; the first one always is
};

/// The mix of an ordinary namespace of the shape, or of its platform namespaces.
KindMix kindMix(DesignShape shape, bool isPlatform);

/// One of the kinds, by weight.
WorkloadKind drawKind(std::span<const WeightedKind> kinds, RandomStream &random);

/// Whether a kind keeps data that others read and write.
bool hostsStore(WorkloadKind kind);

/// Whether it is usual that `source` calls `destination`.
bool usuallyCalls(WorkloadKind source, WorkloadKind destination);

/// The TCP port that products of a kind listen on.
std::uint16_t usualPort(WorkloadKind kind);

} // namespace fourplane
