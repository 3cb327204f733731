// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/PlannedRequest.h"

namespace fourplane {

/// Whether the network before the stores of an external endpoint lets the source in: a private link, a
/// security group, a list of addresses, declared as `trustedCidrs` of a store that wants credentials. Deny
/// (N2) only where no store there can see the source come from such an address: an outside end with other
/// addresses, the internet when the list has private addresses only, or a pod when these are outside the
/// cluster's ranges too. Pods leave for the internet under addresses that a design does not know, so other
/// lists are Uncertain for them. Nothing where no such list is declared.
/// Enforced outside the cluster and never exported.
std::optional<PlaneVerdict> storeNetworkVerdict(const PlanIndex &index, const PlannedRequest &request);

/// Whether such a list is declared for the store.
bool hasAddressList(const PlannedStore &store);

} // namespace fourplane
