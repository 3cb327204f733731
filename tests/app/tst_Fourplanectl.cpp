// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/Fourplanectl.h"
#include "tests/support/TestData.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <set>
#include <tuple>

using namespace fourplane::test;

namespace {

QString flat()
{
    return sampleFile("flat");
}

QString segmented()
{
    return sampleFile("segmented");
}

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

} // namespace

class tst_Fourplanectl : public QObject
{
    Q_OBJECT

private slots:
    void everyCommandHasHelpWithAnExample_data();
    void everyCommandHasHelpWithAnExample();
    void exitsWithTwoOnWrongUsage_data();
    void exitsWithTwoOnWrongUsage();
    void anUnknownCommandIsNamed();
    void exitsWithThreeAndAPlaceOnBadInput();
    void checkFindsWhatTheFlatDesignLacks();
    void checkFindsNothingOfHighSeverityInTheSegmentedDesign();
    void whyNamesEveryPlane();
    void whyNamesTheDecidingObject();
    void matrixListsEveryOrderedPairOnce();
    void matrixShowsWhatAnotherDesignDecidesDifferently();
    void simulateExitsWithOneOnlyWhenAGoalFalls();
    void simulateSummaryShowsBothAssumptions();
    void importSimulateExportGoThroughOnARealStack();
    void newWritesAProjectThatChecksAndNeverOverwrites();
    void schemaIsTheShippedOne();
    void completionsAreShellThatParses();
    void writesNoTerminalEscapesIntoAPipe();
    void sameInputGivesSameBytes();
    void outputThatIsLostIsAnError();
    void tooLittleMemoryIsAnErrorAndNoCrash();
};

void tst_Fourplanectl::everyCommandHasHelpWithAnExample_data()
{
    QTest::addColumn<QString>("command");
    for (const char *command :
        { "check", "why", "matrix", "simulate", "export", "import", "new", "schema", "completion", "platform",
            "what-if", "generate", "technique", "analyse", "footholds", "rank", "fix", "coverage" })
        QTest::newRow(command) << s(command);
}

void tst_Fourplanectl::everyCommandHasHelpWithAnExample()
{
    QFETCH(QString, command);
    const CommandRun result = ctl({ command, s("--help") });
    QCOMPARE(result.exitCode, 0);
    QVERIFY(result.out.contains("Example"));
    QVERIFY(result.out.contains("fourplanectl " + command.toUtf8()));
}

void tst_Fourplanectl::exitsWithTwoOnWrongUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("nothing") << QStringList {};
    QTest::newRow("unknown command") << QStringList { s("frobnicate") };
    QTest::newRow("missing file") << QStringList { s("check") };
    QTest::newRow("unknown format") << QStringList { s("check"), flat(), s("--format"), s("xml") };
    QTest::newRow("unknown element") << QStringList { s("why"), flat(), s("nobody"), s("kb-vectors:6333") };
    QTest::newRow("port out of range")
        << QStringList { s("why"), flat(), s("retriever"), s("kb-vectors:70000") };
    QTest::newRow("verb without resource")
        << QStringList { s("why"), flat(), s("retriever"), s("kb-vectors:6333"), s("--verb"), s("read") };
    QTest::newRow("unknown scenario") << QStringList { s("simulate"), flat(), s("--scenario"), s("none") };
    QTest::newRow("unknown variant") << QStringList { s("simulate"), flat(), s("--variant"), s("none") };
    QTest::newRow("unknown kind") << QStringList { s("import"), flat(), s("-o"), s("/nonexistent/x"),
        s("--kind"), s("a/b=toaster") };
}

void tst_Fourplanectl::exitsWithTwoOnWrongUsage()
{
    QFETCH(QStringList, arguments);
    const CommandRun result = ctl(arguments);
    QCOMPARE(result.exitCode, 2);
    QVERIFY(!result.err.isEmpty());
}

void tst_Fourplanectl::anUnknownCommandIsNamed()
{
    QVERIFY(ctl({ s("frobnicate") }).err.contains("There is no command \"frobnicate\"."));
}

void tst_Fourplanectl::exitsWithThreeAndAPlaceOnBadInput()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(s("bad.fourplane.yaml"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("fourplane: 1\nname: x\nworkloads:\n  a:\n    kind: toaster\n    namespace: none\n");
    file.close();
    const CommandRun result = ctl({ s("check"), path });
    QCOMPARE(result.exitCode, 3);
    QVERIFY2(result.err.contains("bad.fourplane.yaml:5:11: "), result.err.constData());
    QCOMPARE(ctl({ s("check"), folder.filePath(s("absent")) }).exitCode, 3);
    const CommandRun asJson = ctl({ s("check"), path, s("--format"), s("json") });
    QCOMPARE(asJson.exitCode, 3);
    QVERIFY(asJson.json().value(s("diagnostics")).toArray().size() >= 2);
}

void tst_Fourplanectl::checkFindsWhatTheFlatDesignLacks()
{
    const CommandRun result =
        ctl({ s("check"), flat(), s("--format"), s("json"), s("--today"), s("2026-11-23") });
    QCOMPARE(result.exitCode, 1);
    QSet<QString> rules;
    const QJsonArray findings = result.json().value(s("findings")).toArray();
    for (const QJsonValue &finding : findings)
        rules.insert(finding.toObject().value(s("rule")).toString());
    for (const char *rule :
        { "anonymous-store", "default-deny-missing", "shared-service-account", "token-mounted",
            "pod-security-not-enforced", "tool-scope-missing", "environment-secrets", "undeclared-path" })
        QVERIFY2(rules.contains(s(rule)), rule);
}

void tst_Fourplanectl::checkFindsNothingOfHighSeverityInTheSegmentedDesign()
{
    const CommandRun result =
        ctl({ s("check"), segmented(), s("--format"), s("json"), s("--today"), s("2026-11-23") });
    const QJsonArray findings = result.json().value(s("findings")).toArray();
    for (const QJsonValue &finding : findings)
        QVERIFY2(finding.toObject().value(s("severity")) != s("high"),
            qPrintable(finding.toObject().value(s("message")).toString()));
}

void tst_Fourplanectl::whyNamesEveryPlane()
{
    const CommandRun result = ctl({ s("why"), segmented(), s("retriever"), s("kb-vectors:6333"), s("--verb"),
        s("read"), s("--resource"), s("kb-chunks"), s("--format"), s("json") });
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(result.json().value(s("verdict")).toString(), s("permit"));
    const QJsonObject planes = result.json().value(s("planes")).toObject();
    for (const char *plane : { "identity", "network", "workload", "data" }) {
        QCOMPARE(planes.value(s(plane)).toObject().value(s("verdict")).toString(), s("permit"));
        QVERIFY(!planes.value(s(plane)).toObject().value(s("reason")).toString().isEmpty());
    }
}

void tst_Fourplanectl::whyNamesTheDecidingObject()
{
    const CommandRun result = ctl({ s("why"), segmented(), s("llm-server"), s("documents-db:5432"),
        s("--verb"), s("read"), s("--resource"), s("contracts"), s("--format"), s("json") });
    QCOMPARE(result.json().value(s("verdict")).toString(), s("deny"));
    const QJsonObject planes = result.json().value(s("planes")).toObject();
    QCOMPARE(planes.value(s("network")).toObject().value(s("verdict")).toString(), s("deny"));
    QCOMPARE(
        planes.value(s("network")).toObject().value(s("decidedBy")).toObject().value(s("kind")).toString(),
        s("NetworkPolicy"));
    QCOMPARE(
        planes.value(s("identity")).toObject().value(s("decidedBy")).toObject().value(s("kind")).toString(),
        s("AuthorizationPolicy"));
    QCOMPARE(planes.value(s("data")).toObject().value(s("verdict")).toString(), s("deny"));
}

void tst_Fourplanectl::matrixListsEveryOrderedPairOnce()
{
    const CommandRun result = ctl({ s("matrix"), segmented(), s("--format"), s("csv") });
    QCOMPARE(result.exitCode, 0);
    const QList<QByteArray> lines = result.out.trimmed().split('\n');
    QSet<QByteArray> pairs;
    for (const QByteArray &line : lines.mid(1)) {
        const QList<QByteArray> cells = line.split(',');
        QVERIFY(cells.size() >= 3);
        pairs.insert(cells[0] + "," + cells[1]);
    }
    // 11 workloads among themselves, and each with the 5 externals in both directions.
    QCOMPARE(pairs.size(), 11 * 10 + 2 * 11 * 5);
}

void tst_Fourplanectl::matrixShowsWhatAnotherDesignDecidesDifferently()
{
    const CommandRun closed = ctl({ s("matrix"), flat(), s("--diff"), segmented(), s("--format"), s("csv") });
    QCOMPARE(closed.exitCode, 1);
    QVERIFY(closed.out.startsWith("change,source,destination,port,protocol,before,after,reason\r\n"));
    QVERIFY(closed.out.count("\nclosed,") > 50); // the segmented design denies what the flat one leaves open
    QCOMPARE(closed.out.count("\nopened,"), 0);
    const CommandRun opened =
        ctl({ s("matrix"), segmented(), s("--diff"), flat(), s("--plane"), s("network") });
    QCOMPARE(opened.exitCode, 1);
    QVERIFY2(opened.out.contains(" opened"), opened.out.constData());
    const CommandRun same = ctl({ s("matrix"), flat(), s("--diff"), flat() });
    QCOMPARE(same.exitCode, 0);
    QVERIFY(same.out.contains("No connection is decided differently."));
    QCOMPARE(ctl({ s("matrix"), flat(), s("--diff"), s("nowhere.yaml") }).exitCode, 3);
}

void tst_Fourplanectl::simulateExitsWithOneOnlyWhenAGoalFalls()
{
    QCOMPARE(ctl({ s("simulate"), flat(), s("--exploitability"), s("marked") }).exitCode, 1);
    const CommandRun held = ctl({ s("simulate"), segmented(), s("--exploitability"), s("marked") });
    QVERIFY2(held.exitCode == 0, held.out.constData());
}

void tst_Fourplanectl::simulateSummaryShowsBothAssumptions()
{
    const CommandRun result = ctl({ s("simulate"), segmented(), s("--summary") });
    QCOMPARE(result.out.count("  marked  "), 5);
    QCOMPARE(result.out.count("  all  "), 5);
}

void tst_Fourplanectl::importSimulateExportGoThroughOnARealStack()
{
    const auto stack = sharedPath("data/corpora/manifests/MasterofNull__ai-stack");
    REQUIRE_OR_SKIP(stack);
    const QTemporaryDir folder;
    const QString project = folder.filePath(s("s.fourplane.yaml"));
    const CommandRun imported =
        ctl({ s("import"), QString::fromStdString(stack.string()), s("-o"), project });
    QCOMPARE(imported.exitCode, 0);
    const CommandRun simulated =
        ctl({ s("simulate"), project, s("--foothold"), s("open-webui"), s("--format"), s("json") });
    QVERIFY2(simulated.exitCode == 0 || simulated.exitCode == 1, simulated.err.constData());
    QCOMPARE(simulated.json().value(s("traces")).toArray().size(), 1);
    const CommandRun exported = ctl({ s("export"), project, s("-o"), folder.filePath(s("out")) });
    QVERIFY2(exported.exitCode == 0, exported.err.constData());
    QVERIFY(QFile::exists(folder.filePath(s("out/base/kustomization.yaml"))));
}

void tst_Fourplanectl::newWritesAProjectThatChecksAndNeverOverwrites()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(s("n.fourplane.yaml"));
    QCOMPARE(ctl({ s("new"), path, s("--name"), s("My design") }).exitCode, 0);
    QCOMPARE(ctl({ s("check"), path }).exitCode, 0);
    QCOMPARE(ctl({ s("new"), path }).exitCode, 2);
    const QString copy = folder.filePath(s("t.fourplane.yaml"));
    QCOMPARE(ctl({ s("new"), copy, s("--template"), s("rag-assistant/segmented") }).exitCode, 0);
    QCOMPARE(readBytes(copy.toStdString()), readBytes(segmented().toStdString()));
}

void tst_Fourplanectl::schemaIsTheShippedOne()
{
    const CommandRun result = ctl({ s("schema") });
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(
        result.out.toStdString(), readBytes(sourcePath("resources/schema/fourplane-project.schema.json")));
    QVERIFY(QJsonDocument::fromJson(result.out).isObject());
}

void tst_Fourplanectl::completionsAreShellThatParses()
{
    const CommandRun bash = ctl({ s("completion"), s("bash") });
    QCOMPARE(bash.exitCode, 0);
    QProcess shell;
    shell.start(s("bash"), { s("-n") });
    shell.write(bash.out);
    shell.closeWriteChannel();
    QVERIFY(shell.waitForFinished());
    QCOMPARE(shell.exitCode(), 0);
    for (const char *part : { "simulate", "--foothold", "--format" }) {
        QVERIFY(bash.out.contains(part));
        QVERIFY(ctl({ s("completion"), s("zsh") }).out.contains(part));
    }
    QVERIFY(ctl({ s("completion"), s("fish") }).out.contains("-l foothold"));
}

void tst_Fourplanectl::writesNoTerminalEscapesIntoAPipe()
{
    QVERIFY(!ctl({ s("check"), flat() }).out.contains('\x1b'));
    QVERIFY(ctl({ s("--colour"), s("always"), s("check"), flat() }).out.contains('\x1b'));
}

void tst_Fourplanectl::sameInputGivesSameBytes()
{
    for (const QStringList &arguments : { QStringList { s("check"), flat(), s("--today"), s("2026-11-23") },
             QStringList { s("simulate"), flat(), s("--format"), s("json") },
             QStringList { s("matrix"), segmented(), s("--format"), s("json") } })
        QCOMPARE(ctl(arguments).out, ctl(arguments).out);
}

/// A full disk must not pass for a clean run.
void tst_Fourplanectl::outputThatIsLostIsAnError()
{
    const QString full = s("/dev/full");
    if (!QFile::exists(full))
        QSKIP("this system has no /dev/full");
    QProcess process;
    process.setStandardOutputFile(full);
    process.start(QString::fromStdString(programPath("fourplanectl").string()), { s("schema") });
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 3);
    QVERIFY(process.readAllStandardError().contains("could not be written"));
}

/// Wherever memory runs out: while a design is made or read, while it is attacked, in the threads of a
/// campaign and for them.
void tst_Fourplanectl::tooLittleMemoryIsAnErrorAndNoCrash()
{
    const auto limited = [](int kilobytes, const QStringList &arguments) {
        QProcess process;
        process.setStandardOutputFile(QProcess::nullDevice());
        process.start(s("sh"),
            QStringList { s("-c"), s("ulimit -v %1; exec \"$0\" \"$@\"").arg(kilobytes),
                QString::fromStdString(programPath("fourplanectl").string()) }
                + arguments);
        process.waitForFinished();
        return std::tuple(process.exitStatus(), process.exitCode(), process.readAllStandardError());
    };
    if (std::get<1>(limited(60'000, { s("--version") })) != 0)
        QSKIP("the program does not start with 60 MB of addresses, as with sanitizers");
    const QTemporaryDir folder;
    const QString design = folder.filePath(s("design.fourplane.yaml"));
    QCOMPARE(ctl({ s("generate"), s("--workloads"), s("200"), s("-o"), design }).exitCode, 0);
    const QStringList attack { s("campaign"), design, s("--scenario"), s("compromised-gateway"), s("--runs"),
        s("20"), s("--threads"), s("4") };
    std::set<int> codes;
    for (int kilobytes = 30'000; kilobytes <= 150'000; kilobytes += 5'000) {
        const auto [status, code, message] = limited(kilobytes, attack);
        QVERIFY2(status == QProcess::NormalExit, qPrintable(s("%1 kB").arg(kilobytes)));
        codes.insert(code);
        if (code == 3)
            QVERIFY2(message.contains("not enough memory") && message.contains("fix:"), message.constData());
    }
    QCOMPARE(codes.count(3), std::size_t { 1 });
    QVERIFY2(codes.count(0) + codes.count(1) > 0, "no limit was large enough");
}

QTEST_GUILESS_MAIN(tst_Fourplanectl)
#include "tst_Fourplanectl.moc"
