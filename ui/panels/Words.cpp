// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/Words.h"

#include "ui/theme/Theme.h"

#include <QFontMetrics>
#include <QHeaderView>
#include <QStringList>

#include <algorithm>

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

void widenForHeader(QHeaderView &header)
{
    // Measured here: before the window has its style sheet the header knows neither its font nor its padding.
    constexpr int padding = 22;
    const QFontMetrics metric(interfaceFont(13, QFont::DemiBold));
    for (int column = 0; column < header.count(); ++column) {
        const QString title = header.model()->headerData(column, Qt::Horizontal).toString();
        header.resizeSection(
            column, std::max(header.sectionSize(column), metric.horizontalAdvance(title) + padding));
    }
}

} // namespace fourplane::ui
