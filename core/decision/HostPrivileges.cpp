// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/HostPrivileges.h"

#include <algorithm>
#include <set>

namespace fourplane {

namespace {

/// Whatever lies in these folders is sensitive.
constexpr const char *sensitiveTrees[] = { "/bin", "/boot", "/etc", "/lib", "/lib64", "/opt/cni", "/proc",
    "/root", "/run", "/sbin", "/sys", "/usr/bin", "/usr/lib", "/usr/local/bin", "/usr/sbin",
    "/var/lib/containerd", "/var/lib/docker", "/var/lib/etcd", "/var/lib/kubelet", "/var/lib/rancher",
    "/var/log", "/var/run" };
/// These are sensitive themselves, but not what lies in them.
constexpr const char *sensitivePaths[] = { "/dev", "/dev/mem", "/dev/kmem" };

const std::set<std::string> escapeCapabilities { "ALL", "BPF", "DAC_READ_SEARCH", "SYS_ADMIN", "SYS_BOOT",
    "SYS_MODULE", "SYS_PTRACE", "SYS_RAWIO" };

bool isBelow(const std::string &path, const std::string &folder)
{
    return path == folder || folder == "/" || path.compare(0, folder.size() + 1, folder + "/") == 0;
}

} // namespace

bool isSensitiveHostPath(const std::string &path)
{
    std::string folder = path;
    while (folder.size() > 1 && folder.back() == '/')
        folder.pop_back();
    const bool inTree = std::any_of(std::begin(sensitiveTrees), std::end(sensitiveTrees),
        [&folder](const char *tree) { return isBelow(folder, tree) || isBelow(tree, folder); });
    return inTree
        || std::any_of(std::begin(sensitivePaths), std::end(sensitivePaths),
            [&folder](const char *exact) { return isBelow(exact, folder); });
}

std::vector<std::string> hostPrivilegesOf(const PlannedPod &pod)
{
    std::vector<std::string> privileges;
    if (pod.placement.hostPid)
        privileges.push_back("the pod sees the node's processes (hostPID)");
    if (pod.hostNetwork)
        privileges.push_back("the pod is in the node's network (hostNetwork)");
    for (const std::string &path : pod.placement.hostPaths) {
        if (isSensitiveHostPath(path))
            privileges.push_back("the pod mounts " + path + " of the node");
    }
    if (pod.podSecurity.windowsHostProcess.value_or(false))
        privileges.push_back("the pod is a Windows host process");
    for (const Container &container : pod.containers) {
        if (container.security.privileged.value_or(false))
            privileges.push_back("container " + container.name + " is privileged");
        for (std::string capability : container.security.addedCapabilities) {
            if (capability.compare(0, 4, "CAP_") == 0)
                capability.erase(0, 4);
            if (escapeCapabilities.count(capability) > 0)
                privileges.push_back("container " + container.name + " has the capability " + capability);
        }
        if (container.security.windowsHostProcess.value_or(false))
            privileges.push_back("container " + container.name + " is a Windows host process");
    }
    return privileges;
}

} // namespace fourplane
