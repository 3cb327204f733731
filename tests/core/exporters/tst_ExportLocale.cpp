// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/Sha256.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/exporters/PlanExporter.h"
#include "core/storage/ProjectFile.h"
#include "tests/support/ExportedFiles.h"
#include "tests/support/SampleProjects.h"
#include "tests/support/TestData.h"

#include <QtTest>

#include <algorithm>
#include <clocale>
#include <locale>
#include <map>
#include <sstream>

using namespace fourplane;

/// The bytes of an export depend on the project alone.
class tst_ExportLocale : public QObject
{
    Q_OBJECT

private slots:
    void everySampleIsWrittenAlikeInAnotherLocale();
    void theOtherLocaleIsAnother();
    void everyMachineWritesTheSameBytes_data();
    void everyMachineWritesTheSameBytes();
};

namespace {

/// Numbers as in German: 1.234,5.
class GermanNumbers : public std::numpunct<char>
{
protected:
    char do_decimal_point() const override { return ','; }

    char do_thousands_sep() const override { return '.'; }

    std::string do_grouping() const override { return "\3"; }
};

/// Another locale for streams, for the C library where one is installed, and for Qt, as long as it lives.
class OtherLocale
{
public:
    OtherLocale()
        : m_before(std::locale::global(std::locale(std::locale::classic(), new GermanNumbers)))
        , m_qt(QLocale())
    {
        for (const char *name : { "de_DE.UTF-8", "tr_TR.UTF-8", "fr_FR.UTF-8" }) {
            if (std::setlocale(LC_ALL, name))
                break;
        }
        QLocale::setDefault(QLocale(QLocale::Turkish));
    }

    ~OtherLocale()
    {
        std::locale::global(m_before);
        std::setlocale(LC_ALL, "C.UTF-8");
        QLocale::setDefault(m_qt);
    }

    OtherLocale(const OtherLocale &) = delete;
    OtherLocale &operator=(const OtherLocale &) = delete;

private:
    std::locale m_before;
    QLocale m_qt;
};

/// Every file of every target but the admin tier's older version, which excludes the newer one.
std::vector<ExportedFile> filesOf(const std::filesystem::path &path)
{
    const auto loaded = loadProject(path);
    if (!loaded)
        return {};
    const EnforcementPlan plan = compilePlan(loaded->project).plan;
    const auto tree = exportPlan(plan, test::allTargets(plan));
    return tree ? tree->files : std::vector<ExportedFile>();
}

std::string partOf(const std::string &path)
{
    const std::size_t first = path.find('/');
    if (first == std::string::npos || (path.rfind("base/", 0) != 0 && path.rfind("components/", 0) != 0))
        return path.substr(0, first);
    return path.substr(0, path.find('/', first + 1));
}

/// Digests of the parts of an export, "PART SHA-256" each: a part is one of base/* and components/*, another
/// folder, or a file at the top, and its digest is of the paths and contents in it.
std::vector<std::string> digestsOf(const std::vector<ExportedFile> &files)
{
    std::map<std::string, std::string> texts;
    for (const ExportedFile &file : files)
        texts[partOf(file.path)] += file.path + '\n' + file.content;
    std::vector<std::string> lines;
    for (const auto &[part, text] : texts)
        lines.push_back(part + " " + sha256(text));
    return lines;
}

/// The lines below "[SAMPLE]" in export-digests.txt.
std::vector<std::string> recordedDigests(const std::string &sample)
{
    std::istringstream file(test::readBytes(test::sourcePath("tests/core/exporters/export-digests.txt")));
    std::vector<std::string> lines;
    bool isHere = false;
    for (std::string line; std::getline(file, line);) {
        if (!line.empty() && line[0] == '[')
            isHere = line == "[" + sample + "]";
        else if (isHere && !line.empty() && line[0] != '#')
            lines.push_back(line);
    }
    return lines;
}

} // namespace

void tst_ExportLocale::everySampleIsWrittenAlikeInAnotherLocale()
{
    std::size_t files = 0;
    int samples = 0;
    for (const std::filesystem::path &path : test::sampleProjects()) {
        const std::vector<ExportedFile> here = filesOf(path);
        QVERIFY(!here.empty());
        const OtherLocale other;
        const std::vector<ExportedFile> there = filesOf(path);
        QCOMPARE(here.size(), there.size());
        for (std::size_t i = 0; i < here.size(); ++i) {
            QCOMPARE(there[i].path, here[i].path);
            QVERIFY2(there[i].content == here[i].content, here[i].path.c_str());
        }
        files += here.size();
        ++samples;
    }
    qInfo("%d samples, %zu files", samples, files);
    QVERIFY(samples >= 15);
}

void tst_ExportLocale::theOtherLocaleIsAnother()
{
    const OtherLocale other;
    std::ostringstream text;
    text << 1234 << ' ' << 0.5;
    QCOMPARE(text.str(), std::string("1.234 0,5"));
}

void tst_ExportLocale::everyMachineWritesTheSameBytes_data()
{
    QTest::addColumn<std::string>("sample");
    for (const char *sample : { "rag-assistant/segmented", "template-multi-tenant/project",
             "incident-huggingface-2026/huggingface" })
        QTest::newRow(sample) << std::string(sample);
}

/// The digests were taken from an export once, on one machine: they say nothing about what is right, which
/// other tests do, only that it is the same everywhere.
void tst_ExportLocale::everyMachineWritesTheSameBytes()
{
    QFETCH(std::string, sample);
    const std::vector<std::string> recorded = recordedDigests(sample);
    const std::vector<std::string> written =
        digestsOf(filesOf(test::sourcePath("sample-topologies/" + sample + ".fourplane.yaml")));
    QVERIFY(written.size() > 5);
    int differing = 0;
    for (const std::string &line : written) {
        if (std::find(recorded.begin(), recorded.end(), line) == recorded.end()) {
            qWarning("written: %s", line.c_str());
            ++differing;
        }
    }
    for (const std::string &line : recorded) {
        if (std::find(written.begin(), written.end(), line) == written.end()) {
            qWarning("recorded: %s", line.c_str());
            ++differing;
        }
    }
    QVERIFY2(differing == 0, "tests/core/exporters/export-digests.txt says what to do");
}

QTEST_APPLESS_MAIN(tst_ExportLocale)
#include "tst_ExportLocale.moc"
