// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/topology/ImageName.h"

#include <QtTest>

using namespace fourplane;

class tst_ImageName : public QObject
{
    Q_OBJECT

private slots:
    void leavesOutTagAndDigest_data();
    void leavesOutTagAndDigest();
};

void tst_ImageName::leavesOutTagAndDigest_data()
{
    QTest::addColumn<std::string>("image");
    QTest::addColumn<std::string>("name");
    QTest::newRow("tag") << std::string("ghcr.io/a/b:1.2") << std::string("ghcr.io/a/b");
    QTest::newRow("digest") << std::string("ghcr.io/a/b@sha256:00ff") << std::string("ghcr.io/a/b");
    QTest::newRow("both") << std::string("ghcr.io/a/b:1.2@sha256:00ff") << std::string("ghcr.io/a/b");
    QTest::newRow("port and tag") << std::string("host:5000/b:1") << std::string("host:5000/b");
    QTest::newRow("port alone") << std::string("host:5000/a/b") << std::string("host:5000/a/b");
    QTest::newRow("nothing else") << std::string("nginx") << std::string("nginx");
    QTest::newRow("short with tag") << std::string("nginx:1.27") << std::string("nginx");
    QTest::newRow("empty") << std::string() << std::string();
}

void tst_ImageName::leavesOutTagAndDigest()
{
    QFETCH(std::string, image);
    QFETCH(std::string, name);
    QCOMPARE(withoutVersion(image), name);
}

QTEST_APPLESS_MAIN(tst_ImageName)
#include "tst_ImageName.moc"
