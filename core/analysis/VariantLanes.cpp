// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/VariantLanes.h"

#include <algorithm>
#include <set>

namespace fourplane {

namespace {

bool isHeldFromStart(const Grounding &grounding, std::uint32_t fact)
{
    return (grounding.system.initial[fact] & 1u) != 0;
}

/// Whether a pivot of `attack` would succeed in `other` too, within reach there or not.
bool wouldSucceed(const PreparedAttack &attack, std::uint32_t pivot, PreparedAttack &other)
{
    std::vector<EntityIndex> bindings;
    for (EntityIndex element : attack.bindingsOf(pivot)) {
        const auto same = other.model().find(attack.model().id(element));
        if (!same)
            return false;
        bindings.push_back(*same);
    }
    return other.wouldSucceed(attack.grounding().ruleOf[pivot], bindings);
}

} // namespace

VariantLanes::VariantLanes(PreparedAttack &design, const GroundReach &reach)
    : m_design(design)
    , m_reach(reach)
    , m_lanes(1)
    , m_closedBy(1)
{
    m_own = numbersOf(design);
    for (std::uint32_t fact : m_own.facts)
        m_initial[fact] = isHeldFromStart(design.grounding(), fact) ? LaneMask::firstLanes(1) : LaneMask();
}

std::size_t VariantLanes::KeyHash::operator()(const Key &key) const
{
    std::uint64_t hash = 1469598103934665603u; // FNV-1a over the numbers
    for (std::uint32_t number : key)
        hash = (hash ^ number) * 1099511628211u;
    return static_cast<std::size_t>(hash);
}

std::uint32_t VariantLanes::factOf(const AttackerFact &fact)
{
    const std::uint64_t key = (std::uint64_t(fact.relation) << 32) | fact.subject;
    const auto [found, isNew] = m_factNumbers.emplace(key, static_cast<std::uint32_t>(m_facts.size()));
    if (isNew) {
        m_facts.push_back(fact);
        m_initial.emplace_back();
    }
    return found->second;
}

/// Elements and facts of the design itself keep their numbers.
VariantLanes::Numbers VariantLanes::numbersOf(const PreparedAttack &variant)
{
    Numbers numbers;
    const auto own = static_cast<std::uint32_t>(m_design.model().size());
    for (EntityIndex element = 0; element < variant.model().size(); ++element) {
        const ElementId &id = variant.model().id(element);
        if (const auto known = m_design.model().find(id)) {
            numbers.entities.push_back(*known);
            continue;
        }
        const auto [place, isNew] =
            m_newEntities.emplace(id, own + static_cast<std::uint32_t>(m_newIds.size()));
        if (isNew)
            m_newIds.push_back(id);
        numbers.entities.push_back(place->second);
    }
    for (const AttackerFact &fact : variant.grounding().facts)
        numbers.facts.push_back(factOf({ fact.relation, numbers.entities[fact.subject] }));
    return numbers;
}

VariantLanes::Key VariantLanes::keyOf(
    const PreparedAttack &attack, std::uint32_t pivot, const Numbers &numbers)
{
    Key key { attack.grounding().ruleOf[pivot] };
    for (EntityIndex element : attack.bindingsOf(pivot))
        key.push_back(numbers.entities[element]);
    key.push_back(noIndex);
    const auto grants = static_cast<std::ptrdiff_t>(key.size());
    for (std::uint32_t fact : attack.grounding().system.grantsOf(pivot))
        key.push_back(numbers.facts[fact]);
    std::sort(key.begin() + grants, key.end());
    return key;
}

bool VariantLanes::isReached(std::uint32_t pivot) const
{
    const auto premises = m_design.grounding().system.premisesOf(pivot);
    return std::all_of(
        premises.begin(), premises.end(), [this](std::uint32_t fact) { return m_reach.holds(fact); });
}

std::size_t VariantLanes::add(PreparedAttack &variant)
{
    const std::size_t lane = m_lanes.size();
    WhatIf difference;
    const Numbers numbers = numbersOf(variant);
    const Grounding &grounding = variant.grounding();
    for (std::uint32_t fact = 0; fact < grounding.facts.size(); ++fact) {
        if (isHeldFromStart(grounding, fact))
            m_initial[numbers.facts[fact]].set(lane);
    }
    std::vector<bool> isThere(m_design.grounding().system.pivotCount(), false);
    for (std::uint32_t before : variant.pivotsBefore()) {
        if (before != noIndex)
            isThere[before] = true;
    }
    std::unordered_map<Key, std::uint32_t, KeyHash> dropped; // pivots of the design
    for (std::uint32_t pivot = 0; pivot < isThere.size(); ++pivot) {
        if (!isThere[pivot])
            dropped.emplace(keyOf(m_design, pivot, m_own), pivot);
    }
    for (std::uint32_t pivot = 0; pivot < grounding.system.pivotCount(); ++pivot) {
        if (!variant.pivotsBefore().empty() && variant.pivotsBefore()[pivot] != noIndex)
            continue;
        const Key key = keyOf(variant, pivot, numbers);
        if (const auto same = dropped.find(key); same != dropped.end())
            isThere[same->second] = true;
        else
            difference.opened.push_back(newPivot(variant, pivot, numbers, key));
    }
    std::vector<std::uint32_t> closed;
    for (std::uint32_t pivot = 0; pivot < isThere.size(); ++pivot) {
        if (isThere[pivot])
            continue;
        difference.closed.push_back(pivot);
        if (isReached(pivot) && !wouldSucceed(m_design, pivot, variant))
            closed.push_back(pivot);
    }
    m_lanes.push_back(std::move(difference));
    m_closedBy.push_back(std::move(closed));
    return lane;
}

std::uint32_t VariantLanes::newPivot(
    const PreparedAttack &variant, std::uint32_t pivot, const Numbers &numbers, const Key &key)
{
    const auto own = static_cast<std::uint32_t>(m_design.grounding().system.pivotCount());
    const auto [found, isNew] = m_newNumbers.emplace(key, static_cast<std::uint32_t>(m_newPivots.size()));
    if (isNew) {
        const GroundSystem &system = variant.grounding().system;
        NewPivot made;
        for (std::uint32_t fact : system.premisesOf(pivot))
            made.premises.push_back(numbers.facts[fact]);
        for (std::uint32_t fact : system.grantsOf(pivot))
            made.grants.push_back(numbers.facts[fact]);
        std::sort(made.grants.begin(), made.grants.end());
        made.step = stepOf(variant, pivot);
        m_newPivots.push_back(std::move(made));
    }
    return own + found->second;
}

std::optional<OpenedStep> VariantLanes::stepOf(const PreparedAttack &variant, std::uint32_t pivot)
{
    const auto bindings = variant.bindingsOf(pivot);
    const bool isKnown = std::all_of(bindings.begin(), bindings.end(),
        [&](EntityIndex element) { return m_design.model().find(variant.model().id(element)).has_value(); });
    if (!isKnown || wouldSucceed(variant, pivot, m_design))
        return std::nullopt;
    const PreparedRule &rule = variant.ruleOf(pivot);
    return OpenedStep { rule.technique->id, variant.model().id(bindings[rule.source]),
        variant.model().id(bindings[rule.target]) };
}

Result<void> VariantLanes::run(const Job &job)
{
    const GroundSystem &own = m_design.grounding().system;
    GroundSystem system(m_facts.size());
    std::vector<std::uint32_t> common; // facts
    for (std::uint32_t fact = 0; fact < m_facts.size(); ++fact) {
        if (m_initial[fact].isEmpty())
            continue;
        system.initial[fact] = 1;
        if (m_initial[fact] == LaneMask::firstLanes(m_lanes.size())) {
            common.push_back(fact);
            continue;
        }
        for (std::size_t lane = 0; lane < m_lanes.size(); ++lane) {
            if (m_initial[fact].test(lane))
                m_lanes[lane].facts.push_back(fact);
        }
    }
    for (std::uint32_t pivot = 0; pivot < own.pivotCount(); ++pivot)
        system.addPivot(own.premisesOf(pivot), own.grantsOf(pivot));
    for (const NewPivot &pivot : m_newPivots)
        system.addPivot(pivot.premises, pivot.grants);
    // World 0 is the design; world 1 stands for pivots that only others have.
    std::vector<WorldMask> open(system.pivotCount(), 2);
    std::fill_n(open.begin(), own.pivotCount(), WorldMask(1));
    m_pass.emplace(CompiledSystem::make(system, open, 3));
    return m_pass->run(common, m_lanes, job);
}

std::vector<ElementId> VariantLanes::fallen(std::size_t lane) const
{
    const std::size_t own = m_design.model().size();
    std::set<ElementId> elements;
    for (std::uint32_t fact = 0; fact < m_facts.size(); ++fact) {
        const EntityIndex element = m_facts[fact].subject;
        if (meansFall(relations()[m_facts[fact].relation].name) && m_pass->holds(fact, lane))
            elements.insert(element < own ? m_design.model().id(element) : m_newIds[element - own]);
    }
    return { elements.begin(), elements.end() };
}

bool VariantLanes::holdsAll(std::span<const std::uint32_t> facts, std::size_t lane) const
{
    return std::all_of(
        facts.begin(), facts.end(), [&](std::uint32_t fact) { return m_pass->holds(fact, lane); });
}

std::vector<OpenedStep> VariantLanes::openedBy(std::size_t lane) const
{
    const std::size_t own = m_design.grounding().system.pivotCount();
    std::set<OpenedStep> steps;
    for (std::uint32_t number : m_lanes[lane].opened) {
        const NewPivot &pivot = m_newPivots[number - own];
        if (pivot.step && !holdsAll(pivot.grants, 0) && holdsAll(pivot.premises, lane))
            steps.insert(*pivot.step);
    }
    return { steps.begin(), steps.end() };
}

} // namespace fourplane
