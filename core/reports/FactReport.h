// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/FactExplanation.h"
#include "core/reports/TextStyle.h"
#include "core/reports/TraceContext.h"
#include "core/reports/TraceWords.h"

namespace fourplane {

/// Why a fact holds or does not, for a person: whether it is reached and under which assumption, the least
/// derivation step by step, then every other attempt that would give it: those that succeed, those that
/// planes stop (with object, control and reason, and what would have to fail), those that lack something. Of
/// a fact that is not reached also the derivation that is closest.
std::string factReportText(const FactExplanation &explanation, const TechniqueCatalogue &catalogue,
    const ElementNamer &name, const TextStyle &style);

/// Version of the document that factReportsJson writes; raised when a field changes its meaning.
inline constexpr int explanationFormatVersion = 1;

/// The same as one JSON document for other programs, with every derivation attempt by attempt.
/// resources/schema/fourplane-explanation.schema.json is its schema.
std::string factReportsJson(const std::vector<FactExplanation> &explanations, const TraceContext &context);

} // namespace fourplane
