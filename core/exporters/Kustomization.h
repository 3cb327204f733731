// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exporters/ExportedManifests.h"

namespace fourplane {

/// The kustomization.yaml of every folder of the tree: one per part, `base`, every component, and the
/// overlays `audit` and `enforce`. Folders without objects have none.
///
/// The audit overlay stops nothing that ran before: each object is there in its audit form, for instance
/// without the Pod Security label `enforce`, with Istio's dry-run annotation, or not at all. Adopted objects
/// stay as they are in both overlays.
std::vector<ExportedFile> kustomizationFiles(const std::vector<ExportedManifest> &manifests);

} // namespace fourplane
