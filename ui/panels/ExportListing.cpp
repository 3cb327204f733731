// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/ExportListing.h"

#include <algorithm>

namespace fourplane::ui {

namespace {

/// The entry of a list sorted by path; nullptr when it has none.
template <class T>
const T *atPath(const std::vector<T> &list, const std::string &path)
{
    const auto found = std::lower_bound(list.begin(), list.end(), path,
        [](const T &entry, const std::string &wanted) { return entry.path < wanted; });
    return found != list.end() && found->path == path ? &*found : nullptr;
}

bool concerns(const ExportedFile &file, const std::set<std::string> &ids)
{
    return std::any_of(file.sources.begin(), file.sources.end(),
        [&ids](const std::string &source) { return ids.count(source) > 0; });
}

} // namespace

ExportListing::ExportListing(std::shared_ptr<const ExportPreview> preview)
    : m_preview(std::move(preview))
    , m_problems(problemsOf(*m_preview))
{
    for (std::size_t i = 0; i < m_problems.size(); ++i) {
        for (const std::string &id : m_problems[i].elements)
            m_problemsOf[id].push_back(i);
    }
}

std::set<std::size_t> ExportListing::problemsAt(const ExportedFile &file) const
{
    std::set<std::size_t> found;
    for (const std::string &source : file.sources) {
        if (const auto entry = m_problemsOf.find(source); entry != m_problemsOf.end())
            found.insert(entry->second.begin(), entry->second.end());
    }
    return found;
}

std::vector<ExportFileRow> ExportListing::rows() const
{
    std::map<std::string, ExportFileRow> rows;
    if (!m_preview)
        return {};
    for (const ExportedFile &file : m_preview->attempt.tree.files) {
        ExportFileRow &row = rows[file.path];
        row.path = QString::fromStdString(file.path);
        row.problems = static_cast<int>(problemsAt(file).size());
    }
    for (const FileComparison &file : m_preview->comparison) {
        ExportFileRow &row = rows[file.path];
        row.path = QString::fromStdString(file.path);
        row.state = file.state;
    }
    std::vector<ExportFileRow> sorted;
    for (auto &[path, row] : rows)
        sorted.push_back(std::move(row));
    return sorted;
}

std::optional<ExportFileContent> ExportListing::contentOf(const QString &path) const
{
    if (!m_preview)
        return std::nullopt;
    const std::string key = path.toStdString();
    const ExportedFile *file = atPath(m_preview->attempt.tree.files, key);
    const FileComparison *comparison = atPath(m_preview->comparison, key);
    if (!file && !comparison)
        return std::nullopt;
    ExportFileContent content;
    content.file.path = key;
    if (file) {
        content.file = *file;
        for (const std::size_t i : problemsAt(*file))
            content.problems.push_back(m_problems[i]);
    }
    if (comparison)
        content.comparison = *comparison;
    return content;
}

QString ExportListing::firstFile() const
{
    if (!m_preview || m_preview->attempt.tree.files.empty())
        return {};
    const auto &files = m_preview->attempt.tree.files;
    const auto first = std::find_if(files.begin(), files.end(),
        [](const ExportedFile &file) { return file.path.find("/network/") != std::string::npos; });
    return QString::fromStdString(first == files.end() ? files.front().path : first->path);
}

std::set<QString> ExportListing::filesOf(const std::set<std::string> &draftIds) const
{
    std::set<QString> paths;
    if (!m_preview)
        return paths;
    for (const ExportedFile &file : m_preview->attempt.tree.files) {
        if (concerns(file, draftIds))
            paths.insert(QString::fromStdString(file.path));
    }
    return paths;
}

} // namespace fourplane::ui
