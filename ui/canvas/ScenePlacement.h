// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diagram/Diagram.h"
#include "ui/canvas/SceneElements.h"

#include <vector>

namespace fourplane::ui {

/// Positions for nodes and containers that have none: members below what stands in their container already,
/// everything else to the right of the picture. Does not overlap what is placed in the same container.
ElementMap<Placement2D> temporaryPlacements(const std::vector<SceneNode> &nodes,
    const std::vector<SceneContainer> &containers, const ElementMap<Placement2D> &known);

} // namespace fourplane::ui
