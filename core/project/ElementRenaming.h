// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/Project.h"

#include <map>
#include <set>

namespace fourplane {

/// Gives elements other ids, in the maps and wherever another element names them; ids that `names` does not
/// have stay. The texts of variants are left alone: they are the user's words. No two ids may end up equal.
void renameElements(Project &project, const std::map<ElementId, ElementId> &names);

/// The ids of all elements, those of collections included.
std::set<ElementId> idsOf(const Project &project);

/// `wanted` itself, or `wanted` with the lowest number from 2 on that makes it an id that is not `taken`.
ElementId unusedId(const std::set<ElementId> &taken, const std::string &wanted);

} // namespace fourplane
