// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/PlanCompiler.h"
#include "tests/support/DesignBuilder.h"
#include "tests/support/ExportedFiles.h"

#include <QtTest>

using namespace fourplane;
using fourplane::test::DesignBuilder;
using test::countOf;

class tst_PlanCompiler : public QObject
{
    Q_OBJECT

private slots:
    void namespaceCarriesNamePodSecurityAndInjectionLabels();
    void importedNamespaceKeepsItsUnpinnedPodSecurity();
    void tokenMountFollowsPodThenServiceAccountThenDefault();
    void spiffeIdIsDerivedUnlessSaid();
    void hostNetworkKeepsPodsOutOfTheMesh();
    void theMeshDecidesModeAndNameOfItsMembers();
    void podsLandOnlyInPoolsTheyToleratedAndSelect();
    void metadataServiceHasItsAddress();
    void defaultDenyNamespaceGetsDenyDnsAndControlPlane();
    void aDnsCacheOfTheNodeIsAnAddress();
    void ambientProbesComeFromTheAddressOfTheZtunnel();
    void aRuleToItselfOpensThePortsOfItsPeers();
    void allowRuleBecomesTwoSidedPolicies();
    void allowRuleWithoutPortsOpensWhatTheDestinationOffers();
    void rulesAboutOneEndShareItsListOfPeers();
    void unsegmentedNamespaceGetsNoPolicies();
    void externalDestinationExcludesTheCluster();
    void hostNamesAreAWarningUnlessAProxySends();
    void ambiguousLabelsNameTheOtherWorkloads();
    void adoptedRulesPassUnchangedAndKeepTheirNames();
    void anAdoptedRuleWithoutNamespaceIsReported();
    void meshAllowListNamesPrincipalsPortsAndHttp();
    void outsideCallerIsLetInWithoutIdentityAndInPlaintext();
    void unmeshedSourceIsReported();
    void nothingOfTheMeshWithoutAMesh();
    void missingEnforcementIsReported();
    void secondNamespaceWidePeerAuthenticationIsReported();
    void unmodelledPolicyIsListed();
    void unmodelledObjectsTellOnlyOnTheirPlane();
};

namespace {

template <class T>
const Planned<T> *named(
    const std::vector<Planned<T>> &list, const std::string &namespaceName, const std::string &name)
{
    for (const Planned<T> &planned : list) {
        if (planned.object.meta.namespaceName == namespaceName && planned.object.meta.name == name)
            return &planned;
    }
    return nullptr;
}

std::vector<ElementId> ids(const std::vector<std::string> &names)
{
    std::vector<ElementId> result;
    for (const std::string &name : names)
        result.emplace_back(name);
    return result;
}

/// a in namespace x and b (port 8080) in namespace y, both segmented; a may talk to b.
DesignBuilder twoNamespaces()
{
    DesignBuilder design;
    design.addNamespace("x", true);
    design.addNamespace("y", true);
    design.addWorkload("x", "a", 0);
    design.addWorkload("y", "b", 8080);
    design.allow("a", "b");
    return design;
}

NetworkPolicyPeer podPeer(const std::string &namespaceName, const std::string &app)
{
    return { LabelSelector { { { "app", app } }, {} },
        LabelSelector { { { "kubernetes.io/metadata.name", namespaceName } }, {} }, std::nullopt };
}

NetworkPolicyPort tcp(std::uint16_t number)
{
    return { Protocol::Tcp, IntOrName(number), std::nullopt };
}

} // namespace

void tst_PlanCompiler::namespaceCarriesNamePodSecurityAndInjectionLabels()
{
    DesignBuilder design;
    Namespace &home = design.addNamespace("x", true);
    home.labels = { { "team", "rag" } };
    home.podSecurity.enforce = PodSecurityLevel::Restricted;
    const Labels expected { { "istio-injection", "enabled" }, { "kubernetes.io/metadata.name", "x" },
        { "pod-security.kubernetes.io/enforce", "restricted" },
        { "pod-security.kubernetes.io/enforce-version", "v1.35" }, { "team", "rag" } };
    QCOMPARE(compilePlan(design.project).plan.namespaces.at(0).labels, expected);
}

void tst_PlanCompiler::importedNamespaceKeepsItsUnpinnedPodSecurity()
{
    DesignBuilder design;
    design.addNamespace("x", false).podSecurity.enforce = PodSecurityLevel::Baseline;
    const CompiledPlan compiled = compilePlan(design.project);
    const Labels expected { { "kubernetes.io/metadata.name", "x" },
        { "pod-security.kubernetes.io/enforce", "baseline" } };
    QCOMPARE(compiled.plan.namespaces.at(0).labels, expected);
    QCOMPARE(countOf(compiled.diagnostics, "unpinned-pod-security"), 1);
}

void tst_PlanCompiler::tokenMountFollowsPodThenServiceAccountThenDefault()
{
    DesignBuilder design;
    design.addNamespace("x", false);
    design.addWorkload("x", "plain");
    design.addWorkload("x", "by-account");
    design.project.topology.identities[ElementId("sa-by-account")].automountToken = false;
    design.addWorkload("x", "by-pod").automountToken = true;
    design.project.topology.identities[ElementId("sa-by-pod")].automountToken = false;
    const EnforcementPlan plan = compilePlan(design.project).plan;
    QVERIFY(findPod(plan, ElementId("plain"))->tokenMounted);
    QVERIFY(!findPod(plan, ElementId("by-account"))->tokenMounted);
    QVERIFY(findPod(plan, ElementId("by-pod"))->tokenMounted);
}

void tst_PlanCompiler::spiffeIdIsDerivedUnlessSaid()
{
    DesignBuilder design;
    design.project.platform.trustDomain = "prod.example";
    design.addNamespace("x", false);
    design.addWorkload("x", "a");
    design.addWorkload("x", "b");
    design.project.topology.identities[ElementId("sa-b")].spiffeId = "spiffe://other/workload/b";
    design.addWorkload("x", "c").identityId = ElementId();
    const EnforcementPlan plan = compilePlan(design.project).plan;
    QCOMPARE(findServiceAccount(plan, ElementId("sa-a"))->spiffeId,
        std::string("spiffe://prod.example/ns/x/sa/sa-a"));
    QCOMPARE(principalOf(plan, *findPod(plan, ElementId("b"))), std::string("other/workload/b"));
    QCOMPARE(principalOf(plan, *findPod(plan, ElementId("c"))), std::string("prod.example/ns/x/sa/default"));
}

void tst_PlanCompiler::hostNetworkKeepsPodsOutOfTheMesh()
{
    DesignBuilder design;
    design.addNamespace("x", true);
    design.addWorkload("x", "a");
    design.addWorkload("x", "b").placement.hostNetwork = true;
    design.addWorkload("x", "c").mesh = MeshMembership::Out;
    const EnforcementPlan plan = compilePlan(design.project).plan;
    QVERIFY(findPod(plan, ElementId("a"))->inMesh);
    QVERIFY(!findPod(plan, ElementId("b"))->inMesh);
    QVERIFY(!findPod(plan, ElementId("c"))->inMesh);
}

void tst_PlanCompiler::theMeshDecidesModeAndNameOfItsMembers()
{
    DesignBuilder design;
    design.project.platform.trustDomain = "prod.example";
    design.addNamespace("x", true);
    design.addWorkload("x", "a");
    design.addWorkload("x", "b").mesh = MeshMembership::Out;
    const auto modesUnder = [&design](MeshKind mesh) {
        design.project.platform.mesh = mesh;
        const EnforcementPlan plan = compilePlan(design.project).plan;
        return std::pair(
            findPod(plan, ElementId("a"))->meshMode, principalOf(plan, *findPod(plan, ElementId("a"))));
    };
    const std::string spiffe = "prod.example/ns/x/sa/sa-a";
    QCOMPARE(modesUnder(MeshKind::None).first, MeshMode::None);
    QVERIFY(modesUnder(MeshKind::IstioSidecar) == std::pair(MeshMode::Sidecar, spiffe));
    QVERIFY(modesUnder(MeshKind::IstioAmbient) == std::pair(MeshMode::Ambient, spiffe));
    QVERIFY(modesUnder(MeshKind::Linkerd)
        == std::pair(MeshMode::Linkerd, std::string("sa-a.x.serviceaccount.identity.linkerd.prod.example")));

    // Istio's objects do nothing under Linkerd, so none are generated.
    const CompiledPlan compiled = compilePlan(design.project);
    QVERIFY(compiled.plan.authorizationPolicies.empty());
    QVERIFY(compiled.plan.peerAuthentications.empty());
    QCOMPARE(findPod(compiled.plan, ElementId("b"))->meshMode, MeshMode::None);
}

void tst_PlanCompiler::podsLandOnlyInPoolsTheyToleratedAndSelect()
{
    DesignBuilder design;
    design.addNamespace("x", false);
    design.project.topology.nodePools[ElementId("gpu")] = { ElementId("gpu"), "gpu", { { "pool", "gpu" } },
        { { "gpu", "true", "NoSchedule" } } };
    design.project.topology.nodePools[ElementId("plain")] = { ElementId("plain"), "plain",
        { { "pool", "plain" } }, {} };
    design.addWorkload("x", "free");
    design.addWorkload("x", "tolerant").placement.tolerations = { { "gpu", "", "true", "" } };
    Workload &dedicated = design.addWorkload("x", "dedicated");
    dedicated.placement.tolerations = { { "", "Exists", "", "" } };
    dedicated.placement.nodeSelector = { { "pool", "gpu" } };
    design.addWorkload("x", "nowhere").placement.nodeSelector = { { "pool", "gpu" } };
    const CompiledPlan compiled = compilePlan(design.project);
    QCOMPARE(findPod(compiled.plan, ElementId("free"))->poolIds, ids({ "plain" }));
    QCOMPARE(findPod(compiled.plan, ElementId("tolerant"))->poolIds, ids({ "gpu", "plain" }));
    QCOMPARE(findPod(compiled.plan, ElementId("dedicated"))->poolIds, ids({ "gpu" }));
    QVERIFY(findPod(compiled.plan, ElementId("nowhere"))->poolIds.empty());
    QCOMPARE(countOf(compiled.diagnostics, "no-node-pool"), 1);
}

void tst_PlanCompiler::metadataServiceHasItsAddress()
{
    DesignBuilder design;
    design.addExternal("imds", ExternalKind::CloudMetadata);
    const std::vector<std::string> expected { "169.254.169.254/32" };
    QCOMPARE(compilePlan(design.project).plan.externals.at(0).cidrs, expected);
}

void tst_PlanCompiler::defaultDenyNamespaceGetsDenyDnsAndControlPlane()
{
    DesignBuilder design;
    design.addNamespace("x", true);
    design.addWorkload("x", "a");
    const EnforcementPlan plan = compilePlan(design.project).plan;
    QCOMPARE(plan.networkPolicies.size(), std::size_t(3));

    NetworkPolicy deny;
    deny.meta = { "default-deny", "x", {}, {} };
    deny.policyTypes = { PolicyDirection::Ingress, PolicyDirection::Egress };
    const Planned<NetworkPolicy> *found = named(plan.networkPolicies, "x", "default-deny");
    QVERIFY(found && found->object == deny);
    QCOMPARE(found->sources, ids({ "x" }));

    NetworkPolicy dns;
    dns.meta = { "allow-dns", "x", {}, {} };
    dns.policyTypes = { PolicyDirection::Egress };
    NetworkPolicyPeer resolver = podPeer("kube-system", "");
    resolver.podSelector = LabelSelector { { { "k8s-app", "kube-dns" } }, {} };
    dns.egress = { { { resolver },
        { { Protocol::Udp, IntOrName(std::uint16_t(53)), std::nullopt }, tcp(53) } } };
    found = named(plan.networkPolicies, "x", "allow-dns");
    QVERIFY(found && found->object == dns);

    found = named(plan.networkPolicies, "x", "allow-mesh-control-plane");
    QVERIFY(found);
    const std::vector<NetworkPolicyRule> control { { { podPeer("istio-system", "istiod") },
        { tcp(15012) } } };
    QVERIFY(found->object.egress == control);
}

void tst_PlanCompiler::aDnsCacheOfTheNodeIsAnAddress()
{
    DesignBuilder design;
    design.addNamespace("x", true);
    design.project.platform.nodeDnsAddresses = { "169.254.20.10", "fd00::10" };
    const EnforcementPlan plan = compilePlan(design.project).plan;
    const Planned<NetworkPolicy> *dns = named(plan.networkPolicies, "x", "allow-dns");
    QVERIFY(dns && dns->object.egress.size() == 1);
    std::vector<std::string> blocks;
    for (const NetworkPolicyPeer &peer : dns->object.egress[0].peers) {
        QVERIFY(!peer.ipBlock || (!peer.podSelector && !peer.namespaceSelector));
        if (peer.ipBlock)
            blocks.push_back(peer.ipBlock->cidr);
    }
    QCOMPARE(blocks, (std::vector<std::string> { "169.254.20.10/32", "fd00::10/128" }));
    QCOMPARE(dns->object.egress[0].peers.size(), std::size_t { 3 }); // and the cluster's DNS
    for (const NetworkPolicyPort &port : dns->object.egress[0].ports)
        QCOMPARE(std::get<std::uint16_t>(*port.port), std::uint16_t { 53 }); // the node is not open beyond
}

void tst_PlanCompiler::ambientProbesComeFromTheAddressOfTheZtunnel()
{
    DesignBuilder design;
    design.project.platform.mesh = MeshKind::IstioAmbient;
    design.addNamespace("x", true);
    design.addWorkload("x", "a");
    const EnforcementPlan plan = compilePlan(design.project).plan;
    const Planned<NetworkPolicy> *probes = named(plan.networkPolicies, "x", "allow-ambient-probes");
    QVERIFY(probes && probes->object.ingress.size() == 1 && probes->object.ingress[0].peers.size() == 1);
    QCOMPARE((*probes->object.ingress[0].peers.begin()).ipBlock->cidr, std::string("169.254.7.127/32"));
}

void tst_PlanCompiler::aRuleToItselfOpensThePortsOfItsPeers()
{
    DesignBuilder design;
    design.project.platform.mesh = MeshKind::None;
    design.addNamespace("x", true);
    design.addWorkload("x", "qdrant", 6333);
    design.allow("qdrant", "qdrant", { { 6335, Protocol::Tcp } });
    const EnforcementPlan plan = compilePlan(design.project).plan;
    for (const char *name : { "qdrant-ingress", "qdrant-egress" }) {
        const Planned<NetworkPolicy> *policy = named(plan.networkPolicies, "x", name);
        QVERIFY2(policy, name);
        const auto &rules = policy->object.ingress.empty() ? policy->object.egress : policy->object.ingress;
        QCOMPARE(rules.size(), std::size_t { 1 });
        QCOMPARE((*rules[0].peers.begin()).podSelector, std::optional(policy->object.podSelector));
        QCOMPARE(std::get<std::uint16_t>(*(*rules[0].ports.begin()).port), std::uint16_t { 6335 });
    }
}

void tst_PlanCompiler::allowRuleBecomesTwoSidedPolicies()
{
    DesignBuilder design = twoNamespaces();
    design.project.policy.allowRules[ElementId("a-to-b")].ports = { { 9000, Protocol::Udp } };
    const EnforcementPlan plan = compilePlan(design.project).plan;
    const std::vector<NetworkPolicyPort> udp { { Protocol::Udp, IntOrName(std::uint16_t(9000)),
        std::nullopt } };

    NetworkPolicy egress;
    egress.meta = { "a-egress", "x", {}, {} };
    egress.podSelector = { { { "app", "a" } }, {} };
    egress.policyTypes = { PolicyDirection::Egress };
    egress.egress = { { { podPeer("y", "b") }, udp } };
    const Planned<NetworkPolicy> *found = named(plan.networkPolicies, "x", "a-egress");
    QVERIFY(found && found->object == egress);
    QCOMPARE(found->sources, ids({ "a-to-b" }));

    NetworkPolicy ingress;
    ingress.meta = { "b-ingress", "y", {}, {} };
    ingress.podSelector = { { { "app", "b" } }, {} };
    ingress.policyTypes = { PolicyDirection::Ingress };
    ingress.ingress = { { { podPeer("x", "a") }, udp } };
    found = named(plan.networkPolicies, "y", "b-ingress");
    QVERIFY(found && found->object == ingress);
    QVERIFY(!named(plan.networkPolicies, "x", "a-ingress"));
    QVERIFY(!named(plan.networkPolicies, "y", "b-egress"));
}

void tst_PlanCompiler::allowRuleWithoutPortsOpensWhatTheDestinationOffers()
{
    DesignBuilder design = twoNamespaces();
    CompiledPlan compiled = compilePlan(design.project);
    const std::vector<NetworkPolicyPort> offered { tcp(8080) };
    QVERIFY(named(compiled.plan.networkPolicies, "y", "b-ingress")->object.ingress.at(0).ports == offered);
    QCOMPARE(countOf(compiled.diagnostics, "allow-rule-without-ports"), 0);

    design.project.topology.workloads[ElementId("b")].containers.clear();
    compiled = compilePlan(design.project);
    QVERIFY(named(compiled.plan.networkPolicies, "y", "b-ingress")->object.ingress.at(0).ports.empty());
    QCOMPARE(countOf(compiled.diagnostics, "allow-rule-without-ports"), 1);
}

void tst_PlanCompiler::rulesAboutOneEndShareItsListOfPeers()
{
    DesignBuilder design = twoNamespaces();
    design.addWorkload("x", "c", 0);
    design.allow("c", "b");
    const EnforcementPlan plan = compilePlan(design.project).plan;
    const NetworkPolicyRule &first = named(plan.networkPolicies, "x", "a-egress")->object.egress.at(0);
    const NetworkPolicyRule &second = named(plan.networkPolicies, "x", "c-egress")->object.egress.at(0);
    QVERIFY(first.peers == SharedList<NetworkPolicyPeer>({ podPeer("y", "b") }));
    QVERIFY(first.peers.identity() == second.peers.identity());
    QVERIFY(first.ports.identity() == second.ports.identity());
}

void tst_PlanCompiler::unsegmentedNamespaceGetsNoPolicies()
{
    DesignBuilder design;
    design.addNamespace("x", false);
    design.addNamespace("y", true);
    design.addWorkload("x", "a");
    design.addWorkload("y", "b");
    design.allow("a", "b");
    design.allow("b", "a");
    for (const Planned<NetworkPolicy> &planned : compilePlan(design.project).plan.networkPolicies)
        QCOMPARE(planned.object.meta.namespaceName, std::string("y"));
}

void tst_PlanCompiler::externalDestinationExcludesTheCluster()
{
    DesignBuilder design;
    design.addNamespace("x", true);
    design.addWorkload("x", "a");
    design.project.platform.clusterCidrs = { "172.16.0.0/12", "10.0.0.0/8", "203.0.113.0/24" };
    design.addExternal("anywhere", ExternalKind::Internet);
    design.addExternal("partner", ExternalKind::Saas, { "203.0.0.0/16" });
    design.allow("a", "anywhere", { { 443, Protocol::Tcp } });
    design.allow("a", "partner", { { 443, Protocol::Tcp } });
    design.allow("anywhere", "a");
    const EnforcementPlan plan = compilePlan(design.project).plan;
    const auto block = [](const std::string &cidr, const std::vector<std::string> &except) {
        return NetworkPolicyPeer { std::nullopt, std::nullopt, IpBlock { cidr, except } };
    };
    const std::vector<NetworkPolicyRule> egress {
        { { block("0.0.0.0/0", { "10.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "203.0.113.0/24" }) },
            { tcp(443) } },
        { { block("203.0.0.0/16", { "203.0.113.0/24" }) }, { tcp(443) } },
    };
    QVERIFY(named(plan.networkPolicies, "x", "a-egress")->object.egress == egress);
    const std::vector<NetworkPolicyRule> ingress {
        { { block("0.0.0.0/0", { "10.0.0.0/8", "172.16.0.0/12", "203.0.113.0/24" }) }, { tcp(8080) } }
    };
    QVERIFY(named(plan.networkPolicies, "x", "a-ingress")->object.ingress == ingress);
}

void tst_PlanCompiler::hostNamesAreAWarningUnlessAProxySends()
{
    DesignBuilder design;
    design.addNamespace("x", true);
    design.addWorkload("x", "a");
    design.addWorkload("x", "proxy").kind = WorkloadKind::EgressProxy;
    design.addExternal("llm", ExternalKind::HostedLlm).hosts = { "api.llm.example" };
    design.allow("a", "llm", { { 443, Protocol::Tcp } });
    design.allow("proxy", "llm", { { 443, Protocol::Tcp } });
    std::vector<DiagnosticLevel> levels;
    for (const Diagnostic &diagnostic : compilePlan(design.project).diagnostics) {
        if (diagnostic.code == "host-name-not-enforceable")
            levels.push_back(diagnostic.level);
    }
    QVERIFY((levels == std::vector { DiagnosticLevel::Warning, DiagnosticLevel::Note }));
}

void tst_PlanCompiler::ambiguousLabelsNameTheOtherWorkloads()
{
    DesignBuilder design = twoNamespaces();
    design.addWorkload("y", "c").labels = { { "app", "b" }, { "tier", "2" } };
    design.addWorkload("x", "d").labels = { { "app", "b" } }; // another namespace: no clash
    const CompiledPlan compiled = compilePlan(design.project);
    QCOMPARE(countOf(compiled.diagnostics, "ambiguous-selector"), 1);
    for (const Diagnostic &diagnostic : compiled.diagnostics) {
        if (diagnostic.code == "ambiguous-selector")
            QVERIFY(diagnostic.message.find("labels of b also select c in") != std::string::npos);
    }
}

void tst_PlanCompiler::adoptedRulesPassUnchangedAndKeepTheirNames()
{
    DesignBuilder design = twoNamespaces();
    NetworkPolicy native;
    native.meta = { "b-ingress", "y", { { "owner", "team" } }, {} };
    native.podSelector.matchExpressions = { { "app", SelectorOperator::NotIn, { "z" } } };
    design.adopt(native).origin = { "b.yaml", 3, 1, 0 };
    const EnforcementPlan plan = compilePlan(design.project).plan;
    const Planned<NetworkPolicy> *found = named(plan.networkPolicies, "y", "b-ingress");
    QVERIFY(found && found->object == native);
    QCOMPARE(found->sources, ids({ "adopted-b-ingress" }));
    QCOMPARE(found->origin.file, std::string("b.yaml"));
    QVERIFY(named(plan.networkPolicies, "y", "b-ingress-2"));
}

void tst_PlanCompiler::anAdoptedRuleWithoutNamespaceIsReported()
{
    DesignBuilder design = twoNamespaces();
    NetworkPolicy native;
    native.meta = { "lost", "", {}, {} };
    design.adopt(native);
    AdminPolicy clusterWide;
    clusterWide.meta = { "admin", "", {}, {} };
    design.adopt(clusterWide);
    QCOMPARE(countOf(compilePlan(design.project).diagnostics, "rule-without-namespace"), 1);
}

void tst_PlanCompiler::meshAllowListNamesPrincipalsPortsAndHttp()
{
    DesignBuilder design = twoNamespaces();
    AllowRule &rule = design.project.policy.allowRules[ElementId("a-to-b")];
    rule.httpMethods = { "GET" };
    rule.httpPaths = { "/v1/*" };
    const EnforcementPlan plan = compilePlan(design.project).plan;

    AuthorizationPolicy nothing;
    nothing.meta = { "allow-nothing", "y", {}, {} };
    const Planned<AuthorizationPolicy> *found = named(plan.authorizationPolicies, "y", "allow-nothing");
    QVERIFY(found && found->object == nothing);

    AuthorizationPolicy allow;
    allow.meta = { "b-allow", "y", {}, {} };
    allow.selector = Labels { { "app", "b" } };
    AuthorizationRule expected;
    expected.from.resize(1);
    expected.from[0].principals = { "cluster.local/ns/x/sa/sa-a" };
    expected.to.resize(1);
    expected.to[0].ports = { "8080" };
    expected.to[0].methods = { "GET" };
    expected.to[0].paths = { "/v1/*" };
    allow.rules = { expected };
    found = named(plan.authorizationPolicies, "y", "b-allow");
    QVERIFY(found && found->object == allow);
    QCOMPARE(found->sources, ids({ "a-to-b" }));

    PeerAuthentication strict;
    strict.meta = { "default", "y", {}, {} };
    strict.mode = MtlsMode::Strict;
    QVERIFY(named(plan.peerAuthentications, "y", "default")->object == strict);
}

void tst_PlanCompiler::outsideCallerIsLetInWithoutIdentityAndInPlaintext()
{
    DesignBuilder design;
    design.addNamespace("x", true);
    design.addWorkload("x", "gateway", 8443);
    design.addExternal("users", ExternalKind::UserGroup);
    design.allow("users", "gateway");
    const CompiledPlan compiled = compilePlan(design.project);
    const Planned<AuthorizationPolicy> *policy =
        named(compiled.plan.authorizationPolicies, "x", "gateway-allow");
    QVERIFY(policy);
    QVERIFY(policy->object.rules.at(0).from.empty());
    QCOMPARE(policy->object.rules.at(0).to.at(0).ports, std::vector<std::string> { "8443" });
    QCOMPARE(countOf(compiled.diagnostics, "unauthenticated-source"), 1);

    const Planned<PeerAuthentication> *mtls =
        named(compiled.plan.peerAuthentications, "x", "gateway-external");
    QVERIFY(mtls);
    QCOMPARE(mtls->object.mode, MtlsMode::Strict);
    QVERIFY((mtls->object.portModes
        == std::map<std::uint16_t, MtlsMode> { { std::uint16_t(8443), MtlsMode::Permissive } }));
}

void tst_PlanCompiler::unmeshedSourceIsReported()
{
    DesignBuilder design = twoNamespaces();
    design.project.topology.namespaces[ElementId("x")].meshInjection = false;
    const Diagnostics diagnostics = compilePlan(design.project).diagnostics;
    QCOMPARE(countOf(diagnostics, "source-without-identity"), 1);
    QCOMPARE(countOf(diagnostics, "plaintext-to-strict"), 1);
}

void tst_PlanCompiler::nothingOfTheMeshWithoutAMesh()
{
    DesignBuilder design = twoNamespaces();
    design.project.platform.mesh = MeshKind::None;
    const CompiledPlan compiled = compilePlan(design.project);
    QVERIFY(compiled.plan.authorizationPolicies.empty());
    QVERIFY(compiled.plan.peerAuthentications.empty());
    QVERIFY(!named(compiled.plan.networkPolicies, "x", "allow-mesh-control-plane"));
    QCOMPARE(countOf(compiled.diagnostics, "mesh-missing"), 2); // one per namespace
}

void tst_PlanCompiler::missingEnforcementIsReported()
{
    DesignBuilder design = twoNamespaces();
    design.project.platform.cni = CniKind::None;
    const CompiledPlan compiled = compilePlan(design.project);
    QCOMPARE(countOf(compiled.diagnostics, "network-policy-not-enforced"), 2);
    QVERIFY(named(compiled.plan.networkPolicies, "y", "b-ingress"));
}

void tst_PlanCompiler::secondNamespaceWidePeerAuthenticationIsReported()
{
    DesignBuilder design = twoNamespaces();
    PeerAuthentication native;
    native.meta = { "default", "y", {}, {} };
    native.selector = Labels { { "app", "b" } };
    design.adopt(native); // for one workload: no clash
    CompiledPlan compiled = compilePlan(design.project);
    QCOMPARE(countOf(compiled.diagnostics, "duplicate-peer-authentication"), 0);
    native.selector.reset();
    design.adopt(native);
    compiled = compilePlan(design.project);
    QCOMPARE(countOf(compiled.diagnostics, "duplicate-peer-authentication"), 1);
    QVERIFY(named(compiled.plan.peerAuthentications, "y", "default-2"));
}

void tst_PlanCompiler::unmodelledPolicyIsListed()
{
    DesignBuilder design;
    UnmodelledObject object;
    object.namespaceName = "x";
    design.project.unmodelled.push_back(object); // does not affect verdicts
    object.affectsVerdicts = true;
    design.project.unmodelled.push_back(object);
    design.project.unmodelled.push_back(object);
    object.namespaceName = "";
    design.project.unmodelled.push_back(object);
    const std::vector<std::string> expected { "", "x" };
    QCOMPARE(compilePlan(design.project).plan.namespacesWithUnmodelledPolicy, expected);
}

void tst_PlanCompiler::unmodelledObjectsTellOnlyOnTheirPlane()
{
    DesignBuilder design;
    const auto add = [&design](const char *apiVersion, const char *home, Plane plane, bool exposure = false) {
        UnmodelledObject object;
        object.apiVersion = apiVersion;
        object.namespaceName = home;
        object.affectsVerdicts = true;
        object.plane = plane;
        object.concernsExposure = exposure;
        design.project.unmodelled.push_back(object);
    };
    using Names = std::vector<std::string>;
    add("example.org/v1", "n", Plane::Network);
    add("security.istio.io/v1", "i", Plane::Identity);
    add("kyverno.io/v1", "w", Plane::Workload);
    add("gateway.networking.k8s.io/v1", "e", Plane::Network, true);
    EnforcementPlan plan = compilePlan(design.project).plan;
    QCOMPARE(plan.namespacesWithUnmodelledPolicy, Names { "n" });
    QCOMPARE(plan.namespacesWithUnmodelledAuthorization, Names { "i" });
    QCOMPARE(plan.namespacesWithUnknownExposure, Names { "e" });
    QCOMPARE(plan.admissionControls.size(), std::size_t(1));
    QVERIFY(!plan.hasUnreadRights);

    design.project.unmodelled.clear();
    add("rbac.authorization.k8s.io", "", Plane::Identity); // rights on the API, not what the mesh lets in
    add("security.istio.io/v1", "istio-system", Plane::Identity); // holds for the whole mesh (IS6)
    add("policy.linkerd.io/v1beta3", "istio-system", Plane::Identity);
    plan = compilePlan(design.project).plan;
    QVERIFY(plan.hasUnreadRights);
    QCOMPARE(plan.namespacesWithUnmodelledAuthorization, (Names { "", "istio-system" }));
    QVERIFY(plan.namespacesWithUnmodelledPolicy.empty());
}

QTEST_APPLESS_MAIN(tst_PlanCompiler)
#include "tst_PlanCompiler.moc"
