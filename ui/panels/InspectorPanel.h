// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ElementId.h"

#include <QWidget>

#include <vector>

class QLabel;
class QScrollArea;
class QTabBar;

namespace fourplane::ui {

class ElementTextPane;
class InspectorForm;
class ProjectDocument;
struct Theme;

/// Edits what is selected: a form with what one changes often, for several elements of a kind too, and all
/// fields as text. Says what to do when nothing is selected; all fields are those of the project then.
class InspectorPanel : public QWidget
{
    Q_OBJECT

public:
    explicit InspectorPanel(QWidget *parent = nullptr);

    void setDocument(ProjectDocument *document);
    void setSelection(const std::vector<ElementId> &ids);
    void setTheme(const Theme &theme);
    /// Turns to the page with all fields and gives it the keyboard.
    void showAllFields();

    /// The form of what is selected, or nullptr.
    InspectorForm *form() const { return m_form; }

Q_SIGNALS:
    /// Somebody wants to see another element, which need not be on the canvas.
    void elementChosen(const fourplane::ElementId &id);

private:
    void rebuild();
    void showPage();
    InspectorForm *makeForm(const ElementId &id);
    QString hint() const;

    ProjectDocument *m_document = nullptr;
    QTabBar *m_pages;
    QScrollArea *m_scroll;
    ElementTextPane *m_text;
    QScrollArea *m_textScroll;
    InspectorForm *m_form = nullptr;
    std::vector<ElementId> m_selection;
};

} // namespace fourplane::ui
