// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/Edit.h"
#include "ui/canvas/CanvasScene.h"

namespace fourplane::ui {

/// Folds namespaces to one card each, or unfolds them: they become containers again around their workloads,
/// which stand as they stood. What is in that state already is left alone; without changes there is nothing
/// to do.
Edit foldEdit(
    const Project &project, const CanvasScene &scene, const std::vector<ElementId> &namespaceIds, bool fold);

/// The namespaces that a selection is about: those selected, and those of selected workloads. By id, each
/// once.
std::vector<ElementId> namespacesOf(const Project &project, const std::vector<ElementId> &selection);

} // namespace fourplane::ui
