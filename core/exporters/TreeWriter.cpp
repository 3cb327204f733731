// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/FileSystem.h"
#include "core/base/Sha256.h"
#include "core/base/Text.h"
#include "core/exporters/ExportIndex.h"
#include "core/exporters/ExportTree.h"

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

/// Works out what has to change in a folder, and only then changes it.
class TreeWriter
{
public:
    TreeWriter(fs::path folder, bool overwrite)
        : m_folder(std::move(folder))
        , m_overwrite(overwrite)
    {
    }

    Result<void> write(const ExportTree &tree)
    {
        readOldIndex();
        for (const ExportedFile &file : tree.files)
            check(file);
        for (const auto &[path, hash] : m_oldHashes)
            checkStale(path, hash);
        if (!m_problems.empty())
            return failure(std::move(m_problems));
        return apply();
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

    bool isOurs(const std::string &relative, const std::string &bytes) const
    {
        const auto known = m_oldHashes.find(relative);
        return known != m_oldHashes.end() && known->second == sha256(bytes);
    }

    void check(const ExportedFile &file)
    {
        m_newPaths.insert(file.path);
        if (!isSafe(file.path))
            return;
        const auto bytes = present(file.path);
        if (bytes && *bytes == file.content)
            return;
        if (bytes && !m_overwrite && !isOurs(file.path, *bytes)) {
            problem("would-overwrite", "The file exists with other content and Fourplane did not write it.",
                "Move it away, or allow overwriting.", m_folder / file.path);
            return;
        }
        m_toWrite.push_back(&file);
    }

    void checkStale(const std::string &relative, const std::string &)
    {
        if (m_newPaths.count(relative) > 0 || relative == exportIndexPath || !isSafe(relative))
            return;
        const auto bytes = present(relative);
        if (!bytes)
            return;
        if (!m_overwrite && !isOurs(relative, *bytes)) {
            problem("would-overwrite",
                "The file is no longer part of the export, but it was edited after Fourplane wrote it.",
                "Move it away, or allow overwriting.", m_folder / relative);
            return;
        }
        m_toRemove.push_back(relative);
    }

    Result<void> apply()
    {
        const ExportedFile *index = nullptr;
        for (const ExportedFile *file : m_toWrite) {
            if (file->path == exportIndexPath)
                index = file;
            else if (auto written = writeOne(*file); !written)
                return written;
        }
        for (const std::string &relative : m_toRemove)
            removeWithEmptyFolders(relative);
        // The index comes last: until then it still describes the files that were there before.
        return index ? writeOne(*index) : Result<void> {};
    }

    Result<void> writeOne(const ExportedFile &file)
    {
        const fs::path path = m_folder / file.path;
        std::error_code error;
        fs::create_directories(path.parent_path(), error);
        if (error) {
            return failure("file-unwritable", "The folder cannot be made: " + error.message() + ".",
                "Choose a folder that you may write to.", { path.parent_path().string(), 0, 0, 0 });
        }
        return writeFileAtomically(path, file.content);
    }

    void removeWithEmptyFolders(const std::string &relative)
    {
        std::error_code error;
        fs::remove(m_folder / relative, error);
        fs::path parent = fs::path(relative).parent_path();
        while (!error && !parent.empty()) {
            fs::remove(m_folder / parent, error); // fails on a folder that is not empty
            parent = parent.parent_path();
        }
    }

    fs::path m_folder;
    bool m_overwrite;
    ExportHashes m_oldHashes;
    std::set<std::string> m_newPaths;
    std::vector<const ExportedFile *> m_toWrite;
    std::vector<std::string> m_toRemove;
    Diagnostics m_problems;
};

} // namespace

Result<void> writeTree(const ExportTree &tree, const fs::path &folder, bool overwrite)
{
    return TreeWriter(folder, overwrite).write(tree);
}

} // namespace fourplane
