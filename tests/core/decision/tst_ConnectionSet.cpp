// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/ConnectionSet.h"

#include <QtTest>

using namespace fourplane;

class tst_ConnectionSet : public QObject
{
    Q_OBJECT

private slots:
    void writesNetpolAnalyzersText();
    void joinsTouchingAndOverlappingRanges();
    void threeFullProtocolsAreAllConnections();
    void subtractsAtTheEdges();
    void intersectsWithinOneProtocolOnly();
    void tellsTheLowestPair();
    void portZeroIsNoPort();
};

void tst_ConnectionSet::writesNetpolAnalyzersText()
{
    QCOMPARE(toString(ConnectionSet()), std::string("No Connections"));
    QCOMPARE(toString(ConnectionSet::all()), std::string("All Connections"));
    const ConnectionSet set = ConnectionSet::port(Protocol::Udp, 53) | ConnectionSet::port(Protocol::Tcp, 443)
        | ConnectionSet::ports(Protocol::Tcp, 1000, 2000) | ConnectionSet::port(Protocol::Tcp, 80)
        | ConnectionSet::port(Protocol::Sctp, 9003);
    QCOMPARE(toString(set), std::string("SCTP 9003,TCP 80,443,1000-2000,UDP 53"));
    QCOMPARE(toString(ConnectionSet::allOf(Protocol::Tcp)), std::string("TCP 1-65535"));
}

void tst_ConnectionSet::joinsTouchingAndOverlappingRanges()
{
    const ConnectionSet touching =
        ConnectionSet::port(Protocol::Tcp, 10053) | ConnectionSet::port(Protocol::Tcp, 10054);
    QVERIFY(touching == ConnectionSet::ports(Protocol::Tcp, 10053, 10054));
    const ConnectionSet overlapping =
        ConnectionSet::ports(Protocol::Tcp, 5, 20) | ConnectionSet::ports(Protocol::Tcp, 1, 10);
    QVERIFY(overlapping == ConnectionSet::ports(Protocol::Tcp, 1, 20));
    const ConnectionSet atTheEnd =
        ConnectionSet::ports(Protocol::Tcp, 1, 65534) | ConnectionSet::port(Protocol::Tcp, 65535);
    QVERIFY(atTheEnd == ConnectionSet::allOf(Protocol::Tcp));
}

void tst_ConnectionSet::threeFullProtocolsAreAllConnections()
{
    ConnectionSet set = ConnectionSet::allOf(Protocol::Tcp) | ConnectionSet::allOf(Protocol::Udp);
    QVERIFY(!set.isAll());
    set |= ConnectionSet::allOf(Protocol::Sctp);
    QVERIFY(set.isAll());
}

void tst_ConnectionSet::subtractsAtTheEdges()
{
    const ConnectionSet all = ConnectionSet::allOf(Protocol::Udp);
    QCOMPARE(toString(all - ConnectionSet::port(Protocol::Udp, 5353)), std::string("UDP 1-5352,5354-65535"));
    QCOMPARE(toString(all - ConnectionSet::port(Protocol::Udp, 1)), std::string("UDP 2-65535"));
    QCOMPARE(toString(all - ConnectionSet::port(Protocol::Udp, 65535)), std::string("UDP 1-65534"));
    QVERIFY((all - ConnectionSet::all()).isEmpty());
    QVERIFY(all - ConnectionSet::allOf(Protocol::Tcp) == all);
}

void tst_ConnectionSet::intersectsWithinOneProtocolOnly()
{
    const ConnectionSet tcp = ConnectionSet::ports(Protocol::Tcp, 80, 90);
    QVERIFY(!tcp.intersects(ConnectionSet::ports(Protocol::Udp, 80, 90)));
    QVERIFY(!tcp.intersects(ConnectionSet::port(Protocol::Tcp, 91)));
    QVERIFY(tcp.intersects(ConnectionSet::port(Protocol::Tcp, 90)));
    QVERIFY(
        (tcp & ConnectionSet::ports(Protocol::Tcp, 85, 100)) == ConnectionSet::ports(Protocol::Tcp, 85, 90));
    QVERIFY(tcp.contains(Protocol::Tcp, 80));
    QVERIFY(!tcp.contains(Protocol::Tcp, 79));
    QVERIFY(!tcp.contains(Protocol::Udp, 80));
}

void tst_ConnectionSet::tellsTheLowestPair()
{
    QVERIFY(!ConnectionSet().first());
    const ConnectionSet set =
        ConnectionSet::port(Protocol::Udp, 53) | ConnectionSet::ports(Protocol::Tcp, 80, 90);
    QVERIFY(set.first() == std::pair(Protocol::Tcp, std::uint16_t(80)));
}

void tst_ConnectionSet::portZeroIsNoPort()
{
    QVERIFY(ConnectionSet::port(Protocol::Tcp, 0).isEmpty());
    QVERIFY(ConnectionSet::ports(Protocol::Tcp, 0, 0).isEmpty());
    QVERIFY(ConnectionSet::ports(Protocol::Tcp, 9, 8).isEmpty());
    QVERIFY(ConnectionSet::ports(Protocol::Tcp, 0, 5) == ConnectionSet::ports(Protocol::Tcp, 1, 5));
}

QTEST_APPLESS_MAIN(tst_ConnectionSet)
#include "tst_ConnectionSet.moc"
