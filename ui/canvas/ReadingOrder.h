// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/canvas/CanvasScene.h"

#include <vector>

namespace fourplane::ui {

/// Containers and cards as one reads: from the top left on, each container followed by its members. The order
/// of Tab and of screen readers.
std::vector<ElementId> readingOrder(const CanvasScene &scene);

} // namespace fourplane::ui
