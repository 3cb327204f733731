// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/Edit.h"

#include <utility>
#include <vector>

namespace fourplane {

/// From whom to whom.
using EndPair = std::pair<ElementId, ElementId>;

/// True when one rule permits the flow: the same ends, and its port or every port.
bool isAllowed(const Project &project, const Flow &flow);

/// True when the rule is an instance of the pattern: its ends are of the pattern's kinds, and each of its
/// ports is one of the pattern's.
bool accepts(const Project &project, const CommunicationPattern &pattern, const AllowRule &rule);

/// The first pattern that the rule is an instance of (paper section 4.2); empty when there is none, so that
/// the rule needs an exception.
ElementId patternFor(const Project &project, const AllowRule &rule);

/// The rule that realises a declared flow and nothing else, with an id of its own. It is not in the project.
AllowRule permissionFor(const Project &project, const Flow &flow);

/// The rules from the first end to the second, sorted.
std::vector<ElementId> permissionsBetween(const Project &project, const EndPair &ends);

/// The flows declared from the first end to the second, sorted.
std::vector<ElementId> flowsBetween(const Project &project, const EndPair &ends);

/// Permits for each pair what the design declares between its ends and no rule permits yet. A pair without a
/// declared flow that has no rule either gets one rule for every port that the destination offers, declared
/// nowhere: findings will say so. Pairs of one element are left out.
Edit permittingEdit(const Project &project, const std::vector<EndPair> &pairs);

/// Takes away every rule between the ends of each pair, and the exceptions that were for them. Declared flows
/// stay declared.
Edit withdrawingEdit(const Project &project, const std::vector<EndPair> &pairs);

} // namespace fourplane
