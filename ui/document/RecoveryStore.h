// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Result.h"
#include "core/project/Project.h"

#include <QDateTime>
#include <QString>

#include <memory>
#include <string>
#include <vector>

class QLockFile;

namespace fourplane::ui {

/// A copy of a project on which somebody worked when the program ended without being closed.
struct RecoverableProject
{
    QString file; ///< the copy
    QString originalPath; ///< file of the project; empty when it was never saved
    std::string fileDigest; ///< SHA-256 of what was in that file when the work began; may be empty
    QDateTime written;
};

/// Where one running program keeps the copy of its project. Its lock tells others that it is in use. Not to
/// be used from two threads at once.
class RecoverySlot
{
public:
    explicit RecoverySlot(const QString &folder);
    ~RecoverySlot();

    /// Replaces the copy, atomically: a crash leaves the old or the new one. Error: "file-unwritable".
    Result<void> write(const Project &project, const QString &originalPath, const std::string &fileDigest);

    /// Removes the copy: everything is saved, or given up on purpose.
    void clear();

private:
    QString m_file;
    std::unique_ptr<QLockFile> m_lock;
};

/// The copies in `folder` that no running program holds, newest first.
std::vector<RecoverableProject> abandonedCopies(const QString &folder);

/// Reads a copy. Errors as loadProject.
Result<Project> readCopy(const RecoverableProject &copy);

/// Removes a copy for good.
void removeCopy(const RecoverableProject &copy);

} // namespace fourplane::ui
