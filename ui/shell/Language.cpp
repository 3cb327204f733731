// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/Language.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#include <algorithm>

namespace fourplane::ui {

namespace {

/// Stands in for a translation nobody has written yet: every text two fifths longer and in brackets, so that
/// what is cut off, or was never given to translators, shows. Places for values stay.
class PseudoTranslator : public QTranslator
{
public:
    using QTranslator::QTranslator;

    bool isEmpty() const override { return false; }

    QString translate(const char *, const char *text, const char *, int n) const override
    {
        QString words = QString::fromUtf8(text);
        if (n >= 0)
            words.replace(QLatin1String("%n"), QString::number(n));
        const qsizetype more = std::max<qsizetype>(1, words.size() * 2 / 25);
        return QChar(0x2067) + QLatin1Char('[') + words + QStringLiteral(" ~~~~").repeated(more)
            + QLatin1Char(']') + QChar(0x2069);
    }
};

} // namespace

std::vector<Language> languages()
{
    return { { QStringLiteral("en"), QStringLiteral("English") },
        { QStringLiteral("de"), QStringLiteral("Deutsch") } };
}

QString systemLanguage()
{
    const QString wanted = QLocale::system().name().section(QLatin1Char('_'), 0, 0);
    const std::vector<Language> known = languages();
    const bool isKnown = std::any_of(
        known.begin(), known.end(), [&wanted](const Language &language) { return language.code == wanted; });
    return isKnown ? wanted : QStringLiteral("en");
}

void setLanguage(const QString &code)
{
    if (code == QLatin1String("pseudo")) {
        QCoreApplication::installTranslator(new PseudoTranslator(qApp));
        QGuiApplication::setLayoutDirection(Qt::RightToLeft);
        return;
    }
    const auto install = [](const QString &name, const QString &folder) {
        auto *translator = new QTranslator(qApp);
        if (translator->load(name, folder))
            QCoreApplication::installTranslator(translator);
        else
            delete translator;
    };
    install(QStringLiteral("qtbase_") + code, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(QStringLiteral("fourplane_") + code, QStringLiteral(":/fourplane/translations"));
}

} // namespace fourplane::ui
