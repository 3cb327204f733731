// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/EnumNames.h"

namespace fourplane {

/// Levels of the Kubernetes Pod Security Standards; later means stricter.
enum class PodSecurityLevel
{
    Privileged,
    Baseline,
    Restricted,
};

template <>
struct EnumNames<PodSecurityLevel>
{
    static constexpr std::array<std::string_view, 3> names { "privileged", "baseline", "restricted" };
};

} // namespace fourplane
