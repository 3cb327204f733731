// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/importers/ImportSession.h"

#include <vector>

namespace fourplane {

/// Takes ClusterSPIFFEIDs as the identities of service accounts: an id that stands for itself, or the one
/// that Istio derives, for pods told by their service account. Workload by workload is not in the model, so
/// an entry that gives some pods of an account another id than the rest, that speaks another template, or
/// that contradicts an earlier one is kept as unmodelled. To be called when workloads are there.
void importSpireEntries(ImportSession &session, const std::vector<const ManifestObject *> &entries);

} // namespace fourplane
