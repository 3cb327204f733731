// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/TraceComparison.h"
#include "core/attack/DesignModel.h"

#include <tuple>

namespace fourplane {

/// A step that succeeds only with a change, and gives the attacker something that was not to be had before.
struct OpenedStep
{
    std::string techniqueId;
    ElementId fromId;
    ElementId toId;

    bool operator==(const OpenedStep &) const = default;

    bool operator<(const OpenedStep &other) const
    {
        return std::tie(techniqueId, fromId, toId) < std::tie(other.techniqueId, other.fromId, other.toId);
    }
};

/// Those of `opened` that OpenedStep means, sorted. `design` is the one before the change.
std::vector<OpenedStep> openedSteps(const std::vector<ChangedStep> &opened, const DesignModel &design);

} // namespace fourplane
