// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ElementId.h"
#include "core/base/SourceLocation.h"
#include "core/topology/ImageSigner.h"
#include "core/topology/Labels.h"
#include "core/topology/MtlsMode.h"
#include "core/topology/PodSecurityLevel.h"

#include <optional>
#include <string>
#include <vector>

namespace fourplane {

/// Pod Security Admission of a namespace; an absent level has no label. Kubernetes Pod Security Admission.
struct PodSecurityAdmission
{
    std::optional<PodSecurityLevel> enforce;
    std::optional<PodSecurityLevel> audit;
    std::optional<PodSecurityLevel> warn;
    std::string version; ///< for instance "v1.31"; empty = not pinned
    std::string auditVersion; ///< empty = `version`
    std::string warnVersion; ///< empty = `version`

    bool operator==(const PodSecurityAdmission &) const = default;
};

/// What the compiler makes for a namespace from the draft. An imported namespace has none of these: there
/// only the adopted native rules speak.
struct NamespaceSegmentation
{
    /// NetworkPolicies: default deny in both directions, DNS, and one policy per workload and direction from
    /// the allow rules (controls N1, N2).
    bool defaultDeny = false;
    /// Istio AuthorizationPolicies: deny all, and one per destination workload from the allow rules (I4).
    /// Under Linkerd: default inbound policy deny, and a Server with its callers for each opened port.
    bool meshAllowList = false;
    /// Istio PeerAuthentication for the namespace, or Linkerd's default inbound policy; Unset makes none
    /// (N7).
    MtlsMode mtls = MtlsMode::Unset;

    bool operator==(const NamespaceSegmentation &) const = default;
};

/// A Kubernetes namespace: the coarse boundary of the network plane (paper section 3.3) and the scope of Pod
/// Security Admission (paper section 3.4).
struct Namespace
{
    ElementId id;
    std::string name; ///< DNS-1123 label
    Labels labels; ///< without the pod-security labels, which are `podSecurity`, and the automatic name label
    PodSecurityAdmission podSecurity;
    bool meshInjection = false; ///< `istio-injection: enabled`, a revision label, or `linkerd.io/inject`
    /// Annotations below config.linkerd.io/ that decide for its pods: default-inbound-policy,
    /// skip-inbound-ports (semantics L1). The injection itself is `meshInjection`.
    Labels meshAnnotations;
    NamespaceSegmentation segmentation;
    std::string tenant; ///< empty = not tenant-bound
    /// Images of its pods carry a signature of one of the signers of every pattern that they match; empty =
    /// none is asked for.
    std::vector<ImageSigner> imageSigners;
    SourceLocation origin; ///< where imported from; never decides anything

    bool operator==(const Namespace &) const = default;
};

} // namespace fourplane
