// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/EvidenceSource.h"
#include "core/storage/AssumptionsFile.h"
#include "core/storage/CatalogueFile.h"
#include "core/storage/Resources.h"

#include <QtTest>

#include <set>

using namespace fourplane;

class tst_AssumptionsFile : public QObject
{
    Q_OBJECT

private slots:
    void theShippedOnesCoverEveryEffort();
    void theShippedOnesWatchNothing();
    void theEvidenceCodesAreThoseOfTheTechniques();
    void whatAFileDoesNotSayStays();
    void everythingCanBeSaid();
    void theExampleOfTheHelpPageLoads();
    void mistakesAreNamedWithTheirPlace_data();
    void mistakesAreNamedWithTheirPlace();
};

namespace {

Result<CampaignAssumptions> parse(const std::string &text)
{
    return parseAssumptions(text, "mine.yaml", shippedAssumptions(), shippedCatalogue().value());
}

} // namespace

void tst_AssumptionsFile::theShippedOnesCoverEveryEffort()
{
    const CampaignAssumptions shipped = shippedAssumptions();
    // The names and rates of MAL, per hour: Exp(1), Exp(0.1), Exp(0.01), and Bernoulli(0.5) where uncertain.
    QCOMPARE(shipped.distributions.at("EasyAndCertain"), (StepDistribution { 1, 1 }));
    QCOMPARE(shipped.distributions.at("EasyAndUncertain"), (StepDistribution { 1, 0.5 }));
    QCOMPARE(shipped.distributions.at("HardAndCertain"), (StepDistribution { 10, 1 }));
    QCOMPARE(shipped.distributions.at("HardAndUncertain"), (StepDistribution { 10, 0.5 }));
    QCOMPARE(shipped.distributions.at("VeryHardAndCertain"), (StepDistribution { 100, 1 }));
    QCOMPARE(shipped.distributions.at("VeryHardAndUncertain"), (StepDistribution { 100, 0.5 }));
    for (std::size_t i = 0; i < shipped.effort.size(); ++i) {
        const StepDistribution plain = shipped.distributions.at(shipped.effort[i]);
        const StepDistribution hardened = shipped.distributions.at(shipped.hardened[i]);
        QCOMPARE(plain.success, 1.0);
        QVERIFY(hardened.meanHours > plain.meanHours || hardened.success < plain.success);
        QVERIFY(hardened.meanHours >= plain.meanHours && hardened.success <= plain.success);
    }
}

void tst_AssumptionsFile::theShippedOnesWatchNothing()
{
    QVERIFY(shippedAssumptions().detection.empty());
    QVERIFY(shippedAssumptions().techniques.empty());
}

void tst_AssumptionsFile::theEvidenceCodesAreThoseOfTheTechniques()
{
    std::set<std::string> used;
    const TechniqueCatalogue catalogue = shippedCatalogue().value();
    for (const Technique &technique : catalogue.techniques)
        used.insert(technique.detection.begin(), technique.detection.end());
    std::set<std::string> known;
    for (const EvidenceSource &source : evidenceSources())
        known.emplace(source.code);
    QCOMPARE(known, used);
}

void tst_AssumptionsFile::whatAFileDoesNotSayStays()
{
    const auto read = parse("detection: {RT: 0.2}\n");
    QVERIFY2(read, read ? "" : toString(read.error()).c_str());
    CampaignAssumptions expected = shippedAssumptions();
    expected.name = "mine.yaml";
    expected.detection["RT"] = 0.2;
    QCOMPARE(*read, expected);
    QCOMPARE(parse("{}\n")->distributions, shippedAssumptions().distributions);
}

void tst_AssumptionsFile::everythingCanBeSaid()
{
    const auto read = parse("effort: {low: Quick}\n" // names may stand before what they name
                            "distributions:\n"
                            "  Quick: {meanHours: 0.25, success: 0.9}\n"
                            "hardened: {low: Quick, high: HardAndCertain}\n"
                            "controls: {I8: VeryHardAndUncertain}\n"
                            "techniques:\n"
                            "  sa-token-read: {distribution: Quick, detection: {RT: 0.5}}\n"
                            "detection: {KA: 0.05, RT: 0.1}\n"
                            "name: Red team of 2026\n");
    QVERIFY2(read, read ? "" : toString(read.error()).c_str());
    QCOMPARE(read->name, std::string("Red team of 2026"));
    QCOMPARE(read->effort[0], std::string("Quick"));
    QCOMPARE(read->effort[1], std::string("HardAndCertain"));
    QCOMPARE(read->hardened[2], std::string("HardAndCertain"));
    QCOMPARE(read->controls.at("I8"), std::string("VeryHardAndUncertain"));
    const auto catalogue = shippedCatalogue().value();
    for (const Technique &technique : catalogue.techniques) {
        const bool isOverridden = technique.id == "sa-token-read"; // leaves RT and KA
        const StepDistribution expected = isOverridden || technique.effort == Effort::Low
            ? StepDistribution { 0.25, 0.9 }
            : StepDistribution { technique.effort == Effort::Medium ? 10.0 : 100.0, 1 };
        QCOMPARE(distributionFor(*read, technique, {}), expected);
        if (isOverridden)
            QCOMPARE(detectionOf(*read, technique),
                (std::map<std::string, double> { { "KA", 0.05 }, { "RT", 0.5 } }));
    }
}

void tst_AssumptionsFile::theExampleOfTheHelpPageLoads()
{
    const std::string page(resource("help/campaigns.md"));
    const std::string start = "```yaml\n";
    const std::size_t from = page.find(start);
    QVERIFY(from != std::string::npos);
    const auto read =
        parse(page.substr(from + start.size(), page.find("```", from + 3) - from - start.size()));
    QVERIFY2(read, read ? "" : toString(read.error()).c_str());
    QVERIFY(!read->detection.empty());
}

void tst_AssumptionsFile::mistakesAreNamedWithTheirPlace_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const char *text, const char *says) {
        QTest::newRow(name) << QString::fromLatin1(text) << QString::fromLatin1(says);
    };
    row("key", "name: x\ndetections: {}\n", "mine.yaml:2:1: error: \"detections\" is not a key");
    row("effort", "effort:\n  lov: EasyAndCertain\n", "mine.yaml:2:3: error: \"lov\" is not a key");
    row("distribution", "effort: {low: EasyAndCertan}\n", "Did you mean \"EasyAndCertain\"?");
    row("distribution key", "distributions:\n  Mine: {mean: 2}\n",
        "mine.yaml:2:10: error: \"mean\" is not a key");
    row("no mean", "distributions:\n  Mine: {success: 0.5}\n", "\"meanHours\" of a distribution is missing");
    row("no time", "distributions:\n  Mine: {meanHours: 0}\n", "mine.yaml:2:21: error: \"meanHours\" is 0");
    row("more than certain", "detection: {RT: 1.5}\n", "mine.yaml:1:17: error: \"RT\" is 1.5");
    row("less than never", "detection: {RT: -0.1}\n", "from 0 to 1");
    row("evidence", "detection: {FLX: 0.5}\n", "\"FLX\" is not a kind of evidence");
    row("technique", "techniques:\n  sa-token-reed: {}\n", "Did you mean \"sa-token-read\"?");
    row("technique key", "techniques:\n  sa-token-read: {p: 1}\n", "\"p\" is not a key");
    row("control", "controls: {X1: EasyAndCertain}\n", "\"X1\" is not the id of a control");
    row("no number", "detection: {RT: often}\n", "must be a number");
    row("a list", "- name\n", "must be a map");
    row("two documents", "name: a\n---\nname: b\n", "exactly one document");
    row("empty", "", "exactly one document");
    row("twice", "name: a\nname: b\n", "mine.yaml:2:1");
}

void tst_AssumptionsFile::mistakesAreNamedWithTheirPlace()
{
    QFETCH(QString, text);
    QFETCH(QString, says);
    const auto read = parse(text.toStdString());
    QVERIFY(!read);
    const QString message = QString::fromStdString(toString(read.error()));
    QVERIFY2(message.contains(says), qPrintable(message));
    for (const Diagnostic &diagnostic : read.error().diagnostics)
        QVERIFY(!diagnostic.fix.empty() || diagnostic.code == "duplicate-key");
}

QTEST_APPLESS_MAIN(tst_AssumptionsFile)
#include "tst_AssumptionsFile.moc"
