// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/Technique.h"
#include "core/base/Result.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace fourplane {

/// Reads techniques and controls from one YAML text (lists under `techniques` and `controls`), each ordered
/// by id. Strict: an unknown field, a missing one, a wrong value or an id used twice is an error with
/// file:line:column and the fix. What the words mean is checked by lintCatalogue.
Result<TechniqueCatalogue> parseCatalogue(std::string_view text, const std::string &fileName);

/// Reads techniques from one YAML text (a list under `techniques`). Strict: an unknown field is an error with
/// its place.
Result<std::vector<Technique>> parseTechniques(std::string_view text, const std::string &fileName);

/// The catalogue that Fourplane ships (resources/techniques/*.yaml, built into the program).
Result<TechniqueCatalogue> shippedCatalogue();

/// `base` with the techniques and controls of `file` layered over it: same id replaces, new id adds.
Result<TechniqueCatalogue> layeredCatalogue(
    const TechniqueCatalogue &base, const std::filesystem::path &file);

} // namespace fourplane
