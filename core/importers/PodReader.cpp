// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/importers/PodReader.h"

#include "core/base/Text.h"
#include "core/importers/AffinityReader.h"
#include "core/importers/CredentialNames.h"

#include <algorithm>
#include <array>

namespace fourplane {

namespace {

/// Before the name of a container: its AppArmor profile, from before there was a field for it.
constexpr std::string_view appArmorAnnotation = "container.apparmor.security.beta.kubernetes.io/";
/// On the API server's copy of a static pod.
constexpr const char *mirrorAnnotation = "kubernetes.io/config.mirror";

class PodReading
{
public:
    PodReading(Workload &workload, Diagnostics &diagnostics)
        : m_workload(workload)
        , m_diagnostics(diagnostics)
    {
    }

    PodEvidence read(const ManifestFields &pod)
    {
        m_isLive = pod.has("status");
        if (const auto metadata = pod.map("metadata")) {
            m_workload.labels = metadata->labels("labels");
            m_annotations = metadata->labels("annotations");
            for (const auto &[key, value] : m_annotations) {
                if (key.rfind(appArmorAnnotation, 0) == 0)
                    m_workload.placement.appArmorAnnotations.push_back(value);
            }
        }
        const auto spec = pod.map("spec");
        if (!spec) {
            pod.complain(
                "spec", "missing-field", "is missing: the pods have no containers.", "Write the pod's spec.");
            readMesh();
            return std::move(m_evidence);
        }
        readIdentity(*spec);
        if (const auto security = spec->map("securityContext")) {
            m_workload.podSecurity = securityContext(*security);
            for (const ManifestFields &sysctl : security->maps("sysctls"))
                m_workload.placement.sysctls.push_back(sysctl.text("name"));
        }
        readContainers(*spec);
        readPlacement(*spec);
        readVolumes(*spec);
        readMesh();
        return std::move(m_evidence);
    }

private:
    void readIdentity(const ManifestFields &spec)
    {
        m_evidence.serviceAccount = spec.text("serviceAccountName");
        if (m_evidence.serviceAccount.empty())
            m_evidence.serviceAccount = spec.text("serviceAccount"); // the deprecated name
        m_workload.automountToken = spec.boolean("automountServiceAccountToken");
        for (const ManifestFields &secret : spec.maps("imagePullSecrets")) {
            if (secret.has("name"))
                m_evidence.pullSecrets.push_back(secret.text("name"));
        }
    }

    SecurityContext securityContext(const ManifestFields &map)
    {
        SecurityContext security;
        security.privileged = map.boolean("privileged");
        security.allowPrivilegeEscalation = map.boolean("allowPrivilegeEscalation");
        security.runAsNonRoot = map.boolean("runAsNonRoot");
        security.runAsUser = map.integer("runAsUser");
        security.readOnlyRootFilesystem = map.boolean("readOnlyRootFilesystem");
        if (const auto capabilities = map.map("capabilities")) {
            security.addedCapabilities = capabilities->texts("add");
            security.droppedCapabilities = capabilities->texts("drop");
        }
        if (const auto seccomp = map.map("seccompProfile"))
            security.seccompType = seccomp->text("type");
        if (const auto appArmor = map.map("appArmorProfile"))
            security.appArmorType = appArmor->text("type");
        if (const auto seLinux = map.map("seLinuxOptions")) {
            security.seLinuxType = seLinux->text("type");
            security.seLinuxUser = seLinux->text("user");
            security.seLinuxRole = seLinux->text("role");
        }
        security.procMount = map.text("procMount");
        if (const auto windows = map.map("windowsOptions"))
            security.windowsHostProcess = windows->boolean("hostProcess");
        return security;
    }

    void readContainers(const ManifestFields &spec)
    {
        for (const ManifestFields &container : spec.maps("containers"))
            readContainer(container, ContainerRole::Main);
        const std::vector<ManifestFields> initContainers = spec.maps("initContainers");
        // An init container that restarts always is a sidecar: it runs beside the main containers.
        const auto isSidecar = [](const ManifestFields &map) {
            return map.text("restartPolicy") == "Always";
        };
        for (const ManifestFields &container : initContainers) {
            if (isSidecar(container))
                readContainer(container, ContainerRole::Main);
        }
        for (const ManifestFields &container : initContainers) {
            if (!isSidecar(container))
                readContainer(container, ContainerRole::Init);
        }
        for (const ManifestFields &container : spec.maps("ephemeralContainers"))
            readContainer(container, ContainerRole::Ephemeral);
        if (m_workload.containers.empty()) {
            spec.complain(
                "containers", "missing-field", "names no container.", "Write at least one container.");
        }
    }

    void readContainer(const ManifestFields &map, ContainerRole role)
    {
        Container container;
        container.name = map.text("name");
        container.role = role;
        container.image = map.text("image");
        for (const ManifestFields &port : map.maps("ports"))
            readPort(port, container);
        if (const auto security = map.map("securityContext"))
            container.security = securityContext(*security);
        readAppArmorAnnotation(container);
        if (isMeshProxy(container))
            m_evidence.hasMeshProxy = true;
        if (container.name == "linkerd-proxy")
            m_evidence.hasLinkerdProxy = true;
        readEnvironment(map, container);
        container.namesProbeHost = namesHandlerHost(map);
        m_workload.containers.push_back(std::move(container));
    }

    /// Whether a probe or lifecycle handler of a container says which host to call.
    static bool namesHandlerHost(const ManifestFields &container)
    {
        std::vector<std::optional<ManifestFields>> handlers { container.map("livenessProbe"),
            container.map("readinessProbe"), container.map("startupProbe") };
        if (const auto lifecycle = container.map("lifecycle")) {
            handlers.push_back(lifecycle->map("postStart"));
            handlers.push_back(lifecycle->map("preStop"));
        }
        for (const std::optional<ManifestFields> &handler : handlers) {
            for (std::string_view action : { "httpGet", "tcpSocket" }) {
                const auto call = handler ? handler->map(action) : std::nullopt;
                if (call && !call->text("host").empty())
                    return true;
            }
        }
        return false;
    }

    void readPort(const ManifestFields &map, Container &container)
    {
        NamedPort port;
        port.name = map.text("name");
        port.protocol = map.protocol("protocol").value_or(Protocol::Tcp);
        const auto hostPort = map.integer("hostPort");
        if (hostPort && *hostPort != 0)
            container.hasHostPort = true;
        const auto number = map.port("containerPort");
        if (!number)
            return; // a wrong number is already reported
        port.number = *number;
        if (hostPort && *hostPort > 0 && *hostPort <= 65535)
            m_evidence.hostPorts.push_back(
                { static_cast<std::uint16_t>(*hostPort), *number, port.protocol, map.text("hostIP") });
        container.ports.push_back(std::move(port));
    }

    void readAppArmorAnnotation(Container &container) const
    {
        const auto annotation = m_annotations.find(std::string(appArmorAnnotation) + container.name);
        if (annotation == m_annotations.end() || !container.security.appArmorType.empty())
            return;
        const std::string &value = annotation->second;
        if (value == "runtime/default")
            container.security.appArmorType = "RuntimeDefault";
        else if (value.rfind("localhost/", 0) == 0)
            container.security.appArmorType = "Localhost";
        else
            container.security.appArmorType = value == "unconfined" ? "Unconfined" : value;
    }

    static bool isMeshProxy(const Container &container)
    {
        return container.name == "istio-proxy" || container.image.find("istio/proxyv2") != std::string::npos;
    }

    void readEnvironment(const ManifestFields &map, const Container &container)
    {
        ContainerEvidence evidence;
        evidence.name = container.name;
        evidence.role = container.role;
        for (const ManifestFields &variable : map.maps("env"))
            readVariable(variable, evidence);
        for (const ManifestFields &source : map.maps("envFrom")) {
            if (const auto secret = source.map("secretRef")) {
                m_workload.traits.environmentSecrets = true;
                mention(secret->text("name"), SecretDelivery::Environment);
            }
            if (const auto configMap = source.map("configMapRef"))
                evidence.configMaps.push_back(configMap->text("name"));
        }
        evidence.arguments = map.texts("command");
        const std::vector<std::string> arguments = map.texts("args");
        evidence.arguments.insert(evidence.arguments.end(), arguments.begin(), arguments.end());
        m_evidence.containers.push_back(std::move(evidence));
    }

    void readVariable(const ManifestFields &map, ContainerEvidence &evidence)
    {
        EnvironmentEntry entry;
        entry.name = map.text("name");
        entry.value = map.text("value");
        if (const auto from = map.map("valueFrom")) {
            entry.fromSecret = from->has("secretKeyRef");
            if (const auto secret = from->map("secretKeyRef"))
                mention(secret->text("name"), SecretDelivery::Environment);
            if (const auto configMap = from->map("configMapKeyRef")) {
                entry.configMap = configMap->text("name");
                entry.configMapKey = configMap->text("key");
            }
        }
        if (entry.fromSecret || isPlainCredential(entry.name, entry.value))
            m_workload.traits.environmentSecrets = true;
        evidence.environment.push_back(std::move(entry));
    }

    void readPlacement(const ManifestFields &spec)
    {
        Placement &placement = m_workload.placement;
        placement.nodeSelector = spec.labels("nodeSelector");
        placement.tolerations = readTolerations(spec);
        placement.runtimeClass = spec.text("runtimeClassName");
        placement.sandboxedRuntime = isSandboxRuntime(placement.runtimeClass);
        placement.hostNetwork = spec.isTrue("hostNetwork");
        placement.hostPid = spec.isTrue("hostPID");
        placement.hostIpc = spec.isTrue("hostIPC");
        placement.shareProcessNamespace = spec.isTrue("shareProcessNamespace");
        placement.hostUsers = spec.boolean("hostUsers");
        if (const auto system = spec.map("os"))
            placement.operatingSystem = system->text("name");
        // In a live pod the scheduler wrote the node, unless the kubelet runs it from a file of its own.
        if (!m_isLive || m_annotations.count(mirrorAnnotation) > 0)
            placement.nodeName = spec.text("nodeName");
        const std::string scheduler = spec.text("schedulerName");
        if (scheduler != "default-scheduler")
            placement.scheduler = scheduler;
        if (const auto affinity = spec.map("affinity"))
            readAffinity(*affinity, placement, m_diagnostics);
    }

    void readVolumes(const ManifestFields &spec)
    {
        Placement &placement = m_workload.placement;
        for (const ManifestFields &volume : spec.maps("volumes")) {
            std::string type = "emptyDir";
            for (const YamlNode::Entry &entry : volume.node().entries) {
                if (entry.key != "name" && !isYamlNull(*entry.value))
                    type = entry.key;
            }
            if (std::find(placement.volumeTypes.begin(), placement.volumeTypes.end(), type)
                == placement.volumeTypes.end())
                placement.volumeTypes.push_back(type);
            if (const auto hostPath = volume.map("hostPath"))
                placement.hostPaths.push_back(hostPath->text("path"));
            if (const auto secret = volume.map("secret"))
                mention(secret->text("secretName"), SecretDelivery::Volume);
            const auto driver = volume.map("csi");
            if (driver && driver->text("driver") == "secrets-store.csi.k8s.io") {
                const auto attributes = driver->map("volumeAttributes");
                if (attributes && attributes->has("secretProviderClass"))
                    m_evidence.providerClasses.push_back(attributes->text("secretProviderClass"));
            }
            const auto projected = volume.map("projected");
            if (projected && !isMountedToken(volume))
                readProjection(*projected);
        }
    }

    /// The volume by which the API server mounts the token of the service account. Nobody asked for it by
    /// hand; automountServiceAccountToken says whether it is there.
    bool isMountedToken(const ManifestFields &volume) const
    {
        return m_isLive && volume.text("name").rfind("kube-api-access-", 0) == 0;
    }

    void readProjection(const ManifestFields &projected)
    {
        for (const ManifestFields &source : projected.maps("sources")) {
            if (const auto secret = source.map("secret"))
                mention(secret->text("name"), SecretDelivery::Volume);
            const auto token = source.map("serviceAccountToken");
            if (!token)
                continue;
            ProjectedToken found;
            if (const auto seconds = token->integer("expirationSeconds"))
                found.lifetimeSeconds = static_cast<int>(std::clamp<std::int64_t>(*seconds, 0, 1LL << 30));
            found.audience = token->text("audience");
            m_evidence.tokens.push_back(std::move(found));
        }
    }

    void mention(const std::string &secret, SecretDelivery delivery)
    {
        if (!secret.empty())
            m_evidence.secrets.push_back({ secret, delivery });
    }

    void readLinkerd()
    {
        for (const auto &[key, value] : m_annotations) {
            if (key.rfind("config.linkerd.io/", 0) == 0)
                m_workload.meshAnnotations.emplace(key, value);
        }
        const auto inject = m_annotations.find("linkerd.io/inject");
        const std::string value = inject == m_annotations.end() ? std::string() : inject->second;
        m_evidence.saysLinkerdMembership = !value.empty() || m_evidence.hasLinkerdProxy;
        const bool isIn = m_evidence.hasLinkerdProxy
            || (!m_workload.placement.hostNetwork && (value == "enabled" || value == "ingress"));
        m_evidence.isInLinkerd = isIn;
        if (isIn)
            m_workload.mesh = MeshMembership::In;
        else if (value == "disabled")
            m_workload.mesh = MeshMembership::Out;
    }

    void readMesh()
    {
        static const std::string inject = "sidecar.istio.io/inject";
        const auto label = m_workload.labels.find(inject);
        const auto annotation = m_annotations.find(inject);
        std::string value;
        if (label != m_workload.labels.end())
            value = label->second; // the label wins over the annotation
        else if (annotation != m_annotations.end())
            value = annotation->second;
        m_evidence.saysMeshMembership = !value.empty();
        readLinkerd();
        const auto dataplane = m_workload.labels.find("istio.io/dataplane-mode");
        if (dataplane != m_workload.labels.end())
            m_evidence.dataplaneMode = dataplane->second;
        m_evidence.sidecarWish = value;
        if (m_evidence.hasMeshProxy)
            m_workload.mesh = MeshMembership::In;
        else if (value == "false" || m_workload.placement.hostNetwork) // never injected into the host network
            m_workload.mesh = MeshMembership::Out;
        else if (value == "true")
            m_workload.mesh = MeshMembership::In;
    }

    Workload &m_workload;
    Diagnostics &m_diagnostics;
    Labels m_annotations;
    bool m_isLive = false; ///< read from a cluster: the scheduler has chosen a node already
    PodEvidence m_evidence;
};

} // namespace

bool isSandboxRuntime(const std::string &runtime)
{
    static constexpr std::array<std::string_view, 5> words { "gvisor", "runsc", "kata", "firecracker",
        "cloud-hypervisor" };
    const std::string name = toLowerAscii(runtime);
    return std::any_of(words.begin(), words.end(),
        [&name](std::string_view word) { return name.find(word) != std::string::npos; });
}

PodEvidence readPod(const ManifestFields &pod, Workload &workload, Diagnostics &diagnostics)
{
    return PodReading(workload, diagnostics).read(pod);
}

} // namespace fourplane
