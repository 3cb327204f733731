// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFile>
#include <QString>

#include <filesystem>

namespace fourplane::ui {

/// A path of Qt's as core takes it, in the encoding of the file system.
inline std::filesystem::path toStdPath(const QString &path)
{
    return QFile::encodeName(path).toStdString();
}

} // namespace fourplane::ui
