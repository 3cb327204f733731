// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/policy/PlaneSet.h"

#include <span>
#include <string_view>

namespace fourplane {

/// Where the API server has a kind from.
enum class KindOrigin
{
    BuiltIn,
    Definition, ///< a CustomResourceDefinition
    Aggregated, ///< another server may serve it, or a definition
};

/// A kind of object that is asked of a cluster.
struct ClusterKind
{
    std::string_view resource; ///< plural name, as in "deployments"
    std::string_view group; ///< API group; empty = the core group
    std::string_view kind;
    KindOrigin origin = KindOrigin::BuiltIn;
    PlaneSet planes; ///< on which verdicts are uncertain when it exists but cannot be read
    bool concernsExposure = false; ///< then only what is exposed is uncertain
};

/// Every kind that is asked of a cluster, Secrets apart, in the order in which they are asked. Custom kinds
/// that the list does not have are found by their definitions.
std::span<const ClusterKind> clusterKinds();

} // namespace fourplane
