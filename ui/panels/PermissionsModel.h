// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/Edit.h"

#include <QAbstractTableModel>

#include <vector>

namespace fourplane::ui {

class ProjectDocument;

/// The allow rules of a project as a table. Cells are edited as text; what a text means and what is wrong
/// with it are asked here, the edit itself is made by whoever knows which rules are meant.
class PermissionsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        From,
        To,
        Ports,
        Methods,
        Paths,
        Pattern,
        Context,
        Realises,
        ColumnCount
    };

    explicit PermissionsModel(QObject *parent = nullptr);

    void setDocument(ProjectDocument *document);

    /// The rule in a row.
    const ElementId &ruleAt(int row) const { return m_rules.at(static_cast<std::size_t>(row)); }

    /// What is wrong with this text in this column, in words; empty when it can be taken.
    QString fault(Column column, const QString &text) const;

    /// The edit that puts `text`, which has no fault, into this column of these rules.
    Edit editOf(Column column, const std::vector<ElementId> &rules, const QString &text) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    /// Emits textEntered(); the model changes when the document does.
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

Q_SIGNALS:
    /// Somebody left the editor of a cell.
    void textEntered(int row, int column, const QString &text);

private:
    void rebuild();
    QString text(const AllowRule &rule, int column) const;

    ProjectDocument *m_document = nullptr;
    std::vector<ElementId> m_rules;
};

} // namespace fourplane::ui
