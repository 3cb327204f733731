// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/AttackFlow.h"
#include "core/reports/StableUuid.h"
#include "tests/core/reports/TraceSamples.h"
#include "tests/support/TestData.h"

#include <QUuid>
#include <QtTest>

#include <functional>
#include <set>

using namespace fourplane;
using Json = nlohmann::json;

class tst_AttackFlow : public QObject
{
    Q_OBJECT

private slots:
    void keepsToTheSchemas_data();
    void keepsToTheSchemas();
    void schemaCheckCanFail();
    void isOneConnectedFlowWithoutCircles_data();
    void isOneConnectedFlowWithoutCircles();
    void tellsStoppedAttemptsFromOthers();
    void idsFollowFromContent();
    void uuidsAreThoseOfTheStandard();
    void namesSurvive();
};

namespace {

void addSamples()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("flat") << QStringLiteral("sample-topologies/rag-assistant/flat.fourplane.yaml");
    QTest::newRow("segmented") << QStringLiteral("sample-topologies/rag-assistant/segmented.fourplane.yaml");
}

Json bundleOf(const test::TraceSample &sample, const AttackTrace &trace)
{
    return Json::parse(attackFlowJson(trace, sample.context()));
}

std::string folder()
{
    return test::sharedPath("data/attackflow/stix-common").string();
}

Json schemaFile(const std::string &name)
{
    return Json::parse(test::readBytes(test::sharedPath("data/attackflow/" + name)), nullptr, false);
}

/// The keys that core.json and the definition of a type know: what `unevaluatedProperties: false` of the
/// schema means, which the validator of these tests does not know.
std::set<std::string> knownKeys(const std::string &type)
{
    std::set<std::string> keys;
    const auto take = [&keys](const Json &properties) {
        for (const auto &[key, value] : properties.items())
            keys.insert(key);
    };
    take(schemaFile("stix-common/core.json").at("properties"));
    take(schemaFile("attack-flow-schema-2.0.0.json").at("$defs").at(type).at("properties"));
    return keys;
}

/// What the schemas say against a bundle; empty when it is valid.
std::string complaint(const Json &bundle)
{
    static const Json flowSchema = schemaFile("attack-flow-schema-2.0.0.json");
    static const Json coreSchema = schemaFile("stix-common/core.json");
    static std::map<std::string, std::set<std::string>> keys;
    if (bundle.value("type", "") != "bundle" || !bundle.contains("objects"))
        return "no bundle";
    for (const Json &object : bundle["objects"]) {
        const std::string type = object.value("type", "");
        const bool isFlowType = type.rfind("attack-", 0) == 0;
        const std::string text =
            test::schemaComplaint(isFlowType ? flowSchema : coreSchema, object, 7, folder());
        if (!text.empty())
            return object.dump() + "\n" + text;
        if (!isFlowType)
            continue;
        if (keys.count(type) == 0)
            keys[type] = knownKeys(type);
        for (const auto &[key, value] : object.items()) {
            if (keys[type].count(key) == 0)
                return type + " does not know the key " + key;
        }
    }
    return {};
}

/// Ids that an object of a flow leads to.
std::vector<std::string> leadsTo(const Json &object)
{
    std::vector<std::string> ids;
    for (const char *key : { "start_refs", "effect_refs", "on_true_refs", "on_false_refs" }) {
        if (object.contains(key)) {
            for (const Json &id : object[key])
                ids.push_back(id);
        }
    }
    return ids;
}

} // namespace

void tst_AttackFlow::keepsToTheSchemas_data()
{
    addSamples();
}

void tst_AttackFlow::keepsToTheSchemas()
{
    REQUIRE_OR_SKIP(test::sharedPath("data/attackflow/attack-flow-schema-2.0.0.json"));
    QFETCH(QString, file);
    const test::TraceSample sample = test::tracesOf(file.toStdString());
    for (const AttackTrace &trace : sample.traces)
        QCOMPARE(complaint(bundleOf(sample, trace)), std::string());
}

void tst_AttackFlow::schemaCheckCanFail()
{
    REQUIRE_OR_SKIP(test::sharedPath("data/attackflow/attack-flow-schema-2.0.0.json"));
    const test::TraceSample sample = test::tracesOf("sample-topologies/rag-assistant/flat.fourplane.yaml");
    const Json sound = bundleOf(sample, sample.traces.front());
    QCOMPARE(complaint(sound), std::string());
    const auto spoilt = [&sound](const std::string &type, const std::string &key, const Json &value) {
        Json bundle = sound;
        for (Json &object : bundle["objects"]) {
            if (object["type"] == type) {
                object[key] = value;
                break;
            }
        }
        return complaint(bundle);
    };
    QVERIFY(!spoilt("attack-flow", "scope", "design").empty());
    QVERIFY(!spoilt("attack-flow", "start_refs", Json::array()).empty());
    QVERIFY(!spoilt("attack-action", "id", "attack-action--1").empty());
    QVERIFY(!spoilt("attack-action", "created", "2026-01-01").empty());
    QVERIFY(!spoilt("attack-action", "probability", 0.5).empty());
    QVERIFY(!spoilt("attack-condition", "description", 7).empty());
    QVERIFY(!spoilt("attack-asset", "extensions", Json::object()).empty());
}

void tst_AttackFlow::isOneConnectedFlowWithoutCircles_data()
{
    addSamples();
}

void tst_AttackFlow::isOneConnectedFlowWithoutCircles()
{
    QFETCH(QString, file);
    const test::TraceSample sample = test::tracesOf(file.toStdString());
    for (const AttackTrace &trace : sample.traces) {
        const Json bundle = bundleOf(sample, trace);
        std::map<std::string, Json> objects;
        std::string flow;
        for (const Json &object : bundle["objects"]) {
            QVERIFY2(objects.emplace(object["id"], object).second, "an id is used twice");
            if (object["type"] == "attack-flow") {
                QVERIFY(flow.empty());
                flow = object["id"];
            }
        }
        std::set<std::string> done, open;
        std::function<bool(const std::string &)> visit = [&](const std::string &id) {
            if (done.count(id) > 0)
                return true;
            if (objects.count(id) == 0 || !open.insert(id).second)
                return false; // dangling, or a circle
            for (const std::string &next : leadsTo(objects.at(id))) {
                if (!visit(next))
                    return false;
            }
            open.erase(id);
            return done.insert(id).second;
        };
        QVERIFY(visit(flow));
        std::size_t actions = 0;
        for (const auto &[id, object] : objects) {
            if (object["type"] == "attack-asset" || object["type"] == "identity"
                || object["type"] == "extension-definition")
                continue;
            QVERIFY2(done.count(id) > 0, object.dump().c_str());
            actions += object["type"] == "attack-action" ? 1 : 0;
            if (object.contains("asset_refs")) {
                for (const Json &asset : object["asset_refs"])
                    QVERIFY(objects.count(asset) > 0);
            }
        }
        QCOMPARE(actions, trace.pivots.size());
    }
}

void tst_AttackFlow::tellsStoppedAttemptsFromOthers()
{
    const test::TraceSample sample =
        test::tracesOf("sample-topologies/rag-assistant/segmented.fourplane.yaml");
    const AttackTrace &trace = sample.traces.front();
    std::size_t stops = 0;
    const Json bundle = bundleOf(sample, trace);
    for (const Json &object : bundle["objects"])
        stops += object.contains("on_false_refs") ? 1 : 0;
    const auto stopped = std::count_if(
        trace.pivots.begin(), trace.pivots.end(), [](const Pivot &pivot) { return !pivot.succeeded(); });
    QVERIFY(stopped > 0);
    QCOMPARE(stops, std::size_t(stopped));
}

void tst_AttackFlow::idsFollowFromContent()
{
    test::TraceSample sample = test::tracesOf("sample-topologies/rag-assistant/flat.fourplane.yaml");
    const std::string first = attackFlowJson(sample.traces.front(), sample.context());
    QCOMPARE(attackFlowJson(sample.traces.front(), sample.context()), first);
    const std::string id = Json::parse(first)["id"];
    QVERIFY(bundleOf(sample, sample.traces[1])["id"] != id);
    sample.project.name += " of somebody else";
    QVERIFY(bundleOf(sample, sample.traces.front())["id"] != id);
}

void tst_AttackFlow::uuidsAreThoseOfTheStandard()
{
    // The namespace for URLs of RFC 4122, appendix C; Qt is the independent implementation.
    const QUuid url(QStringLiteral("6ba7b811-9dad-11d1-80b4-00c04fd430c8"));
    const QUuid space = QUuid::createUuidV5(url, QStringLiteral("https://fourplane.dev/"));
    for (const char *name : { "", "tool", "a\nb", "caf\xC3\xA9" }) {
        QCOMPARE(QString::fromStdString(stableUuid(name)),
            QUuid::createUuidV5(space, QByteArray(name)).toString(QUuid::WithoutBraces));
    }
}

void tst_AttackFlow::namesSurvive()
{
    REQUIRE_OR_SKIP(test::sharedPath("data/attackflow/attack-flow-schema-2.0.0.json"));
    QVERIFY(rc::check("names survive in STIX", [] {
        const test::TraceSample sample = test::hostileTrace();
        const AttackTrace &trace = sample.traces.front();
        const Json bundle = bundleOf(sample, trace);
        RC_ASSERT(complaint(bundle) == std::string());
        std::set<std::string> names, descriptions;
        for (const Json &object : bundle["objects"]) {
            names.insert(object.value("name", ""));
            descriptions.insert(object.value("description", ""));
        }
        RC_ASSERT(names.count(trace.scenarioName) > 0);
        for (const Pivot &pivot : trace.pivots) {
            RC_ASSERT(names.count(pivot.fromId.value()) > 0);
            RC_ASSERT(names.count(pivot.toId.value()) > 0);
            for (const PivotBlock &block : pivot.blocks) {
                RC_ASSERT(
                    std::any_of(descriptions.begin(), descriptions.end(), [&block](const std::string &text) {
                        return text.find(block.reason) != std::string::npos;
                    }));
            }
        }
    }));
}

QTEST_APPLESS_MAIN(tst_AttackFlow)
#include "tst_AttackFlow.moc"
