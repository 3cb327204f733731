// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/DesignModel.h"
#include "core/decision/PolicyDecisionPoint.h"

#include <cstdint>
#include <span>
#include <vector>

namespace fourplane {

/// Which ends of requests the decision point cannot tell apart. Two sources of one class get the same planes
/// to deny a request for a port that the destination offers (AccessRequest::port 0), whatever else it asks,
/// unless a rule names one of them for that destination; the same holds for two destinations of one class.
/// Data grants, tool scopes and egress lists are left aside: who asks about those has to look at the names in
/// them. Where the rules of a plan are not looked through here (admin policies, Cilium's, waypoints,
/// conditions), every source counts as named.
class EndClasses
{
public:
    /// Reads the plan of `decisions`, which need not outlive this.
    EndClasses(const DesignModel &model, const PolicyDecisionPoint &decisions);

    std::uint32_t asSource(EntityIndex element) const { return m_sourceClass[element]; }

    std::uint32_t asDestination(EntityIndex element) const { return m_destinationClass[element]; }

    /// True when every source has to be asked for this destination.
    bool namesEverybody(EntityIndex destination) const { return m_namesEverybody[destination]; }

    /// The sources that some rule names for this destination, ascending, and the destination itself.
    std::span<const EntityIndex> namedFor(EntityIndex destination) const { return m_named[destination]; }

    bool isNamed(EntityIndex source, EntityIndex destination) const;

private:
    friend class EndClassifier;
    std::vector<std::uint32_t> m_sourceClass; ///< by element
    std::vector<std::uint32_t> m_destinationClass; ///< by element
    std::vector<bool> m_namesEverybody; ///< by element
    std::vector<std::vector<EntityIndex>> m_named; ///< by element
};

} // namespace fourplane
