// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/importers/ImportSession.h"

#include <vector>

namespace fourplane {

/// Marks the workloads that can be reached from outside the cluster: behind a Service of type NodePort or
/// LoadBalancer or with external addresses, behind a backend of an Ingress, or behind an OpenShift Route.
/// When there is one, adds the external endpoint "internet" and a flow from it to each of them.
void importExposure(ImportSession &session, const std::vector<const ManifestObject *> &ingresses);

} // namespace fourplane
