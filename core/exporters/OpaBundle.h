// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exporters/AccessTable.h"

#include <map>
#include <string>
#include <vector>

namespace fourplane {

/// Whom a decision point that sees certificates can tell apart.
struct OpaEnds
{
    std::map<std::string, std::string> identities; ///< id of a workload -> id of its identity
    /// SPIFFE id, with the scheme -> ids of the workloads in an Istio mesh that show it.
    std::map<std::string, std::vector<std::string>> principals;
    std::vector<std::string> outside; ///< ids of external endpoints
};

OpaEnds opaEndsOf(const EnforcementPlan &plan);

/// The tables as the data.json files of a bundle, by path below it. Throws nlohmann::json::exception for a
/// text that is not UTF-8.
std::map<std::string, std::string> opaDataFiles(const AccessTable &table, const OpaEnds &ends);

/// Tests in Rego of what the tables say, allowed and denied, as `opa test` runs them: of package
/// fourplane.decision and of package envoy.authz.
std::string opaDecisionTests(const AccessTable &table, const EnforcementPlan &plan);
std::string opaEnvoyTests(const AccessTable &table, const OpaEnds &ends);

} // namespace fourplane
