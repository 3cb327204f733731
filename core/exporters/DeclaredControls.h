// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exporters/ExportRemark.h"
#include "core/project/Project.h"

#include <functional>
#include <string>
#include <vector>

namespace fourplane {

/// A control that the design only states: the simulation gives credit for it, and no target of an export has
/// a place for it.
struct DeclaredControl
{
    std::string id; ///< "declared/request-limits"; stable
    std::string control; ///< id of the catalogue, such as N8
    std::string title; ///< "Limits on tokens and requests"
    std::vector<ElementId> subjects; ///< what it is stated of, sorted; none = the platform
    std::function<void(Project &)> withdraw; ///< takes it out of force for all of them
};

/// Those that the project states, in the order of the catalogue of settings.
std::vector<DeclaredControl> declaredControls(const Project &project);

/// One remark "declared-control-not-written" for each of them, for ExportAdditions.
ExportRemarks declaredControlRemarks(const Project &project);

} // namespace fourplane
