// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/FileSystem.h"
#include "core/storage/ProjectFile.h"
#include "core/storage/ProjectSchema.h"
#include "core/storage/Resources.h"
#include "tests/support/ProjectGenerator.h"
#include "tests/support/TestData.h"
#include "tests/support/YamlToJson.h"

#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include <QtTest>

#include <filesystem>
#include <memory>

using namespace fourplane;
using Json = nlohmann::json;

class tst_ProjectSchema : public QObject
{
    Q_OBJECT

private slots:
    void theResourceIsWhatReaderAndWriterFollow();
    void everyKeyHasADescription();
    void acceptsTheSamples();
    void acceptsWhateverIsWritten();
    void refusesWhatTheReaderRefuses_data();
    void refusesWhatTheReaderRefuses();
};

namespace {

constexpr const char *schemaFile = "schema/fourplane-project.schema.json";

/// Empty when the schema accepts the YAML text, else its first complaint.
std::string complaint(const std::string &yaml)
{
    static const std::unique_ptr<valijson::Schema> schema = [] {
        auto parsed = std::make_unique<valijson::Schema>();
        const Json json = Json::parse(resource(schemaFile));
        valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
        parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(json), *parsed);
        return parsed;
    }();
    const Json document = test::yamlToJson(yaml);
    valijson::Validator validator;
    valijson::ValidationResults results;
    if (validator.validate(*schema, valijson::adapters::NlohmannJsonAdapter(document), &results))
        return {};
    valijson::ValidationResults::Error error;
    std::string text = "refused";
    while (results.popError(error)) {
        text += "\n";
        for (const std::string &step : error.context)
            text += step;
        text += ": " + error.description;
    }
    return text;
}

/// Counts the keys below every `properties` and those of them without a description.
void countKeys(const Json &schema, int &keys, std::vector<std::string> &bare)
{
    if (schema.is_object() && schema.contains("properties") && schema.contains("additionalProperties")) {
        for (const auto &[key, value] : schema["properties"].items()) {
            ++keys;
            if (!value.contains("description") || value["description"].get<std::string>().size() < 4)
                bare.push_back(key);
        }
    }
    for (const Json &inner : schema) {
        if (inner.is_structured())
            countKeys(inner, keys, bare);
    }
}

} // namespace

void tst_ProjectSchema::theResourceIsWhatReaderAndWriterFollow()
{
    const std::filesystem::path path = test::sourcePath(std::string("resources/") + schemaFile);
    if (qEnvironmentVariableIsSet("FOURPLANE_UPDATE_GOLDEN"))
        QVERIFY(writeFileAtomically(path, projectSchema()));
    QVERIFY2(test::readBytes(path) == projectSchema(),
        "The schema is out of date; run this test with FOURPLANE_UPDATE_GOLDEN=1 and look at the "
        "difference.");
    QVERIFY(resource(schemaFile) == projectSchema());
}

void tst_ProjectSchema::everyKeyHasADescription()
{
    int keys = 0;
    std::vector<std::string> bare;
    countKeys(Json::parse(projectSchema()), keys, bare);
    QVERIFY(keys > 150);
    QCOMPARE(bare, std::vector<std::string> {});
}

void tst_ProjectSchema::acceptsTheSamples()
{
    int samples = 0;
    for (const char *folder : { "sample-topologies", "tests/core/storage/data" }) {
        for (const auto &entry : std::filesystem::recursive_directory_iterator(test::sourcePath(folder))) {
            const std::string path = entry.path().string();
            if (!QByteArray::fromStdString(path).endsWith(".fourplane.yaml"))
                continue;
            ++samples;
            const auto loaded = loadProject(path);
            QVERIFY2(loaded, loaded ? "" : toString(loaded.error()).c_str());
            QCOMPARE(complaint(test::readBytes(path)), std::string());
        }
    }
    QVERIFY(samples >= 3);
}

void tst_ProjectSchema::acceptsWhateverIsWritten()
{
    QVERIFY(rc::check("the schema accepts what the writer writes", [] {
        const std::string text = writeProject(*test::soundProjects());
        const std::string refused = complaint(text);
        if (!refused.empty())
            RC_FAIL(refused + "\n" + text);
    }));
}

void tst_ProjectSchema::refusesWhatTheReaderRefuses_data()
{
    QTest::addColumn<std::string>("text");
    const auto row = [](const char *name, const char *more) {
        QTest::newRow(name) << std::string("fourplane: 1\nnamespaces: {web: }\n") + more;
    };
    QTest::newRow("no version") << std::string("name: x\n");
    QTest::newRow("newer version") << std::string("fourplane: 2\n");
    row("unknown section", "worklods: {}\n");
    row("unknown key of a workload", "workloads: {w: {namespace: web, imag: x}}\n");
    row("missing key", "workloads: {w: {kind: agent}}\n");
    row("unknown word", "workloads: {w: {namespace: web, kind: agnt}}\n");
    row("number for text", "workloads: {w: {namespace: web, image: 1}}\n");
    row("image next to containers", "workloads: {w: {namespace: web, image: x, containers: []}}\n");
    row("port zero", "workloads: {w: {namespace: web, ports: [0]}}\n");
    row("wrong protocol", "workloads: {w: {namespace: web, ports: [53/ICMP]}}\n");
    row("unknown key of a port", "workloads: {w: {namespace: web, ports: [{number: 1, nam: x}]}}\n");
    row("id with a blank", "workloads: {a b: {namespace: web}}\n");
    row("unknown key of a group", "bindings: {b: {roleRef: {name: x, knd: Role}}}\n");
    row("points", "diagram: {ink: {i: {points: \"1,2 3\"}}}\n");
    row("a kind that is not adopted",
        "adoptedRules: {a: {manifest: {apiVersion: v1, kind: Pod, metadata: {name: x}}}}\n");
}

void tst_ProjectSchema::refusesWhatTheReaderRefuses()
{
    QFETCH(std::string, text);
    QVERIFY(!parseProject(text, "f.yaml"));
    QVERIFY(!complaint(text).empty());
}

QTEST_APPLESS_MAIN(tst_ProjectSchema)
#include "tst_ProjectSchema.moc"
