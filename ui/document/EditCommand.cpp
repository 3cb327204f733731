// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/document/EditCommand.h"

#include <map>
#include <type_traits>
#include <utility>
#include <variant>

namespace fourplane::ui {

namespace {

/// What a change replaces: the kind of element (index in the variant) and its id.
using ChangeKey = std::pair<std::size_t, ElementId>;

ChangeKey keyOf(const Change &change)
{
    const ElementId id = std::visit(
        [](const auto &one) {
            if constexpr (std::is_same_v<std::decay_t<decltype(one)>, ProjectSettings>)
                return ElementId();
            else
                return one.id;
        },
        change);
    return { change.index(), id };
}

/// Since each change replaces a whole element, only the last one per element counts.
std::vector<Change> lastPerElement(std::vector<Change> first, const std::vector<Change> &second)
{
    std::map<ChangeKey, std::size_t> at;
    std::vector<Change> kept;
    for (const std::vector<Change> *part : { static_cast<const std::vector<Change> *>(&first), &second }) {
        for (const Change &change : *part) {
            const auto [found, isNew] = at.try_emplace(keyOf(change), kept.size());
            if (isNew)
                kept.push_back(change);
            else
                kept[found->second] = change;
        }
    }
    return kept;
}

bool isSameChange(const Change &first, const Change &second)
{
    return std::visit(
        [&second](const auto &one) {
            using Kind = std::decay_t<decltype(one)>;
            const Kind *other = std::get_if<Kind>(&second);
            if (!other)
                return false;
            if constexpr (std::is_same_v<Kind, ProjectSettings>)
                return one.name == other->name && one.description == other->description
                    && one.platform == other->platform;
            else
                return one.id == other->id && one.value == other->value;
        },
        first);
}

bool doNothingTogether(const std::vector<Change> &edit, const std::vector<Change> &inverse)
{
    std::map<ChangeKey, const Change *> before;
    for (const Change &change : inverse)
        before[keyOf(change)] = &change;
    for (const Change &change : edit) {
        const auto found = before.find(keyOf(change));
        // An edit may name an element that it leaves as it was: such a change has no inverse.
        if (found != before.end() && !isSameChange(change, *found->second))
            return false;
    }
    return true;
}

} // namespace

EditCommand::EditCommand(ProjectDocument &document, Edit edit, Edit inverse, MergeSession session)
    : QUndoCommand(QString::fromStdString(edit.label))
    , m_document(document)
    , m_edit(std::move(edit))
    , m_inverse(std::move(inverse))
    , m_session(session)
{
}

int EditCommand::id() const
{
    return m_session == 0 ? -1 : m_session;
}

void EditCommand::undo()
{
    m_edit = m_document.swap(m_inverse).inverse;
}

void EditCommand::redo()
{
    if (std::exchange(m_applied, false))
        return;
    m_inverse = m_document.swap(m_edit).inverse;
}

bool EditCommand::mergeWith(const QUndoCommand *other)
{
    const auto *later = dynamic_cast<const EditCommand *>(other);
    if (!later || later->m_session != m_session || m_session == 0)
        return false;
    m_edit.changes = lastPerElement(std::move(m_edit.changes), later->m_edit.changes);
    m_inverse.changes = lastPerElement(later->m_inverse.changes, m_inverse.changes);
    m_edit.label = later->m_edit.label;
    setText(later->text());
    setObsolete(doNothingTogether(m_edit.changes, m_inverse.changes));
    return true;
}

} // namespace fourplane::ui
