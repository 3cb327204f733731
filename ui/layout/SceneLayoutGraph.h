// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/graphlayout/LayoutGraph.h"
#include "core/project/Project.h"

namespace fourplane::ui {

class CanvasScene;

/// What a layout works on: the cards, containers and connections of the canvas in the sizes it draws them.
LayoutGraph layoutGraphOf(const CanvasScene &scene);

/// True when `project` has something to place and nothing of it has a place.
bool needsLayout(const Project &project);

} // namespace fourplane::ui
