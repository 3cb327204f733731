// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Diagnostic.h"

#include <QDialog>

namespace fourplane::ui {

/// Lists what the reader of a file had to say, each with file:line:column and the fix.
class DiagnosticsDialog : public QDialog
{
    Q_OBJECT

public:
    DiagnosticsDialog(const QString &title, const QString &summary, const Diagnostics &diagnostics,
        QWidget *parent = nullptr);
};

} // namespace fourplane::ui
