// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/ControlRanking.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace fourplane {

/// A warning of steps that a change opens: "Careful: opens 2 steps: web (Read the token), web -> db (Bulk
/// read)". Empty without any.
std::string openedStepsText(const std::vector<OpenedStep> &steps, const TechniqueCatalogue &catalogue);

nlohmann::ordered_json openedStepsJson(const std::vector<OpenedStep> &steps);

} // namespace fourplane
