// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace fourplane::ui::metrics {

// Sizes in scene units: one unit is one device-independent pixel at 100 %.
inline constexpr double cardHeight = 62;
inline constexpr double cardMinWidth = 176;
inline constexpr double cardMaxWidth = 248;
inline constexpr double cardTextLeft = 42;
inline constexpr double cardRadius = 8;
inline constexpr double externalHeight = 46;
inline constexpr double pipWidth = 16;
inline constexpr double pipHeight = 11;
inline constexpr double pipGap = 4;
inline constexpr double containerPadding = 20;
inline constexpr double containerTitle = 36;
inline constexpr double containerRadius = 12;
inline constexpr double zoneTitle = 22;
inline constexpr double containerMinWidth = 220;
inline constexpr double containerMinHeight = 120;
inline constexpr double chipHeight = 17;
inline constexpr double arrowLength = 9;
inline constexpr double noteWidth = 184; ///< of a note whose width is not set
inline constexpr double noteMinWidth = 64;
inline constexpr double noteMinHeight = 48;
inline constexpr double notePadding = 12;
inline constexpr double noteLine = 17; ///< from line to line
inline constexpr double noteShadow = 2;
inline constexpr double noteTurnDegrees = -1.2;
inline constexpr double inkWidth = 2.5;

// Below these zoom factors less is drawn (measured in ux.md section 3).
inline constexpr double zoomCluster = 0.05; ///< below: the cluster as a whole, namespaces without names
inline constexpr double zoomBlocks = 0.12; ///< filled rectangles, straight lines
inline constexpr double zoomNameOnly = 0.20; ///< below: namespaces as tiles, without their cards
inline constexpr double zoomNoText = 0.35; ///< below: names only, at a size of the screen
inline constexpr double zoomReduced = 0.60; ///< no pips, no labels, coarse lines

inline constexpr double zoomMin = 0.01;
inline constexpr double zoomMax = 4.0;

} // namespace fourplane::ui::metrics
