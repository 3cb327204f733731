// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/bench/KernelBench.h"

namespace fourplane::bench {

/// Rows 3a to 3c: how far an attacker gets from every foothold.
void measureEveryFoothold(KernelBench &bench);

/// Row 5a: what each single control is worth.
void measureControlRanking(KernelBench &bench);

/// Row 6: one flow closed, and opened again.
void measureEdits(KernelBench &bench);

/// Row 7: all combinations of failed planes.
void measureWorlds(KernelBench &bench);

} // namespace fourplane::bench
