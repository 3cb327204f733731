// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/AttackTrace.h"
#include "core/reports/TraceContext.h"

#include <string>
#include <vector>

namespace fourplane {

/// Traces in the language of Graphviz, one digraph each: facts and attempts as nodes, facts grouped by
/// namespace, coloured and shaped by plane, footholds with a double border, fallen goals filled; attempts
/// that are stopped are dashed, with what stops them. Made for `dot`; documented in
/// resources/help/trace-formats.md.
std::string tracesGraph(const std::vector<AttackTrace> &traces, const TraceContext &context);

/// A text as a quoted string of the DOT language; as a label it shows just this text, control characters
/// other than line breaks as U+FFFD.
std::string dotString(std::string_view text);

} // namespace fourplane
