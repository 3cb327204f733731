// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/importers/ManifestFiles.h"

#include "core/importers/Kustomization.h"

#include <algorithm>
#include <map>
#include <system_error>

namespace fourplane {

namespace {

namespace fs = std::filesystem;

bool isManifestName(const fs::path &path)
{
    const std::string extension = path.extension().string();
    return extension == ".yaml" || extension == ".yml" || extension == ".json";
}

bool isHidden(const fs::path &path)
{
    const std::string name = path.filename().string();
    return name.size() > 1 && name.front() == '.';
}

/// The last part of a path that has a name: "x" of "a/x", "a/x/" and "a/x/.".
std::string lastName(const fs::path &path)
{
    fs::path clean = fs::absolute(path).lexically_normal();
    if (clean.filename().empty())
        clean = clean.parent_path();
    return clean.filename().string();
}

void searchFolder(const fs::path &folder, const std::string &prefix, ManifestFiles &found)
{
    std::map<std::string, fs::path> sorted;
    std::error_code error;
    fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied, error);
    for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
        std::error_code ignored;
        if (entry->is_directory(ignored)) {
            if (isHidden(entry->path()))
                entry.disable_recursion_pending();
        } else if (entry->is_regular_file(ignored)) {
            const std::string name = prefix + entry->path().lexically_relative(folder).generic_string();
            sorted.emplace(name, entry->path());
        }
    }
    if (error) {
        found.diagnostics.push_back({ DiagnosticLevel::Severe, "file-unreadable",
            "The folder could not be read to its end: " + error.message() + ".", "Check its permissions.",
            { folder.string(), 0, 0, 0 } });
    }
    for (const auto &[name, path] : sorted) {
        if (isManifestName(path)) {
            found.files.push_back({ path, name });
        } else {
            found.diagnostics.push_back({ DiagnosticLevel::Note, "file-skipped",
                "The file is not read: its name does not end in .yaml, .yml or .json.", {},
                { name, 0, 0, 0 } });
        }
    }
}

} // namespace

Result<ManifestFiles> findManifestFiles(const std::vector<fs::path> &paths, const ToolRunner &render)
{
    ManifestFiles found;
    if (paths.empty())
        return failure("no-input", "No file or folder is given.", "Name a folder with manifests.");
    for (const fs::path &path : paths) {
        std::error_code error;
        const std::string name = lastName(path);
        if (found.defaultName.empty())
            found.defaultName = fs::is_directory(path, error) ? name : fs::path(name).stem().string();
        if (render && fs::is_directory(path, error) && isKustomizationFolder(path)) {
            auto rendered = renderKustomization(path, render, found.diagnostics);
            if (!rendered)
                return tl::make_unexpected(rendered.error());
            if (*rendered) {
                found.rendered.push_back({ name + " (rendered by kustomize)", std::move(**rendered) });
                continue;
            }
        }
        if (fs::is_directory(path, error))
            searchFolder(path, paths.size() > 1 ? name + "/" : std::string(), found);
        else if (fs::exists(path, error))
            found.files.push_back({ path, name });
        else
            return failure("no-input", "There is no file or folder " + path.string() + ".", "Check the path.",
                { path.string(), 0, 0, 0 });
    }
    if (found.files.empty() && found.rendered.empty())
        return failure("no-input",
            "There are no files ending in .yaml, .yml or .json below " + paths.front().string() + ".",
            "Name a folder with manifests.", { paths.front().string(), 0, 0, 0 });
    return found;
}

} // namespace fourplane
