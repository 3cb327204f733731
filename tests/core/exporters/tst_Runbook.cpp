// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/PlanExporter.h"
#include "core/exporters/Runbook.h"
#include "tests/support/ExportedFiles.h"

#include <QtTest>

using namespace fourplane;
using test::contentOf;

class tst_Runbook : public QObject
{
    Q_OBJECT

private slots:
    void numbersOnlyTheStepsThatThereAre();
    void speaksOfTheMeshOnlyWhereItIsWritten();
    void namesTheKindsThatTheAuditOverlayLeavesOut();
    void appliesAdoptedPoliciesAlsoWithoutNamespaces();
    void announcesTheChaptersOfTheTargets();
    void theAdminTierComesAfterWhatItRepeatsAndGoesBeforeIt();
    void rollsBackWhatTheAuditOverlayDoesNotHave();
    void waypointsRunBeforeTheirRules();
    void signaturesAreAskedForAmongAdmission();
};

namespace {

NetworkPolicy defaultDeny(const std::string &name)
{
    NetworkPolicy policy;
    policy.meta = { name, "rag", {}, {} };
    policy.policyTypes = { PolicyDirection::Ingress };
    return policy;
}

/// A namespace with Pod Security and one generated NetworkPolicy.
EnforcementPlan plainPlan()
{
    EnforcementPlan plan;
    PlannedNamespace home;
    home.id = ElementId("ns-rag");
    home.name = "rag";
    home.podSecurity.enforce = PodSecurityLevel::Restricted;
    home.labels = { { "pod-security.kubernetes.io/enforce", "restricted" } };
    plan.namespaces = { home };
    plan.networkPolicies = { { defaultDeny("deny"), { ElementId("ns-rag") }, {} } };
    return plan;
}

std::string runbookOf(const EnforcementPlan &plan, const ExportTargets &targets = {})
{
    const auto tree = targets.empty() ? exportPlan(plan) : exportPlan(plan, targets);
    return tree ? contentOf(*tree, "RUNBOOK.md") : toString(tree.error());
}

bool holds(const std::string &page, const char *text)
{
    return page.find(text) != std::string::npos;
}

} // namespace

void tst_Runbook::numbersOnlyTheStepsThatThereAre()
{
    EnforcementPlan plan = plainPlan();
    const std::string without = runbookOf(plan);
    QVERIFY2(holds(without, "\n## 1. Audit overlay\n"), without.c_str());
    QVERIFY(holds(without, "\n## 2. Enforce\n") && holds(without, "\n## 3. Roll back\n"));
    plan.nodePools = { { ElementId("p"), "gpu", { { "pool", "gpu" } },
        { { "dedicated", "gpu", "NoSchedule" } } } };
    const std::string with = runbookOf(plan);
    QVERIFY2(holds(with, "\n## 1. Node taints\n") && holds(with, "\n## 4. Roll back\n"), with.c_str());
}

void tst_Runbook::speaksOfTheMeshOnlyWhereItIsWritten()
{
    EnforcementPlan plan = plainPlan();
    const std::string without = runbookOf(plan);
    QVERIFY2(!holds(without, "istio") && !holds(without, "mutual TLS") && !holds(without, "sidecar"),
        without.c_str());
    AuthorizationPolicy allow;
    allow.meta = { "allow", "rag", {}, {} };
    allow.rules.resize(1);
    plan.authorizationPolicies = { { allow, { ElementId("e1") }, {} } };
    const std::string with = runbookOf(plan);
    QVERIFY2(holds(with, "`istio.io/dry-run`") && holds(with, "shadow-deny"), with.c_str());
    QVERIFY2(!holds(with, "PERMISSIVE"), with.c_str());
    QVERIFY(holds(with, "get their sidecar") && !holds(with, "ztunnel"));
    // Ztunnels are not told of dry runs by default, and have no sidecars.
    plan.platform.mesh = MeshKind::IstioAmbient;
    const std::string ambient = runbookOf(plan);
    QVERIFY2(holds(ambient, "AMBIENT_ENABLE_DRY_RUN_AUTHORIZATION_POLICY=true"), ambient.c_str());
    QVERIFY(!holds(ambient, "shadow-deny") && !holds(ambient, "sidecar"));
}

void tst_Runbook::namesTheKindsThatTheAuditOverlayLeavesOut()
{
    const std::string page = runbookOf(plainPlan());
    QVERIFY2(holds(page, "have no dry run are left out: NetworkPolicy."), page.c_str());
    EnforcementPlan adoptedOnly = plainPlan();
    adoptedOnly.networkPolicies.front().isAdopted = true;
    const std::string kept = runbookOf(adoptedOnly);
    QVERIFY2(!holds(kept, "left out") && holds(kept, "Adopted objects are as they were."), kept.c_str());
}

void tst_Runbook::appliesAdoptedPoliciesAlsoWithoutNamespaces()
{
    EnforcementPlan plan;
    plan.networkPolicies = { { defaultDeny("old"), { ElementId("adopted-1") }, {}, true } };
    const std::string page = runbookOf(plan);
    QVERIFY2(holds(page, "kubectl apply -k base/adopted\n"), page.c_str());
    QVERIFY(!holds(page, "base/workload") && !holds(page, "base/identity"));
}

void tst_Runbook::announcesTheChaptersOfTheTargets()
{
    QVERIFY(!holds(runbookOf(plainPlan()), "Before you start"));
    const std::string page = runbookOf(plainPlan(), { ExportTarget::Opa });
    const std::size_t said = page.find("say what these need besides:\nOpen Policy Agent.\n");
    QVERIFY2(said != std::string::npos, page.c_str());
    QVERIFY(page.find("\n## Open Policy Agent\n", said) != std::string::npos);
    QVERIFY(said < page.find("\n## 1. "));
    // What a cluster would not enforce or would refuse, of what the chapter tells people to set up.
    QVERIFY(holds(page, "In ambient mode ztunnels leave policies with the action CUSTOM out"));
    QVERIFY(holds(page, "a way to\nport 9191 of OPA"));
}

void tst_Runbook::theAdminTierComesAfterWhatItRepeatsAndGoesBeforeIt()
{
    EnforcementPlan plan = plainPlan();
    plan.networkPolicies[0].object.policyTypes = { PolicyDirection::Ingress, PolicyDirection::Egress };
    PlannedPod pod;
    pod.workloadId = ElementId("app");
    pod.name = "app";
    pod.namespaceName = "rag";
    plan.pods = { pod };
    const std::string page = runbookOf(plan, { ExportTarget::AdminTier });
    const std::size_t rollback = page.find("Roll back");
    const std::size_t policies = page.find("kubectl apply -f 'base/network/rag/'");
    const std::size_t tier = page.find("kubectl apply -f 'components/admin-tier/");
    QVERIFY2(policies < tier && tier < rollback, page.c_str());
    const std::size_t tierGone = page.find("kubectl delete --ignore-not-found -f 'components/admin-tier/");
    const std::size_t policiesGone = page.find("kubectl delete --ignore-not-found -f 'base/network/rag/'");
    QVERIFY2(
        rollback < tierGone && tierGone < policiesGone && policiesGone != std::string::npos, page.c_str());
    QVERIFY(!holds(page, "Mesh rules"));
}

void tst_Runbook::rollsBackWhatTheAuditOverlayDoesNotHave()
{
    EnforcementPlan plan = plainPlan();
    plan.platform.mesh = MeshKind::IstioSidecar;
    PlannedServiceAccount account;
    account.id = ElementId("sa");
    account.name = "proxy";
    account.namespaceName = "rag";
    plan.serviceAccounts = { account };
    PlannedPod proxy;
    proxy.workloadId = ElementId("proxy");
    proxy.name = "proxy";
    proxy.namespaceName = "rag";
    proxy.labels = { { "app", "proxy" } };
    proxy.ports = { { "http", 3128, Protocol::Tcp } };
    proxy.meshMode = MeshMode::Sidecar;
    proxy.identityId = account.id;
    proxy.serviceAccount = account.name;
    plan.pods = { proxy };
    PlannedExternal model;
    model.id = ElementId("model");
    model.name = "model";
    model.hosts = { "api.example" };
    plan.externals = { model };
    EgressAllowList list;
    list.id = ElementId("list");
    list.proxyId = proxy.workloadId;
    list.destinationIds = { model.id };
    plan.egressLists = { list };
    const std::string page = runbookOf(plan, { ExportTarget::EgressGateway });
    const std::string remove = "kubectl delete --ignore-not-found -f 'components/egress-gateway/rag/";
    const std::size_t rollback = page.find("Roll back\n");
    const std::size_t route = page.find(remove + "virtualservice-", rollback);
    const std::size_t entry = page.find(remove + "serviceentry-", rollback);
    const std::size_t audit = page.find("kubectl apply -k overlays/audit", rollback);
    QVERIFY2(route < entry && entry < audit && audit != std::string::npos, page.c_str());
    // What the audit overlay has is loosened by it.
    QCOMPARE(page.find(remove + "authorizationpolicy-"), std::string::npos);
}

void tst_Runbook::waypointsRunBeforeTheirRules()
{
    EnforcementPlan plan = plainPlan();
    plan.platform.mesh = MeshKind::IstioAmbient;
    AuthorizationPolicy allow;
    allow.meta = { "allow", "rag", {}, {} };
    allow.rules.resize(1);
    plan.authorizationPolicies = { { allow, { ElementId("e1") }, {} } };
    WaypointGateway waypoint;
    waypoint.meta = { "waypoint", "rag", {}, {} };
    plan.waypoints = { { waypoint, { ElementId("ns-rag") }, {} } };
    const std::string page = runbookOf(plan, { ExportTarget::IstioAmbient });
    const std::size_t runs =
        page.find("kubectl apply -f 'components/istio-ambient/rag/gateway-waypoint.yaml'");
    const std::size_t waits =
        page.find("kubectl wait --for=condition=Programmed --timeout=5m -n 'rag' 'gateway/waypoint'");
    const std::size_t rules =
        page.find("kubectl apply -f 'components/istio-ambient/rag/authorizationpolicy-allow.yaml'");
    QVERIFY2(runs < waits && waits < rules && rules != std::string::npos, page.c_str());
}

void tst_Runbook::signaturesAreAskedForAmongAdmission()
{
    EnforcementPlan plan = plainPlan();
    plan.namespaces[0].imageSigners = { { "", "PEM", "", "" } };
    const std::string page = runbookOf(plan, { ExportTarget::Kyverno });
    const std::size_t step = page.find("Admission policies, each before");
    QVERIFY2(step < page.find("imagevalidatingpolicy-signed-images-rag.yaml"), page.c_str());
    QVERIFY(!holds(page, "Mesh rules"));
}

QTEST_APPLESS_MAIN(tst_Runbook)
#include "tst_Runbook.moc"
