// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/Fourplanectl.h"
#include "tests/support/TestData.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

#include <fstream>

using namespace fourplane::test;

namespace {

/// A campaign on the flat variant of the shipped RAG assistant.
CommandRun campaign(const QStringList &arguments)
{
    return ctl(QStringList { QStringLiteral("campaign"), sampleFile("flat"), QStringLiteral("--scenario"),
                   QStringLiteral("model-server-rce"), QStringLiteral("--runs"), QStringLiteral("400") }
        + arguments);
}

QJsonObject element(const QString &json, const char *id)
{
    for (const QJsonValue &value :
        QJsonDocument::fromJson(json.toUtf8()).object()[QLatin1String("elements")].toArray()) {
        if (value[QLatin1String("id")].toString() == QLatin1String(id))
            return value.toObject();
    }
    return {};
}

QByteArray bytes(const QString &path)
{
    return QByteArray::fromStdString(readBytes(path.toStdString()));
}

} // namespace

class tst_CampaignCommand : public QObject
{
    Q_OBJECT

private slots:
    void oneOfSeveralScenariosHasToBeNamed();
    void saysHowOftenBesideWhetherAtAll();
    void threadsAndShardsGiveTheSameBytes();
    void aChangeIsComparedUnderEqualChances();
    void watchingDetects();
    void assumptionsComeFromAFile();
    void theShippedAssumptionsCanBePrinted();
    void partsOfOtherCampaignsAreRefused();
    void theJobPlaysTheSameCampaign();
    void thePageIsWholeAndEscaped();
    void wrongUsageIsExplained_data();
    void wrongUsageIsExplained();

private:
    QString path(const char *name) const { return m_folder.filePath(QLatin1String(name)); }

    QTemporaryDir m_folder;
};

void tst_CampaignCommand::saysHowOftenBesideWhetherAtAll()
{
    const CommandRun text = campaign({});
    QCOMPARE(text.exitCode, 1); // the goal is reachable
    for (const char *says : { "reachable", "95 % interval", "assumed for effort: low = EasyAndCertain",
             "assumed to be watched: no evidence at all", "not measured rates", "seed 1, within 72.0 h" })
        QVERIFY2(text.text().contains(QLatin1String(says)), says);
    const CommandRun json = campaign({ QStringLiteral("--format=json") });
    const QJsonObject goal = element(json.text(), "contracts");
    QCOMPARE(goal[QLatin1String("goal")].toBool(), true);
    QCOMPARE(goal[QLatin1String("reachable")].toBool(), true);
    QVERIFY(goal[QLatin1String("falls")].toInt() > 0);
    QVERIFY(goal[QLatin1String("falls")].toInt() <= 400);
}

void tst_CampaignCommand::threadsAndShardsGiveTheSameBytes()
{
    const QStringList watch { QStringLiteral("--watch=RT=0.1") };
    const auto write = [&](const char *name, const QStringList &more) {
        return campaign(watch + more + QStringList { QStringLiteral("-o"), path(name) }).exitCode;
    };
    QCOMPARE(write("one.json", { QStringLiteral("--threads=1") }), 1);
    QCOMPARE(write("seven.json", { QStringLiteral("--threads=7") }), 1);
    QCOMPARE(bytes(path("seven.json")), bytes(path("one.json")));
    QVERIFY(bytes(path("one.json")).size() > 1000);
    QStringList merge { QStringLiteral("merge"), QStringLiteral("-o"), path("joined.json") };
    for (const char *shard : { "2/3", "0/3", "1/3" }) {
        const QByteArray name = QByteArray("part") + shard[0];
        write(name.constData(), { QStringLiteral("--shard"), QLatin1String(shard) });
        QVERIFY(bytes(path(name.constData())) != bytes(path("one.json")));
        merge << path(name.constData());
    }
    const CommandRun joined = ctl(merge);
    QCOMPARE(joined.exitCode, 1);
    QCOMPARE(bytes(path("joined.json")), bytes(path("one.json")));
    QCOMPARE(joined.text(), campaign(watch).text());
    merge.removeLast();
    QVERIFY(ctl(merge).text().contains(QStringLiteral("of 400 (shards are missing)")));
}

void tst_CampaignCommand::aChangeIsComparedUnderEqualChances()
{
    const QStringList json { QStringLiteral("--format=json") };
    const auto falls = [](const CommandRun &outcome) {
        return element(outcome.text(), "contracts")[QLatin1String("falls")].toInt();
    };
    const CommandRun before = campaign(json);
    // A change that the attack has nothing to do with changes nothing, whatever it renumbers.
    const CommandRun aside = campaign(json
        + QStringList {
            QStringLiteral("--set"), QStringLiteral("workload/llm-server: podSecurity=restricted") });
    QCOMPARE(falls(aside), falls(before));
    const CommandRun closed = campaign(json
        + QStringList {
            QStringLiteral("--set"), QStringLiteral("workload/llm-server: automountToken=false") });
    QVERIFY(falls(closed) <= falls(before));
}

void tst_CampaignCommand::watchingDetects()
{
    const CommandRun all = campaign({ QStringLiteral("--watch=all=1"), QStringLiteral("--format=json") });
    const QJsonObject whole = QJsonDocument::fromJson(all.text().toUtf8()).object();
    QCOMPARE(whole[QLatin1String("detection")][QLatin1String("runs")].toInt(), 400);
    QCOMPARE(whole[QLatin1String("detection")][QLatin1String("steps")].toArray().size(), 1);
    const CommandRun text = campaign({ QStringLiteral("--watch=RT=0.5") });
    QVERIFY(text.text().contains(QStringLiteral("by evidence: RT 100 %")));
    QVERIFY(text.text().contains(QStringLiteral("assumed chance that a step is noticed")));
}

void tst_CampaignCommand::assumptionsComeFromAFile()
{
    std::ofstream(path("mine.yaml").toStdString()) << "effort: {low: VeryHardAndCertain}\n";
    const CommandRun slow =
        campaign({ QStringLiteral("--assumptions"), path("mine.yaml"), QStringLiteral("--format=json") });
    const CommandRun quick = campaign({ QStringLiteral("--format=json") });
    QVERIFY(element(slow.text(), "contracts")[QLatin1String("falls")].toInt()
        < element(quick.text(), "contracts")[QLatin1String("falls")].toInt());
    std::ofstream(path("bad.yaml").toStdString()) << "efort: {}\n";
    const CommandRun bad = campaign({ QStringLiteral("--assumptions"), path("bad.yaml") });
    QCOMPARE(bad.exitCode, 3);
    QVERIFY(bad.errorText().contains(QStringLiteral("bad.yaml:1:1: error: \"efort\" is not a key")));
    QVERIFY(bad.errorText().contains(QStringLiteral("Did you mean \"effort\"?")));
}

void tst_CampaignCommand::theShippedAssumptionsCanBePrinted()
{
    const CommandRun printed = ctl({ QStringLiteral("campaign"), QStringLiteral("--print-assumptions") });
    QCOMPARE(printed.exitCode, 0);
    std::ofstream(path("printed.yaml").toStdString()) << printed.text().toStdString();
    QCOMPARE(campaign({ QStringLiteral("--assumptions"), path("printed.yaml") }).exitCode, 1);
}

void tst_CampaignCommand::partsOfOtherCampaignsAreRefused()
{
    campaign({ QStringLiteral("-o"), path("a.json") });
    campaign({ QStringLiteral("--seed=2"), QStringLiteral("-o"), path("b.json") });
    const CommandRun merged = ctl({ QStringLiteral("merge"), path("a.json"), path("b.json") });
    QCOMPARE(merged.exitCode, 3);
    QVERIFY2(merged.errorText().contains(QStringLiteral("another seed (1 and 2)")),
        qPrintable(merged.errorText()));
    const CommandRun twice = ctl({ QStringLiteral("merge"), path("a.json"), path("a.json") });
    QVERIFY(twice.errorText().contains(QStringLiteral("holds run 0")));
    const CommandRun foreign = ctl({ QStringLiteral("merge"), sampleFile("flat") });
    QCOMPARE(foreign.exitCode, 3);
    QVERIFY(foreign.errorText().contains(QStringLiteral("it is not JSON")));
}

void tst_CampaignCommand::theJobPlaysTheSameCampaign()
{
    const CommandRun job = campaign({ QStringLiteral("--job-manifest"), QStringLiteral("--image=fourplane:1"),
        QStringLiteral("--shards=3"), QStringLiteral("--watch=RT=0.1") });
    QCOMPARE(job.exitCode, 0);
    for (const char *says : { "kind: Job", "completionMode: Indexed", "completions: 3", "kind: ConfigMap",
             "--scenario=model-server-rce", "--watch=RT=0.1", "--runs=400", "--exit-zero",
             "--shard=$(JOB_COMPLETION_INDEX)/3", "name: fourplane-campaign" })
        QVERIFY2(job.text().contains(QLatin1String(says)), says);
    QVERIFY(campaign({ QStringLiteral("--job-manifest") }).errorText().contains(QStringLiteral("--image")));
}

void tst_CampaignCommand::thePageIsWholeAndEscaped()
{
    const CommandRun page = campaign({ QStringLiteral("--format=html"), QStringLiteral("--watch=RT=0.1") });
    QVERIFY(page.text().startsWith(QStringLiteral("<!DOCTYPE html>")));
    QVERIFY(page.text().endsWith(QStringLiteral("</html>\n")));
    QVERIFY(page.text().contains(QStringLiteral("<td>contracts</td><td>yes</td>")));
    QVERIFY(page.text().contains(QStringLiteral("<svg")));
    QVERIFY(
        !page.text().contains(QStringLiteral("<script")) && !page.text().contains(QStringLiteral("http")));
}

void tst_CampaignCommand::wrongUsageIsExplained_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const QStringList &arguments, const char *says) {
        QTest::newRow(name) << arguments << QString::fromLatin1(says);
    };
    row("shard", { QStringLiteral("--shard=3/3") }, "i from 0 to n-1");
    row("no shard", { QStringLiteral("--shard=1") }, "\"1\" is not a shard");
    row("negative shard", { QStringLiteral("--shard=-1/3") }, "is not a shard");
    row("horizon", { QStringLiteral("--horizon=72") }, "\"72\" is not a time");
    row("no horizon", { QStringLiteral("--horizon=0h") }, "is not a time");
    row("long horizon", { QStringLiteral("--horizon=4000000000d") }, "is not a time");
    row("no runs", { QStringLiteral("--runs=0") }, "--runs");
    row("watch", { QStringLiteral("--watch=XX=0.1") }, "kinds are all, KA");
    row("watch without a number", { QStringLiteral("--watch=RT") }, "does not say what is watched");
    row("watch too much", { QStringLiteral("--watch=RT=1.1") }, "does not say what is watched");
    row("edit", { QStringLiteral("--set"), QStringLiteral("workload/llm-serve: exposed=true") },
        "workload/llm-server");
    row("job name",
        { QStringLiteral("--job-manifest"), QStringLiteral("--image=a"), QStringLiteral("--job-name=A") },
        "cannot be the name of a Job");
}

void tst_CampaignCommand::wrongUsageIsExplained()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, says);
    const CommandRun result = campaign(arguments);
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.errorText().contains(says), qPrintable(result.errorText()));
}

void tst_CampaignCommand::oneOfSeveralScenariosHasToBeNamed()
{
    const CommandRun run = ctl({ QStringLiteral("campaign"), sampleFile("flat") });
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(
        run.errorText().contains(QLatin1String("--scenario: compromised-ingestion, indirect-injection, ")),
        run.err.constData());
}

QTEST_GUILESS_MAIN(tst_CampaignCommand)
#include "tst_CampaignCommand.moc"
