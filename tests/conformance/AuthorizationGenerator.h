// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/conformance/AuthorizationComparison.h"

namespace fourplane::test {

/// One to three random AuthorizationPolicy manifests (ALLOW, DENY, AUDIT, dry runs) over a small vocabulary,
/// which Istio's validation accepts. To be called while rapidcheck runs.
std::vector<nlohmann::json> anyAuthorizationPolicies();

/// A random request over the same vocabulary.
ComparedRequest anyComparedRequest(bool isTcp);

} // namespace fourplane::test
