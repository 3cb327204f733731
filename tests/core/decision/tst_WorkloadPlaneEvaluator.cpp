// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/HostPrivileges.h"
#include "core/decision/WorkloadPlaneEvaluator.h"
#include "core/enforcement/PlanCompiler.h"
#include "tests/support/DesignBuilder.h"

#include <QtTest>

#include <functional>

using namespace fourplane;
using fourplane::test::DesignBuilder;

class tst_WorkloadPlaneEvaluator : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void admissionFollowsTheNamespaceLevel();
    void requestIsRefusedWhenOneEndCannotRun();
    void requestIsUncheckedWhenOneEndIs();
    void levelsAreComparedForNewPods();
    void ordinaryPodHasNothingToEscapeWith();
    void privilegesOpenTheNodeUnlessAdmissionRefuses();
    void sandboxStopsRuntimeWeaknesses();
    void sensitiveHostPaths_data();
    void sensitiveHostPaths();
    void t3_disjointPoolsNeverShareANode();
    void withoutPoolsAnyNodeMayBeShared();

private:
    void inspect(const std::function<void(const WorkloadPlaneEvaluator &)> &check) const;
    SecurityContext &securityOf(const std::string &name);

    DesignBuilder m_design;
};

namespace {

AccessRequest ask(const std::string &source, const std::string &destination)
{
    AccessRequest request;
    request.sourceId = ElementId(source);
    request.destinationId = ElementId(destination);
    return request;
}

} // namespace

/// a and b in x, which enforces baseline; c in y, which enforces nothing.
void tst_WorkloadPlaneEvaluator::init()
{
    m_design = DesignBuilder();
    m_design.addNamespace("x", false).podSecurity.enforce = PodSecurityLevel::Baseline;
    m_design.addNamespace("y", false);
    m_design.addWorkload("x", "a");
    m_design.addWorkload("x", "b");
    m_design.addWorkload("y", "c");
}

void tst_WorkloadPlaneEvaluator::inspect(
    const std::function<void(const WorkloadPlaneEvaluator &)> &check) const
{
    const CompiledPlan compiled = compilePlan(m_design.project);
    const PlanIndex index(compiled.plan);
    check(WorkloadPlaneEvaluator(index));
}

SecurityContext &tst_WorkloadPlaneEvaluator::securityOf(const std::string &name)
{
    return m_design.project.topology.workloads[ElementId(name)].containers[0].security;
}

void tst_WorkloadPlaneEvaluator::admissionFollowsTheNamespaceLevel()
{
    securityOf("b").privileged = true;
    securityOf("c").privileged = true;
    inspect([](const WorkloadPlaneEvaluator &plane) {
        QCOMPARE(plane.admission(ElementId("a")).verdict, Verdict::Permit);
        const PlaneVerdict refused = plane.admission(ElementId("b"));
        QCOMPARE(refused.verdict, Verdict::Deny);
        QCOMPARE(refused.control, std::string("W1"));
        QCOMPARE(refused.decidedBy->kind, std::string("Namespace"));
        QVERIFY(refused.reason.find("container main sets privileged: true") != std::string::npos);
        QCOMPARE(plane.admission(ElementId("c")).verdict, Verdict::NotEnforced);
    });
    m_design.project.topology.namespaces[ElementId("x")].podSecurity.enforce = PodSecurityLevel::Privileged;
    inspect([](const WorkloadPlaneEvaluator &plane) {
        QCOMPARE(plane.admission(ElementId("b")).verdict, Verdict::NotEnforced);
    });
    m_design.project.topology.namespaces[ElementId("x")].podSecurity = { std::nullopt,
        PodSecurityLevel::Restricted, PodSecurityLevel::Restricted, "" };
    inspect([](const WorkloadPlaneEvaluator &plane) { // audit and warn refuse nothing
        QCOMPARE(plane.admission(ElementId("b")).verdict, Verdict::NotEnforced);
    });
}

void tst_WorkloadPlaneEvaluator::requestIsRefusedWhenOneEndCannotRun()
{
    securityOf("b").privileged = true;
    inspect([](const WorkloadPlaneEvaluator &plane) {
        QCOMPARE(plane.evaluate(ask("a", "b")).verdict, Verdict::Deny);
        QCOMPARE(plane.evaluate(ask("b", "c")).verdict, Verdict::Deny);
    });
}

void tst_WorkloadPlaneEvaluator::requestIsUncheckedWhenOneEndIs()
{
    inspect([](const WorkloadPlaneEvaluator &plane) {
        QCOMPARE(plane.evaluate(ask("a", "b")).verdict, Verdict::Permit);
        QCOMPARE(plane.evaluate(ask("a", "c")).verdict, Verdict::NotEnforced);
        QCOMPARE(plane.evaluate(ask("c", "a")).verdict, Verdict::NotEnforced);
    });
}

void tst_WorkloadPlaneEvaluator::levelsAreComparedForNewPods()
{
    inspect([](const WorkloadPlaneEvaluator &plane) {
        QCOMPARE(plane.admissionOfLevel("x", PodSecurityLevel::Privileged).verdict, Verdict::Deny);
        QCOMPARE(plane.admissionOfLevel("x", PodSecurityLevel::Baseline).verdict, Verdict::Permit);
        QCOMPARE(plane.admissionOfLevel("x", PodSecurityLevel::Restricted).verdict, Verdict::Permit);
        QCOMPARE(plane.admissionOfLevel("y", PodSecurityLevel::Privileged).verdict, Verdict::NotEnforced);
    });
}

void tst_WorkloadPlaneEvaluator::ordinaryPodHasNothingToEscapeWith()
{
    inspect([](const WorkloadPlaneEvaluator &plane) {
        QCOMPARE(plane.escape(ElementId("a"), false).verdict, Verdict::Deny);
        QCOMPARE(plane.escape(ElementId("a"), false).control, std::string("W1"));
        QCOMPARE(plane.escape(ElementId("c"), false).verdict, Verdict::Deny);
        QCOMPARE(plane.escape(ElementId("c"), false).control, std::string());
    });
}

void tst_WorkloadPlaneEvaluator::privilegesOpenTheNodeUnlessAdmissionRefuses()
{
    securityOf("b").addedCapabilities = { "SYS_ADMIN" };
    securityOf("c").addedCapabilities = { "SYS_ADMIN" };
    inspect([](const WorkloadPlaneEvaluator &plane) {
        QCOMPARE(plane.escape(ElementId("b"), false).verdict, Verdict::Deny);
        QCOMPARE(plane.escape(ElementId("b"), false).control, std::string("W1"));
        QCOMPARE(plane.escape(ElementId("c"), false).verdict, Verdict::NotEnforced);
    });
}

void tst_WorkloadPlaneEvaluator::sandboxStopsRuntimeWeaknesses()
{
    m_design.project.topology.workloads[ElementId("a")].placement.sandboxedRuntime = true;
    inspect([](const WorkloadPlaneEvaluator &plane) {
        QCOMPARE(plane.escape(ElementId("a"), true).verdict, Verdict::Deny);
        QCOMPARE(plane.escape(ElementId("a"), true).control, std::string("W5"));
        QCOMPARE(plane.escape(ElementId("b"), true).verdict, Verdict::NotEnforced); // W1 does not help
    });
}

void tst_WorkloadPlaneEvaluator::sensitiveHostPaths_data()
{
    QTest::addColumn<std::string>("path");
    QTest::addColumn<bool>("sensitive");
    for (const char *path : { "/", "/etc", "/etc/kubernetes/", "/var", "/var/run/docker.sock", "/var/lib",
             "/var/lib/kubelet/pods", "/dev", "/proc", "/run/containerd/containerd.sock" })
        QTest::newRow(path) << std::string(path) << true;
    for (const char *path : { "/data", "/mnt/models", "/var/lib/models", "/dev/shm", "/etcetera", "/srv" })
        QTest::newRow(path) << std::string(path) << false;
}

void tst_WorkloadPlaneEvaluator::sensitiveHostPaths()
{
    QFETCH(std::string, path);
    QFETCH(bool, sensitive);
    QCOMPARE(isSensitiveHostPath(path), sensitive);
}

void tst_WorkloadPlaneEvaluator::t3_disjointPoolsNeverShareANode()
{
    auto &pools = m_design.project.topology.nodePools;
    pools[ElementId("gpu")] = { ElementId("gpu"), "gpu", { { "pool", "gpu" } },
        { { "gpu", "", "NoSchedule" } } };
    pools[ElementId("plain")] = { ElementId("plain"), "plain", {}, {} };
    // b tolerates the taint only: it may land in both pools. c tolerates and selects.
    m_design.project.topology.workloads[ElementId("b")].placement.tolerations = { { "gpu", "Exists", "",
        "" } };
    Placement &dedicated = m_design.project.topology.workloads[ElementId("c")].placement;
    dedicated.tolerations = { { "gpu", "Exists", "", "" } };
    dedicated.nodeSelector = { { "pool", "gpu" } };
    inspect([](const WorkloadPlaneEvaluator &plane) {
        const PlaneVerdict apart = plane.sharesNode(ElementId("a"), ElementId("c"));
        QCOMPARE(apart.verdict, Verdict::Deny);
        QCOMPARE(apart.control, std::string("W4"));
        QCOMPARE(plane.sharesNode(ElementId("a"), ElementId("b")).verdict, Verdict::NotEnforced);
        QCOMPARE(plane.sharesNode(ElementId("b"), ElementId("c")).verdict, Verdict::NotEnforced);
    });
}

void tst_WorkloadPlaneEvaluator::withoutPoolsAnyNodeMayBeShared()
{
    inspect([](const WorkloadPlaneEvaluator &plane) {
        QCOMPARE(plane.sharesNode(ElementId("a"), ElementId("c")).verdict, Verdict::NotEnforced);
        QCOMPARE(plane.sharesNode(ElementId("a"), ElementId("ghost")).verdict, Verdict::Deny);
    });
}

QTEST_APPLESS_MAIN(tst_WorkloadPlaneEvaluator)
#include "tst_WorkloadPlaneEvaluator.moc"
