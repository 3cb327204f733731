// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

namespace fourplane::ui {

/// Something that can be added to the canvas.
struct KindEntry
{
    QString kind; ///< kebab-case word of a WorkloadKind or ExternalKind, or "namespace"; also its icon's name
    QString title; ///< "Vector store"
    QString section; ///< heading it stands under
    QString keywords; ///< other words people look for it with
};

/// Every kind in palette order.
QList<KindEntry> allKinds();

} // namespace fourplane::ui
