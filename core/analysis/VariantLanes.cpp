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
        m_initial.emplace_back();
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
            m_initial[facts.back()].set(lane);
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

Result<std::vector<std::uint32_t>> VariantLanes::withinReach(const GroundSystem &system, const Job &job) const
{
    const auto isOpenSomewhere = [this](std::uint32_t pivot) {
        return std::any_of(m_instances[pivot].begin(), m_instances[pivot].end(),
            [this](const Instance &instance) { return isOpen(instance); });
    };
    const auto held = solve(
        system, [&](std::uint32_t pivot) { return static_cast<WorldMask>(isOpenSomewhere(pivot)); }, job);
    if (!held)
        return tl::make_unexpected(held.error());
    std::vector<std::uint32_t> pivots;
    for (std::uint32_t pivot = 0; pivot < m_premises.size(); ++pivot) {
        if (std::all_of(m_premises[pivot].begin(), m_premises[pivot].end(),
                [&held](std::uint32_t fact) { return ((*held)[fact] & 1u) != 0; }))
            pivots.push_back(pivot);
    }
    return pivots;
}

Result<void> VariantLanes::run(const Job &job)
{
    GroundSystem system(m_facts.size());
    std::vector<std::uint32_t> common; // facts
    std::vector<WhatIf> lanes(m_designs.size());
    for (std::uint32_t fact = 0; fact < m_facts.size(); ++fact) {
        if (m_initial[fact].isEmpty())
            continue;
        system.initial[fact] = 1;
        if (m_initial[fact] == LaneMask::firstLanes(m_designs.size())) {
            common.push_back(fact);
            continue;
        }
        for (std::size_t lane = 0; lane < lanes.size(); ++lane) {
            if (m_initial[fact].test(lane))
                lanes[lane].facts.push_back(fact);
        }
    }
    for (std::size_t pivot = 0; pivot < m_premises.size(); ++pivot)
        system.addPivot(m_premises[pivot], m_grants[pivot]);
    const auto reached = withinReach(system, job);
    if (!reached)
        return tl::make_unexpected(reached.error());
    // World 0 is the first design; world 1 stands for pivots that only others may open.
    std::vector<WorldMask> open(m_premises.size(), 0);
    for (std::uint32_t pivot : *reached) {
        LaneMask those;
        for (const Instance &instance : m_instances[pivot]) {
            if (isOpen(instance))
                those.set(instance.lane);
        }
        if (those.isEmpty())
            continue;
        const bool isOpenAtFirst = those.test(0);
        open[pivot] = isOpenAtFirst ? 1 : 2;
        for (std::size_t lane = 0; lane < lanes.size(); ++lane) {
            if (those.test(lane) != isOpenAtFirst)
                (isOpenAtFirst ? lanes[lane].closed : lanes[lane].opened).push_back(pivot);
        }
    }
    m_pass.emplace(CompiledSystem::make(system, open, 3));
    return m_pass->run(common, lanes, job);
}

std::vector<ElementId> VariantLanes::fallen(std::size_t lane) const
{
    std::set<ElementId> elements;
    for (std::uint32_t fact = 0; fact < m_facts.size(); ++fact) {
        if (meansFall(relations()[m_facts[fact].first].name) && m_pass->holds(fact, lane))
            elements.insert(m_ids[m_facts[fact].second]);
    }
    return { elements.begin(), elements.end() };
}

bool VariantLanes::holdsAll(std::span<const std::uint32_t> facts, std::size_t lane) const
{
    return std::all_of(
        facts.begin(), facts.end(), [&](std::uint32_t fact) { return m_pass->holds(fact, lane); });
}

bool VariantLanes::isOpenIn(std::size_t lane, std::uint32_t pivot) const
{
    return std::any_of(m_instances[pivot].begin(), m_instances[pivot].end(),
        [&](const Instance &instance) { return instance.lane == lane && isOpen(instance); });
}

/// Whatever it gives.
bool VariantLanes::isStepOpenIn(std::size_t lane, std::uint32_t pivot) const
{
    const auto &same = m_pivotsOf[m_stepOf[pivot]];
    return std::any_of(same.begin(), same.end(), [&](std::uint32_t other) { return isOpenIn(lane, other); });
}

std::vector<std::uint32_t> VariantLanes::closedBy(std::size_t lane) const
{
    std::vector<std::uint32_t> closed;
    for (std::uint32_t pivot = 0; pivot < m_premises.size(); ++pivot) {
        if (holdsAll(m_premises[pivot], 0) && isOpenIn(0, pivot) && !isStepOpenIn(lane, pivot))
            closed.push_back(m_instances[pivot].front().pivot);
    }
    return closed;
}

std::vector<std::uint32_t> VariantLanes::openedBy(std::size_t lane) const
{
    std::vector<std::uint32_t> opened;
    for (std::uint32_t pivot = 0; pivot < m_premises.size(); ++pivot) {
        if (holdsAll(m_grants[pivot], 0) || !holdsAll(m_premises[pivot], lane) || !isOpenIn(lane, pivot)
            || isStepOpenIn(0, pivot))
            continue;
        const auto own = std::find_if(m_instances[pivot].begin(), m_instances[pivot].end(),
            [lane](const Instance &instance) { return instance.lane == lane; });
        opened.push_back(own->pivot);
    }
    return opened;
}

} // namespace fourplane
