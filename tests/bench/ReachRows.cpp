// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/ClosureSearch.h"
#include "core/attack/FootholdReach.h"
#include "tests/bench/KernelRows.h"

#include <algorithm>
#include <numeric>
#include <string>

namespace fourplane::bench {

namespace {

FootholdQuestion everyFoothold(const KernelBench &bench)
{
    FootholdQuestion question;
    for (std::size_t service = 0; service < bench.size; ++service)
        question.counted.push_back(bench.ground.execFact(service));
    for (std::uint32_t fact : question.counted)
        question.footholds.push_back({ fact });
    return question;
}

std::size_t heldAmong(const ClosureSearch &search, const std::vector<std::uint32_t> &facts)
{
    return static_cast<std::size_t>(std::count_if(
        facts.begin(), facts.end(), [&search](std::uint32_t fact) { return search.holds(fact); }));
}

void check(const KernelBench &bench, const FootholdQuestion &question, const FootholdReach &result)
{
    ClosureSearch search(bench.compiled);
    const std::size_t step = std::max<std::size_t>(1, bench.size / 2000);
    for (std::uint32_t service = 0; service < bench.size; service += static_cast<std::uint32_t>(step)) {
        (void)search.run(question.footholds[service]);
        bench.require(
            heldAmong(search, question.counted) == result.reach[service], "all footholds, own searches");
        if (service % (step * 40) == 0)
            bench.require(naiveReach(bench.cluster, service).execCount() == result.reach[service],
                "all footholds, naive");
    }
}

} // namespace

void measureEveryFoothold(KernelBench &bench)
{
    const FootholdQuestion question = everyFoothold(bench);
    FootholdReach result;
    ClosureSearch search(bench.compiled);
    // Own searches of one foothold in so many: what all of them would take in proportion.
    const std::size_t step = std::max<std::size_t>(1, bench.size / 500);
    const auto own = [&] {
        for (std::size_t service = 0; service < bench.size; service += step)
            (void)search.run(question.footholds[service]);
    };
    const auto best = fastest(5, { [&] { result = *reachOfFootholds(bench.compiled, question); }, own });
    check(bench, question, result);
    Duration all = best[1];
    all.cpuMilliseconds *= static_cast<double>(step);
    all.wallMilliseconds *= static_cast<double>(step);
    bench.row("-", "every foothold, own searches (one in " + std::to_string(step) + ")", all, 0, "");
    std::vector<Goal> goal;
    if (bench.size == 10000)
        goal.push_back({ bench.shape == "seg" ? 25.0 : 300.0, false });
    bench.row(bench.size == 10000 ? bench.shape == "seg" ? "3a" : "3b" : "3", "every foothold at once",
        best[0], all.cpuMilliseconds / best[0].cpuMilliseconds, "x faster than own searches", goal);
    const auto pairs = std::accumulate(result.reach.begin(), result.reach.end(), std::size_t(0));
    bench.note(std::to_string(result.componentCount) + " components of footholds, " + std::to_string(pairs)
        + " pairs of foothold and fallen service");
    if (bench.size != 100000)
        return;
    KernelBench smaller(10000, bench.shape);
    const FootholdQuestion smallerQuestion = everyFoothold(smaller);
    const auto both = fastest(5,
        { [&] { result = *reachOfFootholds(bench.compiled, question); },
            [&] { result = *reachOfFootholds(smaller.compiled, smallerQuestion); } });
    bench.row("3c", "every foothold at once", both[0], both[0].cpuMilliseconds / both[1].cpuMilliseconds,
        "x the time at 10,000",
        bench.shape == "seg" ? std::vector<Goal> { { 120, true } } : std::vector<Goal> {});
}

} // namespace fourplane::bench
