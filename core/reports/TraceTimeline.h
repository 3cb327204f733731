// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/AttackTrace.h"
#include "core/attack/Technique.h"
#include "core/reports/TextStyle.h"
#include "core/reports/TraceWords.h"

#include <string>

namespace fourplane {

/// What happens in a trace, as the timeline of an incident: what the attacker starts with, then step by step
/// each numbered event in plain sentences (technique, from where upon what, what is gained, what the planes
/// said, which evidence it leaves), and after the events of a step the attempts that were stopped, with
/// plane, object, control and reason. Pieces of it go into several reports.
std::string timelineText(const AttackTrace &trace, const TechniqueCatalogue &catalogue,
    const ElementNamer &name, const TextStyle &style);

} // namespace fourplane
