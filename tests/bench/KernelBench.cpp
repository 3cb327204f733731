// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/KernelBench.h"

#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>

namespace fourplane::bench {

namespace {

constexpr unsigned exploitableInSeg = 30;

double cpuMilliseconds()
{
    timespec time {};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

std::uint32_t firstWideFoothold(const SeededCluster &cluster)
{
    for (std::uint32_t service = 0; service < cluster.services(); ++service) {
        if (naiveReach(cluster, service).execCount() > cluster.services() / 10)
            return service;
    }
    return 0;
}

} // namespace

Duration timed(const std::function<void()> &work)
{
    const auto wall = std::chrono::steady_clock::now();
    const double cpu = cpuMilliseconds();
    work();
    benchmark::ClobberMemory();
    const std::chrono::duration<double, std::milli> elapsed = std::chrono::steady_clock::now() - wall;
    return { cpuMilliseconds() - cpu, elapsed.count() };
}

std::vector<Duration> fastest(int rounds, const std::vector<std::function<void()>> &works)
{
    std::vector<Duration> best(works.size());
    for (int round = 0; round < rounds; ++round) {
        for (std::size_t i = 0; i < works.size(); ++i) {
            const Duration time = timed(works[i]);
            if (round == 0 || time.cpuMilliseconds < best[i].cpuMilliseconds)
                best[i] = time;
        }
    }
    return best;
}

double peakMegabytes()
{
    rusage usage {};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

KernelBench::KernelBench(std::size_t services, const std::string &shapeName)
    : size(services)
    , shape(shapeName)
    , cluster(SeededCluster::make(services, shapeName == "seg" ? exploitableInSeg : 100))
    , ground(cluster)
    , compiled(CompiledSystem::make(ground.system, ground.open, 1))
    , foothold(firstWideFoothold(cluster))
    , naive(naiveReach(cluster, foothold))
    , m_seen(services)
    , m_queue(services)
{
}

void KernelBench::breadthFirst()
{
    const Rows &rows = cluster.allowed;
    std::fill(m_seen.begin(), m_seen.end(), 0);
    std::size_t end = 0;
    m_queue[end++] = foothold;
    m_seen[foothold] = 1;
    for (std::size_t next = 0; next < end; ++next) {
        for (std::uint32_t to : rows[m_queue[next]]) {
            if (!m_seen[to]) {
                m_seen[to] = 1;
                m_queue[end++] = to;
            }
        }
    }
    benchmark::DoNotOptimize(end);
}

void KernelBench::printHead()
{
    std::printf("%-4s %-3s %6s  %-44s %12s %12s  %-34s %-10s %s\n", "row", "", "N", "measure", "CPU ms",
        "wall ms", "ratio", "goal", "reached");
}

void KernelBench::row(const std::string &number, const std::string &measure, const Duration &time,
    double ratio, const std::string &against, const std::vector<Goal> &goal) const
{
    char text[64] = "";
    if (ratio > 0)
        std::snprintf(text, sizeof text, "%.*f %s",
            ratio < 1         ? 3
                : ratio < 100 ? 2
                              : 0,
            ratio, against.c_str());
    char times[64] = "";
    if (time.wallMilliseconds > 0)
        std::snprintf(times, sizeof times, "%12.6f %12.6f", time.cpuMilliseconds, time.wallMilliseconds);
    std::printf("%-4s %-3s %6zu  %-44s %25s  %-34s", number.c_str(), shape.c_str(), size, measure.c_str(),
        times, text);
    if (!goal.empty()) {
        const bool isReached = goal[0].isAtMost ? ratio <= goal[0].bound : ratio >= goal[0].bound;
        std::printf(" %s %-7g %s", goal[0].isAtMost ? "<=" : ">=", goal[0].bound, isReached ? "yes" : "NO");
    }
    std::printf("\n");
    std::fflush(stdout);
}

void KernelBench::note(const std::string &text) const
{
    std::printf("     %-3s %6zu    %s\n", shape.c_str(), size, text.c_str());
}

void KernelBench::require(bool isRight, const std::string &what) const
{
    if (isRight)
        return;
    std::fprintf(stderr, "WRONG RESULT, %s %zu: %s\n", shape.c_str(), size, what.c_str());
    std::exit(1);
}

bool KernelBench::is(std::size_t services, const std::string &shapeName) const
{
    return size == services && shape == shapeName;
}

} // namespace fourplane::bench
