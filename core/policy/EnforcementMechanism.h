// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/EnumNames.h"

namespace fourplane {

/// Where a permission is enforced; the rows of the paper's Table 1.
enum class EnforcementMechanism
{
    NetworkPolicy,
    ServiceMesh,
    HostFirewall, ///< eBPF
    IdentityAwareProxy,
};

template <>
struct EnumNames<EnforcementMechanism>
{
    static constexpr std::array<std::string_view, 4> names { "network-policy", "service-mesh",
        "host-firewall", "identity-aware-proxy" };
};

} // namespace fourplane
