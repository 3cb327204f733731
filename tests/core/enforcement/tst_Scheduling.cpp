// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/Scheduling.h"

#include <QtTest>

using namespace fourplane;

/// Taints and tolerations, one slot per item of the semantics reference.
class tst_Scheduling : public QObject
{
    Q_OBJECT

private slots:
    void t1_tolerations_data();
    void t1_tolerations();
    void t2_onlyHardTaintsKeepPodsAway();
    void t3_tolerationAttractsNothing();
};

void tst_Scheduling::t1_tolerations_data()
{
    QTest::addColumn<QStringList>("toleration"); // key, operator, value, effect
    QTest::addColumn<bool>("tolerated");
    const auto row = [](const char *name, const QStringList &toleration, bool tolerated) {
        QTest::newRow(name) << toleration << tolerated;
    };
    const QString none;
    const QString key = QStringLiteral("gpu");
    const QString value = QStringLiteral("true");
    const QString equal = QStringLiteral("Equal");
    const QString exists = QStringLiteral("Exists");
    const QString noSchedule = QStringLiteral("NoSchedule");
    row("equal", { key, equal, value, noSchedule }, true);
    row("empty operator means equal", { key, none, value, noSchedule }, true);
    row("empty effect stands for every effect", { key, equal, value, none }, true);
    row("exists ignores the value", { key, exists, QStringLiteral("other"), none }, true);
    row("exists without a key is everything", { none, exists, none, none }, true);
    row("empty key needs exists", { none, equal, value, none }, false);
    row("other value", { key, equal, QStringLiteral("false"), none }, false);
    row("other effect", { key, exists, none, QStringLiteral("NoExecute") }, false);
    row("gated operator", { key, QStringLiteral("Gt"), value, none }, false);
}

void tst_Scheduling::t1_tolerations()
{
    QFETCH(QStringList, toleration);
    QFETCH(bool, tolerated);
    const Toleration one { toleration[0].toStdString(), toleration[1].toStdString(),
        toleration[2].toStdString(), toleration[3].toStdString() };
    QCOMPARE(tolerates(one, Taint { "gpu", "true", "NoSchedule" }), tolerated);
}

void tst_Scheduling::t2_onlyHardTaintsKeepPodsAway()
{
    NodePool pool;
    pool.taints = { { "spot", "", "PreferNoSchedule" } };
    QVERIFY(canLand({}, pool));
    pool.taints = { { "spot", "", "NoExecute" } };
    QVERIFY(!canLand({}, pool));
}

void tst_Scheduling::t3_tolerationAttractsNothing()
{
    ElementMap<NodePool> pools;
    pools[ElementId("gpu")] = { ElementId("gpu"), "gpu", { { "pool", "gpu" } },
        { { "gpu", "true", "NoSchedule" } } };
    pools[ElementId("plain")] = { ElementId("plain"), "plain", {}, {} };
    Placement placement;
    placement.tolerations = { { "gpu", "Exists", "", "" } };
    QCOMPARE(poolsFor(placement, pools).size(), std::size_t(2));
    placement.nodeSelector = { { "pool", "gpu" } };
    QCOMPARE(poolsFor(placement, pools), std::vector<ElementId> { ElementId("gpu") });
}

QTEST_APPLESS_MAIN(tst_Scheduling)
#include "tst_Scheduling.moc"
