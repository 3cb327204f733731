// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/VariantLanes.h"

#include <algorithm>
#include <set>

namespace fourplane {

std::size_t VariantLanes::KeyHash::operator()(const std::vector<std::uint32_t> &key) const
{
    std::uint64_t hash = 1469598103934665603u; // FNV-1a over the numbers
    for (std::uint32_t number : key)
        hash = (hash ^ number) * 1099511628211u;
    return static_cast<std::size_t>(hash);
}

std::uint32_t VariantLanes::entityOf(const ElementId &id)
{
    const auto [found, isNew] = m_entities.emplace(id, static_cast<std::uint32_t>(m_ids.size()));
    if (isNew)
        m_ids.push_back(id);
    return found->second;
}

std::uint32_t VariantLanes::factOf(RelationIndex relation, std::uint32_t entity)
{
    const auto [found, isNew] =
        m_factNumbers.emplace(std::pair(relation, entity), static_cast<std::uint32_t>(m_facts.size()));
    if (isNew) {
        m_facts.emplace_back(relation, entity);
        m_initial.push_back(0);
    }
    return found->second;
}

std::size_t VariantLanes::add(PreparedAttack &design)
{
    const auto lane = static_cast<std::uint32_t>(m_designs.size());
    m_designs.push_back(&design);
    std::vector<std::uint32_t> entities;
    for (EntityIndex entity = 0; entity < design.model().size(); ++entity)
        entities.push_back(entityOf(design.model().id(entity)));
    const Grounding &grounding = design.grounding();
    std::vector<std::uint32_t> facts;
    for (std::uint32_t fact = 0; fact < grounding.facts.size(); ++fact) {
        facts.push_back(factOf(grounding.facts[fact].relation, entities[grounding.facts[fact].subject]));
        if (grounding.system.initial[fact] & 1u)
            m_initial[facts.back()] |= LaneBits { 1 } << lane;
    }
    for (std::uint32_t pivot = 0; pivot < grounding.system.pivotCount(); ++pivot)
        addPivot(lane, pivot, entities, facts);
    return lane;
}

void VariantLanes::addPivot(std::uint32_t lane, std::uint32_t pivot,
    const std::vector<std::uint32_t> &entities, const std::vector<std::uint32_t> &facts)
{
    const PreparedAttack &design = *m_designs[lane];
    const Grounding &grounding = design.grounding();
    std::vector<std::uint32_t> key { grounding.ruleOf[pivot] };
    for (EntityIndex entity : design.bindingsOf(pivot))
        key.push_back(entities[entity]);
    const std::uint32_t step =
        m_stepNumbers.emplace(key, static_cast<std::uint32_t>(m_pivotsOf.size())).first->second;
    if (step == m_pivotsOf.size())
        m_pivotsOf.emplace_back();
    // What a pivot gives may hang on types of its elements, which a change may add to.
    std::vector<std::uint32_t> grants;
    for (std::uint32_t fact : grounding.system.grantsOf(pivot))
        grants.push_back(facts[fact]);
    std::sort(grants.begin(), grants.end());
    key.push_back(noIndex);
    key.insert(key.end(), grants.begin(), grants.end());
    const auto [found, isNew] =
        m_pivotNumbers.emplace(std::move(key), static_cast<std::uint32_t>(m_premises.size()));
    if (isNew) {
        std::vector<std::uint32_t> premises;
        for (std::uint32_t fact : grounding.system.premisesOf(pivot))
            premises.push_back(facts[fact]);
        m_premises.push_back(std::move(premises));
        m_grants.push_back(std::move(grants));
        m_instances.emplace_back();
        m_stepOf.push_back(step);
        m_pivotsOf[step].push_back(found->second);
    }
    m_instances[found->second].push_back({ lane, pivot });
}

bool VariantLanes::isOpen(const Instance &instance) const
{
    return (m_designs[instance.lane]->passage(instance.pivot).open & 1u) != 0;
}

Result<void> VariantLanes::run(const Job &job)
{
    GroundSystem system(m_facts.size());
    for (std::size_t pivot = 0; pivot < m_premises.size(); ++pivot)
        system.addPivot(m_premises[pivot], m_grants[pivot]);
    const auto open = [this](std::uint32_t pivot) {
        LaneBits lanes = 0;
        for (const Instance &instance : m_instances[pivot]) {
            if (isOpen(instance))
                lanes |= LaneBits { 1 } << instance.lane;
        }
        return lanes;
    };
    auto lanes = solveLanes(system, m_initial, open, job);
    if (!lanes)
        return tl::make_unexpected(lanes.error());
    m_lanes = std::move(*lanes);
    return {};
}

std::vector<ElementId> VariantLanes::fallen(std::size_t lane) const
{
    std::set<ElementId> elements;
    for (std::size_t fact = 0; fact < m_facts.size(); ++fact) {
        if (((m_lanes[fact] >> lane) & 1u) != 0 && meansFall(relations()[m_facts[fact].first].name))
            elements.insert(m_ids[m_facts[fact].second]);
    }
    return { elements.begin(), elements.end() };
}

bool VariantLanes::isOpenIn(std::size_t lane, std::uint32_t pivot) const
{
    return std::any_of(m_instances[pivot].begin(), m_instances[pivot].end(),
        [&](const Instance &instance) { return instance.lane == lane && isOpen(instance); });
}

std::vector<std::uint32_t> VariantLanes::closedBy(std::size_t lane) const
{
    std::vector<std::uint32_t> closed;
    for (std::uint32_t pivot = 0; pivot < m_premises.size(); ++pivot) {
        const bool isWithinReach = std::all_of(m_premises[pivot].begin(), m_premises[pivot].end(),
            [this](std::uint32_t fact) { return (m_lanes[fact] & 1u) != 0; });
        if (!isWithinReach || !isOpenIn(0, pivot))
            continue;
        const auto &same = m_pivotsOf[m_stepOf[pivot]];
        if (std::none_of(
                same.begin(), same.end(), [&](std::uint32_t other) { return isOpenIn(lane, other); }))
            closed.push_back(m_instances[pivot].front().pivot);
    }
    return closed;
}

} // namespace fourplane
