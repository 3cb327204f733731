// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/DesignModel.h"
#include "core/decision/PolicyDecisionPoint.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/storage/CatalogueFile.h"
#include "tests/core/attack/TechniqueSteps.h"

#include <QtTest>

#include <algorithm>

using namespace fourplane;
using namespace fourplane::test;

namespace {

const ElementId home("lab");

Namespace &labOf(AttackLab &lab)
{
    return lab.project.topology.namespaces.at(home);
}

bool succeeds(
    const AttackTrace &trace, const std::string &technique, const std::string &from, const std::string &to)
{
    const Pivot *pivot = findPivot(trace, technique, from, to);
    return pivot && pivot->succeeded();
}

/// The control that stops the attempt on the plane; "none" where nothing does, "absent" without an attempt.
std::string stoppedBy(const AttackTrace &trace, const std::string &technique, const std::string &from,
    const std::string &to, Plane plane)
{
    const Pivot *pivot = findPivot(trace, technique, from, to);
    if (!pivot)
        return "absent";
    for (const PivotBlock &block : pivot->blocks) {
        if (block.plane == plane)
            return block.control;
    }
    return "none";
}

/// The attacker is in `web`; `llm` has a weakness.
AttackLab neighbours()
{
    AttackLab lab;
    lab.code("web");
    lab.workload("llm").exploitable.remote = true;
    return lab;
}

/// `web` and `llm` on the nodes of one pool, `ingest` on those of another.
void split(AttackLab &lab)
{
    lab.pools("web", "pool-a");
    lab.pools("llm", "pool-a");
    lab.pools("ingest", "pool-b");
}

} // namespace

/// The mechanical rules R1 to R9 of the attack catalogue, in the engine.
class tst_EngineRules : public QObject
{
    Q_OBJECT

private slots:
    void r1_hostNetworkPodsAreNotHeldByPolicies();
    void r1_bothEndsMustPermit();
    void r1_noEffectWithoutAnEnforcingPlugin();
    void r2_ownSidecarIsBypassedAnotherOneIsNot();
    void r3_permissiveMtlsTakesPlaintext();
    void r4_ambientPodsHaveNoKey();
    void r4_aNodeGivesThePodsOnItOnly();
    void r5_escalatingRights_data();
    void r5_escalatingRights();
    void r6_hopLimitCountsOnlyWithTokensAndNotForHostNetwork();
    void r7_theNodeGetsTokensOfThePodsItHosts();
    void r8_routeAndCredentialAreBothNeeded();
    void r9_nothingInsideAModelBlocks();
    void aToolWithTheRightsOfItsUserIsStillMisused();
    void aProxyIsAWayToAStoreOutside();
    void aProxyIsNoWayPastTheStoreItself();
    void aSecretOpensTheStoresOfAServiceOutside();
    void whatWasNotUnderstoodIsNamedWithItsPlace();
};

void tst_EngineRules::r1_hostNetworkPodsAreNotHeldByPolicies()
{
    AttackLab lab = neighbours();
    lab.denyNetwork();
    const std::vector<std::string> moves { "flat-network-pivot", "egress-c2" };
    QCOMPARE(stoppedBy(lab.run(moves), "egress-c2", "web", "internet", Plane::Network), std::string("N1"));
    QVERIFY(!succeeds(lab.run(moves), "flat-network-pivot", "web", "llm"));
    lab.workload("web").placement.hostNetwork = true;
    const AttackTrace trace = lab.run(moves);
    QVERIFY(succeeds(trace, "egress-c2", "web", "internet"));
    QVERIFY(succeeds(trace, "flat-network-pivot", "web", "llm")); // a node reaches the pods on it
}

void tst_EngineRules::r1_bothEndsMustPermit()
{
    AttackLab lab = neighbours();
    Namespace open;
    open.id = ElementId("open");
    open.name = "open";
    lab.project.topology.namespaces[open.id] = open;
    lab.workload("web").namespaceId = open.id;
    lab.account("sa-web").namespaceId = open.id;
    QVERIFY(succeeds(lab.run({ "flat-network-pivot" }), "flat-network-pivot", "web", "llm"));
    lab.denyNetwork(); // at the destination only
    QCOMPARE(stoppedBy(lab.run({ "flat-network-pivot" }), "flat-network-pivot", "web", "llm", Plane::Network),
        std::string("N1"));
}

void tst_EngineRules::r1_noEffectWithoutAnEnforcingPlugin()
{
    AttackLab lab = neighbours();
    lab.denyNetwork();
    lab.project.platform.cni = CniKind::None;
    QVERIFY(succeeds(lab.run({ "flat-network-pivot" }), "flat-network-pivot", "web", "llm"));
}

void tst_EngineRules::r2_ownSidecarIsBypassedAnotherOneIsNot()
{
    AttackLab lab = neighbours();
    lab.meshAllowList();
    Sidecar registryOnly;
    registryOnly.meta = { "registry-only", "lab", {}, {} };
    registryOnly.outboundTrafficPolicyMode = "REGISTRY_ONLY";
    AdoptedRule rule;
    rule.id = ElementId("registry-only");
    rule.object = registryOnly;
    lab.project.policy.adopted[rule.id] = rule;
    const std::vector<std::string> moves { "egress-c2", "flat-network-pivot", "sidecar-egress-bypass" };
    const AttackTrace open = lab.run(moves);
    QVERIFY(succeeds(open, "sidecar-egress-bypass", "web", "internet"));
    QVERIFY(succeeds(open, "egress-c2", "web", "internet"));
    const std::vector<std::string> &notes = findPivot(open, "egress-c2", "web", "internet")->notes;
    QVERIFY(std::any_of(notes.begin(), notes.end(),
        [](const std::string &note) { return note.find("only slows") != std::string::npos; }));
    QCOMPARE(stoppedBy(open, "flat-network-pivot", "web", "llm", Plane::Identity), std::string("I4"));
    lab.denyNetwork();
    const AttackTrace closed = lab.run(moves);
    QCOMPARE(
        stoppedBy(closed, "sidecar-egress-bypass", "web", "internet", Plane::Network), std::string("N1"));
    QVERIFY(!succeeds(closed, "egress-c2", "web", "internet"));
}

void tst_EngineRules::r3_permissiveMtlsTakesPlaintext()
{
    AttackLab lab = neighbours();
    labOf(lab).meshInjection = true;
    lab.workload("web").mesh = MeshMembership::Out;
    const auto stopped = [&lab](Plane plane) {
        return stoppedBy(lab.run({ "flat-network-pivot" }), "flat-network-pivot", "web", "llm", plane);
    };
    for (MtlsMode lax : { MtlsMode::Unset, MtlsMode::Permissive }) {
        labOf(lab).segmentation.mtls = lax;
        QCOMPARE(stopped(Plane::Network), std::string("none"));
        QCOMPARE(stopped(Plane::Identity), std::string("none"));
    }
    labOf(lab).segmentation.meshAllowList = true; // a rule that needs the caller's identity
    QCOMPARE(stopped(Plane::Identity), std::string("I4"));
    labOf(lab).segmentation.meshAllowList = false;
    labOf(lab).segmentation.mtls = MtlsMode::Strict;
    QCOMPARE(stopped(Plane::Network), std::string("N7"));
}

void tst_EngineRules::r4_ambientPodsHaveNoKey()
{
    AttackLab lab = neighbours();
    lab.meshAllowList();
    lab.allow("web", "llm");
    const std::vector<std::string> moves { "mesh-key-steal", "flat-network-pivot" };
    QVERIFY(holds(lab.run(moves), "sa-web mesh_key"));
    lab.project.platform.mesh = MeshKind::IstioAmbient;
    const AttackTrace ambient = lab.run(moves);
    QVERIFY(!findPivot(ambient, "mesh-key-steal", "web", "sa-web"));
    QVERIFY(holds(ambient, "llm foothold")); // what leaves the pod still leaves as the pod
}

void tst_EngineRules::r4_aNodeGivesThePodsOnItOnly()
{
    AttackLab lab;
    lab.code("web");
    lab.workload("web").exploitable.escape = true;
    split(lab);
    const AttackTrace trace = lab.run({ "runtime-cve-escape", "node-harvest" });
    QVERIFY(holds(trace, "pool-a host"));
    QVERIFY(holds(trace, "sa-llm held"));
    QVERIFY(!holds(trace, "sa-ingest held"));
}

void tst_EngineRules::r5_escalatingRights_data()
{
    QTest::addColumn<std::string>("group");
    QTest::addColumn<std::string>("resource");
    QTest::addColumn<std::string>("verb");
    QTest::addColumn<bool>("alsoPods");
    QTest::addColumn<std::string>("gain");
    const std::string none, rbac = "rbac.authorization.k8s.io", admission = "admissionregistration.k8s.io";
    const auto row = [](const std::string &group, const std::string &resource, const std::string &verb,
                         bool alsoPods, const std::string &gain) {
        QTest::newRow((verb + " " + resource).c_str()) << group << resource << verb << alsoPods << gain;
    };
    for (const char *verb : { "get", "list", "watch" })
        row(none, "secrets", verb, false, "key reached");
    row(none, "pods", "create", false, "sa-llm held");
    for (const char *maker : { "deployments", "statefulsets", "daemonsets" })
        row("apps", maker, "create", false, "sa-llm held");
    row("batch", "cronjobs", "create", false, "sa-llm held");
    row(none, "persistentvolumes", "create", true, "shared-node host");
    row(none, "nodes/proxy", "get", false, "llm foothold");
    row(rbac, "clusterroles", "escalate", false, "llm foothold");
    row(rbac, "clusterroles", "bind", false, "llm foothold");
    row(none, "users", "impersonate", false, "llm foothold");
    row("certificates.k8s.io", "certificatesigningrequests/approval", "update", false, "llm foothold");
    row(none, "serviceaccounts/token", "create", false, "sa-llm held");
    row(admission, "mutatingwebhookconfigurations", "create", false, "llm foothold");
    row(none, "namespaces", "patch", true, "shared-node host");
}

void tst_EngineRules::r5_escalatingRights()
{
    QFETCH(std::string, group);
    QFETCH(std::string, resource);
    QFETCH(std::string, verb);
    QFETCH(bool, alsoPods);
    QFETCH(std::string, gain);
    AttackLab lab;
    lab.token("sa-web", "users");
    lab.secret("key");
    lab.restrictPods(); // stops none of them
    lab.clusterRole(resource, verb, group);
    if (alsoPods)
        lab.project.topology.roles.at(ElementId("role"))
            .rules.push_back({ { "" }, { "pods" }, {}, {}, { "create" } });
    QVERIFY(holds(lab.run({}), gain));
    lab.project.topology.bindings.clear(); // I3
    QVERIFY(!holds(lab.run({}), gain));
}

void tst_EngineRules::r6_hopLimitCountsOnlyWithTokensAndNotForHostNetwork()
{
    AttackLab lab;
    lab.code("web");
    PlatformProfile &platform = lab.project.platform;
    const auto stopped = [&lab] {
        return stoppedBy(lab.run({ "imds-creds" }), "imds-creds", "web", "meta", Plane::Network);
    };
    platform.metadataHopLimit = 1;
    QCOMPARE(stopped(), std::string("none")); // version 1 of the service ignores it
    platform.metadataRequiresTokens = true;
    QCOMPARE(stopped(), std::string("N4"));
    platform.metadataHopLimit = 2;
    QCOMPARE(stopped(), std::string("none"));
    platform.metadataHopLimit = 1;
    lab.workload("web").placement.hostNetwork = true;
    QCOMPARE(stopped(), std::string("none"));
}

void tst_EngineRules::r7_theNodeGetsTokensOfThePodsItHosts()
{
    AttackLab lab;
    lab.code("web");
    split(lab);
    const AttackTrace trace = lab.run({ "imds-creds", "node-token-request" });
    QVERIFY(holds(trace, "pool-a node_credential"));
    QVERIFY(holds(trace, "sa-llm held"));
    QVERIFY(!holds(trace, "sa-ingest held"));
}

void tst_EngineRules::r8_routeAndCredentialAreBothNeeded()
{
    const std::string act = "act-as-workload";
    for (bool route : { false, true }) {
        for (bool credential : { false, true }) {
            AttackLab lab;
            lab.token("sa-ingest", "web");
            lab.wantCredentials("documents");
            lab.grant("sa-ingest", "contracts", credential ? AccessVerb::Read : AccessVerb::Write);
            if (!route)
                lab.denyNetwork();
            const AttackTrace trace = lab.run({ act });
            QCOMPARE(succeeds(trace, act, "web", "contracts"), route && credential);
            QCOMPARE(stoppedBy(trace, act, "web", "contracts", Plane::Network),
                std::string(route ? "none" : "N1"));
            QCOMPARE(stoppedBy(trace, act, "web", "contracts", Plane::Data),
                std::string(credential ? "none" : "D1"));
        }
    }
}

void tst_EngineRules::r9_nothingInsideAModelBlocks()
{
    AttackLab lab;
    lab.text("contracts");
    lab.feed("contracts", "agent");
    lab.toolCall("agent", "tool");
    lab.denyNetwork();
    lab.allow("agent", "tool");
    lab.restrictPods();
    lab.unmountTokens();
    lab.workload("agent").traits.takesUnlimitedRequests = false;
    QVERIFY(holds(lab.run({ "indirect-prompt-injection" }), "agent influenced"));
    lab.scope("agent", "tool").approval = ApprovalMode::Human; // sees what the model shows it
    QVERIFY(holds(lab.run({ "indirect-prompt-injection", "tool-abuse" }), "tool controlled"));
    const auto catalogue = shippedCatalogue();
    for (const Technique &technique : catalogue->techniques) {
        const bool givesContext = std::any_of(technique.grants.begin(), technique.grants.end(),
            [](const FactPattern &grant) { return grant.relation == "influenced"; });
        const bool takesText = std::any_of(technique.requirements.begin(), technique.requirements.end(),
            [](const FactPattern &fact) { return fact.relation.rfind("feeds", 0) == 0; });
        if (givesContext && takesText)
            QVERIFY2(technique.blockedBy.empty(), technique.id.c_str());
    }
}

void tst_EngineRules::aToolWithTheRightsOfItsUserIsStillMisused()
{
    AttackLab lab;
    lab.text("portal");
    lab.feed("portal", "agent");
    lab.toolCall("agent", "tool");
    ToolScope &scope = lab.scope("agent", "tool");
    scope.delegatedCredential = true;
    const AttackTrace trace = lab.run({ "indirect-prompt-injection", "tool-abuse" });
    QVERIFY(succeeds(trace, "tool-abuse", "agent", "tool"));
    const std::vector<std::string> &notes = findPivot(trace, "tool-abuse", "agent", "tool")->notes;
    QVERIFY(std::any_of(notes.begin(), notes.end(),
        [](const std::string &note) { return note.find("[I7]") != std::string::npos; }));
    scope.blocksUntrustedContext = true;
    QVERIFY(!succeeds(lab.run({ "indirect-prompt-injection", "tool-abuse" }), "tool-abuse", "agent", "tool"));
}

void tst_EngineRules::aProxyIsAWayToAStoreOutside()
{
    const std::vector<std::string> moves { "store-bulk-read" };
    AttackLab lab = storeBehindProxy();
    QVERIFY(succeeds(lab.run(moves), "store-bulk-read", "web", "contracts"));
    EgressAllowList &list = lab.project.policy.egressLists.at(ElementId("list"));
    list.callerId = ElementId("ingest"); // who asks is not on the list
    QCOMPARE(
        stoppedBy(lab.run(moves), "store-bulk-read", "web", "contracts", Plane::Network), std::string("N1"));
    lab = storeBehindProxy();
    lab.project.policy.allowRules.erase(ElementId("web-to-proxy"));
    QVERIFY(!succeeds(lab.run(moves), "store-bulk-read", "web", "contracts"));
    lab = storeBehindProxy();
    lab.project.policy.allowRules.erase(ElementId("proxy-to-saas"));
    QVERIFY(!succeeds(lab.run(moves), "store-bulk-read", "web", "contracts"));
}

void tst_EngineRules::aProxyIsNoWayPastTheStoreItself()
{
    AttackLab lab = storeBehindProxy();
    lab.revokeGrants();
    const AttackTrace trace = lab.run({ "store-bulk-read" });
    QCOMPARE(stoppedBy(trace, "store-bulk-read", "web", "contracts", Plane::Data), std::string("D1"));
    QCOMPARE(stoppedBy(trace, "store-bulk-read", "web", "contracts", Plane::Network), std::string("none"));
}

/// It may name the store, or the service outside that serves it; what serves a store inside it does not open.
void tst_EngineRules::aSecretOpensTheStoresOfAServiceOutside()
{
    for (const auto &[host, opened, opens] : { std::tuple("saas", "saas", true),
             std::tuple("saas", "documents", true), std::tuple("db", "documents", true),
             std::tuple("saas", "users", false), std::tuple("db", "db", false) }) {
        AttackLab lab;
        lab.project.topology.stores.at(ElementId("documents")).hostId = ElementId(host);
        lab.secret("password").opens = { ElementId(opened) };
        const CompiledPlan compiled = compilePlan(lab.project);
        const PolicyDecisionPoint decisions(compiled.plan);
        const DesignModel model = makeDesignModel(lab.project, decisions, Exploitability::None);
        const auto at = [&model](const char *id) { return *model.find(ElementId(id)); };
        QVERIFY2(model.holds("opens_store", at("password"), at("contracts")) == opens, opened);
    }
}

/// An object that nobody understood earns no credit, and whoever reads the trace is told which one it is.
void tst_EngineRules::whatWasNotUnderstoodIsNamedWithItsPlace()
{
    AttackLab lab = neighbours();
    UnmodelledObject unread;
    unread.apiVersion = "policy.example.org/v1";
    unread.kind = "GlobalThing";
    unread.name = "p";
    unread.reason = "kind \"GlobalThing\" is not modelled";
    unread.affectsVerdicts = true;
    unread.origin = { "unread.yaml", 7, 1 };
    lab.project.unmodelled = { unread };
    const AttackTrace trace = lab.run({ "flat-network-pivot" });
    QVERIFY(succeeds(trace, "flat-network-pivot", "web", "llm"));
    const std::vector<std::string> &notes = findPivot(trace, "flat-network-pivot", "web", "llm")->notes;
    QVERIFY(std::any_of(notes.begin(), notes.end(), [](const std::string &note) {
        return note.rfind("network: uncertain. ", 0) == 0
            && note.find("GlobalThing p (unread.yaml:7:1)") != std::string::npos;
    }));
}

QTEST_APPLESS_MAIN(tst_EngineRules)
#include "tst_EngineRules.moc"
