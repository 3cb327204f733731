// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/ConnectivityList.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <random>
#include <string>

namespace {

using namespace fourplane;

/// A segmented cluster: namespaces of 20 workloads with default deny, and for each workload a policy with
/// three rules per direction, each for one workload drawn at random, so most permissions are one-sided and
/// few pairs are let through. Same count, same plan.
EnforcementPlan segmentedCluster(std::size_t podCount)
{
    constexpr std::size_t podsPerNamespace = 20;
    std::mt19937 random(20261123);
    EnforcementPlan plan;
    const auto homeOf = [](std::size_t pod) { return "ns" + std::to_string(pod / podsPerNamespace); };
    const auto nameOfPod = [](std::size_t pod) { return "app" + std::to_string(pod); };
    const auto peer = [&](std::size_t pod) {
        return NetworkPolicyPeer { LabelSelector { { { "app", nameOfPod(pod) } }, {} },
            LabelSelector { { { "kubernetes.io/metadata.name", homeOf(pod) } }, {} }, {} };
    };
    const NetworkPolicyPort https { Protocol::Tcp, std::uint16_t(443), {} };
    for (std::size_t i = 0; i < podCount; ++i) {
        PlannedPod pod;
        pod.name = nameOfPod(i);
        pod.namespaceName = homeOf(i);
        pod.workloadId = ElementId(pod.namespaceName + "/" + pod.name);
        pod.labels = { { "app", pod.name }, { "team", "team" + std::to_string(i % 7) } };
        pod.ports = { { "https", 443, Protocol::Tcp } };
        if (i % podsPerNamespace == 0) {
            plan.namespaces.push_back({ ElementId(pod.namespaceName), pod.namespaceName, {} });
            Planned<NetworkPolicy> deny;
            deny.object.meta = { "default-deny", pod.namespaceName, {}, {} };
            deny.object.policyTypes = { PolicyDirection::Ingress, PolicyDirection::Egress };
            plan.networkPolicies.push_back(deny);
        }
        Planned<NetworkPolicy> own;
        own.object.meta = { pod.name, pod.namespaceName, {}, {} };
        own.object.podSelector = { { { "app", pod.name } }, {} };
        for (int k = 0; k < 3; ++k) {
            own.object.ingress.push_back({ { peer(random() % podCount) }, { https } });
            own.object.egress.push_back({ { peer(random() % podCount) }, { https } });
        }
        own.object.egress.push_back({ { { {}, {}, IpBlock { "203.0.113.0/24", {} } } }, { https } });
        plan.networkPolicies.push_back(std::move(own));
        plan.pods.push_back(std::move(pod));
    }
    return plan;
}

/// Compiling all selectors.
void compileSelectors(benchmark::State &state)
{
    const EnforcementPlan plan = segmentedCluster(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state)
        benchmark::DoNotOptimize(std::make_unique<NetworkPolicyEvaluator>(plan));
}

BENCHMARK(compileSelectors)->Arg(100)->Arg(1000)->Arg(10000)->Unit(benchmark::kMillisecond);

/// Connectivity of every ordered pair of workloads, and of every workload with the outside.
void allPairs(benchmark::State &state)
{
    const EnforcementPlan plan = segmentedCluster(static_cast<std::size_t>(state.range(0)));
    const NetworkPolicyEvaluator evaluator(plan);
    std::size_t lines = 0;
    for (auto _ : state)
        lines = listConnectivity(evaluator)->size();
    state.counters["lines"] = static_cast<double>(lines);
    state.counters["pairs/s"] = benchmark::Counter(static_cast<double>(plan.pods.size() * plan.pods.size()),
        benchmark::Counter::kIsIterationInvariantRate);
}

BENCHMARK(allPairs)->Arg(100)->Arg(1000)->Unit(benchmark::kMillisecond);

/// One explained verdict.
void oneVerdict(benchmark::State &state)
{
    const EnforcementPlan plan = segmentedCluster(1000);
    const NetworkPolicyEvaluator evaluator(plan);
    AccessRequest request;
    request.port = 443;
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
