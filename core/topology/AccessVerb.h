// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/EnumNames.h"

namespace fourplane {

/// What is done to a collection. A grant of Admin contains Read and Write; Write does not contain Read.
enum class AccessVerb
{
    Read,
    Write,
    Admin,
};

template <>
struct EnumNames<AccessVerb>
{
    static constexpr std::array<std::string_view, 3> names { "read", "write", "admin" };
};

} // namespace fourplane
