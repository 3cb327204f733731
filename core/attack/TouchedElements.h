// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/DesignModel.h"
#include "core/enforcement/EnforcementPlan.h"

#include <vector>

namespace fourplane {

/// On which elements the difference of two designs bears. An instance of a rule that binds none of them is in
/// both designs or in neither; if no request of its gates goes to one on which the difference bears in that
/// role, it succeeds in the same worlds of both.
struct TouchedElements
{
    /// The designs differ in something that may bear on any pair (the platform, policies of the whole
    /// cluster, node pools, rights on the Kubernetes API), or have rules that take other elements into
    /// account than the ends of a request (waypoints, entries of the mesh's registry, Cilium's policies).
    /// Then nothing else is filled in.
    bool everything = false;
    std::vector<bool> before; ///< by element of the model before
    std::vector<bool> after; ///< by element of the model after
    /// Those and further ones, on which the difference bears only where a request goes to them.
    std::vector<bool> destinationsBefore, destinationsAfter;
    std::vector<EntityIndex> counterparts; ///< by element before: the same after, noIndex where it is gone
    bool isSomethingGone = false;
};

/// Compares the plans object by object and the models fact by fact. Each model is that of a design with its
/// plan, under the same assumption about weaknesses.
TouchedElements touchedElements(const DesignModel &modelBefore, const EnforcementPlan &planBefore,
    const DesignModel &modelAfter, const EnforcementPlan &planAfter);

} // namespace fourplane
