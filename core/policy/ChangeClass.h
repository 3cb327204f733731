// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/EnumNames.h"

namespace fourplane {

/// How a change is governed (paper section 6.1).
enum class ChangeClass
{
    Governed,
    Lightweight,
    Cosmetic,
};

template <>
struct EnumNames<ChangeClass>
{
    static constexpr std::array<std::string_view, 3> names { "governed", "lightweight", "cosmetic" };
};

} // namespace fourplane
