// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exporters/TreeComparison.h"

#include <QAbstractItemModel>

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace fourplane::ui {

/// A file of an export as the tree lists it.
struct ExportFileRow
{
    QString path;
    std::optional<FileState> state; ///< nothing without a folder to compare with
    int problems = 0;

    bool operator==(const ExportFileRow &) const = default;
};

/// The files of an export as a tree of folders. A folder counts the problems below it.
class ExportFilesModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Role
    {
        PathRole = Qt::UserRole, ///< relative to the export's folder
        IsFileRole,
        StateRole, ///< int of FileState; none where nothing is known
        ProblemsRole,
        MarkedRole, ///< a file that realises what is selected, or a folder with one
    };

    explicit ExportFilesModel(QObject *parent = nullptr);
    ~ExportFilesModel() override;

    /// Lists these, which are sorted by path. Rows keep their identity where the paths are as before.
    void setFiles(std::vector<ExportFileRow> files);

    /// Marks files, by path.
    void setMarked(const std::set<QString> &paths);

    const std::set<QString> &marked() const { return m_marked; }

    const std::vector<ExportFileRow> &files() const { return m_files; }

    /// Of a file or folder; invalid when there is none.
    QModelIndex indexOf(const QString &path) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    struct Node;

    void build();
    const Node *nodeOf(const QModelIndex &index) const;
    QModelIndex indexOf(const Node *node) const;
    const ExportFileRow *fileOf(const Node &node) const;
    QVariant fileData(const ExportFileRow &file, int role) const;

    std::vector<ExportFileRow> m_files;
    std::unique_ptr<Node> m_root;
    std::map<QString, Node *> m_nodes; ///< by path
    std::set<QString> m_marked; ///< with the folders above
};

} // namespace fourplane::ui
