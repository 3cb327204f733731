// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/EnumNames.h"

namespace fourplane {

/// Inbound mutual TLS as in Istio PeerAuthentication.
enum class MtlsMode
{
    Unset, ///< inherited
    Disable,
    Permissive,
    Strict,
};

template <>
struct EnumNames<MtlsMode>
{
    static constexpr std::array<std::string_view, 4> names { "unset", "disable", "permissive", "strict" };
};

} // namespace fourplane
