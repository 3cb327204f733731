// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/RandomStream.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/exporters/PlanExporter.h"
#include "core/project/generate/ProjectGeneration.h"
#include "tests/conformance/AuthorizationGenerator.h"
#include "tests/conformance/Oracle.h"
#include "tests/support/RandomValues.h"
#include "tests/support/TestData.h"
#include "tests/support/YamlToJson.h"

#include <rapidcheck.h>

#include <QtTest>

#include <algorithm>
#include <array>
#include <fstream>
#include <set>

using namespace fourplane;
using nlohmann::json;

/// AuthorizationPolicy as Istio builds it into Envoy's RBAC filters.
class tst_IstioAuthorizationOracle : public QObject
{
    Q_OBJECT

private slots:
    void keptCasesAreDecidedAlike();
    void randomPoliciesAreDecidedAlike();
    void exportedPoliciesAreDecidedAlike();
};

namespace {

constexpr int requestsPerPolicies = 25;

std::vector<json> filtersOf(test::Oracle &oracle, const std::vector<json> &manifests, bool isTcp)
{
    const json answer =
        oracle.ask(json { { "policies", manifests }, { "trustDomain", "cluster.local" }, { "tcp", isTcp } });
    if (answer.contains("error"))
        throw std::runtime_error(answer.dump() + "\n" + json(manifests).dump());
    return answer["filters"].get<std::vector<json>>();
}

} // namespace

void tst_IstioAuthorizationOracle::keptCasesAreDecidedAlike()
{
    const std::filesystem::path driver = test::oraclePath("istio-authz");
    REQUIRE_OR_SKIP(driver);
    test::Oracle oracle(driver);
    std::ifstream file(test::sourcePath("tests/conformance/cases/istio-authz.jsonl"));
    test::ComparisonCount count;
    for (std::string line; std::getline(file, line);) {
        const json value = json::parse(line);
        const auto manifests = value["policies"].get<std::vector<json>>();
        test::ComparedRequest request;
        request.isTcp = value["tcp"].get<bool>();
        request.principal = value["principal"].get<std::string>();
        const std::string difference = test::contradiction(test::authorizationPolicies(manifests),
            filtersOf(oracle, manifests, request.isTcp), request, count);
        QVERIFY2(difference.empty(), difference.c_str());
    }
    QVERIFY(count.requests > 0);
}

void tst_IstioAuthorizationOracle::randomPoliciesAreDecidedAlike()
{
    const std::filesystem::path driver = test::oraclePath("istio-authz");
    REQUIRE_OR_SKIP(driver);
    test::Oracle oracle(driver);
    int sets = 0;
    test::ComparisonCount count;
    qputenv("RC_PARAMS", "seed=20261124 max_success=3000");
    const bool holds = rc::check("both decide every request alike", [&] {
        try {
            const std::vector<json> manifests = test::anyAuthorizationPolicies();
            const bool isTcp = test::coin();
            const auto policies = test::authorizationPolicies(manifests);
            const std::vector<json> filters = filtersOf(oracle, manifests, isTcp);
            ++sets;
            for (int i = 0; i < requestsPerPolicies; ++i) {
                const test::ComparedRequest request = test::anyComparedRequest(isTcp);
                const std::string difference = test::contradiction(policies, filters, request, count);
                if (!difference.empty())
                    RC_FAIL(difference + "\n" + json(manifests).dump() + "\n" + json(filters).dump());
            }
        } catch (const std::exception &error) {
            qWarning("%s", error.what());
            RC_FAIL(error.what());
        }
    });
    qInfo("%d random sets of policies, %zu requests decided by both, %zu permitted, %zu uncertain", sets,
        count.requests, count.permitted, count.uncertain);
    QVERIFY(holds);
    QVERIFY(sets >= 2000);
    QVERIFY(count.permitted > count.requests / 10 && count.permitted < count.requests * 9 / 10);
    QVERIFY(count.uncertain < count.requests / 4);
}

namespace {

/// A small design that nobody drew, in a mesh of sidecars, with rules on methods and paths.
EnforcementPlan meshedPlan(DesignShape shape, std::uint64_t seed)
{
    GenerationOptions options;
    options.shape = shape;
    options.seed = seed;
    options.workloads = 5 + seed % 8;
    auto project = generateProject(options);
    if (!project)
        throw std::runtime_error(toString(project.error()));
    project->platform.mesh = MeshKind::IstioSidecar;
    RandomStream random(seed, 11, static_cast<std::uint64_t>(shape));
    for (auto &[id, home] : project->topology.namespaces) {
        home.meshInjection = true;
        home.segmentation.meshAllowList = random.chance(75);
    }
    constexpr std::array<const char *, 3> paths { "/a", "/a/*", "*.json" };
    for (auto &[id, rule] : project->policy.allowRules) {
        if (random.chance(40))
            rule.httpMethods = { random.chance(50) ? "GET" : "PO*" };
        if (random.chance(40))
            rule.httpPaths = { random.oneOf(paths) };
    }
    return compilePlan(*project).plan;
}

/// The exported AuthorizationPolicies, read again from their files.
std::vector<json> exportedPolicies(const EnforcementPlan &plan)
{
    const auto tree = exportPlan(plan, { ExportTarget::IstioSidecar });
    if (!tree)
        throw std::runtime_error(toString(tree.error()));
    std::vector<json> policies;
    for (const ExportedFile &file : tree->files) {
        if (file.path.find("/authorizationpolicy-") != std::string::npos)
            policies.push_back(test::yamlToJson(file.content));
    }
    return policies;
}

/// As Istio chooses them for a workload: of its namespace, with a selector that its labels have.
bool isFor(const json &policy, const PlannedPod &pod)
{
    if (policy.at("metadata").at("namespace") != pod.namespaceName)
        return false;
    const json selector =
        policy.at("spec").value("selector", json::object()).value("matchLabels", json::object());
    return std::all_of(selector.items().begin(), selector.items().end(), [&pod](const auto &label) {
        const auto found = pod.labels.find(label.key());
        return found != pod.labels.end() && label.value() == found->second;
    });
}

} // namespace

void tst_IstioAuthorizationOracle::exportedPoliciesAreDecidedAlike()
{
    const std::filesystem::path driver = test::oraclePath("istio-authz");
    REQUIRE_OR_SKIP(driver);
    test::Oracle oracle(driver);
    constexpr std::uint64_t seeds = 60;
    constexpr std::array<const char *, 4> asked { "/", "/a", "/a/b", "/b.json" };
    int designs = 0, policies = 0, workloads = 0;
    test::ComparisonCount count;
    for (const DesignShape shape :
        { DesignShape::Rag, DesignShape::Agents, DesignShape::Microservices, DesignShape::MultiTenant }) {
        for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
            const EnforcementPlan plan = meshedPlan(shape, seed);
            RandomStream random(seed, 13, static_cast<std::uint64_t>(shape));
            const std::vector<json> all = exportedPolicies(plan);
            std::set<std::string> principals { "", "cluster.local/ns/none/sa/none" };
            for (const PlannedServiceAccount &account : plan.serviceAccounts)
                principals.insert(account.spiffeId.substr(std::string("spiffe://").size()));
            for (const PlannedPod &pod : plan.pods) {
                std::vector<json> manifests;
                std::copy_if(all.begin(), all.end(), std::back_inserter(manifests),
                    [&pod](const json &policy) { return isFor(policy, pod); });
                const auto read = test::authorizationPolicies(manifests);
                std::set<std::uint16_t> ports { 64999 };
                for (const NamedPort &port : pod.ports)
                    ports.insert(port.number);
                for (const bool isTcp : { false, true }) {
                    const std::vector<json> filters = filtersOf(oracle, manifests, isTcp);
                    for (const std::string &principal : principals) {
                        for (const std::uint16_t port : ports) {
                            test::ComparedRequest request;
                            request.isTcp = isTcp;
                            request.principal = principal;
                            request.port = port;
                            request.http.path = random.oneOf(asked);
                            request.http.method = random.chance(50) ? "POST" : "GET";
                            const std::string difference = test::contradiction(read, filters, request, count);
                            QVERIFY2(difference.empty(), (difference + json(manifests).dump()).c_str());
                        }
                    }
                }
                ++workloads;
            }
            ++designs;
            policies += static_cast<int>(all.size());
        }
    }
    qInfo(
        "%d random designs, %d exported policies, %d workloads: %zu requests decided by both, %zu permitted, "
        "%zu uncertain",
        designs, policies, workloads, count.requests, count.permitted, count.uncertain);
    QVERIFY(policies > 10 * designs / 4);
    QVERIFY(count.permitted > count.requests / 20 && count.permitted < count.requests * 9 / 10);
    QVERIFY(count.uncertain < count.requests / 10);
}

QTEST_GUILESS_MAIN(tst_IstioAuthorizationOracle)
#include "tst_IstioAuthorizationOracle.moc"
