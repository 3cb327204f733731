// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/EnumNames.h"

namespace fourplane {

/// Linkerd's policies by name: the default inbound policy of an install, namespace or pod, and the access
/// policy of a Server (semantics L1, L2).
enum class LinkerdAccess
{
    AllUnauthenticated, ///< anyone; Linkerd's default
    AllAuthenticated, ///< any identity of the mesh
    ClusterAuthenticated, ///< any identity, from an address of the cluster
    ClusterUnauthenticated, ///< anyone, from an address of the cluster
    Deny,
    Audit, ///< as AllUnauthenticated, with a line in the log
};

template <>
struct EnumNames<LinkerdAccess>
{
    static constexpr std::array<std::string_view, 6> names { "all-unauthenticated", "all-authenticated",
        "cluster-authenticated", "cluster-unauthenticated", "deny", "audit" };
};

} // namespace fourplane
