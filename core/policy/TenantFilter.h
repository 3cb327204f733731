// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/EnumNames.h"

namespace fourplane {

/// Who keeps a tenant's rows from other tenants. Only the store counts: a filter that the application adds to
/// its own queries is gone as soon as the application is.
enum class TenantFilter
{
    Store, ///< from the identity that asks
    Application,
};

template <>
struct EnumNames<TenantFilter>
{
    static constexpr std::array<std::string_view, 2> names { "store", "application" };
};

} // namespace fourplane
