// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/Text.h"
#include "core/importers/ManifestObject.h"
#include "tests/core/importers/ImportText.h"
#include "tests/support/TestData.h"

#include <QElapsedTimer>
#include <QtTest>

#include <algorithm>
#include <array>
#include <random>

using namespace fourplane;
using namespace fourplane::test;

namespace {

/// A manifest with one of nearly everything that the importer reads.
std::string richManifest()
{
    return readBytes(sourcePath("tests/core/importers/rich-manifest.yaml"));
}

std::string mutated(std::string text, std::mt19937 &random)
{
    static constexpr std::string_view bytes = "{}[]:,-&*!|>'\"%@` \n\t#?~0aZ\xC3\xFF";
    const auto below = [&random](std::size_t limit) { return random() % limit; };
    const std::size_t changes = 1 + below(6);
    for (std::size_t i = 0; i < changes && !text.empty(); ++i) {
        const std::size_t at = below(text.size());
        switch (below(6)) {
        case 0:
            text.resize(at);
            break;
        case 1:
            text[at] = bytes[below(bytes.size())];
            break;
        case 2:
            text.insert(at, 1, bytes[below(bytes.size())]);
            break;
        case 3:
            text.erase(at, 1 + below(40));
            break;
        case 4: // the same part once more, elsewhere
            text.insert(below(text.size()), text.substr(at, 1 + below(200)));
            break;
        default: { // another value behind a key
            const std::size_t colon = text.find(": ", at);
            static constexpr std::array<std::string_view, 8> values { "null", "[]", "{}", "-1", "true",
                "99999999999999999999", "[[1]]", "{a: {b: [c]}}" };
            if (colon != std::string::npos) {
                const std::size_t end = text.find_first_of(",}\n", colon + 2);
                text.replace(colon + 2, end == std::string::npos ? end : end - colon - 2,
                    values[below(values.size())]);
            }
        }
        }
    }
    return text;
}

/// What would keep the imported project from being opened again; empty where nothing does.
std::string fatalProblem(const ImportResult &result)
{
    for (const ProjectProblem &problem : findProblems(result.project)) {
        if (problem.level == DiagnosticLevel::Fatal)
            return join(problem.path, ".") + ": " + problem.message;
    }
    return {};
}

} // namespace

class tst_ImportMutations : public QObject
{
    Q_OBJECT

private slots:
    void importsTheManifestWhole();
    void survivesMutations();
    void survivesMutationsOfRealManifests();
    void saysWhatTheServerWouldRefuseOfABinding_data();
    void saysWhatTheServerWouldRefuseOfABinding();
};

void tst_ImportMutations::importsTheManifestWhole()
{
    const ImportResult result = importText(richManifest());
    QVERIFY2(!hasAtLeast(result.diagnostics, DiagnosticLevel::Severe), describe(result).c_str());
    QCOMPARE(result.objectCount, std::size_t(7));
    QCOMPARE(result.project.topology.workloads.size(), std::size_t(2));
}

void tst_ImportMutations::survivesMutations()
{
    std::mt19937 random(20261123);
    const std::string original = richManifest();
    std::size_t understood = 0;
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 400; ++i) {
        const std::string text = mutated(original, random);
        const ImportResult result = importText(text);
        understood += result.project.topology.workloads.empty() ? 0 : 1;
        QVERIFY2(fatalProblem(result).empty(), (fatalProblem(result) + "\n" + text).c_str());
        // Whatever it was, the same bytes give the same project.
        if (i % 50 == 0)
            QVERIFY(importText(text).project == result.project);
    }
    QVERIFY(timer.elapsed() < 60'000);
    QVERIFY(understood > 100); // the mutations do not only break the syntax
}

void tst_ImportMutations::survivesMutationsOfRealManifests()
{
    const std::filesystem::path folder = sharedPath("data/corpora/manifests/MasterofNull__ai-stack");
    REQUIRE_OR_SKIP(folder);
    std::vector<std::filesystem::path> files;
    for (const auto &entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file() && entry.path().extension() == ".yaml")
            files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    std::mt19937 random(7);
    std::size_t objects = 0;
    for (int i = 0; i < 150; ++i) {
        const std::string text = mutated(readBytes(files[random() % files.size()]), random);
        const ImportResult result = importText(text);
        objects += result.objectCount;
        QVERIFY2(fatalProblem(result).empty(), (fatalProblem(result) + "\n" + text).c_str());
    }
    QVERIFY(objects > 50);
}

void tst_ImportMutations::saysWhatTheServerWouldRefuseOfABinding_data()
{
    QTest::addColumn<QString>("rest");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("field");
    QTest::addColumn<int>("subjects");
    QTest::newRow("no roleRef") << "subjects: [{kind: User, name: eve}]\n" << 1 << "roleRef" << -1;
    QTest::newRow("roleRef without a name") << "subjects: [{kind: User, name: eve}]\nroleRef: {kind: Role}\n"
                                            << 5 << "roleRef.name" << -1;
    QTest::newRow("unknown kind of subject")
        << "subjects: [{kind: ServixeAccount, name: eve}, {kind: User, name: bob}]\n"
           "roleRef: {kind: Role, name: reader}\n"
        << 4 << "subjects[0].kind" << 1;
}

/// Validation of Kubernetes: roleRef.name is required, and a subject is a ServiceAccount, User or Group
/// (pkg/apis/rbac/validation). An object that the server refuses grants nothing.
void tst_ImportMutations::saysWhatTheServerWouldRefuseOfABinding()
{
    QFETCH(QString, rest);
    QFETCH(int, line);
    QFETCH(QString, field);
    QFETCH(int, subjects);
    const ImportResult result = importText("kind: RoleBinding\napiVersion: rbac.authorization.k8s.io/v1\n"
                                           "metadata: {name: readers, namespace: ai}\n"
        + rest.toStdString());
    QVERIFY2(fatalProblem(result).empty(), fatalProblem(result).c_str());
    const auto &bindings = result.project.topology.bindings;
    QCOMPARE(bindings.empty() ? -1 : static_cast<int>(bindings.begin()->second.subjects.size()), subjects);
    const auto said = std::find_if(result.diagnostics.begin(), result.diagnostics.end(),
        [](const Diagnostic &diagnostic) { return diagnostic.level == DiagnosticLevel::Severe; });
    QVERIFY2(said != result.diagnostics.end(), describe(result).c_str());
    QVERIFY2(said->message.find(field.toStdString()) != std::string::npos, said->message.c_str());
    QCOMPARE(said->where.line, line);
}

QTEST_APPLESS_MAIN(tst_ImportMutations)
#include "tst_ImportMutations.moc"
