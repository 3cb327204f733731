// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/PodGenerator.h"

#include "tests/support/RandomValues.h"

namespace fourplane::test {

using nlohmann::json;

namespace {

/// True in one of `n` cases.
bool rarely(int n)
{
    return numberFrom<int>(0, n - 1) == n - 1;
}

/// A value of a profile field ("RuntimeDefault" far more often than not).
std::string anyProfileType()
{
    return rarely(6) ? oneOf<std::string>({ "Unconfined", "Localhost" }) : "RuntimeDefault";
}

json profile(const std::string &type)
{
    json value { { "type", type } };
    if (type == "Localhost")
        value["localhostProfile"] = "profiles/a.json";
    return value;
}

/// Fields that pods and containers share.
void addSharedContext(json &context)
{
    if (rarely(2))
        context["runAsNonRoot"] = !rarely(8);
    if (rarely(4))
        context["runAsUser"] = oneOf<int>({ 1000, 1, 0 });
    if (rarely(2))
        context["seccompProfile"] = profile(anyProfileType());
    if (rarely(8))
        context["appArmorProfile"] = profile(anyProfileType());
    if (rarely(10)) {
        json options = json::object();
        options["type"] = oneOf<std::string>({ "", "container_t", "container_init_t", "container_kvm_t",
            "container_engine_t", "spc_t", "container_t_" });
        if (rarely(4))
            options["user"] = oneOf<std::string>({ "", "system_u" });
        if (rarely(4))
            options["role"] = oneOf<std::string>({ "", "system_r" });
        if (rarely(4))
            options["level"] = "s0:c1,c2";
        context["seLinuxOptions"] = options;
    }
    if (rarely(20))
        context["windowsOptions"] = rarely(2) ? json { { "hostProcess", !rarely(2) } } : json::object();
}

json anyCapabilities()
{
    json value = json::object();
    if (!rarely(4))
        value["drop"] = rarely(8) ? json { "NET_RAW" } : rarely(8) ? json { "KILL", "ALL" } : json { "ALL" };
    if (rarely(6))
        value["add"] = someOf(
            [] {
                return oneOf<std::string>({ "NET_BIND_SERVICE", "AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE",
                    "FOWNER", "FSETID", "KILL", "MKNOD", "SETFCAP", "SETGID", "SETPCAP", "SETUID",
                    "SYS_CHROOT", "SYS_ADMIN", "NET_RAW", "ALL", "CAP_CHOWN", "chown" });
            },
            3);
    return value;
}

json anyHandler()
{
    const std::string action = oneOf<std::string>({ "httpGet", "tcpSocket" });
    json call { { "port", 8080 } };
    if (rarely(3))
        call["host"] = oneOf<std::string>({ "", "127.0.0.1", "example.org" });
    return { { action, call } };
}

void addHandlers(json &container, bool mayHaveProbes)
{
    if (!mayHaveProbes)
        return;
    for (const char *probe : { "livenessProbe", "readinessProbe", "startupProbe" }) {
        if (rarely(15))
            container[probe] = anyHandler();
    }
    for (const char *hook : { "postStart", "preStop" }) {
        if (rarely(15))
            container["lifecycle"][hook] = anyHandler();
    }
}

json anyContainer(const std::string &name, bool mayHaveProbes)
{
    json container { { "name", name }, { "image", "registry.example/app:1" } };
    if (!rarely(6)) {
        json context = json::object();
        addSharedContext(context);
        if (!rarely(5))
            context["allowPrivilegeEscalation"] = rarely(8);
        if (!rarely(5))
            context["capabilities"] = anyCapabilities();
        if (rarely(8))
            context["privileged"] = rarely(3);
        if (rarely(10))
            context["procMount"] = oneOf<std::string>({ "Default", "Unmasked" });
        container["securityContext"] = context;
    }
    if (mayHaveProbes && rarely(5)) {
        json port { { "containerPort", 8080 } };
        if (rarely(2))
            port["hostPort"] = oneOf<int>({ 0, 8080 });
        container["ports"] = json::array({ port });
    }
    addHandlers(container, mayHaveProbes);
    return container;
}

json anyVolume(const std::string &name)
{
    static const std::vector<std::pair<std::string, json>> sources { { "configMap", { { "name", "c" } } },
        { "csi", { { "driver", "d" } } }, { "downwardAPI", json::object() }, { "emptyDir", json::object() },
        { "ephemeral", json::object() }, { "image", { { "reference", "r" } } },
        { "persistentVolumeClaim", { { "claimName", "p" } } },
        { "projected", { { "sources", json::array() } } }, { "secret", { { "secretName", "s" } } },
        { "hostPath", { { "path", "/var" } } }, { "nfs", { { "server", "n" }, { "path", "/" } } },
        { "iscsi", { { "targetPortal", "t" }, { "iqn", "i" }, { "lun", 0 } } },
        { "gitRepo", { { "repository", "g" } } }, { "flexVolume", { { "driver", "f" } } } };
    const std::size_t last = rarely(6) ? sources.size() - 1 : 8;
    const auto &[type, source] = sources[numberFrom<std::size_t>(0, last)];
    return { { "name", name }, { type, source } };
}

json anyPodContext()
{
    json context = json::object();
    addSharedContext(context);
    if (rarely(6)) {
        context["sysctls"] = json::array();
        for (const std::string &name : someOf([] {
                 return oneOf<std::string>({ "kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range",
                     "net.ipv4.tcp_syncookies", "net.ipv4.ping_group_range",
                     "net.ipv4.ip_unprivileged_port_start", "net.ipv4.ip_local_reserved_ports",
                     "net.ipv4.tcp_keepalive_time", "net.ipv4.tcp_fin_timeout",
                     "net.ipv4.tcp_keepalive_intvl", "net.ipv4.tcp_keepalive_probes", "net.ipv4.tcp_rmem",
                     "net.ipv4.tcp_wmem", "net.ipv4.tcp_slow_start_after_idle", "net.ipv4.tcp_notsent_lowat",
                     "kernel.msgmax", "net.core.somaxconn" });
             }))
            context["sysctls"].push_back({ { "name", name }, { "value", "1" } });
    }
    return context;
}

} // namespace

json anyPod(const std::string &name)
{
    json metadata { { "name", name }, { "namespace", "n" } };
    json spec = json::object();
    for (const char *field : { "hostNetwork", "hostPID", "hostIPC" }) {
        if (rarely(20))
            spec[field] = !rarely(3);
    }
    if (rarely(8))
        spec["hostUsers"] = rarely(3);
    if (rarely(10))
        spec["os"] = { { "name", oneOf<std::string>({ "linux", "windows" }) } };
    if (!rarely(4))
        spec["securityContext"] = anyPodContext();
    spec["containers"] = json::array({ anyContainer("main", true) });
    if (rarely(5))
        spec["containers"].push_back(anyContainer("second", true));
    if (rarely(6)) {
        spec["initContainers"] = json::array({ anyContainer("init", false) });
        if (rarely(2))
            spec["initContainers"][0]["restartPolicy"] = "Always";
    }
    if (rarely(8))
        spec["ephemeralContainers"] = json::array({ anyContainer("debug", false) });
    if (rarely(3)) {
        spec["volumes"] = json::array();
        for (int number = numberFrom(1, 2); number > 0; --number)
            spec["volumes"].push_back(anyVolume("v" + std::to_string(number)));
    }
    if (rarely(12)) {
        const std::string container = oneOf<std::string>({ "main", "init", "stranger" });
        metadata["annotations"]["container.apparmor.security.beta.kubernetes.io/" + container] =
            oneOf<std::string>({ "runtime/default", "localhost/a", "unconfined", "", "other" });
    }
    return { { "apiVersion", "v1" }, { "kind", "Pod" }, { "metadata", metadata }, { "spec", spec } };
}

} // namespace fourplane::test
