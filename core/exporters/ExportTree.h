// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Result.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace fourplane {

/// Ids of draft elements by JSON Pointer (RFC 6901) of an entry that realises them.
using FileEntries = std::map<std::string, std::vector<std::string>>;

/// A file to be written, its path relative to the export folder.
struct ExportedFile
{
    std::string path;
    std::string content;
    std::vector<std::string> sources; ///< ids of the draft elements it realises
    /// Of a JSON file of many entries: which of them each entry realises.
    FileEntries entries;
    /// Of a rule object: the draft element that each rule in it realises, in order. Empty where one rule
    /// stands for several.
    std::vector<std::string> ruleSources;
};

/// An export before it is written: files sorted by path, and the compatibility report.
struct ExportTree
{
    std::vector<ExportedFile> files;
    Diagnostics report; ///< what the target cannot express, each with its consequence
};

/// Writes every file atomically below `folder`. A file that exists with other content and was not written by
/// Fourplane (its hash is not in the folder's index.json) is an error "would-overwrite" unless `overwrite`.
Result<void> writeTree(const ExportTree &tree, const std::filesystem::path &folder, bool overwrite = false);

} // namespace fourplane
