// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/importers/ManifestFields.h"
#include "core/topology/Workload.h"

namespace fourplane {

/// The required node affinity and pod anti-affinity of `spec.affinity`. Preferences decide nothing and are
/// left out, so is pod affinity, which never keeps pods apart. A term that cannot be read exactly gets no
/// credit: it is left out with a Warning.
void readAffinity(const ManifestFields &affinity, Placement &placement, Diagnostics &diagnostics);

/// The list under `tolerations`.
std::vector<Toleration> readTolerations(const ManifestFields &map);

} // namespace fourplane
