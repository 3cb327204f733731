// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/DesignModel.h"

#include <cassert>

namespace fourplane {

namespace {

const std::vector<EntityIndex> noEntities;
const RelationTable emptyTable;

const std::vector<EntityIndex> &listIn(
    const std::unordered_map<EntityIndex, std::vector<EntityIndex>> &lists, EntityIndex entity)
{
    const auto found = lists.find(entity);
    return found == lists.end() ? noEntities : found->second;
}

/// The thing itself, which nobody else has from now on.
template <class T>
T &own(std::shared_ptr<T> &shared)
{
    if (!shared)
        shared = std::make_shared<T>();
    else if (shared.use_count() > 1)
        shared = std::make_shared<T>(*shared);
    return *shared;
}

} // namespace

RelationIndex relationIndex(std::string_view name)
{
    const Relation *relation = findRelation(name);
    assert(relation);
    return static_cast<RelationIndex>(relation - relations().data());
}

void RelationTable::add(EntityIndex subject)
{
    assert(m_objects.empty());
    if (m_pairs.insert(subject, subject))
        m_subjects.push_back(subject);
}

void RelationTable::add(EntityIndex subject, EntityIndex object)
{
    assert(!m_objects.empty() || m_subjects.empty());
    if (!m_pairs.insert(subject, object))
        return;
    std::vector<EntityIndex> &objects = m_objects[subject];
    if (objects.empty())
        m_subjects.push_back(subject);
    objects.push_back(object);
    m_subjectsOf[object].push_back(subject);
}

const std::vector<EntityIndex> &RelationTable::objectsOf(EntityIndex subject) const
{
    return listIn(m_objects, subject);
}

const std::vector<EntityIndex> &RelationTable::subjectsOf(EntityIndex object) const
{
    return listIn(m_subjectsOf, object);
}

EntityIndex DesignModel::add(const ElementId &id, TypeMask types)
{
    Elements &elements = own(m_elements);
    const auto [place, isNew] =
        elements.places.try_emplace(id, static_cast<EntityIndex>(elements.ids.size()));
    if (isNew) {
        elements.ids.push_back(id);
        elements.types.push_back(0);
    }
    elements.types[place->second] |= types;
    return place->second;
}

std::optional<EntityIndex> DesignModel::find(const ElementId &id) const
{
    const auto found = m_elements->places.find(id);
    if (found == m_elements->places.end())
        return std::nullopt;
    return found->second;
}

RelationTable &DesignModel::ownTable(RelationIndex relation)
{
    m_tables.resize(relations().size());
    return own(m_tables[relation]);
}

void DesignModel::state(std::string_view relation, EntityIndex subject)
{
    assert(findRelation(relation)->isUnary());
    ownTable(relationIndex(relation)).add(subject);
}

void DesignModel::state(std::string_view relation, EntityIndex subject, EntityIndex object)
{
    assert(!findRelation(relation)->isUnary());
    ownTable(relationIndex(relation)).add(subject, object);
}

const RelationTable &DesignModel::table(RelationIndex relation) const
{
    return relation < m_tables.size() && m_tables[relation] ? *m_tables[relation] : emptyTable;
}

bool DesignModel::holds(std::string_view relation, EntityIndex subject) const
{
    return table(relationIndex(relation)).contains(subject, subject);
}

bool DesignModel::holds(std::string_view relation, EntityIndex subject, EntityIndex object) const
{
    return table(relationIndex(relation)).contains(subject, object);
}

} // namespace fourplane
