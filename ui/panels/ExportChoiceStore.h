// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/analysis/ExportPreview.h"

class QSettings;

namespace fourplane::ui {

/// What was chosen for the project in this file the last time; nothing chosen for one without a file.
ExportChoice rememberedChoice(const QSettings &settings, const QString &projectPath);

/// Remembers it, for a project with a file.
void rememberExportChoice(QSettings &settings, const QString &projectPath, const ExportChoice &choice);

} // namespace fourplane::ui
