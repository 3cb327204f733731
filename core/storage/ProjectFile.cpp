// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/ProjectFile.h"

#include "core/base/FileSystem.h"

namespace fourplane {

Result<LoadedProject> loadProject(const std::filesystem::path &path)
{
    const Result<std::string> text = readTextFile(path);
    if (!text)
        return failure(text.error().diagnostics);
    return parseProject(*text, path.string());
}

Result<void> saveProject(const std::filesystem::path &path, const Project &project)
{
    return writeFileAtomically(path, writeProject(project));
}

} // namespace fourplane
