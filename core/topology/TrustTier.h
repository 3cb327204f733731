// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/EnumNames.h"

namespace fourplane {

/// Who can write a piece of text that reaches a model.
enum class TrustTier
{
    Trusted, ///< written only by the organisation
    Partner,
    Untrusted, ///< anybody may write it
};

template <>
struct EnumNames<TrustTier>
{
    static constexpr std::array<std::string_view, 3> names { "trusted", "partner", "untrusted" };
};

} // namespace fourplane
