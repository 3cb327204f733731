// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

namespace fourplane {

/// A file of resources/ that is built into the program, by its path below resources/, for instance
/// "schema/fourplane-project.schema.json". Empty when there is no such file.
std::string_view resource(std::string_view path);

/// Paths of all resources below a folder, sorted.
std::vector<std::string_view> resourcesBelow(std::string_view folder);

} // namespace fourplane
