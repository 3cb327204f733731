// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/enforcement/EnforcementPlan.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace fourplane {

class PlanContext;

/// The TCP ports of `pod` that `server` speaks for: its number, or every container port of its name; none
/// when it does not select the pod.
std::vector<std::uint16_t> linkerdPorts(const LinkerdServer &server, const PlannedPod &pod);

/// The value that holds for an annotation of the mesh on the pod: its own over its namespace's (semantics
/// L1); nullptr when neither says anything.
const std::string *meshAnnotation(
    const PlannedPod &pod, const PlannedNamespace *home, const std::string &key);

/// Annotation of pods and namespaces: the default inbound policy (semantics L1).
inline constexpr const char *linkerdDefaultPolicyKey = "config.linkerd.io/default-inbound-policy";

/// Annotation of pods and namespaces: ports that are led past the proxy.
inline constexpr const char *linkerdSkippedPortsKey = "config.linkerd.io/skip-inbound-ports";

/// Annotations below linkerd.io that the Namespace object has; with `isShipped` Linkerd's objects are shipped
/// with it, and so is the default inbound policy of the draft.
Labels meshAnnotationsOf(const PlannedNamespace &home, bool isShipped);

/// True where a namespace asks for a default inbound policy in its draft.
bool hasDrawnInboundPolicy(const EnforcementPlan &plan);

/// The default inbound policy that the pod or its namespace is annotated with, that of the draft included;
/// nothing where the install decides.
std::optional<std::string> annotatedInboundPolicy(const PlannedPod &pod, const PlannedNamespace *home);

/// True for ports whose protocol the proxy does not look for: those of config.linkerd.io/opaque-ports, else
/// of Linkerd's default (SMTP, MySQL, Galera, PostgreSQL, Redis, Elasticsearch, Memcached). Linkerd, TCP
/// proxying and protocol detection.
bool isOpaquePort(const PlannedPod &pod, const PlannedNamespace *home, std::uint16_t port);

/// True when config.linkerd.io/skip-inbound-ports leads `port` past the proxy of the pod.
bool skipsLinkerdProxy(const PlannedPod &pod, const PlannedNamespace *home, std::uint16_t port);

/// Warnings about the Linkerd objects of the plan: Servers that overlap (semantics L2), policies whose
/// references are missing (L5), objects that nothing obeys.
void reportLinkerdPolicies(PlanContext &context);

} // namespace fourplane
