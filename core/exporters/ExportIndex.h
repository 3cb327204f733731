// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Result.h"
#include "core/exporters/ExportTree.h"

#include <map>
#include <string>
#include <string_view>

namespace fourplane {

/// Where the index of an export lies in its folder.
inline constexpr std::string_view exportIndexPath = "index.json";

/// What an index says about an earlier export: SHA-256 of every file by path, itself excepted.
using ExportHashes = std::map<std::string, std::string>;

/// The index of the files as JSON: the hash of every file, and for every draft element the files that realise
/// it.
std::string writeExportIndex(const std::vector<ExportedFile> &files);

/// Reads what writeExportIndex wrote. Error: "not-an-index".
Result<ExportHashes> readExportIndex(std::string_view text, const std::string &fileName);

} // namespace fourplane
