// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/ProjectGenerator.h"

#include "tests/support/NativeGenerator.h"
#include "tests/support/RandomValues.h"

#include <set>

namespace fourplane::test {

namespace {

using Ids = std::vector<ElementId>;

std::uint16_t anyPort()
{
    return static_cast<std::uint16_t>(*rc::gen::element(1, 53, 80, 443, 8080, 65535));
}

NamedPort namedPort()
{
    return { *rc::gen::element<std::string>("", "http", "metrics"), anyPort(), anyOf<Protocol>() };
}

AllowedPort allowedPort()
{
    return { anyPort(), anyOf<Protocol>() };
}

std::string cidr()
{
    return *rc::gen::element<std::string>("10.0.0.0/8", "0.0.0.0/0", "192.0.2.7/32", "2001:db8::/32", "::/0");
}

std::string date()
{
    return *rc::gen::element<std::string>("", "2026-11-23", "2028-02-29");
}

template <class T>
std::optional<T> maybe(T value)
{
    return coin() ? std::optional<T>(value) : std::nullopt;
}

SourceLocation origin()
{
    if (coin())
        return {};
    return { *rc::gen::element<std::string>("a.yaml", "dir/b c.yaml", "x:1", "x:1:2", "x#3", "C:\\a.yaml"),
        numberFrom(0, 2), numberFrom(0, 2), numberFrom(0, 2) };
}

SecurityContext securityContext()
{
    if (coin())
        return {};
    SecurityContext security;
    security.privileged = maybe(coin());
    security.allowPrivilegeEscalation = maybe(coin());
    security.runAsNonRoot = maybe(coin());
    security.runAsUser = maybe(*rc::gen::element<std::int64_t>(0, 1000, 4294967296));
    security.readOnlyRootFilesystem = maybe(coin());
    security.addedCapabilities = someOf(anyText);
    security.droppedCapabilities = someOf(anyText);
    security.seccompType = *rc::gen::element<std::string>("", "RuntimeDefault", "Unconfined");
    security.appArmorType = *rc::gen::element<std::string>("", "RuntimeDefault");
    security.seLinuxType = *rc::gen::element<std::string>("", "container_t");
    security.seLinuxUser = *rc::gen::element<std::string>("", "system_u");
    security.seLinuxRole = *rc::gen::element<std::string>("", "system_r");
    security.windowsHostProcess = maybe(coin());
    security.procMount = *rc::gen::element<std::string>("", "Unmasked");
    return security;
}

Point point()
{
    const auto coordinate = [] { return *rc::gen::element<double>(0, -1, 10.5, 1e-7, 123456.789, 1e20); };
    return { coordinate(), coordinate() };
}

Placement2D placement2D()
{
    return { point(), *rc::gen::element<double>(0, 12.25), *rc::gen::element<double>(0, 40) };
}

Container container()
{
    return { anyText(), anyOf<ContainerRole>(), anyText(), someOf(namedPort), securityContext(), coin(),
        coin() };
}

/// With a key, or with an issuer and a subject.
ImageSigner imageSigner()
{
    if (coin())
        return { anyText(), "-----BEGIN PUBLIC KEY-----\nMFkw" + anyText() + "\n-----END PUBLIC KEY-----\n",
            "", "" };
    return { anyText(), "", "https://issuer.example/" + anyText(), "sub" + anyText() };
}

std::optional<int> perMinute()
{
    return maybe(*rc::gen::element(1, 60, 100000));
}

LabelRequirement labelRequirement()
{
    return { anyText(), anyOf<LabelOperator>(), someOf(anyText) };
}

PodSecurityAdmission podSecurityAdmission()
{
    return { maybe(anyOf<PodSecurityLevel>()), maybe(anyOf<PodSecurityLevel>()),
        maybe(anyOf<PodSecurityLevel>()), anyText(), anyText(), anyText() };
}

Placement placement()
{
    Placement where;
    where.nodeSelector = *kubernetesLabels();
    where.tolerations = someOf([] {
        return Toleration { anyText(), *rc::gen::element<std::string>("", "Equal", "Exists"), anyText(),
            *rc::gen::element<std::string>("", "NoSchedule", "NoExecute") };
    });
    where.runtimeClass = anyText();
    where.sandboxedRuntime = coin();
    where.hostNetwork = coin();
    where.hostPid = coin();
    where.hostIpc = coin();
    where.shareProcessNamespace = coin();
    where.hostPaths = someOf(anyText);
    where.volumeTypes = someOf(anyText);
    where.sysctls = someOf(anyText);
    where.appArmorAnnotations = someOf(anyText);
    where.hostUsers = maybe(coin());
    where.operatingSystem = *rc::gen::element<std::string>("", "linux", "windows");
    where.nodeAffinity = someOf([] {
        return NodeAffinityTerm { someOf(labelRequirement), someOf(labelRequirement) };
    });
    where.podAntiAffinity = someOf([] {
        return PodAntiAffinityTerm { someOf(labelRequirement), someOf(anyText), coin(),
            someOf(labelRequirement), anyText() };
    });
    where.nodeName = anyText();
    where.scheduler = anyText();
    return where;
}

/// Makes one project; elements refer only to those made before them.
class ProjectMaker
{
public:
    Project make()
    {
        makeSettings();
        makeCluster();
        makeAccess();
        makeWorkloads();
        makeEndpoints();
        makeFlows();
        makePolicy();
        makeScopes();
        makeScenarios();
        makeDiagram();
        return std::move(m_project);
    }

private:
    /// Up to two elements, each under an id of its own; gives their ids.
    template <class T, class Make>
    Ids fill(ElementMap<T> &elements, Make makeOne)
    {
        Ids ids;
        for (std::size_t i = numberFrom<std::size_t>(0, 2); i > 0; --i) {
            T element = makeOne();
            element.id = newId();
            if constexpr (requires { element.name; })
                element.name = newName(element.id);
            ids.push_back(element.id);
            elements.emplace(element.id, std::move(element));
        }
        return ids;
    }

    ElementId newId()
    {
        const std::string start = *rc::gen::element<std::string>(
            "a", "rag-gateway", "null", "true", "1", "1e3", "on", "2026-01-01", "a/b.c", "-", "Z_9");
        std::string id = start;
        for (int number = 2; !m_ids.insert(id).second; ++number)
            id = start + "-" + std::to_string(number);
        return ElementId(id);
    }

    /// A name that Kubernetes takes and that no other object has: sometimes the id.
    std::string newName(const ElementId &id)
    {
        const bool isIdGood = toNameOf(id.value()) == id.value();
        return coin() && isIdGood ? id.value() : "n-" + std::to_string(++m_names);
    }

    static std::string toNameOf(const std::string &text)
    {
        return text == "a" || text == "rag-gateway" || text == "null" || text == "on" ? text : std::string();
    }

    static ElementId oneId(const Ids &ids) { return oneOf(ids); }

    static ElementId maybeId(const Ids &ids) { return ids.empty() || coin() ? ElementId() : oneOf(ids); }

    static Ids someIds(const Ids &ids)
    {
        return ids.empty() ? Ids() : someOf([&ids] { return oneOf(ids); });
    }

    static Ids joined(Ids first, const Ids &second)
    {
        first.insert(first.end(), second.begin(), second.end());
        return first;
    }

    void makeSettings()
    {
        m_project.name = anyText();
        m_project.description = anyText();
        PlatformProfile &platform = m_project.platform;
        platform.cni = anyOf<CniKind>();
        platform.mesh = anyOf<MeshKind>();
        platform.trustDomain = *rc::gen::element<std::string>("cluster.local", "example.org");
        platform.meshRootNamespace = *rc::gen::element<std::string>("istio-system", "mesh");
        if (coin())
            platform.clusterCidrs = someOf(cidr);
        platform.ipBlockMatchesPods = anyOf<EngineBehaviour>();
        platform.policySelectsHostNetwork = anyOf<EngineBehaviour>();
        platform.enforcesAdminPolicies = anyOf<EngineBehaviour>();
        platform.linkerdDefaultPolicy = anyOf<LinkerdAccess>();
        platform.metadataServicePresent = coin();
        platform.metadataRequiresTokens = coin();
        platform.metadataHopLimit = numberFrom(1, 3);
        platform.nodeDnsAddresses = someOf(
            [] { return *rc::gen::element<std::string>("169.254.20.10", "fd00::10", "198.51.100.53"); });
        platform.apiServerCidrs = someOf(cidr);
        platform.apiServerAudiences = someOf(anyText);
        platform.trustDomainAliases = someOf(anyText);
        platform.federatesWith = someOf(anyText);
        platform.podSecurityDefaults = podSecurityAdmission();
        platform.podSecurityExemptions = { someOf(anyText), someOf(anyText), someOf(anyText) };
    }

    void makeCluster()
    {
        Topology &t = m_project.topology;
        m_namespaces = fill(t.namespaces, [] {
            Namespace made;
            made.labels = *kubernetesLabels();
            made.podSecurity = podSecurityAdmission();
            made.meshInjection = coin();
            if (coin())
                made.meshAnnotations = { { "config.linkerd.io/default-inbound-policy", anyText() } };
            made.segmentation = { coin(), coin(), anyOf<MtlsMode>() };
            made.tenant = anyText();
            made.imageSigners = someOf(imageSigner);
            made.origin = origin();
            return made;
        });
        fill(t.nodePools, [] {
            NodePool pool;
            pool.labels = *kubernetesLabels();
            pool.taints = someOf([] {
                return Taint { anyText(), anyText(),
                    *rc::gen::element<std::string>("NoSchedule", "PreferNoSchedule", "NoExecute") };
            });
            pool.cloudRole = anyText();
            pool.nodes = someOf(anyText);
            return pool;
        });
        m_project.unmodelled = someOf([] {
            return UnmodelledObject { anyText(), anyText(), anyText(), anyText(), anyText(), coin(), origin(),
                anyOf<Plane>(), maybe(anyOf<PodSecurityLevel>()), coin() };
        });
    }

    void makeAccess()
    {
        Topology &t = m_project.topology;
        if (!m_namespaces.empty()) {
            m_identities = fill(t.identities, [this] {
                WorkloadIdentity identity;
                identity.namespaceId = oneId(m_namespaces);
                identity.automountToken = maybe(coin());
                identity.tokenLifetimeSeconds = maybe(numberFrom(600, 86400));
                identity.audiences = someOf(anyText);
                identity.cloudRoles = someOf(anyText);
                identity.spiffeId = anyText();
                if (coin()) {
                    identity.kind = anyOf<IdentityKind>();
                    if (identity.kind != IdentityKind::ServiceAccount && coin())
                        identity.namespaceId = {};
                }
                identity.isAdminThere = maybe(coin());
                identity.hasStaticKeys = maybe(coin());
                identity.isJobScoped = coin();
                identity.origin = origin();
                return identity;
            });
        }
        if (!m_namespaces.empty()) {
            m_secrets = fill(t.secrets, [this] {
                Secret secret;
                secret.namespaceId = oneId(m_namespaces);
                secret.home = anyOf<SecretHome>();
                secret.isServiceAccountToken = coin();
                secret.keys = someOf(anyText);
                secret.opens = someIds(m_identities);
                secret.readerIds = someIds(m_identities);
                secret.purpose = anyOf<SecretPurpose>();
                secret.neverLeavesKeeper = coin();
                secret.boundToHolder = coin();
                secret.lifetimeSeconds = maybe(numberFrom(1, 86400));
                secret.origin = origin();
                return secret;
            });
        }
        fill(t.roles, [this] {
            RbacRole role;
            role.namespaceId = maybeId(m_namespaces);
            role.rules = someOf([] {
                return RbacRule { someOf(anyText), someOf(anyText), someOf(anyText), someOf(anyText),
                    someOf(anyText) };
            });
            role.labels = *kubernetesLabels();
            role.aggregation = someOf([] { return RbacAggregation { *kubernetesLabels() }; });
            role.origin = origin();
            return role;
        });
        fill(t.bindings, [this] {
            RbacBinding binding;
            binding.namespaceId = maybeId(m_namespaces);
            binding.refersToClusterRole = coin();
            binding.roleName = *rc::gen::element<std::string>("view", "cluster-admin", "on");
            binding.subjects = someOf([] {
                return RbacSubject { *rc::gen::element<std::string>("ServiceAccount", "User", "Group"),
                    anyText(), anyText() };
            });
            binding.origin = origin();
            return binding;
        });
    }

    void makeWorkloads()
    {
        if (m_namespaces.empty())
            return;
        Topology &t = m_project.topology;
        m_workloads = fill(t.workloads, [this] { return workload(); });
        for (const ElementId &id : m_workloads) {
            Workload &made = t.workloads.at(id);
            if (coin()) { // as the short form of the file has it
                Container plain;
                plain.name = made.name;
                plain.image = anyText();
                plain.ports = someOf(namedPort);
                made.containers = { plain };
            }
        }
        fill(t.services, [this] {
            Service service;
            service.namespaceId = oneId(m_namespaces);
            service.type = *rc::gen::element<std::string>("ClusterIP", "NodePort", "LoadBalancer");
            service.labels = *kubernetesLabels();
            service.selector = *kubernetesLabels();
            service.ports = someOf([] {
                const IntOrName target = coin() ? IntOrName(anyPort()) : IntOrName(std::string("on"));
                return ServicePort { *rc::gen::element<std::string>("", "http"), anyPort(), target,
                    anyOf<Protocol>() };
            });
            service.origin = origin();
            return service;
        });
    }

    Workload workload()
    {
        Workload made;
        made.kind = anyOf<WorkloadKind>();
        made.kindReason = anyText();
        made.namespaceId = oneId(m_namespaces);
        made.controller = anyOf<ControllerKind>();
        made.replicas = *rc::gen::element(0, 1, 3);
        made.labels = *kubernetesLabels();
        made.identityId = maybeId(identitiesOf(made.namespaceId));
        made.automountToken = maybe(coin());
        made.containers = someOf(container);
        made.podSecurity = securityContext();
        made.placement = placement();
        made.mesh = anyOf<MeshMembership>();
        if (coin())
            made.meshAnnotations = { { "config.linkerd.io/skip-inbound-ports", anyText() } };
        made.exploitable = { coin(), coin(), anyText() };
        made.traits = { coin(), coin(), coin(), coin(), coin(), coin(), maybe(coin()), maybe(coin()),
            maybe(coin()), maybe(coin()), maybe(coin()), maybe(coin()), maybe(coin()), maybe(coin()),
            maybe(coin()), maybe(coin()) };
        made.tokens = someOf([] { return TokenProjection { anyText(), maybe(numberFrom(600, 7200)) }; });
        if (!m_secrets.empty())
            made.secrets = someOf([this] { return SecretUse { oneId(m_secrets), anyOf<SecretDelivery>() }; });
        made.exposed = coin();
        made.exposedPrivately = coin();
        made.description = anyText();
        made.origin = origin();
        return made;
    }

    Ids identitiesOf(const ElementId &namespaceId) const
    {
        Ids ids;
        for (const auto &[id, identity] : m_project.topology.identities) {
            if (identity.namespaceId == namespaceId && identity.kind == IdentityKind::ServiceAccount)
                ids.push_back(id);
        }
        return ids;
    }

    void makeEndpoints()
    {
        Topology &t = m_project.topology;
        m_externals = fill(t.externals, [] {
            ExternalEndpoint external;
            external.kind = anyOf<ExternalKind>();
            external.cidrs = someOf(cidr);
            external.hosts = someOf(anyText);
            external.ports = someOf(namedPort);
            external.trust = anyOf<TrustTier>();
            external.writableByAttacker = coin();
            external.joinsWithoutApproval = maybe(coin());
            external.description = anyText();
            external.origin = origin();
            return external;
        });
        for (const ElementId &id : m_identities)
            t.identities.at(id).connectsTo = someIds(m_externals);
        m_ends = joined(m_workloads, m_externals);
        if (m_ends.empty())
            return;
        fill(t.stores, [this] {
            DataStore store;
            store.hostId = oneId(m_ends);
            store.dialect = anyOf<StoreDialect>();
            store.authentication = anyOf<StoreAuthentication>();
            store.collections = someOf([this] {
                const ElementId id = newId();
                m_collections.push_back(id);
                return Collection { id, coin() ? id.value() : anyText(), anyOf<Classification>(), anyText(),
                    coin(), anyOf<CollectionContent>(), maybe(coin()), someIds(m_secrets) };
            });
            store.trustedCidrs = someOf(cidr);
            store.returnsVectors = maybe(coin());
            return store;
        });
    }

    void makeFlows()
    {
        if (m_ends.empty())
            return;
        Topology &t = m_project.topology;
        m_flows = fill(t.flows, [this] {
            return Flow { {}, oneId(m_ends), oneId(m_ends), coin() ? anyPort() : std::uint16_t(0),
                anyOf<Protocol>(), maybe(anyOf<AccessVerb>()), maybeId(m_collections), coin(), anyText() };
        });
        if (m_workloads.empty())
            return;
        fill(t.feeds, [this] {
            return ContextFeed { {}, oneId(joined(m_ends, m_collections)), oneId(m_workloads),
                anyOf<TrustTier>(), anyText(), anyText() };
        });
    }

    void makePolicy()
    {
        Policy &p = m_project.policy;
        const Ids patterns = fill(p.patterns, [] {
            return CommunicationPattern { {}, {}, anyText(), someOf(anyOf<WorkloadKind>),
                someOf(anyOf<WorkloadKind>), someOf(allowedPort) };
        });
        if (!m_ends.empty()) {
            fill(p.allowRules, [this, &patterns] {
                return AllowRule { {}, maybeId(patterns), oneId(m_ends), oneId(m_ends), someOf(allowedPort),
                    someOf(anyText), someOf(anyText), anyText(), maybeId(m_flows), perMinute(), perMinute() };
            });
        }
        if (coin()) { // one at most, so that no two share a name
            const ElementId id = newId();
            NativeObject object = *nativeObjects();
            std::visit(
                [&object](auto &rule) {
                    if (rule.meta.namespaceName.empty() && !isClusterScoped(object))
                        rule.meta.namespaceName = "on"; // without one no export takes it
                },
                object);
            p.adopted.emplace(id, AdoptedRule { id, std::move(object), origin() });
        }
        if (!m_identities.empty() && !m_collections.empty()) {
            fill(p.grants, [this] {
                return DataGrant { {}, oneId(m_identities), oneId(m_collections), anyOf<AccessVerb>(),
                    anyText(), anyOf<TenantFilter>(), coin() };
            });
        }
    }

    void makeScopes()
    {
        Policy &p = m_project.policy;
        if (!m_workloads.empty()) {
            fill(p.toolScopes, [this] {
                return ToolScope { {}, oneId(m_workloads), oneId(m_workloads), someOf(anyText),
                    anyOf<ApprovalMode>(), coin(), coin(), perMinute() };
            });
            fill(p.egressLists, [this] {
                return EgressAllowList { {}, oneId(m_workloads), maybeId(m_workloads), someIds(m_externals),
                    coin(), m_externals.empty() ? std::vector<EgressRestriction>() : someOf([this] {
                        return EgressRestriction { oneId(m_externals), someOf(anyText), someOf(anyText),
                            anyText() };
                    }) };
            });
        }
        if (!m_ends.empty()) {
            fill(p.exceptions, [this] {
                const std::string created = date();
                return ExceptionRecord { {}, oneId(m_ends), anyText(), anyText(), anyText(), created,
                    coin() ? created : std::string(), someOf(anyText) };
            });
        }
    }

    void makeScenarios()
    {
        fill(m_project.scenarios, [this] {
            Scenario scenario;
            scenario.description = anyText();
            if (!m_workloads.empty())
                scenario.footholds.push_back({ FootholdKind::CodeExecution, oneId(m_workloads), {} });
            if (!m_identities.empty())
                scenario.footholds.push_back(
                    { FootholdKind::StolenToken, oneId(m_identities), maybeId(m_ends) });
            if (!m_externals.empty())
                scenario.footholds.push_back({ FootholdKind::UntrustedText, oneId(m_externals), {} });
            scenario.techniques = someOf(anyText);
            scenario.exploitability = anyOf<Exploitability>();
            scenario.jewels = someIds(joined(m_ends, m_collections));
            return scenario;
        });
        fill(m_project.variants, [this] {
            Variant variant;
            variant.description = anyText();
            if (!m_workloads.empty())
                variant.edits.push_back("workload/" + oneId(m_workloads).value() + ": exposed=true");
            return variant;
        });
    }

    void makeDiagram()
    {
        Diagram &diagram = m_project.diagram;
        for (const ElementId &id : joined(m_ends, m_namespaces)) {
            if (coin())
                diagram.placements.emplace(id, placement2D());
        }
        fill(diagram.notes, [] { return Note { {}, anyText(), placement2D() }; });
        fill(diagram.ink, [] { return InkStroke { {}, someOf(point) }; });
    }

    Project m_project;
    std::set<std::string> m_ids;
    int m_names = 0;
    Ids m_namespaces, m_identities, m_secrets, m_workloads, m_externals, m_ends, m_collections, m_flows;
};

} // namespace

rc::Gen<Project> soundProjects()
{
    return rc::gen::exec([] { return ProjectMaker().make(); });
}

} // namespace fourplane::test
