// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/AttackTrace.h"
#include "core/attack/Technique.h"
#include "core/reports/TextStyle.h"
#include "core/reports/TraceWords.h"

#include <optional>
#include <string>
#include <vector>

namespace fourplane {

/// Which techniques are asked about; what is empty asks nothing.
struct TechniqueFilter
{
    std::optional<Plane> plane; ///< a gate or control of this plane can stop it
    std::string kind; ///< a variable of this type: "agent", "node", ...
    std::string reference; ///< an id, or the start of one up to a point ("T1552"), or a catalogue ("ATLAS")
    std::string control; ///< prevents or slows it, or is asked about by one of its gates
};

/// The techniques that meet every part of the filter, in the order of the catalogue.
std::vector<const Technique *> selectTechniques(
    const TechniqueCatalogue &catalogue, const TechniqueFilter &filter);

/// One row for each technique: id, name, effort, what can stop it.
std::string techniqueListText(const std::vector<const Technique *> &techniques, const TextStyle &style);
std::string techniqueListJson(const std::vector<const Technique *> &techniques);

/// The whole rule, each fact as a sentence, with controls, evidence, and references with their pages.
std::string techniqueText(
    const Technique &technique, const TechniqueCatalogue &catalogue, const TextStyle &style);
std::string techniqueJson(const Technique &technique, const TechniqueCatalogue &catalogue);

/// What the rule does in plain words and, for each trace, where it was tried, where it succeeded and what
/// stopped it; where it was never tried, what the attacker lacked.
std::string techniqueExplanationText(const Technique &technique, const TechniqueCatalogue &catalogue,
    const std::vector<AttackTrace> &traces, const ElementNamer &name, const TextStyle &style);
std::string techniqueExplanationJson(
    const Technique &technique, const TechniqueCatalogue &catalogue, const std::vector<AttackTrace> &traces);

} // namespace fourplane
