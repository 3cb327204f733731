// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Diagnostic.h"
#include "core/base/Result.h"
#include "core/exporters/ExportTarget.h"
#include "core/exporters/ExportTree.h"

#include <string>

namespace fourplane::test {

/// All that one cluster can have: of two targets that exclude each other the one that the plan asks for or
/// that comes first.
ExportTargets allTargets(const EnforcementPlan &plan);

/// What a file of an export holds; "no file PATH" where there is none, so that a comparison says so.
std::string contentOf(const ExportTree &tree, const std::string &path);

/// What is wrong with a refusal by a target: empty when the export failed with "refused-by-target" for
/// something whose message holds `said`, with a fix. Without `said` any such refusal will do.
std::string refusalProblem(const Result<ExportTree> &tree, const std::string &said = {});

/// How many of the messages have this code.
int countOf(const Diagnostics &report, const std::string &code);

} // namespace fourplane::test
