// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/enforcement/EnforcementPlan.h"
#include "core/exporters/ExportTarget.h"
#include "core/project/Project.h"

#include <functional>
#include <string>
#include <vector>

namespace fourplane {

/// A control of a design that an export does not hold: whoever ships nothing else does without it.
struct WithheldControl
{
    std::string id; ///< kebab-case and stable: "istio-authorization", "store-authentication/kb"
    std::string title; ///< for people
    std::string assumption; ///< what is taken to hold in its place, as a sentence
    std::function<void(Project &project)> withhold; ///< takes it out of the design
};

/// The controls of `project` (whose plan is `plan`) that an export for `targets` does not hold, in the order
/// of the planes they stand on. What the platform profile does not enforce anyway is none of them, and
/// neither is what only gives rights (RBAC roles): without them nobody gains anything. Tool scopes are one
/// whatever the targets: a gateway for tools is no part of a design, and agents go past it.
std::vector<WithheldControl> withheldControls(
    const Project &project, const EnforcementPlan &plan, const ExportTargets &targets);

} // namespace fourplane
