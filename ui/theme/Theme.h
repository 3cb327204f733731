// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>
#include <QString>

namespace fourplane::ui {

/// The colours and fonts of the whole window. Colour means verdict only: everything else is grey, the accent
/// of controls is the colour of "allowed". Contrast of text roles is at least 4.6 on their surfaces.
struct Theme
{
    bool dark = false;

    QColor window; ///< panels, bars, menus
    QColor canvas;
    QColor container; ///< namespace surface
    QColor card; ///< node surface, popups
    QColor field; ///< line edits
    QColor border;
    QColor gridDot;
    QColor text;
    QColor secondaryText;
    QColor accent;
    QColor accentText; ///< on accent
    QColor selectionSurface; ///< selected row
    QColor hoverSurface;

    QColor allowed;
    QColor denied;
    QColor openByAbsence;
    QColor neutral; ///< lines only, never text
    QColor attack;
    QColor attackText; ///< on attack
    QColor note;

    static Theme light();
    static Theme darkTheme();
    /// Follows the lightness of a system palette (Qt 6.4 tells no colour scheme).
    static Theme forPalette(const QPalette &palette);
};

/// The interface font: Inter where installed, otherwise the system's sans serif. `pixels` at 100 %.
QFont interfaceFont(int pixels, QFont::Weight weight = QFont::Normal);

/// Sets Fusion, a palette and a style sheet on the application, so that no widget keeps a default grey look.
void applyTheme(const Theme &theme);

/// The style sheet part of applyTheme().
QString styleSheetOf(const Theme &theme);

/// The palette part of applyTheme().
QPalette paletteOf(const Theme &theme);

} // namespace fourplane::ui
