// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/PreparedAttack.h"
#include "core/attack/TraceBuilder.h"
#include "core/decision/PodConnectivity.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/storage/CatalogueFile.h"

#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <random>

namespace {

using namespace fourplane;

/// The most memory that the process had so far. One size per process gives each its own figure.
double peakMegabytes()
{
    rusage usage {};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

class Clock
{
public:
    /// Wall and CPU milliseconds since the last call.
    std::pair<double, double> lap()
    {
        const auto now = std::chrono::steady_clock::now();
        timespec time {};
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
        const double cpu = static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
        const std::pair<double, double> used {
            std::chrono::duration<double, std::milli>(now - m_wall).count(), cpu - m_cpu
        };
        m_wall = now;
        m_cpu = cpu;
        return used;
    }

private:
    std::chrono::steady_clock::time_point m_wall = std::chrono::steady_clock::now();
    double m_cpu = 0;
};

/// Namespaces of 10 to 40 services with six allowed flows for each service, three quarters of them inside the
/// namespace; 30 % of the services are marked as exploitable, one in eight serves a store of one collection
/// that two identities may read. `isSegmented`: default deny everywhere; else nothing stands in the way. Same
/// arguments, same project.
Project services(std::size_t count, bool isSegmented)
{
    std::mt19937 random(20261123);
    const auto below = [&random](std::size_t limit) { return static_cast<std::size_t>(random() % limit); };
    Project project;
    Topology &topology = project.topology;
    std::vector<std::size_t> homeOf, firstOf { 0 };
    while (homeOf.size() < count) {
        const std::size_t size = std::min(count - homeOf.size(), 10 + below(31));
        homeOf.insert(homeOf.end(), size, firstOf.size() - 1);
        firstOf.push_back(homeOf.size());
    }
    for (std::size_t i = 0; i + 1 < firstOf.size(); ++i) {
        Namespace home;
        home.name = "ns" + std::to_string(i);
        home.id = ElementId(home.name);
        home.segmentation.defaultDeny = isSegmented;
        topology.namespaces[home.id] = home;
    }
    const auto id = [](std::size_t service) { return ElementId("app" + std::to_string(service)); };
    for (std::size_t i = 0; i < count; ++i) {
        WorkloadIdentity identity;
        identity.name = "sa-" + id(i).value();
        identity.id = ElementId(identity.name);
        identity.namespaceId = ElementId("ns" + std::to_string(homeOf[i]));
        topology.identities[identity.id] = identity;
        Workload workload;
        workload.id = id(i);
        workload.name = id(i).value();
        workload.namespaceId = identity.namespaceId;
        workload.identityId = identity.id;
        workload.labels = { { "app", workload.name } };
        workload.exploitable.remote = below(10) < 3;
        workload.automountToken = false;
        workload.traits.environmentSecrets = false;
        Container container;
        container.name = "main";
        container.ports.push_back({ "http", 8080, Protocol::Tcp });
        workload.containers.push_back(container);
        topology.workloads[workload.id] = workload;
        if (i % 8 == 0) {
            DataStore store;
            store.id = ElementId("store" + std::to_string(i));
            store.name = store.id.value();
            store.hostId = workload.id;
            store.authentication = StoreAuthentication::PerIdentity;
            Collection collection;
            collection.id = ElementId("data" + std::to_string(i));
            collection.name = collection.id.value();
            store.collections.push_back(collection);
            topology.stores[store.id] = store;
        }
    }
    for (std::size_t i = 0; i < count; ++i) {
        for (int flow = 0; flow < 6; ++flow) {
            const std::size_t first = firstOf[homeOf[i]];
            const std::size_t to =
                below(4) < 3 ? first + below(firstOf[homeOf[i] + 1] - first) : below(count);
            if (to == i)
                continue;
            AllowRule rule;
            rule.id = ElementId("allow" + std::to_string(i) + "-" + std::to_string(flow));
            rule.sourceId = id(i);
            rule.destinationId = id(to);
            project.policy.allowRules[rule.id] = rule;
            if (to % 8 == 0 && flow < 2) {
                DataGrant grant;
                grant.id = ElementId("grant" + std::to_string(i) + "-" + std::to_string(flow));
                grant.identityId = ElementId("sa-" + id(i).value());
                grant.collectionId = ElementId("data" + std::to_string(to));
                project.policy.grants[grant.id] = grant;
            }
        }
    }
    return project;
}

/// Who has code in what, by a breadth-first search over what the network lets through: what the one technique
/// for that has to give in world 0.
std::size_t reachedBySearch(
    const Project &project, const EnforcementPlan &plan, Exploitability exploitability)
{
    const NetworkPolicyEvaluator network(plan);
    const auto pairs = PodConnectivity::compute(network);
    std::vector<bool> seen(plan.pods.size(), false);
    std::vector<std::size_t> queue { *network.podIndex(ElementId("app0")) };
    seen[queue.front()] = true;
    for (std::size_t next = 0; next < queue.size(); ++next) {
        for (const auto &[to, connections] : pairs->openFrom(queue[next])) {
            const bool isWeak = exploitability == Exploitability::All
                || project.topology.workloads.at(plan.pods[to].workloadId).exploitable.remote;
            if (seen[to] || !isWeak || !connections->possible.contains(Protocol::Tcp, 8080))
                continue;
            seen[to] = true;
            queue.push_back(to);
        }
    }
    return queue.size();
}

std::size_t reachedByEngine(const PreparedAttack &attack, const std::vector<WorldMask> &worlds)
{
    std::size_t count = 0;
    for (std::size_t fact = 0; fact < attack.grounding().facts.size(); ++fact) {
        if (relations()[attack.grounding().facts[fact].relation].name == "foothold" && (worlds[fact] & 1u))
            ++count;
    }
    return count;
}

std::vector<WorldMask> solved(PreparedAttack &attack)
{
    return solve(attack.grounding().system, [&](std::uint32_t pivot) {
        return attack.passage(pivot).open;
    }).value();
}

/// Arguments: workloads; 1 = exploitability all, 0 = marked; 1 = segmented, 0 = flat.
void attack(benchmark::State &state)
{
    const auto count = static_cast<std::size_t>(state.range(0));
    const Project project = services(count, state.range(2) != 0);
    const TechniqueCatalogue catalogue = shippedCatalogue().value();
    Scenario scenario;
    scenario.name = "bench";
    scenario.exploitability = state.range(1) != 0 ? Exploitability::All : Exploitability::Marked;
    scenario.footholds = { { FootholdKind::CodeExecution, ElementId("app0"), {} } };
    PreparationOptions everyFoothold;
    everyFoothold.fromEveryWorkload = true;
    for (auto _ : state) {
        Clock clock;
        clock.lap();
        const CompiledPlan compiled = compilePlan(project);
        const PolicyDecisionPoint decisions(compiled.plan);
        state.counters["compile_ms"] = clock.lap().second;
        benchmark::DoNotOptimize(makeDesignModel(project, decisions, scenario.exploitability));
        state.counters["read_ms"] = clock.lap().second;
        auto attack = PreparedAttack::make(project, decisions, catalogue, scenario, {}, everyFoothold);
        const auto [groundWall, groundCpu] = clock.lap();
        state.counters["make_ms"] = groundCpu;
        state.counters["make_wall_ms"] = groundWall;
        if (!attack) {
            state.SkipWithError("too large");
            return;
        }
        const Grounding &grounding = attack->grounding();
        state.counters["pivots"] = static_cast<double>(grounding.system.pivotCount());
        state.counters["facts"] = static_cast<double>(grounding.system.factCount());
        state.counters["pivots_per_s"] = static_cast<double>(grounding.system.pivotCount()) / groundCpu * 1e3;
        state.counters["ground_MB"] = static_cast<double>(grounding.bytes()) / 1e6;
        for (std::uint32_t pivot = 0; pivot < grounding.system.pivotCount(); ++pivot)
            attack->passage(pivot);
        state.counters["judge_ms"] = clock.lap().second;
        const std::vector<WorldMask> worlds = solved(*attack);
        state.counters["solve_ms"] = clock.lap().second;
        const AttackTrace trace = buildTrace(*attack, worlds);
        state.counters["trace_ms"] = clock.lap().second;
        state.counters["attempts"] = static_cast<double>(trace.pivots.size());
        state.counters["peak_MB"] = peakMegabytes();

        Scenario one = scenario;
        one.techniques = { "flat-network-pivot" };
        auto alone = PreparedAttack::make(project, decisions, catalogue, one);
        const std::size_t reached = reachedByEngine(*alone, solved(*alone));
        state.counters["reached"] = static_cast<double>(reached);
        if (reached != reachedBySearch(project, compiled.plan, scenario.exploitability))
            state.SkipWithError("the search over open pairs reaches others");
    }
}

BENCHMARK(attack)
    ->ArgNames({ "workloads", "all", "segmented" })
    ->ArgsProduct({ { 200, 1000, 10000 }, { 0, 1 }, { 1, 0 } })
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1);

} // namespace

BENCHMARK_MAIN();
