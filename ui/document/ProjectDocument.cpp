// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/document/ProjectDocument.h"

#include "ui/document/EditCommand.h"

#include <utility>

namespace fourplane::ui {

ProjectDocument::ProjectDocument(QObject *parent)
    : QObject(parent)
{
    connect(
        &m_stack, &QUndoStack::cleanChanged, this, [this](bool clean) { Q_EMIT modifiedChanged(!clean); });
}

ProjectDocument::~ProjectDocument()
{
    // The stack's own clearing would emit into a half-destroyed document.
    m_stack.disconnect(this);
}

bool ProjectDocument::isModified() const
{
    return !m_stack.isClean();
}

bool ProjectDocument::apply(const Edit &edit, MergeSession session)
{
    AppliedEdit applied = fourplane::apply(m_project, edit);
    if (applied.changes.isEmpty())
        return false;
    m_stack.push(new EditCommand(*this, edit, std::move(applied.inverse), session));
    Q_EMIT changed(applied.changes);
    return true;
}

MergeSession ProjectDocument::newMergeSession()
{
    return ++m_lastSession;
}

AppliedEdit ProjectDocument::swap(const Edit &edit)
{
    AppliedEdit applied = fourplane::apply(m_project, edit);
    if (!applied.changes.isEmpty())
        Q_EMIT changed(applied.changes);
    return applied;
}

void ProjectDocument::adopt(Project project, const QString &path)
{
    m_project = std::move(project);
    m_saved = m_project;
    m_stack.clear();
    if (m_path != path) {
        m_path = path;
        Q_EMIT pathChanged(m_path);
    }
    Q_EMIT reset();
}

void ProjectDocument::setProject(Project project)
{
    m_diagnostics.clear();
    m_fileDigest.clear();
    adopt(std::move(project), QString());
}

void ProjectDocument::setUnsavedProject(Project project)
{
    setProject(std::move(project));
    m_stack.resetClean();
}

} // namespace fourplane::ui
