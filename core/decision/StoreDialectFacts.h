// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/policy/DataGrant.h"
#include "core/topology/StoreDialect.h"

#include <string_view>

namespace fourplane {

/// What a product can really enforce. What it cannot express gets no credit, whatever the design says.
struct StoreDialectFacts
{
    StoreDialect dialect = StoreDialect::Generic;
    std::string_view name; ///< as in a sentence: "PostgreSQL"
    bool tellsIdentitiesApart = true;
    bool writeContainsRead = false; ///< no right to write without the right to read
    bool adminIsStoreWide = false; ///< administration cannot be limited to one collection
    bool filtersTenants = true; ///< keeps rows apart by itself, from the identity that asks
    bool adminPassesTenantFilter = false; ///< whoever administers a collection sees all of its rows
    std::string_view grants; ///< how it grants, or why it does not
    std::string_view tenants; ///< how it keeps tenants apart, or why it does not
    bool isVerified = true; ///< read in the product's documentation
    std::string_view source;
};

const StoreDialectFacts &factsOf(StoreDialect dialect);

/// Why the tenant of a grant does not bind in a store of this dialect; empty when the store itself enforces
/// it.
std::string tenantGap(const StoreDialectFacts &facts, const DataGrant &grant);

/// Whether a grant gives the right in a store of this dialect. Admin contains read and write.
bool gives(const StoreDialectFacts &facts, const DataGrant &grant, AccessVerb wanted);

} // namespace fourplane
