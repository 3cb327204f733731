// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/importers/ImportSession.h"

namespace fourplane {

/// Decides who is in a mesh that is in ambient mode, at least in part: a label that keeps the sidecar away
/// leaves a pod to the ztunnel of its node, and one that keeps the ztunnel away leaves it its sidecar. To be
/// called when all namespaces and workloads are known. Istio, "Add workloads to the mesh".
void settleAmbientMembership(ImportSession &session);

} // namespace fourplane
