// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/PodConnectivity.h"

#include <benchmark/benchmark.h>
#include <malloc.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <fstream>
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

/// A line of /proc/self/status in megabytes: "VmRSS" is what the process has, "VmHWM" the most it had since
/// forgetPeak().
double statusMegabytes(const std::string &name)
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.rfind(name + ":", 0) == 0)
            return std::stod(line.substr(name.size() + 1)) / 1024.0;
    }
    return 0;
}

/// What is allocated now.
double heapMegabytes()
{
    const struct mallinfo2 info = mallinfo2();
    return static_cast<double>(info.uordblks + info.hblkhd) / (1024.0 * 1024.0);
}

void forgetPeak()
{
    malloc_trim(0);
    std::ofstream("/proc/self/clear_refs") << "5";
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
    using Ends = std::vector<std::pair<std::size_t, bool>>; // the other end, and whether it is named coarsely
    std::vector<Ends> to(podCount), from(podCount);
    for (std::size_t i = 0; i < podCount; ++i) {
        for (int flow = 0; flow < flowsEach; ++flow) {
            const std::size_t first = firstOf[homeOf[i]];
            const std::size_t other =
                below(4) < 3 ? first + below(firstOf[homeOf[i] + 1] - first) : below(podCount);
            if (other == i)
                continue;
            to[i].emplace_back(other, below(10) < 3);
            from[other].emplace_back(i, below(6) == 0);
        }
    }
    const NetworkPolicyPort http { Protocol::Tcp, servicePort, {} };
    plan.pods.reserve(podCount);
    plan.networkPolicies.reserve(plan.networkPolicies.size() + podCount);
    for (std::size_t i = 0; i < podCount; ++i) {
        PlannedPod pod;
        pod.name = nameOfPod(i);
        pod.namespaceName = nameOfHome(homeOf[i]);
        pod.workloadId = ElementId(pod.namespaceName + "/" + pod.name);
        pod.labels = { { "app", pod.name } };
        pod.ports = { { "http", servicePort, Protocol::Tcp } };
        plan.pods.push_back(std::move(pod));
        NetworkPolicy &own = plan.networkPolicies.emplace_back().object;
        own.meta = { nameOfPod(i), nameOfHome(homeOf[i]), {}, {} };
        own.podSelector = { { { "app", nameOfPod(i) } }, {} };
        own.policyTypes = { PolicyDirection::Ingress, PolicyDirection::Egress };
        own.egress.reserve(to[i].size());
        own.ingress.reserve(from[i].size());
        for (const auto &[other, isCoarse] : to[i])
            own.egress.push_back({ { peer(other, isCoarse) }, { http } });
        for (const auto &[other, isCoarse] : from[i])
            own.ingress.push_back({ { peer(other, isCoarse) }, { http } });
    }
    return plan;
}

/// Reads every label of every selector once: what no evaluator of the plan can avoid.
std::size_t readSelectors(const EnforcementPlan &plan)
{
    std::size_t sum = 0;
    const auto add = [&sum](const LabelSelector &selector) {
        for (const auto &[key, value] : selector.matchLabels)
            sum += static_cast<unsigned char>(key.front()) + static_cast<unsigned char>(value.back());
    };
    for (const Planned<NetworkPolicy> &planned : plan.networkPolicies) {
        add(planned.object.podSelector);
        for (const auto *rules : { &planned.object.ingress, &planned.object.egress }) {
            for (const NetworkPolicyRule &rule : *rules) {
                for (const NetworkPolicyPeer &peer : rule.peers) {
                    add(*peer.namespaceSelector);
                    add(*peer.podSelector);
                }
                sum += rule.ports.size();
            }
        }
    }
    return sum;
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

/// "12.3 (goal 60: reached)".
std::string judged(double figure, double goal)
{
    std::array<char, 64> text {};
    std::snprintf(
        text.data(), text.size(), "%.1f (goal %g: %s)", figure, goal, figure <= goal ? "reached" : "missed");
    return text.data();
}

/// What is timed, in CPU time: from the plan as it stands, interning and resolving every selector and
/// compiling the policies (cpu_ms_compile), joining egress with ingress (cpu_ms_join), and writing the open
/// pairs as compressed rows over pods (cpu_ms_rows). The yardstick is a plain breadth-first search over just
/// those rows, timed in the same turn; the ratio is that of the best turn of each. Making the plan and taking
/// the result down are outside. Every turn compares 300 pairs with the naive reading of the plan.
/// reading_ms_best is what it takes to look at every label of every selector of the plan once, the least that
/// a compilation costs that reads this plan.
///
/// Goals: performance.md rows 1 and 8. Memory counts the rows. Run one size per process: memory that an
/// earlier size gave back counts for the next as present.
void allPairs(benchmark::State &state)
{
    constexpr double ratioGoal = 60, memoryGoal = 64;
    const double before = heapMegabytes();
    const EnforcementPlan plan = segmentedCluster(static_cast<std::size_t>(state.range(0)));
    const double planMegabytes = heapMegabytes() - before;
    forgetPeak();
    const double resident = statusMegabytes("VmRSS");
    double best = 0, bestCompile = 0, bestJoin = 0, bestRows = 0, bestYardstick = 0, bestReading = 0,
           ownMegabytes = 0;
    std::size_t pairs = 0, classes = 0;
    for (auto _ : state) {
        const double start = cpuMilliseconds();
        const NetworkPolicyEvaluator evaluator(plan);
        const double compiled = cpuMilliseconds();
        const auto result = PodConnectivity::compute(evaluator);
        const double joined = cpuMilliseconds();
        std::vector<std::uint32_t> starts { 0 }, edges;
        for (std::size_t pod = 0; pod < plan.pods.size(); ++pod) {
            for (const auto &[destination, connections] : result->openFrom(pod))
                edges.push_back(static_cast<std::uint32_t>(destination));
            starts.push_back(static_cast<std::uint32_t>(edges.size()));
        }
        const double used = cpuMilliseconds() - start;
        state.SetIterationTime(used / 1e3);
        if (ownMegabytes == 0)
            ownMegabytes = statusMegabytes("VmHWM") - resident;
        const auto keepBest = [](double &kept, double value) {
            kept = kept == 0 ? value : std::min(kept, value);
        };
        keepBest(best, used);
        keepBest(bestCompile, compiled - start);
        keepBest(bestJoin, joined - compiled);
        keepBest(bestRows, start + used - joined);
        pairs = result->openPairCount();
        classes = result->classCount();

        constexpr int rounds = 20;
        const double begin = cpuMilliseconds();
        for (int i = 0; i < rounds; ++i)
            benchmark::DoNotOptimize(breadthFirst(starts, edges));
        keepBest(bestYardstick, (cpuMilliseconds() - begin) / rounds);
        const double readingBegin = cpuMilliseconds();
        benchmark::DoNotOptimize(readSelectors(plan));
        keepBest(bestReading, cpuMilliseconds() - readingBegin);

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
    state.counters["cpu_ms_compile"] = bestCompile;
    state.counters["cpu_ms_join"] = bestJoin;
    state.counters["cpu_ms_rows"] = bestRows;
    state.counters["open_pairs"] = static_cast<double>(pairs);
    state.counters["classes"] = static_cast<double>(classes);
    state.counters["policies"] = static_cast<double>(plan.networkPolicies.size());
    state.counters["bfs_ms_best"] = bestYardstick;
    state.counters["reading_ms_best"] = bestReading;
    state.counters["plan_MB"] = planMegabytes;
    state.SetLabel("x plain search " + judged(best / bestYardstick, ratioGoal) + ", peak MB beside the plan "
        + judged(ownMegabytes, memoryGoal) + ", with the plan "
        + judged(ownMegabytes + planMegabytes, memoryGoal));
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
