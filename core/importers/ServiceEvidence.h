// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace fourplane {

/// What a Service says beyond what the model keeps.
struct ServiceEvidence
{
    bool isHeadless = false; ///< its ports are the pods' own
    bool hasExternalAddresses = false; ///< externalIPs
    std::string internalBy; ///< the annotation that keeps its load balancer inside; empty = none
    std::vector<std::string> sourceRanges; ///< loadBalancerSourceRanges
    std::string externalName; ///< of type ExternalName
};

} // namespace fourplane
