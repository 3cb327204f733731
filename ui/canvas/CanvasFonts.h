// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/Theme.h"

#include <QFont>

namespace fourplane::ui {

/// The fonts of the canvas at 100 %; the painter's zoom scales them.
struct CanvasFonts
{
    QFont name = interfaceFont(13, QFont::DemiBold);
    QFont detail = interfaceFont(11);
    QFont note = interfaceFont(12);
    QFont label = interfaceFont(11, QFont::Medium);
    QFont chip = interfaceFont(10);
    QFont strongChip = interfaceFont(11, QFont::DemiBold);
    QFont pip = interfaceFont(8, QFont::Bold);
};

} // namespace fourplane::ui
