// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/LanePass.h"
#include "core/attack/PreparedAttack.h"

#include <map>
#include <optional>
#include <unordered_map>

namespace fourplane {

/// Designs under the same attack, at most LaneMask::width, solved in one pass: the ground pivots of all of
/// them form one hypergraph, and in the lane of a design those are open that it has and that succeed in it.
/// So the answer for each design is exactly that of an attack on it alone.
class VariantLanes
{
public:
    /// Adds a design, which must outlive the pass; its rules are those of the first. Gives its lane.
    std::size_t add(PreparedAttack &design);

    /// Solves. Error: "cancelled".
    Result<void> run(const Job &job = {});

    /// After `run`: what falls in a lane, sorted.
    std::vector<ElementId> fallen(std::size_t lane) const;

    /// After `run`: pivots of the first design that succeed in it and not in `lane`, because they are blocked
    /// there or not there at all, by their numbers in the first design. What is out of reach in `lane` is
    /// asked of it all the same.
    std::vector<std::uint32_t> closedBy(std::size_t lane) const;

    /// After `run`: pivots of `lane` that succeed in it, give something that is not held in the first design,
    /// and are blocked in the first design or not there at all; by their numbers in the design of the lane.
    std::vector<std::uint32_t> openedBy(std::size_t lane) const;

private:
    /// A ground pivot of one design.
    struct Instance
    {
        std::uint32_t lane;
        std::uint32_t pivot;
    };

    struct KeyHash
    {
        std::size_t operator()(const std::vector<std::uint32_t> &key) const;
    };

    std::uint32_t entityOf(const ElementId &id);
    std::uint32_t factOf(RelationIndex relation, std::uint32_t entity);
    void addPivot(std::uint32_t lane, std::uint32_t pivot, const std::vector<std::uint32_t> &entities,
        const std::vector<std::uint32_t> &facts);
    bool isOpen(const Instance &instance) const;
    /// The pivots that some lane may come to, asking only about those.
    Result<std::vector<std::uint32_t>> withinReach(const GroundSystem &system, const Job &job) const;
    bool holdsAll(std::span<const std::uint32_t> facts, std::size_t lane) const;
    bool isStepOpenIn(std::size_t lane, std::uint32_t pivot) const;
    bool isOpenIn(std::size_t lane, std::uint32_t pivot) const;

    std::vector<PreparedAttack *> m_designs;
    std::map<ElementId, std::uint32_t> m_entities;
    std::vector<ElementId> m_ids; ///< by entity
    std::map<std::pair<RelationIndex, std::uint32_t>, std::uint32_t> m_factNumbers;
    std::vector<std::pair<RelationIndex, std::uint32_t>> m_facts; ///< by fact
    std::unordered_map<std::vector<std::uint32_t>, std::uint32_t, KeyHash> m_pivotNumbers;
    std::unordered_map<std::vector<std::uint32_t>, std::uint32_t, KeyHash> m_stepNumbers;
    std::vector<std::uint32_t> m_stepOf; ///< by pivot: pivots of a step differ only in what they give
    std::vector<std::vector<std::uint32_t>> m_pivotsOf; ///< by step
    std::vector<std::vector<std::uint32_t>> m_premises; ///< by pivot
    std::vector<std::vector<std::uint32_t>> m_grants; ///< by pivot
    std::vector<std::vector<Instance>> m_instances; ///< by pivot
    std::vector<LaneMask> m_initial; ///< by fact: lanes in which it holds from the start
    std::optional<LanePass> m_pass;
};

} // namespace fourplane
