// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/Edit.h"
#include "ui/document/ProjectDocument.h"

#include <QUndoCommand>

namespace fourplane::ui {

/// The only undo command: an Edit and its inverse. Undoing and redoing apply one and keep the other. Commands
/// of one MergeSession become one; a command whose net effect is nothing marks itself obsolete.
class EditCommand : public QUndoCommand
{
public:
    /// Takes an edit that has been applied already: the first redo() does nothing.
    EditCommand(ProjectDocument &document, Edit edit, Edit inverse, MergeSession session);

    int id() const override;
    void undo() override;
    void redo() override;
    bool mergeWith(const QUndoCommand *other) override;

private:
    ProjectDocument &m_document;
    Edit m_edit;
    Edit m_inverse;
    MergeSession m_session = 0;
    bool m_applied = true;
};

} // namespace fourplane::ui
