// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/AttackTrace.h"
#include "core/reports/TraceContext.h"

#include <string>
#include <vector>

namespace fourplane {

/// Version of the document that tracesJson writes; raised when a field changes its meaning.
inline constexpr int traceFormatVersion = 1;

/// Traces as one JSON document for other programs: every fact with its worlds and derivation, every attempt
/// with what stopped it, the versions of catalogue and program. resources/schema/fourplane-trace.schema.json
/// is its schema.
std::string tracesJson(const std::vector<AttackTrace> &traces, const TraceContext &context);

} // namespace fourplane
