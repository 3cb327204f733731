// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/PlanCompiler.h"
#include "core/exporters/PlanExporter.h"
#include "core/storage/ProjectFile.h"
#include "tests/support/ExportedFiles.h"
#include "tests/support/SampleProjects.h"

#include <QtTest>

#include <clocale>
#include <locale>
#include <sstream>

using namespace fourplane;

/// The bytes of an export depend on the project alone.
class tst_ExportLocale : public QObject
{
    Q_OBJECT

private slots:
    void everySampleIsWrittenAlikeInAnotherLocale();
    void theOtherLocaleIsAnother();
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

QTEST_APPLESS_MAIN(tst_ExportLocale)
#include "tst_ExportLocale.moc"
