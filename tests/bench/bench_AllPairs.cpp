// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/PodConnectivity.h"

#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <algorithm>
#include <ctime>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace fourplane;

double cpuMilliseconds()
{
    timespec time {};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// The most memory that the process had so far. One size per process gives each its own figure.
double peakMegabytes()
{
    rusage usage {};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

constexpr std::uint16_t servicePort = 8080;

/// Namespaces of 10 to 40 workloads with default deny; six flows drawn for each workload, three quarters of
/// them inside the namespace; for each workload one policy that admits its flows in both directions. One in
/// six ingress peers and three in ten egress peers are coarse: the whole namespace. Same count, same plan.
EnforcementPlan segmentedCluster(std::size_t podCount)
{
    constexpr int flowsEach = 6;
    std::mt19937 random(20261123);
    const auto below = [&random](std::size_t limit) { return static_cast<std::size_t>(random() % limit); };
    EnforcementPlan plan;
    std::vector<std::size_t> homeOf, firstOf { 0 };
    while (homeOf.size() < podCount) {
        const std::size_t size = std::min(podCount - homeOf.size(), 10 + below(31));
        homeOf.insert(homeOf.end(), size, firstOf.size() - 1);
        firstOf.push_back(homeOf.size());
    }
    const auto nameOfHome = [](std::size_t home) { return "ns" + std::to_string(home); };
    const auto nameOfPod = [](std::size_t pod) { return "app" + std::to_string(pod); };
    const auto peer = [&](std::size_t pod, bool isCoarse) {
        return NetworkPolicyPeer { isCoarse ? LabelSelector {}
                                            : LabelSelector { { { "app", nameOfPod(pod) } }, {} },
            LabelSelector { { { "kubernetes.io/metadata.name", nameOfHome(homeOf[pod]) } }, {} }, {} };
    };
    for (std::size_t home = 0; home + 1 < firstOf.size(); ++home) {
        const std::string name = nameOfHome(home);
        plan.namespaces.push_back({ ElementId(name), name, { { "kubernetes.io/metadata.name", name } } });
        Planned<NetworkPolicy> deny;
        deny.object.meta = { "default-deny", name, {}, {} };
        deny.object.policyTypes = { PolicyDirection::Ingress, PolicyDirection::Egress };
        plan.networkPolicies.push_back(deny);
    }
    std::vector<Planned<NetworkPolicy>> own(podCount);
    for (std::size_t i = 0; i < podCount; ++i) {
        PlannedPod pod;
        pod.name = nameOfPod(i);
        pod.namespaceName = nameOfHome(homeOf[i]);
        pod.workloadId = ElementId(pod.namespaceName + "/" + pod.name);
        pod.labels = { { "app", pod.name } };
        pod.ports = { { "http", servicePort, Protocol::Tcp } };
        plan.pods.push_back(std::move(pod));
        own[i].object.meta = { nameOfPod(i), nameOfHome(homeOf[i]), {}, {} };
        own[i].object.podSelector = { { { "app", nameOfPod(i) } }, {} };
        own[i].object.policyTypes = { PolicyDirection::Ingress, PolicyDirection::Egress };
    }
    const NetworkPolicyPort http { Protocol::Tcp, servicePort, {} };
    for (std::size_t i = 0; i < podCount; ++i) {
        for (int flow = 0; flow < flowsEach; ++flow) {
            const std::size_t first = firstOf[homeOf[i]];
            const std::size_t to =
                below(4) < 3 ? first + below(firstOf[homeOf[i] + 1] - first) : below(podCount);
            if (to == i)
                continue;
            own[i].object.egress.push_back({ { peer(to, below(10) < 3) }, { http } });
            own[to].object.ingress.push_back({ { peer(i, below(6) == 0) }, { http } });
        }
    }
    plan.networkPolicies.insert(plan.networkPolicies.end(), own.begin(), own.end());
    return plan;
}

/// What the policies of the plan let through at the port, read anew from the objects for one pair.
bool isOpenNaively(const EnforcementPlan &plan, std::size_t source, std::size_t destination)
{
    const auto admits = [&](PolicyDirection direction, const PlannedPod &inside, const PlannedPod &outside) {
        bool isolated = false;
        for (const Planned<NetworkPolicy> &planned : plan.networkPolicies) {
            const NetworkPolicy &policy = planned.object;
            if (policy.meta.namespaceName != inside.namespaceName
                || !matches(policy.podSelector, inside.labels))
                continue;
            isolated = true;
            for (const NetworkPolicyRule &rule :
                direction == PolicyDirection::Ingress ? policy.ingress : policy.egress) {
                const NetworkPolicyPeer &peer = rule.peers.front();
                if (matches(
                        *peer.namespaceSelector, { { "kubernetes.io/metadata.name", outside.namespaceName } })
                    && matches(*peer.podSelector, outside.labels))
                    return true;
            }
        }
        return !isolated;
    };
    return admits(PolicyDirection::Egress, plan.pods[source], plan.pods[destination])
        && admits(PolicyDirection::Ingress, plan.pods[destination], plan.pods[source]);
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

/// Compiling all selectors and the connectivity of all ordered pairs of pods, in CPU time; beside it the
/// yardstick, and a check of random pairs against the naive reading.
void allPairs(benchmark::State &state)
{
    const EnforcementPlan plan = segmentedCluster(static_cast<std::size_t>(state.range(0)));
    double best = 0, bestYardstick = 0;
    std::size_t pairs = 0, classes = 0;
    for (auto _ : state) {
        const double start = cpuMilliseconds();
        const NetworkPolicyEvaluator evaluator(plan);
        const auto result = PodConnectivity::compute(evaluator);
        const double used = cpuMilliseconds() - start;
        state.SetIterationTime(used / 1e3);
        best = best == 0 ? used : std::min(best, used);
        pairs = result->openPairCount();
        classes = result->classCount();

        std::vector<std::uint32_t> starts { 0 }, edges;
        for (std::size_t pod = 0; pod < plan.pods.size(); ++pod) {
            for (const auto &[destination, connections] : result->openFrom(pod))
                edges.push_back(static_cast<std::uint32_t>(destination));
            starts.push_back(static_cast<std::uint32_t>(edges.size()));
        }
        constexpr int rounds = 20;
        const double begin = cpuMilliseconds();
        for (int i = 0; i < rounds; ++i)
            benchmark::DoNotOptimize(breadthFirst(starts, edges));
        const double yardstick = (cpuMilliseconds() - begin) / rounds;
        bestYardstick = bestYardstick == 0 ? yardstick : std::min(bestYardstick, yardstick);

        std::mt19937 random(7);
        for (int i = 0; i < 300; ++i) {
            const std::size_t source = random() % plan.pods.size();
            std::size_t destination = random() % plan.pods.size();
            const auto open = result->openFrom(source);
            if (i % 2 == 0 && !open.empty()) // few pairs are open: every other one is drawn from those
                destination = open[random() % open.size()].first;
            if (source == destination)
                continue;
            const bool isOpen =
                result->between(source, destination).certain.contains(Protocol::Tcp, servicePort);
            if (isOpen != isOpenNaively(plan, source, destination)) {
                state.SkipWithError("a pair is decided otherwise by the naive reading");
                return;
            }
        }
    }
    state.counters["cpu_ms_best"] = best;
    state.counters["open_pairs"] = static_cast<double>(pairs);
    state.counters["classes"] = static_cast<double>(classes);
    state.counters["policies"] = static_cast<double>(plan.networkPolicies.size());
    state.counters["bfs_ms_best"] = bestYardstick;
    state.counters["ratio_to_bfs"] = best / bestYardstick;
    state.counters["peak_MB"] = peakMegabytes();
}

BENCHMARK(allPairs)->Arg(100)->Arg(1000)->Arg(10000)->Unit(benchmark::kMillisecond)->UseManualTime();

/// One explained verdict.
void oneVerdict(benchmark::State &state)
{
    const EnforcementPlan plan = segmentedCluster(1000);
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
