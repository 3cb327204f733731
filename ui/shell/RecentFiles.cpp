// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/RecentFiles.h"

#include <QFileInfo>
#include <QSettings>

namespace fourplane::ui {

namespace {

const QString key = QStringLiteral("recentFiles");

} // namespace

RecentFiles::RecentFiles(QSettings &settings)
    : m_settings(settings)
{
}

QStringList RecentFiles::paths() const
{
    QStringList existing;
    for (const QString &path : m_settings.value(key).toStringList()) {
        if (QFileInfo::exists(path))
            existing.append(path);
    }
    return existing;
}

void RecentFiles::add(const QString &path)
{
    QStringList all = m_settings.value(key).toStringList();
    const QString absolute = QFileInfo(path).absoluteFilePath();
    all.removeAll(absolute);
    all.prepend(absolute);
    m_settings.setValue(key, all.mid(0, most));
}

void RecentFiles::clear()
{
    m_settings.remove(key);
}

} // namespace fourplane::ui
