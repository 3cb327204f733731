// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/EnumNames.h"

namespace fourplane {

/// Whom a store lets in.
enum class StoreAuthentication
{
    Anonymous, ///< anybody who reaches it may read and write
    SharedSecret, ///< one key that opens everything
    PerIdentity, ///< each workload identity has its own grants
};

template <>
struct EnumNames<StoreAuthentication>
{
    static constexpr std::array<std::string_view, 3> names { "anonymous", "shared-secret", "per-identity" };
};

} // namespace fourplane
