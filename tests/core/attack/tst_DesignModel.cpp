// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/DesignModel.h"

#include <rapidcheck.h>

#include <QtTest>

#include <map>
#include <set>

using namespace fourplane;

class tst_DesignModel : public QObject
{
    Q_OBJECT

private slots:
    void aTableIsASetOfPairsFoundFromEitherEnd();
    void aUnaryTableIsASetOfElements();
    void whatIsStatedOfACopyIsNotStatedOfTheOther();
};

void tst_DesignModel::aTableIsASetOfPairsFoundFromEitherEnd()
{
    QVERIFY(rc::check("against std::set", [] {
        const auto most = *rc::gen::element<EntityIndex>(4, 40, 4'000'000'000U);
        const auto pairs = *rc::gen::container<std::vector<std::pair<EntityIndex, EntityIndex>>>(
            rc::gen::pair(rc::gen::inRange<EntityIndex>(0, most), rc::gen::inRange<EntityIndex>(0, most)));
        RelationTable table;
        std::set<std::pair<EntityIndex, EntityIndex>> expected;
        std::map<EntityIndex, std::vector<EntityIndex>> objects, subjectsOf;
        std::vector<EntityIndex> subjects;
        for (const auto &[subject, object] : pairs) {
            table.add(subject, object);
            if (!expected.emplace(subject, object).second)
                continue;
            if (objects[subject].empty())
                subjects.push_back(subject);
            objects[subject].push_back(object);
            subjectsOf[object].push_back(subject);
        }
        RC_ASSERT(table.subjects() == subjects);
        for (const auto &[subject, list] : objects)
            RC_ASSERT(table.objectsOf(subject) == list);
        for (const auto &[object, list] : subjectsOf)
            RC_ASSERT(table.subjectsOf(object) == list);
        RC_ASSERT(table.objectsOf(most).empty() && table.subjectsOf(most).empty());
        for (const auto &[subject, object] : pairs)
            RC_ASSERT(table.contains(object, subject) == (expected.count({ object, subject }) > 0));
        std::vector<std::pair<EntityIndex, EntityIndex>> visited, inOrder;
        table.forEachPair(
            [&](EntityIndex subject, EntityIndex object) { visited.emplace_back(subject, object); });
        for (EntityIndex subject : subjects) {
            for (EntityIndex object : objects[subject])
                inOrder.emplace_back(subject, object);
        }
        RC_ASSERT(visited == inOrder);
    }));
}

void tst_DesignModel::aUnaryTableIsASetOfElements()
{
    RelationTable table;
    for (EntityIndex element : { 7U, 3U, 7U, 0U })
        table.add(element);
    QCOMPARE(table.subjects(), (std::vector<EntityIndex> { 7, 3, 0 }));
    QVERIFY(table.contains(3, 3) && !table.contains(1, 1) && !table.contains(3, 7));
    std::vector<std::pair<EntityIndex, EntityIndex>> visited;
    table.forEachPair(
        [&](EntityIndex subject, EntityIndex object) { visited.emplace_back(subject, object); });
    QCOMPARE(visited, (std::vector<std::pair<EntityIndex, EntityIndex>> { { 7, 7 }, { 3, 3 }, { 0, 0 } }));
}

void tst_DesignModel::whatIsStatedOfACopyIsNotStatedOfTheOther()
{
    DesignModel first;
    const EntityIndex a = first.add(ElementId("a"), 1);
    const EntityIndex b = first.add(ElementId("b"), 1);
    first.state("exploitable", a);
    first.state("runs_as", a, b);
    DesignModel second = first;
    second.state("exploitable", b);
    second.state("runs_as", b, a);
    second.add(ElementId("a"), 2);
    const EntityIndex c = second.add(ElementId("c"), 1);
    first.state("in_mesh", a);
    QVERIFY(!first.holds("exploitable", b) && second.holds("exploitable", b));
    QVERIFY(!first.holds("runs_as", b, a) && second.holds("runs_as", b, a));
    QVERIFY(first.holds("exploitable", a) && second.holds("exploitable", a));
    QVERIFY(first.holds("in_mesh", a) && !second.holds("in_mesh", a));
    QVERIFY(!first.hasType(a, 2) && second.hasType(a, 2));
    QVERIFY(!first.find(ElementId("c")) && second.find(ElementId("c")) == c);
    QCOMPARE(first.size(), std::size_t { 2 });
}

QTEST_APPLESS_MAIN(tst_DesignModel)
#include "tst_DesignModel.moc"
