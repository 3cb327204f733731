// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/ExportFilesModel.h"

#include "ui/panels/DifferenceText.h"

#include <algorithm>

namespace fourplane::ui {

struct ExportFilesModel::Node
{
    QString name;
    QString path;
    Node *parent = nullptr;
    int row = 0;
    int file = -1; ///< index of a file; -1 = a folder
    int problems = 0; ///< at it and below it
    std::vector<std::unique_ptr<Node>> children;
};

ExportFilesModel::ExportFilesModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<Node>())
{
}

ExportFilesModel::~ExportFilesModel() = default;

void ExportFilesModel::setFiles(std::vector<ExportFileRow> files)
{
    const bool isSameTree = std::equal(files.begin(), files.end(), m_files.begin(), m_files.end(),
        [](const ExportFileRow &a, const ExportFileRow &b) { return a.path == b.path; });
    if (!isSameTree)
        beginResetModel();
    m_files = std::move(files);
    if (!isSameTree)
        build();
    for (auto &[path, node] : m_nodes)
        node->problems = 0;
    for (const ExportFileRow &file : m_files) {
        for (Node *node = m_nodes.at(file.path); node; node = node->parent)
            node->problems += file.problems;
    }
    if (!isSameTree) {
        endResetModel();
        return;
    }
    for (const auto &[path, node] : m_nodes) {
        const QModelIndex index = indexOf(node);
        Q_EMIT dataChanged(index, index);
    }
}

void ExportFilesModel::build()
{
    m_root = std::make_unique<Node>();
    m_nodes.clear();
    for (std::size_t i = 0; i < m_files.size(); ++i) {
        Node *place = m_root.get();
        QString path;
        for (const QString &segment : m_files[i].path.split(QLatin1Char('/'))) {
            path += (path.isEmpty() ? QString() : QStringLiteral("/")) + segment;
            Node *&known = m_nodes[path];
            if (!known) {
                auto node = std::make_unique<Node>();
                node->name = segment;
                node->path = path;
                node->parent = place;
                known = node.get();
                place->children.push_back(std::move(node));
            }
            place = known;
        }
        place->file = static_cast<int>(i);
    }
    const auto order = [](const auto &self, Node &node) -> void {
        std::stable_sort(node.children.begin(), node.children.end(),
            [](const auto &a, const auto &b) { return a->children.empty() < b->children.empty(); });
        for (std::size_t i = 0; i < node.children.size(); ++i) {
            node.children[i]->row = static_cast<int>(i);
            self(self, *node.children[i]);
        }
    };
    order(order, *m_root);
}

void ExportFilesModel::setMarked(const std::set<QString> &paths)
{
    std::set<QString> marked;
    for (const QString &path : paths) {
        for (qsizetype end = path.size(); end > 0; end = path.lastIndexOf(QLatin1Char('/'), end - 1))
            marked.insert(path.left(end));
    }
    std::swap(m_marked, marked);
    for (const std::set<QString> *changed : { &marked, &m_marked }) {
        for (const QString &path : *changed) {
            if (const QModelIndex index = indexOf(path); index.isValid())
                Q_EMIT dataChanged(index, index, { MarkedRole });
        }
    }
}

QModelIndex ExportFilesModel::indexOf(const QString &path) const
{
    const auto found = m_nodes.find(path);
    return found == m_nodes.end() ? QModelIndex() : indexOf(found->second);
}

QModelIndex ExportFilesModel::indexOf(const Node *node) const
{
    return node == m_root.get() ? QModelIndex() : createIndex(node->row, 0, node);
}

const ExportFilesModel::Node *ExportFilesModel::nodeOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<const Node *>(index.constInternalPointer()) : m_root.get();
}

const ExportFileRow *ExportFilesModel::fileOf(const Node &node) const
{
    return node.file < 0 ? nullptr : &m_files[static_cast<std::size_t>(node.file)];
}

QModelIndex ExportFilesModel::index(int row, int column, const QModelIndex &parent) const
{
    const Node *node = nodeOf(parent);
    if (column != 0 || row < 0 || row >= static_cast<int>(node->children.size()))
        return {};
    return createIndex(row, column, node->children[static_cast<std::size_t>(row)].get());
}

QModelIndex ExportFilesModel::parent(const QModelIndex &index) const
{
    return index.isValid() ? indexOf(nodeOf(index)->parent) : QModelIndex();
}

int ExportFilesModel::rowCount(const QModelIndex &parent) const
{
    return static_cast<int>(nodeOf(parent)->children.size());
}

int ExportFilesModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant ExportFilesModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Node &node = *nodeOf(index);
    const ExportFileRow *file = fileOf(node);
    switch (role) {
    case Qt::DisplayRole:
        return node.name;
    case PathRole:
        return node.path;
    case IsFileRole:
        return file != nullptr;
    case ProblemsRole:
        return node.problems;
    case MarkedRole:
        return m_marked.count(node.path) > 0;
    default:
        return file ? fileData(*file, role) : QVariant();
    }
}

QVariant ExportFilesModel::fileData(const ExportFileRow &file, int role) const
{
    QStringList words;
    switch (role) {
    case StateRole:
        return file.state ? QVariant(static_cast<int>(*file.state)) : QVariant();
    case Qt::ToolTipRole:
        return file.state ? file.path + QLatin1Char('\n') + stateSentence(*file.state) : file.path;
    case Qt::AccessibleTextRole:
        words.append(file.path);
        if (file.state)
            words.append(stateWord(*file.state));
        if (file.problems > 0)
            words.append(tr("%n problems", nullptr, file.problems));
        return words.join(QStringLiteral(", "));
    default:
        return {};
    }
}

} // namespace fourplane::ui
