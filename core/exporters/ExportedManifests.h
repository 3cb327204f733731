// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Result.h"
#include "core/enforcement/EnforcementPlan.h"
#include "core/exporters/ExportTree.h"

#include <string>
#include <vector>

namespace fourplane {

/// Annotation of every generated rule object: the draft elements it realises, separated by commas.
inline constexpr std::string_view edgesAnnotation = "fourplane.dev/edges";

/// One Kubernetes object as a file, with what kustomize needs to find it again.
struct ExportedManifest
{
    ExportedFile file;
    std::string folder; ///< top folder of the object's part, for instance "base/network"
    std::string group; ///< API group; empty for the core group
    std::string version;
    std::string kind;
    std::string namespaceName; ///< empty for cluster-scoped objects
    std::string name;
    bool isAdopted = false;
};

/// Folders of the parts of an export.
inline constexpr std::string_view identityFolder = "base/identity";
inline constexpr std::string_view workloadFolder = "base/workload";
inline constexpr std::string_view networkFolder = "base/network";
inline constexpr std::string_view adoptedFolder = "base/adopted"; ///< adopted NetworkPolicies
inline constexpr std::string_view meshFolder = "components/istio-sidecar";

/// Every object of the plan that the target holds, one per file, sorted by path. Error "refused-by-target",
/// once for each name, label or value that Kubernetes or Istio would not take.
Result<std::vector<ExportedManifest>> exportedManifests(const EnforcementPlan &plan);

} // namespace fourplane
