// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/CrowdAttempts.h"

#include <algorithm>
#include <tuple>

namespace fourplane {

namespace {

constexpr std::size_t nobody = std::size_t(-1);

/// The least value of the leaves from `first` to before `last` of a binary tree.
std::size_t leastOf(const std::vector<std::size_t> &tree, std::size_t first, std::size_t last)
{
    const std::size_t count = tree.size() / 2;
    std::size_t least = nobody;
    for (first += count, last += count; first < last; first /= 2, last /= 2) {
        if (first % 2 == 1)
            least = std::min(least, tree[first++]);
        if (last % 2 == 1)
            least = std::min(least, tree[--last]);
    }
    return least;
}

} // namespace

CrowdAttempts::CrowdAttempts(
    PreparedAttack &attack, const std::vector<std::uint32_t> &levels, const std::vector<std::uint32_t> &ranks)
    : m_attack(attack)
    , m_grounding(attack.grounding())
    , m_levels(levels)
    , m_ranks(ranks)
    , m_refused(attack.rules().size())
{
}

bool CrowdAttempts::run(const Job &job)
{
    for (std::size_t group = 0; group < m_grounding.groups.size(); ++group) {
        if (job.isStopped())
            return false;
        readGroup(group);
    }
    for (std::uint32_t rule = 0; rule < m_refused.size(); ++rule) {
        if (job.isStopped())
            return false;
        addBlocked(rule, m_refused[rule]);
    }
    return true;
}

std::vector<FurtherAttempts> CrowdAttempts::further() const
{
    std::vector<FurtherAttempts> list;
    for (const auto &[id, count] : m_further) {
        if (count.succeeded + count.blocked > 0)
            list.push_back(count);
    }
    return list;
}

std::uint32_t CrowdAttempts::nearFact(const PairGroup &group, std::size_t near) const
{
    const Atom &entry = m_attack.rules()[group.rule].split->near.trigger;
    return m_grounding.numberOf({ entry.relation, group.near[near][entry.subject] });
}

std::vector<std::uint32_t> CrowdAttempts::grantsOf(const PairGroup &group, std::size_t far) const
{
    std::vector<std::uint32_t> grants;
    for (const Atom &atom : m_attack.rules()[group.rule].grants) {
        for (const AttackerFact &fact :
            withImplied(m_attack.model(), { atom.relation, group.far[far][atom.subject] })) {
            const std::uint32_t number = m_grounding.numberOf(fact);
            if (std::find(grants.begin(), grants.end(), number) == grants.end())
                grants.push_back(number);
        }
    }
    return grants;
}

CrowdAttempts::HeldSide CrowdAttempts::heldSide(const PairGroup &group) const
{
    const PreparedRule &rule = m_attack.rules()[group.rule];
    const std::size_t count = group.near.size();
    HeldSide side;
    std::vector<bool> isAble(count, false);
    std::vector<std::vector<std::uint32_t>> keys(count);
    side.heldBefore.push_back(0);
    side.ableBefore.push_back(0);
    for (std::size_t place = 0; place < count; ++place) {
        const std::uint32_t level = m_levels[nearFact(group, place)];
        const bool isHeld = level != noIndex;
        isAble[place] =
            isHeld && (m_attack.gateKeeper().openBesidesRequests(rule, group.near[place]) & 1u) != 0;
        side.heldBefore.push_back(side.heldBefore.back() + (isHeld ? 1 : 0));
        side.ableBefore.push_back(side.ableBefore.back() + (isAble[place] ? 1 : 0));
        if (!isHeld)
            continue;
        side.byStep.push_back(place);
        keys[place] = { level, m_ranks[group.near[place][rule.source]] };
        for (EntityIndex element : group.near[place])
            keys[place].push_back(element == noIndex ? 0 : m_ranks[element]);
    }
    std::sort(side.byStep.begin(), side.byStep.end(),
        [&keys](std::size_t first, std::size_t second) { return keys[first] < keys[second]; });
    side.firstAble.assign(2 * count, nobody);
    for (std::size_t i = 0; i < side.byStep.size(); ++i) {
        if (isAble[side.byStep[i]])
            side.firstAble[count + side.byStep[i]] = i;
    }
    for (std::size_t node = count; node-- > 1;)
        side.firstAble[node] = std::min(side.firstAble[2 * node], side.firstAble[2 * node + 1]);
    return side;
}

void CrowdAttempts::readGroup(std::size_t number)
{
    const PairGroup &group = m_grounding.groups[number];
    const PreparedRule &rule = m_attack.rules()[group.rule];
    m_sides.push_back(heldSide(group));
    if (m_sides.back().byStep.empty())
        return;
    for (std::size_t far = 0; far < group.far.size(); ++far) {
        const auto bound = group.far[far];
        const bool isHeld =
            std::all_of(rule.attackerAtoms.begin(), rule.attackerAtoms.end(), [&](const Atom &atom) {
                return rule.split->isNear[atom.subject]
                    || m_levels[m_grounding.numberOf({ atom.relation, bound[atom.subject] })] != noIndex;
            });
        if (isHeld)
            readFar(number, far, m_refused[group.rule]);
    }
}

void CrowdAttempts::readFar(std::size_t number, std::size_t far, std::vector<Refused> &refused)
{
    const PairGroup &group = m_grounding.groups[number];
    const PreparedRule &rule = m_attack.rules()[group.rule];
    const HeldSide &side = m_sides[number];
    const std::span<const NearRun> runs = group.runsTo(far);
    const std::vector<std::uint32_t> grants = grantsOf(group, far);
    if (runs.empty() || std::none_of(grants.begin(), grants.end(), [this](std::uint32_t fact) {
            return m_levels[fact] != 0;
        }))
        return;
    const bool isAble = (m_attack.gateKeeper().openBesidesRequests(rule, group.far[far]) & 1u) != 0;
    FurtherAttempts &count = m_further.try_emplace(rule.technique->id).first->second;
    count.techniqueId = rule.technique->id;
    std::size_t held = 0, succeeded = 0, first = nobody;
    for (const NearRun &run : runs) {
        held += side.heldBefore[run.last] - side.heldBefore[run.first];
        if (!isAble || (run.open & 1u) == 0)
            continue;
        succeeded += side.ableBefore[run.last] - side.ableBefore[run.first];
        first = std::min(first, leastOf(side.firstAble, run.first, run.last));
    }
    if (first != nobody) {
        add(group, side.byStep[first], far);
        count.succeeded += succeeded - 1;
        return;
    }
    const bool isGained = std::all_of(
        grants.begin(), grants.end(), [this](std::uint32_t fact) { return m_levels[fact] != noIndex; });
    if (isGained || held == 0)
        return;
    count.blocked += held;
    refused.push_back({ number, far, 0, runs });
}

/// Each of the refused in turn, so that the limit does not hide most of the targets.
void CrowdAttempts::addBlocked(std::uint32_t rule, std::vector<Refused> &refused)
{
    std::size_t written = 0;
    while (written < blockedAttemptLimit && !refused.empty()) {
        for (Refused &one : refused) {
            const PairGroup &group = m_grounding.groups[one.group];
            const std::vector<std::size_t> &places = m_sides[one.group].byStep;
            const auto isPair = [&one](std::size_t place) {
                return std::any_of(one.runs.begin(), one.runs.end(),
                    [place](const NearRun &run) { return run.first <= place && place < run.last; });
            };
            while (one.tried < places.size() && !isPair(places[one.tried]))
                ++one.tried;
            if (one.tried == places.size() || written == blockedAttemptLimit)
                continue;
            add(group, places[one.tried++], one.far);
            ++written;
        }
        std::erase_if(
            refused, [this](const Refused &one) { return one.tried >= m_sides[one.group].byStep.size(); });
    }
    if (written > 0)
        m_further.at(m_attack.rules()[rule].technique->id).blocked -= written;
}

void CrowdAttempts::add(const PairGroup &group, std::size_t near, std::size_t far)
{
    const PreparedRule &rule = m_attack.rules()[group.rule];
    Attempt attempt;
    attempt.rule = group.rule;
    attempt.isOfCrowd = true;
    attempt.bindings = group.bindingsOf(rule.split->isNear, near, far);
    for (const Atom &atom : rule.attackerAtoms) {
        attempt.premises.push_back(m_grounding.numberOf({ atom.relation, attempt.bindings[atom.subject] }));
        attempt.step = std::max(attempt.step, m_levels[attempt.premises.back()]);
    }
    ++attempt.step;
    attempt.grants = grantsOf(group, far);
    attempt.blocking = m_attack.gateKeeper().judge(rule, attempt.bindings).blocking;
    m_attempts.push_back(std::move(attempt));
}

} // namespace fourplane
