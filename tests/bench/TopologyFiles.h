// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/bench/KernelBench.h"

#include <string>

namespace fourplane::bench {

/// Writes what other programs need to answer the same questions (peers.py), into a folder that exists:
/// - `facts.lp` and `rules.lp`, the cluster and the attack clauses for gringo; `cut.lp`, the clauses with
///   services that may be hardened and the fewest that keep store 0 unread, for gringo and clasp;
/// - `pivots.tsv`, the allowed pairs whose target is exploitable: the attack without identities, nodes and
/// stores;
/// - `answer.tsv`, the services that fall;
/// - `ours.tsv`, names and processor milliseconds of our own searches, and the numbers of services and the
///   foothold.
/// False when a file cannot be written.
bool writeTopology(KernelBench &bench, const std::string &folder);

} // namespace fourplane::bench
