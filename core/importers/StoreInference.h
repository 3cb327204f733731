// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/importers/ImportSession.h"

namespace fourplane {

/// Types every workload (the user's choice first) and gives each one that is a store a DataStore with one
/// collection named "default". Manifests do not say what is in a store: its classification stays Internal,
/// and its authentication is read from variables and arguments of the server, with a Note that says which.
void inferKindsAndStores(ImportSession &session);

/// Whom a store with these main containers lets in, and why.
struct StoreAccess
{
    StoreAuthentication authentication = StoreAuthentication::Anonymous;
    std::string reason;
};

StoreAccess storeAccessOf(const PodEvidence &evidence);

} // namespace fourplane
