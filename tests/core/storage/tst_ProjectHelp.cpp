// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/ProjectFile.h"
#include "core/storage/ProjectSchema.h"
#include "core/storage/Resources.h"

#include <nlohmann/json.hpp>

#include <QtTest>

#include <set>

using namespace fourplane;

class tst_ProjectHelp : public QObject
{
    Q_OBJECT

private slots:
    void theExampleLoadsWithoutADiagnostic();
    void theExampleSurvivesARoundTrip();
    void everyKeyOfTheFormatIsExplained();
};

namespace {

std::string page()
{
    return std::string(resource("help/project-file.md"));
}

/// The text of the only fenced YAML block of the page.
std::string example()
{
    const std::string start = "```yaml\n";
    const std::size_t from = page().find(start) + start.size();
    return page().substr(from, page().find("```", from) - from);
}

void collectKeys(const nlohmann::json &schema, std::set<std::string> &keys)
{
    if (schema.is_object() && schema.contains("properties")) {
        for (const auto &[key, value] : schema["properties"].items())
            keys.insert(key);
    }
    for (const nlohmann::json &inner : schema) {
        if (inner.is_structured())
            collectKeys(inner, keys);
    }
}

} // namespace

void tst_ProjectHelp::theExampleLoadsWithoutADiagnostic()
{
    const auto loaded = parseProject(example(), "example");
    QVERIFY2(loaded, loaded ? "" : toString(loaded.error()).c_str());
    QVERIFY2(loaded->diagnostics.empty(),
        loaded->diagnostics.empty() ? "" : toString(loaded->diagnostics.front()).c_str());
    QCOMPARE(loaded->project.topology.workloads.size(), std::size_t(3));
}

void tst_ProjectHelp::theExampleSurvivesARoundTrip()
{
    const Project project = parseProject(example(), "example")->project;
    const auto again = parseProject(writeProject(project), "again");
    QVERIFY(again);
    QVERIFY(again->project == project);
}

void tst_ProjectHelp::everyKeyOfTheFormatIsExplained()
{
    std::set<std::string> keys;
    collectKeys(nlohmann::json::parse(projectSchema()), keys);
    QVERIFY(keys.size() > 100);
    const std::string text = page();
    std::vector<std::string> missing;
    for (const std::string &key : keys) {
        if (key != "metadata" && text.find("`" + key + "`") == std::string::npos
            && text.find("### " + key) == std::string::npos && text.find(", " + key) == std::string::npos)
            missing.push_back(key);
    }
    QCOMPARE(missing, std::vector<std::string> {});
}

QTEST_APPLESS_MAIN(tst_ProjectHelp)
#include "tst_ProjectHelp.moc"
