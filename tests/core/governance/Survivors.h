// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/governance/MutationScore.h"

#include <string>

namespace fourplane::test {

/// The mistakes that no probe notices although they change an answer, one a line.
inline std::string survivorsOf(const MutationScore &score)
{
    std::string text;
    for (const MutantOutcome &outcome : score.mutants) {
        if (!outcome.isKilled() && !outcome.isEquivalent)
            text += titleOf(score.rules[outcome.rule]) + ": " + outcome.what + ": " + outcome.change + "\n";
    }
    return text;
}

} // namespace fourplane::test
