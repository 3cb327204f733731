// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/CompiledSystem.h"
#include "tests/core/attack/RandomSystem.h"

#include <rapidcheck.h>

#include <QtTest>

#include <algorithm>
#include <set>

using namespace fourplane;
using namespace fourplane::test;

namespace {

/// One line per (pivot, source or joined premises, grant) that a compiled system stands for.
std::multiset<std::vector<std::uint32_t>> meaningOf(const CompiledSystem &compiled)
{
    std::multiset<std::vector<std::uint32_t>> lines;
    const auto add = [&](std::vector<std::uint32_t> premises, std::uint32_t arc) {
        const std::uint32_t target = compiled.targets[arc];
        if (compiled.isJoin(target))
            return; // what the join gives stands in its row
        for (std::uint32_t &premise : premises)
            premise = compiled.factOf[premise];
        std::sort(premises.begin(), premises.end());
        premises.insert(
            premises.begin(), { compiled.pivotOf[arc], compiled.open[arc], compiled.factOf[target] });
        lines.insert(premises);
    };
    for (std::uint32_t pair = 0; pair < compiled.pairEnd / 2; ++pair)
        add({ 2 * pair, 2 * pair + 1 }, pair);
    for (std::uint32_t node = compiled.pairEnd; node < compiled.nodeCount(); ++node) {
        std::vector<std::uint32_t> premises { node };
        if (compiled.isJoin(node))
            premises.assign(compiled.premisesOf(node).begin(), compiled.premisesOf(node).end());
        else if (node == compiled.root)
            premises.clear();
        for (std::uint32_t arc = compiled.rowStart(node); arc < compiled.rowEnd(node); ++arc)
            add(premises, arc);
    }
    return lines;
}

std::multiset<std::vector<std::uint32_t>> meaningOf(const RandomSystem &random, WorldMask worlds)
{
    std::multiset<std::vector<std::uint32_t>> lines;
    for (std::uint32_t pivot = 0; pivot < random.system.pivotCount(); ++pivot) {
        const std::uint32_t open = random.open[pivot] & worlds;
        const auto premises = random.system.premisesOf(pivot), grants = random.system.grantsOf(pivot);
        const std::set<std::uint32_t> needed(premises.begin(), premises.end());
        for (std::uint32_t grant : std::set<std::uint32_t>(grants.begin(), grants.end())) {
            if (!open || (needed.size() == 1 && needed.contains(grant)))
                continue;
            std::vector<std::uint32_t> line { pivot, open, grant };
            line.insert(line.end(), needed.begin(), needed.end());
            lines.insert(line);
        }
    }
    return lines;
}

} // namespace

class tst_CompiledSystem : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void leavesOutWhatIsClosedInAllChosenWorlds();
    void pairsPremisesThatNothingElseUses();
    void joinsPremisesThatAreUsedElsewhere();
    void countsARepeatedPremiseOnce();
    void everyArcLeadsFromItsPremiseToAJoin();
    void meansWhatTheGroundSystemSays();
};

void tst_CompiledSystem::initTestCase()
{
    qputenv("RC_PARAMS", "seed=20261123 max_success=1500");
}

void tst_CompiledSystem::leavesOutWhatIsClosedInAllChosenWorlds()
{
    RandomSystem random { GroundSystem(3), {} };
    random.add({ 0 }, { 1 }, 0x0002);
    random.add({ 1 }, { 2 }, 0x0001);
    random.system.initial = { 0x0002, 0x0003, 0 };
    const auto compiled = CompiledSystem::make(random.system, random.open, 0x0001);
    QCOMPARE(compiled.pivotOf, (std::vector<std::uint32_t> { 1 }));
    QCOMPARE(compiled.initialFacts, (std::vector<std::uint32_t> { 1 }));
    QCOMPARE(int(compiled.initialWorlds[0]), 1);
}

void tst_CompiledSystem::pairsPremisesThatNothingElseUses()
{
    RandomSystem random { GroundSystem(4), {} };
    random.add({ 0 }, { 1, 2 });
    random.add({ 1, 2 }, { 3 });
    const auto compiled = CompiledSystem::make(random.system, random.open);
    QCOMPARE(compiled.pairEnd, 2u);
    QCOMPARE(compiled.joinEnd, 2u);
    QCOMPARE(compiled.nodeOf[1] / 2, compiled.nodeOf[2] / 2);
    QCOMPARE(compiled.targets[0], compiled.nodeOf[3]);
}

void tst_CompiledSystem::joinsPremisesThatAreUsedElsewhere()
{
    RandomSystem random { GroundSystem(4), {} };
    random.add({ 1, 2 }, { 3 });
    random.add({ 1 }, { 0 });
    const auto compiled = CompiledSystem::make(random.system, random.open);
    QCOMPARE(compiled.pairEnd, 0u);
    QCOMPARE(compiled.joinEnd, 1u);
    // So does a closed pivot no harm: it uses nothing.
    random.open[1] = 0;
    QCOMPARE(CompiledSystem::make(random.system, random.open).pairEnd, 2u);
}

void tst_CompiledSystem::countsARepeatedPremiseOnce()
{
    RandomSystem random { GroundSystem(2), {} };
    random.add({ 0, 0 }, { 1, 1 });
    const auto compiled = CompiledSystem::make(random.system, random.open);
    QCOMPARE(compiled.joinEnd, 0u);
    QCOMPARE(compiled.arcCount(), 1u);
}

void tst_CompiledSystem::everyArcLeadsFromItsPremiseToAJoin()
{
    QVERIFY(rc::check("arcs into joins", [] {
        const RandomSystem random = randomSystem();
        const auto compiled = CompiledSystem::make(random.system, random.open);
        std::multiset<std::pair<std::uint32_t, std::uint32_t>> arcs, wanted;
        for (std::uint32_t node = compiled.pairEnd; node < compiled.nodeCount(); ++node) {
            for (std::uint32_t arc = compiled.rowStart(node); arc < compiled.rowEnd(node); ++arc) {
                if (compiled.isJoin(compiled.targets[arc]))
                    arcs.insert({ node, compiled.targets[arc] });
            }
        }
        for (std::uint32_t join = compiled.pairEnd; join < compiled.joinEnd; ++join) {
            for (std::uint32_t premise : compiled.premisesOf(join))
                wanted.insert({ premise, join });
        }
        RC_ASSERT(arcs == wanted);
    }));
}

void tst_CompiledSystem::meansWhatTheGroundSystemSays()
{
    QVERIFY(rc::check("meaning", [] {
        const RandomSystem random = randomSystem();
        for (WorldMask worlds : { WorldMask(0xFFFF), WorldMask(1), WorldMask(0x8001) })
            RC_ASSERT(meaningOf(CompiledSystem::make(random.system, random.open, worlds))
                == meaningOf(random, worlds));
    }));
}

QTEST_APPLESS_MAIN(tst_CompiledSystem)
#include "tst_CompiledSystem.moc"
