// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/importers/ToolRunner.h"

#include <chrono>
#include <functional>

namespace fourplane::ctl {

/// Runs a program found on the search path, without a shell and without standard input, until it ends,
/// `timeout` has passed or `isStopped` says so; then it is ended with everything that it started. `isStopped`
/// is asked ten times a second. Output beyond 512 MiB is refused. Errors as ToolRunner has them.
Result<ToolOutput> runTool(const std::vector<std::string> &command, std::chrono::seconds timeout,
    const std::function<bool()> &isStopped);

} // namespace fourplane::ctl
