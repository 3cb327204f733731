// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/importers/ManifestFields.h"
#include "core/topology/Workload.h"

#include <optional>
#include <string>
#include <vector>

namespace fourplane {

/// An environment variable of a container, as far as it may be read: values from Secrets never are.
struct EnvironmentEntry
{
    std::string name;
    std::string value; ///< written in the manifest; empty when it comes from elsewhere
    bool fromSecret = false;
    std::string configMap; ///< name of the ConfigMap it comes from; empty = none
    std::string configMapKey;
};

/// What a container says beyond what the model keeps: evidence for dependencies and store authentication.
struct ContainerEvidence
{
    std::string name;
    ContainerRole role = ContainerRole::Main;
    std::vector<EnvironmentEntry> environment;
    std::vector<std::string> configMaps; ///< envFrom
    std::vector<std::string> arguments; ///< command and args
};

/// A service account token that a pod asks for itself (projected volume).
struct ProjectedToken
{
    std::optional<int> lifetimeSeconds;
    std::string audience; ///< empty = the API server
};

/// A Secret that a pod template names, never what is in it.
struct SecretMention
{
    std::string name;
    SecretDelivery delivery = SecretDelivery::Environment;
};

/// A container port that is published at the address of the node.
struct HostPort
{
    std::uint16_t hostPort = 0;
    std::uint16_t containerPort = 0;
    Protocol protocol = Protocol::Tcp;
    std::string hostIp; ///< empty = every address of the node
};

/// What a pod template says and Workload has no field for.
struct PodEvidence
{
    std::string serviceAccount; ///< empty = not named
    std::vector<ContainerEvidence> containers;
    std::vector<ProjectedToken> tokens;
    std::vector<SecretMention> secrets;
    std::vector<HostPort> hostPorts;
    std::vector<std::string> providerClasses; ///< SecretProviderClasses that volumes name
    std::vector<std::string> pullSecrets; ///< imagePullSecrets
    bool hasMeshProxy = false; ///< a container is Istio's proxy
    bool hasLinkerdProxy = false; ///< a container is Linkerd's proxy
    bool saysLinkerdMembership = false; ///< carries linkerd.io/inject, or has the proxy
    bool isInLinkerd = false; ///< and is in that mesh by it
    bool saysMeshMembership = false; ///< carries sidecar.istio.io/inject
    std::string sidecarWish; ///< value of sidecar.istio.io/inject; empty = not said
    std::string dataplaneMode; ///< value of istio.io/dataplane-mode; empty = not said
};

/// Reads a pod or pod template (the map that has `metadata` and `spec`) into the pod fields of `workload`:
/// labels, containers, security, placement, mesh, token mounting, environment secrets. Fields that bear on
/// security and have no place in the model are reported ("not-simulated").
PodEvidence readPod(const ManifestFields &pod, Workload &workload, Diagnostics &diagnostics);

/// True for names of runtimes that put a VM or a user-space kernel around the pod (control W5).
bool isSandboxRuntime(const std::string &runtime);

} // namespace fourplane
