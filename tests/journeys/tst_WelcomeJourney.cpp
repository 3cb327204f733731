// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/journeys/WindowFixture.h"
#include "ui/canvas/CanvasView.h"
#include "ui/document/ProjectDocument.h"
#include "ui/panels/PickerPopup.h"
#include "ui/shell/DescribeDialog.h"
#include "ui/shell/Tour.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QtTest>

#include <algorithm>

using namespace fourplane;
using namespace fourplane::ui;
using fourplane::test::WindowFixture;

/// The first minutes: the tour, and the onboarding form.
class tst_WelcomeJourney : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTourBeginsWithTheFirstDesignAndOnlyThen();
    void doingWhatAMarkSaysGoesOn();
    void theTourIsWalkedByKeys();
    void everyMarkIsInsideTheWindow();
    void answersBecomeADesign();
    void badAnswersAreToldWhileTyping();
};

namespace {

const QString ragTemplate = QStringLiteral("sample-topologies/rag-assistant/segmented.fourplane.yaml");

Tour *beginFromDesign(WindowFixture &fixture)
{
    const QByteArray name = "actionExample-" + ragTemplate.toLatin1();
    fixture.child<QAction>(name.constData())->trigger();
    return fixture.waitUntilIdle() ? fixture.child<Tour>("tour") : nullptr;
}

} // namespace

void tst_WelcomeJourney::theTourBeginsWithTheFirstDesignAndOnlyThen()
{
    WindowFixture fixture;
    QVERIFY(!fixture.child<Tour>("tour"));
    Tour *tour = beginFromDesign(fixture);
    QVERIFY(tour && tour->isVisible());
    QTest::mouseClick(fixture.child<QPushButton>("tourSkip"), Qt::LeftButton);
    QVERIFY(!tour->isVisible());
    QVERIFY(beginFromDesign(fixture));
    QVERIFY(!tour->isVisible()); // remembered
    fixture.child<QAction>("actionTour")->trigger();
    QVERIFY(tour->isVisible());
    QCOMPARE(tour->step(), TourStep::Add);
}

void tst_WelcomeJourney::doingWhatAMarkSaysGoesOn()
{
    WindowFixture fixture;
    Tour *tour = beginFromDesign(fixture);
    QVERIFY(tour);
    CanvasView &canvas = fixture.window().canvas();
    canvas.setFocus();
    // Something else than what is asked for changes nothing.
    canvas.select({ ElementId("llm-server") });
    QCOMPARE(tour->step(), TourStep::Add);
    fixture.press(Qt::Key_Slash);
    auto *popup = fixture.child<PickerPopup>("quickAdd");
    QTest::keyClicks(popup->searchField(), QStringLiteral("vector"));
    QTest::keyClick(popup->searchField(), Qt::Key_Return);
    QCOMPARE(tour->step(), TourStep::Connect);
    Flow flow;
    flow.id = ElementId("drawn");
    flow.sourceId = ElementId("llm-server");
    flow.destinationId = canvas.selection().front();
    fixture.window().document().apply({ "Connect", { ElementChange<Flow> { flow.id, flow } } });
    QCOMPARE(tour->step(), TourStep::Why);
    QVERIFY(fixture.waitUntilIdle());
    QTest::mouseClick(fixture.child<QPushButton>("tourShowMe"), Qt::LeftButton);
    QCOMPARE(tour->step(), TourStep::Simulate);
    canvas.setFocus();
    fixture.press(Qt::Key_F5);
    QVERIFY(fixture.waitUntilIdle());
    QCOMPARE(tour->step(), TourStep::Export);
    QTest::mouseClick(fixture.child<QPushButton>("tourNext"), Qt::LeftButton);
    QVERIFY(!tour->isRunning() && !tour->isVisible());
}

void tst_WelcomeJourney::theTourIsWalkedByKeys()
{
    WindowFixture fixture;
    Tour *tour = beginFromDesign(fixture);
    QVERIFY(tour);
    QCOMPARE(QApplication::focusWidget(), fixture.child<QPushButton>("tourNext"));
    for (int i = 1; i < tourStepCount; ++i) {
        QVERIFY(!tour->accessibleDescription().isEmpty());
        fixture.press(Qt::Key_Space);
        QCOMPARE(tour->step(), static_cast<TourStep>(i));
    }
    QTest::keyClick(fixture.child<QPushButton>("tourNext"), Qt::Key_Escape);
    QVERIFY(!tour->isVisible());
    QVERIFY(fixture.window().canvas().hasFocus());
}

void tst_WelcomeJourney::everyMarkIsInsideTheWindow()
{
    WindowFixture fixture;
    Tour *tour = beginFromDesign(fixture);
    QVERIFY(tour);
    for (const QSize &size : { QSize(900, 560), QSize(1440, 900) }) {
        fixture.window().resize(size);
        fixture.child<QAction>("actionTour")->trigger();
        for (int i = 0; i < tourStepCount; ++i) {
            QVERIFY2(fixture.window().rect().contains(tour->geometry()), qPrintable(QString::number(i)));
            QVERIFY(!fixture.child<QFrame>("tourRing")->geometry().isEmpty());
            fixture.press(Qt::Key_Space);
        }
        QVERIFY(!tour->isRunning());
    }
}

void tst_WelcomeJourney::answersBecomeADesign()
{
    WindowFixture fixture;
    fixture.child<QAction>("actionDescribe")->trigger();
    auto *dialog = fixture.child<DescribeDialog>("describeDialog");
    QVERIFY(dialog && dialog->isVisible());
    auto *create = dialog->findChild<QPushButton *>(QStringLiteral("describeCreate"));
    QVERIFY(!create->isEnabled());
    const auto type = [dialog](const char *field, const QString &text) {
        QTest::keyClicks(dialog->findChild<QLineEdit *>(QString::fromLatin1(field)), text);
    };
    type("describeName", QStringLiteral("Contract Assistant"));
    type("describeOwner", QStringLiteral("legal"));
    type("describeCallers", QStringLiteral("Lawyers, Clerks"));
    QTest::mouseClick(dialog->findChild<QPushButton *>(QStringLiteral("describeAddData")), Qt::LeftButton);
    auto *table = dialog->findChild<QTableWidget *>();
    auto *editor = table->findChild<QLineEdit *>();
    QVERIFY(editor);
    editor->selectAll();
    QTest::keyClicks(editor, QStringLiteral("Contracts"));
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(table->item(0, 0)->text(), QStringLiteral("Contracts"));
    table->item(0, 2)->setCheckState(Qt::Checked);
    auto *model = dialog->findChild<QComboBox *>(QStringLiteral("describeModel"));
    model->setFocus();
    QTest::keyClick(model, Qt::Key_Down);
    type("describeProvider", QStringLiteral("Provider: api.example.com"));
    QVERIFY(create->isEnabled());
    QTest::mouseClick(create, Qt::LeftButton);

    QVERIFY(fixture.waitUntilIdle());
    const Project &project = fixture.project();
    QCOMPARE(project.name, std::string("Contract Assistant"));
    QVERIFY(fixture.window().document().isModified());
    QCOMPARE(project.topology.externals.size(), std::size_t { 3 });
    QCOMPARE(project.policy.grants.size(), std::size_t { 2 });
    // It is on the canvas.
    for (const auto &[id, workload] : project.topology.workloads)
        QVERIFY2(find(project.diagram.placements, id), id.value().c_str());
}

void tst_WelcomeJourney::badAnswersAreToldWhileTyping()
{
    WindowFixture fixture;
    fixture.child<QAction>("actionDescribe")->trigger();
    auto *dialog = fixture.child<DescribeDialog>("describeDialog");
    auto *create = dialog->findChild<QPushButton *>(QStringLiteral("describeCreate"));
    QTest::keyClicks(
        dialog->findChild<QLineEdit *>(QStringLiteral("describeName")), QStringLiteral("Helper"));
    QVERIFY(create->isEnabled());
    auto *model = dialog->findChild<QComboBox *>(QStringLiteral("describeModel"));
    model->setFocus();
    QTest::keyClick(model, Qt::Key_Down);
    QVERIFY(!create->isEnabled()); // a provider without a name
    QTest::keyClicks(
        dialog->findChild<QLineEdit *>(QStringLiteral("describeProvider")), QStringLiteral("P: not a host"));
    QVERIFY(!create->isEnabled());
    const QString fault = dialog->findChild<QLabel *>(QStringLiteral("describeFault"))->text();
    QVERIFY2(fault.contains(QStringLiteral("not a host")), qPrintable(fault));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(fixture.project().topology.workloads.empty());
}

QTEST_MAIN(tst_WelcomeJourney)
#include "tst_WelcomeJourney.moc"
