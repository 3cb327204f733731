// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/PlanExporter.h"
#include "tests/conformance/Oracle.h"
#include "tests/support/ExportedFiles.h"
#include "tests/support/SchemaCheck.h"
#include "tests/support/TestData.h"
#include "tests/support/YamlToJson.h"

#include <QtTest>

#include <algorithm>

using namespace fourplane;
using nlohmann::json;
using test::contentOf;
using test::countOf;

Q_DECLARE_METATYPE(EnforcementPlan)

class tst_AiGatewayExporter : public QObject
{
    Q_OBJECT

private slots:
    void writesTheRouteDerivedByHand();
    void validatorsTakeIt();
    void everyOperationIsTheWholeServer();
    void splitsLongListsOfOperations();
    void operationsStayWhatTheyAre();
    void reportsWhatItCannotExpress();
    void refusesWhatTheGatewayWouldNotTake_data();
    void refusesWhatTheGatewayWouldNotTake();
};

namespace {

constexpr const char *routePath = "components/ai-gateway/tools/mcproute-crm.yaml";

EnforcementPlan smallPlan()
{
    EnforcementPlan plan;
    PlannedServiceAccount account;
    account.id = ElementId("sa-agent");
    account.name = "agent-sa";
    account.namespaceName = "agents";
    account.audiences = { "crm" };
    plan.serviceAccounts = { account };
    PlannedPod agent;
    agent.workloadId = ElementId("agent");
    agent.name = "agent";
    agent.namespaceName = "agents";
    agent.kind = WorkloadKind::Agent;
    agent.identityId = account.id;
    agent.serviceAccount = account.name;
    PlannedPod tool;
    tool.workloadId = ElementId("crm");
    tool.name = "crm";
    tool.namespaceName = "tools";
    tool.kind = WorkloadKind::McpServer;
    tool.ports = { { "", 8080, Protocol::Tcp } };
    plan.pods = { agent, tool };
    ToolScope scope;
    scope.id = ElementId("scope");
    scope.agentId = agent.workloadId;
    scope.toolId = tool.workloadId;
    scope.operations = { "on", "crm_lookup" };
    plan.toolScopes = { scope };
    return plan;
}

Result<ExportTree> exported(const EnforcementPlan &plan)
{
    return exportPlan(plan, { ExportTarget::AiGateway });
}

json routeOf(const EnforcementPlan &plan)
{
    const auto tree = exported(plan);
    return test::yamlToJson(tree ? contentOf(*tree, routePath) : toString(tree.error()));
}

} // namespace

void tst_AiGatewayExporter::writesTheRouteDerivedByHand()
{
    const auto tree = exported(smallPlan());
    QVERIFY2(tree, tree ? "" : toString(tree.error()).c_str());
    QCOMPARE(contentOf(*tree, routePath), std::string(R"(apiVersion: aigateway.envoyproxy.io/v1beta1
kind: MCPRoute
metadata:
  name: crm
  namespace: tools
  annotations:
    fourplane.dev/edges: scope
spec:
  parentRefs:
    - group: gateway.networking.k8s.io
      kind: Gateway
      name: fourplane-tools
  path: /mcp/crm
  backendRefs:
    - name: crm
      port: 8080
      toolSelector:
        include:
          - crm_lookup
          - "on"
  securityPolicy:
    oauth:
      issuer: https://kubernetes.default.svc.cluster.local
      audiences:
        - crm
      protectedResourceMetadata:
        resource: http://fourplane-tools.tools.svc.cluster.local/mcp/crm
    authorization:
      defaultAction: Deny
      rules:
        - action: Allow
          source:
            jwt:
              claims:
                - name: sub
                  valueType: String
                  values:
                    - system:serviceaccount:agents:agent-sa
          target:
            tools:
              - backend: crm
                tool: "on"
              - backend: crm
                tool: crm_lookup
)"));
    QVERIFY(contentOf(*tree, "RUNBOOK.md").find("Routes of the AI gateway") != std::string::npos);
    // A route has no dry run.
    QVERIFY(contentOf(*tree, "overlays/audit/kustomization.yaml").find("delete") != std::string::npos);
    for (const char *code : { "ai-gateway-not-in-design", "ai-gateway-issuer-assumed" })
        QCOMPARE(countOf(tree->report, code), 1);
    for (const char *code :
        { "tool-scope-not-expressed", "ai-gateway-audience-missing", "tool-scope-not-written" })
        QCOMPARE(countOf(tree->report, code), 0);
}

void tst_AiGatewayExporter::validatorsTakeIt()
{
    const auto schemas = test::sharedPath("data/schemas");
    REQUIRE_OR_SKIP(schemas);
    json route = routeOf(smallPlan());
    const auto complaints = test::schemaComplaints(route, schemas / "derived");
    QVERIFY2(complaints.empty(), complaints.empty() ? "" : complaints.front().c_str());
    const auto driver = test::oraclePath("manifests");
    REQUIRE_OR_SKIP(driver);
    test::Oracle oracle(driver, { schemas.string() });
    const json answer = oracle.ask(route);
    QVERIFY2(answer.at("problems").empty(), answer.dump().c_str());
    // Its rules in CEL are asked too: a token without oauth is refused.
    route["spec"]["securityPolicy"].erase("oauth");
    QVERIFY(oracle.ask(route).dump().find("oauth must be configured") != std::string::npos);
}

void tst_AiGatewayExporter::everyOperationIsTheWholeServer()
{
    EnforcementPlan plan = smallPlan();
    plan.toolScopes[0].operations.clear();
    const json spec = routeOf(plan).at("spec");
    QVERIFY(!spec.at("backendRefs").at(0).contains("toolSelector"));
    const json rule = spec.at("securityPolicy").at("authorization").at("rules").at(0);
    QVERIFY(!rule.contains("target"));
    QVERIFY(rule.contains("source")); // of this agent only
    QCOMPARE(spec.at("backendRefs").size(), std::size_t { 1 }); // and of this server only
}

void tst_AiGatewayExporter::splitsLongListsOfOperations()
{
    EnforcementPlan plan = smallPlan();
    plan.toolScopes[0].operations.clear();
    for (int i = 0; i < 33; ++i)
        plan.toolScopes[0].operations.push_back("operation_" + std::to_string(i));
    const json spec = routeOf(plan).at("spec");
    std::size_t tools = 0;
    const json rules = spec.at("securityPolicy").at("authorization").at("rules");
    for (const json &rule : rules) {
        QVERIFY(rule.at("target").at("tools").size() <= 16);
        tools += rule.at("target").at("tools").size();
    }
    QCOMPARE(rules.size(), std::size_t { 3 });
    QCOMPARE(tools, std::size_t { 33 });
    QVERIFY(!spec.at("backendRefs").at(0).contains("toolSelector")); // it takes 32
}

void tst_AiGatewayExporter::operationsStayWhatTheyAre()
{
    for (const std::string &hostile : { std::string("1e3"), std::string("\"; DROP"), std::string("{{ x }}"),
             std::string("a\nb"), std::string("\xF0\x9F\x94\x92"), std::string(63, 'a') }) {
        EnforcementPlan plan = smallPlan();
        plan.toolScopes[0].operations = { hostile };
        const json spec = routeOf(plan).at("spec");
        QCOMPARE(
            spec.at("backendRefs").at(0).at("toolSelector").at("include").at(0).get<std::string>(), hostile);
        const json rule = spec.at("securityPolicy").at("authorization").at("rules").at(0);
        QCOMPARE(rule.at("target").at("tools").at(0).at("tool").get<std::string>(), hostile);
    }
}

void tst_AiGatewayExporter::reportsWhatItCannotExpress()
{
    EnforcementPlan plan = smallPlan();
    plan.toolScopes[0].approval = ApprovalMode::Human;
    plan.serviceAccounts[0].audiences.clear();
    ToolScope other = plan.toolScopes[0];
    other.id = ElementId("other");
    other.agentId = ElementId("second");
    other.approval = ApprovalMode::None;
    PlannedPod second = plan.pods[0];
    second.workloadId = other.agentId;
    second.name = "second";
    plan.pods.push_back(second);
    plan.toolScopes.push_back(other);
    const auto tree = exported(plan);
    QCOMPARE(countOf(tree->report, "tool-scope-partly-expressed"), 1);
    QCOMPARE(countOf(tree->report, "ai-gateway-audience-missing"), 2);
    QCOMPARE(countOf(tree->report, "tool-scope-shared-account"), 1);

    plan = smallPlan();
    plan.pods[1].kind = WorkloadKind::Tool; // speaks something else
    const auto none = exported(plan);
    QCOMPARE(countOf(none->report, "tool-scope-not-written"), 1);
    QCOMPARE(countOf(none->report, "ai-gateway-not-in-design"), 0);
    QCOMPARE(contentOf(*none, routePath), "no file " + std::string(routePath));
    plan = smallPlan();
    plan.pods[0].identityId = ElementId();
    QCOMPARE(countOf(exported(plan)->report, "tool-scope-not-written"), 1);
}

void tst_AiGatewayExporter::refusesWhatTheGatewayWouldNotTake_data()
{
    QTest::addColumn<EnforcementPlan>("plan");
    const auto row = [](const char *name, auto change) {
        EnforcementPlan plan = smallPlan();
        change(plan);
        QTest::newRow(name) << plan;
    };
    row("tool name", [](auto &plan) { plan.pods[1].name = "{{ x }}"; });
    row("namespace", [](auto &plan) { plan.pods[1].namespaceName = "a\nb"; });
    row("account", [](auto &plan) { plan.serviceAccounts[0].name = "a:b"; });
    row("no operation", [](auto &plan) { plan.toolScopes[0].operations = { "" }; });
    row("not UTF-8", [](auto &plan) { plan.toolScopes[0].operations = { "\xFF" }; });
    row("too many rules", [](auto &plan) { plan.toolScopes.assign(33, plan.toolScopes[0]); });
}

void tst_AiGatewayExporter::refusesWhatTheGatewayWouldNotTake()
{
    QFETCH(EnforcementPlan, plan);
    const auto tree = exported(plan);
    const std::string problem = test::refusalProblem(tree, "MCPRoute");
    QVERIFY2(problem.empty(), problem.c_str());
}

QTEST_GUILESS_MAIN(tst_AiGatewayExporter)
#include "tst_AiGatewayExporter.moc"
