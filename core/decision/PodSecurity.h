// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/enforcement/EnforcementPlan.h"

#include <string>
#include <vector>

namespace fourplane {

/// Newest minor version of the Pod Security Standards whose rules are known here: what "latest" and an absent
/// version mean.
inline constexpr int newestPodSecurityMinor = 37;

/// The minor version in "v1.31"; the newest for "latest", an empty text and whatever is no version, as the
/// admission controller does it.
int podSecurityMinor(const std::string &version);

/// Why Pod Security Admission refuses pods like `pod` at a level, each naming container and field ("container
/// main sets privileged: true"). Empty when it admits them. Rules of pod-security-admission for init, main
/// and ephemeral containers (semantics, Pod Security).
std::vector<std::string> podSecurityViolations(const PlannedPod &pod, PodSecurityLevel level, int minor);

} // namespace fourplane
