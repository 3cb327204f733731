// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/Words.h"

#include <QStringList>

namespace fourplane::ui {

QChar planeLetter(Plane plane)
{
    return QChar::fromLatin1("INWD"[static_cast<int>(plane)]);
}

bool matchesSearch(const QString &text, const QString &query)
{
    const QStringList words = query.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const QString &word : words) {
        if (!text.contains(word, Qt::CaseInsensitive))
            return false;
    }
    return true;
}

} // namespace fourplane::ui
