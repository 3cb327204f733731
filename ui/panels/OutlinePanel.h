// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ElementId.h"
#include "ui/theme/Theme.h"

#include <QWidget>

#include <vector>

class QLineEdit;
class QTreeWidget;
class QTreeWidgetItem;

namespace fourplane::ui {

class ProjectDocument;

/// Everything in the project as a tree: namespaces with their workloads, what lies outside. The non-visual
/// twin of the canvas.
class OutlinePanel : public QWidget
{
    Q_OBJECT

public:
    explicit OutlinePanel(QWidget *parent = nullptr);

    void setDocument(ProjectDocument *document);
    void setTheme(const Theme &theme);

    /// Shows this selection without emitting selectionRequested().
    void showSelection(const std::vector<ElementId> &ids);

Q_SIGNALS:
    void selectionRequested(const std::vector<fourplane::ElementId> &ids);

private:
    void rebuild();
    void addUndrawn();
    QTreeWidgetItem *addItem(QTreeWidgetItem *parent, const ElementId &id, const QString &text,
        const QString &icon, const QString &detail);
    void filter(const QString &query);

    ProjectDocument *m_document = nullptr;
    QLineEdit *m_search;
    QTreeWidget *m_tree;
    Theme m_theme;
    std::vector<ElementId> m_selection;
    bool m_updating = false;
};

} // namespace fourplane::ui
