// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/core/importers/ManifestText.h"

#include <QtTest>

using namespace fourplane;
using namespace fourplane::test;

/// Routes lead through the pods of a controller: without those, what policies let in from outside is not
/// known.
class tst_MissingGateway : public QObject
{
    Q_OBJECT

private slots:
    void isReportedForRoutes();
    void isNotReportedWhereAGatewayIsPublished();
    void isNotReportedForServices();
};

namespace {

const std::string ingress =
    "---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: i, namespace: "
    "ai}\nspec: {defaultBackend: {service: {name: web, port: {number: 80}}}}\n";

std::string webBehind(const std::string &type)
{
    return deployment("web", noContainers)
        + service("web", "{type: " + type + ", selector: {app: web}, ports: [{port: 80}]}");
}

std::string controller(const std::string &type)
{
    return deployment("ctl", "{containers: [{name: c, image: registry.k8s.io/ingress-nginx/controller}]}")
        + service("ctl", "{type: " + type + ", selector: {app: ctl}, ports: [{port: 443}]}");
}

} // namespace

void tst_MissingGateway::isReportedForRoutes()
{
    const Diagnostics found = withCode(importText(webBehind("ClusterIP") + ingress), "gateway-missing");
    QCOMPARE(found.size(), std::size_t(1));
    QVERIFY2(found[0].message.find("Ingress ai/i") != std::string::npos, found[0].message.c_str());
    QCOMPARE(found[0].where.line, 12); // after two documents of five lines each
    // One that nobody outside reaches is not the one.
    QCOMPARE(
        withCode(importText(webBehind("ClusterIP") + ingress + controller("ClusterIP")), "gateway-missing")
            .size(),
        std::size_t(1));
}

void tst_MissingGateway::isNotReportedWhereAGatewayIsPublished()
{
    const ImportResult result = importText(webBehind("ClusterIP") + ingress + controller("LoadBalancer"));
    QVERIFY(workload(result, "ai.ctl").kind == WorkloadKind::Gateway);
    QVERIFY(withCode(result, "gateway-missing").empty());
}

void tst_MissingGateway::isNotReportedForServices()
{
    QVERIFY(withCode(importText(webBehind("LoadBalancer")), "gateway-missing").empty());
    QVERIFY(withCode(importText(webBehind("ClusterIP")), "gateway-missing").empty());
}

QTEST_APPLESS_MAIN(tst_MissingGateway)
#include "tst_MissingGateway.moc"
