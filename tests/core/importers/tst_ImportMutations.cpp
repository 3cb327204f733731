// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/importers/ManifestObject.h"
#include "tests/core/importers/ImportText.h"
#include "tests/support/TestData.h"

#include <QElapsedTimer>
#include <QtTest>

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

} // namespace

class tst_ImportMutations : public QObject
{
    Q_OBJECT

private slots:
    void importsTheManifestWhole();
    void survivesMutations();
    void survivesMutationsOfRealManifests();
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
    for (int i = 0; i < 150; ++i)
        objects += importText(mutated(readBytes(files[random() % files.size()]), random)).objectCount;
    QVERIFY(objects > 50);
}

QTEST_APPLESS_MAIN(tst_ImportMutations)
#include "tst_ImportMutations.moc"
