// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/CampaignAttempts.h"

#include <algorithm>

namespace fourplane {

namespace {

constexpr std::size_t attemptStopInterval = 64;

/// The place among the rule's attacker facts of the one that attempts start from: what the attacker has at
/// the source, where the rule knows it. Nothing for a rule that needs no fact.
std::optional<std::size_t> startingAtom(const PreparedRule &rule)
{
    if (rule.attackerAtoms.empty())
        return std::nullopt;
    const Variable source = rule.split ? rule.split->near.trigger.subject : rule.source;
    const auto found = std::find_if(rule.attackerAtoms.begin(), rule.attackerAtoms.end(),
        [source](const Atom &atom) { return atom.subject == source; });
    return found == rule.attackerAtoms.end() ? 0
                                             : static_cast<std::size_t>(found - rule.attackerAtoms.begin());
}

std::vector<EntityIndex> tellingElements(
    const std::vector<bool> &isTelling, std::span<const EntityIndex> bindings)
{
    std::vector<EntityIndex> elements;
    for (std::size_t variable = 0; variable < bindings.size(); ++variable) {
        if (isTelling[variable])
            elements.push_back(bindings[variable]);
    }
    return elements;
}

} // namespace

CampaignAttempts::CampaignAttempts(PreparedAttack &attack, const std::vector<WorldMask> &worlds)
    : m_attack(attack)
    , m_grounding(attack.grounding())
    , m_worlds(worlds)
    , m_pivots(attack.rules().size())
    , m_groups(attack.rules().size())
{
    for (std::uint32_t group = 0; group < m_grounding.groups.size(); ++group)
        m_groups[m_grounding.groups[group].rule].push_back(group);
}

std::vector<bool> CampaignAttempts::tellingVariables(const PreparedRule &rule)
{
    const auto start = startingAtom(rule);
    std::vector<bool> isTelling(rule.variables.size(), !start);
    for (const Atom &atom : rule.grants)
        isTelling[atom.subject] = true;
    for (std::size_t i = 0; i < rule.attackerAtoms.size(); ++i) {
        if (i != start)
            isTelling[rule.attackerAtoms[i].subject] = true;
    }
    return isTelling;
}

std::uint32_t CampaignAttempts::factOf(const Atom &atom, std::span<const EntityIndex> bindings) const
{
    return m_grounding.numberOf({ atom.relation, bindings[atom.subject] });
}

bool CampaignAttempts::sortPivots(const Job &job)
{
    for (std::uint32_t pivot = 0; pivot < m_grounding.system.pivotCount(); ++pivot) {
        if (pivot % attemptStopInterval == 0 && job.isStopped())
            return false;
        if (m_grounding.kinds[pivot] != PivotKind::Single || m_grounding.isOfGroup[pivot])
            continue;
        const auto premises = m_grounding.system.premisesOf(pivot);
        if (std::all_of(premises.begin(), premises.end(), [this](std::uint32_t fact) { return holds(fact); })
            && (m_attack.passage(pivot).open & 1U) != 0)
            m_pivots[m_grounding.ruleOf[pivot]].push_back(pivot);
    }
    return true;
}

bool CampaignAttempts::isFarOpen(const PreparedRule &rule, std::span<const EntityIndex> far)
{
    return std::all_of(rule.attackerAtoms.begin(), rule.attackerAtoms.end(), [&](const Atom &atom) {
        return rule.split->isNear[atom.subject] || holds(factOf(atom, far));
    }) && (m_attack.gateKeeper().openBesidesRequests(rule, far) & 1U) != 0;
}

std::vector<CampaignAttempts::Place> CampaignAttempts::placesOf(std::uint32_t number)
{
    const PreparedRule &rule = m_attack.rules()[number];
    const std::vector<bool> isTelling = tellingVariables(rule);
    std::vector<Place> places;
    for (std::uint32_t pivot : m_pivots[number])
        places.push_back({ tellingElements(isTelling, m_attack.bindingsOf(pivot)), noIndex, pivot });
    // Gains and all premises but the one at the source are on the far side, so its elements tell.
    for (std::uint32_t group : m_groups[number]) {
        const BoundSide &far = m_grounding.groups[group].far;
        for (std::uint32_t i = 0; i < far.size(); ++i) {
            if (isFarOpen(rule, far[i]))
                places.push_back({ tellingElements(isTelling, far[i]), group, i });
        }
    }
    std::stable_sort(places.begin(), places.end(),
        [](const Place &first, const Place &second) { return first.elements < second.elements; });
    return places;
}

const std::vector<std::uint32_t> &CampaignAttempts::startsOf(std::uint32_t number)
{
    const auto [place, isNew] = m_starts.try_emplace(number);
    if (!isNew)
        return place->second;
    const PairGroup &group = m_grounding.groups[number];
    const PreparedRule &rule = m_attack.rules()[group.rule];
    for (std::size_t near = 0; near < group.near.size(); ++near) {
        const std::uint32_t fact = factOf(rule.split->near.trigger, group.near[near]);
        const bool isOpen =
            holds(fact) && (m_attack.gateKeeper().openBesidesRequests(rule, group.near[near]) & 1U) != 0;
        place->second.push_back(isOpen ? fact : noIndex);
    }
    return place->second;
}

/// What all of them have in common, read from one of them.
void CampaignAttempts::describe(std::span<const EntityIndex> bindings, AttemptsAlike &attempts) const
{
    const PreparedRule &rule = m_attack.rules()[attempts.rule];
    const auto start = startingAtom(rule);
    attempts.premises.clear();
    for (std::size_t i = 0; i < rule.attackerAtoms.size(); ++i) {
        if (i != start)
            attempts.premises.push_back(factOf(rule.attackerAtoms[i], bindings));
    }
    attempts.grants.clear();
    for (const Atom &atom : rule.grants) {
        for (const AttackerFact &fact :
            withImplied(m_attack.model(), { atom.relation, bindings[atom.subject] })) {
            const std::uint32_t number = m_grounding.numberOf(fact);
            if (std::find(attempts.grants.begin(), attempts.grants.end(), number) == attempts.grants.end())
                attempts.grants.push_back(number);
        }
    }
}

void CampaignAttempts::addAttempts(const Place &place, AttemptsAlike &attempts)
{
    const PreparedRule &rule = m_attack.rules()[attempts.rule];
    if (place.group == noIndex) {
        const auto bindings = m_attack.bindingsOf(place.number);
        const auto start = startingAtom(rule);
        attempts.starts.push_back(start ? factOf(rule.attackerAtoms[*start], bindings) : noIndex);
        attempts.bindings.insert(attempts.bindings.end(), bindings.begin(), bindings.end());
        return;
    }
    const PairGroup &group = m_grounding.groups[place.group];
    const auto far = group.far[place.number];
    const std::vector<std::uint32_t> &starts = startsOf(place.group);
    for (const NearRun &run : group.runsTo(place.number)) {
        if ((run.open & 1U) == 0)
            continue;
        for (std::uint32_t near = run.first; near < run.last; ++near) {
            if (starts[near] == noIndex)
                continue;
            attempts.starts.push_back(starts[near]);
            const auto nearSide = group.near[near];
            for (std::size_t variable = 0; variable < far.size(); ++variable)
                attempts.bindings.push_back(
                    rule.split->isNear[variable] ? nearSide[variable] : far[variable]);
        }
    }
}

bool CampaignAttempts::forEach(const Visit &visit, const Job &job)
{
    if (!sortPivots(job))
        return false;
    AttemptsAlike attempts;
    for (std::uint32_t rule = 0; rule < m_attack.rules().size(); ++rule) {
        m_starts.clear();
        const std::vector<Place> places = placesOf(rule);
        attempts.rule = rule;
        for (std::size_t next = 0; next < places.size();) {
            if (job.isStopped())
                return false;
            attempts.elements = places[next].elements;
            attempts.starts.clear();
            attempts.bindings.clear();
            for (; next < places.size() && places[next].elements == attempts.elements; ++next)
                addAttempts(places[next], attempts);
            if (attempts.starts.empty())
                continue;
            describe(attempts.bindingsOf(0), attempts);
            if (!visit(attempts))
                return false;
        }
    }
    return true;
}

} // namespace fourplane
