// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exporters/ExportBuilder.h"

#include <vector>

namespace fourplane {

/// The version of policy.networking.k8s.io that admin policies are written in.
enum class AdminTierVersion
{
    V1Alpha1, ///< AdminNetworkPolicy and BaselineAdminNetworkPolicy
    V1Alpha2, ///< ClusterNetworkPolicy
};

/// What of a plan's network plane belongs into a tier that owners of namespaces cannot loosen:
///  - before their policies (tier Admin): no way to the metadata service for namespaces none of whose pods
///  may reach it,
///    name resolution where the whole namespace has it, and no way between tenants that share none;
///  - behind them (tier Baseline): deny of everything but name resolution for namespaces whose own policies
///  deny both
///    directions, for the day on which somebody deletes those.
/// Every rule repeats what the plan decides already, so nothing is decided otherwise. Priorities are distinct
/// and begin at 10; at most 99 in V1Alpha1, beyond which OVN-Kubernetes takes none. Reports what is left out,
/// and writes nothing for a plan that has admin policies or policies of Cilium of its own, whose order with
/// these would be a guess, nor where nothing enforces NetworkPolicies.
std::vector<Planned<AdminPolicy>> adminTier(ExportBuilder &builder, AdminTierVersion version);

} // namespace fourplane
