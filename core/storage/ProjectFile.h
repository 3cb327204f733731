// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Result.h"
#include "core/project/Project.h"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace fourplane {

class YamlNode;

/// Version that the writer writes and the highest that the reader reads: the value of the key `fourplane`.
inline constexpr int projectFormatVersion = 1;

/// A project and the warnings met while reading it.
struct LoadedProject
{
    Project project;
    Diagnostics diagnostics;
};

/// Reads a project from YAML text; resources/help/project-file.md describes the format. Every unknown key,
/// wrong type, dangling reference and duplicate id is an error with file:line:column and what to do; all that
/// are found are reported, not only the first.
Result<LoadedProject> parseProject(std::string_view text, const std::string &fileName);

/// Reads a project from a YAML document that is loaded already; errors as parseProject.
Result<LoadedProject> readProject(const YamlNode &root);

/// readTextFile + parseProject.
Result<LoadedProject> loadProject(const std::filesystem::path &path);

/// The project as YAML: stable key order, equal projects give equal bytes, parseProject gives the project
/// back.
std::string writeProject(const Project &project);

/// The tree that loadYaml makes of writeProject, without places.
std::shared_ptr<const YamlNode> projectTree(const Project &project);

/// writeProject + writeFileAtomically.
Result<void> saveProject(const std::filesystem::path &path, const Project &project);

} // namespace fourplane
