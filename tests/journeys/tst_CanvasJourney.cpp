// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/journeys/WindowFixture.h"
#include "ui/canvas/CanvasScene.h"
#include "ui/canvas/CanvasView.h"
#include "ui/canvas/HitTest.h"
#include "ui/document/ProjectDocument.h"
#include "ui/panels/ConnectionPicker.h"

#include <QAction>
#include <QLineEdit>
#include <QListWidget>
#include <QtTest>

using namespace fourplane;
using namespace fourplane::ui;
using fourplane::test::WindowFixture;

/// Drawing in the real window: connections that can be meant in several ways, and what the View menu says
/// about the canvas.
class tst_CanvasJourney : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aTargetWithSeveralPortsAsksWhichAndEnterTakesTheFirst();
    void typingFindsThePort();
    void escapeLeavesNothing();
    void aClickElsewhereLeavesNothing();
    void thePatternPermitsInTheSameStep();
    void oneDoorConnectsAtOnce();
    void theViewMenuTurnsSnappingOffAndRemembers();

private:
    /// Two cards of the design, with these ports on the second; not connected yet.
    void giveTargetPorts(const std::vector<NamedPort> &ports, bool withPattern = false);
    void connectCards();

    ConnectionPicker *picker() { return m_fixture->child<ConnectionPicker>("connectionPicker"); }

    std::vector<Flow> flows();

    std::unique_ptr<WindowFixture> m_fixture;
    ElementId m_source;
    ElementId m_target;
    Project m_before;
    int m_steps = 0;
};

void tst_CanvasJourney::init()
{
    m_fixture = std::make_unique<WindowFixture>();
    QVERIFY(m_fixture->open());
    // Two workloads beside each other that nothing connects yet.
    const CanvasScene &scene = m_fixture->window().canvas().scene();
    m_source = {};
    for (const SceneNode &from : scene.nodes()) {
        for (const SceneNode &to : scene.nodes()) {
            if (m_source.isEmpty() && !from.external && !to.external && !(from.id == to.id)
                && !scene.edgeBetween(from.id, to.id)) {
                m_source = from.id;
                m_target = to.id;
            }
        }
    }
    QVERIFY(!m_source.isEmpty());
}

void tst_CanvasJourney::cleanup()
{
    m_fixture.reset();
}

void tst_CanvasJourney::giveTargetPorts(const std::vector<NamedPort> &ports, bool withPattern)
{
    Workload target = m_fixture->project().topology.workloads.at(m_target);
    if (target.containers.empty())
        target.containers.push_back({});
    for (Container &container : target.containers)
        container.ports.clear();
    target.containers.front().ports = ports;
    Edit edit { "Prepare", { ElementChange<Workload> { m_target, target } } };
    if (withPattern) {
        CommunicationPattern pattern;
        pattern.id = ElementId("house-web");
        pattern.name = "House web";
        pattern.ports = { { 8080, Protocol::Tcp } };
        edit.changes.push_back(ElementChange<CommunicationPattern> { pattern.id, pattern });
    }
    m_fixture->window().document().apply(edit);
    QVERIFY(m_fixture->waitUntilIdle());
    m_before = m_fixture->project();
    m_steps = m_fixture->window().document().undoStack().count();
}

void tst_CanvasJourney::connectCards()
{
    CanvasView &canvas = m_fixture->window().canvas();
    canvas.zoomToFit();
    const SceneNode &source = *canvas.scene().node(m_source);
    const QPoint target = canvas.sceneToView(canvas.scene().rectOf(m_target).center()).toPoint();
    const QPoint inside = canvas.sceneToView(source.rect.center()).toPoint();
    const QPoint handle = canvas.sceneToView(handlesOf(source, canvas.zoom()).front()).toPoint();
    QTest::mouseMove(&canvas, inside + QPoint(2, 2));
    QTest::mouseMove(&canvas, inside);
    QTest::mousePress(&canvas, Qt::LeftButton, {}, handle);
    QTest::mouseMove(&canvas, (handle + target) / 2);
    QTest::mouseMove(&canvas, target);
    QTest::mouseRelease(&canvas, Qt::LeftButton, {}, target);
}

std::vector<Flow> tst_CanvasJourney::flows()
{
    std::vector<Flow> found;
    for (const auto &[id, flow] : m_fixture->project().topology.flows) {
        if (flow.sourceId == m_source && flow.destinationId == m_target)
            found.push_back(flow);
    }
    return found;
}

void tst_CanvasJourney::aTargetWithSeveralPortsAsksWhichAndEnterTakesTheFirst()
{
    giveTargetPorts({ { "http", 8080, Protocol::Tcp }, { "metrics", 9090, Protocol::Tcp } });
    connectCards();
    QVERIFY(picker()->isVisible());
    QCOMPARE(picker()->list()->count(), 3);
    QVERIFY(picker()->list()->item(0)->text().startsWith(QStringLiteral("8080 http (TCP)")));
    QVERIFY(m_fixture->project() == m_before);
    QTest::keyClick(picker()->searchField(), Qt::Key_Return);
    QVERIFY(!picker()->isVisible());
    QCOMPARE(flows().size(), std::size_t(1));
    QCOMPARE(flows().front().port, std::uint16_t(8080));
    QVERIFY(m_fixture->window().canvas().selection() == std::vector<ElementId> { flows().front().id });
    QUndoStack &stack = m_fixture->window().document().undoStack();
    QCOMPARE(stack.count(), m_steps + 1);
    stack.undo();
    QVERIFY(m_fixture->project() == m_before);
}

void tst_CanvasJourney::typingFindsThePort()
{
    giveTargetPorts({ { "http", 8080, Protocol::Tcp }, { "metrics", 9090, Protocol::Udp } });
    connectCards();
    QTest::keyClicks(picker()->searchField(), QStringLiteral("metr"));
    QCOMPARE(picker()->list()->count(), 1);
    QTest::keyClick(picker()->searchField(), Qt::Key_Return);
    QCOMPARE(flows().size(), std::size_t(1));
    QCOMPARE(flows().front().port, std::uint16_t(9090));
    QCOMPARE(flows().front().protocol, Protocol::Udp);
    // What is left is one door: the second connection is made at once, beside the first.
    connectCards();
    QVERIFY(!picker()->isVisible());
    QCOMPARE(flows().size(), std::size_t(2));
}

void tst_CanvasJourney::escapeLeavesNothing()
{
    giveTargetPorts({ { "http", 8080, Protocol::Tcp }, { "metrics", 9090, Protocol::Tcp } });
    CanvasView &canvas = m_fixture->window().canvas();
    connectCards();
    QVERIFY(picker()->isVisible());
    QTest::keyClick(picker()->searchField(), Qt::Key_Escape);
    QVERIFY(!picker()->isVisible());
    QVERIFY(m_fixture->project() == m_before);
    QCOMPARE(m_fixture->window().document().undoStack().count(), m_steps);
    // Nor a line: the picture is the one of a canvas where nothing was drawn.
    canvas.select({});
    QTest::mouseMove(&canvas, QPoint(3, 3));
    const QImage after = canvas.grab().toImage();
    connectCards();
    QVERIFY(canvas.grab().toImage() != after);
    QTest::keyClick(picker()->searchField(), Qt::Key_Escape);
    QTest::mouseMove(&canvas, QPoint(3, 3));
    QVERIFY(canvas.grab().toImage() == after);
}

void tst_CanvasJourney::aClickElsewhereLeavesNothing()
{
    giveTargetPorts({ { "http", 8080, Protocol::Tcp }, { "metrics", 9090, Protocol::Tcp } });
    connectCards();
    QVERIFY(picker()->isVisible());
    m_fixture->window().canvas().setFocus();
    QVERIFY(!picker()->isVisible());
    QVERIFY(m_fixture->project() == m_before);
}

void tst_CanvasJourney::thePatternPermitsInTheSameStep()
{
    giveTargetPorts({ { "http", 8080, Protocol::Tcp }, { "metrics", 9090, Protocol::Tcp } }, true);
    connectCards();
    QVERIFY(picker()->list()->item(0)->text().contains(QStringLiteral("House web")));
    QTest::keyClick(picker()->searchField(), Qt::Key_Return);
    QCOMPARE(flows().size(), std::size_t(1));
    const auto &rules = m_fixture->project().policy.allowRules;
    QCOMPARE(rules.size(), m_before.policy.allowRules.size() + 1);
    QVERIFY(std::any_of(rules.begin(), rules.end(), [this](const auto &entry) {
        return entry.second.flowId == flows().front().id && entry.second.patternId == ElementId("house-web");
    }));
    m_fixture->window().document().undoStack().undo();
    QVERIFY(m_fixture->project() == m_before);
}

void tst_CanvasJourney::oneDoorConnectsAtOnce()
{
    giveTargetPorts({ { "http", 8080, Protocol::Tcp } });
    connectCards();
    QVERIFY(!picker()->isVisible());
    QCOMPARE(flows().size(), std::size_t(1));
    QCOMPARE(flows().front().port, std::uint16_t(8080));
}

void tst_CanvasJourney::theViewMenuTurnsSnappingOffAndRemembers()
{
    auto *action = m_fixture->child<QAction>("actionSnapping");
    QVERIFY(action->isChecked());
    QVERIFY(m_fixture->window().canvas().isSnapping());
    action->trigger();
    QVERIFY(!m_fixture->window().canvas().isSnapping());
    MainWindow next(m_fixture->settings());
    QVERIFY(!next.canvas().isSnapping());
    QVERIFY(!next.findChild<QAction *>(QStringLiteral("actionSnapping"))->isChecked());
}

QTEST_MAIN(tst_CanvasJourney)
#include "tst_CanvasJourney.moc"
