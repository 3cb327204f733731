// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/EnumNames.h"

namespace fourplane {

/// Istio AuthorizationPolicy actions (semantics IS1).
enum class AuthorizationAction
{
    Allow,
    Deny,
    Custom,
    Audit,
};

template <>
struct EnumNames<AuthorizationAction>
{
    static constexpr std::array<std::string_view, 4> names { "ALLOW", "DENY", "CUSTOM", "AUDIT" };
};

} // namespace fourplane
