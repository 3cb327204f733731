// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/ProjectFile.h"
#include "tests/support/TestData.h"

#include <QtTest>

using namespace fourplane;

class tst_ProjectFile : public QObject
{
    Q_OBJECT

private slots:
    void readsEverySection();
    void writesEverySectionAsDerivedByHand();
    void aPlainWorkloadNeedsFewWords();
};

namespace {

std::string everySection()
{
    return test::readBytes(test::sourcePath("tests/core/storage/data/every-section.fourplane.yaml"));
}

} // namespace

void tst_ProjectFile::readsEverySection()
{
    const auto loaded = parseProject(everySection(), "f.yaml");
    QVERIFY2(loaded, loaded ? "" : toString(loaded.error()).c_str());
    QVERIFY(loaded->diagnostics.empty());
    const Project &project = loaded->project;
    QCOMPARE(project.description, std::string("One element of each kind.\nDerived by hand.\n"));
    QVERIFY(project.platform.mesh == MeshKind::None);
    QVERIFY(project.platform.cni == CniKind::Generic);
    const Topology &t = project.topology;
    const Namespace &data = t.namespaces.at(ElementId("ai-data"));
    QCOMPARE(data.name, std::string("ai-data"));
    QVERIFY(data.origin == (SourceLocation { "manifests/ns.yaml", 3, 1, 2 }));
    QVERIFY(data.segmentation == (NamespaceSegmentation { true, false, MtlsMode::Strict }));
    const Workload &gateway = t.workloads.at(ElementId("gateway"));
    QCOMPARE(gateway.containers.size(), std::size_t(1));
    QCOMPARE(gateway.containers.at(0).name, std::string("gateway"));
    const std::vector<NamedPort> ports { { "", 8080, Protocol::Tcp }, { "", 53, Protocol::Udp },
        { "metrics", 9090, Protocol::Tcp } };
    QVERIFY(gateway.containers.at(0).ports == ports);
    const Workload &llm = t.workloads.at(ElementId("llm"));
    QVERIFY(llm.containers.at(1).role == ContainerRole::Init);
    QVERIFY(llm.mesh == MeshMembership::Out);
    const Service &service = t.services.at(ElementId("llm-svc"));
    QVERIFY(service.ports.at(0).targetPort == IntOrName(std::uint16_t(80)));
    QVERIFY(service.ports.at(1).targetPort == IntOrName(std::string("web")));
    const DataStore &pages = t.stores.at(ElementId("pages"));
    QCOMPARE(pages.collections.at(0).id.value(), std::string("z-drafts"));
    QCOMPARE(pages.collections.at(1).name, std::string("final"));
    QVERIFY(t.bindings.at(ElementId("llm-reads")).refersToClusterRole);
    const Foothold &foothold = project.scenarios.at(ElementId("token")).footholds.at(0);
    QVERIFY(foothold == (Foothold { FootholdKind::StolenToken, ElementId("sa-llm"), ElementId("wiki") }));
    const std::vector<Point> line { { 0, 0 }, { 10.5, -20 } };
    QVERIFY(project.diagram.ink.at(ElementId("ink-1")).points == line);
}

void tst_ProjectFile::writesEverySectionAsDerivedByHand()
{
    const auto loaded = parseProject(everySection(), "f.yaml");
    QVERIFY(loaded);
    QCOMPARE(writeProject(loaded->project), everySection());
}

void tst_ProjectFile::aPlainWorkloadNeedsFewWords()
{
    const auto loaded =
        parseProject("fourplane: 1\nnamespaces:\n  web:\nworkloads:\n  shop: {namespace: web, "
                     "ports: [80]}\n",
            "f.yaml");
    QVERIFY2(loaded, loaded ? "" : toString(loaded.error()).c_str());
    const Workload &shop = loaded->project.topology.workloads.at(ElementId("shop"));
    QCOMPARE(shop.namespaceId.value(), std::string("web"));
    QCOMPARE(portsOf(shop).size(), std::size_t(1));
}

QTEST_APPLESS_MAIN(tst_ProjectFile)
#include "tst_ProjectFile.moc"
