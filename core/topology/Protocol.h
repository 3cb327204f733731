// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/EnumNames.h"

namespace fourplane {

/// Transport protocol as in Kubernetes.
enum class Protocol
{
    Tcp,
    Udp,
    Sctp,
};

template <>
struct EnumNames<Protocol>
{
    static constexpr std::array<std::string_view, 3> names { "TCP", "UDP", "SCTP" };
};

} // namespace fourplane
