// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/importers/ManifestFields.h"
#include "core/importers/ToolRunner.h"

#include <filesystem>
#include <optional>

namespace fourplane {

/// True when kustomize would take a file of this name for a kustomization.
bool isKustomizationName(const std::filesystem::path &path);

/// True when `folder` itself holds a kustomization.
bool isKustomizationFolder(const std::filesystem::path &folder);

/// The manifests that a kustomization makes, by `kubectl kustomize FOLDER` or, where there is no kubectl, by
/// `kustomize build FOLDER`. Nothing when there is neither or it refuses; that is reported
/// ("kustomize-missing", "kustomize-failed"). Error: "cancelled".
Result<std::optional<std::string>> renderKustomization(
    const std::filesystem::path &folder, const ToolRunner &run, Diagnostics &diagnostics);

/// What reading the manifests without kustomize leaves out: "namespace, patches; not read: ../base". Empty
/// when there is nothing of the kind.
std::string unappliedText(const ManifestFields &kustomization);

} // namespace fourplane
