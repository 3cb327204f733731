// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/AuthorizationEvaluator.h"
#include "core/enforcement/PlanCompiler.h"
#include "tests/support/DesignBuilder.h"

#include <QtTest>

using namespace fourplane;
using fourplane::test::DesignBuilder;

/// Istio AuthorizationPolicy, one slot per item of the semantics reference.
class tst_AuthorizationEvaluator : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void noPolicyEnforcesNothing();
    void is1_denyWinsOverAllow();
    void is1_withoutAllowPolicyWhatDenyLeavesIsOpen();
    void is1_customIsUncertainUnlessAnotherRuleDenies();
    void is1_auditNeverDecides();
    void is2_emptySpecDeniesAll();
    void is2_emptyRuleMatchesAll();
    void is2_denyWithoutRulesHasNoEffect();
    void is3_fromAndToBothHaveToMatch();
    void is3_listItemsAreAlternatives();
    void is3_fieldsOfOneSourceAllHaveToMatch();
    void is3_everyConditionHasToHold();
    void is4_patterns_data();
    void is4_patterns();
    void is4_serviceAccounts_data();
    void is4_serviceAccounts();
    void is4_hostsIgnoreCase();
    void is4_unknownConditionSkipsTheRule();
    void is4_conditionWithoutValuesSkipsTheRule();
    void is5_plaintextHasNoPrincipal();
    void is5_plaintextMatchesNotX();
    void is6_rootNamespaceAppliesToTheMesh();
    void is6_rootNamespaceSelectorReachesAllNamespaces();
    void is6_selectorChoosesPods();
    void is7_allowWithHttpFieldsIsDroppedOnTcp();
    void is7_denyLosesHttpFieldsOnTcp();
    void is7_unknownPortProtocolIsUncertainWhereItMatters();
    void is9_gatewayPoliciesAreIgnored();
    void is11_portsAreWorkloadPorts();
    void is12_dryRunDecidesNothing();
    void is13_unmeshedDestinationEnforcesNothing();
    void udpPassesTheMeshUnseen();
    void httpConditionsAreNamedInTheReason();
    void denyOfSomeRequestsLeavesTheOthers();
    void denyOfAllThatIsAllowedDenies();
    void headerConditionsAreTheCallersChoice();
    void userTokensAreUncertain();
    void addressesAreUncertainOnlyWhereTheyOverlap();

private:
    AuthorizationPolicy policy(const std::string &name, AuthorizationAction action,
        const std::vector<AuthorizationRule> &rules, const std::string &namespaceName = "y");
    PlaneVerdict decide(const std::string &source = "a", std::uint16_t port = 8080,
        std::optional<Transport> transport = std::nullopt, Protocol protocol = Protocol::Tcp) const;

    DesignBuilder m_design;
};

namespace {

AuthorizationRule from(const std::vector<std::string> &principals)
{
    AuthorizationRule rule;
    rule.from.resize(1);
    rule.from[0].principals = principals;
    return rule;
}

AuthorizationRule toPorts(const std::vector<std::string> &ports)
{
    AuthorizationRule rule;
    rule.to.resize(1);
    rule.to[0].ports = ports;
    return rule;
}

AuthorizationRule http(const std::vector<std::string> &methods, const std::vector<std::string> &paths = {})
{
    AuthorizationRule rule;
    rule.to.resize(1);
    rule.to[0].methods = methods;
    rule.to[0].paths = paths;
    return rule;
}

AuthorizationRule when(const std::string &key, const std::vector<std::string> &values)
{
    AuthorizationRule rule;
    rule.when = { { key, values, {} } };
    return rule;
}

const std::string principalA = "cluster.local/ns/x/sa/sa-a";

} // namespace

/// a in x and b in y, both in the mesh; b offers 8080, which is HTTP by name. No policies.
void tst_AuthorizationEvaluator::init()
{
    m_design = DesignBuilder();
    m_design.addNamespace("x", true).segmentation = {};
    m_design.addNamespace("y", true).segmentation = {};
    m_design.addWorkload("x", "a", 7000);
    m_design.addWorkload("y", "b").containers[0].ports[0].name = "http-api";
}

AuthorizationPolicy tst_AuthorizationEvaluator::policy(const std::string &name, AuthorizationAction action,
    const std::vector<AuthorizationRule> &rules, const std::string &namespaceName)
{
    AuthorizationPolicy object;
    object.meta = { name, namespaceName, {}, {} };
    object.action = action;
    object.rules = rules;
    m_design.adopt(object);
    return object;
}

PlaneVerdict tst_AuthorizationEvaluator::decide(const std::string &source, std::uint16_t port,
    std::optional<Transport> transport, Protocol protocol) const
{
    const CompiledPlan compiled = compilePlan(m_design.project);
    const PlanIndex index(compiled.plan);
    const PeerAuthenticationEvaluator peerAuthentication(index);
    AccessRequest request;
    request.sourceId = ElementId(source);
    request.destinationId = ElementId("b");
    request.port = port;
    request.transport = transport;
    request.protocol = protocol;
    return AuthorizationEvaluator(index, peerAuthentication).evaluate({ index, request });
}

void tst_AuthorizationEvaluator::noPolicyEnforcesNothing()
{
    QCOMPARE(decide().verdict, Verdict::NotEnforced);
}

void tst_AuthorizationEvaluator::is1_denyWinsOverAllow()
{
    policy("allow", AuthorizationAction::Allow, { from({ principalA }) });
    QCOMPARE(decide().verdict, Verdict::Permit);
    policy("deny", AuthorizationAction::Deny, { from({ principalA }) });
    const PlaneVerdict verdict = decide();
    QCOMPARE(verdict.verdict, Verdict::Deny);
    QCOMPARE(verdict.decidedBy->name, std::string("deny"));
    QCOMPARE(verdict.decidedBy->elementId, ElementId("adopted-deny"));
    QCOMPARE(verdict.control, std::string("I4"));
}

void tst_AuthorizationEvaluator::is1_withoutAllowPolicyWhatDenyLeavesIsOpen()
{
    policy("deny", AuthorizationAction::Deny, { from({ "someone/else" }) });
    QCOMPARE(decide().verdict, Verdict::NotEnforced);
}

void tst_AuthorizationEvaluator::is1_customIsUncertainUnlessAnotherRuleDenies()
{
    policy("allow", AuthorizationAction::Allow, { from({ principalA }) });
    policy("custom", AuthorizationAction::Custom, { toPorts({ "9999" }) });
    QCOMPARE(decide().verdict, Verdict::Permit); // does not match
    policy("custom-all", AuthorizationAction::Custom, { {} });
    QCOMPARE(decide().verdict, Verdict::Uncertain);
    policy("deny", AuthorizationAction::Deny, { {} });
    QCOMPARE(decide().verdict, Verdict::Deny);
}

void tst_AuthorizationEvaluator::is1_auditNeverDecides()
{
    policy("audit", AuthorizationAction::Audit, { {} });
    QCOMPARE(decide().verdict, Verdict::NotEnforced);
}

void tst_AuthorizationEvaluator::is2_emptySpecDeniesAll()
{
    policy("allow-nothing", AuthorizationAction::Allow, {});
    const PlaneVerdict verdict = decide();
    QCOMPARE(verdict.verdict, Verdict::Deny);
    QCOMPARE(verdict.decidedBy->name, std::string("allow-nothing"));
}

void tst_AuthorizationEvaluator::is2_emptyRuleMatchesAll()
{
    policy("allow-all", AuthorizationAction::Allow, { {} });
    QCOMPARE(decide().verdict, Verdict::Permit);
}

void tst_AuthorizationEvaluator::is2_denyWithoutRulesHasNoEffect()
{
    policy("deny-nothing", AuthorizationAction::Deny, {});
    QCOMPARE(decide().verdict, Verdict::NotEnforced);
}

void tst_AuthorizationEvaluator::is3_fromAndToBothHaveToMatch()
{
    AuthorizationRule rule = from({ principalA });
    rule.to = toPorts({ "9999" }).to;
    policy("allow", AuthorizationAction::Allow, { rule });
    QCOMPARE(decide().verdict, Verdict::Deny);
}

void tst_AuthorizationEvaluator::is3_listItemsAreAlternatives()
{
    AuthorizationRule rule = from({ "someone/else" });
    rule.from.push_back(from({ "nobody", principalA }).from[0]);
    policy("allow", AuthorizationAction::Allow, { rule });
    QCOMPARE(decide().verdict, Verdict::Permit);
}

void tst_AuthorizationEvaluator::is3_fieldsOfOneSourceAllHaveToMatch()
{
    AuthorizationRule rule = from({ principalA });
    rule.from[0].namespaces = { "z" };
    policy("allow", AuthorizationAction::Allow, { rule });
    QCOMPARE(decide().verdict, Verdict::Deny);
}

void tst_AuthorizationEvaluator::is3_everyConditionHasToHold()
{
    AuthorizationRule rule = when("source.namespace", { "x" });
    rule.when.push_back({ "destination.port", { "8080" }, {} });
    policy("allow", AuthorizationAction::Allow, { rule });
    QCOMPARE(decide().verdict, Verdict::Permit);
    rule.when.push_back({ "source.principal", {}, { principalA } });
    m_design.project.policy.adopted.clear();
    policy("allow", AuthorizationAction::Allow, { rule });
    QCOMPARE(decide().verdict, Verdict::Deny);
}

void tst_AuthorizationEvaluator::is4_patterns_data()
{
    QTest::addColumn<std::string>("pattern");
    QTest::addColumn<bool>("matches");
    QTest::newRow("exact") << principalA << true;
    QTest::newRow("prefix") << std::string("cluster.local/ns/x/*") << true;
    QTest::newRow("suffix") << std::string("*/sa/sa-a") << true;
    QTest::newRow("presence") << std::string("*") << true;
    QTest::newRow("other prefix") << std::string("cluster.local/ns/y/*") << false;
    QTest::newRow("other suffix") << std::string("*/sa/a") << false;
    QTest::newRow("with the scheme") << "spiffe://" + principalA << false;
    QTest::newRow("star inside") << std::string("cluster.local/*/sa/sa-a") << false;
}

void tst_AuthorizationEvaluator::is4_patterns()
{
    QFETCH(std::string, pattern);
    QFETCH(bool, matches);
    policy("allow", AuthorizationAction::Allow, { from({ pattern }) });
    QCOMPARE(decide().verdict, matches ? Verdict::Permit : Verdict::Deny);
}

void tst_AuthorizationEvaluator::is4_serviceAccounts_data()
{
    QTest::addColumn<std::string>("account");
    QTest::addColumn<bool>("matches");
    QTest::newRow("full") << std::string("x/sa-a") << true;
    QTest::newRow("bare means the policy's namespace") << std::string("sa-a") << false;
    QTest::newRow("no wildcards") << std::string("x/*") << false;
}

void tst_AuthorizationEvaluator::is4_serviceAccounts()
{
    QFETCH(std::string, account);
    QFETCH(bool, matches);
    AuthorizationRule rule;
    rule.from.resize(1);
    rule.from[0].serviceAccounts = { account };
    policy("allow", AuthorizationAction::Allow, { rule });
    QCOMPARE(decide().verdict, matches ? Verdict::Permit : Verdict::Deny);
}

void tst_AuthorizationEvaluator::is4_hostsIgnoreCase()
{
    AuthorizationRule allowed;
    allowed.to.resize(1);
    allowed.to[0].hosts = { "API.example.com" };
    AuthorizationRule refused;
    refused.to.resize(1);
    refused.to[0].hosts = { "api.EXAMPLE.com" };
    policy("allow", AuthorizationAction::Allow, { allowed });
    QCOMPARE(decide().verdict, Verdict::Permit);
    policy("deny", AuthorizationAction::Deny, { refused });
    QCOMPARE(decide().verdict, Verdict::Deny);
}

void tst_AuthorizationEvaluator::is4_unknownConditionSkipsTheRule()
{
    policy("deny", AuthorizationAction::Deny, { when("request.moon", { "full" }) });
    policy("allow", AuthorizationAction::Allow, { when("source.mood", { "*" }) });
    const PlaneVerdict verdict = decide();
    QCOMPARE(verdict.verdict, Verdict::Deny);
    QCOMPARE(verdict.decidedBy->name, std::string("allow")); // not by the deny rule
}

void tst_AuthorizationEvaluator::is4_conditionWithoutValuesSkipsTheRule()
{
    policy("allow", AuthorizationAction::Allow, { when("source.namespace", {}) });
    QCOMPARE(decide().verdict, Verdict::Deny);
}

void tst_AuthorizationEvaluator::is5_plaintextHasNoPrincipal()
{
    AuthorizationRule byNamespace;
    byNamespace.from.resize(1);
    byNamespace.from[0].namespaces = { "x" };
    policy("allow", AuthorizationAction::Allow, { from({ "*" }), byNamespace });
    QCOMPARE(decide().verdict, Verdict::Permit);
    QCOMPARE(decide("a", 8080, Transport::Plaintext).verdict, Verdict::Deny);

    m_design.project.topology.workloads[ElementId("a")].mesh = MeshMembership::Out;
    QCOMPARE(decide().verdict, Verdict::Deny);
}

void tst_AuthorizationEvaluator::is5_plaintextMatchesNotX()
{
    AuthorizationRule rule;
    rule.from.resize(1);
    rule.from[0].notNamespaces = { "x" };
    policy("allow", AuthorizationAction::Allow, { rule });
    QCOMPARE(decide().verdict, Verdict::Deny);
    QCOMPARE(decide("a", 8080, Transport::Plaintext).verdict, Verdict::Permit);
}

void tst_AuthorizationEvaluator::is6_rootNamespaceAppliesToTheMesh()
{
    policy("other", AuthorizationAction::Allow, {}, "x");
    QCOMPARE(decide().verdict, Verdict::NotEnforced); // another namespace says nothing
    policy("root", AuthorizationAction::Allow, {}, "istio-system");
    QCOMPARE(decide().verdict, Verdict::Deny);
}

void tst_AuthorizationEvaluator::is6_rootNamespaceSelectorReachesAllNamespaces()
{
    policy("root", AuthorizationAction::Deny, { {} }, "istio-system");
    auto &object =
        std::get<AuthorizationPolicy>(m_design.project.policy.adopted[ElementId("adopted-root")].object);
    object.selector = Labels { { "app", "b" } };
    QCOMPARE(decide().verdict, Verdict::Deny);
    object.selector = Labels { { "app", "z" } };
    QCOMPARE(decide().verdict, Verdict::NotEnforced);
}

void tst_AuthorizationEvaluator::is6_selectorChoosesPods()
{
    policy("deny", AuthorizationAction::Deny, { {} });
    auto &object =
        std::get<AuthorizationPolicy>(m_design.project.policy.adopted[ElementId("adopted-deny")].object);
    object.selector = Labels { { "app", "other" } };
    QCOMPARE(decide().verdict, Verdict::NotEnforced);
}

void tst_AuthorizationEvaluator::is7_allowWithHttpFieldsIsDroppedOnTcp()
{
    policy("allow", AuthorizationAction::Allow, { http({ "GET" }) });
    QCOMPARE(decide().verdict, Verdict::Permit);
    m_design.project.topology.workloads[ElementId("b")].containers[0].ports[0].name = "tcp-api";
    QCOMPARE(decide().verdict, Verdict::Deny);
}

void tst_AuthorizationEvaluator::is7_denyLosesHttpFieldsOnTcp()
{
    policy("deny", AuthorizationAction::Deny, { http({ "GET" }) });
    QCOMPARE(decide().verdict, Verdict::NotEnforced); // any other method goes through
    m_design.project.topology.workloads[ElementId("b")].containers[0].ports[0].name = "tcp-api";
    QCOMPARE(decide().verdict, Verdict::Deny);
}

void tst_AuthorizationEvaluator::is7_unknownPortProtocolIsUncertainWhereItMatters()
{
    m_design.project.topology.workloads[ElementId("b")].containers[0].ports[0].name = "";
    policy("allow", AuthorizationAction::Allow, { http({ "GET" }) });
    QCOMPARE(decide().verdict, Verdict::Uncertain);
    policy("allow-a", AuthorizationAction::Allow, { from({ principalA }) });
    QCOMPARE(decide().verdict, Verdict::Permit); // both readings permit
}

void tst_AuthorizationEvaluator::is9_gatewayPoliciesAreIgnored()
{
    policy("gateway", AuthorizationAction::Deny, { {} });
    std::get<AuthorizationPolicy>(m_design.project.policy.adopted[ElementId("adopted-gateway")].object)
        .targetRefs = { { "gateway.networking.k8s.io", "Gateway", "waypoint", "" } };
    QCOMPARE(decide().verdict, Verdict::NotEnforced);
}

void tst_AuthorizationEvaluator::is11_portsAreWorkloadPorts()
{
    policy("allow", AuthorizationAction::Allow, { toPorts({ "8080" }) });
    QCOMPARE(decide("a", 8080).verdict, Verdict::Permit);
    QCOMPARE(decide("a", 80).verdict, Verdict::Deny);
}

void tst_AuthorizationEvaluator::is12_dryRunDecidesNothing()
{
    policy("deny", AuthorizationAction::Deny, { {} });
    auto &object =
        std::get<AuthorizationPolicy>(m_design.project.policy.adopted[ElementId("adopted-deny")].object);
    object.meta.annotations["istio.io/dry-run"] = "true";
    QCOMPARE(decide().verdict, Verdict::NotEnforced);
    object.meta.annotations["istio.io/dry-run"] = "false";
    QCOMPARE(decide().verdict, Verdict::Deny);
}

void tst_AuthorizationEvaluator::is13_unmeshedDestinationEnforcesNothing()
{
    policy("deny", AuthorizationAction::Deny, { {} });
    QCOMPARE(decide().verdict, Verdict::Deny);
    m_design.project.topology.workloads[ElementId("b")].mesh = MeshMembership::Out;
    QCOMPARE(decide().verdict, Verdict::NotEnforced);
}

void tst_AuthorizationEvaluator::udpPassesTheMeshUnseen()
{
    policy("deny", AuthorizationAction::Deny, { {} });
    QCOMPARE(decide("a", 8080, std::nullopt, Protocol::Udp).verdict, Verdict::NotEnforced);
}

void tst_AuthorizationEvaluator::httpConditionsAreNamedInTheReason()
{
    AuthorizationRule rule = http({ "GET" }, { "/v1/*" });
    rule.from = from({ principalA }).from;
    policy("allow", AuthorizationAction::Allow, { rule });
    QCOMPARE(decide().reason,
        std::string("AuthorizationPolicy y/allow admits cluster.local/ns/x/sa/sa-a on port 8080, "
                    "only GET /v1/*."));
}

void tst_AuthorizationEvaluator::denyOfSomeRequestsLeavesTheOthers()
{
    policy("allow", AuthorizationAction::Allow, { http({ "GET" }, { "/v1/*" }) });
    policy("deny", AuthorizationAction::Deny, { http({}, { "*/admin" }) });
    const PlaneVerdict verdict = decide();
    QCOMPARE(verdict.verdict, Verdict::Permit);
    QVERIFY(
        verdict.reason.find("Some requests are refused by AuthorizationPolicy y/deny.") != std::string::npos);
}

void tst_AuthorizationEvaluator::denyOfAllThatIsAllowedDenies()
{
    policy("allow", AuthorizationAction::Allow, { http({ "GET" }, { "/v1/*" }) });
    policy("deny", AuthorizationAction::Deny, { http({}, { "/v1*" }) });
    QCOMPARE(decide().verdict, Verdict::Deny);
}

void tst_AuthorizationEvaluator::headerConditionsAreTheCallersChoice()
{
    policy("allow", AuthorizationAction::Allow, { when("request.headers[x-env]", { "prod" }) });
    QCOMPARE(decide().verdict, Verdict::Permit);
    policy("deny", AuthorizationAction::Deny, { when("request.headers[x-env]", { "test" }) });
    QCOMPARE(decide().verdict, Verdict::Permit);
    policy("deny-all", AuthorizationAction::Deny, { when("request.headers[x-env]", { "pro*" }) });
    QCOMPARE(decide().verdict, Verdict::Deny);
}

void tst_AuthorizationEvaluator::userTokensAreUncertain()
{
    AuthorizationRule rule;
    rule.from.resize(1);
    rule.from[0].notRequestPrincipals = { "*" };
    policy("deny", AuthorizationAction::Deny, { rule });
    QCOMPARE(decide().verdict, Verdict::Uncertain); // refused without a token, not known with one
}

void tst_AuthorizationEvaluator::addressesAreUncertainOnlyWhereTheyOverlap()
{
    const auto withBlock = [this](const std::string &block) {
        m_design.project.policy.adopted.clear();
        AuthorizationRule rule;
        rule.from.resize(1);
        rule.from[0].ipBlocks = { block };
        policy("allow", AuthorizationAction::Allow, { rule });
        return decide().verdict;
    };
    m_design.project.platform.clusterCidrs = { "10.0.0.0/8" };
    QCOMPARE(withBlock("10.1.0.0/16"), Verdict::Uncertain);
    QCOMPARE(withBlock("203.0.113.0/24"), Verdict::Deny);
    QCOMPARE(withBlock("10.0.0.0/7"), Verdict::Permit);
    QCOMPARE(withBlock("0.0.0.0/0"), Verdict::Permit);
}

QTEST_APPLESS_MAIN(tst_AuthorizationEvaluator)
#include "tst_AuthorizationEvaluator.moc"
