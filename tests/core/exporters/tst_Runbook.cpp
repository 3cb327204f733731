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
}

QTEST_APPLESS_MAIN(tst_Runbook)
#include "tst_Runbook.moc"
