// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/Project.h"

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace fourplane {

/// Puts one element at `id`: a value inserts or replaces it, nothing removes it.
template <class T>
struct ElementChange
{
    ElementId id;
    std::optional<T> value;
};

/// Name, description and platform of the project.
struct ProjectSettings
{
    std::string name;
    std::string description;
    PlatformProfile platform;
};

using Change = std::variant<ElementChange<Namespace>, ElementChange<NodePool>,
    ElementChange<WorkloadIdentity>, ElementChange<RbacRole>, ElementChange<RbacBinding>,
    ElementChange<Workload>, ElementChange<Service>, ElementChange<ExternalEndpoint>,
    ElementChange<DataStore>, ElementChange<Flow>, ElementChange<ContextFeed>,
    ElementChange<CommunicationPattern>, ElementChange<AllowRule>, ElementChange<AdoptedRule>,
    ElementChange<DataGrant>, ElementChange<ToolScope>, ElementChange<EgressAllowList>,
    ElementChange<ExceptionRecord>, ElementChange<Scenario>, ElementChange<Placement2D>, ElementChange<Note>,
    ElementChange<InkStroke>, ProjectSettings, ElementChange<Secret>, ElementChange<Variant>>;

/// A reversible change of a project with a human name ("Set port of kb-vectors"). Changes are applied in
/// order.
struct Edit
{
    // Defined once, in the source file: else each file that copies or drops one compiles all its parts anew.
    Edit();
    Edit(std::string name, std::vector<Change> steps);
    Edit(const Edit &);
    Edit(Edit &&) noexcept;
    Edit &operator=(const Edit &);
    Edit &operator=(Edit &&) noexcept;
    ~Edit();

    std::string label;
    std::vector<Change> changes;
};

/// Which elements an applied edit touched, and whether the meaning changed or only the picture.
struct ChangeSet
{
    std::vector<ElementId> elements; ///< sorted, without repeats
    bool meaningChanged = false;
    bool diagramChanged = false;
    bool settingsChanged = false;

    bool isEmpty() const { return elements.empty() && !settingsChanged; }
};

/// What applying an edit gives: the edit that undoes it, and what changed. An edit that changes nothing gives
/// an empty ChangeSet.
struct AppliedEdit
{
    Edit inverse;
    ChangeSet changes;
};

/// Applies `edit` to `project`. Always succeeds; `apply(inverse)` restores the project exactly.
AppliedEdit apply(Project &project, const Edit &edit);

/// The edit that makes `after` of `before`; empty when they are equal. Objects that the model has no place
/// for (Project::unmodelled) are no part of it, since nobody edits them.
Edit editBetween(const Project &before, const Project &after, std::string label);

/// The elements that an edit puts somewhere or takes away, sorted, without repeats.
std::vector<ElementId> elementsOf(const Edit &edit);

/// An id that no element of `project` has: `wanted` itself, or `wanted` with a number appended.
ElementId unusedId(const Project &project, const std::string &wanted);

/// The edit that removes an element and everything that cannot be without it (rules that name it, flows,
/// grants, its placement, collections of its store).
Edit removalOf(const Project &project, const std::vector<ElementId> &ids);

} // namespace fourplane
