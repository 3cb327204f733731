// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/ConnectivityList.h"
#include "core/enforcement/EnforcementPlan.h"

#include <set>
#include <string>

namespace fourplane::test {

using Lines = std::set<std::string>;

/// "namespace/name", or the address range.
std::string shortName(const EnforcementPlan &plan, const ConnectivityEnd &end);

/// As netpol-analyzer's text format names an end: "namespace/name[Deployment]",
/// "0.0.0.0-9.255.255.255[External]".
std::string longName(const EnforcementPlan &plan, const ConnectivityEnd &end);

/// Lets open questions of the platform be answered as netpol-analyzer answers them: ipBlocks do not match
/// pods, pods on the host network are like others, admin policies are enforced.
void answerLikeNetpolAnalyzer(PlatformProfile &platform);

/// At most ten of the lines that only one side has; empty when both have the same.
std::string lineDifferences(const Lines &expected, const Lines &actual);

} // namespace fourplane::test
