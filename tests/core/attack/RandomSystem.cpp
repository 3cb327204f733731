// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/core/attack/RandomSystem.h"

#include <rapidcheck.h>

#include <algorithm>

namespace fourplane::test {

namespace {

/// Counts and the seed are rapidcheck's, so that failures shrink; the rest follows from the seed, for speed.
class Maker
{
public:
    RandomSystem run()
    {
        const auto facts = *rc::gen::inRange<std::uint32_t>(1, 41);
        const auto pivots = *rc::gen::inRange<std::uint32_t>(0, 91);
        m_random.seed(*rc::gen::arbitrary<std::uint32_t>());
        m_free = facts / 3;
        m_facts = facts;
        m_made.system = GroundSystem(facts);
        for (std::uint32_t i = 0; i < pivots; ++i)
            addPivot();
        for (std::uint32_t i = 1 + below(2); i > 0; --i)
            m_made.system.initial[below(facts)] = below(4) ? 0xFFFF : worlds();
        return std::move(m_made);
    }

private:
    std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(m_random() % limit); }

    WorldMask failing() { return worldsWithout(PlaneSet(static_cast<std::uint8_t>(below(16)))); }

    WorldMask worlds()
    {
        switch (below(6)) {
        case 0:
            return 0;
        case 1:
            return static_cast<WorldMask>(below(0x10000));
        case 2: // two ways that are blocked by different planes
            return static_cast<WorldMask>(failing() | failing());
        case 3:
            return failing();
        default:
            return 0xFFFF;
        }
    }

    /// Any fact but those at the front that are still kept for pairs.
    std::uint32_t anyFact() { return m_free + below(m_facts - m_free); }

    void addPivot()
    {
        std::vector<std::uint32_t> premises, grants;
        if (m_free >= 2 && below(4) == 0) {
            premises = { m_free - 1, m_free - 2 };
            m_kept.insert(m_kept.end(), premises.begin(), premises.end());
            m_free -= 2;
        } else {
            const std::uint32_t draw = below(12);
            const std::uint32_t count = draw == 0 ? 0 : draw < 7 ? 1 : draw < 10 ? 2 : 1 + below(4);
            for (std::uint32_t i = 0; i < count; ++i)
                premises.push_back(below(8) || premises.empty() ? unkept() : premises.front());
        }
        for (std::uint32_t i = below(5) ? 1 : 2; i > 0; --i)
            grants.push_back(below(3) || m_kept.empty() ? anyFact() : m_kept[below(count(m_kept))]);
        m_made.add(premises, grants, worlds());
    }

    static std::uint32_t count(const std::vector<std::uint32_t> &list)
    {
        return static_cast<std::uint32_t>(list.size());
    }

    /// A fact that is no premise of a pair, as far as there are others.
    std::uint32_t unkept()
    {
        const std::uint32_t first = m_facts / 3;
        return first + below(m_facts - first);
    }

    std::mt19937 m_random;
    RandomSystem m_made;
    std::uint32_t m_facts = 0;
    std::uint32_t m_free = 0; ///< facts below it have not been used in a pair yet
    std::vector<std::uint32_t> m_kept; ///< premises of pairs
};

} // namespace

std::uint32_t RandomSystem::add(
    const std::vector<std::uint32_t> &premises, const std::vector<std::uint32_t> &grants, WorldMask worlds)
{
    open.push_back(worlds);
    return system.addPivot(premises, grants);
}

RandomSystem randomSystem()
{
    return Maker().run();
}

std::vector<bool> naiveClosure(const GroundSystem &system, const std::vector<std::uint32_t> &start,
    const std::function<bool(std::uint32_t)> &isOpen)
{
    std::vector<bool> holds(system.factCount());
    for (std::uint32_t fact : start)
        holds[fact] = true;
    for (bool changed = true; changed;) {
        changed = false;
        for (std::uint32_t pivot = 0; pivot < system.pivotCount(); ++pivot) {
            bool fires = isOpen(pivot);
            for (std::uint32_t fact : system.premisesOf(pivot))
                fires = fires && holds[fact];
            for (std::uint32_t fact : system.grantsOf(pivot)) {
                if (fires && !holds[fact]) {
                    holds[fact] = true;
                    changed = true;
                }
            }
        }
    }
    return holds;
}

std::vector<bool> naiveClosure(const RandomSystem &random, unsigned world)
{
    return naiveClosure(random.system, initialFacts(random.system, world),
        [&](std::uint32_t pivot) { return ((random.open[pivot] >> world) & 1u) != 0; });
}

std::vector<std::uint32_t> initialFacts(const GroundSystem &system, unsigned world)
{
    std::vector<std::uint32_t> facts;
    for (std::uint32_t fact = 0; fact < system.factCount(); ++fact) {
        if ((system.initial[fact] >> world) & 1u)
            facts.push_back(fact);
    }
    return facts;
}

std::string faultOfDerivation(const GroundSystem &system, const std::vector<std::uint32_t> &start,
    const std::function<bool(std::uint32_t)> &isOpen, const std::function<bool(std::uint32_t)> &holds,
    const std::function<std::uint32_t(std::uint32_t)> &parentOf)
{
    std::vector<bool> isDerived(system.factCount());
    for (std::uint32_t fact : start)
        isDerived[fact] = true;
    for (std::uint32_t fact = 0; fact < system.factCount(); ++fact) {
        const std::uint32_t parent = parentOf(fact);
        if (parent == noIndex) {
            if (holds(fact) && !isDerived[fact])
                return "fact " + std::to_string(fact) + " holds without a parent";
            continue;
        }
        const auto grants = system.grantsOf(parent);
        if (!isOpen(parent))
            return "the parent of fact " + std::to_string(fact) + " is closed";
        if (std::find(grants.begin(), grants.end(), fact) == grants.end())
            return "the parent of fact " + std::to_string(fact) + " does not give it";
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (std::uint32_t fact = 0; fact < system.factCount(); ++fact) {
            if (isDerived[fact] || parentOf(fact) == noIndex)
                continue;
            const auto premises = system.premisesOf(parentOf(fact));
            if (std::all_of(
                    premises.begin(), premises.end(), [&](auto premise) { return isDerived[premise]; })) {
                isDerived[fact] = true;
                changed = true;
            }
        }
    }
    for (std::uint32_t fact = 0; fact < system.factCount(); ++fact) {
        if (isDerived[fact] != holds(fact))
            return "fact " + std::to_string(fact) + " does not follow by its parents";
    }
    return {};
}

} // namespace fourplane::test
