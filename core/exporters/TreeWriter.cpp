// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/FileSystem.h"
#include "core/exporters/ExportIndex.h"
#include "core/exporters/ExportTree.h"
#include "core/exporters/TreeComparison.h"

namespace fourplane {

namespace {

namespace fs = std::filesystem;

/// Why a file stays as it is unless overwriting is allowed.
std::string obstacle(FileState state)
{
    switch (state) {
    case FileState::Edited:
        return "The file was edited after Fourplane wrote it; the design has not changed there.";
    case FileState::Conflict:
        return "The file was edited after Fourplane wrote it, and the design has changed there too.";
    case FileState::StaleEdited:
        return "The file is no longer part of the export, but it was edited after Fourplane wrote it.";
    default:
        return "The file exists with other content and Fourplane did not write it.";
    }
}

Result<void> writeOne(const fs::path &folder, const FileComparison &file)
{
    const fs::path path = folder / file.path;
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    if (error) {
        return failure("file-unwritable", "The folder cannot be made: " + error.message() + ".",
            "Choose a folder that you may write to.", { path.parent_path().string(), 0, 0, 0 });
    }
    return writeFileAtomically(path, file.wanted);
}

void removeWithEmptyFolders(const fs::path &folder, const std::string &relative)
{
    std::error_code error;
    fs::remove(folder / relative, error);
    fs::path parent = fs::path(relative).parent_path();
    while (!error && !parent.empty()) {
        fs::remove(folder / parent, error); // fails on a folder that is not empty
        parent = parent.parent_path();
    }
}

} // namespace

Result<void> writeTree(const ExportTree &tree, const fs::path &folder, bool overwrite)
{
    const auto compared = compareTree(tree, folder);
    if (!compared)
        return tl::make_unexpected(compared.error());
    Diagnostics problems;
    for (const FileComparison &file : *compared) {
        if (!overwrite && needsConsent(file.state))
            problems.push_back({ DiagnosticLevel::Fatal, "would-overwrite", obstacle(file.state),
                "Move it away, or allow overwriting (--overwrite).",
                { (folder / file.path).string(), 0, 0, 0 } });
    }
    if (!problems.empty())
        return failure(std::move(problems));
    const FileComparison *index = nullptr;
    for (const FileComparison &file : *compared) {
        if (file.state == FileState::Same || file.state == FileState::Stale
            || file.state == FileState::StaleEdited)
            continue;
        if (file.path == exportIndexPath)
            index = &file;
        else if (auto written = writeOne(folder, file); !written)
            return written;
    }
    for (const FileComparison &file : *compared) {
        if (file.state == FileState::Stale || file.state == FileState::StaleEdited)
            removeWithEmptyFolders(folder, file.path);
    }
    // The index comes last: until then it still describes the files that were there before.
    return index ? writeOne(folder, *index) : Result<void> {};
}

} // namespace fourplane
