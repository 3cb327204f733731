// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

namespace fourplane::test {

/// Where the driver of kustomize is expected. May not exist: see REQUIRE_OR_SKIP.
std::filesystem::path kustomizePath();

/// What kustomize makes of a folder.
struct KustomizeResult
{
    bool worked = false;
    std::string text; ///< the objects as a YAML stream, or the reason on failure
};

/// Builds `folder` as `kubectl apply -k` would. Needs kustomizePath().
KustomizeResult kustomized(const std::filesystem::path &folder);

} // namespace fourplane::test
