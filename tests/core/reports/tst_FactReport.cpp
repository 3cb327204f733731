// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/FactName.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/reports/FactReport.h"
#include "core/storage/AssumptionsFile.h"
#include "core/storage/Resources.h"
#include "tests/core/reports/TraceSamples.h"

#include <QtTest>

using namespace fourplane;
using Json = nlohmann::json;

namespace {

const Json &schema()
{
    static const Json parsed = Json::parse(resource("schema/fourplane-explanation.schema.json"));
    return parsed;
}

/// Every seventh fact of every trace of a sample, explained.
std::vector<FactExplanation> explanationsOf(const test::TraceSample &sample, DerivationMeasure measure)
{
    const CompiledPlan compiled = compilePlan(sample.project);
    const PolicyDecisionPoint decisions(compiled.plan);
    std::vector<FactExplanation> explanations;
    std::size_t number = 0;
    for (const auto &[id, scenario] : sample.project.scenarios) {
        auto attack = prepareToExplain(sample.project, decisions, sample.catalogue, scenario).value();
        const auto worlds = solve(attack.grounding().system, [&](std::uint32_t pivot) {
            return attack.passage(pivot).open;
        }).value();
        for (const AttackerFact &fact : attack.grounding().facts) {
            if (number++ % 7 == 0)
                explanations.push_back(
                    explainFact(attack, worlds, shippedAssumptions(), fact, { measure, 3 }).value());
        }
    }
    return explanations;
}

std::string idOf(const ElementId &id)
{
    return id.value();
}

/// Held with the help of two attempts, in names that careless writers break on.
FactExplanation hostileExplanation(const std::string &name)
{
    FactExplanation made;
    made.scenarioName = name;
    made.assumptionsName = name;
    made.facts = { { { ElementId(name), "foothold", {} }, 0xFFFF, false, noIndex },
        { { ElementId("x" + name), "net", {} }, 0xFFFF, true, noIndex } };
    ExplainedAttempt attempt;
    attempt.pivot.techniqueId = name;
    attempt.pivot.fromId = ElementId("x" + name);
    attempt.pivot.toId = ElementId(name);
    attempt.pivot.premises = { 1 };
    attempt.pivot.grants = { 0 };
    attempt.pivot.notes = { name };
    attempt.open = 0xFFFF;
    attempt.seconds = 3600;
    attempt.through = { ElementId("y" + name) };
    made.attempts = { attempt, attempt };
    made.attempts[1].open = 0xFF00;
    made.attempts[1].pivot.blocks = { { Plane::Data, "D1", std::nullopt, name } };
    made.ways = { { WayState::Open, 0, { { 0 }, 1, 3600 }, {} }, { WayState::Stopped, 1, {}, {} },
        { WayState::OutOfReach, 1, {}, { 1 } } };
    made.byOtherMeasure = made.ways[0].derivation;
    return made;
}

} // namespace

class tst_FactReport : public QObject
{
    Q_OBJECT

private slots:

    void keepsToItsSchema_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("flat") << QStringLiteral("sample-topologies/rag-assistant/flat.fourplane.yaml");
        QTest::newRow("segmented") << QStringLiteral(
            "sample-topologies/rag-assistant/segmented.fourplane.yaml");
    }

    /// And says what the explanation holds.
    void keepsToItsSchema()
    {
        QFETCH(QString, file);
        const test::TraceSample sample = test::tracesOf(file.toStdString());
        const auto explanations = explanationsOf(sample, DerivationMeasure::Effort);
        QVERIFY(explanations.size() > 20);
        const Json document = Json::parse(factReportsJson(explanations, sample.context()));
        QCOMPARE(test::schemaComplaint(schema(), document, 7), std::string());
        QCOMPARE(document["explanations"].size(), explanations.size());
        for (std::size_t i = 0; i < explanations.size(); ++i) {
            const FactExplanation &one = explanations[i];
            const Json &json = document["explanations"][i];
            QCOMPARE(json["facts"].size(), one.facts.size());
            QCOMPARE(json["attempts"].size(), one.attempts.size());
            QCOMPARE(json["ways"].size(), one.ways.size());
            QCOMPARE(json["furtherWays"]["stopped"].get<std::size_t>(), one.further[1]);
            QCOMPARE(json.count("reachedIfFailed") == 1, !one.holds());
            for (std::size_t way = 0; way < one.ways.size(); ++way)
                QCOMPARE(json["ways"][way]["derivation"]["attempts"].get<std::vector<std::uint32_t>>(),
                    one.ways[way].derivation.attempts);
        }
    }

    void schemaRefusesWhatIsNoExplanation_data()
    {
        QTest::addColumn<QString>("pointer");
        QTest::addColumn<QString>("value");
        const auto row = [](const char *name, const char *pointer, const char *value) {
            QTest::newRow(name) << QString::fromUtf8(pointer) << QString::fromUtf8(value);
        };
        row("another format", "/format", "\"fourplane-trace\"");
        row("measure that nobody knows", "/explanations/0/by", "\"luck\"");
        row("state that nobody knows", "/explanations/0/ways/0/state", "\"maybe\"");
        row("no such plane", "/explanations/0/facts/0/plane", "\"moon\"");
        row("free attempt", "/explanations/0/attempts/0/effortSeconds", "0");
        row("derivation without figures", "/explanations/0/byOtherMeasure", "{\"attempts\": []}");
        row("field that nobody knows", "/explanations/0/ways/0/probability", "0.5");
    }

    void schemaRefusesWhatIsNoExplanation()
    {
        QFETCH(QString, pointer);
        QFETCH(QString, value);
        const test::TraceSample sample;
        Json document = Json::parse(factReportsJson({ hostileExplanation("x") }, sample.context()));
        QCOMPARE(test::schemaComplaint(schema(), document, 7), std::string());
        document[Json::json_pointer(pointer.toStdString())] = Json::parse(value.toStdString());
        QVERIFY(!test::schemaComplaint(schema(), document, 7).empty());
    }

    void namesSurviveInJsonAndDoNoHarmInText()
    {
        const std::string name = "a\"b\n\x1b[31m</x>\\ \xC3\xA9{0}";
        const test::TraceSample sample;
        const FactExplanation explanation = hostileExplanation(name);
        const Json json = Json::parse(factReportsJson({ explanation }, sample.context()))["explanations"][0];
        QCOMPARE(json["scenario"].get<std::string>(), name);
        QCOMPARE(json["attempts"][1]["blocks"][0]["reason"].get<std::string>(), name);
        QCOMPARE(json["facts"][1]["subject"].get<std::string>(), "x" + name);
        const std::string text = factReportText(explanation, sample.catalogue, idOf, {});
        QVERIFY(text.find('\x1b') == std::string::npos);
        QVERIFY(text.find("\n\x1b") == std::string::npos && text.find("a\"b\n") == std::string::npos);
    }

    /// The whole text of a small explanation, written out by hand.
    void tellsAnExplanation()
    {
        const test::TraceSample sample;
        FactExplanation explanation = hostileExplanation("db");
        explanation.further = { 0, 4, 0 };
        QCOMPARE(factReportText(explanation, sample.catalogue, idOf, {}),
            std::string(
                "Scenario: db\n"
                "Assumption: exploitability marked: what is marked as exploitable falls when it is "
                "reached\n"
                "Effort: mean times as campaigns assume them (db)\n"
                "\n"
                "db foothold: the attacker runs code in db\n"
                "Reached: 1 step, 1 attempt with an effort of 60 min.\n"
                "\n"
                "The fewest steps\n"
                "    1. db: from xdb upon db, by way of ydb (60 min)\n"
                "       Now the attacker runs code in db.\n"
                "       The least effort takes the same attempts.\n"
                "\n"
                "Attempts that are stopped\n"
                "    x  db: from xdb upon db, by way of ydb (60 min)\n"
                "       Stopped on the data plane (D1): db\n"
                "       Would succeed if these planes failed: data.\n"
                "       ... and 4 more.\n"
                "\n"
                "Attempts that lack something\n"
                "    -  db: from xdb upon db, by way of ydb (60 min)\n"
                "       Lacks: the attacker can send packets from xdb (\"xdb net\" follows only from what "
                "is explained here).\n"
                "       Stopped on the data plane (D1): db\n"
                "       Would succeed if these planes failed: data.\n"
                "\n"
                "Design-time simulation under the stated assumption; it proves nothing about a running "
                "cluster.\n"));
    }

    void everyFactOfASampleIsTold()
    {
        std::size_t reached = 0, stopped = 0;
        for (const char *file : { "flat", "segmented" }) {
            const test::TraceSample sample =
                test::tracesOf(std::string("sample-topologies/rag-assistant/") + file + ".fourplane.yaml");
            for (const FactExplanation &one : explanationsOf(sample, DerivationMeasure::Steps)) {
                const std::string text = factReportText(one, sample.catalogue, idOf, {});
                const bool isFoothold = one.facts[one.fact].isFoothold;
                QCOMPARE(text.find("\nReached: ") != std::string::npos, one.holds() && !isFoothold);
                QCOMPARE(text.find("\nHeld from the start.") != std::string::npos, isFoothold);
                QCOMPARE(text.find("\nNot reached") != std::string::npos, !one.holds());
                QCOMPARE(text.find("\nIf these planes failed: ") != std::string::npos, !one.holds());
                reached += one.holds() ? 1 : 0;
                stopped += one.holds() ? 0 : 1;
            }
        }
        QVERIFY(reached > 5);
        QVERIFY(stopped > 5);
    }
};

QTEST_APPLESS_MAIN(tst_FactReport)
#include "tst_FactReport.moc"
