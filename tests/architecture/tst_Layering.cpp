// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/architecture/IncludeRules.h"
#include "tests/support/TestData.h"

#include <QTemporaryDir>
#include <QtTest>

#include <fstream>

using namespace fourplane;
namespace fs = std::filesystem;

class tst_Layering : public QObject
{
    Q_OBJECT

private slots:
    void theTreeHasNoForbiddenInclude();
    void theTreeKeepsTheHouseRules();
    void aPlantedBreachIsFound_data();
    void aPlantedBreachIsFound();
    void aPermittedIncludeIsNotReported();
    void theRootHoldsOnlyWhatBelongsThere();
};

namespace {

void report(const std::vector<test::RuleBreach> &breaches)
{
    for (const test::RuleBreach &breach : breaches)
        qWarning("%s:%d: %s", breach.file.c_str(), breach.line, breach.what.c_str());
}

void plant(const QTemporaryDir &root, const std::string &file, const std::string &text)
{
    const fs::path path = fs::path(root.path().toStdString()) / file;
    fs::create_directories(path.parent_path());
    std::ofstream(path) << text;
}

} // namespace

void tst_Layering::theTreeHasNoForbiddenInclude()
{
    const auto breaches = test::findForbiddenIncludes(test::sourcePath(""));
    report(breaches);
    QVERIFY(breaches.empty());
}

void tst_Layering::theTreeKeepsTheHouseRules()
{
    const auto breaches = test::findHouseBreaches(test::sourcePath(""));
    report(breaches);
    QVERIFY(breaches.empty());
}

void tst_Layering::aPlantedBreachIsFound_data()
{
    QTest::addColumn<std::string>("file");
    QTest::addColumn<std::string>("include");
    const auto row = [](const char *name, const char *file, const char *include) {
        QTest::newRow(name) << std::string(file) << std::string(include);
    };
    row("earlier folder includes later", "core/topology/A.h", "\"core/policy/Policy.h\"");
    row("decision includes attack", "core/decision/A.cpp", "\"core/attack/Fact.h\"");
    row("core includes ui", "core/reports/A.cpp", "\"ui/shell/MainWindow.h\"");
    row("ui includes app", "ui/shell/A.cpp", "\"app/fourplane/main.h\"");
    row("Qt in core", "core/base/A.h", "<QString>");
    row("Qt module in core", "core/base/A.h", "<QtCore/qglobal.h>");
    row("YAML in the engine", "core/attack/A.cpp", "<yaml-cpp/yaml.h>");
    row("JSON in ui", "ui/panels/A.cpp", "<nlohmann/json.hpp>");
    row("Graphviz in ui", "ui/layout/A.cpp", "<graphviz/gvc.h>");
    row("Graphviz in storage", "core/storage/A.cpp", "<cgraph.h>");
    row("meaning sees the picture", "core/enforcement/A.cpp", "\"core/diagram/Diagram.h\"");
    row("unknown folder", "core/helpers/A.h", "\"core/base/Text.h\"");
    row("product includes tests", "core/base/A.cpp", "\"tests/support/TestData.h\"");
}

void tst_Layering::aPlantedBreachIsFound()
{
    QFETCH(std::string, file);
    QFETCH(std::string, include);
    const QTemporaryDir root;
    plant(root, file, "// first line\n#include " + include + "\n");
    const auto breaches = test::findForbiddenIncludes(root.path().toStdString());
    QCOMPARE(breaches.size(), std::size_t(1));
    QCOMPARE(breaches.front().file, file);
    QCOMPARE(breaches.front().line, 2);
}

void tst_Layering::aPermittedIncludeIsNotReported()
{
    const QTemporaryDir root;
    plant(root, "core/decision/A.cpp", "#include \"core/topology/Topology.h\"\n#include <vector>\n");
    plant(root, "core/storage/A.cpp", "#include <yaml-cpp/parser.h>\n#include \"core/diagram/Diagram.h\"\n");
    plant(root, "core/graphlayout/A.cpp", "#include <graphviz/gvc.h>\n");
    plant(root, "ui/shell/A.cpp", "#include <QWidget>\n#include \"core/project/Edit.h\"\n");
    QVERIFY(test::findForbiddenIncludes(root.path().toStdString()).empty());
}

void tst_Layering::theRootHoldsOnlyWhatBelongsThere()
{
    const QStringList allowed { QStringLiteral("CMakeLists.txt"), QStringLiteral("app"),
        QStringLiteral("core"), QStringLiteral("ui"), QStringLiteral("resources"),
        QStringLiteral("sample-topologies"), QStringLiteral("tests"), QStringLiteral("packaging"),
        QStringLiteral("README.md"), QStringLiteral("CMakePresets.json"), QStringLiteral("LICENSE"),
        QStringLiteral("CONTRIBUTING.md"), QStringLiteral("CHANGELOG.md"), QStringLiteral("build") };
    const QDir root(QString::fromStdString(test::sourcePath("").string()));
    const QStringList entries = root.entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
    for (const QString &entry : entries)
        QVERIFY2(allowed.contains(entry), qPrintable(entry));
}

QTEST_APPLESS_MAIN(tst_Layering)
#include "tst_Layering.moc"
