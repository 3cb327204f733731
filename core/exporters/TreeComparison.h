// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/EnumNames.h"
#include "core/base/Result.h"
#include "core/exporters/ExportTree.h"

#include <filesystem>
#include <string>
#include <vector>

namespace fourplane {

/// How a file stands between the last export (its hash in the folder's index.json), the folder, and what
/// would be written now.
enum class FileState
{
    Same, ///< the folder holds what would be written
    New, ///< nothing is there yet
    Deleted, ///< an earlier export wrote it, and it is gone; would be written again
    Changed, ///< as last exported; the design has changed
    Stale, ///< as last exported; no longer part of the export, would be removed
    Edited, ///< edited since the last export; the design says what it said then
    Conflict, ///< edited since the last export, and the design says something else now
    Foreign, ///< no export wrote what is there
    StaleEdited, ///< no longer part of the export, but edited since the last one
    Extra, ///< in the folder, and never part of an export
};

template <>
struct EnumNames<FileState>
{
    static constexpr std::array<std::string_view, 10> names { "same", "new", "deleted", "changed", "stale",
        "edited", "conflict", "foreign", "stale-edited", "extra" };
};

/// True when writing would destroy what Fourplane did not write.
bool needsConsent(FileState state);

struct FileComparison
{
    std::string path; ///< relative to the folder
    FileState state = FileState::Same;
    std::string present; ///< bytes in the folder; empty where there are none
    std::string wanted; ///< bytes that would be written; empty where it would be removed
};

/// Every file of the tree and of the folder's index, sorted by path. Writes nothing, follows no symbolic
/// link. Errors: "unsafe-path" for a path that leaves the folder or passes a symbolic link, and those of
/// readTextFile.
Result<std::vector<FileComparison>> compareTree(const ExportTree &tree, const std::filesystem::path &folder);

/// Files below the folder that `compared` does not name, as Extra; what lies in ".git" is left out. Errors:
/// "file-unreadable".
Result<std::vector<FileComparison>> extraFiles(
    const std::vector<FileComparison> &compared, const std::filesystem::path &folder);

} // namespace fourplane
