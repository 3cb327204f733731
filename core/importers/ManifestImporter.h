// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Job.h"
#include "core/base/Result.h"
#include "core/importers/ImportSource.h"
#include "core/importers/ToolRunner.h"
#include "core/project/Project.h"

#include <filesystem>
#include <vector>

namespace fourplane {

struct ImportOptions
{
    std::string projectName; ///< empty = the name of the first path
    /// Kinds the user overrules, by "namespace/name" of the workload.
    std::map<std::string, WorkloadKind> kinds;
    /// Runs kubectl or kustomize for folders that are kustomizations; an empty one leaves them as they are.
    ToolRunner render;
};

/// What an import understood, what it did not, and why each kind was chosen.
struct ImportResult
{
    Project project;
    /// One for every object or document that was not understood (Severe), approximated (Warning) or worth
    /// knowing (Note), with file:line.
    Diagnostics diagnostics;
    std::size_t fileCount = 0;
    std::size_t objectCount = 0; ///< Kubernetes objects met, List items counted one by one
};

/// Reads Kubernetes manifests from files and folders (recursively, *.yaml, *.yml, *.json, sorted) into a
/// project. Total: any input gives a result, never a crash; only "no input found" and "cancelled" are errors.
Result<ImportResult> importManifests(
    const std::vector<std::filesystem::path> &paths, const ImportOptions &options = {}, const Job &job = {});

/// The same for manifests that were gathered elsewhere, for instance by readCluster. Error: "cancelled".
Result<ImportResult> importSource(
    ImportSource source, const ImportOptions &options = {}, const Job &job = {});

} // namespace fourplane
