// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/Edit.h"

#include <vector>

namespace fourplane::ui {

/// Moves workloads into a namespace. A pod can only use accounts of its own namespace: an account whose every
/// user moves goes along, and role bindings follow it; otherwise the workload falls back to the default
/// account. Names that are taken there get a number. Where things stand on the canvas stays as it is.
Edit namespaceMove(
    const Project &project, const std::vector<ElementId> &workloadIds, const ElementId &namespaceId);

} // namespace fourplane::ui
