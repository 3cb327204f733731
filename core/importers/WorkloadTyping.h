// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/topology/StoreDialect.h"
#include "core/topology/Workload.h"

#include <string>

namespace fourplane {

/// A guess about a workload and the evidence for it: "image qdrant/qdrant is Qdrant, a vector database".
struct TypedKind
{
    WorkloadKind kind = WorkloadKind::GenericService;
    StoreDialect dialect = StoreDialect::Generic; ///< of the store it is, when it is one
    std::string reason;
};

/// What the workload evidently is; GenericService with the reason "nothing known" otherwise. Deterministic.
/// The evidence is asked in this order: image of the main container, name of the workload, its well-known
/// labels, name of the main container, ports of the main container, images of the other containers. The first
/// evidence that a rule of resources/import/workload-kinds.yaml matches decides, by the first rule that
/// matches it. The main container is the first one that is no known sidecar.
TypedKind typeOf(const Workload &workload);

} // namespace fourplane
