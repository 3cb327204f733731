// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/Words.h"

#include <QHash>
#include <QStringList>

namespace fourplane::ui {

QString displayWord(std::string_view kebabName)
{
    static const QHash<QString, QString> special {
        { QStringLiteral("mcp-server"), QStringLiteral("MCP server") },
        { QStringLiteral("ci-runner"), QStringLiteral("CI runner") },
        { QStringLiteral("hosted-llm"), QStringLiteral("Hosted LLM API") },
        { QStringLiteral("saas"), QStringLiteral("SaaS") },
        { QStringLiteral("postgresql"), QStringLiteral("PostgreSQL") },
        { QStringLiteral("mongodb"), QStringLiteral("MongoDB") },
        { QStringLiteral("per-identity"), QStringLiteral("Per identity") },
    };
    QString word = QString::fromUtf8(kebabName.data(), static_cast<qsizetype>(kebabName.size()));
    if (const auto found = special.constFind(word); found != special.constEnd())
        return *found;
    word.replace(QLatin1Char('-'), QLatin1Char(' '));
    if (!word.isEmpty())
        word[0] = word[0].toUpper();
    return word;
}

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
