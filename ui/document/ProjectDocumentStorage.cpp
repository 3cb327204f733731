// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/FileSystem.h"
#include "core/base/Sha256.h"
#include "core/storage/ProjectFile.h"
#include "ui/document/FilePaths.h"
#include "ui/document/ProjectDocument.h"

#include <QFile>

namespace fourplane::ui {

namespace {

/// A project and the digest of the bytes that it was read from.
struct ReadFile
{
    LoadedProject loaded;
    std::string digest;
};

Result<ReadFile> readFile(const QString &path)
{
    const std::filesystem::path file = toStdPath(path);
    Result<std::string> text = readTextFile(file);
    if (!text)
        return tl::make_unexpected(text.error());
    Result<LoadedProject> loaded = parseProject(*text, file.string());
    if (!loaded)
        return tl::make_unexpected(loaded.error());
    return ReadFile { std::move(*loaded), sha256(*text) };
}

} // namespace

Result<void> ProjectDocument::load(const QString &path)
{
    Result<ReadFile> file = readFile(path);
    if (!file)
        return tl::make_unexpected(file.error());
    m_diagnostics = std::move(file->loaded.diagnostics);
    m_fileDigest = file->digest;
    adopt(std::move(file->loaded.project), path);
    return {};
}

Result<void> ProjectDocument::save(const QString &path)
{
    const std::string text = writeProject(m_project);
    Result<void> saved = writeFileAtomically(toStdPath(path), text);
    if (!saved)
        return saved;
    m_fileDigest = sha256(text);
    m_saved = m_project;
    if (m_path != path) {
        m_path = path;
        Q_EMIT pathChanged(m_path);
    }
    m_stack.setClean();
    return {};
}

void ProjectDocument::setRecoveredProject(Project project, const QString &path, const std::string &fileDigest)
{
    m_diagnostics.clear();
    adopt(std::move(project), path);
    m_fileDigest = fileDigest;
    // What the work began with is only known while the file still holds it.
    Result<ReadFile> file = path.isEmpty() ? failure("no-file", "Never saved.") : readFile(path);
    m_saved = file && file->digest == fileDigest ? std::move(file->loaded.project) : Project();
    m_stack.resetClean();
}

bool ProjectDocument::isFileChanged() const
{
    if (m_path.isEmpty())
        return false;
    const Result<std::string> text = readTextFile(toStdPath(m_path));
    return !text || sha256(*text) != m_fileDigest;
}

Result<Project> ProjectDocument::acknowledgeFile()
{
    Result<ReadFile> file = readFile(m_path);
    if (!file)
        return tl::make_unexpected(file.error());
    m_fileDigest = file->digest;
    m_saved = file->loaded.project;
    return std::move(file->loaded.project);
}

} // namespace fourplane::ui
