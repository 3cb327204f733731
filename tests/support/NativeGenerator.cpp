// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/NativeGenerator.h"

namespace fourplane::test {

namespace {

using rc::gen::element;
using rc::gen::exec;
using rc::gen::inRange;

using Texts = std::vector<std::string>;

/// One of the values.
template <class T>
T oneOf(const std::vector<T> &values)
{
    return *rc::gen::elementOf(values);
}

std::string objectName()
{
    return *element<std::string>(
        "a", "default", "on", "no", "null", "1e3", "0x1f", "123", "2026-01-01", "rag-gateway", "a.b.c");
}

std::string anyText()
{
    return *element<std::string>("x", "*", "abc*", "cluster.local/ns/a/sa/b", "/v1/chat", "on", "1e3", "0x1F",
        "null", "{{ x }}", "\"; DROP TABLE", "a\nb", "# no comment", "\xF0\x9F\x98\x80", "a: b", "- a", " ",
        "request.headers[x-y]", "'", "\\", "%");
}

std::vector<std::string> anyTexts()
{
    std::vector<std::string> texts(*inRange<std::size_t>(0, 3));
    for (std::string &text : texts)
        text = anyText();
    return texts;
}

bool coin()
{
    return *rc::gen::arbitrary<bool>();
}

std::uint16_t anyPort()
{
    return static_cast<std::uint16_t>(*element(1, 53, 80, 443, 8080, 65535));
}

template <class T, class Make>
std::vector<T> someOf(Make make, std::size_t least = 0)
{
    std::vector<T> list(*inRange<std::size_t>(least, 3));
    for (T &item : list)
        item = make();
    return list;
}

ObjectMeta anyMeta()
{
    ObjectMeta meta;
    meta.name = objectName();
    meta.namespaceName = *element<std::string>("", "default", "on", "123");
    meta.labels = *kubernetesLabels();
    if (coin())
        meta.annotations["fourplane.dev/note"] = anyText();
    return meta;
}

LabelSelector anySelector()
{
    LabelSelector selector;
    selector.matchLabels = *kubernetesLabels();
    selector.matchExpressions = someOf<SelectorExpression>([] {
        SelectorExpression expression;
        expression.key = *element<std::string>("app", "on", "a.b/c");
        expression.op = *element(SelectorOperator::In, SelectorOperator::NotIn, SelectorOperator::Exists,
            SelectorOperator::DoesNotExist);
        if (expression.op == SelectorOperator::In || expression.op == SelectorOperator::NotIn)
            expression.values = oneOf<Texts>({ Texts { "a", "on" }, Texts { "1" }, Texts { "" } });
        return expression;
    });
    return selector;
}

NetworkPolicyPeer anyPeer()
{
    NetworkPolicyPeer peer;
    const int shape = *inRange(0, 4);
    if (shape == 3) {
        peer.ipBlock = *element(IpBlock { "0.0.0.0/0", { "10.0.0.0/8", "169.254.169.254/32" } },
            IpBlock { "10.1.2.3/32", {} }, IpBlock { "2001:db8::/32", { "2001:db8:1::/48" } });
        return peer;
    }
    if (shape != 0)
        peer.namespaceSelector = anySelector();
    if (shape != 1)
        peer.podSelector = anySelector();
    return peer;
}

NetworkPolicyPort anyPolicyPort()
{
    NetworkPolicyPort port;
    if (coin())
        port.protocol = *element(Protocol::Tcp, Protocol::Udp, Protocol::Sctp);
    const int shape = *inRange(0, 4);
    if (shape == 1)
        port.port = *element<std::string>("http", "on", "1e3", "y");
    if (shape >= 2)
        port.port = anyPort();
    if (shape == 3)
        port.endPort = static_cast<std::uint16_t>(*inRange<int>(std::get<std::uint16_t>(*port.port), 65536));
    return port;
}

NetworkPolicyRule anyRule()
{
    return { someOf<NetworkPolicyPeer>(anyPeer), someOf<NetworkPolicyPort>(anyPolicyPort) };
}

std::vector<std::string> someAddresses()
{
    return oneOf<Texts>({ Texts {}, Texts { "10.0.0.0/8" }, Texts { "10.1.2.3", "::1" } });
}

std::vector<std::string> somePorts()
{
    return oneOf<Texts>({ Texts {}, Texts { "8080" }, Texts { "1", "65535" } });
}

AuthorizationSource anySource()
{
    AuthorizationSource source;
    if (coin()) {
        source.principals = anyTexts();
        source.notPrincipals = anyTexts();
        source.namespaces = anyTexts();
        source.notNamespaces = anyTexts();
    } else {
        source.serviceAccounts = anyTexts();
        source.notServiceAccounts = anyTexts();
    }
    source.requestPrincipals = anyTexts();
    source.notRequestPrincipals = anyTexts();
    source.ipBlocks = someAddresses();
    source.notIpBlocks = someAddresses();
    source.trustDomains = anyTexts();
    source.remoteIpBlocks = someAddresses();
    source.notRemoteIpBlocks = someAddresses();
    if (source == AuthorizationSource {})
        source.requestPrincipals = { "*" };
    return source;
}

AuthorizationOperation anyOperation()
{
    AuthorizationOperation operation;
    operation.hosts = anyTexts();
    operation.notHosts = anyTexts();
    operation.ports = somePorts();
    operation.notPorts = somePorts();
    operation.methods = anyTexts();
    operation.notMethods = anyTexts();
    operation.paths = anyTexts();
    operation.notPaths = anyTexts();
    if (operation == AuthorizationOperation {})
        operation.methods = { "GET" };
    return operation;
}

AuthorizationRule anyAuthorizationRule()
{
    AuthorizationRule rule;
    rule.from = someOf<AuthorizationSource>(anySource);
    rule.to = someOf<AuthorizationOperation>(anyOperation);
    rule.when = someOf<AuthorizationCondition>([] {
        AuthorizationCondition condition { anyText(), anyTexts(), anyTexts() };
        if (condition.values.empty() && condition.notValues.empty())
            condition.values = { "on" };
        return condition;
    });
    return rule;
}

std::optional<Labels> maybeLabels()
{
    return coin() ? std::optional<Labels>(*kubernetesLabels()) : std::nullopt;
}

} // namespace

rc::Gen<Labels> kubernetesLabels(bool atLeastOne)
{
    return exec([atLeastOne] {
        Labels labels;
        for (std::size_t i = *inRange<std::size_t>(atLeastOne ? 1 : 0, 3); i > 0; --i) {
            const std::string key =
                *element<std::string>("app", "on", "123", "app.kubernetes.io/name", "y", "null", "1e3");
            labels[key] = *element<std::string>(
                "a", "on", "yes", "1", "1e3", "0x1F", "null", "", "v1.2", "2026-01-01", "true");
        }
        return labels;
    });
}

rc::Gen<NetworkPolicy> networkPolicies()
{
    return exec([] {
        NetworkPolicy policy;
        policy.meta = anyMeta();
        policy.podSelector = anySelector();
        policy.policyTypes = oneOf<std::vector<PolicyDirection>>({ {}, { PolicyDirection::Ingress },
            { PolicyDirection::Egress }, { PolicyDirection::Ingress, PolicyDirection::Egress } });
        policy.ingress = someOf<NetworkPolicyRule>(anyRule);
        policy.egress = someOf<NetworkPolicyRule>(anyRule);
        return policy;
    });
}

rc::Gen<AuthorizationPolicy> authorizationPolicies()
{
    return exec([] {
        AuthorizationPolicy policy;
        policy.meta = anyMeta();
        if (coin())
            policy.selector = maybeLabels();
        else if (coin())
            policy.targetRefs = { { "", "Service", objectName(), "" },
                { "gateway.networking.k8s.io", "Gateway", objectName(), "" } };
        policy.action = *element(AuthorizationAction::Allow, AuthorizationAction::Deny,
            AuthorizationAction::Custom, AuthorizationAction::Audit);
        if (policy.action == AuthorizationAction::Custom)
            policy.providerName = objectName();
        policy.rules = someOf<AuthorizationRule>(anyAuthorizationRule);
        return policy;
    });
}

rc::Gen<PeerAuthentication> peerAuthentications()
{
    return exec([] {
        const auto anyMode = [] {
            return *element(MtlsMode::Unset, MtlsMode::Disable, MtlsMode::Permissive, MtlsMode::Strict);
        };
        PeerAuthentication authentication;
        authentication.meta = anyMeta();
        authentication.selector = maybeLabels();
        authentication.mode = anyMode();
        if (authentication.selector && !authentication.selector->empty() && coin()) {
            authentication.portModes[anyPort()] = anyMode();
            authentication.portModes[anyPort()] = anyMode();
        }
        return authentication;
    });
}

rc::Gen<ServiceEntry> serviceEntries()
{
    return exec([] {
        ServiceEntry entry;
        entry.meta = anyMeta();
        entry.hosts = oneOf<Texts>({ Texts { "api.example.com" }, Texts { "*.example.com", "on" } });
        entry.addresses = oneOf<Texts>({ Texts {}, Texts { "192.0.2.1" } });
        if (coin())
            entry.ports = { { 443, *element<std::string>("", "TLS", "HTTPS"), "https", 0 },
                { 80, "HTTP", *element<std::string>("on", "http"), 8080 } };
        entry.location = *element<std::string>("", "MESH_EXTERNAL", "MESH_INTERNAL");
        entry.resolution = *element<std::string>("", "NONE", "STATIC", "DNS");
        if ((entry.resolution == "STATIC" || entry.resolution == "DNS") && coin()) {
            ServiceEntryEndpoint endpoint;
            endpoint.address = "192.0.2.7";
            endpoint.ports = { { "https", anyPort() }, { "on", anyPort() } };
            endpoint.labels = *kubernetesLabels();
            endpoint.network = *element<std::string>("", "1");
            endpoint.locality = *element<std::string>("", "eu/west");
            if (coin())
                endpoint.weight = 4294967295u;
            endpoint.serviceAccount = *element<std::string>("", "on");
            entry.endpoints = { endpoint, endpoint };
        } else {
            entry.workloadSelector = maybeLabels();
        }
        entry.exportTo = oneOf<Texts>({ Texts {}, Texts { "." }, Texts { "*", "~" } });
        entry.subjectAltNames = anyTexts();
        return entry;
    });
}

rc::Gen<Sidecar> sidecars()
{
    return exec([] {
        Sidecar sidecar;
        sidecar.meta = anyMeta();
        sidecar.workloadSelector = maybeLabels();
        sidecar.egressHosts = oneOf<std::vector<Texts>>({ {}, { Texts { "./*" } },
            { Texts { "~/*" }, Texts { "istio-system/*", "*/api.example.com" } }, { Texts {} } });
        sidecar.outboundTrafficPolicyMode = *element<std::string>("", "ALLOW_ANY", "REGISTRY_ONLY");
        return sidecar;
    });
}

AdminPolicyPort anyAdminPort(bool isV1Alpha2)
{
    AdminPolicyPort port;
    if (isV1Alpha2 && *rc::gen::arbitrary<bool>()) {
        port.name = "web";
        return port;
    }
    port.protocol = *element(Protocol::Tcp, Protocol::Udp, Protocol::Sctp);
    port.port = *element<std::uint16_t>(1, 80);
    if (*rc::gen::arbitrary<bool>())
        port.endPort = *element<std::uint16_t>(81, 65535);
    return port;
}

std::vector<AdminPolicyRule> anyAdminRules(AdminPolicyKind kind, bool isEgress)
{
    std::vector<AdminPolicyRule> rules(*rc::gen::inRange<std::size_t>(0, 3));
    for (AdminPolicyRule &rule : rules) {
        rule.name = *element<std::string>("", "on", "a \"b\"");
        rule.action = *element(AdminPolicyAction::Accept, AdminPolicyAction::Deny);
        if (kind != AdminPolicyKind::BaselineAdminNetworkPolicy && *rc::gen::arbitrary<bool>())
            rule.action = AdminPolicyAction::Pass;
        AdminPolicyPeer peer;
        const int form = *rc::gen::inRange(0, !isEgress ? 2 : 3);
        if (form == 0)
            peer.namespaces = anySelector();
        else if (form == 1)
            peer.pods = NamespacedPods { anySelector(), anySelector() };
        else
            peer.networks = { "10.0.0.0/8", "2001:db8::/32" };
        rule.peers = { peer };
        const bool mayName = kind == AdminPolicyKind::ClusterNetworkPolicy && form < 2;
        if (*rc::gen::arbitrary<bool>())
            rule.ports = { anyAdminPort(mayName) };
    }
    return rules;
}

rc::Gen<AdminPolicy> adminPolicies()
{
    return exec([] {
        AdminPolicy policy;
        policy.meta = anyMeta();
        policy.meta.namespaceName.clear();
        policy.kind = *element(AdminPolicyKind::AdminNetworkPolicy,
            AdminPolicyKind::BaselineAdminNetworkPolicy, AdminPolicyKind::ClusterNetworkPolicy);
        if (policy.kind == AdminPolicyKind::BaselineAdminNetworkPolicy) {
            policy.meta.name = "default";
            policy.tier = AdminPolicyTier::Baseline;
        } else {
            policy.priority = *element(0, 7, 1000);
        }
        if (policy.kind == AdminPolicyKind::ClusterNetworkPolicy)
            policy.tier = *element(AdminPolicyTier::Admin, AdminPolicyTier::Baseline);
        if (*rc::gen::arbitrary<bool>())
            policy.subject.namespaces = anySelector();
        else
            policy.subject.pods = NamespacedPods { anySelector(), anySelector() };
        policy.ingress = anyAdminRules(policy.kind, false);
        policy.egress = anyAdminRules(policy.kind, true);
        return policy;
    });
}

std::vector<LinkerdNetwork> anyNetworks(std::size_t least)
{
    return someOf<LinkerdNetwork>(
        [] {
            return *element(LinkerdNetwork { "10.0.0.0/8", { "10.1.0.0/16", "10.2.3.4" } },
                LinkerdNetwork { "192.0.2.7", {} }, LinkerdNetwork { "2001:db8::/32", {} });
        },
        least);
}

rc::Gen<LinkerdServer> linkerdServers()
{
    return exec([] {
        LinkerdServer server;
        server.meta = anyMeta();
        server.podSelector = anySelector();
        server.port = *element<IntOrName>(
            IntOrName(anyPort()), IntOrName(std::string("http")), IntOrName(std::string("80")));
        server.proxyProtocol = *element<std::string>("", "HTTP/1", "opaque", "unknown");
        if (coin())
            server.accessPolicy = *element(LinkerdAccess::Deny, LinkerdAccess::Audit,
                LinkerdAccess::AllAuthenticated, LinkerdAccess::ClusterUnauthenticated);
        return server;
    });
}

rc::Gen<ServerAuthorization> serverAuthorizations()
{
    return exec([] {
        ServerAuthorization authorization;
        authorization.meta = anyMeta();
        if (coin())
            authorization.serverName = *element<std::string>("a", "on", "123");
        else
            authorization.serverSelector = anySelector();
        authorization.networks = anyNetworks(0);
        authorization.unauthenticated = coin();
        if (!authorization.unauthenticated) {
            authorization.meshTls.emplace();
            authorization.meshTls->unauthenticatedTls = coin();
            authorization.meshTls->identities = { *element(std::string("*"),
                std::string("*.on.serviceaccount.identity.linkerd.cluster.local"),
                std::string("null.x.serviceaccount.identity.linkerd.cluster.local")) };
            if (coin())
                authorization.meshTls->serviceAccounts = { { "", "", "a", "" }, { "", "", "on", "no" } };
        }
        return authorization;
    });
}

rc::Gen<LinkerdAuthorizationPolicy> linkerdAuthorizationPolicies()
{
    return exec([] {
        LinkerdAuthorizationPolicy policy;
        policy.meta = anyMeta();
        policy.targetRef = *element(LinkerdReference { "policy.linkerd.io", "Server", "a", "" },
            LinkerdReference { "policy.linkerd.io", "HTTPRoute", "on", "" },
            LinkerdReference { "gateway.networking.k8s.io", "GRPCRoute", "a", "" });
        if (coin())
            policy.requiredAuthenticationRefs.push_back(
                *element(LinkerdReference { "policy.linkerd.io", "MeshTLSAuthentication", "a", "on" },
                    LinkerdReference { "", "ServiceAccount", "a", "" }));
        if (coin())
            policy.requiredAuthenticationRefs.push_back(
                { "policy.linkerd.io", "NetworkAuthentication", "null", "" });
        return policy;
    });
}

rc::Gen<MeshTlsAuthentication> meshTlsAuthentications()
{
    return exec([] {
        MeshTlsAuthentication authentication;
        authentication.meta = anyMeta();
        if (coin())
            authentication.identities = { anyText(), "*" };
        else
            authentication.identityRefs = { { "", "ServiceAccount", "a", "on" },
                { "", "Namespace", "x", "" } };
        return authentication;
    });
}

rc::Gen<NetworkAuthentication> networkAuthentications()
{
    return exec([] {
        NetworkAuthentication authentication;
        authentication.meta = anyMeta();
        authentication.networks = anyNetworks(1);
        return authentication;
    });
}

rc::Gen<WaypointGateway> waypoints()
{
    return exec([] {
        WaypointGateway gateway;
        gateway.meta = anyMeta();
        gateway.audience =
            *element(WaypointAudience::Same, WaypointAudience::All, WaypointAudience::Selector);
        if (gateway.audience == WaypointAudience::Selector)
            gateway.namespaces = anySelector();
        return gateway;
    });
}

CiliumRule anyCiliumRule(bool isEgress, bool isDeny)
{
    CiliumRule rule;
    switch (*inRange(0, isEgress && !isDeny ? 6 : 5)) {
    case 0:
        rule.endpoints.emplace();
        if (coin()) {
            rule.endpoints->push_back(anySelector());
            rule.endpoints->push_back({ { { "k8s:io.kubernetes.pod.namespace", "on" } }, {} });
        }
        break;
    case 1:
        rule.cidrs = { "10.0.0.0/8", "2001:db8::/32" };
        break;
    case 2:
        rule.cidrSets = std::vector<CiliumCidr> { { "0.0.0.0/0", { "10.0.0.0/8" } } };
        break;
    case 3:
        rule.entities = { *element<std::string>("world", "cluster", "kube-apiserver") };
        break;
    case 4:
        if (coin())
            rule.icmps = { { { "IPv4", "8" }, { "", "EchoReply" } } };
        break;
    default:
        rule.fqdns = { { "api.example.com", "" }, { "", "*.on" } };
        break;
    }
    if (rule.icmps.empty() && coin()) {
        CiliumPortRule ports;
        ports.ports = { { *element<std::string>("80", "http", "0"), 0,
            *element<std::string>("", "ANY", "UDP") } };
        rule.toPorts.push_back(ports);
    }
    if (rule.icmps.empty() && !isDeny && coin()) {
        CiliumPortRule ports;
        ports.ports = { { "8080", *element<std::uint16_t>(0, 8090), "TCP" } };
        if (coin())
            ports.http = { { "/v1/.*", "GET", "", { "X-Yes" } }, { "", "", "on", {} } };
        else if (isEgress && coin())
            ports = { { { "53", 0, "ANY" } }, {}, {}, { { "", "*" } } };
        else
            ports.serverNames = { "null.example.com" };
        rule.toPorts.push_back(ports);
    }
    if (!isDeny && coin())
        rule.authenticationMode = *element<std::string>("disabled", "required");
    return rule;
}

rc::Gen<CiliumPolicy> ciliumPolicies()
{
    return exec([] {
        CiliumPolicy policy;
        policy.meta = anyMeta();
        policy.kind =
            *element(CiliumPolicyKind::CiliumNetworkPolicy, CiliumPolicyKind::CiliumClusterwideNetworkPolicy);
        if (policy.kind == CiliumPolicyKind::CiliumClusterwideNetworkPolicy)
            policy.meta.namespaceName.clear();
        const int count = *inRange(1, 3);
        for (int i = 0; i < count; ++i) {
            CiliumSpec spec;
            spec.endpointSelector = anySelector();
            spec.description = *element<std::string>("", "why: because");
            spec.ingress = { anyCiliumRule(false, false), {} };
            if (coin())
                spec.ingressDeny = { anyCiliumRule(false, true) };
            if (coin())
                spec.egress = { anyCiliumRule(true, false) };
            if (coin())
                spec.egressDeny = { anyCiliumRule(true, true) };
            if (coin())
                spec.defaultDenyIngress = coin();
            policy.specs.push_back(std::move(spec));
        }
        return policy;
    });
}

rc::Gen<ServerRoute> serverRoutes()
{
    return exec([] {
        ServerRoute route;
        route.meta = anyMeta();
        route.kind = *element(ServerRouteKind::HTTPRoute, ServerRouteKind::GRPCRoute);
        if (route.kind == ServerRouteKind::GRPCRoute || coin())
            route.group = "gateway.networking.k8s.io";
        route.servers = oneOf<Texts>({ { "a" }, { "a", "on" } });
        route.hostnames = oneOf<Texts>({ {}, { "x.example.com" } });
        route.rules = someOf<std::vector<RouteMatch>>([&route] {
            RouteMatch match;
            match.headers = oneOf<std::vector<RouteCondition>>({ {}, { { "", "on", "1" } } });
            if (route.kind == ServerRouteKind::GRPCRoute) {
                match.pathType = "Exact";
                match.service = "x.Y";
                match.method = *element<std::string>("", "Get");
            } else {
                match.pathType = *element<std::string>("", "Exact", "PathPrefix");
                match.path = match.pathType.empty() ? "" : "/v1";
                match.method = *element<std::string>("", "GET");
                match.queryParams = oneOf<std::vector<RouteCondition>>({ {}, { { "Exact", "q", "null" } } });
            }
            return coin() ? std::vector<RouteMatch> { match, RouteMatch {} } : std::vector<RouteMatch> {};
        });
        return route;
    });
}

rc::Gen<NativeObject> nativeObjects()
{
    return rc::gen::oneOf(rc::gen::cast<NativeObject>(networkPolicies()),
        rc::gen::cast<NativeObject>(authorizationPolicies()),
        rc::gen::cast<NativeObject>(peerAuthentications()), rc::gen::cast<NativeObject>(serviceEntries()),
        rc::gen::cast<NativeObject>(sidecars()), rc::gen::cast<NativeObject>(adminPolicies()),
        rc::gen::cast<NativeObject>(linkerdServers()), rc::gen::cast<NativeObject>(serverAuthorizations()),
        rc::gen::cast<NativeObject>(linkerdAuthorizationPolicies()),
        rc::gen::cast<NativeObject>(meshTlsAuthentications()),
        rc::gen::cast<NativeObject>(networkAuthentications()), rc::gen::cast<NativeObject>(serverRoutes()),
        rc::gen::cast<NativeObject>(ciliumPolicies()), rc::gen::cast<NativeObject>(waypoints()));
}

} // namespace fourplane::test
