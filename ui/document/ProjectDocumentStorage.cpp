// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/ProjectFile.h"
#include "ui/document/ProjectDocument.h"

#include <QFile>

namespace fourplane::ui {

namespace {

std::filesystem::path toStdPath(const QString &path)
{
    return QFile::encodeName(path).toStdString();
}

} // namespace

Result<void> ProjectDocument::load(const QString &path)
{
    Result<LoadedProject> loaded = loadProject(toStdPath(path));
    if (!loaded)
        return tl::make_unexpected(loaded.error());
    m_diagnostics = std::move(loaded->diagnostics);
    adopt(std::move(loaded->project), path);
    return {};
}

Result<void> ProjectDocument::save(const QString &path)
{
    Result<void> saved = saveProject(toStdPath(path), m_project);
    if (!saved)
        return saved;
    if (m_path != path) {
        m_path = path;
        Q_EMIT pathChanged(m_path);
    }
    m_stack.setClean();
    return {};
}

} // namespace fourplane::ui
