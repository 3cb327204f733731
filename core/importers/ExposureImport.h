// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/importers/ImportSession.h"

#include <vector>

namespace fourplane {

/// The objects that lead from outside to Services.
struct ExposingObjects
{
    std::vector<const ManifestObject *> ingresses; ///< Ingress, OpenShift Route
    std::vector<const ManifestObject *> gatewayObjects; ///< as exposeGatewayRoutes takes them
    std::vector<const ManifestObject *> istioObjects; ///< as exposeIstioGateways takes them
};

/// Marks the workloads that can be reached from outside the cluster: behind a Service of type NodePort or
/// LoadBalancer or with external addresses, at a host port or in the network of the nodes, behind a backend
/// of an Ingress or an OpenShift Route, and behind routes that a Gateway accepts. When there is one, adds the
/// external endpoint "internet" and a flow from it to each port that is meant to be reached.
void importExposure(ImportSession &session, const ExposingObjects &objects);

} // namespace fourplane
