// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/Technique.h"

#include <string>
#include <vector>

namespace fourplane {

/// A fact of a rule as a sentence about its variables: "the attacker runs code in A".
std::string patternSentence(const FactPattern &pattern);

/// The rule in one or several sentences: "When ..., then ...".
std::string ruleSentences(const Technique &technique, const TechniqueCatalogue &catalogue);

/// "I1 (Unique service accounts, no mounted token)"; the id alone where the catalogue does not have it.
std::string controlText(const TechniqueCatalogue &catalogue, const std::string &id);

/// Ids of controls that prevent it, and of those that its gates ask about; each once, sorted.
std::vector<std::string> stoppingControls(const Technique &technique);

/// What a basis of an effort means, from the help page on techniques; empty where it says nothing.
std::string basisMeaning(const std::string &basis);

} // namespace fourplane
