// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/topology/PodHardening.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

namespace fourplane {

namespace {

using Words = std::span<const std::string_view>;

constexpr std::array<std::string_view, 13> baselineCapabilities { "AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE",
    "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE", "SETFCAP", "SETGID", "SETPCAP", "SETUID",
    "SYS_CHROOT" };

constexpr std::array<std::string_view, 1> restrictedCapabilities { "NET_BIND_SERVICE" };

/// Those that every version of the standards permits.
constexpr std::array<std::string_view, 5> safeSysctls { "kernel.shm_rmid_forced",
    "net.ipv4.ip_local_port_range", "net.ipv4.ip_unprivileged_port_start", "net.ipv4.ping_group_range",
    "net.ipv4.tcp_syncookies" };

constexpr std::array<std::string_view, 9> restrictedVolumes { "configMap", "csi", "downwardAPI", "emptyDir",
    "image", "ephemeral", "persistentVolumeClaim", "projected", "secret" };

constexpr std::array<std::string_view, 4> safeSeLinuxTypes { "", "container_t", "container_init_t",
    "container_kvm_t" };

void keepOnly(std::vector<std::string> &values, Words permitted)
{
    std::erase_if(values, [permitted](const std::string &value) {
        return std::find(permitted.begin(), permitted.end(), value) == permitted.end();
    });
}

void clearUnless(std::string &value, Words permitted)
{
    if (std::find(permitted.begin(), permitted.end(), value) == permitted.end())
        value.clear();
}

void meetBaseline(SecurityContext &context)
{
    constexpr std::array<std::string_view, 2> profiles { "RuntimeDefault", "Localhost" };
    if (context.privileged.value_or(false))
        context.privileged = false;
    if (context.windowsHostProcess.value_or(false))
        context.windowsHostProcess = false;
    keepOnly(context.addedCapabilities, baselineCapabilities);
    clearUnless(context.seccompType, profiles);
    clearUnless(context.appArmorType, profiles);
    clearUnless(context.seLinuxType, safeSeLinuxTypes);
    context.seLinuxUser.clear();
    context.seLinuxRole.clear();
    context.procMount.clear();
}

void meetRestricted(Workload &workload)
{
    keepOnly(workload.placement.volumeTypes, restrictedVolumes);
    const bool isWindows = workload.placement.operatingSystem == "windows";
    workload.podSecurity.runAsNonRoot = true;
    if (workload.podSecurity.runAsUser == 0)
        workload.podSecurity.runAsUser.reset();
    if (!isWindows && workload.podSecurity.seccompType.empty())
        workload.podSecurity.seccompType = "RuntimeDefault";
    for (Container &container : workload.containers) {
        SecurityContext &security = container.security;
        if (!security.runAsNonRoot.value_or(true))
            security.runAsNonRoot = true;
        if (security.runAsUser == 0)
            security.runAsUser.reset();
        if (isWindows)
            continue;
        security.allowPrivilegeEscalation = false;
        security.droppedCapabilities = { "ALL" };
        keepOnly(security.addedCapabilities, restrictedCapabilities);
    }
}

} // namespace

void meetPodSecurity(Workload &workload, PodSecurityLevel level)
{
    if (level == PodSecurityLevel::Privileged)
        return;
    Placement &placement = workload.placement;
    placement.hostNetwork = placement.hostPid = placement.hostIpc = false;
    placement.hostPaths.clear();
    std::erase(placement.volumeTypes, "hostPath");
    keepOnly(placement.sysctls, safeSysctls);
    std::erase_if(placement.appArmorAnnotations, [](const std::string &value) {
        return value != "runtime/default" && value.rfind("localhost/", 0) != 0;
    });
    meetBaseline(workload.podSecurity);
    for (Container &container : workload.containers) {
        meetBaseline(container.security);
        container.hasHostPort = false;
        container.namesProbeHost = false;
    }
    if (level == PodSecurityLevel::Restricted)
        meetRestricted(workload);
}

} // namespace fourplane
