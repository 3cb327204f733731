// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/TreeComparison.h"

#include "core/base/FileSystem.h"
#include "core/base/Sha256.h"
#include "core/base/Text.h"
#include "core/exporters/ExportIndex.h"

#include <algorithm>
#include <optional>
#include <set>

namespace fourplane {

namespace {

namespace fs = std::filesystem;

/// A relative path of plain segments with '/' between them: nothing that leaves the folder or that a shell or
/// another file system would read differently.
bool isPlainRelativePath(const std::string &path)
{
    const std::vector<std::string> segments = split(path, '/');
    return std::all_of(segments.begin(), segments.end(), [](const std::string &segment) {
        const bool isPlain = std::all_of(segment.begin(), segment.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'
                || c == '_' || c == '.';
        });
        return isPlain && !segment.empty() && segment != "." && segment != "..";
    });
}

class TreeComparer
{
public:
    explicit TreeComparer(fs::path folder)
        : m_folder(std::move(folder))
    {
    }

    Result<std::vector<FileComparison>> compare(const ExportTree &tree)
    {
        readOldIndex();
        std::set<std::string> paths;
        for (const ExportedFile &file : tree.files) {
            paths.insert(file.path);
            if (isSafe(file.path))
                addWanted(file);
        }
        for (const auto &[path, hash] : m_oldHashes) {
            if (paths.count(path) == 0 && path != exportIndexPath && isSafe(path))
                addStale(path);
        }
        if (!m_problems.empty())
            return failure(std::move(m_problems));
        std::sort(m_compared.begin(), m_compared.end(),
            [](const FileComparison &a, const FileComparison &b) { return a.path < b.path; });
        return std::move(m_compared);
    }

private:
    void problem(std::string code, std::string message, std::string fix, const fs::path &where)
    {
        m_problems.push_back({ DiagnosticLevel::Fatal, std::move(code), std::move(message), std::move(fix),
            { where.string(), 0, 0, 0 } });
    }

    void readOldIndex()
    {
        const fs::path path = m_folder / exportIndexPath;
        std::error_code ignored;
        if (!isSafe(std::string(exportIndexPath)) || !fs::exists(fs::symlink_status(path, ignored)))
            return;
        const auto text = readTextFile(path);
        if (!text) {
            m_problems = text.error().diagnostics;
            return;
        }
        if (const auto hashes = readExportIndex(*text, path.string())) {
            m_oldHashes = *hashes;
            m_oldHashes[std::string(exportIndexPath)] = sha256(*text);
        }
    }

    /// True when the path stays inside the folder and passes no symbolic link on its way.
    bool isSafe(const std::string &relative)
    {
        if (!isPlainRelativePath(relative)) {
            problem("unsafe-path", "The path leaves the export folder or has characters that no export uses.",
                "Remove it from the index, or choose another folder.", m_folder / relative);
            return false;
        }
        fs::path path = m_folder;
        for (const std::string &segment : split(relative, '/')) {
            path /= segment;
            std::error_code ignored;
            if (fs::is_symlink(fs::symlink_status(path, ignored))) {
                problem("unsafe-path", "A symbolic link stands where the export writes.",
                    "Remove the link, or choose another folder.", path);
                return false;
            }
        }
        return true;
    }

    /// The bytes that stand at the path now; nothing when there is no file. Anything but a regular file is a
    /// problem.
    std::optional<std::string> present(const std::string &relative)
    {
        const fs::path path = m_folder / relative;
        std::error_code ignored;
        if (!fs::exists(fs::symlink_status(path, ignored)))
            return std::nullopt;
        auto text = readTextFile(path);
        if (!text) {
            m_problems.insert(
                m_problems.end(), text.error().diagnostics.begin(), text.error().diagnostics.end());
            return std::nullopt;
        }
        return std::move(*text);
    }

    void addWanted(const ExportedFile &file)
    {
        const auto bytes = present(file.path);
        const auto known = m_oldHashes.find(file.path);
        const bool wasExported = known != m_oldHashes.end();
        FileState state = FileState::Same;
        if (!bytes)
            state = wasExported ? FileState::Deleted : FileState::New;
        else if (*bytes == file.content)
            state = FileState::Same;
        else if (!wasExported)
            state = FileState::Foreign;
        else if (known->second == sha256(*bytes))
            state = FileState::Changed;
        else
            state = known->second == sha256(file.content) ? FileState::Edited : FileState::Conflict;
        m_compared.push_back({ file.path, state, bytes.value_or(std::string()), file.content });
    }

    void addStale(const std::string &relative)
    {
        const auto bytes = present(relative);
        if (!bytes)
            return;
        const bool isOurs = m_oldHashes.at(relative) == sha256(*bytes);
        m_compared.push_back({ relative, isOurs ? FileState::Stale : FileState::StaleEdited, *bytes, {} });
    }

    fs::path m_folder;
    ExportHashes m_oldHashes;
    std::vector<FileComparison> m_compared;
    Diagnostics m_problems;
};

} // namespace

bool needsConsent(FileState state)
{
    return state == FileState::Edited || state == FileState::Conflict || state == FileState::Foreign
        || state == FileState::StaleEdited;
}

Result<std::vector<FileComparison>> compareTree(const ExportTree &tree, const fs::path &folder)
{
    return TreeComparer(folder).compare(tree);
}

Result<std::vector<FileComparison>> extraFiles(
    const std::vector<FileComparison> &compared, const fs::path &folder)
{
    std::set<std::string> known;
    for (const FileComparison &file : compared)
        known.insert(file.path);
    std::vector<FileComparison> extra;
    std::error_code error;
    if (!fs::exists(folder, error))
        return extra;
    fs::recursive_directory_iterator place(folder, error);
    for (; !error && place != fs::recursive_directory_iterator(); place.increment(error)) {
        if (place->path().filename() == ".git") {
            place.disable_recursion_pending();
            continue;
        }
        const std::string relative = place->path().lexically_relative(folder).generic_string();
        std::error_code ignored;
        if (fs::is_directory(place->symlink_status(ignored)) || known.count(relative) > 0)
            continue;
        extra.push_back({ relative, FileState::Extra, {}, {} });
    }
    if (error)
        return failure("file-unreadable", "The folder cannot be read: " + error.message() + ".",
            "Choose a folder that you may read.", { folder.string(), 0, 0, 0 });
    std::sort(extra.begin(), extra.end(),
        [](const FileComparison &a, const FileComparison &b) { return a.path < b.path; });
    return extra;
}

} // namespace fourplane
