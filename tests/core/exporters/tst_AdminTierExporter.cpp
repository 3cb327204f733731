// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/NetworkPolicyEvaluator.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/exporters/PlanExporter.h"
#include "core/project/generate/ProjectGeneration.h"
#include "core/storage/NativeYaml.h"
#include "core/storage/ProjectFile.h"
#include "core/storage/YamlTree.h"
#include "tests/support/DesignBuilder.h"
#include "tests/support/ExportedFiles.h"
#include "tests/support/NativeGenerator.h"
#include "tests/support/SampleProjects.h"
#include "tests/support/YamlToJson.h"

#include <nlohmann/json.hpp>
#include <rapidcheck.h>

#include <QtTest>

using namespace fourplane;
using nlohmann::json;

/// Admin policies made of a plan: what they say, and that they decide nothing otherwise.
class tst_AdminTierExporter : public QObject
{
    Q_OBJECT

private slots:
    void writesThePoliciesDerivedByHand_data();
    void writesThePoliciesDerivedByHand();
    void leavesOpenWhatTheDesignOpens();
    void decidesEverySampleAsThePlanDoes();
    void decidesRandomProjectsAsThePlanDoes();
    void holdsWhereNamespacesLoseTheirPolicies();
    void aHiddenPermissionWouldBeNoticed();
    void auditLeavesThemOut();
    void reportsWhatItLeavesOut();
    void twoVersionsAndTwoModesOfAMeshAreRefused_data();
    void twoVersionsAndTwoModesOfAMeshAreRefused();
};

namespace {

/// Two tenants with a workload each, a shared platform, and a namespace without default deny.
test::DesignBuilder tenants()
{
    test::DesignBuilder design;
    design.addNamespace("acme", true).tenant = "Acme \"Ltd\"";
    design.addNamespace("bolt", true).tenant = "bolt";
    design.addNamespace("open", false);
    design.addNamespace("shared", true);
    for (const char *name : { "acme", "bolt", "shared", "open" })
        design.addWorkload(name, std::string(name) + "-app");
    design.allow("acme-app", "shared-app", { { 8080, Protocol::Tcp } });
    design.project.platform.enforcesAdminPolicies = EngineBehaviour::Yes;
    design.project.platform.ipBlockMatchesPods = EngineBehaviour::No;
    return design;
}

ExportTarget targetOf(bool isV1Alpha2)
{
    return isV1Alpha2 ? ExportTarget::AdminTier : ExportTarget::AdminTierV1Alpha1;
}

Result<ExportTree> exported(const Project &project, bool isV1Alpha2 = true)
{
    return exportPlan(compilePlan(project).plan, { targetOf(isV1Alpha2) });
}

std::string pathOf(const std::string &kind, const std::string &name)
{
    return std::string("components/admin-tier") + (kind == "clusternetworkpolicy" ? "" : "-v1alpha1") + "/_/"
        + kind + "-" + name + ".yaml";
}

/// The admin policies of an export, read again from its files, taken over into the project.
Project shippedWith(const Project &project, bool isV1Alpha2, std::size_t &policies)
{
    Project shipped = project;
    const auto manifests = exportedManifests(compilePlan(project).plan, { targetOf(isV1Alpha2) });
    for (const ExportedManifest &manifest : *manifests) {
        if (manifest.group != "policy.networking.k8s.io")
            continue;
        const YamlStream stream = loadYaml(manifest.file.content, manifest.file.path);
        AdoptedRule rule;
        rule.id = ElementId("tier-" + std::to_string(policies++));
        rule.object = *readNativeObject(*stream.documents.front());
        shipped.policy.adopted[rule.id] = rule;
    }
    return shipped;
}

/// The first connection that the two plans decide differently; empty when there is none. Pods are the same in
/// both.
std::string difference(const EnforcementPlan &plan, const EnforcementPlan &other)
{
    const NetworkPolicyEvaluator one(plan), two(other);
    const auto described = [&plan](std::size_t pod) {
        return plan.pods[pod].namespaceName + "/" + plan.pods[pod].name;
    };
    for (std::size_t a = 0; a < plan.pods.size(); ++a) {
        for (std::size_t b = 0; b < plan.pods.size(); ++b) {
            if (!(one.connections(a, b) == two.connections(a, b)))
                return described(a) + " to " + described(b);
        }
        for (const IpRange &range : two.externalRanges(PolicyDirection::Egress)) {
            if (!(one.connectionsTo(a, range) == two.connectionsTo(a, range)))
                return described(a) + " to " + toString(range);
        }
        for (const IpRange &range : two.externalRanges(PolicyDirection::Ingress)) {
            if (!(one.connectionsFrom(range, a) == two.connectionsFrom(range, a)))
                return toString(range) + " to " + described(a);
        }
    }
    return {};
}

json homes(const std::vector<std::string> &names)
{
    return { { "matchExpressions",
        { { { "key", "kubernetes.io/metadata.name" }, { "operator", "In" }, { "values", names } } } } };
}

} // namespace

void tst_AdminTierExporter::writesThePoliciesDerivedByHand_data()
{
    QTest::addColumn<bool>("isV1Alpha2");
    QTest::newRow("ClusterNetworkPolicy") << true;
    QTest::newRow("AdminNetworkPolicy") << false;
}

void tst_AdminTierExporter::writesThePoliciesDerivedByHand()
{
    QFETCH(bool, isV1Alpha2);
    const auto tree = exported(tenants().project, isV1Alpha2);
    QVERIFY2(tree, tree ? "" : toString(tree.error()).c_str());
    const std::string kind = isV1Alpha2 ? "clusternetworkpolicy" : "adminnetworkpolicy";
    const std::string accept = isV1Alpha2 ? "Accept" : "Allow";
    const auto policy = [&](const std::string &name) {
        return test::yamlToJson(test::contentOf(*tree, pathOf(kind, "fourplane-" + name)));
    };
    const json metadata = policy("no-metadata-service");
    QCOMPARE(metadata.at("apiVersion").get<std::string>(),
        std::string(isV1Alpha2 ? "policy.networking.k8s.io/v1alpha2" : "policy.networking.k8s.io/v1alpha1"));
    QCOMPARE(metadata["metadata"]["annotations"]["fourplane.dev/edges"].get<std::string>(),
        std::string("acme,bolt,shared"));
    QVERIFY(metadata["spec"]["subject"]["namespaces"] == homes({ "acme", "bolt", "shared" }));
    QCOMPARE(metadata["spec"]["priority"].get<int>(), 10);
    QCOMPARE(metadata["spec"]["egress"].size(), std::size_t { 1 });
    QCOMPARE(metadata["spec"]["egress"][0]["action"].get<std::string>(), std::string("Deny"));
    QCOMPARE(metadata["spec"]["egress"][0]["to"][0]["networks"][0].get<std::string>(),
        std::string("169.254.169.254/32"));

    const json dns = policy("dns");
    QCOMPARE(dns["spec"]["priority"].get<int>(), 11);
    QCOMPARE(dns["spec"]["egress"][0]["action"].get<std::string>(), accept);
    QVERIFY(dns["spec"]["subject"]["namespaces"] == homes({ "acme", "bolt", "shared" }));

    // Only tenants are held apart: what is shared belongs to nobody. The names end in `printf 'Acme "Ltd"' |
    // sha256sum`.
    const json tenantPolicies[] { policy("tenant-acme-ltd-740020cb"), policy("tenant-bolt-d0b3cba7") };
    for (const bool isAcme : { true, false }) {
        const json &spec = tenantPolicies[isAcme ? 0 : 1]["spec"];
        QVERIFY(spec["subject"]["namespaces"] == homes({ isAcme ? "acme" : "bolt" }));
        const json other = homes({ isAcme ? "bolt" : "acme" });
        QVERIFY(spec["ingress"][0]["from"][0]["namespaces"] == other);
        QVERIFY(spec["egress"][0]["to"][0]["namespaces"] == other);
        QCOMPARE(spec["ingress"][0]["action"].get<std::string>(), std::string("Deny"));
    }
    QVERIFY(tenantPolicies[0]["spec"]["priority"] != tenantPolicies[1]["spec"]["priority"]);

    const json baseline = test::yamlToJson(test::contentOf(*tree,
        isV1Alpha2 ? pathOf("clusternetworkpolicy", "fourplane-baseline")
                   : pathOf("baselineadminnetworkpolicy", "default")));
    QVERIFY(baseline["spec"]["subject"]["namespaces"] == homes({ "acme", "bolt", "shared" }));
    if (isV1Alpha2)
        QCOMPARE(baseline["spec"]["tier"].get<std::string>(), std::string("Baseline"));
    QCOMPARE(baseline["spec"]["egress"].size(), std::size_t { 3 });
    QCOMPARE(baseline["spec"]["egress"][0]["action"].get<std::string>(), accept);
    QVERIFY(baseline["spec"]["egress"][2]["to"][0]["networks"] == json({ "0.0.0.0/0", "::/0" }));
}

void tst_AdminTierExporter::leavesOpenWhatTheDesignOpens()
{
    test::DesignBuilder design = tenants();
    design.addExternal("imds", ExternalKind::CloudMetadata, { "169.254.169.254/32" });
    design.allow("acme-app", "imds", { { 80, Protocol::Tcp } });
    design.allow("bolt-app", "acme-app", { { 8080, Protocol::Tcp } });
    const auto tree = exported(design.project);
    QVERIFY2(tree, tree ? "" : toString(tree.error()).c_str());
    const json metadata = test::yamlToJson(
        test::contentOf(*tree, pathOf("clusternetworkpolicy", "fourplane-no-metadata-service")));
    QVERIFY(metadata["spec"]["subject"]["namespaces"] == homes({ "bolt", "shared" }));
    for (const ExportedFile &file : tree->files) {
        if (file.path.find("fourplane-tenant-") == std::string::npos)
            continue;
        const json spec = test::yamlToJson(file.content)["spec"];
        const bool isAcme = spec["subject"]["namespaces"] == homes({ "acme" });
        // The way from bolt to acme is open, the way back is not.
        QCOMPARE(spec.contains("ingress"), !isAcme);
        QCOMPARE(spec.contains("egress"), isAcme);
    }
}

void tst_AdminTierExporter::decidesEverySampleAsThePlanDoes()
{
    std::vector<std::pair<std::string, Project>> projects;
    for (const std::filesystem::path &file : test::sampleProjects())
        projects.emplace_back(file.filename().string(), loadProject(file)->project);
    for (const DesignShape shape : { DesignShape::Rag, DesignShape::MultiTenant }) {
        GenerationOptions options;
        options.shape = shape;
        options.workloads = 40;
        projects.emplace_back(std::string(nameOf(shape)), *generateProject(options));
    }
    std::size_t policies = 0;
    for (auto &[name, project] : projects) {
        const EnforcementPlan plan = compilePlan(project).plan;
        for (const bool isV1Alpha2 : { true, false }) {
            Project shipped = shippedWith(project, isV1Alpha2, policies);
            for (const EngineBehaviour enforced : { EngineBehaviour::Unknown, EngineBehaviour::Yes }) {
                shipped.platform.enforcesAdminPolicies = enforced;
                const std::string found = difference(plan, compilePlan(shipped).plan);
                QVERIFY2(found.empty(), (name + ": " + found).c_str());
            }
        }
    }
    qInfo("%zu projects, %zu admin policies, no connection decided otherwise", projects.size(), policies);
    QVERIFY(policies > 50);
}

void tst_AdminTierExporter::decidesRandomProjectsAsThePlanDoes()
{
    std::size_t policies = 0, compared = 0;
    const bool holds = rc::check("the tier decides nothing otherwise", [&] {
        test::DesignBuilder design;
        design.addExternal("imds", ExternalKind::CloudMetadata, { "169.254.169.254/32" });
        std::vector<std::string> ends { "imds" };
        for (const char *home : { "on", "rag", "third", "fourth" }) {
            design.addNamespace(home, *rc::gen::weightedElement<bool>({ { 3, true }, { 1, false } })).tenant =
                *rc::gen::element<std::string>("", "acme", "bolt");
            for (const char *name : { "-a", "-b" }) {
                Workload &workload = design.addWorkload(home, home + std::string(name));
                workload.placement.hostNetwork =
                    *rc::gen::weightedElement<bool>({ { 1, true }, { 7, false } });
                ends.push_back(workload.name);
            }
        }
        for (int i = 0; i < 6; ++i) {
            const std::string from = *rc::gen::elementOf(ends), to = *rc::gen::elementOf(ends);
            if (from != to && from != "imds"
                && design.project.policy.allowRules.count(ElementId(from + "-to-" + to)) == 0)
                design.allow(from, to);
        }
        std::vector<NativeObject> adopted;
        for (NetworkPolicy &policy :
            *rc::gen::resize(3, rc::gen::container<std::vector<NetworkPolicy>>(test::networkPolicies())))
            adopted.emplace_back(std::move(policy));
        design.adoptAll(adopted);
        const bool isV1Alpha2 = *rc::gen::arbitrary<bool>();
        Project shipped = shippedWith(design.project, isV1Alpha2, policies);
        design.project.platform.enforcesAdminPolicies = EngineBehaviour::Yes;
        shipped.platform.enforcesAdminPolicies = EngineBehaviour::Yes;
        const std::string found = difference(compilePlan(design.project).plan, compilePlan(shipped).plan);
        if (!found.empty())
            RC_FAIL(found);
        ++compared;
    });
    qInfo("%zu designs compared, %zu policies", compared, policies);
    QVERIFY(holds);
    QVERIFY(policies > compared);
}

void tst_AdminTierExporter::holdsWhereNamespacesLoseTheirPolicies()
{
    for (const bool isV1Alpha2 : { true, false }) {
        std::size_t policies = 0;
        const Project shipped = shippedWith(tenants().project, isV1Alpha2, policies);
        EnforcementPlan plan = compilePlan(shipped).plan;
        QCOMPARE(plan.adminPolicies.size(), policies);
        plan.networkPolicies.clear();
        const NetworkPolicyEvaluator evaluator(plan);
        const auto pod = [&](const char *id) { return *evaluator.podIndex(ElementId(id)); };
        for (const char *from : { "acme-app", "bolt-app", "shared-app", "open-app" }) {
            for (const char *to : { "acme-app", "bolt-app", "shared-app" }) {
                if (std::string(from) != to)
                    QVERIFY2(evaluator.connections(pod(from), pod(to)).possible.isEmpty(), from);
            }
        }
        // Nobody's baseline speaks of the namespace without default deny.
        for (const IpRange &range : evaluator.externalRanges(PolicyDirection::Egress))
            QVERIFY(evaluator.connectionsTo(pod("acme-app"), range).possible.isEmpty());
        QVERIFY(
            !evaluator
                 .connectionsTo(pod("open-app"), evaluator.externalRanges(PolicyDirection::Egress).front())
                 .certain.isEmpty());
    }
}

void tst_AdminTierExporter::aHiddenPermissionWouldBeNoticed()
{
    // The comparison must be able to fail: a tier made without a permission denies it.
    test::DesignBuilder design = tenants();
    std::size_t policies = 0;
    const Project shipped = shippedWith(design.project, true, policies);
    design.allow("bolt-app", "acme-app", { { 8080, Protocol::Tcp } });
    Project both = design.project;
    both.policy.adopted = shipped.policy.adopted;
    QCOMPARE(difference(compilePlan(design.project).plan, compilePlan(both).plan),
        std::string("bolt/bolt-app to acme/acme-app"));
}

void tst_AdminTierExporter::auditLeavesThemOut()
{
    const auto tree = exported(tenants().project);
    QVERIFY(test::contentOf(*tree, "overlays/enforce/kustomization.yaml").find("admin-tier")
        != std::string::npos);
    const std::string audit = test::contentOf(*tree, "overlays/audit/kustomization.yaml");
    for (const char *name : { "no-metadata-service", "dns", "baseline" }) {
        const std::size_t at = audit.find(std::string("name: fourplane-") + name);
        QVERIFY2(at != std::string::npos, audit.c_str());
        const std::string near = audit.substr(at > 300 ? at - 300 : 0, 600);
        QVERIFY2(near.find("\"$patch\": delete") != std::string::npos, near.c_str());
    }
    QVERIFY(test::contentOf(*tree, "RUNBOOK.md").find("## Admin tier") != std::string::npos);
}

void tst_AdminTierExporter::reportsWhatItLeavesOut()
{
    const auto countIn = [](const Project &project, const char *code, bool isV1Alpha2 = true) {
        return test::countOf(exported(project, isV1Alpha2)->report, code);
    };
    test::DesignBuilder design = tenants();
    QCOMPARE(countIn(design.project, "admin-tier-without-default-deny"), 1);
    QCOMPARE(countIn(design.project, "admin-tier-enforcement-unknown"), 0);
    design.project.platform.enforcesAdminPolicies = EngineBehaviour::Unknown;
    QCOMPARE(countIn(design.project, "admin-tier-enforcement-unknown"), 1);
    design.project.platform.cni = CniKind::OvnKubernetes; // documented for v1alpha1 only
    QCOMPARE(countIn(design.project, "admin-tier-enforcement-unknown"), 1);
    QCOMPARE(countIn(design.project, "admin-tier-enforcement-unknown", false), 0);

    Project none = design.project;
    none.platform.cni = CniKind::None;
    QCOMPARE(countIn(none, "admin-tier-not-written"), 1);
    AdminPolicy own;
    own.meta.name = "own";
    own.subject.namespaces = LabelSelector {};
    own.egress.resize(1);
    own.egress[0].peers.resize(1);
    own.egress[0].peers[0].namespaces = LabelSelector {};
    test::DesignBuilder adopted = tenants();
    adopted.adopt(own);
    QCOMPARE(countIn(adopted.project, "admin-tier-not-written"), 1);

    // Priorities 10 to 99 less those of metadata service and name resolution are 88.
    test::DesignBuilder many;
    for (int i = 0; i < 90; ++i)
        many.addNamespace("t" + std::to_string(i), true).tenant = "tenant " + std::to_string(i);
    const auto tree = exported(many.project, false);
    QCOMPARE(test::countOf(tree->report, "admin-tier-out-of-priorities"), 1);
    const auto written = std::count_if(tree->files.begin(), tree->files.end(),
        [](const ExportedFile &file) { return file.path.find("fourplane-tenant-") != std::string::npos; });
    QCOMPARE(written, std::ptrdiff_t { 88 });
    QCOMPARE(countIn(many.project, "admin-tier-out-of-priorities"), 0);
}

void tst_AdminTierExporter::twoVersionsAndTwoModesOfAMeshAreRefused_data()
{
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("second");
    QTest::newRow("admin tier") << int(ExportTarget::AdminTier) << int(ExportTarget::AdminTierV1Alpha1);
    QTest::newRow("Istio") << int(ExportTarget::IstioSidecar) << int(ExportTarget::IstioAmbient);
}

void tst_AdminTierExporter::twoVersionsAndTwoModesOfAMeshAreRefused()
{
    QFETCH(int, first);
    QFETCH(int, second);
    const auto one = static_cast<ExportTarget>(first);
    const auto two = static_cast<ExportTarget>(second);
    const auto tree = exportPlan(compilePlan(tenants().project).plan, { one, two });
    QVERIFY(!tree);
    QCOMPARE(tree.error().diagnostics.size(), std::size_t { 1 });
    const Diagnostic &refusal = tree.error().diagnostics.front();
    QCOMPARE(refusal.code, std::string("refused-by-target"));
    for (const ExportTarget target : { one, two })
        QVERIFY2(refusal.message.find(nameOf(target)) != std::string::npos, refusal.message.c_str());
    QVERIFY(!refusal.fix.empty());
}

QTEST_APPLESS_MAIN(tst_AdminTierExporter)
#include "tst_AdminTierExporter.moc"
