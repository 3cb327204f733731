// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/PairSet.h"
#include "core/attack/Vocabulary.h"
#include "core/base/ElementId.h"

#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace fourplane {

class PolicyDecisionPoint;

/// Position of an element in DesignModel; dense from 0.
using EntityIndex = std::uint32_t;

/// Position of a word in relations().
using RelationIndex = std::uint32_t;

RelationIndex relationIndex(std::string_view name);

/// The pairs of one design relation, found from either end. A unary fact is a pair with itself; a relation
/// has facts of one kind.
class RelationTable
{
public:
    /// Adds a unary fact; repeats are ignored.
    void add(EntityIndex subject);

    /// Adds a pair; repeats are ignored.
    void add(EntityIndex subject, EntityIndex object);

    bool contains(EntityIndex subject, EntityIndex object) const { return m_pairs.contains(subject, object); }

    const std::vector<EntityIndex> &objectsOf(EntityIndex subject) const; ///< of a binary relation
    const std::vector<EntityIndex> &subjectsOf(EntityIndex object) const; ///< the same

    /// Subjects that have at least one pair, in order of their first addition.
    const std::vector<EntityIndex> &subjects() const { return m_subjects; }

    /// Calls `visit` with each subject and object, in the order of `subjects`.
    template <class Visit>
    void forEachPair(Visit visit) const
    {
        for (EntityIndex subject : m_subjects) {
            if (m_objects.empty()) {
                visit(subject, subject);
                continue;
            }
            for (EntityIndex object : objectsOf(subject))
                visit(subject, object);
        }
    }

private:
    using Lists = std::unordered_map<EntityIndex, std::vector<EntityIndex>>;

    PairSet m_pairs;
    std::vector<EntityIndex> m_subjects;
    Lists m_objects; ///< of unary relations: empty
    Lists m_subjectsOf; ///< the same
};

/// What exists, as the rule language sees it: elements with types, and the design relations between them.
/// Copies share what neither of them changes.
class DesignModel
{
public:
    /// Element of the model; adding an id again adds types to it.
    EntityIndex add(const ElementId &id, TypeMask types);

    std::optional<EntityIndex> find(const ElementId &id) const;

    const ElementId &id(EntityIndex entity) const { return m_elements->ids[entity]; }

    bool hasType(EntityIndex entity, TypeMask type) const { return (m_elements->types[entity] & type) != 0; }

    std::size_t size() const { return m_elements->ids.size(); }

    /// States a unary design fact.
    void state(std::string_view relation, EntityIndex subject);

    /// States a binary design fact.
    void state(std::string_view relation, EntityIndex subject, EntityIndex object);

    const RelationTable &table(RelationIndex relation) const;

    bool holds(std::string_view relation, EntityIndex subject) const;
    bool holds(std::string_view relation, EntityIndex subject, EntityIndex object) const;

private:
    struct Elements
    {
        std::vector<ElementId> ids;
        std::vector<TypeMask> types;
        std::unordered_map<ElementId, EntityIndex> places;
    };

    RelationTable &ownTable(RelationIndex relation);

    std::shared_ptr<Elements> m_elements = std::make_shared<Elements>();
    std::vector<std::shared_ptr<RelationTable>> m_tables; ///< by relation; none where nothing is stated
};

/// States which workloads are assumed to be exploitable. All of them are elements of the model, which knows
/// nothing of it yet: a model made for Exploitability::None, under which none is.
void stateExploitability(const Topology &topology, Exploitability exploitability, DesignModel &model);

/// Reads the design relations of a project. What the compiler settled (mounted tokens, mesh membership,
/// placement) is read from the plan of `decisions`, rights on the Kubernetes API from its RBAC evaluator.
/// Implicit things get elements too: the `default` service account of a namespace that has none, and one
/// shared node where the project declares no node pools.
DesignModel makeDesignModel(
    const Project &project, const PolicyDecisionPoint &decisions, Exploitability exploitability);

} // namespace fourplane
