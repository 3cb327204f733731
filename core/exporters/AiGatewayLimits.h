// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exporters/ExportBuilder.h"

#include <optional>
#include <string>
#include <vector>

namespace fourplane {

/// Where tokens of service accounts come from, as the AI gateway's objects assume.
inline constexpr const char *assumedIssuer = "https://kubernetes.default.svc.cluster.local";

/// The request header that names who asks. The gateway writes it from the token that it has checked, and
/// removes what a caller wrote there: limits that were keyed by a header of the caller would be none.
inline constexpr const char *callerHeader = "x-fourplane-caller";

/// What one caller may ask in a minute.
struct CallerLimit
{
    std::string subject; ///< as its token names it
    std::optional<int> requestsPerMinute;
    std::optional<int> tokensPerMinute;
};

/// The subject of the tokens of a workload's service account; nothing, where it has none in the design or
/// its name is not one that Kubernetes takes.
std::optional<std::string> tokenSubjectOf(const EnforcementPlan &plan, const ElementId &workloadId);

/// `claimToHeaders` of a JWT provider that writes callerHeader.
YamlValue callerClaims();

/// Writes a BackendTrafficPolicy of Envoy Gateway for an HTTPRoute of the same namespace: these limits, each
/// for its own caller. Refuses more than one object takes.
void writeTrafficPolicy(ExportBuilder &builder, const std::string &namespaceName, const std::string &name,
    const std::string &routeName, const std::vector<CallerLimit> &limits,
    const std::vector<ElementId> &sources);

/// Writes the limits of connections to models as routes of Envoy AI Gateway, and reports those that it
/// cannot.
void writeModelLimits(ExportBuilder &builder);

} // namespace fourplane
