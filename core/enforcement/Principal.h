// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/enforcement/EnforcementPlan.h"

#include <string>

namespace fourplane {

/// What principalOf(plan, pod) says, for who knows the service account of the pod; nullptr = it is not in the
/// project.
std::string principalOf(
    const PlatformProfile &platform, const PlannedPod &pod, const PlannedServiceAccount *account);

} // namespace fourplane
