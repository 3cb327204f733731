// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/Edit.h"

#include <cstddef>
#include <map>
#include <optional>
#include <utility>
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

/// Where a change is made: the kind of element (index in Change) and its id, which is empty for the settings.
using ChangePlace = std::pair<std::size_t, ElementId>;

enum class MergeSide
{
    Base, ///< as both began
    Mine,
    Theirs
};

/// An element that one side or both changed since the base, or the settings of the project. A side without
/// the element has nothing.
struct MergeItem
{
    ChangePlace place;
    std::optional<Change> base;
    std::optional<Change> mine;
    std::optional<Change> theirs;
    bool isChangedByMe = false;
    bool isChangedByThem = false;

    /// Both changed it, each in another way.
    bool isConflict() const;

    /// What mergeOf takes: theirs where only they changed it, else mine.
    MergeSide usualSide() const;
};

/// Every element that differs between the three, ordered by kind, then id.
std::vector<MergeItem> mergeItems(const Project &base, const Project &mine, const Project &theirs);

/// The edit, to be applied to `mine`, that gives every place in `sides` the value of that side; places not
/// named stay as they are in `mine`. Its label is left empty.
Edit mergeEdit(const Project &base, const Project &mine, const Project &theirs,
    const std::map<ChangePlace, MergeSide> &sides);

/// Merges element by element: what `theirs` changed since `base` is taken over unless `mine` changed it too.
Merge mergeOf(const Project &base, const Project &mine, const Project &theirs);

} // namespace fourplane
