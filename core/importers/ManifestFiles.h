// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Result.h"

#include <filesystem>
#include <string>
#include <vector>

namespace fourplane {

/// A file to import and how locations name it.
struct ManifestPath
{
    std::filesystem::path path;
    std::string shownName; ///< relative to the folder that was given, with '/'
};

struct ManifestFiles
{
    std::vector<ManifestPath> files; ///< folders sorted by path, in the order in which they were given
    Diagnostics diagnostics; ///< "file-skipped" for each file of a folder that is no manifest by its name
    std::string defaultName; ///< of the project: name of the first path
};

/// The manifest files below `paths`: a file is taken whatever its name, a folder is searched for *.yaml,
/// *.yml and *.json; hidden folders (.git) and linked folders are left out. Error: "no-input".
Result<ManifestFiles> findManifestFiles(const std::vector<std::filesystem::path> &paths);

} // namespace fourplane
