// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/topology/MatchLabels.h"

#include <QtTest>

using namespace fourplane;

class tst_MatchLabels : public QObject
{
    Q_OBJECT

private slots:
    void labelsCarryWhatTheyHaveWithTheSameValue();
};

void tst_MatchLabels::labelsCarryWhatTheyHaveWithTheSameValue()
{
    const Labels labels { { "app", "web" }, { "team", "a" }, { "tier", "" } };
    QVERIFY(carries(labels, {}));
    QVERIFY(carries(labels, labels));
    QVERIFY(carries(labels, { { "team", "a" } }));
    QVERIFY(carries(labels, { { "app", "web" }, { "tier", "" } }));
    QVERIFY(!carries(labels, { { "team", "b" } }));
    QVERIFY(!carries(labels, { { "app", "" } }));
    QVERIFY(!carries(labels, { { "app", "web" }, { "zone", "a" } }));
    QVERIFY(!carries({}, { { "tier", "" } }));
}

QTEST_APPLESS_MAIN(tst_MatchLabels)
#include "tst_MatchLabels.moc"
