// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <vector>

namespace fourplane::test {

/// The project files below sample-topologies, sorted.
std::vector<std::filesystem::path> sampleProjects();

} // namespace fourplane::test
