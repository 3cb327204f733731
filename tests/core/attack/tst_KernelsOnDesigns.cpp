// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/ClosureSearch.h"
#include "core/attack/FootholdReach.h"
#include "core/attack/IncrementalClosure.h"
#include "core/attack/LanePass.h"
#include "core/attack/PreparedAttack.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/storage/CatalogueFile.h"
#include "tests/core/attack/RandomDesign.h"
#include "tests/core/attack/RandomSystem.h"

#include <rapidcheck.h>

#include <QtTest>

#include <algorithm>
#include <numeric>
#include <random>

using namespace fourplane;
using namespace fourplane::test;

namespace {

/// RC_PARAMS asks for 200 rounds: five designs each are 1,000.
constexpr std::uint32_t designsPerRound = 5;

/// The hypergraph of a random design under the whole catalogue, for code in any of its workloads.
struct Attacked
{
    RandomSystem ground; ///< starts from the scenario's footholds
    std::vector<std::vector<std::uint32_t>> starts; ///< by workload
};

Attacked attacked(std::uint32_t seed)
{
    static const TechniqueCatalogue catalogue = shippedCatalogue().value();
    const RandomDesign random = randomDesign(seed);
    const CompiledPlan compiled = compilePlan(random.project);
    const PolicyDecisionPoint decisions(compiled.plan);
    PreparationOptions options;
    options.fromEveryWorkload = true;
    options.limits.singleInstances = seed % 2 == 0 ? 0 : 1000000; // with crowds and without
    auto attack = PreparedAttack::make(random.project, decisions, catalogue, random.scenario, {}, options);
    RC_ASSERT(attack.has_value());
    Attacked result;
    result.ground.system = attack->grounding().system;
    for (std::uint32_t pivot = 0; pivot < result.ground.system.pivotCount(); ++pivot)
        result.ground.open.push_back(attack->passage(pivot).open);
    for (const auto &[id, workload] : random.project.topology.workloads)
        result.starts.push_back(attack->startOf(id));
    return result;
}

std::vector<WorldMask> solved(const GroundSystem &system, const std::vector<WorldMask> &open)
{
    return *solve(system, [&open](std::uint32_t pivot) { return open[pivot]; });
}

void requireSameInOneWorld(const RandomSystem &ground, const std::vector<WorldMask> &worlds, unsigned world)
{
    const auto bit = static_cast<WorldMask>(1u << world);
    const auto compiled = CompiledSystem::make(ground.system, ground.open, bit);
    ClosureSearch search(compiled);
    RC_ASSERT(bool(search.run(compiled.initialFacts)));
    for (std::uint32_t fact = 0; fact < worlds.size(); ++fact)
        RC_ASSERT(search.holds(fact) == ((worlds[fact] & bit) != 0));
    RC_ASSERT(faultOfDerivation(
                  ground.system, compiled.initialFacts,
                  [&](std::uint32_t pivot) { return (ground.open[pivot] & bit) != 0; },
                  [&](std::uint32_t fact) { return search.holds(fact); },
                  [&](std::uint32_t fact) { return search.parentOf(fact); })
        == "");
}

void requireSameFromEveryWorkload(const Attacked &design)
{
    FootholdQuestion question;
    question.footholds = design.starts;
    question.counted.resize(design.ground.system.factCount());
    std::iota(question.counted.begin(), question.counted.end(), 0u);
    const auto compiled = CompiledSystem::make(design.ground.system, design.ground.open, 1);
    const FootholdReach result = *reachOfFootholds(compiled, question);
    for (std::size_t i = 0; i < design.starts.size(); ++i) {
        GroundSystem system = design.ground.system;
        std::fill(system.initial.begin(), system.initial.end(), WorldMask(0));
        for (std::uint32_t fact : design.starts[i])
            system.initial[fact] = 1;
        const auto worlds = solved(system, design.ground.open);
        RC_ASSERT(result.reach[i]
            == std::uint32_t(std::count_if(
                worlds.begin(), worlds.end(), [](WorldMask mask) { return (mask & 1u) != 0; })));
    }
}

/// Pivots closed and, where they were closed, opened: as lanes of one pass and as edits one after the other.
void requireSameAfterChanges(const RandomSystem &ground, std::uint32_t seed)
{
    std::vector<WorldMask> present(ground.open); // of use in the layout, in world 0 or not
    for (WorldMask &mask : present)
        mask = static_cast<WorldMask>((mask & 1u) | 2u);
    const auto compiled = CompiledSystem::make(ground.system, present);
    const std::vector<std::uint32_t> start = initialFacts(ground.system, 0);
    LanePass pass(compiled);
    IncrementalClosure closure(compiled);
    RC_ASSERT(bool(closure.start(start)));
    std::mt19937 random(seed);
    std::vector<WhatIf> lanes;
    for (int i = 0; i < 12; ++i) {
        const auto pivot = static_cast<std::uint32_t>(random() % ground.system.pivotCount());
        lanes.emplace_back();
        (ground.open[pivot] & 1u ? lanes.back().closed : lanes.back().opened).push_back(pivot);
    }
    RC_ASSERT(bool(pass.run(start, lanes)));
    for (std::size_t lane = 0; lane < lanes.size(); ++lane) {
        closure.close(lanes[lane].closed);
        closure.open(lanes[lane].opened);
        std::vector<WorldMask> open(ground.open);
        for (std::uint32_t pivot : lanes[lane].closed)
            open[pivot] = 0;
        for (std::uint32_t pivot : lanes[lane].opened)
            open[pivot] = 1;
        const auto worlds = solved(ground.system, open);
        for (std::uint32_t fact = 0; fact < worlds.size(); ++fact) {
            RC_ASSERT(pass.holds(fact, lane) == ((worlds[fact] & 1u) != 0));
            RC_ASSERT(closure.holds(fact) == ((worlds[fact] & 1u) != 0));
        }
        closure.close(lanes[lane].opened);
        closure.open(lanes[lane].closed);
    }
}

} // namespace

/// The fast kernels on what the engine really grounds.
class tst_KernelsOnDesigns : public QObject
{
    Q_OBJECT

private slots:
    void allKernelsEqualThePlainSolver();
};

void tst_KernelsOnDesigns::allKernelsEqualThePlainSolver()
{
    std::size_t designs = 0, pivots = 0;
    QVERIFY(rc::check("kernels on random designs", [&] {
        const auto seed = *rc::gen::noShrink(rc::gen::arbitrary<std::uint32_t>());
        for (std::uint32_t i = 0; i < designsPerRound; ++i) {
            RC_LOG() << "design " << seed + i << "\n";
            const Attacked design = attacked(seed + i);
            ++designs;
            const RandomSystem &ground = design.ground;
            if (ground.system.pivotCount() == 0)
                continue;
            pivots += ground.system.pivotCount();
            const auto worlds = solved(ground.system, ground.open);
            for (unsigned world : { 0u, 6u, 15u })
                requireSameInOneWorld(ground, worlds, world);
            requireSameFromEveryWorkload(design);
            requireSameAfterChanges(ground, seed + i);
        }
    }));
    qInfo("%zu designs, %zu pivots", designs, pivots);
    QVERIFY(pivots > 100 * designs); // the designs are worth attacking
}

QTEST_APPLESS_MAIN(tst_KernelsOnDesigns)
#include "tst_KernelsOnDesigns.moc"
