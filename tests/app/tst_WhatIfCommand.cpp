// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/Fourplanectl.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace fourplane::test;

namespace {

/// what-if over a variant of the shipped RAG assistant.
CommandRun whatIf(const QString &sample, const QStringList &arguments)
{
    return ctl(
        QStringList { QStringLiteral("what-if"), sampleFile(sample.toUtf8().constData()) } + arguments);
}

/// "technique from>to" of every step in a list of the JSON.
QStringList steps(const QJsonObject &scenario, const char *list)
{
    QStringList texts;
    for (const QJsonValue &value : scenario[QLatin1String(list)].toArray()) {
        const QJsonObject step = value.toObject();
        texts << step[QStringLiteral("technique")].toString() + QLatin1Char(' ')
                + step[QStringLiteral("from")].toString() + QLatin1Char('>')
                + step[QStringLiteral("to")].toString();
    }
    return texts;
}

const QString set = QStringLiteral("--set");
const QString scenario = QStringLiteral("--scenario");
const QString json = QStringLiteral("--format=json");

} // namespace

class tst_WhatIfCommand : public QObject
{
    Q_OBJECT

private slots:
    void aMissingWeaknessClosesTheEscape();
    void aControlThatDoesNotHelpChangesNothing();
    void whatStopsAClosedStepIsNamed();
    void anOpenedPathIsAFinding();
    void theTextSaysTheSame();
    void aRefusedFlowIsNamed();
    void stepsSayInWordsWhatTheyGive();
    void undoneEditsChangeNothing();
    void wrongEditsAreUsageErrors_data();
    void wrongEditsAreUsageErrors();
};

void tst_WhatIfCommand::aMissingWeaknessClosesTheEscape()
{
    const CommandRun result = whatIf(QStringLiteral("flat"),
        { set, QStringLiteral("workload/llm-server: exploitable.escape=false"), scenario,
            QStringLiteral("node-escape"), json });
    QCOMPARE(result.exitCode, 0);
    const QStringList closed = steps(result.scenario(), "closed");
    QVERIFY(closed.contains(QStringLiteral("runtime-cve-escape llm-server>shared")));
    QVERIFY(closed.contains(QStringLiteral("node-harvest shared>documents-db")));
    QVERIFY(steps(result.scenario(), "opened").isEmpty());
}

void tst_WhatIfCommand::aControlThatDoesNotHelpChangesNothing()
{
    // Pod Security does not stop a weakness of the container runtime (attack catalogue, section 3).
    const CommandRun result = whatIf(QStringLiteral("flat"),
        { set, QStringLiteral("workload/llm-server: podSecurity=restricted"), scenario,
            QStringLiteral("node-escape"), json });
    QCOMPARE(result.exitCode, 0);
    QVERIFY(steps(result.scenario(), "closed").isEmpty());
}

void tst_WhatIfCommand::whatStopsAClosedStepIsNamed()
{
    const CommandRun result = whatIf(QStringLiteral("flat"),
        { set, QStringLiteral("workload/llm-server: automountToken=false"), scenario,
            QStringLiteral("model-server-rce"), json });
    bool isNamed = false;
    for (const QJsonValue &value : result.scenario()[QStringLiteral("closed")].toArray()) {
        const QJsonObject step = value.toObject();
        if (step[QStringLiteral("technique")] != QStringLiteral("sa-token-read")
            || step[QStringLiteral("from")] != QStringLiteral("llm-server"))
            continue;
        const QJsonObject block = step[QStringLiteral("stoppedBy")].toArray().first().toObject();
        QCOMPARE(block[QStringLiteral("plane")].toString(), QStringLiteral("identity"));
        QCOMPARE(block[QStringLiteral("control")].toString(), QStringLiteral("I1"));
        isNamed = true;
    }
    QVERIFY(isNamed);
}

void tst_WhatIfCommand::anOpenedPathIsAFinding()
{
    const CommandRun result = whatIf(QStringLiteral("segmented"),
        { set, QStringLiteral("store/documents: authentication=anonymous"), set,
            QStringLiteral("allowRule/leak: add {from: llm-server, to: documents-db}"), scenario,
            QStringLiteral("model-server-rce"), json });
    QCOMPARE(result.exitCode, 1);
    const QJsonObject goal = result.scenario()[QStringLiteral("goals")].toArray().first().toObject();
    QCOMPARE(goal[QStringLiteral("goal")].toString(), QStringLiteral("contracts"));
    QVERIFY(goal[QStringLiteral("defenceDepthBefore")].toInt() > 0);
    QCOMPARE(goal[QStringLiteral("defenceDepthAfter")].toInt(), 0);
    QVERIFY(!steps(result.scenario(), "opened").isEmpty());
}

void tst_WhatIfCommand::theTextSaysTheSame()
{
    const CommandRun result = whatIf(QStringLiteral("flat"),
        { set, QStringLiteral("workload/llm-server: automountToken=false"), scenario,
            QStringLiteral("model-server-rce") });
    QVERIFY(result.text().contains(QStringLiteral("workload/llm-server: automountToken=false")));
    QVERIFY(result.text().contains(QStringLiteral("Paths closed")));
    QVERIFY(result.text().contains(QStringLiteral("now stopped by identity plane (I1)")));
    QVERIFY(result.text().contains(QStringLiteral("exploitability marked")));
}

void tst_WhatIfCommand::aRefusedFlowIsNamed()
{
    const QStringList closing { set, QStringLiteral("namespace/rag: segmentation.defaultDeny=true") };
    QJsonObject flat = whatIf(QStringLiteral("flat"), closing + QStringList { json }).json();
    QVERIFY(
        flat[QStringLiteral("refusedFlows")].toArray().contains(QStringLiteral("flow-ingestion-documents")));
    QVERIFY(flat[QStringLiteral("openedFlows")].toArray().isEmpty());
    QVERIFY(whatIf(QStringLiteral("flat"), closing)
                .text()
                .contains(QStringLiteral("Declared flows that are refused now: ")));
    const QJsonObject harmless = whatIf(
        QStringLiteral("flat"), { set, QStringLiteral("workload/llm-server: automountToken=false"), json })
                                     .json();
    QVERIFY(harmless[QStringLiteral("refusedFlows")].toArray().isEmpty());
}

void tst_WhatIfCommand::stepsSayInWordsWhatTheyGive()
{
    const CommandRun result = whatIf(QStringLiteral("flat"),
        { set, QStringLiteral("workload/llm-server: automountToken=false"), scenario,
            QStringLiteral("model-server-rce") });
    QVERIFY2(result.text().contains(QStringLiteral(": the attacker has a credential of ")),
        qPrintable(result.text()));
}

void tst_WhatIfCommand::undoneEditsChangeNothing()
{
    const CommandRun result = whatIf(QStringLiteral("flat"),
        { set, QStringLiteral("workload/llm-server: automountToken=false"), set,
            QStringLiteral("workload/llm-server: automountToken=") });
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(result.text().count(QStringLiteral("Nothing changes")), 5); // the sample has five scenarios
}

void tst_WhatIfCommand::wrongEditsAreUsageErrors_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("says");
    QTest::newRow("nothing") << QStringList {} << QStringLiteral("--set");
    QTest::newRow("element") << QStringList { set, QStringLiteral("workload/llm-serve: exposed=true") }
                             << QStringLiteral("workload/llm-server");
    QTest::newRow("variant") << QStringList { QStringLiteral("--variant"), QStringLiteral("x") }
                             << QStringLiteral("no variant \"x\"");
}

void tst_WhatIfCommand::wrongEditsAreUsageErrors()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, says);
    const CommandRun result = whatIf(QStringLiteral("flat"), arguments);
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.errorText().contains(says), qPrintable(result.errorText()));
}

QTEST_GUILESS_MAIN(tst_WhatIfCommand)
#include "tst_WhatIfCommand.moc"
