// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/canvas/GridIndex.h"
#include "ui/canvas/SceneElements.h"

#include <vector>

namespace fourplane::ui {

/// Puts each label on its line where it covers no card, no title bar and no other label; a label for which
/// there is no such place gets a null rectangle.
void placeLabels(std::vector<SceneEdge> &edges, const std::vector<SceneNode> &nodes,
    const std::vector<SceneContainer> &containers, const GridIndex &nodeIndex);

} // namespace fourplane::ui
