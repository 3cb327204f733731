// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/topology/Labels.h"

#include <string>

namespace fourplane {

/// The annotation by which a cloud keeps the load balancer of a Service, or of the Service that a Gateway
/// makes, inside its private network: "KEY: VALUE"; empty when there is none. AWS, Google Cloud and Azure.
std::string internalServiceMark(const Labels &annotations);

/// The same for an Ingress, with the class it names.
std::string internalIngressMark(const Labels &annotations, const std::string &ingressClass);

/// True for a class of Gateways that is served inside the private network only.
bool isInternalGatewayClass(const std::string &gatewayClass);

/// True for a class of Gateways whose proxies only serve the mesh.
bool isMeshGatewayClass(const std::string &gatewayClass);

} // namespace fourplane
