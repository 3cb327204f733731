// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/importers/ImportSession.h"

namespace fourplane {

/// RuntimeClass: its handler, and what its `scheduling` adds to pods.
void collectRuntimeClass(ImportSession &session, const ManifestObject &object);

/// What naming a runtime class does to the pods of `object`: node selector and tolerations as the
/// RuntimeClass admission plug-in merges them, and the sandbox by its handler. A class that the input does
/// not have is judged by its name, with a Warning.
void applyRuntimeClass(ImportSession &session, const ManifestObject &object, Placement &placement);

/// Nodes become pools: nodes with equal taints and equal labels, as far as a workload asks for the label or
/// it names a pool, zone, system or architecture. Taints that tell a passing condition of the node
/// (not-ready, cordoned) are left out: they are no isolation.
void importNodes(ImportSession &session, const std::vector<const ManifestObject *> &objects);

} // namespace fourplane
