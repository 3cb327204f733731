// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/TestData.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

using namespace fourplane;

namespace {

struct Run
{
    int exitCode = -1;
    QByteArray out;
    QByteArray err;
};

Run run(const QStringList &arguments)
{
    QProcess process;
    process.start(QString::fromStdString(test::programPath("fourplanectl").string()), arguments);
    Run result;
    if (!process.waitForFinished(120000) || process.exitStatus() != QProcess::NormalExit)
        return result;
    result.exitCode = process.exitCode();
    result.out = process.readAllStandardOutput();
    result.err = process.readAllStandardError();
    return result;
}

QStringList words(const char *line)
{
    return QString::fromUtf8(line).split(QLatin1Char(' '));
}

QString sample(const char *name)
{
    return QString::fromStdString(
        test::sourcePath(std::string("sample-topologies/rag-assistant/") + name).string());
}

QStringList idsOf(const Run &list)
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
    const QStringList all = idsOf(run(words("technique list --format json")));
    QVERIFY(all.size() >= 60);
    const QStringList tokens = idsOf(run(words("technique list --reference T1552 --format json")));
    QVERIFY(tokens.contains(QStringLiteral("sa-token-read"))); // T1552.001
    QVERIFY(!tokens.contains(QStringLiteral("tool-abuse")));
    const QStringList approved = idsOf(run(words("technique list --control I8 --kind model --format json")));
    QVERIFY(approved.contains(QStringLiteral("tool-abuse")));
    QVERIFY(!approved.contains(QStringLiteral("sa-token-read")));
    const QStringList network = idsOf(run(words("technique list --plane network --format json")));
    QVERIFY(network.contains(QStringLiteral("egress-c2")));
    QVERIFY(!network.contains(QStringLiteral("sa-token-read")));
    QVERIFY(network.size() < all.size());
    QVERIFY(run(words("technique list")).out.contains("sa-token-read"));
}

void tst_TechniqueCommand::showTellsTheRuleInSentences()
{
    const Run shown = run(words("technique show sa-token-read"));
    QCOMPARE(shown.exitCode, 0);
    for (const char *part : { "when      the attacker runs code in A", "and       A runs as P",
             "then      the attacker has a credential of P", "I1 (",
             "no service account token is mounted in A",
             "ATT&CK v18.1  T1528  https://attack.mitre.org/techniques/T1528/", "(KA)" })
        QVERIFY2(shown.out.contains(part), part);
    const QJsonObject json =
        QJsonDocument::fromJson(run(words("technique show sa-token-read --format json")).out).object();
    QCOMPARE(json.value(QStringLiteral("requires")).toArray().size(), 2);
}

void tst_TechniqueCommand::explainTellsWhereItWasTried()
{
    const Run plain = run(words("technique explain tool-abuse"));
    QVERIFY(plain.out.contains("When untrusted text of the attacker is in the context of M"));
    const Run tried = run(words("technique explain tool-abuse --scenario indirect-injection --project")
        + QStringList { sample("flat.fourplane.yaml") });
    QCOMPARE(tried.exitCode, 0);
    QVERIFY2(tried.out.contains("succeeds"), tried.out.constData());
    const Run stopped = run(words("technique explain tool-abuse --scenario indirect-injection --project")
        + QStringList { sample("segmented.fourplane.yaml") });
    QVERIFY2(stopped.out.contains("stopped on the"), stopped.out.constData());
    const Run never = run(words("technique explain node-harvest --exploitability none --scenario "
                                "indirect-injection --project")
        + QStringList { sample("segmented.fourplane.yaml") });
    QVERIFY2(never.out.contains("never tried: it never comes about that the attacker is root"),
        never.out.constData());
}

void tst_TechniqueCommand::lintHasPlacesAndExitCodes()
{
    const Run shipped = run(words("technique lint"));
    QCOMPARE(shipped.exitCode, 0);
    QVERIFY(shipped.out.contains(", 0 problems"));
    const QTemporaryDir folder;
    const QString sound = written(folder, "B foothold");
    QCOMPARE(run({ QStringLiteral("technique"), QStringLiteral("lint"), sound }).exitCode, 0);
    const Run wrong =
        run({ QStringLiteral("technique"), QStringLiteral("lint"), written(folder, "B owned") });
    QCOMPARE(wrong.exitCode, 1);
    QVERIFY2(wrong.out.contains("mine.yaml:8:14"), wrong.out.constData());
    QVERIFY(wrong.out.contains("unknown relation"));
    const Run unread = run(words("technique lint /nonexistent/mine.yaml"));
    QCOMPARE(unread.exitCode, 3);
}

void tst_TechniqueCommand::usersFilesAreLayeredOverTheCatalogue()
{
    const QTemporaryDir folder;
    const QStringList layered { QStringLiteral("--catalogue"), written(folder, "B foothold") };
    QVERIFY(
        idsOf(run(words("technique list --format json") + layered)).contains(QStringLiteral("my-neighbour")));
    QVERIFY(run(words("technique show my-neighbour") + layered).out.contains("the attacker runs code in B"));
    QCOMPARE(run(words("technique show my-neighbour")).exitCode, 2);
    const Run tried = run(words("technique explain my-neighbour --foothold rag-gateway --project")
        + QStringList { sample("flat.fourplane.yaml") } + layered);
    QVERIFY2(tried.out.contains("succeeds"), tried.out.constData());
}

void tst_TechniqueCommand::refusesWhatDoesNotExist_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("nothing") << words("technique");
    QTest::newRow("technique") << words("technique show nothing-of-it");
    QTest::newRow("plane") << words("technique list --plane moon");
    QTest::newRow("kind") << words("technique list --kind toaster");
}

void tst_TechniqueCommand::refusesWhatDoesNotExist()
{
    QFETCH(QStringList, arguments);
    const Run result = run(arguments);
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
    const QStringList arguments { QStringLiteral("simulate"), sample("flat.fourplane.yaml"),
        QStringLiteral("--scenario"), QStringLiteral("indirect-injection"), QStringLiteral("--format"),
        format };
    const Run first = run(arguments);
    QCOMPARE(first.exitCode, 1); // a goal falls
    QVERIFY2(first.out.contains(part), first.out.left(300).constData());
    QCOMPARE(run(arguments).out, first.out);
}

void tst_TechniqueCommand::oneFlowInABundle()
{
    const Run result = run({ QStringLiteral("simulate"), sample("flat.fourplane.yaml"),
        QStringLiteral("--format"), QStringLiteral("attack-flow") });
    QCOMPARE(result.exitCode, 2);
    QVERIFY(result.err.contains("--scenario"));
}

QTEST_GUILESS_MAIN(tst_TechniqueCommand)
#include "tst_TechniqueCommand.moc"
