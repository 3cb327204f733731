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
    void t2_noScheduleDoesNotHoldWhatBypassesTheScheduler();
    void daemonSetsStandConditionTaints();
    void nodeAffinity_data();
    void nodeAffinity();
    void termsOfNodeAffinityAreAlternatives();
    void namedNodesLeadToTheirPool();
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

void tst_Scheduling::t2_noScheduleDoesNotHoldWhatBypassesTheScheduler()
{
    NodePool pool;
    pool.taints = { { "gpu", "", "NoSchedule" } };
    Placement named;
    named.nodeName = "n1";
    Placement other;
    other.scheduler = "volcano";
    QVERIFY(canLand(named, pool));
    QVERIFY(canLand(other, pool));
    pool.taints = { { "gpu", "", "NoExecute" } }; // which the kubelet checks too
    QVERIFY(!canLand(named, pool));
    QVERIFY(!canLand(other, pool));
    named.nodeSelector = { { "pool", "gpu" } }; // and so it does the node selector
    pool.taints.clear();
    QVERIFY(!canLand(named, pool));
}

void tst_Scheduling::daemonSetsStandConditionTaints()
{
    NodePool pool;
    pool.taints = { { "node.kubernetes.io/unschedulable", "", "NoSchedule" } };
    QVERIFY(!canLand({}, pool));
    QVERIFY(canLand({}, pool, ControllerKind::DaemonSet));
    pool.taints = { { "node.kubernetes.io/network-unavailable", "", "NoSchedule" } };
    QVERIFY(!canLand({}, pool, ControllerKind::DaemonSet));
    Placement onHostNetwork;
    onHostNetwork.hostNetwork = true;
    QVERIFY(canLand(onHostNetwork, pool, ControllerKind::DaemonSet));
    pool.taints = { { "gpu", "", "NoSchedule" } };
    QVERIFY(!canLand({}, pool, ControllerKind::DaemonSet));
}

void tst_Scheduling::nodeAffinity_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("op");
    QTest::addColumn<QStringList>("values");
    QTest::addColumn<bool>("lands"); // in a pool with pool=gpu, cores=16
    const auto row = [](const char *name, const char *key, const char *op, const QStringList &values,
                         bool lands) {
        QTest::newRow(name) << QString::fromLatin1(key) << QString::fromLatin1(op) << values << lands;
    };
    const QString gpu = QStringLiteral("gpu");
    const QString other = QStringLiteral("other");
    row("in", "pool", "In", { other, gpu }, true);
    row("in others", "pool", "In", { other }, false);
    row("in, key absent", "zone", "In", { other }, false);
    row("not in", "pool", "NotIn", { other }, true);
    row("not in it", "pool", "NotIn", { gpu }, false);
    row("not in, key absent", "zone", "NotIn", { other }, true);
    row("exists", "pool", "Exists", {}, true);
    row("exists, absent", "zone", "Exists", {}, false);
    row("does not exist", "zone", "DoesNotExist", {}, true);
    row("does not exist, there", "pool", "DoesNotExist", {}, false);
    row("greater", "cores", "Gt", { QStringLiteral("8") }, true);
    row("not greater", "cores", "Gt", { QStringLiteral("16") }, false);
    row("less", "cores", "Lt", { QStringLiteral("17") }, true);
    row("not less", "cores", "Lt", { QStringLiteral("16") }, false);
    row("no number", "pool", "Gt", { QStringLiteral("8") }, false);
    row("host names differ within a pool", "kubernetes.io/hostname", "In", { other }, true);
}

void tst_Scheduling::nodeAffinity()
{
    QFETCH(QString, key);
    QFETCH(QString, op);
    QFETCH(QStringList, values);
    QFETCH(bool, lands);
    NodePool pool;
    pool.labels = { { "pool", "gpu" }, { "cores", "16" } };
    LabelRequirement requirement { key.toStdString(), *enumFromName<LabelOperator>(op.toStdString()), {} };
    for (const QString &value : values)
        requirement.values.push_back(value.toStdString());
    Placement placement;
    placement.nodeAffinity = { { { requirement }, {} } };
    QCOMPARE(canLand(placement, pool), lands);
}

void tst_Scheduling::termsOfNodeAffinityAreAlternatives()
{
    NodePool pool;
    pool.labels = { { "pool", "gpu" } };
    const LabelRequirement met { "pool", LabelOperator::Exists, {} };
    const LabelRequirement unmet { "zone", LabelOperator::Exists, {} };
    Placement placement;
    placement.nodeAffinity = { { { met, unmet }, {} } };
    QVERIFY(!canLand(placement, pool));
    placement.nodeAffinity = { { { unmet }, {} }, { { met }, {} } };
    QVERIFY(canLand(placement, pool));
    placement.nodeAffinity = { NodeAffinityTerm {} }; // an empty term matches no node
    QVERIFY(!canLand(placement, pool));
}

void tst_Scheduling::namedNodesLeadToTheirPool()
{
    ElementMap<NodePool> pools;
    for (const char *name : { "a", "b" }) {
        NodePool &pool = pools[ElementId(name)];
        pool.id = ElementId(name);
        pool.nodes = { std::string("node-") + name };
    }
    Placement placement;
    placement.nodeName = "node-b";
    QCOMPARE(poolsFor(placement, pools), std::vector<ElementId> { ElementId("b") });
    placement.nodeName = "new"; // which pool it joined is not known
    QCOMPARE(poolsFor(placement, pools).size(), std::size_t(2));
    placement.nodeName.clear();
    placement.nodeAffinity = { { {}, { { "metadata.name", LabelOperator::In, { "node-a" } } } } };
    QCOMPARE(poolsFor(placement, pools), std::vector<ElementId> { ElementId("a") });
    placement.nodeAffinity = { { {}, { { "metadata.name", LabelOperator::NotIn, { "node-a" } } } } };
    QCOMPARE(poolsFor(placement, pools).size(), std::size_t(2)); // pool a may grow
}

QTEST_APPLESS_MAIN(tst_Scheduling)
#include "tst_Scheduling.moc"
