// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/Edit.h"

#include <vector>

namespace fourplane {

/// What a person means by "these": the elements of the picture with `ids` (workloads, namespaces with all
/// that is in them, externals, notes, ink) as a project of their own, fit for the clipboard. With them go
/// what they are made of (identities and the bindings of these, stores that they serve, secrets that they
/// use, services that lead to them) and whatever lies between two of them: flows, rules, grants, scopes,
/// feeds. A namespace that is only there because something of it is has no place in the picture. Scenarios
/// and variants stay behind.
Project fragmentOf(const Project &project, const std::vector<ElementId> &ids);

/// An edit that puts a fragment into a project, and what of the picture it adds.
struct Insertion
{
    Edit edit;
    std::vector<ElementId> shown; ///< workloads, namespaces with a place, externals, notes and ink; sorted
};

/// Copies `fragment` into `project`, moved by `offset`. Ids and Kubernetes names that are taken get a number;
/// labels, selectors, subjects and role names of the fragment that repeat such a name follow it, so that the
/// copy is not selected together with its original. A namespace without a place is the one with the same id,
/// else the same name, of `project`, where there is one; it is `into` where that names a namespace. Patterns
/// that `project` has already are shared. The label of the edit is left empty.
Insertion insertionOf(const Project &project, Project fragment, Point offset, const ElementId &into = {});

} // namespace fourplane
