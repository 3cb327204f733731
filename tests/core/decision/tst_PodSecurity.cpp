// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/EffectivePodSecurity.h"
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
    void podSecurity_baseline_data();
    void podSecurity_baseline();
    void podSecurity_restricted_data();
    void podSecurity_restricted();
    void podSecurity_initAndEphemeralContainersCount();
    void podSecurity_sysctlsByVersion_data();
    void podSecurity_sysctlsByVersion();
    void podSecurity_procMountByVersion();
    void podSecurity_labelsOverDefaults();
};

using PodChange = std::function<void(PlannedPod &)>;
Q_DECLARE_METATYPE(PodChange)

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

void tst_PodSecurity::podSecurity_baseline_data()
{
    QTest::addColumn<PodChange>("change");
    QTest::addColumn<bool>("allowed");
    const auto row = [](const char *name, bool allowed, PodChange change) {
        QTest::newRow(name) << std::move(change) << allowed;
    };
    row("hostNetwork", false, [](PlannedPod &pod) {
        pod.hostNetwork = true;
        pod.placement.hostNetwork = true;
    });
    row("hostPID", false, [](PlannedPod &pod) { pod.placement.hostPid = true; });
    row("hostIPC", false, [](PlannedPod &pod) { pod.placement.hostIpc = true; });
    row("privileged", false, [](PlannedPod &pod) { pod.containers[0].security.privileged = true; });
    row("privileged: false", true, [](PlannedPod &pod) { pod.containers[0].security.privileged = false; });
    for (const char *capability : { "AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL",
             "MKNOD", "NET_BIND_SERVICE", "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT" })
        row(capability, true,
            [capability](PlannedPod &pod) { pod.containers[0].security.addedCapabilities = { capability }; });
    for (const char *capability : { "NET_RAW", "SYS_ADMIN", "ALL", "CAP_CHOWN", "chown" })
        row(capability, false,
            [capability](PlannedPod &pod) { pod.containers[0].security.addedCapabilities = { capability }; });
    row("hostPath", false, [](PlannedPod &pod) {
        pod.placement.hostPaths = { "/data" };
        pod.placement.volumeTypes = { "hostPath" };
    });
    row("nfs volume", true, [](PlannedPod &pod) { pod.placement.volumeTypes = { "nfs" }; });
    row("hostPort", false, [](PlannedPod &pod) { pod.containers[0].hasHostPort = true; });
    for (const char *type : { "", "RuntimeDefault", "Localhost" })
        row((std::string("AppArmor ") + type).c_str(), true,
            [type](PlannedPod &pod) { pod.containers[0].security.appArmorType = type; });
    row("AppArmor Unconfined", false, [](PlannedPod &pod) { pod.podSecurity.appArmorType = "Unconfined"; });
    row("AppArmor annotation", false,
        [](PlannedPod &pod) { pod.placement.appArmorAnnotations = { "unconfined" }; });
    row("AppArmor annotation localhost/x", true,
        [](PlannedPod &pod) { pod.placement.appArmorAnnotations = { "localhost/x" }; });
    for (const char *type :
        { "", "container_t", "container_init_t", "container_kvm_t", "container_engine_t" })
        row((std::string("SELinux ") + type).c_str(), true,
            [type](PlannedPod &pod) { pod.containers[0].security.seLinuxType = type; });
    row("SELinux spc_t", false, [](PlannedPod &pod) { pod.containers[0].security.seLinuxType = "spc_t"; });
    row("SELinux user", false, [](PlannedPod &pod) { pod.podSecurity.seLinuxUser = "system_u"; });
    row("SELinux role", false, [](PlannedPod &pod) { pod.podSecurity.seLinuxRole = "system_r"; });
    row("procMount Unmasked", false,
        [](PlannedPod &pod) { pod.containers[0].security.procMount = "Unmasked"; });
    row("procMount Unmasked in its own users", true, [](PlannedPod &pod) {
        pod.containers[0].security.procMount = "Unmasked";
        pod.placement.hostUsers = false;
    });
    row("seccomp Unconfined", false, [](PlannedPod &pod) { pod.podSecurity.seccompType = "Unconfined"; });
    row("seccomp unset", true, [](PlannedPod &pod) { pod.podSecurity.seccompType = ""; });
    row("other sysctl", false, [](PlannedPod &pod) { pod.placement.sysctls = { "kernel.msgmax" }; });
    row("Windows host process", false, [](PlannedPod &pod) { pod.podSecurity.windowsHostProcess = true; });
    row("probe host", false, [](PlannedPod &pod) { pod.containers[0].namesProbeHost = true; });
}

void tst_PodSecurity::podSecurity_baseline()
{
    QFETCH(PodChange, change);
    QFETCH(bool, allowed);
    QCOMPARE(violations(change, 37, PodSecurityLevel::Baseline) == 0, allowed);
}

void tst_PodSecurity::podSecurity_restricted_data()
{
    QTest::addColumn<PodChange>("change");
    QTest::addColumn<bool>("allowed");
    const auto row = [](const char *name, bool allowed, PodChange change) {
        QTest::newRow(name) << std::move(change) << allowed;
    };
    for (const char *type : { "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image",
             "persistentVolumeClaim", "projected", "secret" })
        row(type, true, [type](PlannedPod &pod) { pod.placement.volumeTypes = { type }; });
    for (const char *type : { "nfs", "hostPath", "gitRepo", "iscsi" })
        row(type, false, [type](PlannedPod &pod) { pod.placement.volumeTypes = { type }; });
    row("escalation not said", false,
        [](PlannedPod &pod) { pod.containers[0].security.allowPrivilegeEscalation.reset(); });
    row("escalation true", false,
        [](PlannedPod &pod) { pod.containers[0].security.allowPrivilegeEscalation = true; });
    row("runAsNonRoot not said", false, [](PlannedPod &pod) { pod.podSecurity.runAsNonRoot.reset(); });
    row("runAsNonRoot of the container", true, [](PlannedPod &pod) {
        pod.podSecurity.runAsNonRoot.reset();
        pod.containers[0].security.runAsNonRoot = true;
    });
    row("runAsNonRoot false in the container", false,
        [](PlannedPod &pod) { pod.containers[0].security.runAsNonRoot = false; });
    row("runAsUser 0", false, [](PlannedPod &pod) { pod.containers[0].security.runAsUser = 0; });
    row("runAsUser 1", true, [](PlannedPod &pod) { pod.containers[0].security.runAsUser = 1; });
    row("seccomp unset", false, [](PlannedPod &pod) { pod.podSecurity.seccompType = ""; });
    row("seccomp Localhost", true, [](PlannedPod &pod) { pod.podSecurity.seccompType = "Localhost"; });
    row("nothing dropped", false,
        [](PlannedPod &pod) { pod.containers[0].security.droppedCapabilities = {}; });
    row("adds NET_BIND_SERVICE", true,
        [](PlannedPod &pod) { pod.containers[0].security.addedCapabilities = { "NET_BIND_SERVICE" }; });
    row("adds CHOWN", false,
        [](PlannedPod &pod) { pod.containers[0].security.addedCapabilities = { "CHOWN" }; });
    row("procMount Unmasked in its own users", false, [](PlannedPod &pod) {
        pod.containers[0].security.procMount = "Unmasked";
        pod.placement.hostUsers = false;
    });
    row("root in its own users", true, [](PlannedPod &pod) {
        pod.placement.hostUsers = false;
        pod.podSecurity.runAsNonRoot.reset();
        pod.podSecurity.runAsUser = 0;
    });
}

void tst_PodSecurity::podSecurity_restricted()
{
    QFETCH(PodChange, change);
    QFETCH(bool, allowed);
    QCOMPARE(violations(change, 37) == 0, allowed);
}

void tst_PodSecurity::podSecurity_initAndEphemeralContainersCount()
{
    for (const ContainerRole role : { ContainerRole::Init, ContainerRole::Ephemeral }) {
        const auto change = [role](PlannedPod &pod) {
            Container other = pod.containers[0];
            other.name = "other";
            other.role = role;
            other.security.allowPrivilegeEscalation.reset();
            pod.containers.push_back(other);
        };
        QCOMPARE(violations(change, 37), std::size_t(1));
    }
}

void tst_PodSecurity::podSecurity_sysctlsByVersion_data()
{
    QTest::addColumn<std::string>("name");
    QTest::addColumn<int>("since"); // minor version
    const auto row = [](const char *name, int since) { QTest::newRow(name) << std::string(name) << since; };
    for (const char *name : { "kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range",
             "net.ipv4.tcp_syncookies", "net.ipv4.ping_group_range", "net.ipv4.ip_unprivileged_port_start" })
        row(name, 0);
    row("net.ipv4.ip_local_reserved_ports", 27);
    for (const char *name : { "net.ipv4.tcp_keepalive_time", "net.ipv4.tcp_keepalive_intvl",
             "net.ipv4.tcp_keepalive_probes", "net.ipv4.tcp_fin_timeout" })
        row(name, 29);
    row("net.ipv4.tcp_rmem", 32);
    row("net.ipv4.tcp_wmem", 32);
    row("net.ipv4.tcp_slow_start_after_idle", 37);
    row("net.ipv4.tcp_notsent_lowat", 37);
}

void tst_PodSecurity::podSecurity_sysctlsByVersion()
{
    QFETCH(std::string, name);
    QFETCH(int, since);
    const auto change = [&name](PlannedPod &pod) { pod.placement.sysctls = { name }; };
    for (const int minor : { 22, 26, 27, 28, 29, 31, 32, 36, 37 })
        QCOMPARE(violations(change, minor, PodSecurityLevel::Baseline) == 0, minor >= since);
}

void tst_PodSecurity::podSecurity_procMountByVersion()
{
    const auto change = [](PlannedPod &pod) {
        pod.containers[0].security.procMount = "Unmasked";
        pod.placement.hostUsers = false;
    };
    QVERIFY(violations(change, 34, PodSecurityLevel::Baseline) > 0);
    QCOMPARE(violations(change, 35, PodSecurityLevel::Baseline), std::size_t(0));
    QVERIFY(violations(change, 35) > 0); // restricted keeps the check
}

/// As PolicyToEvaluate: level and version each fall back on their own; warn follows a stricter enforce label.
void tst_PodSecurity::podSecurity_labelsOverDefaults()
{
    PodSecurityAdmission defaults;
    defaults.enforce = PodSecurityLevel::Baseline;
    defaults.version = "v1.30";
    PodSecurityAdmission labels;
    EffectivePodSecurity rules = effectivePodSecurity(labels, defaults);
    QCOMPARE(rules.enforce.describe(), std::string("baseline (v1.30)"));
    QCOMPARE(rules.warn.level, PodSecurityLevel::Privileged); // enforced by default, not by label
    labels.enforce = PodSecurityLevel::Restricted;
    rules = effectivePodSecurity(labels, defaults);
    QCOMPARE(rules.enforce.describe(), std::string("restricted (v1.30)"));
    QCOMPARE(rules.warn.level, PodSecurityLevel::Restricted);
    QCOMPARE(rules.audit.level, PodSecurityLevel::Privileged);
    labels.warn = PodSecurityLevel::Privileged;
    labels.version = "v1.33";
    labels.audit = PodSecurityLevel::Baseline;
    labels.auditVersion = "v1.25";
    rules = effectivePodSecurity(labels, defaults);
    QCOMPARE(rules.warn.level, PodSecurityLevel::Privileged);
    QCOMPARE(rules.enforce.version, std::string("v1.33"));
    QCOMPARE(rules.audit.describe(), std::string("baseline (v1.25)"));
}

QTEST_APPLESS_MAIN(tst_PodSecurity)
#include "tst_PodSecurity.moc"
