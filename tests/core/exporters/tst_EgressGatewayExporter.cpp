// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/EgressListEvaluator.h"
#include "core/decision/PolicyDecisionPoint.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/exporters/PlanExporter.h"
#include "core/storage/NativeYaml.h"
#include "tests/conformance/ObjectCheck.h"
#include "tests/support/DesignBuilder.h"
#include "tests/support/ExportedFiles.h"
#include "tests/support/TestData.h"
#include "tests/support/YamlToJson.h"

#include <QtTest>

#include <algorithm>

using namespace fourplane;
using nlohmann::json;
using test::contentOf;
using test::countOf;

class tst_EgressGatewayExporter : public QObject
{
    Q_OBJECT

private slots:
    void writesTheObjectsDerivedByHand();
    void everyObjectIsValid();
    void theGatewayDecidesAsTheListsDo_data();
    void theGatewayDecidesAsTheListsDo();
    void nobodyElseGetsOut();
    void auditRefusesAndReroutesNothing();
    void reportsWhatItCannotExpress();
    void refusesWhatIstioWouldReadOtherwise_data();
    void refusesWhatIstioWouldReadOtherwise();
};

namespace {

constexpr const char *folder = "components/egress-gateway/egress/";

/// Three callers of one proxy. The agent may use two paths of the model and all of the registry; the
/// retriever one host of the search; everybody the status page.
test::DesignBuilder design()
{
    test::DesignBuilder design;
    design.addNamespace("rag", true);
    design.addNamespace("egress", true);
    for (const char *caller : { "agent", "retriever", "tool" })
        design.addWorkload("rag", caller);
    Workload &proxy = design.addWorkload("egress", "proxy", 3128);
    proxy.kind = WorkloadKind::EgressProxy;
    proxy.containers[0].ports[0].name = "http-proxy";
    design.addExternal("model", ExternalKind::HostedLlm).hosts = { "API.model.example" };
    ExternalEndpoint &registry = design.addExternal("registry", ExternalKind::Saas);
    registry.hosts = { "registry.example" };
    registry.ports = { { "tls", 8443, Protocol::Tcp } };
    design.addExternal("search", ExternalKind::Saas).hosts = { "a.search.example", "b.search.example" };
    design.addExternal("status", ExternalKind::Saas).hosts = { "status.example" };
    for (const char *caller : { "agent", "retriever", "tool" })
        design.allow(caller, "proxy");
    const auto list = [&design](const char *id, const char *caller,
                          std::vector<ElementId> destinations) -> EgressAllowList & {
        EgressAllowList value;
        value.id = ElementId(id);
        value.proxyId = ElementId("proxy");
        value.callerId = ElementId(caller);
        value.destinationIds = std::move(destinations);
        return design.project.policy.egressLists[value.id] = value;
    };
    list("list-agent", "agent", { ElementId("model"), ElementId("registry") }).restrictions = {
        { ElementId("model"), {}, { "/v1/chat", "/v1/files/*" }, "" }
    };
    list("list-retriever", "retriever", { ElementId("search") }).restrictions = { { ElementId("search"),
        { "b.search.example" }, {}, "" } };
    list("list-all", "", { ElementId("status") });
    return design;
}

Result<ExportTree> exported(const test::DesignBuilder &design)
{
    return exportPlan(
        compilePlan(design.project).plan, { ExportTarget::IstioSidecar, ExportTarget::EgressGateway });
}

std::string text(const test::DesignBuilder &design, const std::string &path)
{
    const auto tree = exported(design);
    return tree ? contentOf(*tree, path) : toString(tree.error());
}

/// The design with the exported policy of the gateway as a cluster would hold it.
EnforcementPlan withGateway(test::DesignBuilder design)
{
    const std::string policy = text(design, std::string(folder) + "authorizationpolicy-egress-proxy.yaml");
    const auto read = readNativeObject(*loadYaml(policy, "policy").documents.at(0));
    if (read)
        design.adopt(*read);
    return compilePlan(design.project).plan;
}

bool isOpen(Verdict verdict)
{
    return verdict == Verdict::Permit || verdict == Verdict::NotEnforced;
}

} // namespace

void tst_EgressGatewayExporter::writesTheObjectsDerivedByHand()
{
    const auto tree = exported(design());
    QVERIFY2(tree, tree ? "" : toString(tree.error()).c_str());
    const auto file = [&tree](const char *name) { return contentOf(*tree, folder + std::string(name)); };
    const std::string head = "\n  namespace: egress\n  annotations:\n    fourplane.dev/edges: "
                             "list-agent,model,registry,list-all,status,list-retriever,search\nspec:\n";
    QCOMPARE(file("gateway-egress-proxy.yaml"),
        "apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata:\n  name: egress-proxy" + head
            + R"(  selector:
    app: proxy
  servers:
    - port:
        number: 3128
        name: https-egress
        protocol: HTTPS
      hosts:
        - api.model.example
        - b.search.example
        - registry.example
        - status.example
      tls:
        mode: ISTIO_MUTUAL
)");
    QCOMPARE(file("serviceentry-egress.registry.example.yaml"),
        "apiVersion: networking.istio.io/v1\nkind: ServiceEntry\nmetadata:\n  name: egress.registry.example"
            + head + R"(  hosts:
    - registry.example
  ports:
    - number: 80
      name: http-egress
      protocol: HTTP
    - number: 8443
      name: https-egress
      protocol: HTTPS
  location: MESH_EXTERNAL
  resolution: DNS
)");
    QCOMPARE(file("destinationrule-egress.registry.example.yaml"),
        "apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata:\n  name: "
        "egress.registry.example"
            + head + R"(  host: registry.example
  trafficPolicy:
    portLevelSettings:
      - port:
          number: 8443
        tls:
          mode: SIMPLE
          sni: registry.example
          caCertificates: /etc/ssl/certs/ca-certificates.crt
          subjectAltNames:
            - registry.example
  exportTo:
    - "."
)");
    const json route = test::yamlToJson(file("virtualservice-egress.registry.example.yaml")).at("spec");
    const json rule = test::yamlToJson(file("destinationrule-egress-proxy.yaml")).at("spec");
    QCOMPARE(route.at("gateways").dump(), std::string(R"(["egress-proxy","mesh"])"));
    QCOMPARE(route.at("http").at(0).at("match").dump(), std::string(R"([{"gateways":["mesh"],"port":80}])"));
    QCOMPARE(route.at("http").at(1).at("match").dump(),
        std::string(R"([{"gateways":["egress-proxy"],"port":3128}])"));
    QCOMPARE(route.at("http").at(1).at("route").dump(),
        std::string(R"([{"destination":{"host":"registry.example","port":{"number":8443}}}])"));
    const json inside = route.at("http").at(0).at("route").at(0).at("destination");
    QCOMPARE(inside.at("host").get<std::string>(), std::string("proxy.egress.svc.cluster.local"));
    // The subset that it is sent to is the one whose server name the gateway knows.
    const json &subsets = rule.at("subsets");
    const auto subset = std::find_if(subsets.begin(), subsets.end(),
        [&inside](const json &item) { return item.at("name") == inside.at("subset"); });
    QVERIFY(subset != subsets.end());
    QCOMPARE(subset->at("trafficPolicy").at("portLevelSettings").dump(),
        std::string(R"([{"port":{"number":3128},"tls":{"mode":"ISTIO_MUTUAL","sni":"registry.example"}}])"));
    const std::string runbook = contentOf(*tree, "RUNBOOK.md");
    const std::size_t heading = runbook.find("Egress gateways, what sends");
    QVERIFY(heading < runbook.find("authorizationpolicy-egress-proxy"));
    QVERIFY(runbook.find("authorizationpolicy-egress-proxy") < runbook.find("virtualservice-egress."));
    QCOMPARE(countOf(tree->report, "egress-list-not-expressed"), 0);
}

void tst_EgressGatewayExporter::everyObjectIsValid()
{
    const auto schemas = test::sharedPath("data/schemas");
    const auto driver = test::oraclePath("manifests");
    REQUIRE_OR_SKIP(schemas);
    REQUIRE_OR_SKIP(driver);
    test::Oracle oracle(driver, { schemas.string() });
    auto check = test::checkObjects(*exported(design()), folder, oracle, schemas);
    QVERIFY2(check.complaints.empty(), check.complaints.empty() ? "" : check.complaints.front().c_str());
    for (json &object : check.objects) {
        object["spec"]["seeded"] = "x";
        QVERIFY(!oracle.ask(object).at("problems").empty());
    }
    // Gateway, its destination rule, policy; three for each of four hosts.
    QCOMPARE(check.objects.size(), std::size_t { 15 });
}

void tst_EgressGatewayExporter::theGatewayDecidesAsTheListsDo_data()
{
    QTest::addColumn<QString>("caller");
    QTest::addColumn<int>("open");
    // Of four paths each: two of the model, and all of registry and status.
    QTest::newRow("agent") << "agent" << 10;
    // One of two hosts of the search, and status.
    QTest::newRow("retriever") << "retriever" << 8;
    QTest::newRow("tool") << "tool" << 4;
}

/// The exported policy, asked by the evaluator of Istio's policies, against the evaluator of the lists.
void tst_EgressGatewayExporter::theGatewayDecidesAsTheListsDo()
{
    QFETCH(QString, caller);
    QFETCH(int, open);
    const EnforcementPlan plan = withGateway(design());
    const PolicyDecisionPoint decisions(plan);
    const PlanIndex index(plan);
    const std::vector<std::pair<std::string, std::string>> hosts { { "model", "api.model.example" },
        { "registry", "registry.example" }, { "search", "a.search.example" },
        { "search", "b.search.example" }, { "status", "status.example" } };
    int count = 0;
    for (const auto &[destination, host] : hosts) {
        for (const char *path : { "/v1/chat", "/v1/files/x", "/v1/chatty", "/" }) {
            AccessRequest list;
            list.sourceId = ElementId("proxy");
            list.destinationId = ElementId(destination);
            list.callerId = ElementId(caller.toStdString());
            list.host = host;
            list.path = path;
            const bool isLet = isOpen(egressListVerdict(index, { index, list }).verdict);
            for (const char *port : { "", ":80" }) {
                AccessRequest gateway;
                gateway.sourceId = list.callerId;
                gateway.destinationId = ElementId("proxy");
                gateway.port = 3128;
                gateway.host = host + port;
                gateway.path = path;
                gateway.method = "GET";
                const PlaneVerdict verdict = decisions.decide(gateway).on(Plane::Identity);
                QVERIFY2(isOpen(verdict.verdict) == isLet && verdict.verdict != Verdict::Uncertain,
                    (host + port + path + ": " + verdict.reason).c_str());
            }
            count += isLet ? 1 : 0;
        }
    }
    QCOMPARE(count, open);
}

void tst_EgressGatewayExporter::nobodyElseGetsOut()
{
    const EnforcementPlan plan = withGateway(design());
    const PolicyDecisionPoint decisions(plan);
    AccessRequest request;
    request.sourceId = ElementId("agent");
    request.destinationId = ElementId("proxy");
    request.port = 3128;
    request.path = "/";
    request.method = "GET";
    for (const char *host : { "evil.example", "registry.example.evil.example", "xregistry.example" }) {
        request.host = host;
        QVERIFY2(decisions.decide(request).on(Plane::Identity).verdict == Verdict::Deny, host);
    }
    // With a list of its own for every caller there is, the others are refused whatever they ask for.
    test::DesignBuilder strict = design();
    strict.project.policy.egressLists.erase(ElementId("list-all"));
    const json policy =
        test::yamlToJson(text(strict, std::string(folder) + "authorizationpolicy-egress-proxy.yaml"));
    const json expected = json::parse(R"({"from":[{"source":{"notPrincipals":[
        "cluster.local/ns/rag/sa/sa-agent","cluster.local/ns/rag/sa/sa-retriever"]}}]})");
    QCOMPARE(policy.at("spec").at("action").get<std::string>(), std::string("DENY"));
    QCOMPARE(policy.at("spec").at("rules").back().dump(), expected.dump());
}

void tst_EgressGatewayExporter::auditRefusesAndReroutesNothing()
{
    const json audit = test::yamlToJson(text(design(), "overlays/audit/kustomization.yaml"));
    int deleted = 0;
    bool isDryRun = false;
    for (const json &patch : audit.at("patches")) {
        const std::string content = patch.at("patch").get<std::string>();
        deleted += content.find("$patch\": delete") != std::string::npos ? 1 : 0;
        isDryRun = isDryRun
            || (patch.at("target").at("name") == "egress-proxy"
                && patch.at("target").at("kind") == "AuthorizationPolicy"
                && content.find("dry-run") != std::string::npos);
    }
    QCOMPARE(deleted, 14);
    QVERIFY(isDryRun);
}

void tst_EgressGatewayExporter::reportsWhatItCannotExpress()
{
    test::DesignBuilder drawn = design();
    auto &lists = drawn.project.policy.egressLists;
    lists.at(ElementId("list-agent")).restrictions[0].tenant = "acme";
    lists.at(ElementId("list-all")).tenantAware = true;
    lists.at(ElementId("list-all")).destinationIds.push_back(ElementId("bare"));
    drawn.addExternal("bare", ExternalKind::Saas);
    drawn.project.topology.externals.at(ElementId("search")).hosts.push_back("*.search.example");
    EgressAllowList tools;
    tools.id = ElementId("list-tool");
    tools.proxyId = ElementId("proxy");
    tools.callerId = ElementId("tool");
    lists[tools.id] = tools;
    drawn.project.topology.workloads.at(ElementId("tool")).identityId = ElementId("sa-agent");
    const auto tree = exported(drawn);
    QVERIFY2(tree, tree ? "" : toString(tree.error()).c_str());
    QCOMPARE(countOf(tree->report, "egress-account-not-expressed"), 3); // agent's, and two of list-all
    QCOMPARE(countOf(tree->report, "egress-destination-without-host"), 1);
    QCOMPARE(countOf(tree->report, "egress-host-pattern-not-expressed"), 1);
    QCOMPARE(countOf(tree->report, "egress-shared-principal"), 1);
    QCOMPARE(countOf(tree->report, "egress-gateway-service-assumed"), 1);

    drawn = design();
    drawn.project.platform.mesh = MeshKind::Linkerd;
    const auto other = exportPlan(compilePlan(drawn.project).plan, { ExportTarget::EgressGateway });
    QVERIFY(other.has_value());
    QCOMPARE(countOf(other->report, "egress-gateway-needs-istio"), 1);
    QCOMPARE(countOf(other->report, "egress-list-not-expressed"), 3);
    drawn = design();
    drawn.project.topology.workloads.at(ElementId("proxy")).mesh = MeshMembership::Out;
    QCOMPARE(countOf(exported(drawn)->report, "egress-gateway-not-written"), 1);
}

void tst_EgressGatewayExporter::refusesWhatIstioWouldReadOtherwise_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("host");
    for (const char *path : { "*/chat", "/a*b", "/v1/{*}", "v1", "" })
        QTest::newRow(path) << QString::fromUtf8(path) << QStringLiteral("ok.example");
    for (const char *host : { "{{ x }}", "\"; DROP", "a\nb", "\xF0\x9F\x94\x92", "" })
        QTest::newRow(host) << QStringLiteral("/") << QString::fromUtf8(host);
}

void tst_EgressGatewayExporter::refusesWhatIstioWouldReadOtherwise()
{
    QFETCH(QString, path);
    QFETCH(QString, host);
    test::DesignBuilder drawn = design();
    auto &restriction = drawn.project.policy.egressLists.at(ElementId("list-agent")).restrictions[0];
    restriction.paths = { path.toStdString() };
    drawn.project.topology.externals.at(ElementId("model")).hosts = { host.toStdString() };
    const auto tree = exported(drawn);
    const std::string problem = test::refusalProblem(tree);
    QVERIFY2(problem.empty(), problem.c_str());
}

QTEST_GUILESS_MAIN(tst_EgressGatewayExporter)
#include "tst_EgressGatewayExporter.moc"
