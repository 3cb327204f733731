// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/PolicyDecisionPoint.h"
#include "core/enforcement/PlanCompiler.h"
#include "tests/core/importers/ManifestText.h"

#include <QtTest>

using namespace fourplane;
using namespace fourplane::test;

/// Services without a selector, whose addresses somebody sets by hand: pods may be among them.
class tst_EndpointsByHand : public QObject
{
    Q_OBJECT

private slots:
    void whatIsPublishedMayLeadToPods_data();
    void whatIsPublishedMayLeadToPods();
    void insideTheClusterTheySayNothing();
    void aSelectorThatMeetsNobodyIsNotByHand();
};

namespace {

/// What keeps the internet from ai/web, of which nothing is published but what `objects` publish.
PlaneVerdict fromOutside(ImportResult &result)
{
    ExternalEndpoint internet;
    internet.id = ElementId("outside");
    internet.name = "outside";
    result.project.topology.externals[internet.id] = internet;
    const CompiledPlan compiled = compilePlan(result.project);
    AccessRequest request;
    request.sourceId = internet.id;
    request.destinationId = ElementId("ai.web");
    request.port = 80;
    return PolicyDecisionPoint(compiled.plan).decide(request).on(Plane::Network);
}

} // namespace

void tst_EndpointsByHand::whatIsPublishedMayLeadToPods_data()
{
    QTest::addColumn<QString>("objects");
    const auto row = [](const char *title, const std::string &objects) {
        QTest::newRow(title) << QString::fromStdString(objects);
    };
    const std::string ingress =
        "---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: i, "
        "namespace: ai}\nspec: {defaultBackend: {service: {name: s, port: {number: 80}}}}\n";
    row("load balancer", service("s", "{type: LoadBalancer, ports: [{port: 80}]}"));
    row("node port", service("s", "{type: NodePort, ports: [{port: 80}]}"));
    row("external address", service("s", "{externalIPs: [203.0.113.9], ports: [{port: 80}]}"));
    row("ingress", service("s", "{ports: [{port: 80}]}") + ingress);
}

void tst_EndpointsByHand::whatIsPublishedMayLeadToPods()
{
    QFETCH(QString, objects);
    ImportResult result = importText(deployment("web", noContainers) + objects.toStdString());
    QCOMPARE(withCode(result, "endpoints-by-hand").size(), std::size_t(1));
    QCOMPARE(fromOutside(result).verdict, Verdict::Uncertain);
}

void tst_EndpointsByHand::insideTheClusterTheySayNothing()
{
    ImportResult result = importText(deployment("web", noContainers) + service("s", "{ports: [{port: 80}]}"));
    QVERIFY(withCode(result, "endpoints-by-hand").empty());
    QCOMPARE(fromOutside(result).verdict, Verdict::Deny);
}

void tst_EndpointsByHand::aSelectorThatMeetsNobodyIsNotByHand()
{
    ImportResult result = importText(deployment("web", noContainers)
        + service("s", "{type: LoadBalancer, selector: {app: other}, ports: [{port: 80}]}"));
    QVERIFY(withCode(result, "endpoints-by-hand").empty());
    QCOMPARE(fromOutside(result).verdict, Verdict::Deny);
}

QTEST_APPLESS_MAIN(tst_EndpointsByHand)
#include "tst_EndpointsByHand.moc"
