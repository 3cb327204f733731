// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/CompiledSystem.h"
#include "core/base/Job.h"
#include "core/base/Result.h"

#include <vector>

namespace fourplane {

/// The worlds in which each fact holds, by fact: the same as `solve` gives, and as one ClosureSearch for each
/// world gives, in one pass. Starts from the system's initial facts. Error: "cancelled".
Result<std::vector<WorldMask>> solveWorlds(const CompiledSystem &system, const Job &job = {});

} // namespace fourplane
