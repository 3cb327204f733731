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
    void auditAndWarnAreNamedAndRefuseNothing();
    void eachModeHasItsVersion();
    void defaultsOfTheServerCount();
    void exemptionsAreNoControl();
    void exemptUsersMakeBarePodsUncertain();
    void otherAdmissionRulesGiveNoCredit();
    void declaredPurposeIsLabelledAsDeclared();
    void antiAffinityKeepsApart();
    void antiAffinityOfOtherDomainsDoesNot();
    void antiAffinityNeedsTheScheduler();
    void t1_gatedTolerationIsUncertain();
    void t2_noScheduleSparesRunningPods();

private:
    void inspect(const std::function<void(const WorkloadPlaneEvaluator &)> &check) const;
    Verdict onRequest(const std::string &source, const std::string &destination) const;
    SecurityContext &securityOf(const std::string &name);

    DesignBuilder m_design;
};

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

Verdict tst_WorkloadPlaneEvaluator::onRequest(const std::string &source, const std::string &destination) const
{
    const CompiledPlan compiled = compilePlan(m_design.project);
    const PlanIndex index(compiled.plan);
    AccessRequest request;
    request.sourceId = ElementId(source);
    request.destinationId = ElementId(destination);
    return WorkloadPlaneEvaluator(index).evaluate({ index, request }).verdict;
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
    QCOMPARE(onRequest("a", "b"), Verdict::Deny);
    QCOMPARE(onRequest("b", "c"), Verdict::Deny);
}

void tst_WorkloadPlaneEvaluator::requestIsUncheckedWhenOneEndIs()
{
    QCOMPARE(onRequest("a", "b"), Verdict::Permit);
    QCOMPARE(onRequest("a", "c"), Verdict::NotEnforced);
    QCOMPARE(onRequest("c", "a"), Verdict::NotEnforced);
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

void tst_WorkloadPlaneEvaluator::auditAndWarnAreNamedAndRefuseNothing()
{
    m_design.project.topology.namespaces[ElementId("x")].podSecurity.audit = PodSecurityLevel::Restricted;
    inspect([](const WorkloadPlaneEvaluator &plane) {
        const PlaneVerdict audited = plane.admission(ElementId("a"));
        QCOMPARE(audited.verdict, Verdict::Permit);
        QVERIFY(audited.reason.find("The audit log records (restricted (latest)), refusing nothing")
            != std::string::npos);
    });
}

void tst_WorkloadPlaneEvaluator::eachModeHasItsVersion()
{
    PodSecurityAdmission &podSecurity = m_design.project.topology.namespaces[ElementId("x")].podSecurity;
    podSecurity.version = "v1.33"; // before probe hosts counted
    podSecurity.audit = PodSecurityLevel::Baseline;
    podSecurity.auditVersion = "v1.34";
    m_design.project.topology.workloads[ElementId("a")].containers[0].namesProbeHost = true;
    inspect([](const WorkloadPlaneEvaluator &plane) {
        const PlaneVerdict audited = plane.admission(ElementId("a"));
        QCOMPARE(audited.verdict, Verdict::Permit);
        QVERIFY(audited.reason.find("baseline (v1.34)") != std::string::npos);
    });
}

void tst_WorkloadPlaneEvaluator::defaultsOfTheServerCount()
{
    securityOf("c").privileged = true;
    m_design.project.platform.podSecurityDefaults.enforce = PodSecurityLevel::Baseline;
    inspect([](const WorkloadPlaneEvaluator &plane) {
        const PlaneVerdict refused = plane.admission(ElementId("c"));
        QCOMPARE(refused.verdict, Verdict::Deny);
        QVERIFY(refused.reason.find("by default of the API server") != std::string::npos);
        QCOMPARE(plane.admissionOfLevel("y", PodSecurityLevel::Privileged).verdict, Verdict::Deny);
    });
}

void tst_WorkloadPlaneEvaluator::exemptionsAreNoControl()
{
    securityOf("b").privileged = true;
    PodSecurityExemptions &exempt = m_design.project.platform.podSecurityExemptions;
    const auto expectOpen = [this] {
        inspect([](const WorkloadPlaneEvaluator &plane) {
            const PlaneVerdict open = plane.admission(ElementId("b"));
            QCOMPARE(open.verdict, Verdict::NotEnforced);
            QVERIFY(open.reason.find("exempt") != std::string::npos);
            QCOMPARE(open.control, std::string());
        });
    };
    exempt.namespaces = { "x" };
    expectOpen();
    inspect([](const WorkloadPlaneEvaluator &plane) {
        QCOMPARE(plane.admissionOfLevel("x", PodSecurityLevel::Privileged).verdict, Verdict::NotEnforced);
    });
    exempt = {};
    exempt.users = { "system:serviceaccount:kube-system:replicaset-controller" };
    expectOpen(); // a Deployment's pods are made by that controller
    exempt = {};
    exempt.runtimeClasses = { "special" };
    inspect([](const WorkloadPlaneEvaluator &plane) {
        QCOMPARE(plane.admission(ElementId("b")).verdict, Verdict::Deny);
        QCOMPARE(plane.admissionOfLevel("x", PodSecurityLevel::Privileged).verdict, Verdict::NotEnforced);
    });
    m_design.project.topology.workloads[ElementId("b")].placement.runtimeClass = "special";
    expectOpen();
}

void tst_WorkloadPlaneEvaluator::exemptUsersMakeBarePodsUncertain()
{
    securityOf("b").privileged = true;
    m_design.project.topology.workloads[ElementId("b")].controller = ControllerKind::Pod;
    m_design.project.platform.podSecurityExemptions.users = { "admin" };
    inspect([](const WorkloadPlaneEvaluator &plane) {
        QCOMPARE(plane.admission(ElementId("b")).verdict, Verdict::Uncertain);
        QCOMPARE(plane.admission(ElementId("a")).verdict, Verdict::Permit);
        QCOMPARE(plane.admissionOfLevel("x", PodSecurityLevel::Privileged).verdict, Verdict::Uncertain);
    });
}

void tst_WorkloadPlaneEvaluator::otherAdmissionRulesGiveNoCredit()
{
    securityOf("b").privileged = true;
    m_design.project.unmodelled = { { "kyverno.io/v1", "Policy", "y", "no-root", "", true, { "k.yaml", 3, 1 },
        Plane::Workload, std::nullopt } };
    inspect([](const WorkloadPlaneEvaluator &plane) {
        const PlaneVerdict unknown = plane.admission(ElementId("c"));
        QCOMPARE(unknown.verdict, Verdict::Uncertain);
        QCOMPARE(unknown.decidedBy->name, std::string("no-root"));
        QCOMPARE(unknown.decidedBy->origin.line, 3);
        QCOMPARE(unknown.control, std::string());
        QCOMPARE(plane.admission(ElementId("a")).verdict, Verdict::Permit); // another namespace
        QCOMPARE(plane.admissionOfLevel("y", PodSecurityLevel::Privileged).verdict, Verdict::Uncertain);
    });
    QCOMPARE(onRequest("a", "c"), Verdict::Uncertain);
    m_design.project.unmodelled[0].namespaceName.clear(); // the whole cluster
    inspect([](const WorkloadPlaneEvaluator &plane) {
        QCOMPARE(plane.admission(ElementId("a")).verdict, Verdict::Uncertain);
        QCOMPARE(plane.admission(ElementId("b")).verdict, Verdict::Deny); // refused anyway
    });
    QVERIFY(compilePlan(m_design.project).plan.namespacesWithUnmodelledPolicy.empty()); // not the network's
}

void tst_WorkloadPlaneEvaluator::declaredPurposeIsLabelledAsDeclared()
{
    securityOf("c").privileged = true;
    m_design.project.unmodelled = { { "kyverno.io/v1", "ClusterPolicy", "", "baseline", "", true, {},
        Plane::Workload, PodSecurityLevel::Baseline } };
    inspect([](const WorkloadPlaneEvaluator &plane) {
        const PlaneVerdict refused = plane.admission(ElementId("c"));
        QCOMPARE(refused.verdict, Verdict::Deny);
        QCOMPARE(refused.control, std::string("W2"));
        QVERIFY(refused.reason.find("declared") != std::string::npos);
        QVERIFY(refused.reason.find("privileged: true") != std::string::npos);
        QCOMPARE(plane.admissionOfLevel("y", PodSecurityLevel::Privileged).verdict, Verdict::Deny);
        QCOMPARE(plane.admissionOfLevel("y", PodSecurityLevel::Baseline).verdict, Verdict::NotEnforced);
    });
}

namespace {

/// Keeps pods with the label app=NAME of all namespaces off.
PodAntiAffinityTerm awayFrom(const std::string &name, const std::string &topologyKey)
{
    PodAntiAffinityTerm term;
    term.pods = { { "app", LabelOperator::In, { name } } };
    term.selectsNamespaces = true;
    term.topologyKey = topologyKey;
    return term;
}

} // namespace

void tst_WorkloadPlaneEvaluator::antiAffinityKeepsApart()
{
    Placement &placement = m_design.project.topology.workloads[ElementId("a")].placement;
    placement.podAntiAffinity = { awayFrom("c", "kubernetes.io/hostname") };
    inspect([](const WorkloadPlaneEvaluator &plane) {
        for (const char *other : { "a", "b" })
            QCOMPARE(plane.sharesNode(ElementId("a"), ElementId(other)).verdict, Verdict::NotEnforced);
        const PlaneVerdict apart = plane.sharesNode(ElementId("a"), ElementId("c"));
        QCOMPARE(apart.verdict, Verdict::Deny);
        QCOMPARE(apart.control, std::string("W4"));
        QCOMPARE(apart.decidedBy->name, std::string("a"));
        QCOMPARE(plane.sharesNode(ElementId("c"), ElementId("a")).verdict, Verdict::Deny); // both ways
    });
    placement.podAntiAffinity[0].selectsNamespaces = false; // now only the own namespace
    inspect([](const WorkloadPlaneEvaluator &plane) {
        QCOMPARE(plane.sharesNode(ElementId("a"), ElementId("c")).verdict, Verdict::NotEnforced);
    });
    placement.podAntiAffinity[0].namespaces = { "y" };
    inspect([](const WorkloadPlaneEvaluator &plane) {
        QCOMPARE(plane.sharesNode(ElementId("a"), ElementId("c")).verdict, Verdict::Deny);
    });
}

/// A node without the label of the topology key is in no domain: the term does not hold there.
void tst_WorkloadPlaneEvaluator::antiAffinityOfOtherDomainsDoesNot()
{
    Placement &placement = m_design.project.topology.workloads[ElementId("a")].placement;
    placement.podAntiAffinity = { awayFrom("c", "topology.kubernetes.io/zone") };
    inspect([](const WorkloadPlaneEvaluator &plane) { // no pool says whether nodes have the label
        QCOMPARE(plane.sharesNode(ElementId("a"), ElementId("c")).verdict, Verdict::NotEnforced);
    });
    auto &pools = m_design.project.topology.nodePools;
    pools[ElementId("p")] = { ElementId("p"), "p", {}, {}, {} };
    inspect([](const WorkloadPlaneEvaluator &plane) {
        QCOMPARE(plane.sharesNode(ElementId("a"), ElementId("c")).verdict, Verdict::NotEnforced);
    });
    pools[ElementId("p")].labels = { { "topology.kubernetes.io/zone", "z" } };
    inspect([](const WorkloadPlaneEvaluator &plane) {
        QCOMPARE(plane.sharesNode(ElementId("a"), ElementId("c")).verdict, Verdict::Deny);
    });
}

void tst_WorkloadPlaneEvaluator::antiAffinityNeedsTheScheduler()
{
    auto &workloads = m_design.project.topology.workloads;
    workloads[ElementId("a")].placement.podAntiAffinity = { awayFrom("c", "kubernetes.io/hostname") };
    workloads[ElementId("c")].placement.nodeName = "n1";
    inspect([](const WorkloadPlaneEvaluator &plane) {
        QCOMPARE(plane.sharesNode(ElementId("a"), ElementId("c")).verdict, Verdict::NotEnforced);
    });
    workloads[ElementId("c")].placement.nodeName.clear();
    workloads[ElementId("a")].placement.scheduler = "volcano";
    inspect([](const WorkloadPlaneEvaluator &plane) {
        QCOMPARE(plane.sharesNode(ElementId("a"), ElementId("c")).verdict, Verdict::NotEnforced);
    });
}

void tst_WorkloadPlaneEvaluator::t1_gatedTolerationIsUncertain()
{
    auto &pools = m_design.project.topology.nodePools;
    pools[ElementId("fast")] = { ElementId("fast"), "fast", { { "pool", "fast" } },
        { { "sla", "950", "NoSchedule" } }, {} };
    pools[ElementId("plain")] = { ElementId("plain"), "plain", {}, {}, {} };
    Placement &dedicated = m_design.project.topology.workloads[ElementId("c")].placement;
    dedicated.tolerations = { { "sla", "Exists", "", "" } };
    dedicated.nodeSelector = { { "pool", "fast" } };
    inspect([](const WorkloadPlaneEvaluator &plane) {
        QCOMPARE(plane.sharesNode(ElementId("a"), ElementId("c")).verdict, Verdict::Deny);
    });
    m_design.project.topology.workloads[ElementId("a")].placement.tolerations = { { "sla", "Gt", "900",
        "" } };
    inspect([](const WorkloadPlaneEvaluator &plane) {
        const PlaneVerdict gated = plane.sharesNode(ElementId("a"), ElementId("c"));
        QCOMPARE(gated.verdict, Verdict::Uncertain);
        QCOMPARE(gated.control, std::string());
    });
}

void tst_WorkloadPlaneEvaluator::t2_noScheduleSparesRunningPods()
{
    auto &pools = m_design.project.topology.nodePools;
    pools[ElementId("gpu")] = { ElementId("gpu"), "gpu", { { "pool", "gpu" } },
        { { "gpu", "", "NoSchedule" } }, {} };
    pools[ElementId("plain")] = { ElementId("plain"), "plain", {}, {}, {} };
    Placement &dedicated = m_design.project.topology.workloads[ElementId("c")].placement;
    dedicated.tolerations = { { "gpu", "Exists", "", "" } };
    dedicated.nodeSelector = { { "pool", "gpu" } };
    const auto mentionsRunningPods = [this] {
        bool mentions = false;
        inspect([&mentions](const WorkloadPlaneEvaluator &plane) {
            mentions = plane.sharesNode(ElementId("c"), ElementId("a")).reason.find("does not evict")
                != std::string::npos;
        });
        return mentions;
    };
    QVERIFY(mentionsRunningPods());
    pools[ElementId("gpu")].taints[0].effect = "NoExecute";
    QVERIFY(!mentionsRunningPods());
}

QTEST_APPLESS_MAIN(tst_WorkloadPlaneEvaluator)
#include "tst_WorkloadPlaneEvaluator.moc"
