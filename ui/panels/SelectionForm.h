// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/panels/InspectorForm.h"

#include <vector>

namespace fourplane::ui {

/// Edits several elements of one kind at once: what they have in common is shown, what differs stays empty
/// ("mixed") until one value is chosen for all of them. Each choice is one edit.
class SelectionForm : public InspectorForm
{
    Q_OBJECT

public:
    /// `ids` are workloads, namespaces, outside endpoints or flows, at least two; see editableTogether().
    SelectionForm(ProjectDocument &document, std::vector<ElementId> ids, QWidget *parent);

    bool isAlive() const override;

private:
    void addWorkloadFields();
    void addNamespaceFields();
    void addExternalFields();
    void addFlowFields();
    std::string changeLabel(const QString &field) const;

    template <class T, class Read, class Write>
    void addShared(const ElementMap<T> &(*elements)(const Project &), const QString &label, const char *name,
        const QString &explanation, const QList<FormOption> &options, Read read, Write write);

    std::vector<ElementId> m_ids;
};

/// The elements of a selection that a SelectionForm edits: the workloads where there are several of them, or
/// else the namespaces, the outside endpoints or the flows. Empty when there are not two of a kind.
std::vector<ElementId> editableTogether(const Project &project, const std::vector<ElementId> &selection);

} // namespace fourplane::ui
