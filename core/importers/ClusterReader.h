// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Job.h"
#include "core/importers/ImportSource.h"
#include "core/importers/ToolRunner.h"

#include <string>

namespace fourplane {

/// Which cluster to read, as kubectl takes it.
struct ClusterAccess
{
    std::string context; ///< empty = the current one
    std::string kubeconfig; ///< empty = kubectl's own choice
    bool withSecrets = true; ///< names, types and the names of entries of Secrets
    int timeoutSeconds = 60; ///< that kubectl waits for one answer of the server
};

/// Reads a cluster through the user's own kubectl, which is only ever run as `kubectl get`. Kinds that the
/// cluster does not serve are skipped; a kind that may not be read is reported ("not-readable"), and where
/// verdicts depend on it they become uncertain. Of Secrets only names, types and names of entries are asked
/// for, with a template, so that kubectl gives no value away. Errors, each with what mends it: "no-kubectl",
/// "no-context", "no-cluster", "not-logged-in", "tool-timeout", "cancelled".
Result<ImportSource> readCluster(const ClusterAccess &access, const ToolRunner &run, const Job &job = {});

} // namespace fourplane
