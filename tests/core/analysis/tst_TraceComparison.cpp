// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/TraceComparison.h"

#include <QtTest>

using namespace fourplane;

namespace {

const ElementId web("web");
const ElementId contracts("contracts");

constexpr WorldMask whereIdentityFails = 0xAAAA;
constexpr WorldMask whereIdentityAndNetworkFail = 0x8888;

/// Code in web; contracts are read in `worlds`, in one step.
AttackTrace readIn(WorldMask worlds)
{
    AttackTrace trace;
    trace.facts = { { { web, "foothold", {} }, everyWorld, true, noIndex },
        { { contracts, "read", {} }, worlds, false, (worlds & 1U) != 0 ? 0 : noIndex } };
    Pivot read;
    read.techniqueId = "store-bulk-read";
    read.fromId = web;
    read.toId = contracts;
    read.premises = { 0 };
    read.grants = { 1 };
    read.step = 1;
    if ((worlds & 1U) == 0)
        read.blocks.push_back({ Plane::Identity, "I4", {}, "Nobody is let in." });
    else
        trace.fallenJewels = { contracts };
    trace.pivots = { read };
    trace.jewels = { contracts };
    return trace;
}

} // namespace

class tst_TraceComparison : public QObject
{
    Q_OBJECT

private slots:

    void aClosedStepSaysWhatStopsItAndWhatIsNoLongerHeld()
    {
        const TraceComparison change = compareTraces(readIn(everyWorld), readIn(whereIdentityFails));
        QCOMPARE(change.closed.size(), std::size_t(1));
        const ChangedStep &step = change.closed.front();
        QVERIFY(step.gains == std::vector<Fact>({ { contracts, "read", {} } }));
        QCOMPARE(step.blocks.size(), std::size_t(1));
        QVERIFY(step.isWithinReach);
        // That contracts would be read without the identity plane does not mean that they are.
        QVERIFY(step.newlyHeld == std::vector<ElementId> { contracts });
        QVERIFY(change.saved == std::vector<ElementId> { contracts });
        QVERIFY(change.opened.empty() && !change.opensSomething() && !change.isEmpty());
    }

    /// Nothing falls yet, and one plane less has to fail for it.
    void aGoalThatFallsMoreEasilyIsAnOpening()
    {
        const TraceComparison weaker =
            compareTraces(readIn(whereIdentityAndNetworkFail), readIn(whereIdentityFails));
        QVERIFY(weaker.lost.empty() && weaker.opened.empty());
        QCOMPARE(weaker.goals.front().depthBefore, 2);
        QCOMPARE(weaker.goals.front().depthAfter, 1);
        QVERIFY(weaker.opensSomething());
        QVERIFY(
            !compareTraces(readIn(whereIdentityFails), readIn(whereIdentityAndNetworkFail)).opensSomething());
    }

    /// A trace that only counts successes of the technique may hold the step too.
    void aStepThatMaySucceedUnwrittenIsNotCalledClosed()
    {
        AttackTrace after = readIn(everyWorld);
        after.pivots.clear();
        after.facts.back().firstPivot = noIndex;
        after.further = { { "store-bulk-read", 1, 0 } };
        const TraceComparison change = compareTraces(readIn(everyWorld), after);
        QVERIFY(change.closed.empty());
        QCOMPARE(change.uncompared, std::size_t(1));
        after.further.clear();
        QCOMPARE(compareTraces(readIn(everyWorld), after).closed.size(), std::size_t(1));
    }
};

QTEST_APPLESS_MAIN(tst_TraceComparison)
#include "tst_TraceComparison.moc"
