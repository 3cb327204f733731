// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/DesignModel.h"

#include <cassert>

namespace fourplane {

namespace {

const std::vector<EntityIndex> noEntities;
const RelationTable emptyTable;

std::uint64_t pairKey(EntityIndex subject, EntityIndex object)
{
    return (std::uint64_t(subject) << 32) | object;
}

const std::vector<EntityIndex> &listIn(
    const std::unordered_map<EntityIndex, std::vector<EntityIndex>> &lists, EntityIndex entity)
{
    const auto found = lists.find(entity);
    return found == lists.end() ? noEntities : found->second;
}

} // namespace

RelationIndex relationIndex(std::string_view name)
{
    const Relation *relation = findRelation(name);
    assert(relation);
    return static_cast<RelationIndex>(relation - relations().data());
}

void RelationTable::add(EntityIndex subject, EntityIndex object)
{
    if (!m_pairs.insert(pairKey(subject, object)).second)
        return;
    std::vector<EntityIndex> &objects = m_objects[subject];
    if (objects.empty())
        m_subjects.push_back(subject);
    objects.push_back(object);
    m_subjectsOf[object].push_back(subject);
}

bool RelationTable::contains(EntityIndex subject, EntityIndex object) const
{
    return m_pairs.count(pairKey(subject, object)) != 0;
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
    const auto [place, isNew] = m_index.try_emplace(id, static_cast<EntityIndex>(m_ids.size()));
    if (isNew) {
        m_ids.push_back(id);
        m_types.push_back(0);
    }
    m_types[place->second] |= types;
    return place->second;
}

std::optional<EntityIndex> DesignModel::find(const ElementId &id) const
{
    const auto found = m_index.find(id);
    if (found == m_index.end())
        return std::nullopt;
    return found->second;
}

void DesignModel::state(std::string_view relation, EntityIndex subject)
{
    assert(findRelation(relation)->isUnary());
    m_tables[relationIndex(relation)].add(subject, subject);
}

void DesignModel::state(std::string_view relation, EntityIndex subject, EntityIndex object)
{
    assert(!findRelation(relation)->isUnary());
    m_tables[relationIndex(relation)].add(subject, object);
}

const RelationTable &DesignModel::table(RelationIndex relation) const
{
    const auto found = m_tables.find(relation);
    return found == m_tables.end() ? emptyTable : found->second;
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
