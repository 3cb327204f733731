// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/PodSecurity.h"

#include <QtTest>

#include <functional>

using namespace fourplane;

/// The rules that depend on the version or on each other; the corpus covers the plain ones.
class tst_PodSecurity : public QObject
{
    Q_OBJECT

private slots:
    void versionsAreRead_data();
    void versionsAreRead();
    void privilegedForbidsNothing();
    void restrictedPodIsAdmitted();
    void sysctlsGrowWithTheVersion();
    void containerEngineTypeComesWithVersion31();
    void probeHostsAreForbiddenFromVersion34();
    void userNamespaceLiftsUserRulesFromVersion35();
    void windowsPodsSkipLinuxRulesFromVersion25();
    void containerSaysWhatThePodLeavesOpen();
    void containerFalseBeatsThePod();
    void ephemeralContainersCount();
};

namespace {

/// A pod that keeps to restricted in every version.
PlannedPod restrictedPod()
{
    PlannedPod pod;
    pod.podSecurity.runAsNonRoot = true;
    pod.podSecurity.seccompType = "RuntimeDefault";
    Container container;
    container.name = "main";
    container.security.allowPrivilegeEscalation = false;
    container.security.droppedCapabilities = { "ALL" };
    pod.containers = { container };
    return pod;
}

std::size_t violations(const std::function<void(PlannedPod &)> &change, int minor,
    PodSecurityLevel level = PodSecurityLevel::Restricted)
{
    PlannedPod pod = restrictedPod();
    change(pod);
    return podSecurityViolations(pod, level, minor).size();
}

} // namespace

void tst_PodSecurity::versionsAreRead_data()
{
    QTest::addColumn<std::string>("version");
    QTest::addColumn<int>("minor");
    QTest::newRow("pinned") << std::string("v1.31") << 31;
    QTest::newRow("latest") << std::string("latest") << 37;
    QTest::newRow("absent") << std::string() << 37;
    QTest::newRow("no version") << std::string("v1.x") << 37;
    QTest::newRow("trailing") << std::string("v1.30.2") << 37;
}

void tst_PodSecurity::versionsAreRead()
{
    QFETCH(std::string, version);
    QFETCH(int, minor);
    QCOMPARE(podSecurityMinor(version), minor);
}

void tst_PodSecurity::privilegedForbidsNothing()
{
    const auto change = [](PlannedPod &pod) {
        pod.placement.hostPid = true;
        pod.containers[0].security.privileged = true;
    };
    QCOMPARE(violations(change, 35, PodSecurityLevel::Privileged), std::size_t(0));
    QCOMPARE(violations(change, 35, PodSecurityLevel::Baseline), std::size_t(2));
}

void tst_PodSecurity::restrictedPodIsAdmitted()
{
    for (const int minor : { 22, 30, 35, 37 })
        QCOMPARE(violations([](PlannedPod &) {}, minor), std::size_t(0));
}

void tst_PodSecurity::sysctlsGrowWithTheVersion()
{
    const auto change = [](PlannedPod &pod) { pod.placement.sysctls = { "net.ipv4.tcp_rmem" }; };
    QCOMPARE(violations(change, 31), std::size_t(1));
    QCOMPARE(violations(change, 32), std::size_t(0));
}

void tst_PodSecurity::containerEngineTypeComesWithVersion31()
{
    const auto change = [](PlannedPod &pod) { pod.podSecurity.seLinuxType = "container_engine_t"; };
    QCOMPARE(violations(change, 30), std::size_t(1));
    QCOMPARE(violations(change, 31), std::size_t(0));
}

void tst_PodSecurity::probeHostsAreForbiddenFromVersion34()
{
    const auto change = [](PlannedPod &pod) { pod.containers[0].namesProbeHost = true; };
    QCOMPARE(violations(change, 33), std::size_t(0));
    QCOMPARE(violations(change, 34), std::size_t(1));
}

void tst_PodSecurity::userNamespaceLiftsUserRulesFromVersion35()
{
    const auto change = [](PlannedPod &pod) {
        pod.placement.hostUsers = false;
        pod.podSecurity.runAsNonRoot.reset();
        pod.podSecurity.runAsUser = 0;
    };
    QCOMPARE(violations(change, 34), std::size_t(2));
    QCOMPARE(violations(change, 35), std::size_t(0));
}

void tst_PodSecurity::windowsPodsSkipLinuxRulesFromVersion25()
{
    const auto change = [](PlannedPod &pod) {
        pod.placement.operatingSystem = "windows";
        pod.podSecurity.seccompType.clear();
        pod.containers[0].security = {};
    };
    QCOMPARE(violations(change, 24), std::size_t(3)); // escalation, seccomp, capabilities
    QCOMPARE(violations(change, 25), std::size_t(0));
}

void tst_PodSecurity::containerSaysWhatThePodLeavesOpen()
{
    const auto change = [](PlannedPod &pod) {
        pod.podSecurity = {};
        pod.containers[0].security.runAsNonRoot = true;
        pod.containers[0].security.seccompType = "Localhost";
    };
    QCOMPARE(violations(change, 35), std::size_t(0));
}

void tst_PodSecurity::containerFalseBeatsThePod()
{
    QCOMPARE(violations([](PlannedPod &pod) { pod.containers[0].security.runAsNonRoot = false; }, 35),
        std::size_t(1));
    QCOMPARE(violations([](PlannedPod &pod) { pod.containers[0].security.seccompType = "Unconfined"; }, 35,
                 PodSecurityLevel::Baseline),
        std::size_t(1));
}

void tst_PodSecurity::ephemeralContainersCount()
{
    const auto change = [](PlannedPod &pod) {
        Container debugger;
        debugger.name = "debugger";
        debugger.role = ContainerRole::Ephemeral;
        debugger.security.privileged = true;
        pod.containers.push_back(debugger);
    };
    QCOMPARE(violations(change, 35, PodSecurityLevel::Baseline), std::size_t(1));
}

QTEST_APPLESS_MAIN(tst_PodSecurity)
#include "tst_PodSecurity.moc"
