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
    NetworkTrusting, ///< whoever asks from an address that it trusts
};

template <>
struct EnumNames<StoreAuthentication>
{
    static constexpr std::array<std::string_view, 4> names { "anonymous", "shared-secret", "per-identity",
        "network-trusting" };
};

} // namespace fourplane
