// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/ClosureSearch.h"
#include "core/attack/LanePass.h"
#include "tests/bench/KernelRows.h"

#include <algorithm>
#include <string>

namespace fourplane::bench {

namespace {

constexpr unsigned worldCount = 16;

/// One run for each world, with what is open there: a row for the sum of their times.
Duration timeOwnRuns(const GroundSystem &system, const std::vector<WorldMask> &open)
{
    Duration sum;
    for (unsigned world = 0; world < worldCount; ++world) {
        const auto only = [world](WorldMask mask) { return static_cast<WorldMask>(mask & (1u << world)); };
        GroundSystem own = system;
        for (WorldMask &initial : own.initial)
            initial = only(initial);
        const Duration time = fastest(
            3, { [&] { (void)solve(own, [&](std::uint32_t pivot) { return only(open[pivot]); }); } })[0];
        sum.cpuMilliseconds += time.cpuMilliseconds;
        sum.wallMilliseconds += time.wallMilliseconds;
    }
    return sum;
}

void checkWorlds(const KernelBench &bench, const std::vector<WorldMask> &worlds)
{
    for (unsigned world = 0; world < worldCount; ++world) {
        const PlaneSet failed(static_cast<std::uint8_t>(world));
        const NaiveReach naive = naiveReach(bench.cluster, bench.foothold, { failed, noIndex, noIndex });
        for (std::size_t service = 0; service < bench.size; ++service)
            bench.require(
                ((worlds[bench.ground.execFact(service)] >> world) & 1u) == unsigned(naive.exec[service]),
                "worlds in one pass, code in a service");
        for (std::size_t store = 0; store < bench.cluster.stores(); ++store)
            bench.require(
                ((worlds[bench.ground.readFact(store)] >> world) & 1u) == unsigned(naive.read[store]),
                "worlds in one pass, reading a store");
    }
}

} // namespace

void measureWorlds(KernelBench &bench)
{
    GroundSystem system = bench.ground.system;
    system.initial[bench.ground.execFact(bench.foothold)] = 0xFFFF;
    std::vector<WorldMask> worlds;
    const std::vector<WorldMask> &open = bench.ground.open;
    const auto pass = [&] { worlds = *solve(system, [&](std::uint32_t pivot) { return open[pivot]; }); };
    const Duration before = fastest(3, { pass })[0];
    const Duration own = timeOwnRuns(system, open);
    const Duration after = fastest(3, { pass })[0];
    checkWorlds(bench, worlds);
    const Duration &best = before.cpuMilliseconds < after.cpuMilliseconds ? before : after;
    bench.row("-", "16 worlds, one own run each", own, 0, "");
    bench.row("7", "16 worlds in one pass", best, best.cpuMilliseconds / own.cpuMilliseconds,
        "of 16 own runs", { { 0.40, true } });
}

void measureControlRanking(KernelBench &bench)
{
    const std::vector<std::uint32_t> start { bench.ground.execFact(bench.foothold) };
    std::vector<std::uint32_t> controls, counted; // a control hardens a service that falls to an exploit
    std::vector<WhatIf> whatIfs;
    ClosureSearch search(bench.compiled);
    (void)search.run(start);
    for (std::uint32_t service = 0; service < bench.size; ++service) {
        counted.push_back(bench.ground.execFact(service));
        const std::uint32_t parent = search.parentOf(bench.ground.execFact(service));
        if (parent == noIndex || parent != bench.ground.execPivot[service])
            continue;
        controls.push_back(service);
        whatIfs.push_back({ { bench.ground.execPivot[service] }, {}, {} });
    }
    LanePass lanes(bench.compiled);
    std::vector<std::uint32_t> counts;
    const auto rank = [&] { counts = *countWhatIfs(lanes, start, whatIfs, counted); };

    // A run of its own for some of the controls, which is what all of them would take in proportion.
    const std::size_t step = std::max<std::size_t>(1, controls.size() / 200);
    CompiledSystem changed = bench.compiled;
    const ArcIndex index(changed);
    ClosureSearch own(changed);
    const auto without = [&](std::size_t i, const std::function<void()> &work) {
        const auto arcs = index.arcsOf(bench.ground.execPivot[controls[i]]);
        const std::uint32_t target = changed.targets[arcs.front()];
        changed.targets[arcs.front()] = changed.sink;
        work();
        changed.targets[arcs.front()] = target;
    };
    const auto rerun = [&] {
        for (std::size_t i = 0; i < controls.size(); i += step)
            without(i, [&] { (void)own.run(start); });
    };
    const auto best = fastest(5, { rank, rerun });
    const NodeBits countedNodes = lanes.nodesOf(counted);
    for (std::size_t i = 0; i < controls.size(); i += step) {
        without(i, [&] { (void)own.run(start); });
        bench.require(own.heldNodes().countCommon(countedNodes) == counts[i], "control ranking, own runs");
        if (i % (step * 20) == 0)
            bench.require(naiveReach(bench.cluster, bench.foothold, { {}, controls[i], noIndex }).execCount()
                    == counts[i],
                "control ranking, naive");
    }
    const double share =
        static_cast<double>((controls.size() + step - 1) / step) / static_cast<double>(controls.size());
    Duration all = best[1];
    all.cpuMilliseconds /= share;
    all.wallMilliseconds /= share;
    bench.row("-",
        std::to_string(controls.size()) + " controls, own runs (one in " + std::to_string(step) + ")", all, 0,
        "");
    std::vector<Goal> goal;
    if (bench.size == 10000)
        goal.push_back({ bench.shape == "seg" ? 15.0 : 40.0, false });
    bench.row("5a", "every single control taken away", best[0], all.cpuMilliseconds / best[0].cpuMilliseconds,
        "x faster than own runs", goal);
}

} // namespace fourplane::bench
