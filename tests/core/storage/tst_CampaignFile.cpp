// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/CampaignTime.h"
#include "core/storage/AssumptionsFile.h"
#include "core/storage/CampaignFile.h"

#include <nlohmann/json.hpp>

#include <QtTest>

#include <functional>

using namespace fourplane;
using Json = nlohmann::ordered_json;

class tst_CampaignFile : public QObject
{
    Q_OBJECT

private slots:
    void whatIsWrittenReadsBackTheSame();
    void estimatesFollowFromTheNumbers();
    void noHorizonIsNull();
    void namesAreEscaped();
    void damageIsRefused_data();
    void damageIsRefused();
    void everyPrefixIsRefused();
    void changedAssumptionsAreRefused();
};

namespace {

/// Ten of sixteen runs, in two parts; one goal fell four times.
CampaignResult sample()
{
    CampaignResult result;
    CampaignSubject &subject = result.subject;
    subject.projectName = "shop";
    subject.scenarioName = "stolen token";
    subject.exploitability = Exploitability::All;
    subject.attackDigest = std::string(64, 'a');
    subject.assumptions = shippedAssumptions();
    subject.assumptions.detection["RT"] = 0.1;
    subject.assumptions.techniques["sa-token-read"] = { "HardAndCertain", { { "KA", 0.25 } } };
    subject.assumptions.controls["I2"] = "VeryHardAndCertain";
    subject.rules = { 0xFFFFFFFFFFFFFFFF, 72 * 3600, false };
    subject.runs = 16;
    result.covered = { { 0, 4 }, { 8, 14 } };
    result.steps = 25;
    ElementTally goal { { ElementId("contracts"), true, 0 }, 4, 3, 1, {} };
    goal.times = { { timeBinOf(5), 1 }, { timeBinOf(3600), 3 } };
    result.elements = { goal, { { ElementId("web"), false, 0 }, 10, 10, 2, { { 0, 10 } } } };
    result.detection = { 3, { { timeBinOf(60), 3 } }, { { 1, 2 }, { 2, 1 } }, { { "sa-token-read", 3 } },
        { { "RT", 3 } } };
    return result;
}

} // namespace

void tst_CampaignFile::whatIsWrittenReadsBackTheSame()
{
    const std::string text = writeCampaign(sample());
    const auto read = parseCampaign(text, "a.json");
    QVERIFY2(read, read ? "" : toString(read.error()).c_str());
    QCOMPARE(writeCampaign(*read), text);
    QCOMPARE(read->subject.assumptions, sample().subject.assumptions);
    QCOMPARE(read->subject.rules.seed, 0xFFFFFFFFFFFFFFFFU);
    QCOMPARE(read->covered, sample().covered);
    QCOMPARE(read->detection, sample().detection);
    QCOMPARE(read->elements[0].times, sample().elements[0].times);
    QCOMPARE(read->elements[0].seenAfterwards, std::uint64_t(1));
    QVERIFY(Json::accept(text));
}

void tst_CampaignFile::estimatesFollowFromTheNumbers()
{
    const Json json = Json::parse(writeCampaign(sample()));
    const Json goal = json["elements"][0];
    QCOMPARE(goal["reachable"].get<bool>(), true);
    QCOMPARE(goal["estimates"]["falls"]["share"].get<double>(), 0.4); // 4 of 10
    QCOMPARE(goal["estimates"]["falls"]["low"].get<double>(), 0.168180); // Wilson, 95 %
    QCOMPARE(goal["estimates"]["falls"]["high"].get<double>(), 0.687326);
    QCOMPARE(goal["estimates"]["seenFirst"]["share"].get<double>(), 0.2); // 3 detections, 1 of them after it
    QCOMPARE(goal["times"], Json::parse("[[5, 1], [3584, 3]]")); // bins of 128 s from 2048 s on
    QCOMPARE(goal["estimates"]["secondsToFall"]["p10"]["seconds"].get<double>(), 5.0);
    QVERIFY(goal["estimates"]["secondsToFall"]["p90"]["high"].is_null()); // four falls cannot say
}

void tst_CampaignFile::noHorizonIsNull()
{
    CampaignResult endless = sample();
    endless.subject.rules.horizonSeconds = lastCampaignSecond;
    const std::string text = writeCampaign(endless);
    QVERIFY(Json::parse(text)["horizonSeconds"].is_null());
    QCOMPARE(parseCampaign(text, "a")->subject.rules.horizonSeconds, lastCampaignSecond);
}

void tst_CampaignFile::namesAreEscaped()
{
    CampaignResult result = sample();
    result.subject.projectName = "a\"b\\c\n\x01";
    result.elements[0].element.id = ElementId("\",\"goal\":false");
    const std::string text = writeCampaign(result);
    const auto read = parseCampaign(text, "a");
    QVERIFY2(read, read ? "" : toString(read.error()).c_str());
    QCOMPARE(read->subject.projectName, result.subject.projectName);
    QCOMPARE(read->elements[0].element.id, result.elements[0].element.id);
    QCOMPARE(read->elements[0].element.isGoal, true);
    result.subject.projectName = "\xFF";
    QVERIFY(Json::accept(writeCampaign(result)));
}

void tst_CampaignFile::damageIsRefused_data()
{
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("value"); ///< JSON; empty = removed
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const char *pointer, const char *value, const char *says) {
        QTest::newRow(name) << QString::fromLatin1(pointer) << QString::fromLatin1(value)
                            << QString::fromLatin1(says);
    };
    row("format", "/fourplaneCampaign", "2", "this version of Fourplane does not know");
    row("missing", "/seed", "", "/seed is missing");
    row("negative", "/elements/0/falls", "-1", "/elements/0/falls is not a whole number");
    row("fraction", "/elements/0/falls", "1.5", "/elements/0/falls is not a whole number");
    row("more than runs", "/elements/0/falls", "11", "up to 10");
    row("more unseen than falls", "/elements/0/unseenFalls", "5", "up to 4");
    row("times do not add up", "/elements/0/times/0/1", "2", "does not have a time for each fall");
    row("no bin", "/elements/0/times/1/0", "3601", "does not begin where a bin begins");
    row("bin twice", "/elements/0/times/0/0", "3584", "is empty or there twice");
    row("huge time", "/elements/0/times/1/0", "18446744073709551615", "does not begin");
    row("overlap", "/covered/1/0", "3", "is not a range of runs");
    row("beyond the runs", "/covered/1/1", "17", "is not a range of runs");
    row("turned round", "/covered/0/1", "0", "is not a range of runs");
    row("detections", "/detection/runs", "4", "does not add up");
    row("element order", "/elements/0/id", "\"zebra\"", "is not in the order of ids");
    row("exploitability", "/exploitability", "\"some\"", "is no assumption");
    row("truth", "/elements/1/goal", "\"yes\"", "is neither true nor false");
    row("text", "/project", "7", "is not a text");
    row("list", "/elements", "{}", "is not a list");
    row("object", "/detection", "[]", "/detection/runs is missing");
    row("distribution", "/assumptions/effort/low", "\"None\"", "uses a distribution");
    row("probability", "/assumptions/detection/RT", "2", "not a number of the right size");
}

void tst_CampaignFile::damageIsRefused()
{
    QFETCH(QString, pointer);
    QFETCH(QString, value);
    QFETCH(QString, says);
    Json json = Json::parse(writeCampaign(sample()));
    const Json::json_pointer place(pointer.toStdString());
    QVERIFY(json.contains(place));
    if (value.isEmpty())
        json.erase(pointer.toStdString().substr(1));
    else
        json[place] = Json::parse(value.toStdString());
    const auto read = parseCampaign(json.dump(), "a.json");
    QVERIFY(!read);
    const QString message = QString::fromStdString(toString(read.error()));
    QVERIFY2(message.contains(says), qPrintable(message));
    QVERIFY(message.contains(QStringLiteral("a.json")));
}

void tst_CampaignFile::everyPrefixIsRefused()
{
    const std::string text = writeCampaign(sample());
    for (std::size_t length = 0; length + 2 < text.size(); ++length)
        QVERIFY(!parseCampaign(std::string_view(text).substr(0, length), "a"));
}

void tst_CampaignFile::changedAssumptionsAreRefused()
{
    Json json = Json::parse(writeCampaign(sample()));
    json["assumptions"]["distributions"]["EasyAndCertain"]["meanHours"] = 2;
    const auto read = parseCampaign(json.dump(), "a.json");
    QVERIFY(!read);
    QVERIFY(QString::fromStdString(toString(read.error())).contains(QStringLiteral("digest does not fit")));
    QCOMPARE(digestOf(sample().subject.assumptions), digestOf(sample().subject.assumptions));
    CampaignAssumptions other = sample().subject.assumptions;
    other.detection["RT"] = 0.11;
    QVERIFY(digestOf(other) != digestOf(sample().subject.assumptions));
}

QTEST_APPLESS_MAIN(tst_CampaignFile)
#include "tst_CampaignFile.moc"
