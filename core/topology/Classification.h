// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/EnumNames.h"

namespace fourplane {

/// How sensitive the content of a collection is; later means more sensitive.
enum class Classification
{
    Public,
    Internal,
    Confidential,
    Restricted,
};

template <>
struct EnumNames<Classification>
{
    static constexpr std::array<std::string_view, 4> names { "public", "internal", "confidential",
        "restricted" };
};

} // namespace fourplane
