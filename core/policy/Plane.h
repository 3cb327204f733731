// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/EnumNames.h"

namespace fourplane {

/// Where a trust decision is made (paper sections 3.2 to 3.5). The value is the bit number in a PlaneSet.
enum class Plane
{
    Identity,
    Network,
    Workload,
    Data,
};

template <>
struct EnumNames<Plane>
{
    static constexpr std::array<std::string_view, 4> names { "identity", "network", "workload", "data" };
};

} // namespace fourplane
