// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/Fourplanectl.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

using namespace fourplane::test;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class tst_GenerateCommand : public QObject
{
    Q_OBJECT

private slots:
    void everyShapeChecksWithoutErrors_data();
    void everyShapeChecksWithoutErrors();
    void printsWhatItWouldWrite();
    void refusesWhatCannotBeGenerated_data();
    void refusesWhatCannotBeGenerated();
};

void tst_GenerateCommand::everyShapeChecksWithoutErrors_data()
{
    QTest::addColumn<QString>("shape");
    for (const char *shape : { "rag", "agents", "microservices", "multi-tenant" })
        QTest::newRow(shape) << QString::fromUtf8(shape);
}

void tst_GenerateCommand::everyShapeChecksWithoutErrors()
{
    QFETCH(QString, shape);
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("made.fourplane.yaml"));
    const CommandRun made = ctl(words("generate --workloads 90 --seed 4 --shape")
        + QStringList { shape, QStringLiteral("-o"), path });
    QCOMPARE(made.exitCode, 0);
    QVERIFY(made.out.contains("90 workloads"));
    const CommandRun checked =
        ctl({ QStringLiteral("check"), path, QStringLiteral("--format"), QStringLiteral("json") });
    QVERIFY(checked.exitCode == 0 || checked.exitCode == 1); // findings are no errors
    const QJsonObject report = QJsonDocument::fromJson(checked.out).object();
    QVERIFY(report.contains(QStringLiteral("findings")));
    for (const QJsonValue &diagnostic : report.value(QStringLiteral("diagnostics")).toArray())
        QCOMPARE(diagnostic[QStringLiteral("level")].toString(), QStringLiteral("warning"));
    for (const QJsonValue &finding : report.value(QStringLiteral("findings")).toArray())
        QVERIFY2(finding[QStringLiteral("rule")].toString() != QStringLiteral("declared-flow-blocked"),
            qPrintable(finding[QStringLiteral("message")].toString()));
}

void tst_GenerateCommand::printsWhatItWouldWrite()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("made.fourplane.yaml"));
    const QStringList options = words("generate --workloads 30 --seed 9 --shape agents");
    QCOMPARE(ctl(options + QStringList { QStringLiteral("-o"), path }).exitCode, 0);
    const CommandRun printed = ctl(options);
    QCOMPARE(printed.exitCode, 0);
    QVERIFY(printed.out.startsWith("fourplane: 1\n"));
    QCOMPARE(printed.out, contentOf(path));
    QVERIFY(ctl(words("generate --workloads 30 --seed 10 --shape agents")).out != printed.out);
}

void tst_GenerateCommand::refusesWhatCannotBeGenerated_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("no size") << words("generate");
    QTest::newRow("nothing") << words("generate --workloads 0");
    QTest::newRow("too much") << words("generate --workloads 1000001");
    QTest::newRow("no number") << words("generate --workloads many");
    QTest::newRow("unknown shape") << words("generate --workloads 10 --shape ring");
}

void tst_GenerateCommand::refusesWhatCannotBeGenerated()
{
    QFETCH(QStringList, arguments);
    const CommandRun result = ctl(arguments);
    QCOMPARE(result.exitCode, 2);
    QVERIFY(!result.err.isEmpty());
}

QTEST_GUILESS_MAIN(tst_GenerateCommand)
#include "tst_GenerateCommand.moc"
