// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/policy/Plane.h"
#include "ui/theme/DisplayWords.h"

#include <QString>

#include <string>
#include <string_view>

class QHeaderView;

namespace fourplane::ui {

/// The letter in a plane pip: I, N, W, D.
QChar planeLetter(Plane plane);

/// True when every word of `query` occurs in `text`, whatever the case. An empty query matches all.
bool matchesSearch(const QString &text, const QString &query);

/// Widens columns whose heading would be cut off.
void widenForHeader(QHeaderView &header);

} // namespace fourplane::ui
