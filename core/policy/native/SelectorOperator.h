// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/EnumNames.h"

namespace fourplane {

/// Operators of a label selector expression.
enum class SelectorOperator
{
    In,
    NotIn,
    Exists,
    DoesNotExist,
};

template <>
struct EnumNames<SelectorOperator>
{
    static constexpr std::array<std::string_view, 4> names { "In", "NotIn", "Exists", "DoesNotExist" };
};

} // namespace fourplane
