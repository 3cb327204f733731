// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/Project.h"

#include <vector>

namespace fourplane::ui {

/// What belongs to an element beside flows and permissions: the account of a workload, the grants of an
/// account, the host of a store, the pools that pods can land in, and the same from the other end. Sorted,
/// without repeats.
std::vector<ElementId> relatedElements(const Project &project, const ElementId &id);

} // namespace fourplane::ui
