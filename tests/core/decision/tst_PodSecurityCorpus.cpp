// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/PodSecurity.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/importers/ManifestImporter.h"
#include "tests/support/TestData.h"

#include <QtTest>

#include <algorithm>
#include <filesystem>

using namespace fourplane;

/// Every pod of the Pod Security Admission corpus, imported and judged as the folder says.
class tst_PodSecurityCorpus : public QObject
{
    Q_OBJECT

private slots:
    void everyPodIsJudgedAsItsFolderSays_data();
    void everyPodIsJudgedAsItsFolderSays();
};

namespace {

std::vector<std::filesystem::path> sortedEntries(const std::filesystem::path &folder)
{
    std::vector<std::filesystem::path> entries;
    for (const auto &entry : std::filesystem::directory_iterator(folder))
        entries.push_back(entry.path());
    std::sort(entries.begin(), entries.end());
    return entries;
}

} // namespace

void tst_PodSecurityCorpus::everyPodIsJudgedAsItsFolderSays_data()
{
    QTest::addColumn<std::string>("folder");
    QTest::addColumn<bool>("admitted");
    const std::filesystem::path corpus = test::sharedPath("data/corpora/pod-security");
    REQUIRE_OR_SKIP(corpus);
    for (const char *level : { "baseline", "restricted" }) {
        for (const std::filesystem::path &version : sortedEntries(corpus / level)) {
            for (const char *kind : { "pass", "fail" }) {
                const std::string name = std::string(level) + "/" + version.filename().string() + "/" + kind;
                QTest::newRow(name.c_str()) << name << (std::string(kind) == "pass");
            }
        }
    }
}

void tst_PodSecurityCorpus::everyPodIsJudgedAsItsFolderSays()
{
    QFETCH(std::string, folder);
    QFETCH(bool, admitted);
    const std::filesystem::path path = test::sharedPath("data/corpora/pod-security") / folder;
    const PodSecurityLevel level =
        folder.compare(0, 8, "baseline") == 0 ? PodSecurityLevel::Baseline : PodSecurityLevel::Restricted;
    const int minor = podSecurityMinor(path.parent_path().filename().string());
    QVERIFY(minor >= 30 && minor <= 35);
    std::vector<std::string> wrong;
    int judged = 0;
    for (const std::filesystem::path &file : sortedEntries(path)) {
        const Result<ImportResult> imported = importManifests({ file });
        QVERIFY2(imported, file.c_str());
        const CompiledPlan compiled = compilePlan(imported->project);
        QVERIFY2(compiled.plan.pods.size() == 1, file.c_str());
        const std::vector<std::string> violations =
            podSecurityViolations(compiled.plan.pods.front(), level, minor);
        ++judged;
        if (violations.empty() != admitted)
            wrong.push_back(file.filename().string() + (violations.empty() ? "" : ": " + violations.front()));
    }
    for (const std::string &one : wrong)
        qWarning("%s", one.c_str());
    QVERIFY(judged > 0);
    qInfo("%d pods judged, %d wrong", judged, static_cast<int>(wrong.size()));
    QVERIFY(wrong.empty());
}

QTEST_APPLESS_MAIN(tst_PodSecurityCorpus)
#include "tst_PodSecurityCorpus.moc"
