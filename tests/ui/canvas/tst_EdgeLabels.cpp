// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/ProjectFile.h"
#include "tests/support/SampleProjects.h"
#include "tests/ui/support/RagProject.h"
#include "ui/canvas/CanvasScene.h"

#include <QtTest>

using namespace fourplane;
using namespace fourplane::ui;

/// Labels and signs at 100 %, on every sample and on a design that is far too full.
class TestEdgeLabels : public QObject
{
    Q_OBJECT

private:
    /// `side` x `side` cards close together, each connected to every second one.
    static Project crowd(int side)
    {
        Project project;
        project.topology.namespaces[ElementId("team")] = { ElementId("team"), "team" };
        const auto idOf = [](int index) { return ElementId("w" + std::to_string(index)); };
        for (int i = 0; i < side * side; ++i) {
            Workload workload;
            workload.id = idOf(i);
            workload.name = workload.id.value();
            workload.namespaceId = ElementId("team");
            project.topology.workloads[workload.id] = workload;
            project.diagram.placements[workload.id] =
                Placement2D { { 230.0 * (i % side), 100.0 * (i / side) }, 0, 0 };
            for (int to = i % 2; to < side * side; to += 2) {
                Flow flow;
                flow.id = ElementId("f" + std::to_string(i) + "-" + std::to_string(to));
                flow.sourceId = workload.id;
                flow.destinationId = idOf(to);
                flow.port = std::uint16_t(8000 + to);
                project.topology.flows[flow.id] = flow;
            }
        }
        return project;
    }

    static void verifyNothingOverlaps(const Project &project, int &labels, int &wanted)
    {
        CanvasScene scene;
        scene.rebuild(project);
        const std::vector<SceneEdge> &edges = scene.edges();
        for (std::size_t i = 0; i < edges.size(); ++i) {
            const QRectF &label = edges[i].labelRect;
            wanted += !edges[i].label.isEmpty();
            if (label.isNull())
                continue;
            ++labels;
            for (const SceneNode &node : scene.nodes())
                QVERIFY2(!label.intersects(node.rect),
                    qPrintable(edges[i].label + QStringLiteral(" on ") + node.name));
            for (const SceneContainer &container : scene.containers())
                QVERIFY2(!label.intersects(container.titleBar()), qPrintable(edges[i].label));
            for (std::size_t j = 0; j < edges.size(); ++j) {
                QVERIFY2(j <= i || !label.intersects(edges[j].labelRect),
                    qPrintable(edges[i].label + QStringLiteral(" on ") + edges[j].label));
            }
        }
    }

private Q_SLOTS:

    void noLabelCoversACardATitleOrAnotherLabel_data()
    {
        QTest::addColumn<QString>("name");
        for (const std::filesystem::path &file : test::sampleProjects()) {
            const std::string name = (file.parent_path().filename() / file.filename()).string();
            QTest::addRow("%s", name.c_str()) << QString::fromStdString(file.string());
        }
        QTest::newRow("crowd") << QString();
    }

    void noLabelCoversACardATitleOrAnotherLabel()
    {
        QFETCH(QString, name);
        int labels = 0;
        int wanted = 0;
        if (name.isEmpty()) {
            verifyNothingOverlaps(crowd(7), labels, wanted);
        } else {
            const auto loaded = loadProject(name.toStdString());
            QVERIFY(loaded);
            verifyNothingOverlaps(loaded->project, labels, wanted);
        }
        // Not by leaving the labels out.
        QVERIFY2(2 * labels >= wanted || name.isEmpty(), qPrintable(QString::number(labels)));
        QVERIFY(labels > 3 || labels == wanted);
    }

    void aSignForTheVerdictCoversNoLabelWhereThereIsRoom()
    {
        CanvasScene scene;
        scene.rebuild(test::ragProject());
        for (const SceneEdge &edge : scene.edges()) {
            const QRectF sign(edge.glyphPlace - QPointF(8, 8), QSizeF(16, 16));
            for (const SceneEdge &other : scene.edges())
                QVERIFY2(!sign.intersects(other.labelRect), qPrintable(other.label));
            for (const SceneNode &node : scene.nodes())
                QVERIFY2(!sign.intersects(node.rect), qPrintable(node.name));
        }
    }
};

QTEST_MAIN(TestEdgeLabels)
#include "tst_EdgeLabels.moc"
