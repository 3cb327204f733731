// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "app/fourplanectl/ProjectFileChoice.h"

#include "core/base/Text.h"
#include "core/reports/TextStyle.h"

#include <algorithm>

namespace fourplane::ctl {

namespace {

constexpr std::string_view projectSuffix = ".fourplane.yaml";

} // namespace

Result<std::filesystem::path> projectFileAt(const std::filesystem::path &path)
{
    std::error_code error;
    if (!std::filesystem::is_directory(path, error))
        return path;
    std::vector<std::filesystem::path> files;
    for (std::filesystem::directory_iterator entry(path, error), end; !error && entry != end;
         entry.increment(error)) {
        if (entry->path().filename().string().ends_with(projectSuffix))
            files.push_back(entry->path());
    }
    if (error)
        return failure("unreadable", "\"" + path.string() + "\" cannot be read: " + error.message() + ".");
    std::sort(files.begin(), files.end());
    if (files.size() == 1)
        return files.front();
    std::vector<std::string> names;
    for (const std::filesystem::path &file : files)
        names.push_back(file.filename().string());
    return failure("not-a-project",
        "The folder \"" + path.string() + "\" has " + counted(files.size(), "project file", "project files")
            + ".",
        files.empty() ? "Name a project file; they end in " + std::string(projectSuffix) + "."
                      : "Name one of them: " + join(names, ", ") + ".");
}

} // namespace fourplane::ctl
