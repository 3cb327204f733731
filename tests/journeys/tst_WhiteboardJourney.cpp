// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/ProjectFile.h"
#include "tests/journeys/WindowFixture.h"
#include "ui/canvas/CanvasScene.h"
#include "ui/canvas/CanvasView.h"
#include "ui/canvas/HitTest.h"
#include "ui/document/ProjectDocument.h"
#include "ui/panels/PickerPopup.h"

#include <QAction>
#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QtTest>

#include <set>

using namespace fourplane;
using namespace fourplane::ui;
using fourplane::test::WindowFixture;

/// A design session: the RAG assistant from an empty window, with mouse and keyboard alone.
class tst_WhiteboardJourney : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRagAssistantTakesFewerThanSixtyActions();
};

namespace {

/// Counts what a person does: a key, a text typed in one go, a click, a drag.
class Person
{
public:
    explicit Person(WindowFixture &fixture)
        : m_fixture(fixture)
        , m_canvas(fixture.window().canvas())
    {
        m_canvas.setFocus();
    }

    int actions() const { return m_actions; }

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        m_fixture.press(key, modifiers);
        ++m_actions;
    }

    void type(QWidget *where, const QString &text)
    {
        QTest::keyClicks(where, text);
        ++m_actions;
    }

    /// Adds what `words` find first, and gives its id.
    ElementId add(const QString &words)
    {
        press(Qt::Key_Slash);
        auto *popup = m_fixture.child<PickerPopup>("quickAdd");
        type(popup->searchField(), words);
        QTest::keyClick(popup->searchField(), Qt::Key_Return);
        ++m_actions;
        return m_canvas.selection().empty() ? ElementId() : m_canvas.selection().front();
    }

    void connect(const ElementId &from, const ElementId &to)
    {
        const SceneNode &source = *m_canvas.scene().node(from);
        const SceneNode &target = *m_canvas.scene().node(to);
        const auto onView = [this](const QPointF &point) { return m_canvas.sceneToView(point).toPoint(); };
        // The handle that looks at the target; the pointer passes over the card first, which shows the
        // handles.
        QPointF best;
        double shortest = 1e9;
        for (const QPointF &handle : handlesOf(source, m_canvas.zoom())) {
            const double length = QLineF(handle, target.rect.center()).length();
            if (length < shortest) {
                shortest = length;
                best = handle;
            }
        }
        QTest::mouseMove(&m_canvas, onView(source.rect.topLeft() + QPointF(12, 12)));
        QTest::mouseMove(&m_canvas, onView(source.rect.center()));
        QTest::mousePress(&m_canvas, Qt::LeftButton, {}, onView(best));
        QTest::mouseMove(&m_canvas, onView((best + target.rect.center()) / 2));
        QTest::mouseMove(&m_canvas, onView(target.rect.center()));
        QTest::mouseRelease(&m_canvas, Qt::LeftButton, {}, onView(target.rect.center()));
        ++m_actions;
    }

    void click(QWidget *where, const QPoint &at)
    {
        QTest::mouseClick(where, Qt::LeftButton, {}, at);
        ++m_actions;
    }

    /// Ctrl+S, a name, Enter.
    void saveAs(const QString &path)
    {
        QTimer::singleShot(200, &m_canvas, [this, path] {
            auto *dialog = qobject_cast<QFileDialog *>(QApplication::activeModalWidget());
            if (!dialog)
                return;
            auto *name = dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"));
            name->selectAll();
            type(name, path);
            QTest::keyClick(name, Qt::Key_Return);
            ++m_actions;
        });
        press(Qt::Key_S, Qt::ControlModifier);
    }

private:
    WindowFixture &m_fixture;
    CanvasView &m_canvas;
    int m_actions = 0;
};

} // namespace

void tst_WhiteboardJourney::aRagAssistantTakesFewerThanSixtyActions()
{
    WindowFixture fixture;
    QVERIFY(QTest::qWaitForWindowActive(&fixture.window()));
    QVERIFY(fixture.waitUntilIdle());
    const Project empty = fixture.project();
    Person person(fixture);

    const ElementId users = person.add(QStringLiteral("customers"));
    const ElementId gateway = person.add(QStringLiteral("gateway"));
    const ElementId agent = person.add(QStringLiteral("agent"));
    const ElementId retriever = person.add(QStringLiteral("retr"));
    const ElementId model = person.add(QStringLiteral("vllm"));
    const ElementId vectors = person.add(QStringLiteral("vec"));
    const ElementId documents = person.add(QStringLiteral("minio"));
    const ElementId ingestion = person.add(QStringLiteral("ingestion"));
    const ElementId tool = person.add(QStringLiteral("mail"));
    const ElementId proxy = person.add(QStringLiteral("egress"));
    const ElementId provider = person.add(QStringLiteral("openai"));
    const std::vector<ElementId> all { users, gateway, agent, retriever, model, vectors, documents, ingestion,
        tool, proxy, provider };
    QCOMPARE(std::set<ElementId>(all.begin(), all.end()).size(), all.size());
    const Topology &topology = fixture.project().topology;
    QVERIFY(topology.workloads.at(gateway).kind == WorkloadKind::Gateway);
    QVERIFY(topology.workloads.at(agent).kind == WorkloadKind::Agent);
    QVERIFY(topology.workloads.at(retriever).kind == WorkloadKind::Retriever);
    QVERIFY(topology.workloads.at(model).kind == WorkloadKind::ModelEndpoint);
    QVERIFY(topology.workloads.at(vectors).kind == WorkloadKind::VectorStore);
    QVERIFY(topology.workloads.at(documents).kind == WorkloadKind::DocumentStore);
    QVERIFY(topology.workloads.at(ingestion).kind == WorkloadKind::IngestionPipeline);
    QVERIFY(topology.workloads.at(proxy).kind == WorkloadKind::EgressProxy);
    QVERIFY(topology.externals.at(users).kind == ExternalKind::UserGroup);
    QVERIFY(topology.externals.at(provider).kind == ExternalKind::HostedLlm);

    person.press(Qt::Key_L, Qt::ControlModifier);
    QVERIFY(fixture.waitUntilIdle());
    const std::vector<std::pair<ElementId, ElementId>> lines { { users, gateway }, { gateway, agent },
        { agent, retriever }, { agent, model }, { retriever, vectors }, { ingestion, documents },
        { ingestion, vectors }, { agent, tool }, { model, proxy }, { proxy, provider } };
    for (const auto &[from, to] : lines) {
        person.connect(from, to);
        QVERIFY2(fixture.window().canvas().scene().edgeBetween(from, to),
            (from.value() + " to " + to.value()).c_str());
    }
    QCOMPARE(topology.flows.size(), lines.size());
    person.press(Qt::Key_L, Qt::ControlModifier);
    QVERIFY(fixture.waitUntilIdle());

    // What is declared is permitted.
    auto *tabs = fixture.child<QTabWidget>("bottomTabs");
    const int tab = tabs->indexOf(fixture.child<QWidget>("permissionsPanel"));
    person.click(tabs->tabBar(), tabs->tabBar()->tabRect(tab).center());
    auto *permit = fixture.child<QPushButton>("permitDeclared");
    person.click(permit, permit->rect().center());
    QCOMPARE(fixture.project().policy.allowRules.size(), lines.size());
    QVERIFY(findProblems(fixture.project()).empty());

    const Project drawn = fixture.project();
    const QString path = fixture.path() + QStringLiteral(".drawn.fourplane.yaml");
    fixture.window().canvas().setFocus();
    person.saveAs(path);
    QCOMPARE(fixture.window().document().path(), path);
    QVERIFY2(person.actions() < 60, qPrintable(QString::number(person.actions())));
    qInfo("drawn and saved in %d actions", person.actions());

    // Everything back to the empty window, and everything again.
    QUndoStack &stack = fixture.window().document().undoStack();
    fixture.window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&fixture.window()));
    fixture.window().canvas().setFocus();
    const int steps = stack.count();
    for (int i = 0; i < steps; ++i)
        fixture.press(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(!stack.canUndo());
    QVERIFY(fixture.project() == empty);
    for (int i = 0; i < steps; ++i)
        fixture.press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(fixture.project() == drawn);
    QVERIFY(fixture.waitUntilIdle());

    const Result<LoadedProject> loaded = loadProject(path.toStdString());
    QVERIFY(loaded.has_value());
    QVERIFY(loaded->project == drawn);
    QVERIFY(fixture.window().openFile(path).has_value());
    QVERIFY(fixture.project() == drawn);
}

QTEST_MAIN(tst_WhiteboardJourney)
#include "tst_WhiteboardJourney.moc"
