// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ElementId.h"
#include "ui/theme/Theme.h"

#include <QWidget>

#include <vector>

class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;
class QStackedWidget;
class QTableView;

namespace fourplane::ui {

class PermissionsModel;
class ProjectDocument;

/// The policy editor: every permission in a row, with search and sort. Editing a cell while several rows are
/// chosen changes all of them in one undo step.
class PermissionsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit PermissionsPanel(QWidget *parent = nullptr);

    void setDocument(ProjectDocument *document);

    QTableView *table() const { return m_table; }

Q_SIGNALS:
    /// The current row changed: the ends of its rule.
    void pairChosen(const fourplane::ElementId &source, const fourplane::ElementId &destination);
    /// Something entered could not be taken; a sentence for the status bar.
    void noticed(const QString &message);

private:
    std::vector<ElementId> chosenRules() const;
    void take(int row, int column, const QString &text);
    void removeChosen();
    void permitDeclared();
    void update();

    ProjectDocument *m_document = nullptr;
    PermissionsModel *m_model;
    QSortFilterProxyModel *m_sorted;
    QStackedWidget *m_stack;
    QLineEdit *m_search;
    QPushButton *m_permitDeclared;
    QPushButton *m_remove;
    QTableView *m_table;
};

} // namespace fourplane::ui
