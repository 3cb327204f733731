// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/importers/HostPattern.h"
#include "tests/core/importers/ImportText.h"

#include <QtTest>

#include <set>

using namespace fourplane;
using namespace fourplane::test;

namespace {

std::string object(const std::string &version, const std::string &kind, const std::string &ns,
    const std::string &name, const std::string &rest)
{
    return "---\napiVersion: " + version + "\nkind: " + kind + "\nmetadata: {name: " + name
        + ", namespace: " + ns + "}\n" + rest + "\n";
}

/// A Deployment NAME with a Service NAME, port 80 (named http) to pod port 8080.
std::string app(const std::string &ns, const std::string &name)
{
    return object("apps/v1", "Deployment", ns, name,
               "spec: {template: {metadata: {labels: {app: " + name
                   + "}}, spec: {containers: [{name: c, image: x}]}}}")
        + object("v1", "Service", ns, name,
            "spec: {selector: {app: " + name + "}, ports: [{name: http, port: 80, targetPort: 8080}]}");
}

std::string home(const std::string &name, const std::string &labels)
{
    return "---\napiVersion: v1\nkind: Namespace\nmetadata: {name: " + name + ", labels: {" + labels + "}}\n";
}

const std::string gatewayApi = "gateway.networking.k8s.io/v1";
const std::string istio = "networking.istio.io/v1";

std::string gateway(const std::string &listener)
{
    return object(gatewayApi, "Gateway", "edge", "gw",
        "spec: {gatewayClassName: c, listeners: [{name: web, port: 80, protocol: HTTP" + listener + "}]}");
}

/// A route of namespace shop to the gateway edge/gw and the service web.
std::string route(
    const std::string &parent = {}, const std::string &rest = {}, const std::string &kind = "HTTPRoute")
{
    return object(gatewayApi, kind, "shop", "r",
        "spec: {parentRefs: [{name: gw, namespace: edge" + parent + "}]" + rest
            + ", rules: [{backendRefs: [{name: web, port: 80}]}]}");
}

const std::string fromAll = ", allowedRoutes: {namespaces: {from: All}}";

/// Names of the workloads that count as exposed.
std::set<std::string> exposed(const ImportResult &result)
{
    std::set<std::string> names;
    for (const auto &[id, workload] : result.project.topology.workloads) {
        if (workload.exposed)
            names.insert(workload.name);
    }
    return names;
}

std::set<std::string> inboundFlows(const ImportResult &result)
{
    std::set<std::string> flows;
    for (const auto &[id, flow] : result.project.topology.flows)
        flows.insert(
            flow.sourceId.value() + " > " + flow.destinationId.value() + ":" + std::to_string(flow.port));
    return flows;
}

using Names = std::set<std::string>;

} // namespace

class tst_ExposureImport : public QObject
{
    Q_OBJECT

private slots:
    void takesRoutesThatAListenerTakes_data();
    void takesRoutesThatAListenerTakes();
    void countsAnUnknownGatewayAsOpen();
    void countsAnUnknownNamespaceAsAllowed();
    void wantsAReferenceGrantAcrossNamespaces_data();
    void wantsAReferenceGrantAcrossNamespaces();
    void knowsGatewaysThatTheInternetDoesNotReach_data();
    void knowsGatewaysThatTheInternetDoesNotReach();
    void leavesRoutesOfTheMeshInside();
    void followsMirrorsAndPools();
    void saysWhatARouteLeadsToAndIsNotRead();
    void meetsHosts_data();
    void meetsHosts();
    void followsIstioGateways_data();
    void followsIstioGateways();
    void asksWhetherIstiosProxiesAreExposed();
    void followsDelegates();
    void readsIngressPortsAsServicePorts();
    void keepsInternalIngressesInside_data();
    void keepsInternalIngressesInside();
    void readsHowServicesArePublished_data();
    void readsHowServicesArePublished();
    void knowsWhatThePrivateNetworkReaches();
    void givesNoCreditToClientRanges();
    void followsAliases();
    void countsHostPortsAndTheHostNetwork();
};

void tst_ExposureImport::takesRoutesThatAListenerTakes_data()
{
    QTest::addColumn<QString>("listener");
    QTest::addColumn<QString>("parent");
    QTest::addColumn<QString>("rest");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("refusal"); // empty = accepted
    const auto row = [](const char *title, const std::string &listener, const char *parent, const char *rest,
                         const char *kind, const char *refusal) {
        QTest::newRow(title) << QString::fromStdString(listener) << QString::fromUtf8(parent)
                             << QString::fromUtf8(rest) << QString::fromUtf8(kind)
                             << QString::fromUtf8(refusal);
    };
    const std::string gpu = ", allowedRoutes: {namespaces: {from: Selector, selector: ";
    row("every namespace", fromAll, "", "", "HTTPRoute", "");
    row("the same by default", "", "", "", "HTTPRoute",
        "takes no routes of namespace shop (allowedRoutes from Same)");
    row("none", ", allowedRoutes: {namespaces: {from: None}}", "", "", "HTTPRoute", "from None");
    row("labels", gpu + "{matchLabels: {team: a}}}}", "", "", "HTTPRoute", "");
    row("other labels", gpu + "{matchLabels: {team: b}}}}", "", "", "HTTPRoute", "from Selector");
    row("the name's own label", gpu + "{matchLabels: {kubernetes.io/metadata.name: shop}}}}", "", "",
        "HTTPRoute", "");
    row("an expression", gpu + "{matchExpressions: [{key: team, operator: NotIn, values: [a]}]}}}", "", "",
        "HTTPRoute", "from Selector");
    row("its section", fromAll, ", sectionName: web", "", "HTTPRoute", "");
    row("another section", fromAll, ", sectionName: tls", "", "HTTPRoute", "no listener tls");
    row("its port", fromAll, ", port: 80", "", "HTTPRoute", "");
    row("another port", fromAll, ", port: 443", "", "HTTPRoute", "no listener on port 443");
    row("gRPC over HTTP", fromAll, "", "", "GRPCRoute", "");
    row("TCP over HTTP", fromAll, "", "", "TCPRoute", "takes no TCPRoute");
    row("kinds listed", ", allowedRoutes: {kinds: [{kind: GRPCRoute}], namespaces: {from: All}}", "", "",
        "HTTPRoute", "takes no HTTPRoute");
    row("its host", fromAll + ", hostname: '*.example.com'", "", ", hostnames: [shop.example.com]",
        "HTTPRoute", "");
    row("one of two hosts", fromAll + ", hostname: '*.example.com'", "",
        ", hostnames: [a.org, b.example.com]", "HTTPRoute", "");
    row("another host", fromAll + ", hostname: '*.example.com'", "", ", hostnames: [example.com]",
        "HTTPRoute", "is for *.example.com, the route for example.com");
    row("no host asked", fromAll + ", hostname: a.example.com", "", "", "HTTPRoute", "");
}

void tst_ExposureImport::takesRoutesThatAListenerTakes()
{
    QFETCH(QString, listener);
    QFETCH(QString, parent);
    QFETCH(QString, rest);
    QFETCH(QString, kind);
    QFETCH(QString, refusal);
    const ImportResult result = importText(home("edge", "") + home("shop", "team: a") + app("shop", "web")
        + app("shop", "inner") + gateway(listener.toStdString())
        + route(parent.toStdString(), rest.toStdString(), kind.toStdString()));
    const Diagnostics refused = withCode(result, "route-not-accepted");
    if (refusal.isEmpty()) {
        QVERIFY2(refused.empty(), describe(result).c_str());
        QCOMPARE(exposed(result), Names { "web" });
        QCOMPARE(inboundFlows(result), Names { "internet > shop.web:8080" });
    } else {
        QCOMPARE(refused.size(), std::size_t(1));
        QVERIFY2(
            refused[0].message.find(refusal.toStdString()) != std::string::npos, refused[0].message.c_str());
        QCOMPARE(exposed(result), Names {});
        QVERIFY(result.project.topology.externals.empty());
    }
}

void tst_ExposureImport::countsAnUnknownGatewayAsOpen()
{
    const ImportResult result = importText(app("shop", "web") + route());
    QCOMPARE(exposed(result), Names { "web" });
    QCOMPARE(withCode(result, "unknown-gateway").size(), std::size_t(1));
}

void tst_ExposureImport::countsAnUnknownNamespaceAsAllowed()
{
    // Nobody knows the labels of shop, so that nobody can say that the listener refuses it.
    const ImportResult result = importText(app("shop", "web")
        + gateway(", allowedRoutes: {namespaces: {from: Selector, selector: {matchLabels: {team: b}}}}")
        + route());
    QCOMPARE(exposed(result), Names { "web" });
}

void tst_ExposureImport::wantsAReferenceGrantAcrossNamespaces_data()
{
    QTest::addColumn<QString>("grant");
    QTest::addColumn<bool>("isGranted");
    const auto row = [](const char *title, const std::string &grant, bool isGranted) {
        QTest::newRow(title) << QString::fromStdString(grant) << isGranted;
    };
    const std::string from =
        "spec: {from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop}], to: ";
    row("none", "", false);
    row("all services",
        object(gatewayApi, "ReferenceGrant", "data", "g", from + "[{group: '', kind: Service}]}"), true);
    row("this service",
        object(gatewayApi, "ReferenceGrant", "data", "g", from + "[{kind: Service, name: db}]}"), true);
    row("another service",
        object(gatewayApi, "ReferenceGrant", "data", "g", from + "[{kind: Service, name: x}]}"), false);
    row("secrets", object(gatewayApi, "ReferenceGrant", "data", "g", from + "[{kind: Secret}]}"), false);
    row("in the route's namespace",
        object(gatewayApi, "ReferenceGrant", "shop", "g", from + "[{kind: Service}]}"), false);
    row("for other routes",
        object(gatewayApi, "ReferenceGrant", "data", "g",
            "spec: {from: [{group: gateway.networking.k8s.io, kind: TCPRoute, namespace: shop}, {group: "
            "gateway.networking.k8s.io, kind: HTTPRoute, namespace: other}], to: [{kind: Service}]}"),
        false);
}

void tst_ExposureImport::wantsAReferenceGrantAcrossNamespaces()
{
    QFETCH(QString, grant);
    QFETCH(bool, isGranted);
    const ImportResult result = importText(app("data", "db") + gateway(fromAll)
        + object(gatewayApi, "HTTPRoute", "shop", "r",
            "spec: {parentRefs: [{name: gw, namespace: edge}], rules: [{backendRefs: [{name: db, namespace: "
            "data, "
            "port: 80}]}]}")
        + grant.toStdString());
    QCOMPARE(exposed(result), isGranted ? Names { "db" } : Names {});
    QCOMPARE(withCode(result, "no-reference-grant").size(), std::size_t(isGranted ? 0 : 1));
}

void tst_ExposureImport::knowsGatewaysThatTheInternetDoesNotReach_data()
{
    QTest::addColumn<QString>("spec");
    QTest::addColumn<bool>("isReached");
    const std::string listeners = "listeners: [{name: l, port: 80, protocol: HTTP" + fromAll + "}]}";
    const auto row = [&](const char *title, const std::string &spec, bool isReached) {
        QTest::newRow(title) << QString::fromStdString("spec: {" + spec + ", " + listeners) << isReached;
    };
    row("any class", "gatewayClassName: istio", true);
    row("waypoint", "gatewayClassName: istio-waypoint", false);
    row("GKE, external", "gatewayClassName: gke-l7-global-external-managed", true);
    row("GKE, internal", "gatewayClassName: gke-l7-rilb", false);
    row("Azure, internal",
        "gatewayClassName: x, infrastructure: {annotations: "
        "{service.beta.kubernetes.io/azure-load-balancer-internal: 'true'}}",
        false);
    row("Azure, not internal",
        "gatewayClassName: x, infrastructure: {annotations: "
        "{service.beta.kubernetes.io/azure-load-balancer-internal: 'false'}}",
        true);
}

void tst_ExposureImport::knowsGatewaysThatTheInternetDoesNotReach()
{
    QFETCH(QString, spec);
    QFETCH(bool, isReached);
    const ImportResult result = importText(
        app("shop", "web") + object(gatewayApi, "Gateway", "edge", "gw", spec.toStdString()) + route());
    QCOMPARE(exposed(result), isReached ? Names { "web" } : Names {});
    QCOMPARE(withCode(result, "gateway").size(), std::size_t(1));
}

void tst_ExposureImport::leavesRoutesOfTheMeshInside()
{
    const ImportResult result = importText(app("shop", "web")
        + object(gatewayApi, "HTTPRoute", "shop", "r",
            "spec: {parentRefs: [{group: '', kind: Service, name: web}], rules: [{backendRefs: [{name: web, "
            "port: "
            "80}]}]}"));
    QCOMPARE(exposed(result), Names {});
    QCOMPARE(withCode(result, "exposed").size(), std::size_t(1)); // it is accounted for
}

void tst_ExposureImport::followsMirrorsAndPools()
{
    const ImportResult result =
        importText(app("shop", "web") + app("shop", "shadow") + app("shop", "llm") + gateway(fromAll)
            + object(gatewayApi, "HTTPRoute", "shop", "r",
                "spec: {parentRefs: [{name: gw, namespace: edge}], rules: [{filters: [{type: RequestMirror, "
                "requestMirror: "
                "{backendRef: {name: shadow, port: 80}}}], backendRefs: [{name: web, port: 80}, {group: "
                "inference.networking.k8s.io, kind: InferencePool, name: pool}]}]}")
            + object("inference.networking.k8s.io/v1", "InferencePool", "shop", "pool",
                "spec: {selector: {matchLabels: {app: llm}}, targetPorts: [{number: 8000}]}"));
    QCOMPARE(exposed(result), (Names { "llm", "shadow", "web" }));
    QVERIFY(inboundFlows(result).count("internet > shop.llm:8000"));
}

void tst_ExposureImport::saysWhatARouteLeadsToAndIsNotRead()
{
    const ImportResult result = importText(app("shop", "web") + gateway(fromAll)
        + object(gatewayApi, "HTTPRoute", "shop", "r",
            "spec: {parentRefs: [{name: gw, namespace: edge}], rules: [{backendRefs: [{group: "
            "multicluster.x-k8s.io, "
            "kind: ServiceImport, name: web, port: 80}]}]}"));
    QCOMPARE(exposed(result), Names {});
    QCOMPARE(result.project.unmodelled.size(), std::size_t(1));
    QVERIFY(result.project.unmodelled[0].affectsVerdicts && result.project.unmodelled[0].concernsExposure);
    QCOMPARE(result.project.unmodelled[0].namespaceName, std::string("shop"));
}

void tst_ExposureImport::meetsHosts_data()
{
    QTest::addColumn<QString>("left");
    QTest::addColumn<QString>("right");
    QTest::addColumn<bool>("meet");
    const auto row = [](const char *left, const char *right, bool meet) {
        QTest::addRow("%s %s", left, right) << QString::fromUtf8(left) << QString::fromUtf8(right) << meet;
    };
    row("", "a.org", true);
    row("*", "a.org", true);
    row("a.org", "A.ORG", true);
    row("a.org", "b.org", false);
    row("*.a.org", "x.a.org", true);
    row("*.a.org", "x.y.a.org", true); // Gateway API: any number of labels
    row("*.a.org", "a.org", false);
    row("*.a.org", "xa.org", false);
    row("*.a.org", "*.b.a.org", true);
    row("*.a.org", "*.b.org", false);
}

void tst_ExposureImport::meetsHosts()
{
    QFETCH(QString, left);
    QFETCH(QString, right);
    QFETCH(bool, meet);
    QCOMPARE(hostsMeet(left.toStdString(), right.toStdString()), meet);
    QCOMPARE(hostsMeet(right.toStdString(), left.toStdString()), meet);
}

void tst_ExposureImport::followsIstioGateways_data()
{
    QTest::addColumn<QString>("hosts");
    QTest::addColumn<QString>("service");
    QTest::addColumn<QString>("refusal");
    const auto row = [](const char *title, const char *hosts, const char *service, const char *refusal) {
        QTest::newRow(title) << QString::fromUtf8(hosts) << QString::fromUtf8(service)
                             << QString::fromUtf8(refusal);
    };
    row("every host", "'*'", "hosts: ['*'], gateways: [edge/gw]", "");
    row("its host", "'*.a.org'", "hosts: [x.a.org], gateways: [edge/gw, mesh]", "");
    row("another host", "'*.a.org'", "hosts: [x.b.org], gateways: [edge/gw]", "no host of it is among");
    row("its namespace", "shop/*", "hosts: [x.a.org], gateways: [edge/gw]", "");
    row("the gateway's namespace only", "./*", "hosts: [x.a.org], gateways: [edge/gw]",
        "no host of it is among");
    row("no gateway", "'*'", "hosts: [web]", "-");
    row("the mesh only", "'*'", "hosts: [web], gateways: [mesh]", "-");
}

void tst_ExposureImport::followsIstioGateways()
{
    QFETCH(QString, hosts);
    QFETCH(QString, service);
    QFETCH(QString, refusal);
    const ImportResult result = importText(app("shop", "web") + app("data", "db")
        + object(istio, "Gateway", "edge", "gw",
            "spec: {selector: {istio: ingressgateway}, servers: [{port: {number: 80, protocol: HTTP}, hosts: "
            "[" + hosts.toStdString()
                + "]}]}")
        + object(istio, "VirtualService", "shop", "v",
            "spec: {" + service.toStdString()
                + ", http: [{route: [{destination: {host: web, port: {number: 80}}}, {destination: {host: "
                  "db.data.svc.cluster.local}}]}]}"));
    const Diagnostics refused = withCode(result, "route-not-accepted");
    if (refusal.isEmpty()) {
        QVERIFY2(refused.empty(), describe(result).c_str());
        QCOMPARE(exposed(result), (Names { "db", "web" }));
        QCOMPARE(inboundFlows(result), (Names { "internet > data.db:8080", "internet > shop.web:8080" }));
        return;
    }
    QCOMPARE(exposed(result), Names {});
    QCOMPARE(refused.size(), std::size_t(refusal == QStringLiteral("-") ? 0 : 1));
}

void tst_ExposureImport::asksWhetherIstiosProxiesAreExposed()
{
    const std::string proxies = object("apps/v1", "Deployment", "edge", "proxy",
        "spec: {template: {metadata: {labels: {istio: inner}}, spec: {containers: [{name: istio-proxy, "
        "image: x}]}}}");
    const auto published = [](const std::string &type) {
        return object("v1", "Service", "edge", "proxy",
            "spec: {type: " + type + ", selector: {istio: inner}, ports: [{port: 80, targetPort: 8080}]}");
    };
    const std::string routes =
        object(istio, "Gateway", "edge", "gw",
            "spec: {selector: {istio: inner}, servers: [{port: {number: 80}, hosts: ['*']}]}")
        + object(istio, "VirtualService", "shop", "v",
            "spec: {hosts: ['*'], gateways: [edge/gw], tcp: [{route: [{destination: {host: web}}]}]}");
    const std::string all = app("shop", "web") + proxies + routes;
    QCOMPARE(exposed(importText(all + published("ClusterIP"))), Names {});
    QCOMPARE(exposed(importText(all + published("LoadBalancer"))), (Names { "proxy", "web" }));
    QCOMPARE(exposed(importText(app("shop", "web") + routes)), Names { "web" }); // proxies not in the input
    const ImportResult internal = importText(all
        + "---\napiVersion: v1\nkind: Service\nmetadata: {name: proxy, namespace: edge, annotations: "
          "{service.beta.kubernetes.io/azure-load-balancer-internal: 'true'}}\nspec: {type: LoadBalancer, "
          "selector: "
          "{istio: inner}, ports: [{port: 80, targetPort: 8080}]}\n");
    QCOMPARE(exposed(internal), Names {});
    QVERIFY(internal.project.topology.workloads.at(ElementId("shop.web")).exposedPrivately);
}

void tst_ExposureImport::followsDelegates()
{
    const ImportResult result = importText(app("shop", "web")
        + object(istio, "VirtualService", "edge", "root",
            "spec: {hosts: ['*'], gateways: [gone], http: [{delegate: {name: part, namespace: shop}}]}")
        + object(istio, "VirtualService", "shop", "part",
            "spec: {http: [{route: [{destination: {host: web}}]}]}"));
    QCOMPARE(exposed(result), Names { "web" });
}

void tst_ExposureImport::readsIngressPortsAsServicePorts()
{
    const auto ingress = [](const std::string &port) {
        return importText(app("shop", "web")
            + object("networking.k8s.io/v1", "Ingress", "shop", "i",
                "spec: {ingressClassName: nginx, tls: [{hosts: [a.org]}], defaultBackend: {service: {name: "
                "web, port: {"
                    + port + "}}}}"));
    };
    QCOMPARE(inboundFlows(ingress("number: 80")), Names { "internet > shop.web:8080" });
    QCOMPARE(inboundFlows(ingress("name: http")), Names { "internet > shop.web:8080" });
    // 8080 is the pods' port, which an Ingress does not name.
    QCOMPARE(inboundFlows(ingress("number: 8080")), Names {});
    QCOMPARE(withCode(ingress("name: gone"), "unknown-service-port").size(), std::size_t(1));
}

void tst_ExposureImport::keepsInternalIngressesInside_data()
{
    QTest::addColumn<QString>("annotation");
    QTest::addColumn<QString>("spec");
    QTest::addColumn<bool>("isExposed");
    const auto row = [](const char *annotation, const char *spec, bool isExposed) {
        QTest::addRow("%s %s", annotation, spec)
            << QString::fromUtf8(annotation) << QString::fromUtf8(spec) << isExposed;
    };
    row("alb.ingress.kubernetes.io/scheme: internal", "ingressClassName: alb, ", false);
    row("alb.ingress.kubernetes.io/scheme: internet-facing", "ingressClassName: alb, ", true);
    row("x: y", "ingressClassName: alb, ", true); // its parameters may say otherwise
    row("kubernetes.io/ingress.class: gce-internal", "", false);
    row("kubernetes.io/ingress.class: gce", "", true);
}

void tst_ExposureImport::keepsInternalIngressesInside()
{
    QFETCH(QString, annotation);
    QFETCH(QString, spec);
    QFETCH(bool, isExposed);
    const ImportResult result = importText(app("shop", "web")
        + "---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: i, namespace: shop, "
          "annotations: {"
        + annotation.toStdString() + "}}\nspec: {" + spec.toStdString()
        + "rules: [{http: {paths: [{backend: {service: {name: web, port: {number: 80}}}}]}}]}\n");
    QCOMPARE(exposed(result), isExposed ? Names { "web" } : Names {});
}

void tst_ExposureImport::readsHowServicesArePublished_data()
{
    QTest::addColumn<QString>("annotations");
    QTest::addColumn<QString>("spec");
    QTest::addColumn<bool>("isExposed");
    const auto row = [](const char *annotations, const char *spec, bool isExposed) {
        QTest::addRow("%s %s", annotations, spec)
            << QString::fromUtf8(annotations) << QString::fromUtf8(spec) << isExposed;
    };
    row("", "type: ClusterIP", false);
    row("", "type: NodePort", true);
    row("", "type: LoadBalancer", true);
    row("", "externalIPs: [192.0.2.1]", true);
    row("", "externalIPs: []", false);
    row("service.beta.kubernetes.io/aws-load-balancer-internal: 'true'", "type: LoadBalancer", false);
    row("service.beta.kubernetes.io/aws-load-balancer-internal: 'false'", "type: LoadBalancer", true);
    row("service.beta.kubernetes.io/aws-load-balancer-scheme: internal", "type: LoadBalancer", false);
    row("service.beta.kubernetes.io/aws-load-balancer-scheme: internet-facing", "type: LoadBalancer", true);
    row("networking.gke.io/load-balancer-type: Internal", "type: LoadBalancer", false);
    row("cloud.google.com/load-balancer-type: External", "type: LoadBalancer", true);
    row("service.beta.kubernetes.io/azure-load-balancer-internal: 'true'", "type: LoadBalancer", false);
    row("service.beta.kubernetes.io/azure-load-balancer-internal: 'true'",
        "type: LoadBalancer, externalIPs: [192.0.2.1]", true);
    row("service.beta.kubernetes.io/azure-load-balancer-internal: 'true'", "type: NodePort", true);
}

void tst_ExposureImport::readsHowServicesArePublished()
{
    QFETCH(QString, annotations);
    QFETCH(QString, spec);
    QFETCH(bool, isExposed);
    const ImportResult result = importText(app("shop", "web")
        + "---\napiVersion: v1\nkind: Service\nmetadata: {name: out, namespace: shop, annotations: {"
        + annotations.toStdString() + "}}\nspec: {" + spec.toStdString()
        + ", selector: {app: web}, ports: [{port: 443, targetPort: 8443}]}\n");
    QCOMPARE(exposed(result), isExposed ? Names { "web" } : Names {});
    QCOMPARE(inboundFlows(result), isExposed ? Names { "internet > shop.web:8443" } : Names {});
}

void tst_ExposureImport::knowsWhatThePrivateNetworkReaches()
{
    const auto isPrivate = [](const std::string &text) {
        const ImportResult result = importText(app("shop", "web") + text);
        const Workload &web = result.project.topology.workloads.at(ElementId("shop.web"));
        return web.exposedPrivately && !web.exposed;
    };
    QVERIFY(isPrivate("---\napiVersion: v1\nkind: Service\nmetadata: {name: o, namespace: shop, annotations: "
                      "{networking.gke.io/load-balancer-type: Internal}}\nspec: {type: LoadBalancer, "
                      "selector: {app: web}, ports: "
                      "[{port: 80}]}\n"));
    QVERIFY(isPrivate(object("networking.k8s.io/v1", "Ingress", "shop", "i",
        "spec: {ingressClassName: gce-internal, defaultBackend: {service: {name: web, port: {number: "
        "80}}}}")));
    const std::string listeners = ", listeners: [{name: l, port: 80, protocol: HTTP" + fromAll + "}]}";
    const auto gatewayOf = [&listeners](const std::string &gatewayClass) {
        return object(
            gatewayApi, "Gateway", "edge", "gw", "spec: {gatewayClassName: " + gatewayClass + listeners);
    };
    QVERIFY(isPrivate(gatewayOf("gke-l7-rilb") + route()));
    QVERIFY(!isPrivate(gatewayOf("istio-waypoint") + route())); // serves callers inside only
    QVERIFY(!isPrivate(gatewayOf("x") + route())); // the internet
    QVERIFY(!isPrivate({}));
}

void tst_ExposureImport::givesNoCreditToClientRanges()
{
    const auto ranges = [](const std::string &list) {
        return importText(app("shop", "web")
            + object("v1", "Service", "shop", "out",
                "spec: {type: LoadBalancer, loadBalancerSourceRanges: [" + list
                    + "], selector: {app: web}, ports: [{port: 443, targetPort: 8443}]}"));
    };
    const ImportResult limited = ranges("192.0.2.0/24, 198.51.100.0/24");
    QCOMPARE(exposed(limited), Names { "web" });
    QCOMPARE(withCode(limited, "client-ranges").size(), std::size_t(1));
    QCOMPARE(limited.project.topology.externals.size(), std::size_t(1));
    const std::vector<std::string> cidrs { "192.0.2.0/24", "198.51.100.0/24" };
    QCOMPARE(limited.project.topology.externals.begin()->second.cidrs, cidrs);
    QCOMPARE(inboundFlows(ranges("192.0.2.0/24, 0.0.0.0/0")), Names { "internet > shop.web:8443" });
    QCOMPARE(inboundFlows(ranges("nonsense")), Names { "internet > shop.web:8443" });
}

void tst_ExposureImport::followsAliases()
{
    const ImportResult result = importText(app("data", "db")
        + object("v1", "Service", "shop", "alias",
            "spec: {type: ExternalName, externalName: db.data.svc.cluster.local}")
        + object("networking.k8s.io/v1", "Ingress", "shop", "i",
            "spec: {defaultBackend: {service: {name: alias, port: {number: 80}}}}"));
    QCOMPARE(inboundFlows(result), Names { "internet > data.db:8080" });
}

void tst_ExposureImport::countsHostPortsAndTheHostNetwork()
{
    const auto pod = [](const std::string &name, const std::string &spec) {
        return "---\napiVersion: v1\nkind: Pod\nmetadata: {name: " + name + "}\nspec: {" + spec + "}\n";
    };
    const ImportResult result = importText(
        pod("published", "containers: [{name: c, image: x, ports: [{containerPort: 80, hostPort: 8080}]}]")
        + pod("loopback",
            "containers: [{name: c, image: x, ports: [{containerPort: 80, hostPort: 81, hostIP: "
            "127.0.0.1}]}]")
        + pod("inside", "containers: [{name: c, image: x, ports: [{containerPort: 80}]}]")
        + pod("agent",
            "hostNetwork: true, containers: [{name: c, image: x, ports: [{containerPort: 9100, hostPort: "
            "9100}]}]"));
    QCOMPARE(exposed(result), (Names { "agent", "published" }));
    // Nothing says that outsiders are meant to come to a node agent.
    QCOMPARE(inboundFlows(result), Names { "internet > default.published:80" });
}

QTEST_APPLESS_MAIN(tst_ExposureImport)
#include "tst_ExposureImport.moc"
