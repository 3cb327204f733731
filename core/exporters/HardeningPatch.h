// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exporters/ExportBuilder.h"

#include <vector>

namespace fourplane {

/// What the design says of the pods' credentials and Linux security, as fields of a pod specification:
/// service account, token mounting, projected tokens, security contexts, runtime class, user namespace. Only
/// what it says, and only what takes something away from a pod. Empty when that is nothing. Refuses what
/// Kubernetes would not take.
YamlValue hardeningPatch(ExportBuilder &builder, const PlannedPod &pod);

/// The tokens that the pods ask for besides the mounted one: those of the workload, and one for each other
/// audience of its identity.
std::vector<TokenProjection> tokenProjectionsOf(const EnforcementPlan &plan, const PlannedPod &pod);

} // namespace fourplane
