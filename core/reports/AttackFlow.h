// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/AttackTrace.h"
#include "core/reports/TraceContext.h"

#include <string>

namespace fourplane {

/// STIX demands times of creation. A simulation of a design has none, and the same input must give the same
/// bytes, so that every object has this one.
inline constexpr std::string_view attackFlowTime = "1970-01-01T00:00:00.000Z";

/// A trace as a STIX 2.1 bundle with the Attack Flow extension 2.0.0: facts as conditions, attempts as
/// actions, several premises joined by an operator AND, elements as assets. An attempt that is stopped leads
/// to the condition that every plane lets it pass, whose `on_false_refs` says what stopped it. Ids follow
/// from project, scenario and object (UUID version 5); times are `attackFlowTime`.
std::string attackFlowJson(const AttackTrace &trace, const TraceContext &context);

} // namespace fourplane
