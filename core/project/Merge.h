// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/Edit.h"

#include <cstddef>
#include <vector>

namespace fourplane {

/// What it takes to bring two versions of a project together that began as the same one.
struct Merge
{
    Edit edit; ///< to be applied to `mine`; its label is left empty
    std::size_t taken = 0; ///< elements that only `theirs` changed
    /// Elements that both changed, each in another way; they stay as they are in `mine`. The settings of the
    /// project are listed as an empty id.
    std::vector<ElementId> conflicts;
    /// False when the result would have references to nothing, because one removed what the other began to
    /// use, or when they differ in objects that the model has no place for, which no edit reaches.
    bool isSound = true;
};

/// Merges element by element: what `theirs` changed since `base` is taken over unless `mine` changed it too.
Merge mergeOf(const Project &base, const Project &mine, const Project &theirs);

} // namespace fourplane
