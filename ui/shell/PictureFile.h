// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Result.h"

#include <QString>

class QPagedPaintDevice;

namespace fourplane::ui {

class CanvasView;

/// Writes the whole canvas as a picture; the suffix of `path` says how: svg, pdf or png. An existing file is
/// replaced only when the new one is complete. Errors: "unknown-format", "file-unwritable".
Result<void> writePicture(CanvasView &canvas, const QString &path);

/// Draws the whole canvas onto one page, in the light theme, as large as fits. False when nothing could be
/// drawn.
bool printPicture(CanvasView &canvas, QPagedPaintDevice &page);

} // namespace fourplane::ui
