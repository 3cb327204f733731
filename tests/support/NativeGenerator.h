// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/policy/AdoptedRule.h"

#include <rapidcheck.h>

namespace fourplane::test {

/// Random rule objects that the API server would take: every field of every kind occurs, with names, labels
/// and texts that YAML readers like to mistake for numbers and booleans.
rc::Gen<NativeObject> nativeObjects();

rc::Gen<NetworkPolicy> networkPolicies();
rc::Gen<AuthorizationPolicy> authorizationPolicies();
rc::Gen<PeerAuthentication> peerAuthentications();
rc::Gen<ServiceEntry> serviceEntries();
rc::Gen<Sidecar> sidecars();

/// Labels with legal keys and values; never empty when `atLeastOne`.
rc::Gen<Labels> kubernetesLabels(bool atLeastOne = false);

} // namespace fourplane::test
