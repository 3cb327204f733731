// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/policy/native/ObjectMeta.h"
#include "core/topology/MtlsMode.h"

#include <cstdint>
#include <map>
#include <optional>

namespace fourplane {

/// security.istio.io/v1 PeerAuthentication as it is written (semantics PA1 to PA6).
struct PeerAuthentication
{
    ObjectMeta meta;
    std::optional<Labels> selector; ///< absent = whole namespace, or the mesh in the root namespace
    MtlsMode mode = MtlsMode::Unset;
    std::map<std::uint16_t, MtlsMode> portModes; ///< portLevelMtls, by workload port

    bool operator==(const PeerAuthentication &) const = default;
};

} // namespace fourplane
