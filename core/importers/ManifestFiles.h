// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Result.h"
#include "core/importers/ImportSource.h"
#include "core/importers/ToolRunner.h"

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
    std::vector<ManifestText> rendered; ///< of the folders that are kustomizations
    Diagnostics diagnostics; ///< "file-skipped" for each file of a folder that is no manifest by its name
    std::string defaultName; ///< of the project: name of the first path
};

/// The manifest files below `paths`: a file is taken whatever its name, a folder is searched for *.yaml,
/// *.yml and *.json; hidden folders (.git) and linked folders are left out. A folder that is itself a
/// kustomization is rendered by `render` (an empty one renders nothing), and its files are left out then.
/// Errors: "no-input", "cancelled".
Result<ManifestFiles> findManifestFiles(
    const std::vector<std::filesystem::path> &paths, const ToolRunner &render = {});

} // namespace fourplane
