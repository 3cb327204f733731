// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/PodSecurity.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace fourplane {

namespace {

using Words = std::set<std::string>;

const Words baselineCapabilities { "AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL",
    "MKNOD", "NET_BIND_SERVICE", "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT" };
const Words restrictedVolumes { "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image",
    "persistentVolumeClaim", "projected", "secret" };
const Words runtimeProfiles { "RuntimeDefault", "Localhost" };

struct VersionedWord
{
    const char *word;
    int sinceMinor;
};

constexpr VersionedWord safeSysctls[] = { { "kernel.shm_rmid_forced", 0 },
    { "net.ipv4.ip_local_port_range", 0 }, { "net.ipv4.tcp_syncookies", 0 },
    { "net.ipv4.ping_group_range", 0 }, { "net.ipv4.ip_unprivileged_port_start", 0 },
    { "net.ipv4.ip_local_reserved_ports", 27 }, { "net.ipv4.tcp_keepalive_time", 29 },
    { "net.ipv4.tcp_fin_timeout", 29 }, { "net.ipv4.tcp_keepalive_intvl", 29 },
    { "net.ipv4.tcp_keepalive_probes", 29 }, { "net.ipv4.tcp_rmem", 32 }, { "net.ipv4.tcp_wmem", 32 },
    { "net.ipv4.tcp_slow_start_after_idle", 37 }, { "net.ipv4.tcp_notsent_lowat", 37 } };
constexpr VersionedWord seLinuxTypes[] = { { "", 0 }, { "container_t", 0 }, { "container_init_t", 0 },
    { "container_kvm_t", 0 }, { "container_engine_t", 31 } };

template <std::size_t n>
bool isIn(const VersionedWord (&words)[n], const std::string &word, int minor)
{
    return std::any_of(std::begin(words), std::end(words),
        [&](const VersionedWord &entry) { return word == entry.word && minor >= entry.sinceMinor; });
}

/// Collects what one level of the standard has against one pod.
class Inspection
{
public:
    Inspection(const PlannedPod &pod, PodSecurityLevel level, int minor)
        : m_pod(pod)
        , m_minor(minor)
        , m_isWindowsRestricted(level == PodSecurityLevel::Restricted && minor >= 25
              && pod.placement.operatingSystem == "windows")
    {
    }

    std::vector<std::string> violations;

    void inspectBaseline()
    {
        const Placement &placement = m_pod.placement;
        refuseIf(placement.hostNetwork, "the pod sets hostNetwork: true");
        refuseIf(placement.hostPid, "the pod sets hostPID: true");
        refuseIf(placement.hostIpc, "the pod sets hostIPC: true");
        const bool mountsHost = !placement.hostPaths.empty()
            || std::count(placement.volumeTypes.begin(), placement.volumeTypes.end(), "hostPath") > 0;
        refuseIf(mountsHost, "the pod mounts a hostPath volume");
        for (const std::string &name : placement.sysctls)
            refuseIf(!isIn(safeSysctls, name, m_minor), "the pod sets the sysctl " + name);
        for (const std::string &profile : placement.appArmorAnnotations)
            refuseIf(!profile.empty() && profile != "runtime/default" && profile.rfind("localhost/", 0) != 0,
                "an annotation of the pod sets the AppArmor profile " + profile);
        inspectBaselineContext("the pod", m_pod.podSecurity);
        for (const Container &container : m_pod.containers) {
            const std::string who = "container " + container.name;
            inspectBaselineContext(who, container.security);
            refuseIf(container.security.privileged.value_or(false), who + " sets privileged: true");
            for (const std::string &capability : container.security.addedCapabilities)
                refuseIf(!m_isWindowsRestricted && baselineCapabilities.count(capability) == 0,
                    who + " adds the capability " + capability);
            refuseIf(container.hasHostPort, who + " uses a hostPort");
            refuseIf(container.namesProbeHost && m_minor >= 34,
                who + " has a probe or lifecycle handler with a host");
            const std::string &procMount = container.security.procMount;
            refuseIf(!isDefaultProcMount(procMount) && !(hasUserNamespace() && m_minor >= 35),
                who + " sets procMount: " + procMount);
        }
    }

    void inspectRestricted()
    {
        for (const std::string &type : m_pod.placement.volumeTypes)
            refuseIf(restrictedVolumes.count(type) == 0, "the pod has a volume of type " + type);
        if (!m_isWindowsRestricted) {
            inspectEscalation();
            inspectSeccomp();
            if (m_minor >= 22)
                inspectCapabilities();
        }
        if (!(hasUserNamespace() && m_minor >= 35))
            inspectUser();
        for (const Container &container : m_pod.containers)
            refuseIf(m_minor >= 35 && !isDefaultProcMount(container.security.procMount),
                "container " + container.name + " sets procMount: " + container.security.procMount);
    }

private:
    static bool isDefaultProcMount(const std::string &procMount)
    {
        return procMount.empty() || procMount == "Default";
    }

    bool hasUserNamespace() const { return m_pod.placement.hostUsers && !*m_pod.placement.hostUsers; }

    void refuseIf(bool refused, const std::string &why)
    {
        if (refused)
            violations.push_back(why);
    }

    void inspectBaselineContext(const std::string &who, const SecurityContext &context)
    {
        refuseIf(!context.appArmorType.empty() && runtimeProfiles.count(context.appArmorType) == 0,
            who + " sets the AppArmor profile " + context.appArmorType);
        refuseIf(!isIn(seLinuxTypes, context.seLinuxType, m_minor),
            who + " sets the SELinux type " + context.seLinuxType);
        refuseIf(!context.seLinuxUser.empty(), who + " sets the SELinux user " + context.seLinuxUser);
        refuseIf(!context.seLinuxRole.empty(), who + " sets the SELinux role " + context.seLinuxRole);
        refuseIf(!m_isWindowsRestricted && context.seccompType == "Unconfined",
            who + " sets the seccomp profile Unconfined");
        refuseIf(context.windowsHostProcess.value_or(false), who + " is a Windows host process");
    }

    void inspectEscalation()
    {
        for (const Container &container : m_pod.containers)
            refuseIf(container.security.allowPrivilegeEscalation.value_or(true),
                "container " + container.name + " does not set allowPrivilegeEscalation: false");
    }

    void inspectSeccomp()
    {
        const std::string &ofPod = m_pod.podSecurity.seccompType;
        refuseIf(
            !ofPod.empty() && runtimeProfiles.count(ofPod) == 0, "the pod sets the seccomp profile " + ofPod);
        for (const Container &container : m_pod.containers) {
            const std::string &own = container.security.seccompType;
            if (own.empty())
                refuseIf(ofPod.empty(),
                    "neither the pod nor container " + container.name + " sets a seccomp profile");
            else
                refuseIf(runtimeProfiles.count(own) == 0,
                    "container " + container.name + " sets the seccomp profile " + own);
        }
    }

    void inspectCapabilities()
    {
        for (const Container &container : m_pod.containers) {
            const auto &dropped = container.security.droppedCapabilities;
            refuseIf(std::count(dropped.begin(), dropped.end(), "ALL") == 0,
                "container " + container.name + " does not drop ALL capabilities");
            for (const std::string &capability : container.security.addedCapabilities)
                refuseIf(capability != "NET_BIND_SERVICE",
                    "container " + container.name + " adds the capability " + capability);
        }
    }

    void inspectUser()
    {
        const std::optional<bool> ofPod = m_pod.podSecurity.runAsNonRoot;
        refuseIf(ofPod && !*ofPod, "the pod sets runAsNonRoot: false");
        for (const Container &container : m_pod.containers) {
            const std::optional<bool> own = container.security.runAsNonRoot;
            refuseIf(own && !*own, "container " + container.name + " sets runAsNonRoot: false");
            refuseIf(!own && !ofPod.value_or(false),
                "neither the pod nor container " + container.name + " sets runAsNonRoot: true");
        }
        if (m_minor < 23)
            return;
        refuseIf(m_pod.podSecurity.runAsUser == 0, "the pod sets runAsUser: 0");
        for (const Container &container : m_pod.containers)
            refuseIf(container.security.runAsUser == 0, "container " + container.name + " sets runAsUser: 0");
    }

    const PlannedPod &m_pod;
    int m_minor;
    /// The restricted checks of seccomp and capabilities spare Windows pods, and stand in for those of
    /// baseline (OverrideCheckIDs of pod-security-admission), which therefore spare them too.
    bool m_isWindowsRestricted;
};

} // namespace

int podSecurityMinor(const std::string &version)
{
    constexpr std::string_view prefix = "v1.";
    if (version.compare(0, prefix.size(), prefix) != 0)
        return newestPodSecurityMinor;
    int minor = newestPodSecurityMinor;
    const char *end = version.data() + version.size();
    const auto [stop, failed] = std::from_chars(version.data() + prefix.size(), end, minor);
    return failed == std::errc() && stop == end && minor >= 0 ? minor : newestPodSecurityMinor;
}

std::vector<std::string> podSecurityViolations(const PlannedPod &pod, PodSecurityLevel level, int minor)
{
    Inspection inspection(pod, level, minor);
    if (level != PodSecurityLevel::Privileged)
        inspection.inspectBaseline();
    if (level == PodSecurityLevel::Restricted)
        inspection.inspectRestricted();
    return inspection.violations;
}

} // namespace fourplane
