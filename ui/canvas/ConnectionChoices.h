// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Result.h"
#include "core/project/Edit.h"
#include "core/project/Project.h"
#include "core/topology/PortNumber.h"

#include <vector>

namespace fourplane::ui {

/// One way in which a new connection between two cards can be meant.
struct ConnectionChoice
{
    NamedPort port; ///< number 0 = every port that the destination offers
    ElementId patternId; ///< the pattern that permits it; empty = declared only, which permits nothing

    bool operator==(const ConnectionChoice &) const = default;
};

/// Every way to connect two cards that is not declared yet, the likeliest first: port by port, permitted by
/// each pattern whose kinds and ports fit (paper section 4.2), then declared only. Where patterns fit one
/// port alone, declared only is no choice of its own: there is one sensible way. Fails with
/// "already-connected" when nothing is left to declare.
Result<std::vector<ConnectionChoice>> connectionChoices(
    const Project &project, const ElementId &sourceId, const ElementId &destinationId);

/// Declares a flow and, for a pattern, adds the rule made from it: one step to undo.
Edit connectEdit(const Project &project, const ElementId &sourceId, const ElementId &destinationId,
    const ConnectionChoice &choice);

} // namespace fourplane::ui
