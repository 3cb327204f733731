// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ElementId.h"

#include <QWidget>

#include <vector>

class QLabel;
class QScrollArea;

namespace fourplane::ui {

class InspectorForm;
class ProjectDocument;

/// Edits what is selected; says what to do when nothing is.
class InspectorPanel : public QWidget
{
    Q_OBJECT

public:
    explicit InspectorPanel(QWidget *parent = nullptr);

    void setDocument(ProjectDocument *document);
    void setSelection(const std::vector<ElementId> &ids);

    /// The form of the one element that is selected, or nullptr.
    InspectorForm *form() const { return m_form; }

private:
    void rebuild();
    InspectorForm *makeForm(const ElementId &id);
    QString hint() const;

    ProjectDocument *m_document = nullptr;
    QScrollArea *m_scroll;
    InspectorForm *m_form = nullptr;
    std::vector<ElementId> m_selection;
};

} // namespace fourplane::ui
