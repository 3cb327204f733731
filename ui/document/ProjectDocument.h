// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Diagnostic.h"
#include "core/base/Result.h"
#include "core/project/Edit.h"

#include <QObject>
#include <QString>
#include <QUndoStack>

namespace fourplane::ui {

class EditCommand;

/// Edits with the same session, one right after the other, become one undo step: a drag, or the typing into
/// one field. 0 is no session.
using MergeSession = int;

/// The open project: owns the Project and its undo history. Every change of the project goes through apply(),
/// so everything can be undone. Holds no widget.
class ProjectDocument : public QObject
{
    Q_OBJECT

public:
    explicit ProjectDocument(QObject *parent = nullptr);
    ~ProjectDocument() override;

    const Project &project() const { return m_project; }

    QUndoStack &undoStack() { return m_stack; }

    /// File of the project; empty when it was never saved.
    const QString &path() const { return m_path; }

    /// What the reader had to say about the file that was loaded last.
    const Diagnostics &diagnostics() const { return m_diagnostics; }

    /// True when the project differs from what is on disk.
    bool isModified() const;

    /// Applies `edit` as one undo step named `edit.label`. An edit that changes nothing leaves the history
    /// alone. Returns whether anything changed.
    bool apply(const Edit &edit, MergeSession session = 0);

    /// A session that no other edit has.
    MergeSession newMergeSession();

    /// Takes over a project with an empty history and no path, not modified: nothing is lost with it.
    void setProject(Project project);

    /// The same for a project worth keeping that is in no file yet, such as an imported one: it counts as
    /// modified.
    void setUnsavedProject(Project project);

    /// The same for the copy of a project that was recovered: it belongs to `path`, which may be empty, and
    /// counts as modified. `fileDigest` is what fileDigest() was when the copy was made: when the file holds
    /// something else by now, isFileChanged() says so.
    void setRecoveredProject(Project project, const QString &path, const std::string &fileDigest);

    /// SHA-256 of the bytes that were last read from the file or written to it; empty without a file.
    const std::string &fileDigest() const { return m_fileDigest; }

    /// The project as it was when it was last read or written; an empty one when nobody knows.
    const Project &savedProject() const { return m_saved; }

    /// True when the file holds something else than was last read or written, or is gone: somebody else
    /// changed it. False without a file.
    bool isFileChanged() const;

    /// Takes note of what the file holds now, so that isFileChanged() is false until it changes again, and
    /// gives the project in it. The document stays as it is. Errors as load().
    Result<Project> acknowledgeFile();

    /// Reads `path` through core/storage. On failure the document stays as it was.
    Result<void> load(const QString &path);

    /// Writes to `path` and makes it the document's path.
    Result<void> save(const QString &path);

Q_SIGNALS:
    /// The project changed by an edit, an undo or a redo.
    void changed(const fourplane::ChangeSet &changes);
    /// Another project is in the document: everything may differ.
    void reset();
    void pathChanged(const QString &path);
    void modifiedChanged(bool modified);

private:
    friend class EditCommand;
    /// Applies without recording; gives the inverse. Only EditCommand and apply() may call it.
    AppliedEdit swap(const Edit &edit);
    void adopt(Project project, const QString &path);

    Project m_project;
    Project m_saved;
    std::string m_fileDigest;
    QUndoStack m_stack;
    QString m_path;
    Diagnostics m_diagnostics;
    MergeSession m_lastSession = 0;
};

} // namespace fourplane::ui
