// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/GroundCut.h"

#include <rapidcheck.h>

#include <QtTest>

#include <algorithm>

using namespace fourplane;

namespace {

/// A random hypergraph with a few controls that each close some pivots.
struct RandomCut
{
    GroundSystem system { 0 };
    std::vector<std::vector<std::uint32_t>> closes;
    std::vector<long> costs;

    CutProblem problem() const
    {
        return { system, std::vector<bool>(system.pivotCount(), true), closes, costs,
            { static_cast<std::uint32_t>(system.factCount() - 1) } };
    }
};

RandomCut randomCut()
{
    RandomCut random;
    const auto facts = *rc::gen::inRange<std::uint32_t>(3, 10);
    const auto pivots = *rc::gen::inRange<std::uint32_t>(3, 22);
    const auto fact = rc::gen::inRange<std::uint32_t>(0, facts);
    random.system = GroundSystem(facts);
    random.system.initial[0] = 1;
    for (std::uint32_t pivot = 0; pivot < pivots; ++pivot) {
        // Mostly one premise, often the start, so that the goal is mostly reached.
        std::vector<std::uint32_t> premises { pivot % 4 == 0 ? 0 : *fact };
        if (*rc::gen::inRange(0, 4) == 0)
            premises.push_back(*fact);
        random.system.addPivot(premises, std::vector<std::uint32_t> { 1 + pivot % (facts - 1), *fact });
    }
    const auto controls = *rc::gen::inRange<std::size_t>(1, 8);
    for (std::size_t control = 0; control < controls; ++control) {
        random.closes.push_back(*rc::gen::unique<std::vector<std::uint32_t>>(
            *rc::gen::inRange<std::size_t>(1, std::min<std::size_t>(5, pivots)),
            rc::gen::inRange<std::uint32_t>(0, pivots)));
        random.costs.push_back(*rc::gen::inRange<long>(1, 6));
    }
    return random;
}

/// Whether the goal holds where the chosen controls are in force, by plain sweeps.
bool goalHolds(const RandomCut &random, std::size_t chosen)
{
    std::vector<bool> isClosed(random.system.pivotCount(), false);
    for (std::size_t control = 0; control < random.closes.size(); ++control) {
        for (std::uint32_t pivot : random.closes[control])
            isClosed[pivot] = isClosed[pivot] || ((chosen >> control) & 1u) != 0;
    }
    std::vector<bool> holds(random.system.factCount(), false);
    holds[0] = true;
    for (bool changed = true; changed;) {
        changed = false;
        for (std::uint32_t pivot = 0; pivot < random.system.pivotCount(); ++pivot) {
            const auto premises = random.system.premisesOf(pivot);
            const bool fires = !isClosed[pivot]
                && std::all_of(
                    premises.begin(), premises.end(), [&holds](std::uint32_t fact) { return holds[fact]; });
            for (std::uint32_t fact : random.system.grantsOf(pivot)) {
                changed = changed || (fires && !holds[fact]);
                holds[fact] = holds[fact] || fires;
            }
        }
    }
    return holds.back();
}

} // namespace

class tst_GroundCut : public QObject
{
    Q_OBJECT

private slots:

    void isAsCheapAsTryingEverySet()
    {
        const bool held = rc::check("cheapest cut", [] {
            const RandomCut random = randomCut();
            std::optional<long> least;
            for (std::size_t chosen = 0; chosen < (std::size_t { 1 } << random.costs.size()); ++chosen) {
                long cost = 0;
                for (std::size_t control = 0; control < random.costs.size(); ++control)
                    cost += ((chosen >> control) & 1u) != 0 ? random.costs[control] : 0;
                if ((!least || cost < *least) && !goalHolds(random, chosen))
                    least = cost;
            }
            const auto cut = cheapestCut(random.problem()).value();
            RC_TAG(least.has_value() ? (*least > 0 ? "cut" : "holds anyway") : "no cut");
            RC_ASSERT(cut.has_value() == least.has_value());
            if (cut) {
                std::size_t chosen = 0;
                for (std::size_t control : *cut)
                    chosen |= std::size_t { 1 } << control;
                RC_ASSERT(!goalHolds(random, chosen));
                RC_ASSERT(costOf(*cut, random.costs) == *least);
            }
        });
        QVERIFY(held);
    }

    /// 0 -> 1 -> 3 and 0 -> 2 -> 3: either both ends, or the dear control on both at once.
    void takesTwoCheapOnesBeforeADearOne()
    {
        GroundSystem system(4);
        system.initial[0] = 1;
        const auto add = [&system](std::uint32_t from, std::uint32_t to) {
            system.addPivot(std::vector<std::uint32_t> { from }, std::vector<std::uint32_t> { to });
        };
        add(0, 1);
        add(0, 2);
        add(1, 3);
        add(2, 3);
        CutProblem problem { system, std::vector<bool>(4, true), { { 0 }, { 1 }, { 2, 3 } }, { 1, 1, 3 },
            { 3 } };
        QCOMPARE(cheapestCut(problem).value().value(), Choice({ 0, 1 }));
        problem.costs = { 2, 2, 3 };
        QCOMPARE(cheapestCut(problem).value().value(), Choice({ 2 }));
        problem.closes = { { 0 }, {}, {} };
        QVERIFY(!cheapestCut(problem).value().has_value());
    }
};

QTEST_APPLESS_MAIN(tst_GroundCut)
#include "tst_GroundCut.moc"
