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

QStringList idsOf(const CommandRun &list)
{
    QStringList ids;
    const QJsonObject document = QJsonDocument::fromJson(list.out).object();
    for (const QJsonValue &technique : document.value(QStringLiteral("techniques")).toArray())
        ids << technique[QStringLiteral("id")].toString();
    return ids;
}

/// A file with one technique; gives its path.
QString written(const QTemporaryDir &folder, const QByteArray &grants)
{
    const QString path = folder.filePath(QStringLiteral("mine.yaml"));
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write("techniques:\n"
                   "  - id: my-neighbour\n"
                   "    name: My neighbour\n"
                   "    description: From a pod to the next.\n"
                   "    bind: {A: compute, B: compute}\n"
                   "    requires: [A net, B exploitable]\n"
                   "    gates: {network: A net_allow B}\n"
                   "    grants: ["
            + grants
            + "]\n"
              "    source: A\n"
              "    target: B\n"
              "    effort: low\n"
              "    detect: [FL]\n"
              "    refs: {ATT&CK v18.1: [T1210]}\n");
    return path;
}

} // namespace

class tst_TechniqueCommand : public QObject
{
    Q_OBJECT

private slots:
    void listIsFiltered();
    void showTellsTheRuleInSentences();
    void explainTellsWhereItWasTried();
    void lintHasPlacesAndExitCodes();
    void usersFilesAreLayeredOverTheCatalogue();
    void refusesWhatDoesNotExist_data();
    void refusesWhatDoesNotExist();
    void simulateWritesEveryFormat_data();
    void simulateWritesEveryFormat();
    void oneFlowInABundle();
};

void tst_TechniqueCommand::listIsFiltered()
{
    const QStringList all = idsOf(ctl(words("technique list --format json")));
    QVERIFY(all.size() >= 60);
    const QStringList tokens = idsOf(ctl(words("technique list --reference T1552 --format json")));
    QVERIFY(tokens.contains(QStringLiteral("sa-token-read"))); // T1552.001
    QVERIFY(!tokens.contains(QStringLiteral("tool-abuse")));
    const QStringList approved = idsOf(ctl(words("technique list --control I8 --kind model --format json")));
    QVERIFY(approved.contains(QStringLiteral("tool-abuse")));
    QVERIFY(!approved.contains(QStringLiteral("sa-token-read")));
    const QStringList network = idsOf(ctl(words("technique list --plane network --format json")));
    QVERIFY(network.contains(QStringLiteral("egress-c2")));
    QVERIFY(!network.contains(QStringLiteral("sa-token-read")));
    QVERIFY(network.size() < all.size());
    QVERIFY(ctl(words("technique list")).out.contains("sa-token-read"));
}

void tst_TechniqueCommand::showTellsTheRuleInSentences()
{
    const CommandRun shown = ctl(words("technique show sa-token-read"));
    QCOMPARE(shown.exitCode, 0);
    for (const char *part : { "when      the attacker runs code in A", "and       A runs as P",
             "then      the attacker has a credential of P", "I1 (",
             "no service account token is mounted in A",
             "ATT&CK v18.1  T1528  https://attack.mitre.org/techniques/T1528/", "(KA)" })
        QVERIFY2(shown.out.contains(part), part);
    const QJsonObject json =
        QJsonDocument::fromJson(ctl(words("technique show sa-token-read --format json")).out).object();
    QCOMPARE(json.value(QStringLiteral("requires")).toArray().size(), 2);
}

void tst_TechniqueCommand::explainTellsWhereItWasTried()
{
    const CommandRun plain = ctl(words("technique explain tool-abuse"));
    QVERIFY(plain.out.contains("When untrusted text of the attacker is in the context of M"));
    const CommandRun tried = ctl(words("technique explain tool-abuse --scenario indirect-injection --project")
        + QStringList { sampleFile("flat") });
    QCOMPARE(tried.exitCode, 0);
    QVERIFY2(tried.out.contains("succeeds"), tried.out.constData());
    const CommandRun stopped =
        ctl(words("technique explain tool-abuse --scenario indirect-injection --project")
            + QStringList { sampleFile("segmented") });
    QVERIFY2(stopped.out.contains("stopped on the"), stopped.out.constData());
    const CommandRun never = ctl(words("technique explain node-harvest --exploitability none --scenario "
                                       "indirect-injection --project")
        + QStringList { sampleFile("segmented") });
    QVERIFY2(never.out.contains("never tried: it never comes about that the attacker is root"),
        never.out.constData());
}

void tst_TechniqueCommand::lintHasPlacesAndExitCodes()
{
    const CommandRun shipped = ctl(words("technique lint"));
    QCOMPARE(shipped.exitCode, 0);
    QVERIFY(shipped.out.contains(", 0 problems"));
    const QTemporaryDir folder;
    const QString sound = written(folder, "B foothold");
    QCOMPARE(ctl({ QStringLiteral("technique"), QStringLiteral("lint"), sound }).exitCode, 0);
    const CommandRun wrong =
        ctl({ QStringLiteral("technique"), QStringLiteral("lint"), written(folder, "B owned") });
    QCOMPARE(wrong.exitCode, 1);
    QVERIFY2(wrong.out.contains("mine.yaml:8:14"), wrong.out.constData());
    QVERIFY(wrong.out.contains("unknown relation"));
    const CommandRun unread = ctl(words("technique lint /nonexistent/mine.yaml"));
    QCOMPARE(unread.exitCode, 3);
}

void tst_TechniqueCommand::usersFilesAreLayeredOverTheCatalogue()
{
    const QTemporaryDir folder;
    const QStringList layered { QStringLiteral("--catalogue"), written(folder, "B foothold") };
    QVERIFY(
        idsOf(ctl(words("technique list --format json") + layered)).contains(QStringLiteral("my-neighbour")));
    QVERIFY(ctl(words("technique show my-neighbour") + layered).out.contains("the attacker runs code in B"));
    QCOMPARE(ctl(words("technique show my-neighbour")).exitCode, 2);
    const CommandRun tried = ctl(words("technique explain my-neighbour --foothold rag-gateway --project")
        + QStringList { sampleFile("flat") } + layered);
    QVERIFY2(tried.out.contains("succeeds"), tried.out.constData());
}

void tst_TechniqueCommand::refusesWhatDoesNotExist_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("nothing") << words("technique");
    QTest::newRow("control") << words("technique list --control Z9");
    QTest::newRow("reference") << words("technique list --reference T0000");
    QTest::newRow("technique") << words("technique show nothing-of-it");
    QTest::newRow("plane") << words("technique list --plane moon");
    QTest::newRow("kind") << words("technique list --kind toaster");
}

void tst_TechniqueCommand::refusesWhatDoesNotExist()
{
    QFETCH(QStringList, arguments);
    const CommandRun result = ctl(arguments);
    QCOMPARE(result.exitCode, 2);
    QVERIFY(!result.err.isEmpty());
}

void tst_TechniqueCommand::simulateWritesEveryFormat_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("text") << QStringLiteral("text") << QByteArray("At the start");
    QTest::newRow("json") << QStringLiteral("json") << QByteArray("\"format\": \"fourplane-trace\"");
    QTest::newRow("dot") << QStringLiteral("dot") << QByteArray("digraph trace1 {");
    QTest::newRow("attack-flow") << QStringLiteral("attack-flow") << QByteArray("\"type\": \"attack-flow\"");
    QTest::newRow("sarif") << QStringLiteral("sarif") << QByteArray("\"version\": \"2.1.0\"");
}

void tst_TechniqueCommand::simulateWritesEveryFormat()
{
    QFETCH(QString, format);
    QFETCH(QByteArray, part);
    const QStringList arguments { QStringLiteral("simulate"), sampleFile("flat"),
        QStringLiteral("--scenario"), QStringLiteral("indirect-injection"), QStringLiteral("--format"),
        format };
    const CommandRun first = ctl(arguments);
    QCOMPARE(first.exitCode, 1); // a goal falls
    QVERIFY2(first.out.contains(part), first.out.left(300).constData());
    QCOMPARE(ctl(arguments).out, first.out);
}

void tst_TechniqueCommand::oneFlowInABundle()
{
    const CommandRun result = ctl({ QStringLiteral("simulate"), sampleFile("flat"),
        QStringLiteral("--format"), QStringLiteral("attack-flow") });
    QCOMPARE(result.exitCode, 2);
    QVERIFY(result.err.contains("--scenario"));
}

QTEST_GUILESS_MAIN(tst_TechniqueCommand)
#include "tst_TechniqueCommand.moc"
