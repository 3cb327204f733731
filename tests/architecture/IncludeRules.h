// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace fourplane::test {

/// A line of a source file that breaks a rule of the house.
struct RuleBreach
{
    std::string file; ///< relative to the root
    int line = 0;
    std::string what;
};

/// Every include below `root`/{core,ui,app} that the layering of core/README.md forbids: a folder of core
/// that includes a later one, Qt in core, YAML or JSON outside the format folders, Graphviz outside
/// graphlayout, core that includes ui or app, ui that includes app, meaning that includes the picture.
std::vector<RuleBreach> findForbiddenIncludes(const std::filesystem::path &root);

/// Source files without the two SPDX lines, and core, ui and app sources beyond 600 lines.
std::vector<RuleBreach> findHouseBreaches(const std::filesystem::path &root);

} // namespace fourplane::test
