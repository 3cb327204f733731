// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/ExportBuilder.h"
#include "core/exporters/Exporters.h"

namespace fourplane {

void writeClusterNetworkPolicies(ExportBuilder &builder)
{
    builder.addRules("components/cluster-network-policy", builder.plan().adminPolicies, { true, {} });
}

} // namespace fourplane
