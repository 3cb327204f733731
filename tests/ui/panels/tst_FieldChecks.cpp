// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/FieldChecks.h"

#include <QtTest>

using namespace fourplane;
using namespace fourplane::ui;

class tst_FieldChecks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void faultsAreFound_data();
    void faultsAreFound();
    void portsReadAndWritten();
    void portsTakeAnySeparatorAndCase();
    void labelsReadAndWritten();
    void listsReadAndWritten();
};

namespace {

using Check = QString (*)(const QString &);

} // namespace

Q_DECLARE_METATYPE(Check)

void tst_FieldChecks::faultsAreFound_data()
{
    QTest::addColumn<Check>("check");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("word"); // that the fault names; none = no fault
    const auto row = [](Check check, const char *text, const char *word) {
        QTest::addRow("%s -> %s", qPrintable(QString::fromLatin1(text).simplified()), word)
            << check << QString::fromLatin1(text) << QString::fromLatin1(word);
    };
    row(objectNameFault, "llm-server.v2", "");
    row(objectNameFault, "", "needed");
    row(objectNameFault, "LLM", "lower-case");
    row(objectNameFault, "llm-", "end with");
    row(objectNameFault, "a b", "lower-case");

    row(labelsFault, "app=web\nexample.com/tier=gold, empty=", "");
    row(labelsFault, "app", "'app' needs the form key=value");
    row(labelsFault, "-app=web", "'-app' is no label key");
    row(labelsFault, "=web", "'' is no label key");
    row(labelsFault, "app=we b", "'we b' is no label value");
    row(labelsFault, "app=web\napp=api", "'app' stands twice");

    row(portsFault, "8080, grpc:9000 53/UDP", "");
    row(portsFault, "", "");
    row(portsFault, "1, 65535", "");
    row(portsFault, "0", "'0' is no port number");
    row(portsFault, "65536", "'65536' is no port number");
    row(portsFault, "http", "'http' is no port number");
    row(portsFault, "http:", "'' is no port number");
    row(portsFault, "80/QUIC", "'QUIC' is no protocol");
    row(portsFault, "sixteen-letters1:80", "at most 15");
    row(portsFault, "HTTP:80", "lower-case");
    row(portsFault, "80, web:80", "Port 80 stands twice");
    row(portsFault, "53/UDP, 53/TCP", ""); // two protocols are two ports

    row(cidrsFault, "10.0.0.0/8, 2001:db8::/32", "");
    row(cidrsFault, "10.0.0.0/33", "'10.0.0.0/33' is no address range");
    row(cidrsFault, "example.com", "'example.com' is no address range");
}

void tst_FieldChecks::faultsAreFound()
{
    QFETCH(Check, check);
    QFETCH(QString, text);
    QFETCH(QString, word);
    const QString fault = check(text);
    if (word.isEmpty())
        QCOMPARE(fault, QString());
    else
        QVERIFY2(fault.contains(word), qPrintable(fault));
}

void tst_FieldChecks::portsReadAndWritten()
{
    const std::vector<NamedPort> ports { { "", 8080, Protocol::Tcp }, { "grpc", 9000, Protocol::Tcp },
        { "dns", 53, Protocol::Udp } };
    const QString text = QStringLiteral("8080, grpc:9000, dns:53/UDP");
    QCOMPARE(portsToText(ports), text);
    QVERIFY(portsFromText(text) == ports);
}

void tst_FieldChecks::portsTakeAnySeparatorAndCase()
{
    const std::vector<NamedPort> ports { { "", 1, Protocol::Tcp }, { "", 2, Protocol::Sctp },
        { "", 3, Protocol::Udp } };
    QVERIFY(portsFromText(QStringLiteral(" 1/tcp ,,2/sctp\n3/Udp ")) == ports);
}

void tst_FieldChecks::labelsReadAndWritten()
{
    const Labels labels { { "app", "web" }, { "example.com/tier", "gold" }, { "flag", "" } };
    QCOMPARE(labelsToText(labels), QStringLiteral("app=web\nexample.com/tier=gold\nflag="));
    QVERIFY(labelsFromText(QStringLiteral(" flag = \n, app= web,example.com/tier =gold\n")) == labels);
}

void tst_FieldChecks::listsReadAndWritten()
{
    const std::vector<std::string> items { "team-a", "team-b" };
    QCOMPARE(listToText(items), QStringLiteral("team-a, team-b"));
    QVERIFY(listFromText(QStringLiteral(" team-a,\n team-b ")) == items);
    QVERIFY(listFromText(QStringLiteral(" , ")).empty());
}

QTEST_APPLESS_MAIN(tst_FieldChecks)
#include "tst_FieldChecks.moc"
