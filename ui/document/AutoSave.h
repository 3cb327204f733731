// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/document/RecoveryStore.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <chrono>
#include <memory>

namespace fourplane::ui {

class ProjectDocument;

/// Keeps a copy of a document with unsaved changes in a recovery folder, so that a crash loses at most the
/// last seconds. Never touches the file of the project. Writes on a thread of its own.
class AutoSave : public QObject
{
    Q_OBJECT

public:
    /// `document` must outlive it.
    AutoSave(ProjectDocument &document, const QString &folder, QObject *parent = nullptr);
    ~AutoSave() override;

    /// Writes when nothing has changed for `quiet`, and at the latest `longest` after a change. 2 s and 10 s
    /// unless set.
    void setDelays(std::chrono::milliseconds quiet, std::chrono::milliseconds longest);

    /// Writes what is pending and waits for it.
    void flush();

    /// Removes the copy: the document is saved or closed on purpose.
    void discard();

Q_SIGNALS:
    /// A copy was written.
    void written();
    /// A copy could not be written; a sentence that says why.
    void failed(const QString &message);

private:
    void schedule();
    void write();

    ProjectDocument &m_document;
    std::shared_ptr<RecoverySlot> m_slot;
    QThreadPool m_writer; ///< one thread: what was asked first is done first
    QTimer m_quiet;
    QTimer m_longest;
};

} // namespace fourplane::ui
