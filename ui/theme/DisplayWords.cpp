// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/DisplayWords.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

namespace fourplane::ui {

namespace {

/// What displayWord() makes of the names of core that people see most, for translators.
[[maybe_unused]] constexpr const char *wordsToTranslate[] = {
    QT_TRANSLATE_NOOP("Words", "Gateway"),
    QT_TRANSLATE_NOOP("Words", "Frontend"),
    QT_TRANSLATE_NOOP("Words", "Model endpoint"),
    QT_TRANSLATE_NOOP("Words", "Retriever"),
    QT_TRANSLATE_NOOP("Words", "Vector store"),
    QT_TRANSLATE_NOOP("Words", "Document store"),
    QT_TRANSLATE_NOOP("Words", "Feature store"),
    QT_TRANSLATE_NOOP("Words", "Ingestion pipeline"),
    QT_TRANSLATE_NOOP("Words", "Training job"),
    QT_TRANSLATE_NOOP("Words", "Agent"),
    QT_TRANSLATE_NOOP("Words", "Tool"),
    QT_TRANSLATE_NOOP("Words", "MCP server"),
    QT_TRANSLATE_NOOP("Words", "Egress proxy"),
    QT_TRANSLATE_NOOP("Words", "Policy decision point"),
    QT_TRANSLATE_NOOP("Words", "Secret store"),
    QT_TRANSLATE_NOOP("Words", "Identity provider"),
    QT_TRANSLATE_NOOP("Words", "Message broker"),
    QT_TRANSLATE_NOOP("Words", "Database"),
    QT_TRANSLATE_NOOP("Words", "Cache"),
    QT_TRANSLATE_NOOP("Words", "Observability"),
    QT_TRANSLATE_NOOP("Words", "CI runner"),
    QT_TRANSLATE_NOOP("Words", "Admission webhook"),
    QT_TRANSLATE_NOOP("Words", "Node agent"),
    QT_TRANSLATE_NOOP("Words", "Service"),
    QT_TRANSLATE_NOOP("Words", "Namespace"),
    QT_TRANSLATE_NOOP("Words", "Tenant"),
    QT_TRANSLATE_NOOP("Words", "Node pool"),
    QT_TRANSLATE_NOOP("Words", "Internet"),
    QT_TRANSLATE_NOOP("Words", "Hosted LLM API"),
    QT_TRANSLATE_NOOP("Words", "SaaS"),
    QT_TRANSLATE_NOOP("Words", "Cloud metadata"),
    QT_TRANSLATE_NOOP("Words", "User group"),
    QT_TRANSLATE_NOOP("Words", "Untrusted content"),
    QT_TRANSLATE_NOOP("Words", "Cloud service"),
    QT_TRANSLATE_NOOP("Words", "None"),
    QT_TRANSLATE_NOOP("Words", "Marked"),
    QT_TRANSLATE_NOOP("Words", "All"),
    QT_TRANSLATE_NOOP("Words", "Low"),
    QT_TRANSLATE_NOOP("Words", "Medium"),
    QT_TRANSLATE_NOOP("Words", "High"),
    QT_TRANSLATE_NOOP("Words", "Identity"),
    QT_TRANSLATE_NOOP("Words", "Network"),
    QT_TRANSLATE_NOOP("Words", "Workload"),
    QT_TRANSLATE_NOOP("Words", "Data"),
    QT_TRANSLATE_NOOP("Words", "Public"),
    QT_TRANSLATE_NOOP("Words", "Internal"),
    QT_TRANSLATE_NOOP("Words", "Confidential"),
    QT_TRANSLATE_NOOP("Words", "Restricted"),
    QT_TRANSLATE_NOOP("Words", "Read"),
    QT_TRANSLATE_NOOP("Words", "Write"),
    QT_TRANSLATE_NOOP("Words", "Admin"),
    QT_TRANSLATE_NOOP("Words", "Error"),
    QT_TRANSLATE_NOOP("Words", "Warning"),
    QT_TRANSLATE_NOOP("Words", "Note"),
};

QString englishWord(std::string_view kebabName)
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

} // namespace

QString displayWord(std::string_view kebabName)
{
    return QCoreApplication::translate("Words", englishWord(kebabName).toUtf8().constData());
}

QString englishLowerWord(std::string_view kebabName)
{
    const QString word = englishWord(kebabName);
    const QString first = word.section(QLatin1Char(' '), 0, 0);
    const bool isAbbreviation = std::any_of(first.begin() + std::min<qsizetype>(1, first.size()), first.end(),
        [](QChar c) { return c.isUpper(); });
    return word.isEmpty() || isAbbreviation ? word : word[0].toLower() + word.mid(1);
}

QString lowerWord(std::string_view kebabName)
{
    //: How names of kinds are written within a sentence; translate as "capitals" where nouns have capitals.
    const QString way = QCoreApplication::translate("Words", "lower case");
    const QString word = displayWord(kebabName);
    const bool isEnglish = word == englishWord(kebabName) && way == QLatin1String("lower case");
    return isEnglish ? englishLowerWord(kebabName) : word;
}

} // namespace fourplane::ui
