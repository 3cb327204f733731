// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/graphlayout/GraphvizLayout.h"
#include "core/storage/LayoutProtocol.h"
#include "tests/support/LayoutTestGraphs.h"
#include "tests/support/TestData.h"

#include <QProcess>
#include <QtTest>

using namespace fourplane;
using namespace fourplane::test;

/// The helper program, spoken to as the window does.
class tst_LayoutProgram : public QObject
{
    Q_OBJECT

private slots:
    void answersAsTheLibraryDoes();
    void hostileInputGivesACleanError_data();
    void hostileInputGivesACleanError();
};

namespace {

struct Answer
{
    int exitCode = -1;
    bool crashed = false;
    std::vector<LayoutMessage> messages;
    bool garbled = false;
};

Answer ask(const std::string &bytes)
{
    QProcess process;
    process.start(QString::fromStdString(programPath("fourplane-layout").string()), {});
    process.write(bytes.data(), static_cast<qint64>(bytes.size()));
    process.closeWriteChannel();
    Answer answer;
    if (!process.waitForFinished(60000))
        return answer;
    answer.crashed = process.exitStatus() != QProcess::NormalExit;
    answer.exitCode = process.exitCode();
    LayoutFrameReader reader;
    reader.append(process.readAllStandardOutput().toStdString());
    while (true) {
        const auto frame = reader.next();
        if (!frame || !*frame)
            break;
        auto message = readLayoutMessage(**frame);
        if (message)
            answer.messages.push_back(*message);
        else
            answer.garbled = true;
    }
    answer.garbled = answer.garbled || reader.hasPartialFrame();
    return answer;
}

} // namespace

void tst_LayoutProgram::answersAsTheLibraryDoes()
{
    const LayoutGraph graph = chainedContainers(3, 4);
    const Answer answer = ask(layoutFrame(writeLayoutRequest(graph)));
    QCOMPARE(answer.exitCode, 0);
    QVERIFY(!answer.garbled);
    QCOMPARE(answer.messages.size(), std::size_t { 6 }); // four containers, the outer level, the result
    QVERIFY(std::get<Progress>(answer.messages[0]).done == 1);
    const auto result = layoutWithGraphviz(graph);
    QVERIFY(result.has_value());
    QVERIFY(std::get<LayoutResult>(answer.messages.back()).placements == result->placements);
}

void tst_LayoutProgram::hostileInputGivesACleanError_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("code");
    const auto frame = [](const std::string &json) { return QByteArray::fromStdString(layoutFrame(json)); };
    QTest::newRow("nothing") << QByteArray() << QStringLiteral("layout-frame");
    QTest::newRow("three bytes") << QByteArray("\0\0\0", 3) << QStringLiteral("layout-frame");
    QTest::newRow("giant length") << QByteArray("\xff\xff\xff\xff{}", 6) << QStringLiteral("layout-frame");
    QTest::newRow("length zero") << QByteArray("\0\0\0\0", 4) << QStringLiteral("layout-frame");
    QTest::newRow("cut short") << frame("{\"nodes\":[]}").chopped(3) << QStringLiteral("layout-frame");
    QTest::newRow("text") << QByteArray("GET / HTTP/1.1\r\n\r\n") << QStringLiteral("layout-frame");
    QTest::newRow("not JSON") << frame("\x01\x02garbage") << QStringLiteral("layout-request");
    QTest::newRow("wrong types") << frame("{\"nodes\":7,\"edges\":{}}") << QStringLiteral("layout-request");
    QTest::newRow("missing fields") << frame("{\"nodes\":[{}]}") << QStringLiteral("layout-request");
    QTest::newRow("deep nesting") << frame(std::string(100000, '[')) << QStringLiteral("layout-request");
    QTest::newRow("dangling edge") << frame(
        "{\"nodes\":[],\"containers\":[],\"edges\":[{\"source\":\"a\",\"target\":\"b\"}],"
        "\"containerPadding\":1,\"containerTitle\":1}")
                                   << QStringLiteral("layout-input");
}

void tst_LayoutProgram::hostileInputGivesACleanError()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, code);
    const Answer answer = ask(bytes.toStdString());
    QVERIFY(!answer.crashed);
    QCOMPARE(answer.exitCode, 3);
    QVERIFY(!answer.garbled);
    QCOMPARE(answer.messages.size(), std::size_t { 1 });
    QCOMPARE(QString::fromStdString(std::get<Error>(answer.messages[0]).diagnostics.at(0).code), code);
}

QTEST_GUILESS_MAIN(tst_LayoutProgram)
#include "tst_LayoutProgram.moc"
