// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>

class QSettings;

namespace fourplane::ui {

/// The projects that were opened last, newest first, remembered in the settings.
class RecentFiles
{
public:
    static constexpr int most = 10;

    explicit RecentFiles(QSettings &settings);

    /// Those that still exist.
    QStringList paths() const;
    void add(const QString &path);
    void clear();

private:
    QSettings &m_settings;
};

} // namespace fourplane::ui
