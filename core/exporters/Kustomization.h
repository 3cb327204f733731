// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exporters/ExportedManifests.h"

namespace fourplane {

/// The kustomization.yaml of every folder of the tree: one per part, `base`, the mesh component, and the
/// overlays `audit` and `enforce`. Folders without objects have none.
///
/// The audit overlay stops nothing that ran before: it leaves out the generated NetworkPolicies (Kubernetes
/// has no dry run for them, and any one of them isolates the pods it selects), drops the Pod Security label
/// `enforce`, sets Istio's dry-run annotation on generated AuthorizationPolicies and turns generated STRICT
/// into PERMISSIVE. Adopted objects stay as they are in both overlays.
std::vector<ExportedFile> kustomizationFiles(
    const std::vector<ExportedManifest> &manifests, const EnforcementPlan &plan);

} // namespace fourplane
