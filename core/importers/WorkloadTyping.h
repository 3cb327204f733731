// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/topology/Workload.h"

#include <string>

namespace fourplane {

/// A guess about a workload and the evidence for it: "image qdrant/qdrant is a vector store".
struct TypedKind
{
    WorkloadKind kind = WorkloadKind::GenericService;
    std::string reason;
};

/// What the workload evidently is, from images, names, ports and well-known labels; GenericService with the
/// reason "nothing known" otherwise. Deterministic; the first matching rule of
/// resources/import/workload-kinds.yaml wins.
TypedKind typeOf(const Workload &workload);

} // namespace fourplane
