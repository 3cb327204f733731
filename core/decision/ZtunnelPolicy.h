// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/policy/native/AuthorizationPolicy.h"

#include <optional>

namespace fourplane {

/// The part of `policy` that Istio's ztunnel enforces, which knows layer 4 only (semantics IS8, after Istio's
/// conversion for ambient mode and ztunnel's matching): nothing for CUSTOM, AUDIT and policies with
/// targetRefs; an ALLOW rule with anything else in it is gone; a DENY rule loses those fields, and is gone
/// too when one of its from, to or when has nothing left. Fields that the conversion does not carry over
/// (trustDomains) are gone without a trace. What is left decides as on a TCP port.
std::optional<AuthorizationPolicy> asZtunnelReads(const AuthorizationPolicy &policy);

} // namespace fourplane
