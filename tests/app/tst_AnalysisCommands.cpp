// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/Fourplanectl.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

using namespace fourplane::test;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

/// The edits of a fix set as options of what-if.
QStringList asOptions(const QJsonArray &edits)
{
    QStringList options;
    for (const QJsonValue &edit : edits)
        options << s("--set") << edit.toString();
    return options;
}

} // namespace

class tst_AnalysisCommands : public QObject
{
    Q_OBJECT

private slots:

    void analyseSaysWhatFallsAndWhatToChange()
    {
        const CommandRun text = ctl({ s("analyse"), sampleFile("flat"), s("--scenario"), s("stolen-token") });
        QCOMPARE(text.exitCode, 1);
        for (const char *part : { "Blast radius", "contracts (goal)", "falls as it is", "Choke points",
                 "Best single changes", "Fix set" })
            QVERIFY2(text.out.contains(part), part);
        const CommandRun json =
            ctl({ s("analyse"), sampleFile("flat"), s("--scenario"), s("stolen-token"), s("--format=json") });
        const QJsonObject radius = json.scenario()[s("blastRadius")].toObject();
        int weight = 0;
        int fallen = 0;
        for (const QJsonValue &value : radius[s("assets")].toArray()) {
            const QJsonObject asset = value.toObject();
            if (asset[s("falls")].toBool()) {
                ++fallen;
                weight += asset[s("weight")].toInt();
            }
        }
        QCOMPARE(radius[s("fallen")].toInt(), fallen);
        QCOMPARE(radius[s("weight")].toInt(), weight);
        QVERIFY(weight >= 27); // contracts are restricted
    }

    void analyseOfADesignThatHoldsExitsClean()
    {
        const CommandRun text =
            ctl({ s("analyse"), sampleFile("segmented"), s("--scenario"), s("stolen-token") });
        QCOMPARE(text.exitCode, 0);
        QVERIFY(text.out.contains("No goal falls"));
    }

    /// The edits that fix prints, given to what-if, close the goal.
    void theEditsOfAFixSetCloseTheGoalInWhatIf_data()
    {
        QTest::addColumn<QString>("scenario");
        for (const char *id : { "compromised-ingestion", "stolen-token", "node-escape" })
            QTest::newRow(id) << s(id);
    }

    void theEditsOfAFixSetCloseTheGoalInWhatIf()
    {
        QFETCH(QString, scenario);
        const CommandRun fix =
            ctl({ s("fix"), sampleFile("flat"), s("--scenario"), scenario, s("--format=json") });
        const QJsonObject found = fix.scenario()[s("fix")].toObject();
        if (fix.exitCode == 1) { // then it must say why
            QVERIFY(!fix.scenario()[s("residual")].toArray().isEmpty());
            QSKIP("no set of changes closes this goal");
        }
        QCOMPARE(fix.exitCode, 0);
        QVERIFY(found[s("minimal")].toBool());
        const QJsonArray edits = found[s("edits")].toArray();
        QVERIFY(!edits.isEmpty());
        const CommandRun after = ctl(
            QStringList { s("what-if"), sampleFile("flat"), s("--scenario"), scenario, s("--format=json") }
            + asOptions(edits));
        // A node pool of its own is new, and falls with the workload on it: that counts as something opened.
        QCOMPARE(after.exitCode, after.scenario()[s("lost")].toArray().isEmpty() ? 0 : 1);
        const QJsonObject goal = after.scenario()[s("goals")].toArray().first().toObject();
        QCOMPARE(goal[s("defenceDepthBefore")].toInt(), 0);
        QVERIFY(goal[s("defenceDepthAfter")].toInt() > 0);
    }

    void fixKeepsItsSetAsAVariant()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(s("design.fourplane.yaml"));
        QVERIFY(QFile::copy(sampleFile("flat"), file));
        const CommandRun fix = ctl({ s("fix"), file, s("--scenario"), s("compromised-ingestion"),
            s("--write-variant"), s("fixed") });
        QCOMPARE(fix.exitCode, 0);
        QCOMPARE(ctl({ s("simulate"), file, s("--scenario"), s("compromised-ingestion") }).exitCode, 1);
        QCOMPARE(ctl({ s("simulate"), file, s("--scenario"), s("compromised-ingestion"), s("--variant"),
                         s("fixed") })
                     .exitCode,
            0);
        const CommandRun again = ctl({ s("fix"), file, s("--scenario"), s("compromised-ingestion"),
            s("--write-variant"), s("fixed") });
        QCOMPARE(again.exitCode, 3);
        QVERIFY(again.err.contains("fixed"));
    }

    void aVariantHoldsTheSetOfOneScenarioOnly()
    {
        const CommandRun fix = ctl({ s("fix"), sampleFile("flat"), s("--write-variant"), s("fixed") });
        QCOMPARE(fix.exitCode, 2);
    }

    void rankListsChangesAndShares()
    {
        const CommandRun text =
            ctl({ s("rank"), sampleFile("flat"), s("--scenario"), s("compromised-ingestion"), s("--max=3") });
        QCOMPARE(text.exitCode, 0);
        QVERIFY(text.out.contains("risk removed per effort"));
        QVERIFY(text.out.contains("--set '"));
        const CommandRun csv = ctl({ s("rank"), sampleFile("flat"), s("--scenario"),
            s("compromised-ingestion"), s("--format=csv") });
        QVERIFY(csv.out.startsWith("scenario,change,control,plane,risk removed,effort,"));
        QVERIFY(csv.out.count("\r\n") > 5);
    }

    void coverageWritesEveryFormat()
    {
        const CommandRun text = ctl({ s("coverage"), sampleFile("flat") });
        QCOMPARE(text.exitCode, 0);
        QVERIFY(text.out.contains("ATT&CK"));
        QVERIFY(text.out.contains("Techniques: open"));
        const CommandRun layer = ctl({ s("coverage"), sampleFile("flat"), s("--format=navigator") });
        const QJsonObject json = QJsonDocument::fromJson(layer.out).object();
        QCOMPARE(json[s("versions")].toObject()[s("layer")].toString(), s("4.5"));
        QVERIFY(ctl({ s("coverage"), sampleFile("flat"), s("--format=csv") })
                    .out.startsWith("catalogue,id,state,"));
    }

    void sameInputGivesSameBytes()
    {
        const QStringList arguments { s("analyse"), sampleFile("flat"), s("--scenario"), s("stolen-token"),
            s("--format=json") };
        QCOMPARE(ctl(arguments).out, ctl(arguments).out);
    }
};

QTEST_APPLESS_MAIN(tst_AnalysisCommands)
#include "tst_AnalysisCommands.moc"
