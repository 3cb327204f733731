// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/governance/MutationScore.h"
#include "core/reports/TextStyle.h"

#include <string>
#include <vector>

namespace fourplane {

/// What probes notice of mistakes in rules: the score, how much of it by the probes that are tried by a
/// script (`isTried`, one for each probe), every survivor, and the mistakes without effect.
std::string mutationScoreText(
    const MutationScore &score, const std::vector<bool> &isTried, const TextStyle &style);

/// The same with every mistake and the ids of the probes that turn red.
std::string mutationScoreJson(
    const MutationScore &score, const std::vector<Probe> &probes, const std::vector<bool> &isTried);

} // namespace fourplane
