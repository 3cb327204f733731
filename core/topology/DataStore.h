// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ElementId.h"
#include "core/topology/Classification.h"
#include "core/topology/CollectionContent.h"
#include "core/topology/StoreAuthentication.h"
#include "core/topology/StoreDialect.h"

#include <optional>
#include <string>
#include <vector>

namespace fourplane {

/// One resource of a store: a collection, a table, a bucket, an index, a topic.
struct Collection
{
    ElementId id; ///< unique in the project, so that grants and feeds can name it
    std::string name;
    Classification classification = Classification::Internal;
    std::string tenant; ///< empty = shared
    bool holdsCredentials = false; ///< reading it gives credentials
    CollectionContent content = CollectionContent::Data;
    /// What is in it can be overwritten or deleted; false = object lock, append-only (controls D8, D9). Unset
    /// earns no credit.
    std::optional<bool> changeable;
    std::vector<ElementId> secretIds; ///< Secrets whose values are in it

    bool operator==(const Collection &) const = default;
};

/// A store and what is in it. `hostId` is the Workload that serves it, or the ExternalEndpoint of a managed
/// one (paper section 3.5).
struct DataStore
{
    ElementId id;
    std::string name;
    ElementId hostId;
    StoreDialect dialect = StoreDialect::Generic;
    StoreAuthentication authentication = StoreAuthentication::Anonymous;
    std::vector<Collection> collections;
    std::vector<std::string> trustedCidrs; ///< decision/StoreNetwork.h; NetworkTrusting: empty = all pods
    /// Answers contain raw vectors; false = only texts and scores (control D1). Unset earns no credit.
    std::optional<bool> returnsVectors;

    bool operator==(const DataStore &) const = default;
};

} // namespace fourplane
