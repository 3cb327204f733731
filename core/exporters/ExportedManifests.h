// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exporters/ExportRemark.h"
#include "core/exporters/ExportTree.h"

#include <string>
#include <string_view>
#include <vector>

namespace fourplane {

/// Annotation of every generated rule object: the draft elements it realises, separated by commas.
inline constexpr std::string_view edgesAnnotation = "fourplane.dev/edges";

/// What becomes of an object in the audit overlay, which stops nothing that ran before.
struct AuditForm
{
    bool isLeftOut = false; ///< it has no dry run
    std::string patch; ///< RFC 6902 in YAML; empty = it stays as it is
};

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
    AuditForm audit;
};

/// A chapter of RUNBOOK.md that a target adds.
struct RunbookChapter
{
    std::string title;
    std::string text; ///< Markdown
};

/// What the targets write, before kustomizations, pages and index are made of it.
struct ExportParts
{
    std::vector<ExportedManifest> manifests; ///< sorted by path
    std::vector<ExportedFile> files; ///< what is no Kubernetes object
    std::vector<RunbookChapter> chapters;
    ExportRemarks report; ///< what the targets cannot express
};

/// Folders of the parts of an export.
inline constexpr std::string_view identityFolder = "base/identity";
inline constexpr std::string_view workloadFolder = "base/workload";
inline constexpr std::string_view networkFolder = "base/network";
inline constexpr std::string_view adoptedFolder = "base/adopted"; ///< adopted NetworkPolicies
/// Every folder below is a kustomize Component, by target.
inline constexpr std::string_view componentsFolder = "components/";

} // namespace fourplane
