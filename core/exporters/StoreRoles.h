// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/enforcement/EnforcementPlan.h"

#include <string>
#include <vector>

namespace fourplane {

class ExportBuilder;

/// A grant with the collection it is of.
struct StoreGrant
{
    const DataGrant *grant = nullptr;
    const Collection *collection = nullptr;
};

/// What one identity may do in one store.
struct StoreRole
{
    std::string namespaceName; ///< empty for an identity outside the cluster
    std::string name;
    std::vector<StoreGrant> grants; ///< never empty
};

/// True when the store tells identities apart and its product is one that grants are written for.
bool hasStoreGrants(const PlannedStore &store);

/// The identities with grants in the store, in the order of their ids. A grant of an identity that the plan
/// does not hold is left out.
std::vector<StoreRole> rolesIn(const PlannedStore &store, const EnforcementPlan &plan);

/// Name of the folder of a store: its id where that is a plain file name, otherwise one made of it.
std::string storeFolder(const PlannedStore &store);

/// States that a grant is not written, and why: the identity gets less than the design says, never more.
void reportRefusedGrant(
    ExportBuilder &builder, const PlannedStore &store, const DataGrant &grant, const std::string &reason);

// Each writes the grants of a store of its product.
void writePostgresqlGrants(ExportBuilder &builder, const PlannedStore &store);
void writeQdrantGrants(ExportBuilder &builder, const PlannedStore &store);
void writeMilvusGrants(ExportBuilder &builder, const PlannedStore &store);
void writeWeaviateGrants(ExportBuilder &builder, const PlannedStore &store);

} // namespace fourplane
