// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/core/attack/RandomDesign.h"

#include "tests/support/DesignBuilder.h"

#include <random>

namespace fourplane::test {

namespace {

class Maker
{
public:
    explicit Maker(std::uint32_t seed)
        : m_random(seed)
    {
    }

    RandomDesign make(std::optional<MeshKind> mesh)
    {
        makePlatform();
        if (mesh)
            m_builder.project.platform.mesh = *mesh;
        makeNamespaces();
        makeWorkloads();
        makeOutside();
        makeStores();
        makeSecrets();
        makeAi();
        makeRules();
        makeRights();
        makeScenario();
        if (m_builder.project.platform.mesh == MeshKind::Linkerd)
            makeLinkerd();
        return { std::move(m_builder.project), std::move(m_scenario) };
    }

private:
    std::size_t below(std::size_t limit) { return m_random() % limit; }

    bool oneIn(std::size_t chance) { return below(chance) == 0; }

    template <class T>
    const T &pick(const std::vector<T> &from)
    {
        return from[below(from.size())];
    }

    Topology &topology() { return m_builder.project.topology; }

    ElementId newId(const std::string &kind) { return ElementId(kind + std::to_string(m_next++)); }

    void makePlatform()
    {
        PlatformProfile &platform = m_builder.project.platform;
        platform.cni = oneIn(10) ? CniKind::None : CniKind::Calico;
        platform.mesh = pick<MeshKind>({ MeshKind::None, MeshKind::IstioSidecar, MeshKind::IstioSidecar,
            MeshKind::IstioAmbient, MeshKind::Linkerd });
        platform.ipBlockMatchesPods =
            pick<EngineBehaviour>({ EngineBehaviour::No, EngineBehaviour::Yes, EngineBehaviour::Unknown });
        platform.policySelectsHostNetwork =
            pick<EngineBehaviour>({ EngineBehaviour::No, EngineBehaviour::Yes, EngineBehaviour::Unknown });
        platform.metadataServicePresent = !oneIn(3);
        if (oneIn(6))
            platform.trustDomainAliases = { "old.example" };
    }

    void makeNamespaces()
    {
        for (std::size_t i = 0, count = 1 + below(3); i < count; ++i) {
            const std::string name = "ns" + std::to_string(i);
            Namespace &home = m_builder.addNamespace(name, false);
            home.labels = { { "team", i % 2 ? "red" : "blue" } };
            home.meshInjection = oneIn(2);
            home.segmentation.defaultDeny = oneIn(3);
            home.segmentation.meshAllowList = oneIn(3);
            home.segmentation.mtls =
                pick<MtlsMode>({ MtlsMode::Unset, MtlsMode::Permissive, MtlsMode::Strict });
            if (oneIn(4))
                home.podSecurity.enforce = PodSecurityLevel::Baseline;
            m_namespaces.push_back(name);
        }
        for (std::size_t i = 0, count = below(3); i < count; ++i) {
            NodePool pool;
            pool.id = newId("pool");
            pool.name = pool.id.value();
            pool.labels = { { "pool", pool.name } };
            pool.cloudRole = oneIn(2) ? "node-role" : "";
            topology().nodePools[pool.id] = pool;
            m_pools.push_back(pool.name);
        }
    }

    void makeWorkloads()
    {
        static const std::vector<WorkloadKind> kinds { WorkloadKind::Gateway, WorkloadKind::Agent,
            WorkloadKind::ModelEndpoint, WorkloadKind::Tool, WorkloadKind::McpServer,
            WorkloadKind::EgressProxy, WorkloadKind::DocumentStore, WorkloadKind::GenericService,
            WorkloadKind::GenericService, WorkloadKind::AdmissionWebhook, WorkloadKind::CiRunner,
            WorkloadKind::SecretStore };
        for (std::size_t i = 0, count = 5 + below(4); i < count; ++i) {
            const std::string name = "w" + std::to_string(i);
            Workload &made = m_builder.addWorkload(
                pick(m_namespaces), name, static_cast<std::uint16_t>(oneIn(9) ? 0 : 8080));
            made.kind = pick(kinds);
            made.labels["tier"] = oneIn(2) ? "front" : "back";
            if (oneIn(3) && !made.containers.front().ports.empty())
                made.containers.front().ports.push_back({ "http", 9090, Protocol::Tcp });
            if (oneIn(5))
                made.identityId = {};
            made.exploitable.remote = oneIn(2);
            made.exploitable.escape = oneIn(4);
            made.exposed = oneIn(4);
            made.placement.hostNetwork = oneIn(9);
            if (!m_pools.empty() && oneIn(2))
                made.placement.nodeSelector = { { "pool", pick(m_pools) } };
            if (oneIn(6))
                made.placement.hostPaths = { "/var/run" };
            if (oneIn(4))
                made.automountToken = false;
            made.traits.executesModelOutput = oneIn(5);
            made.traits.sendsOutside = oneIn(4);
            made.traits.fetchesUrls = oneIn(3);
            made.traits.runsSubmittedJobs = oneIn(5);
            made.traits.environmentSecrets = oneIn(2);
            if (oneIn(2))
                made.traits.acceptsAnonymousCallers = oneIn(2);
            m_workloads.push_back(name);
        }
    }

    void makeOutside()
    {
        m_builder.addExternal("internet", ExternalKind::Internet);
        m_builder.addExternal("users", ExternalKind::UserGroup, { "198.51.100.0/24" });
        ExternalEndpoint &saas = m_builder.addExternal("saas", ExternalKind::Saas, { "203.0.113.0/24" });
        saas.writableByAttacker = oneIn(2);
        m_builder.addExternal("model-api", ExternalKind::HostedLlm, { "192.0.2.0/24" });
        m_externals = { "internet", "users", "saas", "model-api" };
    }

    std::string anyIdentity()
    {
        std::vector<std::string> ids;
        for (const auto &[id, identity] : topology().identities)
            ids.push_back(id.value());
        return pick(ids);
    }

    std::string anyEnd() { return oneIn(4) ? pick(m_externals) : pick(m_workloads); }

    void makeStores()
    {
        if (oneIn(3)) {
            WorkloadIdentity role;
            role.id = ElementId("cloud-role");
            role.name = "cloud-role";
            role.kind = IdentityKind::CloudRole;
            topology().identities[role.id] = role;
        }
        for (std::size_t i = 0, count = 1 + below(3); i < count; ++i) {
            DataStore store;
            store.id = newId("store");
            store.name = store.id.value();
            store.hostId = ElementId(anyEnd());
            store.authentication = pick<StoreAuthentication>({ StoreAuthentication::Anonymous,
                StoreAuthentication::NetworkTrusting, StoreAuthentication::SharedSecret,
                StoreAuthentication::PerIdentity, StoreAuthentication::PerIdentity });
            for (std::size_t c = 0, most = 1 + below(2); c < most; ++c) {
                Collection collection;
                collection.id = newId("data");
                collection.name = collection.id.value();
                collection.holdsCredentials = oneIn(4);
                m_collections.push_back(collection.id.value());
                store.collections.push_back(collection);
            }
            topology().stores[store.id] = store;
        }
        for (std::size_t i = 0, count = below(6); i < count; ++i) {
            DataGrant grant;
            grant.id = newId("grant");
            grant.identityId = ElementId(anyIdentity());
            grant.collectionId = ElementId(pick(m_collections));
            grant.verb = pick<AccessVerb>({ AccessVerb::Read, AccessVerb::Write, AccessVerb::Admin });
            m_builder.project.policy.grants[grant.id] = grant;
        }
    }

    void makeSecrets()
    {
        for (std::size_t i = 0, count = below(3); i < count; ++i) {
            Secret secret;
            secret.id = newId("secret");
            secret.name = secret.id.value();
            secret.namespaceId = ElementId(pick(m_namespaces));
            secret.opens = { ElementId(oneIn(2) ? anyIdentity() : std::string("saas")) };
            const auto &stores = topology().stores;
            if (oneIn(2))
                secret.opens = {
                    std::next(stores.begin(), static_cast<std::ptrdiff_t>(below(stores.size())))->first
                };
            secret.boundToHolder = oneIn(2);
            if (oneIn(3)) {
                secret.home = SecretHome::SecretStore;
                secret.keeperId = ElementId(pick(m_workloads));
                secret.readerIds = { ElementId(anyIdentity()) };
            }
            topology().secrets[secret.id] = secret;
            topology()
                .workloads.at(ElementId(pick(m_workloads)))
                .secrets.push_back({ secret.id, SecretDelivery::Volume });
        }
    }

    void makeAi()
    {
        for (std::size_t i = 0, count = 2 + below(6); i < count; ++i) {
            Flow flow;
            flow.id = newId("flow");
            flow.sourceId = ElementId(oneIn(6) ? pick(m_externals) : pick(m_workloads));
            flow.destinationId = ElementId(anyEnd());
            flow.carriesToolCalls = oneIn(3);
            if (oneIn(3)) {
                flow.verb = oneIn(2) ? AccessVerb::Read : AccessVerb::Write;
                flow.collectionId = ElementId(pick(m_collections));
            }
            topology().flows[flow.id] = flow;
        }
        for (std::size_t i = 0, count = below(4); i < count; ++i) {
            ContextFeed feed;
            feed.id = newId("feed");
            feed.sourceId = ElementId(oneIn(2) ? pick(m_collections) : anyEnd());
            feed.modelId = ElementId(pick(m_workloads));
            feed.trust = oneIn(2) ? TrustTier::Trusted : TrustTier::Untrusted;
            topology().feeds[feed.id] = feed;
        }
        for (std::size_t i = 0, count = below(4); i < count; ++i) {
            ToolScope scope;
            scope.id = newId("scope");
            scope.agentId = ElementId(pick(m_workloads));
            scope.toolId = ElementId(pick(m_workloads));
            scope.delegatedCredential = oneIn(3);
            m_builder.project.policy.toolScopes[scope.id] = scope;
        }
        for (const auto &[id, workload] : topology().workloads) {
            if (workload.kind != WorkloadKind::EgressProxy || oneIn(3))
                continue;
            EgressAllowList list;
            list.id = newId("list");
            list.proxyId = id;
            list.callerId = ElementId(oneIn(2) ? pick(m_workloads) : std::string());
            list.destinationIds = { ElementId(pick(m_externals)) };
            m_builder.project.policy.egressLists[list.id] = list;
        }
    }

    LabelSelector anySelector()
    {
        switch (below(4)) {
        case 0:
            return {};
        case 1:
            return { { { "tier", oneIn(2) ? "front" : "back" } }, {} };
        default:
            return { { { "app", pick(m_workloads) } }, {} };
        }
    }

    NetworkPolicyRule anyRule()
    {
        NetworkPolicyRule rule;
        for (std::size_t i = 0, count = below(3); i < count; ++i) {
            NetworkPolicyPeer peer;
            if (oneIn(5)) {
                peer.ipBlock =
                    IpBlock { pick<std::string>({ "0.0.0.0/0", "203.0.113.0/24", "10.0.0.0/8" }), {} };
            } else {
                peer.podSelector = anySelector();
                if (oneIn(2))
                    peer.namespaceSelector = oneIn(2)
                        ? LabelSelector {}
                        : LabelSelector { { { "team", oneIn(2) ? "red" : "blue" } }, {} };
            }
            rule.peers.push_back(peer);
        }
        if (oneIn(2))
            rule.ports.push_back(
                { Protocol::Tcp, IntOrName(static_cast<std::uint16_t>(oneIn(2) ? 8080 : 9090)), {} });
        else if (oneIn(3))
            rule.ports.push_back({ Protocol::Tcp, IntOrName(std::string("http")), {} });
        return rule;
    }

    AuthorizationPolicy anyAuthorization()
    {
        AuthorizationPolicy policy;
        policy.action = oneIn(3) ? AuthorizationAction::Deny : AuthorizationAction::Allow;
        if (oneIn(2))
            policy.selector = Labels { { "app", pick(m_workloads) } };
        for (std::size_t i = 0, count = 1 + below(2); i < count; ++i) {
            AuthorizationRule rule;
            AuthorizationSource source;
            const std::string home = pick(m_namespaces);
            const std::vector<std::string> principals { "*", "cluster.local/ns/" + home + "/*",
                "cluster.local/ns/" + home + "/sa/sa-" + pick(m_workloads), "*/sa/sa-" + pick(m_workloads) };
            auto &field = oneIn(4) ? source.notPrincipals : source.principals;
            switch (below(4)) {
            case 0:
                (oneIn(4) ? source.notNamespaces : source.namespaces) = { home };
                break;
            case 1:
                source.serviceAccounts = { home + "/sa-" + pick(m_workloads) };
                break;
            default:
                field = { pick(principals) };
            }
            if (!oneIn(5))
                rule.from.push_back(source);
            if (oneIn(3))
                rule.to.push_back({ {}, {}, { oneIn(2) ? "8080" : "9090" }, {}, {}, {}, {}, {} });
            if (oneIn(6))
                rule.to.push_back({ {}, {}, {}, {}, { "GET" }, {}, { "/v1/*" }, {} });
            if (oneIn(12))
                rule.when.push_back({ "source.namespace", { home }, {} });
            policy.rules.push_back(rule);
        }
        return policy;
    }

    void makeRules()
    {
        for (std::size_t i = 0, count = below(10); i < count; ++i) {
            const std::string from = anyEnd(), to = anyEnd();
            if (from != to && (from[0] == 'w' || to[0] == 'w'))
                m_builder.allow(from, to,
                    oneIn(2) ? std::vector<AllowedPort> {}
                             : std::vector<AllowedPort> { { 8080, Protocol::Tcp } });
        }
        for (std::size_t i = 0, count = below(4); i < count; ++i) {
            NetworkPolicy policy;
            policy.meta = { "own-" + std::to_string(i), pick(m_namespaces), {}, {} };
            policy.podSelector = anySelector();
            policy.policyTypes = { oneIn(2) ? PolicyDirection::Ingress : PolicyDirection::Egress };
            if (oneIn(2))
                policy.policyTypes = { PolicyDirection::Ingress, PolicyDirection::Egress };
            for (std::size_t r = 0, most = below(3); r < most; ++r)
                (oneIn(2) ? policy.ingress : policy.egress).push_back(anyRule());
            m_builder.adopt(policy);
        }
        for (std::size_t i = 0, count = below(3); i < count; ++i) {
            AuthorizationPolicy policy = anyAuthorization();
            policy.meta = { "callers-" + std::to_string(i), pick(m_namespaces), {}, {} };
            m_builder.adopt(policy);
        }
    }

    void makeRights()
    {
        if (!oneIn(2))
            return;
        RbacRole role;
        role.id = ElementId("role");
        role.name = "role";
        role.namespaceId = ElementId(oneIn(2) ? pick(m_namespaces) : std::string());
        role.rules.push_back(
            { { "" }, { pick<std::string>({ "pods", "secrets", "pods/exec", "nodes/proxy" }) }, {}, {},
                { pick<std::string>({ "create", "get", "*" }) } });
        topology().roles[role.id] = role;
        RbacBinding binding;
        binding.id = ElementId("binding");
        binding.name = "binding";
        binding.namespaceId = role.namespaceId;
        binding.refersToClusterRole = role.namespaceId.isEmpty();
        binding.roleName = "role";
        const std::string holder = pick(m_workloads);
        binding.subjects.push_back({ "ServiceAccount", "sa-" + holder,
            topology().workloads.at(ElementId(holder)).namespaceId.value() });
        topology().bindings[binding.id] = binding;
    }

    void makeScenario()
    {
        m_scenario.name = "attack";
        m_scenario.exploitability =
            pick<Exploitability>({ Exploitability::None, Exploitability::Marked, Exploitability::All });
        for (std::size_t i = 0, count = 1 + below(2); i < count; ++i) {
            switch (below(4)) {
            case 0:
                m_scenario.footholds.push_back({ FootholdKind::StolenToken, ElementId(anyIdentity()),
                    ElementId(oneIn(2) ? anyEnd() : std::string()) });
                break;
            case 1:
                m_scenario.footholds.push_back({ FootholdKind::NetworkAccess, ElementId(anyEnd()), {} });
                break;
            default:
                m_scenario.footholds.push_back(
                    { FootholdKind::CodeExecution, ElementId(pick(m_workloads)), {} });
            }
        }
    }

    std::string anyAccess()
    {
        return pick<std::string>({ "deny", "all-authenticated", "cluster-authenticated",
            "cluster-unauthenticated", "audit", "no such policy" });
    }

    LinkerdReference anyCaller()
    {
        const std::string workload = pick(m_workloads);
        if (oneIn(3))
            return { "", "Namespace", pick(m_namespaces), "" };
        return { "", "ServiceAccount", "sa-" + workload,
            topology().namespaces.at(topology().workloads.at(ElementId(workload)).namespaceId).name };
    }

    std::vector<std::string> anyIdentities()
    {
        const std::string tail = ".serviceaccount.identity.linkerd.cluster.local";
        std::vector<std::string> identities;
        for (std::size_t i = 0, count = 1 + below(2); i < count; ++i) {
            const LinkerdReference caller = anyCaller();
            const std::string home = pick(m_namespaces), stranger = "sa-" + pick(m_workloads) + "." + home;
            identities.push_back(pick<std::string>({ "*", "*." + home + tail, stranger + tail, "*.else",
                caller.kind == "Namespace" ? "*" + tail : caller.name + "." + caller.namespaceName + tail }));
        }
        return identities;
    }

    std::vector<LinkerdNetwork> anyNetworks()
    {
        return { pick<LinkerdNetwork>({ { "0.0.0.0/0", {} }, { "203.0.113.0/24", {} },
            { "10.0.0.0/8", { "10.1.0.0/16" } }, { "0.0.0.0/0", { "198.51.100.0/24" } } }) };
    }

    template <class T>
    void adoptSome(const std::string &name, std::size_t most, void (Maker::*fill)(T &))
    {
        for (std::size_t i = 0, count = 1 + below(most); i < count; ++i) {
            T object;
            object.meta = { name + std::to_string(i), pick(m_namespaces), {}, {} };
            (this->*fill)(object);
            m_builder.adopt(object);
        }
    }

    void fillServer(LinkerdServer &server)
    {
        server.meta.labels = { { "of", oneIn(2) ? "front" : "back" } };
        server.podSelector = anySelector();
        server.port = pick<IntOrName>({ IntOrName(std::uint16_t(8080)), IntOrName(std::uint16_t(8080)),
            IntOrName(std::uint16_t(9090)), IntOrName(std::string("http")) });
        server.proxyProtocol = pick<std::string>({ "", "", "HTTP/1", "opaque" });
        if (oneIn(3))
            server.accessPolicy = enumFromName<LinkerdAccess>(anyAccess());
    }

    void fillServerAuthorization(ServerAuthorization &authorization)
    {
        if (oneIn(2))
            authorization.serverName = "server-" + std::to_string(below(4));
        else
            authorization.serverSelector = LabelSelector { { { "of", oneIn(2) ? "front" : "back" } }, {} };
        if (oneIn(3))
            authorization.networks = anyNetworks();
        authorization.unauthenticated = oneIn(4);
        if (authorization.unauthenticated)
            return;
        authorization.meshTls.emplace();
        authorization.meshTls->unauthenticatedTls = oneIn(5);
        if (oneIn(2))
            authorization.meshTls->identities = anyIdentities();
        else
            authorization.meshTls->serviceAccounts = { { "", "", "sa-" + pick(m_workloads),
                oneIn(2) ? pick(m_namespaces) : std::string() } };
    }

    void fillMeshTls(MeshTlsAuthentication &authentication)
    {
        if (oneIn(2))
            authentication.identities = anyIdentities();
        else
            authentication.identityRefs = { anyCaller(), anyCaller() };
    }

    void fillNetworks(NetworkAuthentication &authentication) { authentication.networks = anyNetworks(); }

    void fillRoute(ServerRoute &route)
    {
        route.servers = { "server-" + std::to_string(below(4)) };
        route.rules = { { { "PathPrefix", "/v1", "GET", {}, {}, {} } } };
    }

    void fillAuthorization(LinkerdAuthorizationPolicy &policy)
    {
        const std::string group = "policy.linkerd.io";
        policy.targetRef =
            pick<LinkerdReference>({ { group, "Server", "server-" + std::to_string(below(4)), "" },
                { group, "Server", "server-" + std::to_string(below(4)), "" },
                { group, "HTTPRoute", "route-" + std::to_string(below(3)), "" },
                { "", "Namespace", policy.meta.namespaceName, "" } });
        if (!oneIn(4))
            policy.requiredAuthenticationRefs.push_back(oneIn(3)
                    ? anyCaller()
                    : LinkerdReference { group, "MeshTLSAuthentication",
                        "callers-tls-" + std::to_string(below(3)),
                        oneIn(3) ? std::string() : pick(m_namespaces) });
        if (oneIn(3))
            policy.requiredAuthenticationRefs.push_back({ group, "NetworkAuthentication",
                "networks-" + std::to_string(below(2)), oneIn(2) ? std::string() : pick(m_namespaces) });
    }

    /// Objects of Linkerd, and the settings that its proxies read.
    void makeLinkerd()
    {
        PlatformProfile &platform = m_builder.project.platform;
        platform.linkerdDefaultPolicy =
            enumFromName<LinkerdAccess>(anyAccess()).value_or(LinkerdAccess::AllUnauthenticated);
        if (oneIn(4))
            platform.clusterCidrs = {};
        for (auto &[id, home] : topology().namespaces) {
            home.meshInjection = home.meshInjection || oneIn(2);
            if (oneIn(3))
                home.meshAnnotations["config.linkerd.io/default-inbound-policy"] = anyAccess();
        }
        for (auto &[id, workload] : topology().workloads) {
            if (oneIn(6))
                workload.meshAnnotations["config.linkerd.io/default-inbound-policy"] = anyAccess();
            if (oneIn(6))
                workload.meshAnnotations["config.linkerd.io/skip-inbound-ports"] = "8080";
        }
        adoptSome("server-", 4, &Maker::fillServer);
        adoptSome("opens-", 2, &Maker::fillServerAuthorization);
        adoptSome("callers-tls-", 3, &Maker::fillMeshTls);
        adoptSome("networks-", 2, &Maker::fillNetworks);
        adoptSome("route-", 3, &Maker::fillRoute);
        adoptSome("admits-", 6, &Maker::fillAuthorization);
    }

    std::mt19937 m_random;
    DesignBuilder m_builder;
    Scenario m_scenario;
    int m_next = 0;
    std::vector<std::string> m_namespaces, m_pools, m_workloads, m_externals, m_collections;
};

} // namespace

RandomDesign randomDesign(std::uint32_t seed, std::optional<MeshKind> mesh)
{
    return Maker(seed).make(mesh);
}

} // namespace fourplane::test
