// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/ClosureSearch.h"
#include "tests/bench/KernelRows.h"
#include "tests/bench/TopologyFiles.h"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

using namespace fourplane;
using namespace fourplane::bench;

/// Size, shape and what of the topology the table in performance.md tells too.
void describe(const KernelBench &bench)
{
    bench.note(std::to_string(bench.cluster.allowed.items.size()) + " allowed pairs, "
        + std::to_string(bench.ground.system.pivotCount()) + " ground pivots, "
        + std::to_string(bench.compiled.arcCount()) + " arcs in world 0, blast "
        + std::to_string(bench.naive.execCount()));
}

/// What a system costs before anything is asked of it.
void measureCompilation(KernelBench &bench)
{
    const Duration time = fastest(5, { [&] {
        const auto compiled = CompiledSystem::make(bench.ground.system, bench.ground.open, 1);
        bench.require(compiled.arcCount() == bench.compiled.arcCount(), "compiling again");
    } })[0];
    bench.row("-", "lay out the ground pivots", time,
        static_cast<double>(bench.ground.system.pivotCount()) / time.cpuMilliseconds / 1e3, "M pivots/s");
}

/// Row 2: the fix-point with the first derivation of every fact.
void measureFixPoint(KernelBench &bench)
{
    ClosureSearch search(bench.compiled);
    const std::vector<std::uint32_t> start { bench.ground.execFact(bench.foothold) };
    const auto best = fastest(15, { [&] { bench.breadthFirst(); }, [&] { (void)search.run(start); } });
    for (std::size_t service = 0; service < bench.size; ++service)
        bench.require(search.holds(bench.ground.execFact(service)) == (bench.naive.exec[service] != 0),
            "fix-point, code in a service");
    for (std::size_t store = 0; store < bench.cluster.stores(); ++store)
        bench.require(search.holds(bench.ground.readFact(store)) == (bench.naive.read[store] != 0),
            "fix-point, reading a store");
    bench.row("-", "yardstick: breadth-first search", best[0],
        static_cast<double>(bench.cluster.allowed.items.size()) / best[0].cpuMilliseconds / 1e3, "M edges/s");
    bench.row("2", "fix-point with trace", best[1], best[1].cpuMilliseconds / best[0].cpuMilliseconds,
        "x breadth-first search",
        bench.is(100000, "lax") ? std::vector<Goal> { { 5, true } } : std::vector<Goal> {});
}

/// Row 8: the most that the process took, generator, naive evaluator and all rows together.
void measureMemory(const KernelBench &bench)
{
    const double peak = peakMegabytes();
    std::vector<Goal> goal;
    if (bench.size == 10000)
        goal.push_back({ 64, true });
    else if (bench.size == 100000)
        goal.push_back({ 512, true });
    bench.row("8", "peak memory of the process", {}, peak, "MB", goal);
}

void measure(std::size_t size, const std::string &shape)
{
    KernelBench bench(size, shape);
    describe(bench);
    measureCompilation(bench);
    measureFixPoint(bench);
    measureEveryFoothold(bench);
    measureControlRanking(bench);
    measureEdits(bench);
    measureWorlds(bench);
    measureMemory(bench);
}

int usage()
{
    std::fprintf(stderr,
        "usage: bench_AttackKernels                       all sizes, one process for each\n"
        "       bench_AttackKernels N seg|lax             one topology\n"
        "       bench_AttackKernels --emit N seg|lax DIR  its files for other programs (peers.sh)\n");
    return 2;
}

/// The sizes one after the other, each in a process of its own, so that its memory is its own.
int measureAll(char *program)
{
    KernelBench::printHead();
    int worst = 0;
    for (const char *size : { "1000", "10000", "100000" }) {
        for (const char *shape : { "seg", "lax" }) {
            std::fflush(stdout);
            const pid_t child = fork();
            if (child == 0) {
                execl("/proc/self/exe", program, size, shape, static_cast<char *>(nullptr));
                std::perror("execl");
                std::_Exit(1);
            }
            int status = 1;
            if (child < 0 || waitpid(child, &status, 0) < 0)
                std::perror("fork");
            worst = std::max(worst, status == 0 ? 0 : 1);
        }
    }
    return worst;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc == 1)
        return measureAll(argv[0]);
    const bool emits = argc == 5 && std::string(argv[1]) == "--emit";
    if (argc != 3 && !emits)
        return usage();
    const char *const *const words = argv + (emits ? 2 : 1);
    const long size = std::strtol(words[0], nullptr, 10);
    const std::string shape = words[1];
    if (size < 100 || (shape != "seg" && shape != "lax"))
        return usage();
    if (!emits) {
        measure(static_cast<std::size_t>(size), shape);
        return 0;
    }
    KernelBench bench(static_cast<std::size_t>(size), shape);
    if (writeTopology(bench, words[2]))
        return 0;
    std::fprintf(stderr, "%s: cannot be written; name a folder that exists\n", words[2]);
    return 1;
}
