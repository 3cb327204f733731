// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/CiliumEndpoints.h"
#include "core/decision/NetworkPolicyEvaluator.h"
#include "core/enforcement/PlanCompiler.h"
#include "tests/core/decision/NetworkPlan.h"
#include "tests/support/DesignBuilder.h"

#include <QtTest>

#include <algorithm>

using namespace fourplane;
using namespace fourplane::test;

/// Cilium's own policies, one slot per item of the semantics reference or more.
class tst_CiliumPolicies : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void c1_rulesIsolateTheirDirection();
    void c1_defaultDenyCanBeTurnedOff();
    void c1_enforcementModes();
    void c2_denyBeatsEveryAllow();
    void c2_denyOfSomeAddressesDeniesOnlyThose();
    void c3_entities();
    void c3_reservedLabelsAreEntities();
    void c4_addressesMatchNeitherPodsNorNodes();
    void c5_emptySelectorIsTheOwnNamespace();
    void c5_selectorsMayNameNamespacesAndAccounts();
    void c5_emptyListsAndRulesMatchNobody();
    void c5_labelsThatAreNoIdentityMatchNothing();
    void c6_ownNodeReachesThePod();
    void c7_patterns();
    void c7_namesNeedAWatchedLookUp();
    void c8_layerFourRuleMakesLayerSevenVoid();
    void c10_withoutPortsEveryPortIsMeant();
    void c10_ports();
    void networkPoliciesAreUnitedWithThem();
    void authenticationIsUncertain();
    void onlyCiliumEnforcesThem();
    void severalSpecsCount();

private:
    /// A policy in x about the pod server, or about the whole cluster when `home` is empty.
    CiliumSpec &add(const std::string &name, const std::string &home = "x");
    PlaneVerdict ask(const std::string &from, std::uint16_t port = 80, const std::string &to = "x/server",
        Protocol protocol = Protocol::Tcp) const;

    Verdict verdict(const std::string &from, std::uint16_t port = 80) const
    {
        return ask(from, port).verdict;
    }

    NetworkPlan m_plan;
};

namespace {

CiliumRule fromPods(std::vector<LabelSelector> selectors)
{
    CiliumRule rule;
    rule.endpoints = std::move(selectors);
    return rule;
}

CiliumRule entity(const std::string &name)
{
    CiliumRule rule;
    rule.entities = { name };
    return rule;
}

CiliumRule addresses(const std::string &cidr)
{
    CiliumRule rule;
    rule.cidrs = { cidr };
    return rule;
}

CiliumPortRule port(const std::string &number, const std::string &protocol = "TCP", std::uint16_t endPort = 0)
{
    CiliumPortRule rule;
    rule.ports = { { number, endPort, protocol } };
    return rule;
}

CiliumPortRule lookUps(const std::string &pattern)
{
    CiliumPortRule rule = port("53", "ANY");
    rule.dns = { { "", pattern } };
    return rule;
}

} // namespace

/// Namespaces x (team red) and y with pods; x/server offers http 80 TCP, admin 81 TCP and dns 53 UDP; y/node
/// is on the host network; net is 203.0.113.0/24 outside. The plugin is Cilium. No policies.
void tst_CiliumPolicies::init()
{
    m_plan = NetworkPlan();
    m_plan.platform.cni = CniKind::Cilium;
    m_plan.home("x", { { "team", "red" } });
    m_plan.home("y");
    const std::vector<NamedPort> ports { { "http", 80, Protocol::Tcp }, { "admin", 81, Protocol::Tcp },
        { "dns", 53, Protocol::Udp } };
    for (const char *name : { "a", "b", "server" })
        m_plan.pod("x", name, { { "app", name } }, ports).serviceAccount = name;
    m_plan.pod("y", "c", { { "app", "a" } }, ports).serviceAccount = "a";
    m_plan.pod("y", "node", { { "app", "node" } }, ports).hostNetwork = true;
    m_plan.external("net", { "203.0.113.0/24" });
}

CiliumSpec &tst_CiliumPolicies::add(const std::string &name, const std::string &home)
{
    m_plan.ciliumPolicies.emplace_back();
    CiliumPolicy &policy = m_plan.ciliumPolicies.back().object;
    policy.meta = { name, home, {}, {} };
    policy.kind = home.empty() ? CiliumPolicyKind::CiliumClusterwideNetworkPolicy
                               : CiliumPolicyKind::CiliumNetworkPolicy;
    policy.specs.emplace_back();
    policy.specs.back().endpointSelector = labelled("app", "server");
    return policy.specs.back();
}

PlaneVerdict tst_CiliumPolicies::ask(
    const std::string &from, std::uint16_t number, const std::string &to, Protocol protocol) const
{
    AccessRequest request;
    request.sourceId = ElementId(from);
    request.destinationId = ElementId(to);
    request.port = number;
    request.protocol = protocol;
    return NetworkPolicyEvaluator(m_plan).evaluate(request);
}

void tst_CiliumPolicies::c1_rulesIsolateTheirDirection()
{
    QCOMPARE(verdict("x/a"), Verdict::NotEnforced);
    add("only-a").ingress = { fromPods({ labelled("app", "a") }) };
    const PlaneVerdict permitted = ask("x/a");
    QCOMPARE(permitted.verdict, Verdict::Permit);
    QCOMPARE(permitted.decidedBy->kind, std::string("CiliumNetworkPolicy"));
    QCOMPARE(permitted.decidedBy->name, std::string("only-a"));
    const PlaneVerdict denied = ask("x/b");
    QCOMPARE(denied.verdict, Verdict::Deny);
    QCOMPARE(denied.decidedBy->name, std::string("only-a"));
    QCOMPARE(ask("x/server", 80, "x/b").verdict, Verdict::NotEnforced); // egress is another direction
    add("bare").ingress = { {} };
    QCOMPARE(ask("x/b").control, std::string("N1"));
    QCOMPARE(verdict("x/a"), Verdict::Permit); // allows are united
}

void tst_CiliumPolicies::c1_defaultDenyCanBeTurnedOff()
{
    CiliumSpec &spec = add("soft");
    spec.ingress = { fromPods({ labelled("app", "a") }) };
    spec.defaultDenyIngress = false;
    QCOMPARE(verdict("x/b"), Verdict::NotEnforced);
    spec.ingressDeny = { fromPods({ labelled("app", "b") }) };
    QCOMPARE(verdict("x/b"), Verdict::Deny); // what is denied stays denied
    QCOMPARE(verdict("y/c"), Verdict::NotEnforced);
    add("hard").ingressDeny = { fromPods({ labelled("app", "b") }) };
    QCOMPARE(verdict("y/c"), Verdict::Deny); // deny rules isolate as well, and one policy is enough
    QCOMPARE(verdict("x/a"), Verdict::Permit);
}

void tst_CiliumPolicies::c1_enforcementModes()
{
    m_plan.platform.ciliumEnforcement = CiliumEnforcement::Always;
    QCOMPARE(verdict("x/a"), Verdict::Deny);
    QVERIFY(ask("x/a").reason.find("always isolates") != std::string::npos);
    add("in").ingress = { entity("all") };
    QCOMPARE(verdict("x/a"), Verdict::Deny); // the egress of a is isolated too
    QCOMPARE(verdict("net"), Verdict::Permit);
    m_plan.platform.ciliumEnforcement = CiliumEnforcement::Never;
    add("closed").ingress = { {} };
    QCOMPARE(verdict("x/b"), Verdict::NotEnforced);
    m_plan.platform.ciliumEnforcement = CiliumEnforcement::Default;
    m_plan.ciliumPolicies.erase(m_plan.ciliumPolicies.begin());
    QCOMPARE(verdict("x/b"), Verdict::Deny);
}

void tst_CiliumPolicies::c2_denyBeatsEveryAllow()
{
    add("open").ingress = { entity("all") };
    NetworkPolicy &native = m_plan.policy("x", "open-too");
    native.podSelector = labelled("app", "server");
    native.ingress = { {} };
    QCOMPARE(verdict("x/b"), Verdict::Permit);
    CiliumRule rule = fromPods({ labelled("app", "b") });
    rule.toPorts = { port("80") };
    add("no-b", "").ingressDeny = { rule };
    const PlaneVerdict denied = ask("x/b");
    QCOMPARE(denied.verdict, Verdict::Deny);
    QCOMPARE(denied.decidedBy->name, std::string("no-b"));
    QVERIFY(denied.reason.find("beats every allow") != std::string::npos);
    QCOMPARE(ask("x/b", 81).verdict, Verdict::Permit);
    QCOMPARE(verdict("x/a"), Verdict::Permit);
}

void tst_CiliumPolicies::c2_denyOfSomeAddressesDeniesOnlyThose()
{
    CiliumSpec &spec = add("outside");
    spec.ingress = { entity("world") };
    spec.ingressDeny = { addresses("203.0.113.0/25") };
    QCOMPARE(verdict("net"), Verdict::Permit); // the other half
    QVERIFY(ask("net").reason.find("in part only") != std::string::npos);
    spec.ingress = { addresses("203.0.113.0/25") };
    QCOMPARE(verdict("net"), Verdict::Deny); // nothing is left of what is allowed
    spec.ingress = { entity("world") };
    spec.ingressDeny = { addresses("203.0.112.0/22") };
    QCOMPARE(verdict("net"), Verdict::Deny);
}

void tst_CiliumPolicies::c3_entities()
{
    struct Case
    {
        const char *entity;
        Verdict pod, outside, node;
    };

    const Verdict yes = Verdict::Permit, no = Verdict::Deny, maybe = Verdict::Uncertain;
    // y/node may or may not run on the node of x/server, which its own node always reaches (C6)
    for (const Case &one : std::vector<Case> { { "all", yes, yes, yes }, { "cluster", yes, no, yes },
             { "cluster-mesh", yes, no, yes }, { "world", no, yes, maybe }, { "host", no, no, maybe },
             { "remote-node", no, no, maybe }, { "none", no, no, maybe }, { "init", no, no, maybe },
             { "health", no, no, maybe }, { "ingress", no, no, maybe }, { "unmanaged", no, no, maybe },
             { "kube-apiserver", no, no, maybe } }) {
        init();
        add("p").ingress = { entity(one.entity) };
        QVERIFY2(verdict("x/a") == one.pod, one.entity);
        QVERIFY2(verdict("net") == one.outside, one.entity);
        QVERIFY2(verdict("y/node") == one.node, one.entity);
    }
    init();
    m_plan.pods[2].poolIds = { ElementId("p1") }; // x/server
    m_plan.pods[4].poolIds = { ElementId("p2") }; // y/node
    CiliumSpec &spec = add("p");
    for (const char *name : { "host", "world" }) {
        spec.ingress = { entity(name) };
        QCOMPARE(verdict("y/node"), Verdict::Deny);
    }
    // Whether y/node is the API server is one question: allowed and denied for it is denied, or neither.
    spec.ingress = { entity("kube-apiserver") };
    spec.ingressDeny = { entity("kube-apiserver") };
    QCOMPARE(verdict("y/node"), Verdict::Uncertain);
    spec.ingressDeny.clear();
    spec.ingress = { entity("remote-node") };
    QCOMPARE(verdict("y/node"), Verdict::Permit);

    PlannedExternal &api = m_plan.external("api", { "198.51.100.7/32" });
    m_plan.apiServerId = api.id;
    CiliumSpec &out = add("out");
    out.egress = { entity("kube-apiserver") };
    QCOMPARE(ask("x/server", 443, "api").verdict, Verdict::Permit);
    QCOMPARE(ask("x/server", 443, "net").verdict, Verdict::Deny);
    out.egress = { entity("world") };
    QCOMPARE(ask("x/server", 443, "api").verdict, Verdict::Uncertain); // it may run on a node
}

void tst_CiliumPolicies::c3_reservedLabelsAreEntities()
{
    CiliumSpec &spec = add("p");
    spec.ingress = { fromPods({ labelled("reserved:world", "") }) };
    QCOMPARE(verdict("net"), Verdict::Permit);
    QCOMPARE(verdict("x/a"), Verdict::Deny);
    spec.ingress = { fromPods({ where("reserved:host", SelectorOperator::Exists) }) };
    QCOMPARE(verdict("net"), Verdict::Deny);
    LabelSelector mixed = labelled("reserved:world", "");
    mixed.matchLabels["app"] = "a";
    spec.ingress = { fromPods({ mixed }) };
    QCOMPARE(verdict("net"), Verdict::Uncertain);
}

void tst_CiliumPolicies::c4_addressesMatchNeitherPodsNorNodes()
{
    m_plan.pods[2].poolIds = { ElementId("p1") };
    m_plan.pods[4].poolIds = { ElementId("p2") };
    m_plan.platform.ipBlockMatchesPods = EngineBehaviour::Yes; // that is about NetworkPolicy
    CiliumSpec &spec = add("p");
    spec.ingress = { addresses("0.0.0.0/0") };
    QCOMPARE(verdict("net"), Verdict::Permit);
    QCOMPARE(verdict("x/a"), Verdict::Deny);
    QCOMPARE(verdict("y/node"), Verdict::Uncertain); // policy-cidr-match-mode=nodes may be set
    spec.ingress = { entity("all") };
    spec.ingressDeny = { addresses("0.0.0.0/0") };
    QCOMPARE(verdict("net"), Verdict::Deny);
    QCOMPARE(verdict("x/a"), Verdict::Permit);
    QCOMPARE(verdict("y/node"), Verdict::Uncertain); // the same switch, for what is denied
    spec.ingress = { addresses("0.0.0.0/0") };
    spec.ingressDeny.clear();
    spec.ingress = { addresses("203.0.113.0/24") }; // no address of the cluster
    QCOMPARE(verdict("y/node"), Verdict::Deny);
    spec.ingress[0].cidrs.reset();
    spec.ingress[0].cidrSets = std::vector<CiliumCidr> { { "203.0.0.0/16", { "203.0.113.0/24" } } };
    QCOMPARE(verdict("net"), Verdict::Deny);
}

void tst_CiliumPolicies::c5_emptySelectorIsTheOwnNamespace()
{
    add("own").ingress = { fromPods({ {} }) };
    QCOMPARE(verdict("x/b"), Verdict::Permit);
    QCOMPARE(verdict("y/c"), Verdict::Deny);
    QCOMPARE(verdict("net"), Verdict::Deny);
    init();
    CiliumSpec &everywhere = add("all", "");
    everywhere.endpointSelector = LabelSelector {};
    everywhere.ingress = { fromPods({ {} }) };
    QCOMPARE(verdict("y/c"), Verdict::Permit);
    QCOMPARE(verdict("net"), Verdict::Deny); // endpoints of the cluster only
    QCOMPARE(ask("x/a", 80, "y/c").verdict, Verdict::Permit); // and it selects every namespace
    init();
    add("subject", "y").ingress = { {} }; // its selector means pods of y
    QCOMPARE(verdict("x/b"), Verdict::NotEnforced);
}

void tst_CiliumPolicies::c5_selectorsMayNameNamespacesAndAccounts()
{
    CiliumSpec &spec = add("p");
    const auto only = [&](LabelSelector selector, const char *who) {
        spec.ingress = { fromPods({ std::move(selector) }) };
        for (const char *pod : { "x/a", "x/b", "y/c" })
            QVERIFY2((verdict(pod) == Verdict::Permit) == (std::string(pod) == who), who);
    };
    LabelSelector inY = labelled("k8s:io.kubernetes.pod.namespace", "y");
    only(inY, "y/c");
    inY.matchLabels["k8s:app"] = "b";
    only(inY, "nobody");
    only(labelled("any:app", "b"), "x/b");
    only(labelled("container:app", "b"), "nobody"); // no pod has labels of that source
    only(labelled("io.cilium.k8s.policy.serviceaccount", "b"), "x/b");
    LabelSelector notRed = where("k8s:io.cilium.k8s.namespace.labels.team", SelectorOperator::DoesNotExist);
    only(notRed, "y/c");
    spec.ingress = { fromPods({ labelled("k8s:io.cilium.k8s.namespace.labels.team", "red") }) };
    QCOMPARE(verdict("x/b"), Verdict::Permit);
    QCOMPARE(verdict("y/c"), Verdict::Deny);
    spec.ingress = { fromPods({ labelled("app", "a"), labelled("app", "b") }) }; // any of them
    QCOMPARE(verdict("x/b"), Verdict::Permit);
}

void tst_CiliumPolicies::c5_emptyListsAndRulesMatchNobody()
{
    CiliumSpec &spec = add("p");
    CiliumRule rule = fromPods({});
    rule.toPorts = { port("80") };
    spec.ingress = { rule };
    QCOMPARE(verdict("x/a"), Verdict::Deny);
    rule.endpoints.reset(); // left out, with ports: anybody
    spec.ingress = { rule };
    QCOMPARE(verdict("x/a"), Verdict::Permit);
    QCOMPARE(verdict("net"), Verdict::Permit);
    spec.ingress = { {} }; // neither peers nor ports
    QCOMPARE(verdict("x/a"), Verdict::Deny);
}

void tst_CiliumPolicies::c5_labelsThatAreNoIdentityMatchNothing()
{
    m_plan.pods[0].labels["pod-template-hash"] = "1";
    m_plan.pods[0].labels["app.kubernetes.io/name"] = "a";
    CiliumSpec &spec = add("p");
    spec.ingress = { fromPods({ labelled("pod-template-hash", "1") }) };
    QCOMPARE(verdict("x/a"), Verdict::Deny);
    spec.ingress = { fromPods({ labelled("app.kubernetes.io/name", "a") }) };
    QCOMPARE(verdict("x/a"), Verdict::Permit);
}

void tst_CiliumPolicies::c6_ownNodeReachesThePod()
{
    add("closed").ingress = { {} };
    QCOMPARE(NetworkPolicyEvaluator(m_plan).fromOwnNode(ElementId("x/server")).verdict, Verdict::NotEnforced);
    QCOMPARE(verdict("y/node"), Verdict::Uncertain); // it may be on that node
    m_plan.pods[2].poolIds = { ElementId("p1") };
    m_plan.pods[4].poolIds = { ElementId("p2") };
    QCOMPARE(verdict("y/node"), Verdict::Deny);
}

void tst_CiliumPolicies::c7_patterns()
{
    const auto means = [](const char *pattern, const char *host) {
        return matchesCiliumName({ "", pattern }, host);
    };
    QVERIFY(means("*.cilium.io", "www.cilium.io") && means("*.cilium.io", "WWW.cilium.io."));
    QVERIFY(!means("*.cilium.io", "cilium.io") && !means("*.cilium.io", "a.b.cilium.io"));
    QVERIFY(means("*cilium.io", "cilium.io") && means("*cilium.io", "sub-cilium.io"));
    QVERIFY(!means("*cilium.io", "www.cilium.io"));
    QVERIFY(means("sub*.cilium.io", "subdomain.cilium.io") && !means("sub*.cilium.io", "www.cilium.io"));
    QVERIFY(means("**.cilium.io", "app.cilium.io") && means("**.cilium.io", "test.app.cilium.io"));
    QVERIFY(!means("**.cilium.io", "cilium.io"));
    QVERIFY(means("*", "a.b.c") && !means("*", ""));
    QVERIFY(matchesCiliumName({ "api.example.com", "" }, "API.example.com."));
    QVERIFY(!matchesCiliumName({ "api.example.com", "" }, "x.api.example.com"));
}

void tst_CiliumPolicies::c7_namesNeedAWatchedLookUp()
{
    m_plan.externals[0].hosts = { "api.example.com" };
    m_plan.external("anywhere");
    m_plan.external("nameless", { "198.51.100.0/24" });
    CiliumSpec &spec = add("p");
    CiliumRule names;
    names.fqdns = { { "", "*.example.com" } };
    spec.egress = { names };
    QCOMPARE(ask("x/server", 443, "net").verdict, Verdict::Deny); // no address is ever learned
    CiliumRule dns = entity("all");
    dns.toPorts = { lookUps("*.example.com") };
    spec.egress = { names, dns };
    QCOMPARE(ask("x/server", 443, "net").verdict, Verdict::Permit);
    QCOMPARE(ask("x/server", 443, "anywhere").verdict, Verdict::Permit); // some address there has the name
    QCOMPARE(ask("x/server", 443, "nameless").verdict, Verdict::Uncertain);
    QCOMPARE(ask("x/server", 443, "x/a").verdict, Verdict::Deny); // never a pod
    dns.toPorts = { lookUps("*.example.org") };
    spec.egress = { names, dns };
    QCOMPARE(ask("x/server", 443, "net").verdict, Verdict::Deny); // this name is not looked up

    DesignBuilder design;
    design.project.platform.cni = CniKind::Cilium;
    design.addNamespace("x", false);
    CiliumPolicy policy = m_plan.ciliumPolicies[0].object;
    policy.specs[0].egress = { names };
    design.adopt(policy);
    const Diagnostics found = compilePlan(design.project).diagnostics;
    QVERIFY(std::any_of(
        found.begin(), found.end(), [](const Diagnostic &one) { return one.code == "names-never-learned"; }));
}

void tst_CiliumPolicies::c8_layerFourRuleMakesLayerSevenVoid()
{
    CiliumSpec &spec = add("p");
    CiliumRule web = fromPods({ labelled("app", "a") });
    web.toPorts = { port("80") };
    web.toPorts[0].http = { { "/v1/.*", "GET", "", {} } };
    spec.ingress = { web };
    const std::string reason = ask("x/a").reason;
    QCOMPARE(verdict("x/a"), Verdict::Permit);
    QVERIFY(reason.find("only HTTP requests GET /v1/.*") != std::string::npos);
    QVERIFY(reason.find("403") != std::string::npos);
    CiliumRule plain = fromPods({ labelled("app", "a") });
    plain.toPorts = { port("80") };
    spec.ingress = { web, plain };
    QVERIFY(ask("x/a").reason.find("HTTP") == std::string::npos);
    plain.toPorts = { port("81") }; // another port leaves them alone
    spec.ingress = { web, plain };
    QVERIFY(ask("x/a").reason.find("only HTTP") != std::string::npos);
    CiliumRule dns = entity("cluster");
    dns.toPorts = { lookUps("*.svc") };
    CiliumSpec &out = add("out");
    out.egress = { dns };
    QVERIFY(ask("x/server", 53, "x/a", Protocol::Udp).reason.find("REFUSED") != std::string::npos);
}

void tst_CiliumPolicies::c10_withoutPortsEveryPortIsMeant()
{
    add("p").ingress = { fromPods({ labelled("app", "a") }) };
    QCOMPARE(verdict("x/a", 80), Verdict::Permit);
    QCOMPARE(verdict("x/a", 65535), Verdict::Permit);
    QCOMPARE(ask("x/a", 53, "x/server", Protocol::Udp).verdict, Verdict::Permit);
}

void tst_CiliumPolicies::c10_ports()
{
    CiliumSpec &spec = add("p");
    const auto opens = [&](CiliumPortRule ports, std::uint16_t number, Protocol protocol) {
        CiliumRule rule = entity("all");
        rule.toPorts = { std::move(ports) };
        spec.ingress = { rule };
        return ask("x/a", number, "x/server", protocol).verdict == Verdict::Permit;
    };
    QVERIFY(opens(port("80"), 80, Protocol::Tcp) && !opens(port("80"), 80, Protocol::Udp));
    QVERIFY(opens(port("80", ""), 80, Protocol::Sctp) && opens(port("80", "ANY"), 80, Protocol::Udp));
    QVERIFY(opens(port("0", "UDP"), 999, Protocol::Udp) && !opens(port("0", "UDP"), 999, Protocol::Tcp));
    QVERIFY(
        opens(port("80", "TCP", 90), 85, Protocol::Tcp) && !opens(port("80", "TCP", 90), 91, Protocol::Tcp));
    QVERIFY(opens(port("HTTP", ""), 80, Protocol::Tcp) && !opens(port("http", ""), 81, Protocol::Tcp));
    QVERIFY(opens(port("dns", "ANY"), 53, Protocol::Udp) && !opens(port("dns", "TCP"), 53, Protocol::Udp));
    QVERIFY(!opens(CiliumPortRule {}, 80, Protocol::Tcp)); // a list without ports opens none
    CiliumRule ping = entity("all");
    ping.icmps = { { { "IPv4", "8" } } };
    spec.ingress = { ping };
    QCOMPARE(verdict("x/a"), Verdict::Deny);
}

void tst_CiliumPolicies::networkPoliciesAreUnitedWithThem()
{
    NetworkPolicy &native = m_plan.policy("x", "from-b");
    native.podSelector = labelled("app", "server");
    native.ingress = { { { podsLabelled("app", "b") }, {} } };
    add("from-a").ingress = { fromPods({ labelled("app", "a") }) };
    QCOMPARE(verdict("x/a"), Verdict::Permit);
    QCOMPARE(verdict("x/b"), Verdict::Permit);
    const PlaneVerdict denied = ask("y/c");
    QCOMPARE(denied.verdict, Verdict::Deny);
    QVERIFY(denied.reason.find("NetworkPolicy x/from-b, CiliumNetworkPolicy x/from-a isolate")
        != std::string::npos);
    m_plan.ciliumPolicies[0].object.specs[0].defaultDenyIngress = false;
    QCOMPARE(verdict("x/a"), Verdict::Permit); // its allow counts where another policy isolates
}

void tst_CiliumPolicies::authenticationIsUncertain()
{
    CiliumRule rule = fromPods({ labelled("app", "a") });
    rule.authenticationMode = "required";
    add("p").ingress = { rule };
    QCOMPARE(verdict("x/a"), Verdict::Uncertain);
    m_plan.ciliumPolicies[0].object.specs[0].ingress[0].authenticationMode = "disabled";
    QCOMPARE(verdict("x/a"), Verdict::Permit);
}

void tst_CiliumPolicies::onlyCiliumEnforcesThem()
{
    add("closed").ingress = { {} };
    m_plan.platform.cni = CniKind::Generic;
    QCOMPARE(verdict("x/a"), Verdict::Uncertain);
    QVERIFY(ask("x/a").reason.find("platform.cni") != std::string::npos);
    QCOMPARE(ask("x/a", 80, "x/b").verdict, Verdict::NotEnforced); // no policy about b
    DesignBuilder design;
    design.addNamespace("x", false);
    design.adopt(m_plan.ciliumPolicies[0].object);
    for (CniKind cni : { CniKind::None, CniKind::Calico, CniKind::OvnKubernetes }) {
        m_plan.platform.cni = design.project.platform.cni = cni;
        QCOMPARE(verdict("x/a"), Verdict::NotEnforced);
        const Diagnostics found = compilePlan(design.project).diagnostics;
        QVERIFY(std::any_of(found.begin(), found.end(),
            [](const Diagnostic &one) { return one.code == "policy-not-enforced"; }));
    }
}

void tst_CiliumPolicies::severalSpecsCount()
{
    add("p").ingress = { fromPods({ labelled("app", "a") }) };
    CiliumSpec second = m_plan.ciliumPolicies[0].object.specs[0];
    second.ingress = { fromPods({ labelled("app", "b") }) };
    m_plan.ciliumPolicies[0].object.specs.push_back(second);
    QCOMPARE(verdict("x/b"), Verdict::Permit);
    QVERIFY(ask("x/b").reason.find("of spec 2 of CiliumNetworkPolicy x/p") != std::string::npos);
}

QTEST_APPLESS_MAIN(tst_CiliumPolicies)
#include "tst_CiliumPolicies.moc"
