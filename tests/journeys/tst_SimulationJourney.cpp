// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/AttackTrace.h"
#include "tests/journeys/WindowFixture.h"
#include "tests/support/TestData.h"
#include "ui/canvas/CanvasScene.h"
#include "ui/canvas/CanvasView.h"
#include "ui/document/ProjectDocument.h"
#include "ui/panels/TimelinePanel.h"
#include "ui/panels/WhyCard.h"

#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QtTest>

#include <algorithm>

using namespace fourplane;
using namespace fourplane::ui;
using fourplane::test::WindowFixture;

/// Attacking a design in the window, with real events.
class tst_SimulationJourney : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void blockedPivotTellsPlaneObjectAndReason();
    void resultSaysForWhichScenarioAndAssumption();
    void aChangeOfTheProjectMakesTheResultStale();
    void twoSelectedWorkloadsTellWhy();
    void crowdedAttackBeginsWithTheStepsToTheGoal();
    void breachOfASelectedWorkloadNeedsNoScenario();
};

void tst_SimulationJourney::blockedPivotTellsPlaneObjectAndReason()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    QVERIFY(fixture.choose("scenarioChoice", QStringLiteral("model-server-rce")));
    fixture.window().canvas().setFocus();
    fixture.press(Qt::Key_F5);
    QVERIFY(fixture.window().isBusy());
    QVERIFY(fixture.waitUntilIdle());
    QVERIFY(fixture.window().simulation().has_value());
    const AttackTrace &trace = *fixture.window().simulation()->trace;
    QVERIFY(trace.fallenJewels.empty());

    auto *table = fixture.child<QTableView>("timelineTable");
    QCOMPARE(table->model()->rowCount(), static_cast<int>(trace.pivots.size()));
    int row = -1;
    for (int i = 0; i < table->model()->rowCount() && row < 0; ++i) {
        const auto pivot = table->model()->index(i, 0).data(TimelineModel::PivotRole).toUInt();
        if (!trace.pivots[pivot].succeeded() && trace.pivots[pivot].blocks.front().decidedBy)
            row = i;
    }
    QVERIFY2(row >= 0, "no pivot is blocked by an object");
    const QModelIndex index = table->model()->index(row, 1);
    table->scrollTo(index);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(index).center());

    const PivotBlock &block = trace.pivots[index.data(TimelineModel::PivotRole).toUInt()].blocks.front();
    auto *why = fixture.child<WhyCard>("whyCard");
    QVERIFY(why->isVisible());
    const QString text = why->plainText();
    QVERIFY2(text.contains(QString::fromStdString(std::string(nameOf(block.plane))), Qt::CaseInsensitive),
        qPrintable(text));
    QVERIFY2(text.contains(QString::fromStdString(block.decidedBy->name)), qPrintable(text));
    QVERIFY2(text.contains(QString::fromStdString(block.reason), Qt::CaseInsensitive), qPrintable(text));
}

void tst_SimulationJourney::resultSaysForWhichScenarioAndAssumption()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    QVERIFY(fixture.window().simulate(ElementId("stolen-token"), Exploitability::All));
    QVERIFY(fixture.waitUntilIdle());
    const QString summary = fixture.child<QLabel>("timelineSummary")->text();
    QVERIFY2(summary.contains(QStringLiteral("Stolen token")), qPrintable(summary));
    QVERIFY2(summary.contains(QStringLiteral("exploitability: all")), qPrintable(summary));
    // Another assumption is another question: the answer to the old one goes.
    QTest::mouseClick(fixture.child<QPushButton>("exploitabilityNone"), Qt::LeftButton);
    QVERIFY(!fixture.window().simulation().has_value());
    QCOMPARE(fixture.child<QTableView>("timelineTable")->model()->rowCount(), 0);
}

void tst_SimulationJourney::aChangeOfTheProjectMakesTheResultStale()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    QVERIFY(fixture.window().simulate(ElementId("model-server-rce"), std::nullopt));
    QVERIFY(fixture.waitUntilIdle());
    auto *timeline = fixture.child<TimelinePanel>("timelinePanel");
    QVERIFY(!timeline->isStale());
    fixture.click("llm-server");
    fixture.type("workloadName", QStringLiteral("renamed"));
    QVERIFY(timeline->isStale());
    QVERIFY(!fixture.window().simulation().has_value());
    QVERIFY(fixture.child<QLabel>("timelineSummary")->text().contains(QStringLiteral("Out of date")));
}

void tst_SimulationJourney::twoSelectedWorkloadsTellWhy()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    auto *why = fixture.child<WhyCard>("whyCard");
    QVERIFY(!why->isVisible());
    fixture.window().canvas().select({ ElementId("llm-server"), ElementId("ingestion") });
    QVERIFY(why->isVisible());
    QCOMPARE(why->content().rows.size(), qsizetype { 4 });
    QVERIFY2(why->content().title.startsWith(QStringLiteral("ingestion cannot reach llm-server")),
        qPrintable(why->content().title));
    QTest::mouseClick(fixture.child<QPushButton>("whySwap"), Qt::LeftButton);
    QVERIFY2(why->content().title.startsWith(QStringLiteral("llm-server cannot reach ingestion")),
        qPrintable(why->content().title));
}

void tst_SimulationJourney::crowdedAttackBeginsWithTheStepsToTheGoal()
{
    WindowFixture fixture;
    const auto flat = test::sourcePath("sample-topologies/rag-assistant/flat.fourplane.yaml");
    QVERIFY(fixture.window().openFile(QString::fromStdString(flat.string())).has_value());
    QVERIFY(fixture.waitUntilIdle());
    QVERIFY(fixture.window().simulate(ElementId("model-server-rce"), Exploitability::All));
    QVERIFY(fixture.waitUntilIdle());
    const AttackTrace &trace = *fixture.window().simulation()->trace;
    const auto onCanvas = [&fixture] {
        std::vector<std::uint32_t> pivots;
        for (const AttackLine &line : fixture.window().canvas().attackOverlay().lines)
            pivots.insert(pivots.end(), line.pivots.begin(), line.pivots.end());
        return pivots;
    };
    const std::vector<std::uint32_t> toTheGoal = pivotsToGoals(trace);
    QVERIFY(!toTheGoal.empty() && toTheGoal.size() < trace.pivots.size());
    const auto *model = fixture.child<QTableView>("timelineTable")->model();
    QCOMPARE(model->rowCount(), static_cast<int>(toTheGoal.size()));
    const std::vector<std::uint32_t> few = onCanvas();
    QVERIFY(!few.empty());
    for (std::uint32_t pivot : few)
        QVERIFY(std::find(toTheGoal.begin(), toTheGoal.end(), pivot) != toTheGoal.end());

    QTest::mouseClick(fixture.child<QPushButton>("filterAll"), Qt::LeftButton);
    QCOMPARE(model->rowCount(), static_cast<int>(trace.pivots.size()));
    QVERIFY(onCanvas().size() > few.size());
}

void tst_SimulationJourney::breachOfASelectedWorkloadNeedsNoScenario()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    const std::size_t before = fixture.project().scenarios.size();
    fixture.click("llm-server");
    fixture.press(Qt::Key_B, Qt::ControlModifier);
    QVERIFY(fixture.waitUntilIdle());
    QCOMPARE(fixture.project().scenarios.size(), before + 1);
    QVERIFY(fixture.window().simulation().has_value());
    QVERIFY(fixture.window().simulation()->scenarioId == ElementId("breach-of-llm-server"));
}

QTEST_MAIN(tst_SimulationJourney)
#include "tst_SimulationJourney.moc"
