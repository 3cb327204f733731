// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Job.h"
#include "core/base/Result.h"
#include "core/project/Project.h"
#include "core/project/generate/DesignShape.h"

#include <cstdint>

namespace fourplane {

/// What to generate.
struct GenerationOptions
{
    std::size_t workloads = 100; ///< 1 to largestGeneratedDesign
    std::uint64_t seed = 1;
    DesignShape shape = DesignShape::Rag;
};

inline constexpr std::size_t largestGeneratedDesign = 1'000'000;

/// A whole design such as an organisation has: for load, demonstrations and tests. Follows from the options
/// alone, on every platform. findProblems finds nothing in it, every flow is permitted, and compiling it only
/// warns that users have no mesh identity; it has the weaknesses that designs have, so finding rules find
/// something.
///
/// Its measures: namespaces of 10 to 40 workloads, every sixth a platform namespace; five to six flows for
/// each workload, three quarters of them inside the namespace; a store for every eighth workload; one
/// workload in twenty shares the identity of another; three in a hundred are privileged node agents; three in
/// ten are marked as exploitable. Attacks reach almost as far under `marked` as under `all`: this is no
/// segmented design. Each flow has an allow rule. Four scenarios, each with footholds and jewels.
///
/// Errors: "out-of-range" (workloads), "cancelled".
Result<Project> generateProject(const GenerationOptions &options, const Job &job = {});

} // namespace fourplane
