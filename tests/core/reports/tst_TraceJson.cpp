// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/TraceJson.h"
#include "core/storage/Resources.h"
#include "tests/core/reports/TraceSamples.h"

#include <QtTest>

using namespace fourplane;
using Json = nlohmann::json;

class tst_TraceJson : public QObject
{
    Q_OBJECT

private slots:
    void keepsToItsSchema_data();
    void keepsToItsSchema();
    void schemaRefusesWhatIsNotATrace_data();
    void schemaRefusesWhatIsNotATrace();
    void tellsAllThatTheTraceHolds();
    void namesSurvive();
};

namespace {

const Json &schema()
{
    static const Json parsed = Json::parse(resource("schema/fourplane-trace.schema.json"));
    return parsed;
}

Json written(const test::TraceSample &sample)
{
    return Json::parse(tracesJson(sample.traces, sample.context()));
}

} // namespace

void tst_TraceJson::keepsToItsSchema_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("flat") << QStringLiteral("sample-topologies/rag-assistant/flat.fourplane.yaml");
    QTest::newRow("segmented") << QStringLiteral("sample-topologies/rag-assistant/segmented.fourplane.yaml");
}

void tst_TraceJson::keepsToItsSchema()
{
    QFETCH(QString, file);
    const Json document = written(test::tracesOf(file.toStdString()));
    QVERIFY(document["traces"].size() >= 4);
    QCOMPARE(test::schemaComplaint(schema(), document, 7), std::string());
}

void tst_TraceJson::schemaRefusesWhatIsNotATrace_data()
{
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("value");
    const auto row = [](const char *name, const char *pointer, const char *value) {
        QTest::newRow(name) << QString::fromUtf8(pointer) << QString::fromUtf8(value);
    };
    row("another format", "/format", "\"x\"");
    row("15 worlds", "/worlds", "[]");
    row("no such plane", "/traces/0/facts/0/plane", "\"moon\"");
    row("fact that holds nowhere", "/traces/0/facts/0/worlds", "0");
    row("step 0", "/traces/0/pivots/0/step", "0");
    row("field that nobody knows", "/traces/0/pivots/0/probability", "0.5");
    row("depth 6", "/traces/0/defenceDepth", "{\"x\": 6}");
    row("assumption that nobody knows", "/traces/0/exploitability", "\"some\"");
}

void tst_TraceJson::schemaRefusesWhatIsNotATrace()
{
    QFETCH(QString, pointer);
    QFETCH(QString, value);
    static const Json sound = written(test::tracesOf("sample-topologies/rag-assistant/flat.fourplane.yaml"));
    Json document = sound;
    document[Json::json_pointer(pointer.toStdString())] = Json::parse(value.toStdString());
    QVERIFY(!test::schemaComplaint(schema(), document, 7).empty());
}

void tst_TraceJson::tellsAllThatTheTraceHolds()
{
    const test::TraceSample sample =
        test::tracesOf("sample-topologies/rag-assistant/segmented.fourplane.yaml");
    const Json document = written(sample);
    QCOMPARE(document["tool"]["version"].get<std::string>(), std::string("1.2.3"));
    QCOMPARE(document["catalogue"]["techniques"].get<std::size_t>(), sample.catalogue.techniques.size());
    QCOMPARE(document["worlds"][6]["failedPlanes"], Json({ "network", "workload" })); // bits 1 and 2
    for (std::size_t t = 0; t < sample.traces.size(); ++t) {
        const AttackTrace &trace = sample.traces[t];
        const Json &json = document["traces"][t];
        QCOMPARE(json["facts"].size(), trace.facts.size());
        QCOMPARE(json["pivots"].size(), trace.pivots.size());
        for (std::uint32_t i = 0; i < trace.facts.size(); ++i) {
            const Json &fact = json["facts"][i];
            QCOMPARE(fact["worlds"].get<unsigned>(), unsigned(trace.facts[i].worlds));
            QCOMPARE(fact.count("firstPivot") > 0, trace.facts[i].firstPivot != noIndex);
            QCOMPARE(fact["derivation"].get<std::vector<std::uint32_t>>(), derivationOf(trace, i));
            QVERIFY(json["elements"].contains(fact["subject"].get<std::string>()));
        }
        for (std::size_t i = 0; i < trace.pivots.size(); ++i) {
            const Json &pivot = json["pivots"][i];
            QCOMPARE(pivot["blocks"].size(), trace.pivots[i].blocks.size());
            QCOMPARE(pivot["succeeded"].get<bool>(), trace.pivots[i].succeeded());
            QVERIFY(!pivot["references"].empty());
            QVERIFY(!pivot["evidence"].empty());
        }
    }
    // Elements say where they stand in the project file.
    const Json &jewel = document["traces"][0]["elements"][sample.traces[0].jewels.front().value()];
    QCOMPARE(jewel["where"]["file"].get<std::string>(), sample.file);
    QVERIFY(jewel["where"]["line"].get<int>() > 1);
}

void tst_TraceJson::namesSurvive()
{
    QVERIFY(rc::check("names survive in JSON", [] {
        const test::TraceSample sample = test::hostileTrace();
        const AttackTrace &trace = sample.traces.front();
        const Json document = written(sample);
        RC_ASSERT(test::schemaComplaint(schema(), document, 7) == std::string());
        const Json &json = document["traces"][0];
        RC_ASSERT(json["scenario"].get<std::string>() == trace.scenarioName);
        for (std::size_t i = 0; i < trace.facts.size(); ++i)
            RC_ASSERT(json["facts"][i]["subject"].get<std::string>() == trace.facts[i].fact.subject.value());
        for (std::size_t i = 0; i < trace.pivots.size(); ++i) {
            RC_ASSERT(json["pivots"][i]["to"].get<std::string>() == trace.pivots[i].toId.value());
            RC_ASSERT(json["pivots"][i]["notes"].get<std::vector<std::string>>() == trace.pivots[i].notes);
            for (std::size_t b = 0; b < trace.pivots[i].blocks.size(); ++b)
                RC_ASSERT(json["pivots"][i]["blocks"][b]["reason"].get<std::string>()
                    == trace.pivots[i].blocks[b].reason);
        }
    }));
}

QTEST_APPLESS_MAIN(tst_TraceJson)
#include "tst_TraceJson.moc"
