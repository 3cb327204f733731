// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/PlanCompiler.h"
#include "core/exporters/PlanExporter.h"
#include "core/storage/NativeYaml.h"
#include "tests/conformance/ObjectCheck.h"
#include "tests/support/DesignBuilder.h"
#include "tests/support/ExportedFiles.h"
#include "tests/support/TestData.h"
#include "tests/support/YamlToJson.h"

#include <QtTest>

using namespace fourplane;
using nlohmann::json;
using test::contentOf;
using test::countOf;

/// Egress lists for Istio in ambient mode.
class tst_EgressWaypoints : public QObject
{
    Q_OBJECT

private slots:
    void writesTheObjectsDerivedByHand();
    void theWaypointHasTheNetworkPoliciesOfTheProxy();
    void policiesAllowWhatTheListsDo();
    void aHostThatNobodyMayAskForIsClosed();
    void everyObjectIsValid();
    void auditRefusesAndReroutesNothing();
    void reportsWhatItCannotExpress();
};

namespace {

const std::string folder = "components/egress-gateway/egress/";

EgressAllowList &list(
    test::DesignBuilder &design, const char *id, const char *caller, const char *destination)
{
    EgressAllowList value;
    value.id = ElementId(id);
    value.proxyId = ElementId("proxy");
    value.callerId = ElementId(caller);
    value.destinationIds = { ElementId(destination) };
    return design.project.policy.egressLists[value.id] = value;
}

/// The agent may use one path of the model, the retriever another; everybody the status page.
test::DesignBuilder design()
{
    test::DesignBuilder design;
    design.project.platform.mesh = MeshKind::IstioAmbient;
    design.addNamespace("rag", true);
    design.addNamespace("egress", true);
    for (const char *caller : { "agent", "retriever", "tool" })
        design.addWorkload("rag", caller);
    design.addWorkload("egress", "proxy", 3128).kind = WorkloadKind::EgressProxy;
    design.addExternal("model", ExternalKind::HostedLlm).hosts = { "api.model.example" };
    design.addExternal("status", ExternalKind::Saas).hosts = { "status.example" };
    for (const char *caller : { "agent", "retriever", "tool" })
        design.allow(caller, "proxy");
    design.allow("proxy", "model", { { 443, Protocol::Tcp } });
    const auto restricted = [&](const char *id, const char *caller, const char *path) {
        list(design, id, caller, "model").restrictions = { { ElementId("model"), {}, { path }, "" } };
    };
    restricted("list-agent", "agent", "/v1/chat");
    restricted("list-retriever", "retriever", "/v1/embeddings*");
    list(design, "list-all", "", "status");
    return design;
}

Result<ExportTree> exported(const test::DesignBuilder &design)
{
    return exportPlan(
        compilePlan(design.project).plan, { ExportTarget::IstioAmbient, ExportTarget::EgressGateway });
}

json objectOf(const test::DesignBuilder &design, const char *name)
{
    const auto tree = exported(design);
    return test::yamlToJson(tree ? contentOf(*tree, folder + name) : toString(tree.error()));
}

} // namespace

void tst_EgressWaypoints::writesTheObjectsDerivedByHand()
{
    const auto tree = exported(design());
    QVERIFY2(tree, tree ? "" : toString(tree.error()).c_str());
    const std::string annotations = "  annotations:\n    fourplane.dev/edges: "
                                    "list-agent,model,list-all,status,list-retriever,model\n";
    QCOMPARE(contentOf(*tree, folder + "gateway-egress-proxy.yaml"),
        "apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata:\n  name: egress-proxy\n"
        "  namespace: egress\n  labels:\n    istio.io/waypoint-for: service\n"
            + annotations + R"(spec:
  gatewayClassName: istio-waypoint
  infrastructure:
    labels:
      app: proxy
  listeners:
    - name: mesh
      port: 15008
      protocol: HBONE
)");
    const std::string head = "metadata:\n  name: egress.api.model.example\n  namespace: egress\n";
    // Plain HTTP up to the waypoint, where paths are seen, and TLS from there on.
    QCOMPARE(contentOf(*tree, folder + "serviceentry-egress.api.model.example.yaml"),
        "apiVersion: networking.istio.io/v1\nkind: ServiceEntry\n" + head
            + "  labels:\n    istio.io/use-waypoint: egress-proxy\n" + annotations + R"(spec:
  hosts:
    - api.model.example
  ports:
    - number: 80
      name: http-egress
      protocol: HTTP
      targetPort: 443
  location: MESH_EXTERNAL
  resolution: DNS
)");
    QCOMPARE(contentOf(*tree, folder + "destinationrule-egress.api.model.example.yaml"),
        "apiVersion: networking.istio.io/v1\nkind: DestinationRule\n" + head + annotations + R"(spec:
  host: api.model.example
  trafficPolicy:
    tls:
      mode: SIMPLE
      sni: api.model.example
      caCertificates: system
      subjectAltNames:
        - api.model.example
)");
    QCOMPARE(contentOf(*tree, folder + "authorizationpolicy-egress.api.model.example.yaml"),
        "apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\n" + head + annotations + R"(spec:
  targetRefs:
    - group: networking.istio.io
      kind: ServiceEntry
      name: egress.api.model.example
  action: ALLOW
  rules:
    - from:
        - source:
            principals:
              - cluster.local/ns/rag/sa/sa-agent
      to:
        - operation:
            paths:
              - /v1/chat
    - from:
        - source:
            principals:
              - cluster.local/ns/rag/sa/sa-retriever
      to:
        - operation:
            paths:
              - /v1/embeddings*
)");
}

void tst_EgressWaypoints::theWaypointHasTheNetworkPoliciesOfTheProxy()
{
    // Its pods get the proxy's labels, so what selects the proxy selects them; packets come in by HBONE.
    const auto tree = exported(design());
    const json policy =
        test::yamlToJson(contentOf(*tree, "base/network/egress/networkpolicy-proxy-ingress.yaml"));
    const json labels =
        objectOf(design(), "gateway-egress-proxy.yaml").at("spec").at("infrastructure").at("labels");
    QCOMPARE(policy.at("spec").at("podSelector").at("matchLabels"), labels);
    for (const json &rule : policy.at("spec").at("ingress"))
        QCOMPARE(rule.at("ports").at(0).at("port").get<int>(), 15008);
}

void tst_EgressWaypoints::policiesAllowWhatTheListsDo()
{
    // Everybody else may ask for the status page: those that no list names, with a certificate.
    const json rules =
        objectOf(design(), "authorizationpolicy-egress.status.example.yaml").at("spec").at("rules");
    QCOMPARE(rules.size(), std::size_t { 3 });
    for (int i = 0; i < 2; ++i)
        QVERIFY(!rules.at(std::size_t(i)).contains("to")); // any path
    const json others = rules.at(2).at("from").at(0).at("source");
    QCOMPARE(others.at("principals"), json({ "*" }));
    QCOMPARE(others.at("notPrincipals"),
        json({ "cluster.local/ns/rag/sa/sa-agent", "cluster.local/ns/rag/sa/sa-retriever" }));
}

void tst_EgressWaypoints::aHostThatNobodyMayAskForIsClosed()
{
    test::DesignBuilder drawn = design();
    drawn.project.policy.egressLists.at(ElementId("list-all")).callerId = ElementId("nobody-there");
    const json spec = objectOf(drawn, "authorizationpolicy-egress.status.example.yaml").at("spec");
    QVERIFY(!spec.contains("rules")); // an ALLOW without rules: nobody
    QCOMPARE(spec.at("action").get<std::string>(), std::string("ALLOW"));
}

void tst_EgressWaypoints::everyObjectIsValid()
{
    const auto schemas = test::sharedPath("data/schemas");
    const auto driver = test::oraclePath("manifests");
    REQUIRE_OR_SKIP(schemas);
    REQUIRE_OR_SKIP(driver);
    test::Oracle oracle(driver, { schemas.string() });
    const auto check = test::checkObjects(*exported(design()), folder, oracle, schemas);
    QVERIFY2(check.complaints.empty(), check.complaints.empty() ? "" : check.complaints.front().c_str());
    QCOMPARE(check.objects.size(), std::size_t { 1 + 3 * 2 });
}

void tst_EgressWaypoints::auditRefusesAndReroutesNothing()
{
    const auto tree = exported(design());
    const std::string audit = contentOf(*tree, "overlays/audit/kustomization.yaml");
    for (const char *kind : { "Gateway", "ServiceEntry", "DestinationRule" })
        QVERIFY2(audit.find(std::string("kind: ") + kind) != std::string::npos, kind);
    QVERIFY(contentOf(*tree, "RUNBOOK.md").find("Egress waypoint") != std::string::npos);
}

void tst_EgressWaypoints::reportsWhatItCannotExpress()
{
    QCOMPARE(countOf(exported(design())->report, "egress-list-not-expressed"), 0);
    test::DesignBuilder drawn = design();
    drawn.project.topology.workloads.at(ElementId("proxy")).mesh = MeshMembership::Out;
    QCOMPARE(countOf(exported(drawn)->report, "egress-gateway-not-written"), 1);
    drawn = design();
    drawn.project.policy.egressLists.at(ElementId("list-agent")).restrictions[0].paths = { "/v1/{*}" };
    QCOMPARE(test::refusalProblem(exported(drawn), "would be read otherwise"), std::string());
}

QTEST_GUILESS_MAIN(tst_EgressWaypoints)
#include "tst_EgressWaypoints.moc"
