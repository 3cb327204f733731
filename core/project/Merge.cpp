// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/project/Merge.h"

#include <algorithm>
#include <map>
#include <type_traits>
#include <utility>

namespace fourplane {

namespace {

ChangePlace placeOf(const Change &change)
{
    return std::visit(
        [&change](const auto &one) {
            if constexpr (requires { one.id; })
                return ChangePlace(change.index(), one.id);
            else
                return ChangePlace(change.index(), ElementId());
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

bool isSame(const std::optional<Change> &a, const std::optional<Change> &b)
{
    return a && b ? isSame(*a, *b) : a.has_value() == b.has_value();
}

/// Every element of a project as the change that puts it there.
std::map<ChangePlace, Change> allOf(const Project &project)
{
    std::map<ChangePlace, Change> all;
    for (Change &change : editBetween({}, project, {}).changes)
        all.emplace(placeOf(change), std::move(change));
    // An empty project has settings too.
    const Change settings = ProjectSettings { project.name, project.description, project.platform };
    all.emplace(placeOf(settings), settings);
    return all;
}

std::optional<Change> valueAt(const std::map<ChangePlace, Change> &all, const ChangePlace &place)
{
    const auto found = all.find(place);
    return found == all.end() ? std::nullopt : std::optional<Change>(found->second);
}

bool isSoundAfter(Project project, const Edit &edit)
{
    apply(project, edit);
    const std::vector<ProjectProblem> problems = findProblems(project);
    return std::none_of(problems.begin(), problems.end(),
        [](const ProjectProblem &problem) { return problem.level == DiagnosticLevel::Fatal; });
}

} // namespace

bool MergeItem::isConflict() const
{
    return isChangedByMe && isChangedByThem && !isSame(mine, theirs);
}

MergeSide MergeItem::usualSide() const
{
    return isChangedByMe ? MergeSide::Mine : MergeSide::Theirs;
}

std::vector<MergeItem> mergeItems(const Project &base, const Project &mine, const Project &theirs)
{
    const auto inBase = allOf(base);
    const auto inMine = allOf(mine);
    const auto inTheirs = allOf(theirs);
    std::map<ChangePlace, MergeItem> items;
    for (const auto *all : { &inBase, &inMine, &inTheirs }) {
        for (const auto &[place, change] : *all) {
            const auto [found, isNew] = items.try_emplace(place);
            if (!isNew)
                continue;
            MergeItem &item = found->second;
            item = { place, valueAt(inBase, place), valueAt(inMine, place), valueAt(inTheirs, place) };
            item.isChangedByMe = !isSame(item.base, item.mine);
            item.isChangedByThem = !isSame(item.base, item.theirs);
        }
    }
    std::vector<MergeItem> changed;
    for (auto &[place, item] : items) {
        if (item.isChangedByMe || item.isChangedByThem)
            changed.push_back(std::move(item));
    }
    return changed;
}

Edit mergeEdit(const Project &base, const Project &mine, const Project &theirs,
    const std::map<ChangePlace, MergeSide> &sides)
{
    Edit edit;
    const auto take = [&](const Project &side, MergeSide wanted) {
        for (Change &change : editBetween(mine, side, {}).changes) {
            const auto found = sides.find(placeOf(change));
            if (found != sides.end() && found->second == wanted)
                edit.changes.push_back(std::move(change));
        }
    };
    take(base, MergeSide::Base);
    take(theirs, MergeSide::Theirs);
    return edit;
}

Merge mergeOf(const Project &base, const Project &mine, const Project &theirs)
{
    const Edit myEdit = editBetween(base, mine, {});
    std::map<ChangePlace, const Change *> changedByMe;
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
