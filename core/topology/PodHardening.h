// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/topology/PodSecurityLevel.h"
#include "core/topology/Workload.h"

namespace fourplane {

/// Changes the pods of a workload so that they keep to a level of the Pod Security Standards: settings that
/// the level forbids are taken away (host namespaces, host paths, capabilities, ...), those it demands are
/// set. Settings that the level permits stay. Nothing happens for Privileged. Source: Kubernetes, Pod
/// Security Standards.
void meetPodSecurity(Workload &workload, PodSecurityLevel level);

} // namespace fourplane
