// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/PodConnectivity.h"
#include "tests/bench/SeededCluster.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

namespace {

using namespace fourplane;
using bench::Rows;
using bench::SeededCluster;

double cpuMilliseconds()
{
    timespec time {};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// A line of /proc/self/status in megabytes: "VmRSS" is what the process has, "VmHWM" the most it ever had.
double statusMegabytes(const std::string &name)
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.rfind(name + ":", 0) == 0)
            return std::stod(line.substr(name.size() + 1)) / 1024.0;
    }
    return 0;
}

constexpr std::uint16_t servicePort = 8080;

/// The policies of the cluster as Kubernetes holds them: default deny for each namespace, and one policy for
/// each service with a rule for each peer. A peer is a pod by its label "app", or a tier by its label "tier",
/// in a namespace by its name. As in compiled plans, equal lists of peers and ports are shared.
EnforcementPlan planOf(const SeededCluster &cluster)
{
    const auto nameOfHome = [](std::size_t home) { return "ns" + std::to_string(home); };
    const auto nameOfPod = [](std::size_t pod) { return "app" + std::to_string(pod); };
    const auto nameOfTier = [](std::uint32_t tier) {
        return "tier" + std::to_string(tier % SeededCluster::tiersEach);
    };
    constexpr const char *homeLabel = "kubernetes.io/metadata.name";
    EnforcementPlan plan;
    plan.pods.reserve(cluster.services());
    plan.networkPolicies.reserve(cluster.homeCount + cluster.services());
    using Peers = SharedList<NetworkPolicyPeer>;
    std::vector<LabelSelector> homes;
    std::vector<Peers> pods, tiers; // as peers: a pod, and a tier of a namespace
    for (std::size_t home = 0; home < cluster.homeCount; ++home) {
        const std::string name = nameOfHome(home);
        plan.namespaces.push_back({ ElementId(name), name, { { homeLabel, name } } });
        homes.push_back({ { { homeLabel, name } }, {} });
        for (std::uint32_t tier = 0; tier < SeededCluster::tiersEach; ++tier)
            tiers.push_back({ { LabelSelector { { { "tier", nameOfTier(tier) } }, {} }, homes.back(), {} } });
        NetworkPolicy &deny = plan.networkPolicies.emplace_back().object;
        deny.meta = { "default-deny", name, {}, {} };
        deny.policyTypes = { PolicyDirection::Ingress, PolicyDirection::Egress };
    }
    for (std::size_t i = 0; i < cluster.services(); ++i) {
        PlannedPod &pod = plan.pods.emplace_back();
        pod.name = nameOfPod(i);
        pod.namespaceName = nameOfHome(cluster.homeOf[i]);
        pod.workloadId = ElementId(pod.namespaceName + "/" + pod.name);
        pod.labels = { { "app", pod.name }, { "tier", nameOfTier(cluster.tierOf[i]) } };
        pod.ports = { { "http", servicePort, Protocol::Tcp } };
        pods.push_back({ { LabelSelector { { { "app", pod.name } }, {} }, homes[cluster.homeOf[i]], {} } });
    }
    const SharedList<NetworkPolicyPort> http { { Protocol::Tcp, servicePort, {} } };
    const auto rules = [&](const Rows &peers, const std::vector<char> &isCoarse, std::size_t pod) {
        std::vector<NetworkPolicyRule> made;
        made.reserve(peers[pod].size());
        for (std::uint32_t i = peers.starts[pod]; i < peers.starts[pod + 1]; ++i) {
            const std::uint32_t other = peers.items[i];
            made.push_back({ isCoarse[i] ? tiers[cluster.tierOf[other]] : pods[other], http });
        }
        return made;
    };
    for (std::size_t i = 0; i < cluster.services(); ++i) {
        NetworkPolicy &own = plan.networkPolicies.emplace_back().object;
        own.meta = { nameOfPod(i), nameOfHome(cluster.homeOf[i]), {}, {} };
        own.podSelector = *pods[i].front().podSelector;
        own.policyTypes = { PolicyDirection::Ingress, PolicyDirection::Egress };
        own.egress = rules(cluster.calleesOf, cluster.isCoarseCallee, i);
        own.ingress = rules(cluster.callersOf, cluster.isCoarseCaller, i);
    }
    return plan;
}

/// Looks once at every rule: what no evaluator of the plan can avoid.
std::size_t readRules(const EnforcementPlan &plan)
{
    std::size_t sum = 0;
    for (const Planned<NetworkPolicy> &planned : plan.networkPolicies) {
        for (const auto *rules : { &planned.object.ingress, &planned.object.egress }) {
            for (const NetworkPolicyRule &rule : *rules) {
                for (const NetworkPolicyPeer &peer : rule.peers)
                    sum += std::size_t(peer.namespaceSelector.has_value()) + peer.podSelector.has_value();
                for (const NetworkPolicyPort &port : rule.ports)
                    sum += port.port.has_value();
            }
        }
    }
    return sum;
}

/// A plain breadth-first search over the open pairs from every pod that was not reached yet: each edge is
/// looked at once. The yardstick that moves with the machine.
std::size_t breadthFirst(const std::vector<std::uint32_t> &starts, const std::vector<std::uint32_t> &edges)
{
    std::vector<char> seen(starts.size() - 1, 0);
    std::vector<std::uint32_t> queue;
    queue.reserve(seen.size());
    std::size_t looked = 0;
    for (std::uint32_t root = 0; root < seen.size(); ++root) {
        if (seen[root])
            continue;
        seen[root] = 1;
        queue.assign(1, root);
        for (std::size_t next = 0; next < queue.size(); ++next) {
            for (std::uint32_t i = starts[queue[next]]; i < starts[queue[next] + 1]; ++i) {
                ++looked;
                if (!seen[edges[i]]) {
                    seen[edges[i]] = 1;
                    queue.push_back(edges[i]);
                }
            }
        }
    }
    return looked;
}

/// "12.3 (goal 60: reached)", or "12.3" where there is no goal.
std::string judged(double figure, std::optional<double> goal)
{
    std::array<char, 64> text {};
    if (goal)
        std::snprintf(text.data(), text.size(), "%.1f (goal %g: %s)", figure, *goal,
            figure <= *goal ? "reached" : "missed");
    else
        std::snprintf(text.data(), text.size(), "%.1f", figure);
    return text.data();
}

/// What is timed, in CPU time: from the plan as it stands, interning and resolving every selector and
/// compiling the policies (cpu_ms_compile), joining egress with ingress (cpu_ms_join), and writing the open
/// pairs as compressed rows over pods (cpu_ms_rows). The yardstick is a plain breadth-first search over just
/// those rows, timed once in each turn like what it is compared with, not in a loop that would keep the rows
/// in the processor's nearest caches (performance.md has 242 to 289 million edges a second for it). The ratio
/// is that of the best turn of each. Making the plan and taking the result down are outside. In every turn
/// the rows are compared with those that the cluster's generator
/// joined by itself, pair by pair. reading_ms_best is what it takes to look at every rule of the plan once.
///
/// Goals: performance.md rows 1 (which is about 10,000) and 8. The peak is that of the whole process:
/// program, generator, plan and result. Run one size per process: a peak does not go down.
void allPairs(benchmark::State &state)
{
    const auto ratioGoal = state.range(0) == 10'000 ? std::optional(60.0) : std::nullopt;
    const double memoryGoal = state.range(0) > 10'000 ? 512 : 64;
    const double before = statusMegabytes("VmRSS");
    const SeededCluster cluster = SeededCluster::make(static_cast<std::size_t>(state.range(0)), 30);
    const EnforcementPlan plan = planOf(cluster);
    const double planMegabytes = statusMegabytes("VmRSS") - before;
    double best = 0, bestCompile = 0, bestJoin = 0, bestRows = 0, bestYardstick = 0, bestReading = 0;
    std::size_t pairs = 0, classes = 0;
    for (auto _ : state) {
        const double start = cpuMilliseconds();
        const NetworkPolicyEvaluator evaluator(plan);
        const double compiled = cpuMilliseconds();
        const auto result = PodConnectivity::compute(evaluator);
        const double joined = cpuMilliseconds();
        std::vector<std::uint32_t> starts { 0 }, edges;
        starts.reserve(plan.pods.size() + 1);
        edges.reserve(result->openPairCount());
        PodConnectivity::OpenPods open;
        for (std::size_t pod = 0; pod < plan.pods.size(); ++pod) {
            result->openFrom(pod, open);
            for (const auto &[destination, connections] : open)
                edges.push_back(static_cast<std::uint32_t>(destination));
            starts.push_back(static_cast<std::uint32_t>(edges.size()));
        }
        const double used = cpuMilliseconds() - start;
        state.SetIterationTime(used / 1e3);
        const auto keepBest = [](double &kept, double value) {
            kept = kept == 0 ? value : std::min(kept, value);
        };
        keepBest(best, used);
        keepBest(bestCompile, compiled - start);
        keepBest(bestJoin, joined - compiled);
        keepBest(bestRows, start + used - joined);
        pairs = result->openPairCount();
        classes = result->classCount();

        const double begin = cpuMilliseconds();
        benchmark::DoNotOptimize(breadthFirst(starts, edges));
        keepBest(bestYardstick, cpuMilliseconds() - begin);
        const double readingBegin = cpuMilliseconds();
        benchmark::DoNotOptimize(readRules(plan));
        keepBest(bestReading, cpuMilliseconds() - readingBegin);

        if (starts != cluster.allowed.starts || edges != cluster.allowed.items || pairs != edges.size()) {
            state.SkipWithError("the open pairs are not those of the cluster");
            return;
        }
        for (std::size_t i = 0; i < plan.pods.size(); ++i) {
            for (const auto &[destination, connections] : result->openFrom(i)) {
                if (connections->certain != ConnectionSet::port(Protocol::Tcp, servicePort)) {
                    state.SkipWithError("a pair is open at another port");
                    return;
                }
            }
        }
    }
    state.counters["cpu_ms_best"] = best;
    state.counters["cpu_ms_compile"] = bestCompile;
    state.counters["cpu_ms_join"] = bestJoin;
    state.counters["cpu_ms_rows"] = bestRows;
    state.counters["open_pairs"] = static_cast<double>(pairs);
    state.counters["classes"] = static_cast<double>(classes);
    state.counters["policies"] = static_cast<double>(plan.networkPolicies.size());
    state.counters["rules"] =
        static_cast<double>(cluster.calleesOf.items.size() + cluster.callersOf.items.size());
    state.counters["bfs_ms_best"] = bestYardstick;
    state.counters["reading_ms_best"] = bestReading;
    state.counters["plan_MB"] = planMegabytes;
    state.SetLabel("x plain search " + judged(best / bestYardstick, ratioGoal) + ", peak MB of the process "
        + judged(statusMegabytes("VmHWM"), memoryGoal));
}

BENCHMARK(allPairs)
    ->Arg(100)
    ->Arg(1000)
    ->Arg(10000)
    ->Arg(100000)
    ->Unit(benchmark::kMillisecond)
    ->UseManualTime();

/// One explained verdict.
void oneVerdict(benchmark::State &state)
{
    const EnforcementPlan plan = planOf(SeededCluster::make(1000, 30));
    const NetworkPolicyEvaluator evaluator(plan);
    AccessRequest request;
    request.port = servicePort;
    std::size_t next = 0;
    for (auto _ : state) {
        request.sourceId = plan.pods[next % plan.pods.size()].workloadId;
        request.destinationId = plan.pods[(next * 7 + 1) % plan.pods.size()].workloadId;
        ++next;
        benchmark::DoNotOptimize(evaluator.evaluate(request));
    }
}

BENCHMARK(oneVerdict);

} // namespace

BENCHMARK_MAIN();
