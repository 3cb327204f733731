// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Result.h"

#include <functional>
#include <string>
#include <vector>

namespace fourplane {

/// What a program wrote and how it ended.
struct ToolOutput
{
    int exitCode = 0;
    std::string output; ///< standard output
    std::string complaints; ///< standard error
};

/// Runs another program (its name, then its arguments; no shell between) and waits for it. Importers get one
/// from whoever may start processes. Errors: "tool-missing" (no such program), "tool-timeout",
/// "tool-too-much" (more output than is accepted), "tool-failed" (it could not be started or was ended by a
/// signal), "cancelled".
using ToolRunner = std::function<Result<ToolOutput>(const std::vector<std::string> &command)>;

} // namespace fourplane
