// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/Scheduling.h"
#include "tests/ui/support/RagProject.h"
#include "ui/canvas/CanvasScene.h"
#include "ui/canvas/CanvasView.h"
#include "ui/canvas/DetailLevel.h"
#include "ui/canvas/PoolMove.h"
#include "ui/document/ProjectDocument.h"

#include <QtTest>

using namespace fourplane;
using namespace fourplane::ui;

/// What stands behind namespaces: the cluster, tenants, nodes.
class tst_SceneZones : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theClusterHoldsNamespacesAndNotTheOutside();
    void aTenantGrowsAroundItsNamespaces();
    void strangersWithinATenantAreLeftOut();
    void nodesHoldWhatCanOnlyRunThere();
    void aNamespaceDroppedAmongATenantsIsTheTenants();
    void boundariesAreAddedFromThePalette();
    void nodesAreAddedForWhatIsSelected();
    void aCardDroppedAmongNodesRunsThere();
    void nodesThatCannotBeToldApartTakeNothing();
    void theLegendExplainsBordersThatAreThere();
    void everyLensSaysWhatItsPlaneDecidesBy();
    void fromFarAwayTheClusterIsOne();

private:
    const SceneZone *zone(const CanvasScene &scene, SceneZone::Kind kind, const char *name = nullptr);
};

namespace {

Project tenantProject()
{
    Project project = test::ragProject();
    project.topology.namespaces.at(ElementId("ai-gateway")).tenant = "acme";
    project.topology.namespaces.at(ElementId("ai-inference")).tenant = "acme";
    project.topology.namespaces.at(ElementId("egress")).tenant = "globex";
    return project;
}

} // namespace

const SceneZone *tst_SceneZones::zone(const CanvasScene &scene, SceneZone::Kind kind, const char *name)
{
    for (const SceneZone &candidate : scene.zones()) {
        if (candidate.kind == kind && (!name || candidate.name == QLatin1String(name)))
            return &candidate;
    }
    return nullptr;
}

void tst_SceneZones::theClusterHoldsNamespacesAndNotTheOutside()
{
    CanvasScene scene;
    scene.rebuild(test::ragProject());
    const SceneZone *cluster = scene.cluster();
    QVERIFY(cluster);
    QCOMPARE(cluster->workloads, std::size_t(10));
    for (const SceneContainer &container : scene.containers())
        QVERIFY(cluster->bounds().contains(container.rect));
    for (const SceneNode &node : scene.nodes())
        QCOMPARE(cluster->contains(node.rect.center()), !node.external);
    Project alone;
    alone.topology.namespaces[ElementId("a")] = { ElementId("a"), "a" };
    scene.rebuild(alone);
    QVERIFY(!scene.cluster());
}

void tst_SceneZones::aTenantGrowsAroundItsNamespaces()
{
    Project project = tenantProject();
    CanvasScene scene;
    scene.rebuild(project);
    const SceneZone *acme = zone(scene, SceneZone::Kind::Tenant, "acme");
    QVERIFY(acme && acme->containers.size() == 2);
    QVERIFY(acme->bounds().contains(scene.rectOf(ElementId("ai-gateway"))));
    QVERIFY(acme->bounds().contains(scene.rectOf(ElementId("ai-inference"))));
    QVERIFY(!acme->bounds().contains(scene.rectOf(ElementId("ai-data"))));
    // A card that moves takes its namespace and the zone along.
    const QRectF before = acme->bounds();
    project.diagram.placements.at(ElementId("retriever")).position.y += 400;
    scene.updatePlacements(project);
    QCOMPARE(zone(scene, SceneZone::Kind::Tenant, "acme")->bounds().bottom(), before.bottom() + 400 - 180);
}

void tst_SceneZones::strangersWithinATenantAreLeftOut()
{
    Project project = tenantProject();
    project.topology.namespaces.at(ElementId("ai-inference")).tenant.clear();
    project.topology.namespaces.at(ElementId("ai-data")).tenant = "acme";
    CanvasScene scene;
    scene.rebuild(project);
    // ai-inference stands between ai-gateway and ai-data.
    const SceneZone *acme = zone(scene, SceneZone::Kind::Tenant, "acme");
    QVERIFY(acme->bounds().intersects(scene.rectOf(ElementId("ai-inference"))));
    QVERIFY(!acme->contains(scene.rectOf(ElementId("llm-server")).center()));
    QVERIFY(acme->contains(scene.rectOf(ElementId("kb-vectors")).center()));
}

void tst_SceneZones::nodesHoldWhatCanOnlyRunThere()
{
    Project project = test::ragProject();
    for (const char *id : { "gpu", "general" }) {
        NodePool pool;
        pool.id = ElementId(id);
        pool.name = id;
        pool.labels["pool"] = id;
        project.topology.nodePools[pool.id] = pool;
    }
    project.topology.workloads.at(ElementId("llm-server")).placement.nodeSelector["pool"] = "gpu";
    CanvasScene scene;
    scene.rebuild(project);
    const SceneZone *gpu = zone(scene, SceneZone::Kind::NodePool, "gpu");
    QVERIFY(gpu);
    QCOMPARE(gpu->nodes.size(), std::size_t(1));
    QVERIFY(gpu->contains(scene.rectOf(ElementId("llm-server")).center()));
    // Everything else may land in either pool, and so is in neither zone.
    QVERIFY(!zone(scene, SceneZone::Kind::NodePool, "general"));
    QCOMPARE(scene.node(ElementId("llm-server"))->nodeText, QStringLiteral("on gpu"));
    QCOMPARE(scene.node(ElementId("retriever"))->nodeText, QStringLiteral("on general or gpu"));
}

void tst_SceneZones::aNamespaceDroppedAmongATenantsIsTheTenants()
{
    ProjectDocument document;
    document.setProject(tenantProject());
    CanvasView view;
    view.resize(1500, 900);
    view.setDocument(&document);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const auto onView = [&view](const QPointF &point) { return view.sceneToView(point).toPoint(); };
    const QPoint title = onView(view.scene().rectOf(ElementId("egress")).topLeft() + QPointF(30, 18));
    const QPoint inside =
        onView(view.scene().rectOf(ElementId("ai-inference")).bottomLeft() + QPointF(30, -8));
    QTest::mousePress(&view, Qt::LeftButton, {}, title);
    for (int i = 1; i <= 4; ++i)
        QTest::mouseMove(&view, title + (inside - title) * i / 4);
    QTest::mouseRelease(&view, Qt::LeftButton, {}, inside);
    QCOMPARE(document.project().topology.namespaces.at(ElementId("egress")).tenant, std::string("acme"));
    QCOMPARE(document.undoStack().count(), 1);
    document.undoStack().undo();
    QVERIFY(document.project() == tenantProject());
}

void tst_SceneZones::boundariesAreAddedFromThePalette()
{
    ProjectDocument document;
    document.setProject(test::ragProject());
    CanvasView view;
    view.resize(1500, 900);
    view.setDocument(&document);
    const QPointF free = view.scene().bounds().bottomRight() + QPointF(300, 300);
    const ElementId space = view.addKind(QStringLiteral("namespace"), free);
    QVERIFY(view.scene().container(space));
    QVERIFY(view.scene().rectOf(space).contains(free));
    const ElementId tenant = view.addKind(QStringLiteral("tenant"), free + QPointF(600, 0));
    QCOMPARE(document.project().topology.namespaces.at(tenant).tenant, std::string("tenant-1"));
    QVERIFY(zone(view.scene(), SceneZone::Kind::Tenant, "tenant-1"));
    QVERIFY(findProblems(document.project()).empty());
}

void tst_SceneZones::nodesAreAddedForWhatIsSelected()
{
    ProjectDocument document;
    document.setProject(test::ragProject());
    CanvasView view;
    view.resize(1500, 900);
    view.setDocument(&document);
    view.select({ ElementId("llm-server"), ElementId("customers") });
    const ElementId pool = view.addKind(QStringLiteral("node-pool"), {});
    QVERIFY(document.project().topology.nodePools.count(pool) == 1);
    QCOMPARE(document.undoStack().count(), 1);
    const SceneZone *nodes = zone(view.scene(), SceneZone::Kind::NodePool);
    QVERIFY(nodes && nodes->contains(view.scene().rectOf(ElementId("llm-server")).center()));
    QVERIFY(findProblems(document.project()).empty());
}

namespace {

/// Two pools; the workloads named run on the first alone.
Project pooled(std::initializer_list<const char *> onFirst, const char *secondLabel)
{
    Project project = test::ragProject();
    const auto addPool = [&project](const char *id, const char *label) {
        NodePool pool;
        pool.id = ElementId(id);
        pool.name = id;
        pool.labels["pool"] = label;
        project.topology.nodePools[pool.id] = pool;
    };
    addPool("gpu", "gpu");
    addPool("general", secondLabel);
    project.topology.nodePools.at(ElementId("general")).labels["disk"] = "slow";
    project.topology.workloads.at(ElementId("retriever")).placement.nodeSelector["disk"] = "slow";
    project.topology.nodePools.at(ElementId("gpu")).taints = { { "gpu", "only", "NoSchedule" } };
    for (const char *id : onFirst) {
        Placement &placement = project.topology.workloads.at(ElementId(id)).placement;
        placement.nodeSelector["pool"] = "gpu";
        placement.tolerations = { { "gpu", "Exists", "", "" } };
    }
    return project;
}

/// Drags the retriever onto the card of llm-server, and shows the workload lens if asked to.
void dragToNodes(CanvasView &view, Lens lens)
{
    view.resize(1500, 900);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.setLens(lens);
    const auto onView = [&view](const QPointF &point) { return view.sceneToView(point).toPoint(); };
    const QPoint from = onView(view.scene().rectOf(ElementId("retriever")).center());
    const QPoint to = onView(view.scene().rectOf(ElementId("llm-server")).center());
    QTest::mousePress(&view, Qt::LeftButton, {}, from);
    for (int i = 1; i <= 4; ++i)
        QTest::mouseMove(&view, from + (to - from) * i / 4);
    QTest::mouseRelease(&view, Qt::LeftButton, {}, to);
}

} // namespace

void tst_SceneZones::aCardDroppedAmongNodesRunsThere()
{
    const Project before = pooled({ "llm-server" }, "general");
    ProjectDocument document;
    document.setProject(before);
    {
        // Pools that are not shown take nothing.
        CanvasView view;
        view.setDocument(&document);
        dragToNodes(view, Lens::All);
        QVERIFY(document.project().topology.workloads == before.topology.workloads);
        document.undoStack().undo();
    }
    CanvasView view;
    view.setDocument(&document);
    dragToNodes(view, Lens::Workload);
    const Workload &retriever = document.project().topology.workloads.at(ElementId("retriever"));
    QCOMPARE(retriever.placement.nodeSelector.at("pool"), std::string("gpu"));
    QCOMPARE(retriever.placement.nodeSelector.count("disk"), std::size_t(0)); // of the other pool
    QVERIFY(poolsFor(retriever.placement, document.project().topology.nodePools)
        == std::vector { ElementId("gpu") });
    QCOMPARE(document.undoStack().undoText(), QStringLiteral("Run retriever on nodes gpu"));
    QCOMPARE(document.undoStack().count(), 1);
    const SceneZone *nodes = zone(view.scene(), SceneZone::Kind::NodePool, "gpu");
    QVERIFY(nodes && nodes->nodes.size() == 2);
    document.undoStack().undo();
    QVERIFY(document.project() == before);
}

void tst_SceneZones::nodesThatCannotBeToldApartTakeNothing()
{
    // Both pools have the same label, so that none of them can be asked for alone.
    const Project before = pooled({ "llm-server" }, "gpu");
    const Result<Edit> edit = poolMove(before, { ElementId("retriever") }, ElementId("gpu"));
    QVERIFY(!edit);
    QCOMPARE(edit.error().diagnostics.front().code, std::string("pool-not-singled-out"));
}

void tst_SceneZones::theLegendExplainsBordersThatAreThere()
{
    // The box of the legend, along a row above its words: as wide as what it explains.
    const auto widthOf = [](const Project &project, Lens lens) {
        ProjectDocument document;
        document.setProject(project);
        CanvasView view;
        view.setLens(lens);
        view.setDocument(&document);
        const QImage picture = view.renderTo({ 1500, 900 });
        const int row = 900 - 12 - 30 + 4;
        int column = 30;
        while (column < 1400 && picture.pixel(column, row) == view.theme().card.rgb())
            ++column;
        return column;
    };
    Project plain = test::ragProject();
    const int withCluster = widthOf(plain, Lens::All);
    QVERIFY(withCluster > 100);
    Project tenants = tenantProject();
    QVERIFY(widthOf(tenants, Lens::All) > withCluster + 30);
    Project pools = pooled({ "llm-server" }, "general");
    QCOMPARE(widthOf(pools, Lens::All), withCluster); // pools are shown under the workload lens
    QVERIFY(widthOf(pools, Lens::Workload) > widthOf(plain, Lens::Workload) + 30);
}

void tst_SceneZones::everyLensSaysWhatItsPlaneDecidesBy()
{
    Project project = test::ragProject();
    NodePool pool;
    pool.id = ElementId("gpu");
    pool.name = "gpu";
    project.topology.nodePools[pool.id] = pool;
    CanvasScene scene;
    scene.rebuild(project);
    const SceneNode &store = *scene.node(ElementId("kb-vectors"));
    QCOMPARE(store.secondLine(Lens::Identity), store.kindText + QStringLiteral(" · sa/kb-vectors"));
    QCOMPARE(store.secondLine(Lens::Network), store.kindText + QStringLiteral(" · 8080"));
    QCOMPARE(store.secondLine(Lens::Workload), store.kindText + QStringLiteral(" · on gpu"));
    QCOMPARE(store.secondLine(Lens::Data), store.kindText + QStringLiteral(" · kb"));
}

void tst_SceneZones::fromFarAwayTheClusterIsOne()
{
    ProjectDocument document;
    document.setProject(test::ragProject());
    CanvasView view;
    view.resize(1500, 900);
    view.setDocument(&document);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.setZoom(0.04);
    const QImage cluster = view.grab().toImage();
    view.setZoom(0.06);
    QVERIFY(detailAt(view.scene(), 0.06).tiles && !detailAt(view.scene(), 0.06).cluster);
    QVERIFY(detailAt(view.scene(), 0.04).cluster);
    // What is said of the cluster needs more room than its namespaces have there.
    const QRectF area = view.scene().cluster()->bounds();
    view.setZoom(0.04);
    const QPointF middle = view.sceneToView(area.center());
    const QRgb card = view.theme().card.rgb();
    QCOMPARE(cluster.pixel((middle - QPointF(0, 26)).toPoint()), card);
}

QTEST_MAIN(tst_SceneZones)
#include "tst_SceneZones.moc"
