// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Result.h"
#include "ui/canvas/CanvasEdits.h"

namespace fourplane::ui {

/// Brings a note or stroke before the next one of its kind that covers it, or sends it behind the next one
/// that it covers. Ids say which lies above, so the two exchange what they hold: the id given back is the one
/// that the moved thing has then. Fails with "no-order" for other elements, which never cover each other on
/// purpose, and where nothing lies over, or under, it.
Result<Addition> orderEdit(
    const Project &project, const CanvasScene &scene, const ElementId &id, bool forward);

} // namespace fourplane::ui
