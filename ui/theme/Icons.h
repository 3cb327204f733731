// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/topology/ExternalKind.h"
#include "core/topology/WorkloadKind.h"

#include <QColor>
#include <QIcon>
#include <QPixmap>
#include <QString>

namespace fourplane::ui {

/// Names of the symbols in resources/icons: the kebab-case word of the kind.
QString iconNameOf(WorkloadKind kind);
QString iconNameOf(ExternalKind kind);

/// The symbol `name` ("vector-store", "namespace", "identity", "zoom-fit" ...) drawn in one colour.
/// `size` is in device-independent pixels. A name without a symbol gives a null pixmap.
QPixmap iconPixmap(const QString &name, const QColor &colour, int size, qreal devicePixelRatio = 1);

/// The same as an icon for buttons and lists, sharp at any size.
QIcon themedIcon(const QString &name, const QColor &colour);

} // namespace fourplane::ui
