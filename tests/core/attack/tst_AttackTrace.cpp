// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/AttackTrace.h"

#include <QtTest>

using namespace fourplane;

namespace {

using Indexes = std::vector<std::uint32_t>;

AttackFact fact(const char *subject, const char *relation, WorldMask worlds, std::uint32_t firstPivot)
{
    return { { ElementId(subject), relation, {} }, worlds, firstPivot == noIndex && (worlds & 1u) != 0,
        firstPivot };
}

Pivot pivot(Indexes premises, Indexes grants)
{
    Pivot made;
    made.techniqueId = "any";
    made.premises = std::move(premises);
    made.grants = std::move(grants);
    return made;
}

/// web is taken over; from there the account and the database, from both of these the contracts, and to one
/// side the logs. The keys are read with the account alone.
AttackTrace someTrace()
{
    AttackTrace trace;
    trace.facts = {
        fact("web", "foothold", 1, noIndex), // 0
        fact("sa-web", "held", 1, 0), // 1
        fact("db", "foothold", 1, 2), // 2
        fact("logs", "read", 1, 1), // 3
        fact("contracts", "read", 1, 3), // 4
        fact("contracts", "written", 2, noIndex), // 5: only where the identity plane fails
        fact("contracts", "located", 1, 1), // 6: knowing where a thing is does not bring it down
        fact("keys", "read", 1, 4), // 7
    };
    trace.pivots = { pivot({ 0 }, { 1 }), pivot({ 0 }, { 3, 6 }), pivot({ 0 }, { 2 }), pivot({ 2, 1 }, { 4 }),
        pivot({ 1 }, { 7 }), pivot({ 2 }, { 5 }) };
    trace.pivots.back().blocks = { { Plane::Identity, {}, {}, "no" } };
    trace.jewels = { ElementId("contracts") };
    trace.fallenJewels = trace.jewels;
    return trace;
}

} // namespace

class tst_AttackTrace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pivotsToAGoalLeaveOutWhatLeadsElsewhere();
    void pivotsToSeveralGoalsAreNamedOnce();
    void noPivotLeadsToAGoalThatStands();
};

void tst_AttackTrace::pivotsToAGoalLeaveOutWhatLeadsElsewhere()
{
    QCOMPARE(pivotsToGoals(someTrace()), (Indexes { 0, 2, 3 }));
}

void tst_AttackTrace::pivotsToSeveralGoalsAreNamedOnce()
{
    AttackTrace trace = someTrace();
    trace.fallenJewels.push_back(ElementId("keys"));
    QCOMPARE(pivotsToGoals(trace), (Indexes { 0, 2, 3, 4 }));
}

void tst_AttackTrace::noPivotLeadsToAGoalThatStands()
{
    AttackTrace trace = someTrace();
    trace.fallenJewels.clear();
    QCOMPARE(pivotsToGoals(trace), Indexes());
}

QTEST_APPLESS_MAIN(tst_AttackTrace)
#include "tst_AttackTrace.moc"
