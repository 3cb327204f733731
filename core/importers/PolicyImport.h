// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/importers/ImportSession.h"

namespace fourplane {

/// Adopts a NetworkPolicy or Istio object exactly as it is (NativeYaml.h). One that cannot be read exactly is
/// reported with the reader's own message and kept as unmodelled, since what the cluster does with it is not
/// known.
void importPolicy(ImportSession &session, const ManifestObject &object);

} // namespace fourplane
