// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/ClosureSearch.h"
#include "core/attack/IncrementalClosure.h"
#include "tests/bench/KernelRows.h"

#include <algorithm>
#include <chrono>
#include <random>
#include <string>

namespace fourplane::bench {

namespace {

using Clock = std::chrono::steady_clock;

/// One flow, in milliseconds on the clock: that of the processor takes longer to read than an edit takes.
struct EditTime
{
    std::uint32_t item = 0; ///< of SeededCluster::allowed
    double closing = 1e9;
    double opening = 1e9;
};

double since(Clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// Goes through the edits in turn, each closed and opened once: closing a flow moves the derivation
/// elsewhere, so that a second time would find less to do. Every round starts afresh and meets the same
/// states; of each edit the fastest time counts. Gives the fastest full computation, taken in between.
double timeEdits(KernelBench &bench, const std::vector<std::uint32_t> &start, std::vector<EditTime> &edits)
{
    constexpr int rounds = 7;
    constexpr std::size_t recomputeEvery = 2000;
    IncrementalClosure closure(bench.compiled);
    ClosureSearch search(bench.compiled);
    double recompute = 1e9;
    for (int round = 0; round < rounds; ++round) {
        (void)closure.start(start);
        for (std::size_t i = 0; i < edits.size(); ++i) {
            const std::span<const std::uint32_t> pivots(&bench.ground.allowedPivot[edits[i].item], 1);
            auto begin = Clock::now();
            closure.close(pivots);
            edits[i].closing = std::min(edits[i].closing, since(begin));
            begin = Clock::now();
            closure.open(pivots);
            edits[i].opening = std::min(edits[i].opening, since(begin));
            if (i % recomputeEvery == 0) {
                begin = Clock::now();
                (void)search.run(start);
                recompute = std::min(recompute, since(begin));
            }
        }
    }
    return recompute;
}

void checkEdit(KernelBench &bench, IncrementalClosure &closure, std::uint32_t item)
{
    const std::span<const std::uint32_t> pivots(&bench.ground.allowedPivot[item], 1);
    closure.close(pivots);
    const NaiveReach naive = naiveReach(bench.cluster, bench.foothold, { {}, noIndex, item });
    for (std::size_t service = 0; service < bench.size; ++service)
        bench.require(
            closure.holds(bench.ground.execFact(service)) == (naive.exec[service] != 0), "a flow closed");
    closure.open(pivots);
    for (std::size_t service = 0; service < bench.size; ++service)
        bench.require(closure.holds(bench.ground.execFact(service)) == (bench.naive.exec[service] != 0),
            "a flow opened");
}

} // namespace

void measureEdits(KernelBench &bench)
{
    const std::vector<std::uint32_t> start { bench.ground.execFact(bench.foothold) };
    std::vector<EditTime> edits(20000);
    const std::size_t count = edits.size();
    std::mt19937 random(5);
    for (EditTime &edit : edits)
        edit.item = static_cast<std::uint32_t>(random() % bench.ground.allowedPivot.size());
    const double recompute = timeEdits(bench, start, edits);
    std::sort(edits.begin(), edits.end(),
        [](const EditTime &first, const EditTime &second) { return first.closing < second.closing; });
    IncrementalClosure closure(bench.compiled);
    (void)closure.start(start);
    for (std::size_t i = count - 5; i < count; ++i)
        checkEdit(bench, closure, edits[i].item); // those that change most
    for (std::size_t i = 0; i < count - 5; i += count / 10)
        checkEdit(bench, closure, edits[i].item);

    double closing = 0, opening = 0;
    for (const EditTime &edit : edits) {
        closing += edit.closing / static_cast<double>(count);
        opening += edit.opening / static_cast<double>(count);
    }
    const auto row = [&](const std::string &what, double time, bool isGain, std::vector<Goal> goal) {
        if (bench.size < 10000)
            goal.clear();
        bench.row("6", what, { time, time }, isGain ? recompute / time : time / recompute,
            isGain ? "x faster than recomputing" : "x recomputing", goal);
    };
    bench.row("-", "recompute after an edit", { recompute, recompute }, 0, "");
    row("close one flow, mean", closing, true, { { bench.shape == "seg" ? 15.0 : 200.0, false } });
    row("close one flow, p99", edits[count * 99 / 100].closing, false, { { 1.3, true } });
    row("close one flow, worst", edits.back().closing, false, { { 1.3, true } });
    row("open one flow, mean", opening, true, {});
}

} // namespace fourplane::bench
