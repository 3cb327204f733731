// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/Campaign.h"
#include "core/attack/CampaignBuilder.h"
#include "core/attack/CampaignStatistics.h"
#include "core/attack/CampaignTime.h"
#include "tests/bench/KernelBench.h"

#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

using namespace fourplane;
using namespace fourplane::bench;

/// Every pivot that is open in world 0 is a step with a draw of its own: an easy one, an exploit a hard one;
/// each leaves evidence that is noticed with a chance. Every service is an element.
CampaignGraph graphOf(const KernelBench &bench, double detection)
{
    const GroundSystem &system = bench.ground.system;
    CampaignGraph graph(system.factCount());
    graph.techniques = { "any" };
    graph.evidence = { "RT" };
    const auto law = [&](double meanHours) {
        const std::map<std::string, double> watched { { "RT", detection } };
        return graph.addLaw(lawFor(
            { meanHours, 1 }, detection > 0 ? watched : std::map<std::string, double> {}, 0, graph.evidence));
    };
    const std::uint32_t easy = law(1);
    const std::uint32_t hard = law(10);
    std::vector<bool> isExploit(system.pivotCount());
    for (std::uint32_t pivot : bench.ground.execPivot) {
        if (pivot != noIndex)
            isExploit[pivot] = true;
    }
    for (std::uint32_t service = 0; service < bench.size; ++service)
        graph.fallsBy(
            graph.addElement({ ElementId(std::to_string(service)) }), bench.ground.execFact(service));
    graph.addStart(bench.ground.execFact(bench.foothold));
    for (std::uint32_t pivot = 0; pivot < system.pivotCount(); ++pivot) {
        if (bench.ground.open[pivot] & 1U)
            graph.addStep(campaignStepKey("any", std::vector { ElementId(std::to_string(pivot)) }),
                isExploit[pivot] ? hard : easy, system.premisesOf(pivot), system.grantsOf(pivot));
    }
    graph.finish();
    return graph;
}

/// Without horizon and detection, everything that the plain fix-point reaches falls in every run, and nothing
/// else.
void checkClosure(const KernelBench &bench)
{
    CampaignOptions options;
    options.runs = 4;
    options.threads = 1;
    options.rules.stopsAtDetection = false;
    const auto result = playCampaign(graphOf(bench, 0), options);
    bench.require(result.has_value(), "campaign");
    for (std::size_t service = 0; service < bench.size; ++service)
        bench.require(result->elements[service].falls == (bench.naive.exec[service] ? 4U : 0U), "closure");
}

void measureRuns(KernelBench &bench, const std::string &what, std::uint32_t runs, const CampaignRules &rules,
    double detection, const std::vector<Goal> &goal)
{
    const CampaignGraph graph = graphOf(bench, detection);
    CampaignKernel kernel(graph, rules);
    std::uint64_t visits = 0, steps = 0, detections = 0;
    const auto play = [&] {
        visits = steps = detections = 0;
        CampaignTally tally(graph);
        for (std::uint32_t run = 0; run < runs; ++run) {
            const CampaignOutcome &outcome = kernel.play(run);
            visits += outcome.visits;
            steps += outcome.steps;
            detections += outcome.detection ? 1 : 0;
            tally.add(outcome);
        }
    };
    const auto best = fastest(5, { [&] { bench.breadthFirst(); }, play });
    const double edge = best[0].cpuMilliseconds / static_cast<double>(bench.cluster.allowed.items.size());
    const double visit = best[1].cpuMilliseconds / static_cast<double>(visits);
    bench.row("4", what, best[1], visit / edge, "x breadth-first per visited edge", goal);
    char text[200];
    std::snprintf(text, sizeof text,
        "%.1f ns per visited edge (breadth-first %.1f ns), %.1f M edges/s, %.2f M attacker steps/s, %.1f "
        "steps "
        "a run, %.1f %% noticed",
        visit * 1e6, edge * 1e6, static_cast<double>(visits) / best[1].cpuMilliseconds / 1e3,
        static_cast<double>(steps) / best[1].cpuMilliseconds / 1e3, static_cast<double>(steps) / runs,
        100.0 * static_cast<double>(detections) / runs);
    bench.note(text);
}

void measure(std::size_t size, const std::string &shape)
{
    KernelBench bench(size, shape);
    checkClosure(bench);
    constexpr std::uint64_t hour = 3600;
    measureRuns(bench, "10 000 runs, 72 h, 10 % noticed", 10'000, { 42, 72 * hour, true }, 0.1,
        size == 10'000 ? std::vector<Goal> { { 15, true } } : std::vector<Goal> {});
    measureRuns(bench, "10 000 runs, 720 h, 2 % noticed", 10'000, { 42, 720 * hour, true }, 0.02, {});
    measureRuns(bench, "20 runs to their end, nothing noticed", 20, { 42, lastCampaignSecond, false }, 0, {});
    char text[64];
    std::snprintf(text, sizeof text, "peak memory %.0f MB", peakMegabytes());
    bench.note(text);
}

} // namespace

int main(int argc, char **argv)
{
    const long size = argc > 1 ? std::strtol(argv[1], nullptr, 10) : 10'000;
    if (size < 100 || argc > 2) {
        std::fprintf(stderr, "usage: bench_Campaigns [N]\n  N services, both topologies; default 10000\n");
        return 2;
    }
    KernelBench::printHead();
    for (const char *shape : { "seg", "lax" })
        measure(static_cast<std::size_t>(size), shape);
    return 0;
}
