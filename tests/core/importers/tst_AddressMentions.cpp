// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/importers/AddressMentions.h"

#include <QtTest>

using namespace fourplane;

class tst_AddressMentions : public QObject
{
    Q_OBJECT

private slots:
    void findsAddresses_data();
    void findsAddresses();
};

void tst_AddressMentions::findsAddresses_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("expected"); // host:port, '?' after the uncertain ones
    const std::vector<std::pair<const char *, const char *>> cases { { "http://qdrant:6333/v1",
                                                                         "qdrant:6333" },
        { "https://Api.prod.svc.cluster.local./x", "api.prod.svc.cluster.local:443" },
        { "postgresql+asyncpg://user:pw@pg/db", "pg:5432" }, { "redis:6379/0", "redis:6379" },
        { "kafka-0:9092,kafka-1:9092", "kafka-0:9092 kafka-1:9092" },
        { "until nc -z postgres 5432; do", "until? nc? postgres:5432 do?" }, { "redis", "redis?" },
        { "--url=http://a:1", "a:1" }, { "http://localhost:80", "" }, { "http://10.0.0.1:80", "" },
        { "grpc://x", "x" }, { "host:99999", "" }, { "/etc/config", "" }, { "", "" } };
    for (const auto &[text, expected] : cases)
        QTest::newRow(text) << std::string(text) << std::string(expected);
}

void tst_AddressMentions::findsAddresses()
{
    QFETCH(std::string, text);
    QFETCH(std::string, expected);
    std::string found;
    for (const AddressMention &mention : addressMentions(text)) {
        found += (found.empty() ? "" : " ") + mention.host;
        if (mention.port)
            found += ":" + std::to_string(*mention.port);
        found += mention.isCertain ? "" : "?";
    }
    QCOMPARE(found, expected);
}

QTEST_APPLESS_MAIN(tst_AddressMentions)
#include "tst_AddressMentions.moc"
