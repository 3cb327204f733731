// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/SharedList.h"

#include <QtTest>

using fourplane::SharedList;

class tst_SharedList : public QObject
{
    Q_OBJECT

private slots:
    void copiesShareUntilOneIsChanged();
    void comparesByValue();
    void theEmptyListIsNowhere();
};

void tst_SharedList::copiesShareUntilOneIsChanged()
{
    const SharedList<int> first { 1, 2 };
    SharedList<int> copy = first;
    QVERIFY(copy.identity() == first.identity());
    copy.push_back(3);
    QVERIFY(copy.identity() != first.identity());
    QVERIFY(first == (SharedList<int> { 1, 2 }));
    QVERIFY(copy == (SharedList<int> { 1, 2, 3 }));

    SharedList<int> other = first;
    other.change([](std::vector<int> &items) { items.front() = 7; });
    QCOMPARE(other.front(), 7);
    QCOMPARE(first.front(), 1);
}

void tst_SharedList::comparesByValue()
{
    const SharedList<int> made { 1, 2 }, again { 1, 2 };
    QVERIFY(made.identity() != again.identity());
    QVERIFY(made == again);
    QVERIFY(!(made == SharedList<int> { 2, 1 }));
    QVERIFY(!(made == SharedList<int>()));
}

void tst_SharedList::theEmptyListIsNowhere()
{
    SharedList<int> list { 1 };
    list.change([](std::vector<int> &items) { items.clear(); });
    QVERIFY(list.empty());
    QVERIFY(list.identity() == nullptr);
    QVERIFY(list == SharedList<int>(std::vector<int>()));
    QVERIFY(list.begin() == list.end());
}

QTEST_APPLESS_MAIN(tst_SharedList)
#include "tst_SharedList.moc"
