// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/ExportChoiceStore.h"

#include <QCryptographicHash>
#include <QSettings>
#include <QStringList>

namespace fourplane::ui {

namespace {

QString keyOf(const QString &projectPath, const char *name)
{
    const QByteArray hash =
        QCryptographicHash::hash(projectPath.toUtf8(), QCryptographicHash::Sha256).toHex();
    return QStringLiteral("export/") + QString::fromLatin1(hash.left(16)) + QLatin1Char('/')
        + QString::fromLatin1(name);
}

template <class E>
QString textOf(E value)
{
    const std::string_view name = nameOf(value);
    return QString::fromUtf8(name.data(), qsizetype(name.size()));
}

} // namespace

ExportChoice rememberedChoice(const QSettings &settings, const QString &projectPath)
{
    ExportChoice choice;
    if (projectPath.isEmpty())
        return choice;
    choice.folder = settings.value(keyOf(projectPath, "folder")).toString();
    choice.overlay =
        enumFromName<ExportOverlay>(settings.value(keyOf(projectPath, "overlay")).toString().toStdString());
    const QString names = settings.value(keyOf(projectPath, "targets")).toString();
    if (names.isEmpty())
        return choice;
    choice.targets.emplace();
    for (const QString &name : names.split(QLatin1Char(' '))) {
        if (const auto target = enumFromName<ExportTarget>(name.toStdString()))
            choice.targets->insert(*target);
    }
    return choice;
}

void rememberExportChoice(QSettings &settings, const QString &projectPath, const ExportChoice &choice)
{
    if (projectPath.isEmpty())
        return;
    QStringList names;
    for (const ExportTarget target : choice.targets.value_or(ExportTargets()))
        names.append(textOf(target));
    settings.setValue(keyOf(projectPath, "folder"), choice.folder);
    settings.setValue(keyOf(projectPath, "overlay"), choice.overlay ? textOf(*choice.overlay) : QString());
    settings.setValue(keyOf(projectPath, "targets"), names.join(QLatin1Char(' ')));
}

} // namespace fourplane::ui
