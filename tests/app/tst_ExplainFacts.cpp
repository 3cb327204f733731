// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/Fourplanectl.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QtTest>

using namespace fourplane::test;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

CommandRun explain(const char *sample, const char *fact, const QStringList &more = {})
{
    return ctl(QStringList {
                   s("simulate"), sampleFile(sample), s("--scenario=stolen-token"), s("--explain"), s(fact) }
        + more);
}

QJsonObject first(const CommandRun &run)
{
    return run.json()[s("explanations")].toArray().first().toObject();
}

} // namespace

/// `fourplanectl simulate --explain`.
class tst_ExplainFacts : public QObject
{
    Q_OBJECT

private slots:

    /// From the gateway, where the token is used: the store trusts the network, so one step is enough.
    void aReachedFactIsDerived()
    {
        const CommandRun run = explain("flat", "contracts read");
        QCOMPARE(run.exitCode, 1);
        QVERIFY(run.text().contains(s("contracts read: the attacker has read contracts\n"
                                      "Reached: 1 step, 1 attempt with an effort of 60 min.\n")));
        QVERIFY(run.text().contains(
            s("    1. Use a store that trusts the network: from rag/rag-gateway upon contracts")));
        QVERIFY(run.text().contains(s("\nOther ways\n")));
    }

    void theSentenceOfATimelineNamesTheFactToo()
    {
        QCOMPARE(
            explain("flat", "The attacker has read contracts.").out, explain("flat", "contracts read").out);
    }

    /// The four planes of the segmented design stop it: two of them have to fail.
    void aFactThatIsNotReachedSaysWhatStopsIt()
    {
        const CommandRun run = explain("segmented", "contracts read");
        QCOMPARE(run.exitCode, 0);
        for (const char *part : { "Not reached. It would be if these planes failed: identity + network",
                 "\nAttempts that are stopped\n", "Stopped on the network plane (N1), NetworkPolicy ",
                 "Would succeed if these planes failed: identity + network.",
                 "\nAttempts that lack something\n", "\nIf these planes failed: identity + network\n" })
            QVERIFY2(run.text().contains(s(part)), part);
    }

    void allWritesWhatTenLeaveOut()
    {
        const QJsonObject some = first(explain("segmented", "contracts read", { s("--format=json") }));
        const QJsonObject all =
            first(explain("segmented", "contracts read", { s("--format=json"), s("--all") }));
        const auto further = [](const QJsonObject &one) {
            return one[s("furtherWays")].toObject()[s("out-of-reach")].toInt();
        };
        QVERIFY(further(some) > 0);
        QCOMPARE(further(all), 0);
        QCOMPARE(all[s("ways")].toArray().size(), some[s("ways")].toArray().size() + further(some));
    }

    /// The one step is of low effort, which the file puts at seven hours.
    void effortIsThatOfTheAssumptions()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(s("mine.yaml")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("name: mine\ndistributions:\n  Slow: {meanHours: 7}\neffort: {low: Slow}\n");
        file.close();
        const QJsonObject one = first(explain("flat", "contracts read",
            { s("--format=json"), s("--by=effort"), s("--assumptions"), file.fileName() }));
        QCOMPARE(one[s("effortAssumption")].toString(), s("mine"));
        const QJsonObject way = one[s("ways")].toArray().first().toObject();
        QCOMPARE(way[s("derivation")].toObject()[s("effortSeconds")].toInt(), 7 * 3600);
    }

    void severalFactsAndScenariosAreExplainedInTurn()
    {
        const CommandRun run = ctl({ s("simulate"), sampleFile("segmented"), s("--explain"),
            s("contracts read"), s("--explain"), s("llm-server foothold"), s("--format=json") });
        const QJsonArray explanations = run.json()[s("explanations")].toArray();
        const CommandRun traces = ctl({ s("simulate"), sampleFile("segmented"), s("--format=json") });
        QCOMPARE(explanations.size(), 2 * traces.json()[s("traces")].toArray().size());
        QCOMPARE(run.exitCode, 1); // one of the scenarios starts in llm-server
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("fact");
        QTest::addColumn<QStringList>("more");
        QTest::addColumn<QString>("told");
        QTest::newRow("unknown relation")
            << s("contracts raed") << QStringList {} << s("Did you mean \"contracts read\"?");
        QTest::newRow("unknown element")
            << s("contrats read") << QStringList {} << s("Did you mean \"contracts\"?");
        QTest::newRow("wrong type") << s("contracts foothold") << QStringList {} << s("What is said of it: ");
        QTest::newRow("summary") << s("contracts read") << QStringList { s("--summary") }
                                 << s("without a summary or report");
        QTest::newRow("picture") << s("contracts read") << QStringList { s("--format=dot") }
                                 << s("text or json");
    }

    void refuses()
    {
        QFETCH(QString, fact);
        QFETCH(QStringList, more);
        QFETCH(QString, told);
        const CommandRun run = explain("flat", fact.toUtf8().constData(), more);
        QCOMPARE(run.exitCode, 2);
        QVERIFY2(run.err.contains(told.toUtf8()), run.err.constData());
    }

    void theOtherOptionsNeedAFact()
    {
        for (const char *option : { "--by=effort", "--all", "--assumptions=x.yaml" }) {
            const CommandRun run = ctl({ s("simulate"), sampleFile("flat"), s(option) });
            QVERIFY2(run.exitCode != 0 && run.err.contains("--explain"), run.err.constData());
        }
    }
};

QTEST_APPLESS_MAIN(tst_ExplainFacts)
#include "tst_ExplainFacts.moc"
