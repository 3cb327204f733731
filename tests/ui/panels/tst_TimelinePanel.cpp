// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/TimelinePanel.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QtTest>

using namespace fourplane;
using namespace fourplane::ui;

/// Which pivots the timeline lists.
class tst_TimelinePanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void manySuccessesBeginWithThoseToTheGoal_data();
    void manySuccessesBeginWithThoseToTheGoal();
    void eachFilterKeepsItsPivots();
};

namespace {

/// `successes` pivots, of which the last brings the jewel down with the help of the first, then a blocked
/// one.
SimulationResult resultOf(std::uint32_t successes, bool jewelFalls)
{
    auto trace = std::make_shared<AttackTrace>();
    trace->facts.push_back({ { ElementId("web"), "foothold", {} }, 1, true, noIndex });
    for (std::uint32_t i = 0; i <= successes; ++i) {
        const bool isLast = i + 1 == successes;
        Pivot pivot;
        pivot.techniqueId = "any";
        pivot.fromId = ElementId("web");
        pivot.toId = ElementId(isLast ? "jewel" : "host-" + std::to_string(i));
        pivot.premises = { isLast ? 1u : 0u };
        pivot.step = 1;
        if (i < successes) {
            trace->facts.push_back({ { pivot.toId, isLast ? "read" : "foothold", {} }, 1, false, i });
            pivot.grants = { i + 1 };
        } else {
            pivot.blocks = { { Plane::Network, {}, {}, "no" } };
        }
        trace->pivots.push_back(pivot);
    }
    trace->jewels = { ElementId("jewel") };
    if (jewelFalls)
        trace->fallenJewels = trace->jewels;
    SimulationResult result;
    result.trace = trace;
    result.catalogue = std::make_shared<TechniqueCatalogue>();
    return result;
}

} // namespace

void tst_TimelinePanel::manySuccessesBeginWithThoseToTheGoal_data()
{
    QTest::addColumn<unsigned>("successes");
    QTest::addColumn<bool>("jewelFalls");
    QTest::addColumn<int>("rows");
    QTest::newRow("forty are not many") << 40u << true << 41;
    QTest::newRow("forty-one are") << 41u << true << 2;
    QTest::newRow("no goal falls") << 41u << false << 42;
}

void tst_TimelinePanel::manySuccessesBeginWithThoseToTheGoal()
{
    QFETCH(unsigned, successes);
    QFETCH(bool, jewelFalls);
    QFETCH(int, rows);
    TimelinePanel panel;
    panel.showResult(resultOf(successes, jewelFalls), {});
    QCOMPARE(panel.model()->rowCount(), rows);
    auto *toTheGoal = panel.findChild<QPushButton *>(QStringLiteral("filterToTheGoal"));
    QCOMPARE(toTheGoal->isChecked(), rows == 2);
    QCOMPARE(toTheGoal->isEnabled(), jewelFalls);
    const QString shown =
        rows == 2 ? QStringLiteral("2 of 42 pivots") : QStringLiteral("%1 pivots").arg(rows);
    const auto *summary = panel.findChild<QLabel *>(QStringLiteral("timelineSummary"));
    QVERIFY2(summary->text().startsWith(shown), qPrintable(summary->text()));
    // A small result after a large one begins with everything again.
    panel.showResult(resultOf(3, true), {});
    QCOMPARE(panel.model()->rowCount(), 4);
}

void tst_TimelinePanel::eachFilterKeepsItsPivots()
{
    TimelinePanel panel;
    panel.showResult(resultOf(3, true), {});
    QSignalSpy chosen(&panel, &TimelinePanel::filterChosen);
    const auto press = [&panel](const char *name) {
        QTest::mouseClick(panel.findChild<QPushButton *>(QString::fromLatin1(name)), Qt::LeftButton);
        return panel.model()->visiblePivots();
    };
    using Pivots = std::vector<std::uint32_t>;
    QCOMPARE(press("filterToTheGoal"), (Pivots { 0, 2 }));
    QCOMPARE(press("filterSucceeded"), (Pivots { 0, 1, 2 }));
    QCOMPARE(press("filterBlocked"), (Pivots { 3 }));
    QCOMPARE(press("filterAll"), (Pivots { 0, 1, 2, 3 }));
    QCOMPARE(chosen.count(), 4);
}

QTEST_MAIN(tst_TimelinePanel)
#include "tst_TimelinePanel.moc"
