// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/enforcement/EnforcementPlan.h"

#include <string>
#include <vector>

namespace fourplane {

/// A level of the Pod Security Standards in one version of them.
struct PodSecurityRule
{
    PodSecurityLevel level = PodSecurityLevel::Privileged;
    std::string version; ///< as written; empty = latest

    /// "restricted (v1.31)".
    std::string describe() const;
    std::vector<std::string> violations(const PlannedPod &pod) const;
};

/// What Pod Security Admission does in a namespace: its labels over the defaults of the API server.
struct EffectivePodSecurity
{
    PodSecurityRule enforce;
    PodSecurityRule audit;
    PodSecurityRule warn;
};

/// As PolicyToEvaluate of pod-security-admission does it: a label wins over the default, level and version
/// each on its own; without a label for warn, warn follows a stricter enforce label.
EffectivePodSecurity effectivePodSecurity(
    const PodSecurityAdmission &labels, const PodSecurityAdmission &defaults);

/// Who makes the pods of such a workload, as the API server calls it; empty for a bare pod, which anybody may
/// make.
std::string podMakerOf(ControllerKind controller);

} // namespace fourplane
