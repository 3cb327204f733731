// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/TraitSettings.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/exporters/DeclaredControls.h"
#include "core/exporters/PlanExporter.h"
#include "core/exporters/UnwrittenRules.h"
#include "core/exporters/WithheldControls.h"
#include "core/storage/ProjectFile.h"
#include "tests/support/DesignBuilder.h"
#include "tests/support/SampleProjects.h"

#include <QtTest>

#include <algorithm>
#include <set>

using namespace fourplane;

/// What an export leaves out of what was simulated is never left out in silence.
class tst_UnwrittenRules : public QObject
{
    Q_OBJECT

private slots:
    void whatNoTargetWritesIsReported();
    void theOnlyTargetThatWritesARuleSilencesItsRemark();
    void targetsOfAnotherPlatformAreReported();
    void injectedContainersAreReportedWherePodSecurityRefusesThem();
    void sidecarsInAmbientModeAreReported();
    void theOtherFamilyOfAddressesIsReported();
    void lettingInByAddressIsReported();
    void everyStatedControlIsReportedAndWithdrawn();
    void unstatedControlsAreNot();
    void everySampleSaysWhatItDoesNotWrite();
};

namespace {

int countOf(const ExportRemarks &remarks, const std::string &code)
{
    return static_cast<int>(std::count_if(remarks.begin(), remarks.end(),
        [&code](const ExportRemark &remark) { return remark.diagnostic.code == code; }));
}

/// One object of every family of rules.
EnforcementPlan everyFamily()
{
    EnforcementPlan plan;
    const auto one = [](auto &list) {
        list.resize(1);
        list[0].sources = { ElementId("edge") };
    };
    one(plan.authorizationPolicies);
    one(plan.peerAuthentications);
    one(plan.serviceEntries);
    one(plan.sidecars);
    one(plan.waypoints);
    one(plan.linkerdServers);
    one(plan.serverAuthorizations);
    one(plan.linkerdAuthorizationPolicies);
    one(plan.meshTlsAuthentications);
    one(plan.networkAuthentications);
    one(plan.serverRoutes);
    one(plan.ciliumPolicies);
    one(plan.adminPolicies);
    plan.namespaces.resize(1);
    plan.namespaces[0].id = ElementId("edge");
    plan.namespaces[0].drawnInboundPolicy = LinkerdAccess::Deny;
    return plan;
}

test::DesignBuilder meshedDesign(MeshKind mesh)
{
    test::DesignBuilder design;
    design.project.platform.mesh = mesh;
    design.addNamespace("rag", true);
    design.addWorkload("rag", "app");
    design.addWorkload("rag", "store", 6333);
    design.allow("app", "store");
    return design;
}

} // namespace

void tst_UnwrittenRules::whatNoTargetWritesIsReported()
{
    const ExportRemarks remarks = unwrittenRules(everyFamily(), { ExportTarget::Kubernetes });
    QCOMPARE(countOf(remarks, "rules-not-written"), 14);
    std::set<std::string> fixes;
    for (const ExportRemark &remark : remarks) {
        QVERIFY(remark.diagnostic.level == DiagnosticLevel::Warning);
        QCOMPARE(remark.elements, std::vector { ElementId("edge") });
        fixes.insert(remark.diagnostic.fix);
    }
    QCOMPARE(fixes,
        (std::set<std::string> { "Name the target istio-sidecar.", "Name the target linkerd.",
            "Name the target cilium.", "Name the target cluster-network-policy." }));
}

void tst_UnwrittenRules::theOnlyTargetThatWritesARuleSilencesItsRemark()
{
    EnforcementPlan plan = everyFamily();
    plan.platform.mesh = MeshKind::IstioAmbient;
    const auto left = [&plan](const ExportTargets &targets) {
        return countOf(unwrittenRules(plan, targets), "rules-not-written");
    };
    QCOMPARE(left({ ExportTarget::IstioAmbient }), 9);
    QCOMPARE(left({ ExportTarget::Linkerd }), 7);
    QCOMPARE(left({ ExportTarget::Cilium }), 13);
    QCOMPARE(left({ ExportTarget::ClusterNetworkPolicy }), 13);
    QCOMPARE(left({ ExportTarget::IstioAmbient, ExportTarget::Linkerd, ExportTarget::Cilium,
                 ExportTarget::ClusterNetworkPolicy }),
        0);
}

void tst_UnwrittenRules::targetsOfAnotherPlatformAreReported()
{
    const auto reported = [](MeshKind mesh, ExportTarget target) {
        EnforcementPlan plan = everyFamily();
        plan.platform.mesh = mesh;
        plan.platform.cni = CniKind::Calico;
        return countOf(unwrittenRules(plan, { target }), "target-of-other-platform");
    };
    QCOMPARE(reported(MeshKind::IstioSidecar, ExportTarget::IstioAmbient), 1);
    QCOMPARE(reported(MeshKind::IstioAmbient, ExportTarget::IstioAmbient), 0);
    QCOMPARE(reported(MeshKind::IstioAmbient, ExportTarget::IstioSidecar), 1);
    QCOMPARE(reported(MeshKind::IstioSidecar, ExportTarget::Linkerd), 1);
    QCOMPARE(reported(MeshKind::Linkerd, ExportTarget::Linkerd), 0);
    QCOMPARE(reported(MeshKind::Linkerd, ExportTarget::Cilium), 1);
    QCOMPARE(reported(MeshKind::Linkerd, ExportTarget::ClusterNetworkPolicy), 1);
}

void tst_UnwrittenRules::injectedContainersAreReportedWherePodSecurityRefusesThem()
{
    const auto reported = [](MeshKind mesh, std::optional<PodSecurityLevel> level) {
        test::DesignBuilder design = meshedDesign(mesh);
        design.project.topology.namespaces.at(ElementId("rag")).podSecurity.enforce = level;
        return countOf(unwrittenRules(compilePlan(design.project).plan, { ExportTarget::IstioSidecar }),
            "mesh-cni-plugin-needed");
    };
    QCOMPARE(reported(MeshKind::IstioSidecar, PodSecurityLevel::Restricted), 1);
    QCOMPARE(reported(MeshKind::IstioSidecar, PodSecurityLevel::Baseline), 1); // no NET_ADMIN there either
    QCOMPARE(reported(MeshKind::Linkerd, PodSecurityLevel::Restricted), 1);
    QCOMPARE(reported(MeshKind::IstioAmbient, PodSecurityLevel::Restricted), 0);
    QCOMPARE(reported(MeshKind::IstioSidecar, PodSecurityLevel::Privileged), 0);
    QCOMPARE(reported(MeshKind::IstioSidecar, std::nullopt), 0);
}

void tst_UnwrittenRules::sidecarsInAmbientModeAreReported()
{
    EnforcementPlan plan = everyFamily();
    plan.platform.mesh = MeshKind::IstioAmbient;
    QCOMPARE(countOf(unwrittenRules(plan, { ExportTarget::IstioAmbient }), "sidecar-in-ambient"), 1);
    plan.platform.mesh = MeshKind::IstioSidecar;
    QCOMPARE(countOf(unwrittenRules(plan, { ExportTarget::IstioAmbient }), "sidecar-in-ambient"), 0);
}

void tst_UnwrittenRules::theOtherFamilyOfAddressesIsReported()
{
    test::DesignBuilder design = meshedDesign(MeshKind::None);
    ExternalEndpoint &outside = design.addExternal("internet", ExternalKind::Internet);
    outside.ports = { { "", 443, Protocol::Tcp } };
    design.allow("app", "internet");
    const auto reported = [&design] {
        return countOf(unwrittenRules(compilePlan(design.project).plan, {}), "ipv6-stays-closed");
    };
    QCOMPARE(reported(), 1);
    design.project.topology.externals.at(ElementId("internet")).cidrs = { "198.51.100.0/24" };
    QCOMPARE(reported(), 0);
    design.project.topology.externals.at(ElementId("internet")).cidrs = { "0.0.0.0/0", "::/0" };
    QCOMPARE(reported(), 0);
}

void tst_UnwrittenRules::lettingInByAddressIsReported()
{
    test::DesignBuilder design = meshedDesign(MeshKind::None);
    design.addExternal("users", ExternalKind::Internet);
    const auto found = [&design]() -> ExportRemarks {
        ExportRemarks remarks = unwrittenRules(compilePlan(design.project).plan, {});
        std::erase_if(remarks,
            [](const ExportRemark &remark) { return remark.diagnostic.code != "client-addresses-needed"; });
        return remarks;
    };
    QVERIFY(found().empty());
    design.allow("app", "users"); // out, where nobody's address changes
    QVERIFY(found().empty());
    const ElementId in = design.allow("users", "app").id;
    QCOMPARE(found().size(), std::size_t { 1 });
    const std::vector<ElementId> elements = found().front().elements;
    QVERIFY(std::find(elements.begin(), elements.end(), in) != elements.end());
    // Probes under Istio's ambient mode come from an address that no Service changes.
    design.project.policy.allowRules.erase(in);
    design.project.platform.mesh = MeshKind::IstioAmbient;
    QVERIFY(found().empty());
}

void tst_UnwrittenRules::everyStatedControlIsReportedAndWithdrawn()
{
    test::DesignBuilder design = meshedDesign(MeshKind::None);
    Project &project = design.project;
    Workload &app = project.topology.workloads.at(ElementId("app"));
    for (const TraitSetting &trait : traitSettings())
        app.traits.*(trait.trait) = false;
    project.platform.metadataRequiresTokens = true;
    project.platform.metadataHopLimit = 1;
    WorkloadIdentity role;
    role.id = ElementId("role");
    role.name = "role";
    role.kind = IdentityKind::CloudRole;
    role.isAdminThere = false;
    role.hasStaticKeys = false;
    role.isJobScoped = true;
    project.topology.identities[role.id] = role;
    Secret key;
    key.id = ElementId("key");
    key.name = "key";
    key.boundToHolder = true;
    key.neverLeavesKeeper = true;
    project.topology.secrets[key.id] = key;
    design.addExternal("network", ExternalKind::Internet).joinsWithoutApproval = false;
    DataStore store;
    store.id = ElementId("vectors");
    store.name = "vectors";
    store.hostId = ElementId("store");
    store.returnsVectors = false;
    store.collections.resize(1);
    store.collections[0].id = ElementId("chunks");
    store.collections[0].changeable = false;
    project.topology.stores[store.id] = store;

    const std::vector<DeclaredControl> declared = declaredControls(project);
    const ExportRemarks remarks = declaredControlRemarks(project);
    QCOMPARE(declared.size(), traitSettings().size() + 9); // the traits, and each of the nine above
    QCOMPARE(remarks.size(), declared.size());
    std::set<std::string> ids;
    for (std::size_t i = 0; i < declared.size(); ++i) {
        ids.insert(declared[i].id);
        QVERIFY(remarks[i].diagnostic.message.find("control " + declared[i].control) != std::string::npos);
        QCOMPARE(remarks[i].elements, declared[i].subjects);
        Project without = project;
        declared[i].withdraw(without);
        const std::vector<DeclaredControl> left = declaredControls(without);
        QCOMPARE(left.size(), declared.size() - 1);
        QVERIFY2(std::none_of(left.begin(), left.end(),
                     [&](const DeclaredControl &other) { return other.id == declared[i].id; }),
            declared[i].id.c_str());
    }
    QCOMPARE(ids.size(), declared.size());
    // Each is among what a simulation of the export's consequences does without, whatever is written.
    ExportTargets all;
    for (const ExportTargetFacts &facts : exportTargets())
        all.insert(facts.target);
    std::set<std::string> withheld;
    for (const WithheldControl &control : withheldControls(project, compilePlan(project).plan, all))
        withheld.insert(control.id);
    for (const std::string &id : ids)
        QVERIFY2(withheld.count(id) > 0, id.c_str());
}

void tst_UnwrittenRules::unstatedControlsAreNot()
{
    test::DesignBuilder design = meshedDesign(MeshKind::None);
    QVERIFY(declaredControls(design.project).empty());
    design.project.topology.workloads.at(ElementId("app")).traits.parsesInPlace = true;
    QVERIFY(declaredControlRemarks(design.project).empty());
}

void tst_UnwrittenRules::everySampleSaysWhatItDoesNotWrite()
{
    int rules = 0, unwritten = 0;
    for (const std::filesystem::path &file : test::sampleProjects()) {
        const auto loaded = loadProject(file);
        QVERIFY(loaded.has_value());
        const EnforcementPlan plan = compilePlan(loaded->project).plan;
        const auto manifests = exportedManifests(plan, { ExportTarget::Kubernetes });
        QVERIFY(manifests.has_value());
        const auto tree = exportPlan(plan, { ExportTarget::Kubernetes });
        QVERIFY(tree.has_value());
        const bool hasMore = !plan.authorizationPolicies.empty() || !plan.peerAuthentications.empty()
            || !plan.linkerdServers.empty() || !plan.ciliumPolicies.empty() || !plan.adminPolicies.empty()
            || !plan.serviceEntries.empty() || !plan.sidecars.empty() || !plan.waypoints.empty();
        const bool isReported = std::any_of(tree->report.begin(), tree->report.end(),
            [](const Diagnostic &diagnostic) { return diagnostic.code == "rules-not-written"; });
        QVERIFY2(hasMore == isReported, file.string().c_str());
        rules += int(manifests->size());
        unwritten += isReported;
    }
    qInfo("%d objects written for Kubernetes alone; %d designs have more", rules, unwritten);
    QVERIFY(unwritten > 3);
}

QTEST_APPLESS_MAIN(tst_UnwrittenRules)
#include "tst_UnwrittenRules.moc"
