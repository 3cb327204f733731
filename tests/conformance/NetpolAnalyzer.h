// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/conformance/Oracle.h"
#include "tests/support/ConnectivityLines.h"

namespace fourplane::test {

/// Every line of our list, in netpol-analyzer's words; pods stand there by themselves. `undecided` grows by
/// the lines that are not certain.
Lines ourConnectivityLines(EnforcementPlan plan, std::size_t &undecided);

/// What netpol-analyzer lists for the manifests of a folder. Throws when it refuses them.
Lines netpolAnalyzerLines(Oracle &oracle, const std::string &folder);

/// The lines with neighbouring address ranges joined where they are let through alike: both sides cut the
/// outside at the edges of the blocks that policies name, but not at the same ones.
Lines withJoinedRanges(const Lines &lines);

} // namespace fourplane::test
