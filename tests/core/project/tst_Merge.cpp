// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/project/Merge.h"
#include "tests/support/ProjectGenerator.h"

#include <rapidcheck.h>

#include <QtTest>

#include <set>

using namespace fourplane;

class tst_Merge : public QObject
{
    Q_OBJECT

private slots:
    void takesWhatOnlyTheirsChanged();
    void mineStaysWhereBothChanged();
    void theSameChangeIsNoConflict();
    void settingsAreOneElement();
    void saysWhenTheResultWouldHaveDanglingReferences();
    void objectsThatNoEditReachesCannotBeMerged();
    void ifOnlyOneSideChangedTheOtherIsTakenWhole();
    void everyDifferenceIsAnItem();
    void eachItemGoesToTheSideThatWasChosen();
    void theUsualSidesAreWhatTheMergeTakes();
    void choosingOneSideThroughoutGivesThatSide();
};

namespace {

const ElementId home("home"), a("a"), b("b");

Project base()
{
    Project project;
    project.name = "base";
    project.topology.namespaces[home] = Namespace { home, "home" };
    for (const ElementId &id : { a, b }) {
        Workload workload;
        workload.id = id;
        workload.name = id.value();
        workload.namespaceId = home;
        project.topology.workloads[id] = workload;
    }
    return project;
}

Project merged(Project mine, const Merge &merge)
{
    apply(mine, merge.edit);
    return mine;
}

} // namespace

void tst_Merge::takesWhatOnlyTheirsChanged()
{
    Project mine = base();
    Project theirs = base();
    mine.topology.workloads.at(a).replicas = 3;
    theirs.topology.workloads.at(b).replicas = 5;
    const Merge merge = mergeOf(base(), mine, theirs);
    QVERIFY(merge.conflicts.empty() && merge.isSound);
    QCOMPARE(merge.taken, std::size_t(1));
    const Project both = merged(mine, merge);
    QCOMPARE(both.topology.workloads.at(a).replicas, 3);
    QCOMPARE(both.topology.workloads.at(b).replicas, 5);
}

void tst_Merge::mineStaysWhereBothChanged()
{
    Project mine = base();
    Project theirs = base();
    mine.topology.workloads.at(a).replicas = 3;
    theirs.topology.workloads.erase(a);
    const Merge merge = mergeOf(base(), mine, theirs);
    QVERIFY(merge.conflicts == std::vector<ElementId> { a });
    QVERIFY(merged(mine, merge) == mine);
}

void tst_Merge::theSameChangeIsNoConflict()
{
    Project mine = base();
    mine.topology.workloads.at(a).replicas = 3;
    const Merge merge = mergeOf(base(), mine, mine);
    QVERIFY(merge.conflicts.empty() && merge.edit.changes.empty());
}

void tst_Merge::settingsAreOneElement()
{
    Project mine = base();
    Project theirs = base();
    mine.name = "mine";
    theirs.description = "theirs";
    QVERIFY(mergeOf(base(), mine, theirs).conflicts == std::vector<ElementId> { ElementId() });
}

void tst_Merge::saysWhenTheResultWouldHaveDanglingReferences()
{
    Project mine = base();
    Project theirs = base();
    apply(mine, removalOf(mine, { a }));
    Flow flow;
    flow.id = ElementId("flow");
    flow.sourceId = a;
    flow.destinationId = b;
    theirs.topology.flows[flow.id] = flow;
    const Merge merge = mergeOf(base(), mine, theirs);
    QVERIFY(merge.conflicts.empty());
    QVERIFY(!merge.isSound);
}

void tst_Merge::objectsThatNoEditReachesCannotBeMerged()
{
    Project theirs = base();
    theirs.unmodelled.push_back({ "example.com/v1", "Gate", "home", "gate", "unknown kind", true });
    QVERIFY(!mergeOf(base(), base(), theirs).isSound);
    QVERIFY(mergeOf(theirs, theirs, theirs).isSound);
}

void tst_Merge::ifOnlyOneSideChangedTheOtherIsTakenWhole()
{
    const bool holds = rc::check("merge(b, b, t) gives t, merge(b, m, b) keeps m", [] {
        Project before = *test::soundProjects();
        Project after = *test::soundProjects();
        after.unmodelled = before.unmodelled; // nobody edits these
        const Merge theirs = mergeOf(before, before, after);
        RC_ASSERT(theirs.conflicts.empty() && theirs.isSound);
        RC_ASSERT(merged(before, theirs) == after);
        RC_ASSERT(mergeOf(before, after, before).edit.changes.empty());
    });
    QVERIFY(holds);
}

void tst_Merge::everyDifferenceIsAnItem()
{
    Project mine = base();
    Project theirs = base();
    mine.topology.workloads.at(a).replicas = 3;
    theirs.topology.workloads.at(a).replicas = 5;
    theirs.topology.workloads.erase(b);
    mine.name = "mine";
    const std::vector<MergeItem> items = mergeItems(base(), mine, theirs);
    QCOMPARE(items.size(), std::size_t { 3 });
    for (const MergeItem &item : items) {
        QCOMPARE(item.isConflict(), item.place.second == a);
        QCOMPARE(item.usualSide(), item.place.second == b ? MergeSide::Theirs : MergeSide::Mine);
        QVERIFY(item.base && item.mine);
        QCOMPARE(item.theirs.has_value(), !(item.place.second == b));
    }
    QVERIFY(mergeItems(mine, mine, mine).empty());
}

void tst_Merge::eachItemGoesToTheSideThatWasChosen()
{
    Project mine = base();
    Project theirs = base();
    mine.topology.workloads.at(a).replicas = 3;
    mine.topology.workloads.erase(b);
    theirs.topology.workloads.at(a).replicas = 5;
    std::map<ChangePlace, MergeSide> sides;
    for (const MergeItem &item : mergeItems(base(), mine, theirs))
        sides[item.place] = item.place.second == a ? MergeSide::Theirs : MergeSide::Base;
    Project result = mine;
    apply(result, mergeEdit(base(), mine, theirs, sides));
    QCOMPARE(result.topology.workloads.at(a).replicas, 5);
    QVERIFY(result.topology.workloads.at(b) == base().topology.workloads.at(b));
    QVERIFY(mergeEdit(base(), mine, theirs, {}).changes.empty());
}

void tst_Merge::theUsualSidesAreWhatTheMergeTakes()
{
    const bool holds = rc::check("choosing what is usual gives the merge", [] {
        const Project start = *test::soundProjects();
        const Project mine = *test::soundProjects();
        const Project theirs = *test::soundProjects();
        std::map<ChangePlace, MergeSide> sides;
        std::set<ElementId> conflicts;
        for (const MergeItem &item : mergeItems(start, mine, theirs)) {
            sides[item.place] = item.usualSide();
            if (item.isConflict())
                conflicts.insert(item.place.second);
        }
        const Merge merge = mergeOf(start, mine, theirs);
        Project chosen = mine;
        apply(chosen, mergeEdit(start, mine, theirs, sides));
        RC_ASSERT(chosen == merged(mine, merge));
        RC_ASSERT(std::vector<ElementId>(conflicts.begin(), conflicts.end()) == merge.conflicts);
    });
    QVERIFY(holds);
}

void tst_Merge::choosingOneSideThroughoutGivesThatSide()
{
    const bool holds = rc::check("every element of one side gives that side", [] {
        const Project start = *test::soundProjects();
        const Project mine = *test::soundProjects();
        const Project theirs = *test::soundProjects();
        for (const MergeSide side : { MergeSide::Base, MergeSide::Mine, MergeSide::Theirs }) {
            std::map<ChangePlace, MergeSide> sides;
            for (const MergeItem &item : mergeItems(start, mine, theirs))
                sides[item.place] = side;
            Project result = mine;
            apply(result, mergeEdit(start, mine, theirs, sides));
            Project wanted = side == MergeSide::Base ? start : side == MergeSide::Mine ? mine : theirs;
            wanted.unmodelled = mine.unmodelled; // which no edit reaches
            RC_ASSERT(result == wanted);
        }
    });
    QVERIFY(holds);
}

QTEST_APPLESS_MAIN(tst_Merge)
#include "tst_Merge.moc"
