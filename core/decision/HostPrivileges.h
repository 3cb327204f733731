// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/enforcement/EnforcementPlan.h"

#include <string>
#include <vector>

namespace fourplane {

/// True when writing or reading below this host path gives away the node: system folders, the kubelet's and
/// the container runtime's, and whatever contains them (techniques privileged-escape, hostpath-escape).
bool isSensitiveHostPath(const std::string &path);

/// What lets code in the pods reach the node without any software weakness, each as "container main is
/// privileged". Empty for an ordinary pod.
std::vector<std::string> hostPrivilegesOf(const PlannedPod &pod);

} // namespace fourplane
