// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/project/Merge.h"

#include <algorithm>
#include <map>
#include <type_traits>
#include <utility>

namespace fourplane {

namespace {

using Place = std::pair<std::size_t, ElementId>; ///< kind of change and element

Place placeOf(const Change &change)
{
    return std::visit(
        [&change](const auto &one) {
            if constexpr (requires { one.id; })
                return Place(change.index(), one.id);
            else
                return Place(change.index(), ElementId());
        },
        change);
}

/// True when two changes of one place do the same.
bool isSame(const Change &a, const Change &b)
{
    return std::visit(
        [&b](const auto &one) {
            const auto &other = std::get<std::decay_t<decltype(one)>>(b);
            if constexpr (requires { one.value; })
                return one.value == other.value;
            else
                return one.name == other.name && one.description == other.description
                    && one.platform == other.platform;
        },
        a);
}

bool isSoundAfter(Project project, const Edit &edit)
{
    apply(project, edit);
    const std::vector<ProjectProblem> problems = findProblems(project);
    return std::none_of(problems.begin(), problems.end(),
        [](const ProjectProblem &problem) { return problem.level == DiagnosticLevel::Fatal; });
}

} // namespace

Merge mergeOf(const Project &base, const Project &mine, const Project &theirs)
{
    const Edit myEdit = editBetween(base, mine, {});
    std::map<Place, const Change *> changedByMe;
    for (const Change &change : myEdit.changes)
        changedByMe.emplace(placeOf(change), &change);

    Merge merge;
    for (Change &change : editBetween(base, theirs, {}).changes) {
        const auto mineToo = changedByMe.find(placeOf(change));
        if (mineToo == changedByMe.end()) {
            merge.edit.changes.push_back(std::move(change));
            ++merge.taken;
        } else if (!isSame(change, *mineToo->second)) {
            merge.conflicts.push_back(placeOf(change).second);
        }
    }
    std::sort(merge.conflicts.begin(), merge.conflicts.end());
    merge.conflicts.erase(std::unique(merge.conflicts.begin(), merge.conflicts.end()), merge.conflicts.end());
    merge.isSound = mine.unmodelled == theirs.unmodelled && isSoundAfter(mine, merge.edit);
    return merge;
}

} // namespace fourplane
