// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Result.h"

#include <filesystem>

namespace fourplane::ctl {

/// `path` itself, or the one project file of the folder that it names. Errors: "unreadable", "not-a-project".
Result<std::filesystem::path> projectFileAt(const std::filesystem::path &path);

} // namespace fourplane::ctl
