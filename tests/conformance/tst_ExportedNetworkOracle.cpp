// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/RandomStream.h"
#include "core/decision/NetworkPolicyEvaluator.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/exporters/PlanExporter.h"
#include "core/project/generate/ProjectGeneration.h"
#include "core/storage/ProjectFile.h"
#include "tests/conformance/NetpolAnalyzer.h"
#include "tests/support/SampleProjects.h"
#include "tests/support/TestData.h"
#include "tests/support/YamlToJson.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <set>

using namespace fourplane;
using fourplane::test::Lines;
using nlohmann::json;

/// The NetworkPolicies and admin policies of an export, read again from its files by evaluators that nobody
/// here wrote, let through what our decision point says of the plan.
class tst_ExportedNetworkOracle : public QObject
{
    Q_OBJECT

private slots:
    void netpolAnalyzerListsWhatTheDecisionPointSays();
    void netpolAnalyzerListsWhatRandomExportsLetThrough();
    void netpolAnalyzerNoticesAMissingFile();
    void cyclonusLetsThroughWhatTheDecisionPointSays();
};

namespace {

struct Design
{
    std::string name;
    EnforcementPlan plan;
};

/// All samples, and a generated design of every shape, on an engine that answers open questions as both
/// evaluators do.
std::vector<Design> designs()
{
    std::vector<Design> all;
    const auto add = [&all](const std::string &name, Project project) {
        test::answerLikeNetpolAnalyzer(project.platform);
        all.push_back({ name, compilePlan(project).plan });
    };
    for (const std::filesystem::path &file : test::sampleProjects()) {
        auto loaded = loadProject(file);
        if (!loaded)
            throw std::runtime_error(toString(loaded.error()));
        add(file.filename().string(), std::move(loaded->project));
    }
    for (const DesignShape shape :
        { DesignShape::Rag, DesignShape::Agents, DesignShape::Microservices, DesignShape::MultiTenant }) {
        GenerationOptions options;
        options.shape = shape;
        options.workloads = 40;
        auto project = generateProject(options);
        if (!project)
            throw std::runtime_error(toString(project.error()));
        add("generated " + std::string(nameOf(shape)), std::move(*project));
    }
    return all;
}

constexpr std::uint64_t randomDesigns = 100; ///< of each shape

/// Small designs that nobody drew, with other namespaces closed by default and some rules taken out again:
/// what is declared and what is let through differ.
EnforcementPlan randomPlan(DesignShape shape, std::uint64_t seed)
{
    GenerationOptions options;
    options.shape = shape;
    options.seed = seed;
    options.workloads = 5 + seed % 12;
    auto project = generateProject(options);
    if (!project)
        throw std::runtime_error(toString(project.error()));
    RandomStream random(seed, 7, static_cast<std::uint64_t>(shape));
    for (auto &[id, home] : project->topology.namespaces)
        home.segmentation.defaultDeny = random.chance(60);
    std::erase_if(project->policy.allowRules, [&random](const auto &) { return random.chance(25); });
    constexpr std::array meshes { MeshKind::None, MeshKind::IstioSidecar, MeshKind::IstioAmbient,
        MeshKind::Linkerd };
    project->platform.mesh = random.oneOf(meshes);
    test::answerLikeNetpolAnalyzer(project->platform);
    return compilePlan(*project).plan;
}

json podManifest(const PlannedPod &pod)
{
    json ports = json::array();
    for (const NamedPort &port : pod.ports) {
        json value { { "containerPort", port.number },
            { "protocol",
                port.protocol == Protocol::Tcp       ? "TCP"
                    : port.protocol == Protocol::Udp ? "UDP"
                                                     : "SCTP" } };
        if (!port.name.empty())
            value["name"] = port.name;
        ports.push_back(value);
    }
    return { { "apiVersion", "v1" }, { "kind", "Pod" },
        { "metadata",
            { { "name", pod.name }, { "namespace", pod.namespaceName }, { "labels", pod.labels } } },
        { "spec",
            { { "containers", { { { "name", "main" }, { "image", "main" }, { "ports", ports } } } } } } };
}

/// An export on disk, beside the pods that it does not write.
class Shipped
{
public:
    explicit Shipped(const EnforcementPlan &plan)
    {
        const auto tree = exportPlan(plan, { ExportTarget::Kubernetes, ExportTarget::ClusterNetworkPolicy });
        if (!tree)
            throw std::runtime_error(toString(tree.error()));
        // What is no object of the cluster is left out: kustomizations, pages, accounts.
        for (const ExportedFile &file : tree->files) {
            const bool isPolicy = file.path.find("networkpolicy-") != std::string::npos;
            if (!isPolicy && file.path.find("/namespace-") == std::string::npos)
                continue;
            const std::filesystem::path to =
                std::filesystem::path(m_read.path().toStdString()) / (std::to_string(m_files++) + ".yaml");
            std::ofstream(to, std::ios::binary) << file.content;
            if (isPolicy)
                m_paths.push_back(to);
        }
        json pods { { "apiVersion", "v1" }, { "kind", "List" }, { "items", json::array() } };
        for (const PlannedPod &pod : plan.pods)
            pods["items"].push_back(podManifest(pod));
        std::ofstream(std::filesystem::path(m_read.path().toStdString()) / "pods.yaml") << pods.dump();
    }

    std::string folder() const { return m_read.path().toStdString(); }

    const std::vector<std::filesystem::path> &policies() const { return m_paths; }

private:
    QTemporaryDir m_read;
    std::vector<std::filesystem::path> m_paths;
    int m_files = 0;
};

} // namespace

void tst_ExportedNetworkOracle::netpolAnalyzerListsWhatTheDecisionPointSays()
{
    const std::filesystem::path driver = test::oraclePath("netpol-analyzer");
    REQUIRE_OR_SKIP(driver);
    test::Oracle oracle(driver);
    std::size_t policies = 0, lines = 0, pods = 0, count = 0;
    for (const Design &design : designs()) {
        const Shipped shipped(design.plan);
        std::size_t undecided = 0;
        const Lines ours = test::ourConnectivityLines(design.plan, undecided);
        const std::string found =
            test::lineDifferences(test::netpolAnalyzerLines(oracle, shipped.folder()), ours);
        QVERIFY2(found.empty(), (design.name + "\n" + found).c_str());
        QVERIFY2(undecided == 0, design.name.c_str());
        ++count;
        policies += shipped.policies().size();
        lines += ours.size();
        pods += design.plan.pods.size();
    }
    qInfo("%zu designs, %zu pods, %zu exported policies: %zu lines alike", count, pods, policies, lines);
    QVERIFY(count >= 20);
    QVERIFY(policies > 200);
    QVERIFY(lines > 1000);
}

void tst_ExportedNetworkOracle::netpolAnalyzerListsWhatRandomExportsLetThrough()
{
    const std::filesystem::path driver = test::oraclePath("netpol-analyzer");
    REQUIRE_OR_SKIP(driver);
    test::Oracle oracle(driver);
    std::size_t policies = 0, lines = 0, pods = 0, count = 0;
    for (const DesignShape shape :
        { DesignShape::Rag, DesignShape::Agents, DesignShape::Microservices, DesignShape::MultiTenant }) {
        for (std::uint64_t seed = 1; seed <= randomDesigns; ++seed) {
            const EnforcementPlan plan = randomPlan(shape, seed);
            const Shipped shipped(plan);
            std::size_t undecided = 0;
            const Lines ours = test::ourConnectivityLines(plan, undecided);
            const std::string found =
                test::lineDifferences(test::netpolAnalyzerLines(oracle, shipped.folder()), ours);
            const std::string name = std::string(nameOf(shape)) + " of seed " + std::to_string(seed);
            QVERIFY2(found.empty(), (name + "\n" + found).c_str());
            QVERIFY2(undecided == 0, name.c_str());
            ++count;
            policies += shipped.policies().size();
            lines += ours.size();
            pods += plan.pods.size();
        }
    }
    qInfo(
        "%zu random designs, %zu pods, %zu exported policies: %zu lines alike", count, pods, policies, lines);
    QCOMPARE(count, std::size_t { 4 * randomDesigns });
    QVERIFY(policies > 10 * count / 4);
}

void tst_ExportedNetworkOracle::netpolAnalyzerNoticesAMissingFile()
{
    const std::filesystem::path driver = test::oraclePath("netpol-analyzer");
    REQUIRE_OR_SKIP(driver);
    test::Oracle oracle(driver);
    std::size_t noticed = 0, removed = 0;
    for (const Design &design : designs()) {
        if (design.name.find("segmented") == std::string::npos)
            continue;
        std::size_t undecided = 0;
        const Lines whole = test::ourConnectivityLines(design.plan, undecided);
        const Shipped shipped(design.plan);
        for (const std::filesystem::path &file : shipped.policies()) {
            const json meta = test::yamlToJson(test::readBytes(file)).at("metadata");
            EnforcementPlan without = design.plan;
            std::erase_if(without.networkPolicies, [&meta](const Planned<NetworkPolicy> &planned) {
                return planned.object.meta.name == meta.at("name").get<std::string>()
                    && planned.object.meta.namespaceName == meta.at("namespace").get<std::string>();
            });
            QCOMPARE(without.networkPolicies.size() + 1, design.plan.networkPolicies.size());
            const std::filesystem::path aside = file.string() + ".aside";
            std::filesystem::rename(file, aside);
            const Lines theirs = test::netpolAnalyzerLines(oracle, shipped.folder());
            std::filesystem::rename(aside, file);
            const std::string found =
                test::lineDifferences(theirs, test::ourConnectivityLines(without, undecided));
            QVERIFY2(found.empty(), (meta.dump() + "\n" + found).c_str());
            ++removed;
            noticed += theirs == whole ? 0u : 1u;
        }
    }
    qInfo("%zu policies removed one by one, %zu of them changed what is let through", removed, noticed);
    QVERIFY(removed > 20);
    QVERIFY(noticed > 10);
}

void tst_ExportedNetworkOracle::cyclonusLetsThroughWhatTheDecisionPointSays()
{
    const std::filesystem::path driver = test::oraclePath("networkpolicy");
    REQUIRE_OR_SKIP(driver);
    test::Oracle oracle(driver);
    std::size_t count = 0, packets = 0, allowed = 0, policies = 0;
    for (const Design &design : designs()) {
        const EnforcementPlan &plan = design.plan;
        if (!plan.adminPolicies.empty())
            continue; // cyclonus knows NetworkPolicies only
        const Shipped shipped(plan);
        json cluster { { "namespaces", json::object() }, { "pods", json::array() },
            { "externals", { "203.0.113.5", "169.254.169.254", "10.255.255.1" } },
            { "policies", json::array() }, { "asked", json::array() } };
        std::set<std::pair<Protocol, std::uint16_t>> asked { { Protocol::Tcp, 53 }, { Protocol::Udp, 53 },
            { Protocol::Tcp, 443 }, { Protocol::Tcp, 64999 }, { Protocol::Sctp, 9000 } };
        for (const PlannedNamespace &home : plan.namespaces) {
            Labels labels = home.labels;
            labels["kubernetes.io/metadata.name"] = home.name;
            cluster["namespaces"][home.name] = labels;
        }
        for (std::size_t i = 0; i < plan.pods.size(); ++i) {
            json pod = podManifest(plan.pods[i]);
            for (const NamedPort &port : plan.pods[i].ports)
                asked.insert({ port.protocol, port.number });
            // Addresses of pods lie in no block of a policy, where engines differ (semantics NP12).
            cluster["pods"].push_back({ { "namespace", plan.pods[i].namespaceName },
                { "labels", plan.pods[i].labels }, { "ip", "fc00::" + std::to_string(i + 1) },
                { "ports", pod["spec"]["containers"][0]["ports"] } });
        }
        for (const std::filesystem::path &file : shipped.policies()) {
            cluster["policies"].push_back(test::yamlToJson(test::readBytes(file)));
            ++policies;
        }
        for (const auto &[protocol, port] : asked)
            cluster["asked"].push_back({ { "port", port },
                { "protocol",
                    protocol == Protocol::Tcp       ? "TCP"
                        : protocol == Protocol::Udp ? "UDP"
                                                    : "SCTP" } });
        const NetworkPolicyEvaluator evaluator(plan);
        const std::size_t pods = plan.pods.size();
        const std::size_t ends = pods + cluster["externals"].size();
        const auto outside = [&](std::size_t end) {
            return IpRanges::parse(cluster["externals"][end - pods].get<std::string>())->ranges().front();
        };
        std::string ours;
        for (std::size_t source = 0; source < ends; ++source) {
            for (std::size_t destination = 0; destination < ends; ++destination) {
                if (source == destination || (source >= pods && destination >= pods))
                    continue;
                const Connectivity open = source >= pods
                    ? evaluator.connectionsFrom(outside(source), destination)
                    : destination >= pods ? evaluator.connectionsTo(source, outside(destination))
                                          : evaluator.connections(source, destination);
                for (const auto &[protocol, port] : asked) {
                    const bool certain = open.certain.contains(protocol, port);
                    ours += certain ? '1' : open.possible.contains(protocol, port) ? '?' : '0';
                }
            }
        }
        const json theirs = oracle.ask(cluster);
        QVERIFY2(!theirs.contains("error"), theirs.dump().c_str());
        const auto digits = theirs.at("allowed").get<std::string>();
        QCOMPARE(digits.size(), ours.size());
        const auto at = std::mismatch(digits.begin(), digits.end(), ours.begin());
        QVERIFY2(at.first == digits.end(),
            (design.name + ": packet " + std::to_string(at.first - digits.begin())).c_str());
        ++count;
        packets += ours.size();
        allowed += std::size_t(std::count(ours.begin(), ours.end(), '1'));
    }
    qInfo("%zu designs, %zu exported policies: %zu packets decided alike, %zu let through", count, policies,
        packets, allowed);
    QVERIFY(count >= 15);
    QVERIFY(allowed > 0 && allowed < packets);
}

QTEST_GUILESS_MAIN(tst_ExportedNetworkOracle)
#include "tst_ExportedNetworkOracle.moc"
