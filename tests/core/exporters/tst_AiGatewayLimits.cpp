// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/PlanCompiler.h"
#include "core/exporters/PlanExporter.h"
#include "core/importers/ManifestImporter.h"
#include "tests/conformance/ObjectCheck.h"
#include "tests/support/DesignBuilder.h"
#include "tests/support/ExportedFiles.h"
#include "tests/support/TestData.h"
#include "tests/support/YamlToJson.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <fstream>
#include <map>

using namespace fourplane;
using nlohmann::json;
using test::contentOf;
using test::countOf;

/// Limits of requests and tokens at the AI gateway, and tool scopes that come back from its routes.
class tst_AiGatewayLimits : public QObject
{
    Q_OBJECT

private slots:
    void writesTheObjectsDerivedByHand();
    void limitsAreKeyedByAnIdentityThatTheGatewayChecked();
    void tokensCostNothingUntilTheyAreCounted();
    void outsideModelsAreAskedOverTls();
    void limitsOfToolsStandBesideTheirRoute();
    void everyObjectIsValid();
    void nothingIsWrittenForAudit();
    void reportsWhatItCannotExpress();
    void refusesWhatTheGatewayWouldNotTake();
    void routesComeBackAsToolScopes();
    void otherRoutesEarnNothing_data();
    void otherRoutesEarnNothing();
};

namespace {

const std::string folder = "components/ai-gateway/";

test::DesignBuilder design()
{
    test::DesignBuilder design;
    for (const char *home : { "agents", "models", "tools" })
        design.addNamespace(home, false);
    for (const char *agent : { "agent", "clerk" })
        design.addWorkload("agents", agent).kind = WorkloadKind::Agent;
    design.addWorkload("models", "llm", 8000).kind = WorkloadKind::ModelEndpoint;
    design.addWorkload("tools", "crm", 9001).kind = WorkloadKind::McpServer;
    design.addExternal("hosted", ExternalKind::HostedLlm).hosts = { "api.llm.example" };
    AllowRule &own = design.allow("agent", "llm");
    own.requestsPerMinute = 60;
    own.tokensPerMinute = 20000;
    design.allow("clerk", "llm").requestsPerMinute = 5;
    design.allow("agent", "hosted").tokensPerMinute = 1000;
    for (const char *account : { "sa-agent", "sa-clerk" })
        design.project.topology.identities.at(ElementId(account)).audiences = { "crm", "hosted", "llm" };
    return design;
}

void addScope(test::DesignBuilder &design, const char *agent, std::vector<std::string> operations,
    std::optional<int> limit)
{
    ToolScope scope;
    scope.id = ElementId(std::string("scope-") + agent);
    scope.agentId = ElementId(agent);
    scope.toolId = ElementId("crm");
    scope.operations = std::move(operations);
    scope.requestsPerMinute = limit;
    design.project.policy.toolScopes[scope.id] = scope;
}

Result<ExportTree> exported(const test::DesignBuilder &design)
{
    return exportPlan(compilePlan(design.project).plan, { ExportTarget::AiGateway });
}

json objectOf(const test::DesignBuilder &design, const std::string &path)
{
    const auto tree = exported(design);
    return test::yamlToJson(tree ? contentOf(*tree, folder + path) : toString(tree.error()));
}

/// The design's workloads and services as a cluster has them: an export holds rules only.
std::string workloadsOf(const test::DesignBuilder &design)
{
    std::string text;
    for (const auto &[id, workload] : design.project.topology.workloads) {
        const std::string home = design.project.topology.namespaces.at(workload.namespaceId).name;
        const std::string account = design.project.topology.identities.at(workload.identityId).name;
        const std::string head = "metadata: {name: " + workload.name + ", namespace: " + home + "}\n";
        text += "---\napiVersion: apps/v1\nkind: Deployment\n" + head
            + "spec:\n  selector: {matchLabels: {app: " + workload.name
            + "}}\n  template:\n    metadata: {labels: {app: " + workload.name
            + "}}\n    spec: {serviceAccountName: " + account
            + ", containers: [{name: c, image: i, ports: " + "[{containerPort: 9001}]}]}\n";
        text += "---\napiVersion: v1\nkind: Service\n" + head + "spec: {selector: {app: " + workload.name
            + "}, ports: [{port: 9001}]}\n";
    }
    return text;
}

/// The project that a cluster with this export and these workloads gives.
Project imported(const test::DesignBuilder &design, const ExportTree &tree)
{
    QTemporaryDir place;
    const std::filesystem::path path = place.path().toStdString();
    if (!writeTree(tree, path / "export"))
        return {};
    std::ofstream(path / "workloads.yaml") << workloadsOf(design);
    const auto result = importManifests({ path });
    return result ? result->project : Project();
}

} // namespace

void tst_AiGatewayLimits::writesTheObjectsDerivedByHand()
{
    const auto tree = exported(design());
    QVERIFY2(tree, tree ? "" : toString(tree.error()).c_str());
    const std::string head = "metadata:\n  name: llm\n  namespace: models\n  annotations:\n"
                             "    fourplane.dev/edges: agent-to-llm,clerk-to-llm\nspec:\n";
    QCOMPARE(contentOf(*tree, folder + "models/aigatewayroute-llm.yaml"),
        "apiVersion: aigateway.envoyproxy.io/v1beta1\nkind: AIGatewayRoute\n" + head + R"(  parentRefs:
    - group: gateway.networking.k8s.io
      kind: Gateway
      name: fourplane-models
  hostnames:
    - llm.models.models.internal
  rules:
    - backendRefs:
        - name: llm
  llmRequestCosts:
    - metadataKey: llm_total_token
      type: TotalToken
)");
    QCOMPARE(contentOf(*tree, folder + "models/backendtrafficpolicy-llm.yaml"),
        "apiVersion: gateway.envoyproxy.io/v1alpha1\nkind: BackendTrafficPolicy\n" + head + R"(  targetRefs:
    - group: gateway.networking.k8s.io
      kind: HTTPRoute
      name: llm
  rateLimit:
    type: Global
    global:
      rules:
        - clientSelectors:
            - headers:
                - name: x-fourplane-caller
                  type: Exact
                  value: system:serviceaccount:agents:sa-agent
          limit:
            requests: 60
            unit: Minute
        - clientSelectors:
            - headers:
                - name: x-fourplane-caller
                  type: Exact
                  value: system:serviceaccount:agents:sa-agent
          limit:
            requests: 20000
            unit: Minute
          cost:
            request:
              from: Number
              number: 0
            response:
              from: Metadata
              metadata:
                namespace: io.envoy.ai_gateway
                key: llm_total_token
        - clientSelectors:
            - headers:
                - name: x-fourplane-caller
                  type: Exact
                  value: system:serviceaccount:agents:sa-clerk
          limit:
            requests: 5
            unit: Minute
)");
    QVERIFY(contentOf(*tree, "RUNBOOK.md").find("Limits of models") != std::string::npos);
}

void tst_AiGatewayLimits::limitsAreKeyedByAnIdentityThatTheGatewayChecked()
{
    const json spec = objectOf(design(), "models/securitypolicy-llm.yaml").at("spec");
    QCOMPARE(spec.at("targetRefs").at(0).at("name").get<std::string>(), std::string("llm"));
    const json provider = spec.at("jwt").at("providers").at(0);
    QCOMPARE(provider.at("audiences"), json({ "llm" }));
    QCOMPARE(
        provider.at("claimToHeaders"), json::parse(R"([{"claim": "sub", "header": "x-fourplane-caller"}])"));
    QVERIFY(!spec.at("jwt").contains("optional")); // without a token nobody gets in
    const json authorization = spec.at("authorization");
    QCOMPARE(authorization.at("defaultAction").get<std::string>(), std::string("Deny"));
    QCOMPARE(authorization.at("rules").size(), std::size_t { 1 });
    QCOMPARE(authorization.at("rules").at(0).at("principal").at("jwt").at("claims").at(0).at("values"),
        json({ "system:serviceaccount:agents:sa-agent", "system:serviceaccount:agents:sa-clerk" }));
}

void tst_AiGatewayLimits::tokensCostNothingUntilTheyAreCounted()
{
    const json rules = objectOf(design(), "models/backendtrafficpolicy-llm.yaml")
                           .at("spec")
                           .at("rateLimit")
                           .at("global")
                           .at("rules");
    const json route = objectOf(design(), "models/aigatewayroute-llm.yaml").at("spec");
    int counted = 0;
    for (const json &rule : rules) {
        if (!rule.contains("cost"))
            continue;
        ++counted;
        QCOMPARE(rule.at("cost").at("request").at("number").get<int>(), 0);
        // The key that the route counts under, or the limit would never be reached.
        QCOMPARE(rule.at("cost").at("response").at("metadata").at("key"),
            route.at("llmRequestCosts").at(0).at("metadataKey"));
    }
    QCOMPARE(counted, 1);
}

void tst_AiGatewayLimits::outsideModelsAreAskedOverTls()
{
    // Beside their callers: what is outside has no namespace.
    const json backend = objectOf(design(), "agents/backend-hosted.yaml");
    QCOMPARE(backend.at("spec").at("endpoints"),
        json::parse(R"([{"fqdn": {"hostname": "api.llm.example", "port": 443}}])"));
    const json tls = objectOf(design(), "agents/backendtlspolicy-hosted.yaml").at("spec");
    QCOMPARE(tls.at("targetRefs").at(0).at("name").get<std::string>(), std::string("hosted"));
    QCOMPARE(tls.at("validation").at("hostname").get<std::string>(), std::string("api.llm.example"));
    const auto tree = exported(design());
    QCOMPARE(contentOf(*tree, folder + "models/backendtlspolicy-llm.yaml"),
        "no file " + folder + "models/backendtlspolicy-llm.yaml");
}

void tst_AiGatewayLimits::limitsOfToolsStandBesideTheirRoute()
{
    test::DesignBuilder drawn = design();
    addScope(drawn, "agent", { "lookup" }, 30);
    addScope(drawn, "clerk", { "lookup", "update" }, std::nullopt);
    const json route = objectOf(drawn, "tools/mcproute-crm.yaml").at("spec");
    QVERIFY(route.at("securityPolicy").at("oauth").contains("claimToHeaders"));
    const json policy = objectOf(drawn, "tools/backendtrafficpolicy-mcp-crm.yaml").at("spec");
    // The controller of the gateway makes an HTTPRoute of this name of the MCPRoute.
    QCOMPARE(policy.at("targetRefs").at(0).at("name").get<std::string>(), std::string("ai-eg-mcp-main-crm"));
    const json rules = policy.at("rateLimit").at("global").at("rules");
    QCOMPARE(rules.size(), std::size_t { 1 });
    QCOMPARE(rules.at(0).at("limit"), json::parse(R"({"requests": 30, "unit": "Minute"})"));
    for (auto &[id, scope] : drawn.project.policy.toolScopes)
        scope.requestsPerMinute.reset();
    QVERIFY(!objectOf(drawn, "tools/mcproute-crm.yaml")
                 .at("spec")
                 .at("securityPolicy")
                 .at("oauth")
                 .contains("claimToHeaders"));
}

void tst_AiGatewayLimits::everyObjectIsValid()
{
    const auto schemas = test::sharedPath("data/schemas");
    const auto driver = test::oraclePath("manifests");
    REQUIRE_OR_SKIP(schemas);
    REQUIRE_OR_SKIP(driver);
    test::Oracle oracle(driver, { schemas.string() });
    test::DesignBuilder drawn = design();
    addScope(drawn, "agent", { "lookup" }, 30);
    const auto tree = exported(drawn);
    QVERIFY2(tree, tree ? "" : toString(tree.error()).c_str());
    const auto check = test::checkObjects(*tree, folder, oracle, schemas);
    QVERIFY2(check.complaints.empty(), check.complaints.empty() ? "" : check.complaints.front().c_str());
    // Route, service, backend, access and limits of two models, TLS of one; route and limits of the tool.
    QCOMPARE(check.objects.size(), std::size_t { 5 + 6 + 2 });
    json access = objectOf(drawn, "models/securitypolicy-llm.yaml");
    access["spec"].erase("jwt");
    QVERIFY(!oracle.ask(access).at("problems").empty()); // its rules in CEL are asked too
}

void tst_AiGatewayLimits::nothingIsWrittenForAudit()
{
    const std::string audit = contentOf(*exported(design()), "overlays/audit/kustomization.yaml");
    std::size_t deleted = 0;
    for (std::size_t at = audit.find("\"$patch\": delete"); at != std::string::npos;
         at = audit.find("\"$patch\": delete", at + 1))
        ++deleted;
    QCOMPARE(deleted, std::size_t { 5 + 6 });
}

void tst_AiGatewayLimits::reportsWhatItCannotExpress()
{
    test::DesignBuilder drawn = design();
    QCOMPARE(countOf(exported(drawn)->report, "usage-limit-not-written"), 0);
    QCOMPARE(countOf(exported(drawn)->report, "ai-gateway-audience-missing"), 0);
    drawn.allow("agent", "crm").requestsPerMinute = 3; // no model
    drawn.allow("hosted", "llm").requestsPerMinute = 3; // no service account
    QCOMPARE(countOf(exported(drawn)->report, "usage-limit-not-written"), 2);
    drawn = design();
    drawn.project.topology.identities.at(ElementId("sa-clerk")).audiences.clear();
    QCOMPARE(countOf(exported(drawn)->report, "ai-gateway-audience-missing"), 1);
    drawn = design();
    drawn.project.topology.workloads.at(ElementId("clerk")).identityId = ElementId("sa-agent");
    QCOMPARE(countOf(exported(drawn)->report, "usage-limit-shared"), 3); // one for each limit
    // Simulated as limited, and no number is drawn.
    drawn = design();
    drawn.project.topology.workloads.at(ElementId("llm")).traits.takesUnlimitedRequests = false;
    QCOMPARE(countOf(exported(drawn)->report, "ai-gateway-limits-not-declared"), 0);
    drawn.project.topology.workloads.at(ElementId("crm")).traits.takesUnlimitedRequests = false;
    QCOMPARE(countOf(exported(drawn)->report, "ai-gateway-limits-not-declared"), 1);
}

void tst_AiGatewayLimits::refusesWhatTheGatewayWouldNotTake()
{
    test::DesignBuilder drawn = design();
    drawn.project.topology.externals.at(ElementId("hosted")).hosts = { "{{ host }}" };
    QCOMPARE(test::refusalProblem(exported(drawn), "AIGatewayRoute"), std::string());
    drawn = design();
    for (int i = 0; i < 129; ++i) {
        const std::string name = "caller-" + std::to_string(i);
        drawn.addWorkload("agents", name);
        drawn.allow(name, "llm").requestsPerMinute = 1;
    }
    QCOMPARE(test::refusalProblem(exported(drawn), "SecurityPolicy"), std::string());
    for (int i = 0; i < 129; ++i)
        drawn.project.policy.allowRules.at(ElementId("caller-" + std::to_string(i) + "-to-llm"))
            .tokensPerMinute = 1;
    QCOMPARE(test::refusalProblem(exported(drawn), "BackendTrafficPolicy"), std::string());
}

void tst_AiGatewayLimits::routesComeBackAsToolScopes()
{
    test::DesignBuilder drawn = design();
    addScope(drawn, "agent", { "on", "crm_lookup" }, 30);
    addScope(drawn, "clerk", {}, std::nullopt);
    const auto tree = exported(drawn);
    QVERIFY2(tree, tree ? "" : toString(tree.error()).c_str());
    const Project back = imported(drawn, *tree);
    QCOMPARE(back.policy.toolScopes.size(), std::size_t { 2 });
    std::map<std::string, ToolScope> byAgent;
    for (const auto &[id, scope] : back.policy.toolScopes) {
        QCOMPARE(back.topology.workloads.at(scope.toolId).name, std::string("crm"));
        byAgent[back.topology.workloads.at(scope.agentId).name] = scope;
    }
    QCOMPARE(byAgent.at("agent").operations, (std::vector<std::string> { "on", "crm_lookup" }));
    QCOMPARE(byAgent.at("agent").requestsPerMinute, std::optional(30));
    QVERIFY(byAgent.at("clerk").operations.empty());
    QVERIFY(!byAgent.at("clerk").requestsPerMinute);
}

void tst_AiGatewayLimits::otherRoutesEarnNothing_data()
{
    QTest::addColumn<std::string>("from");
    QTest::addColumn<std::string>("to");
    const auto row = [](const char *name, const char *from, const char *to) {
        QTest::newRow(name) << std::string(from) << std::string(to);
    };
    row("not of an export", "fourplane.dev/edges", "example.org/edges");
    row("allows by default", "defaultAction: Deny", "defaultAction: Allow");
    row("by another claim", "name: sub", "name: group");
    row("a caller that is not there", "sa-agent", "sa-nobody");
    row("a server that is not there", "backend: crm", "backend: erp");
    row("a refusal among the rules", "action: Allow", "action: Deny");
}

void tst_AiGatewayLimits::otherRoutesEarnNothing()
{
    QFETCH(std::string, from);
    QFETCH(std::string, to);
    test::DesignBuilder drawn = design();
    addScope(drawn, "agent", { "lookup" }, 30);
    auto tree = exported(drawn);
    QVERIFY(tree.has_value());
    bool isChanged = false;
    for (ExportedFile &file : tree->files) {
        const std::size_t at =
            file.path.find("mcproute") == std::string::npos ? std::string::npos : file.content.find(from);
        if (at != std::string::npos) {
            file.content.replace(at, from.size(), to);
            isChanged = true;
        }
    }
    QVERIFY(isChanged);
    const Project back = imported(drawn, *tree);
    QVERIFY(back.policy.toolScopes.empty());
    const bool isKept = std::any_of(back.unmodelled.begin(), back.unmodelled.end(),
        [](const UnmodelledObject &object) { return object.kind == "MCPRoute"; });
    QVERIFY(isKept);
}

QTEST_GUILESS_MAIN(tst_AiGatewayLimits)
#include "tst_AiGatewayLimits.moc"
