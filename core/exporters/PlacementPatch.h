// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exporters/ExportBuilder.h"

namespace fourplane {

/// Where the design puts the pods, as fields of a pod specification: node selector, tolerations, required
/// node affinity and pod anti-affinity. Empty when it says nothing. Refuses what Kubernetes would not take.
YamlValue placementPatch(ExportBuilder &builder, const PlannedPod &pod);

} // namespace fourplane
