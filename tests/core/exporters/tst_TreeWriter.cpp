// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/Sha256.h"
#include "core/exporters/ExportIndex.h"
#include "core/exporters/ExportTree.h"
#include "tests/support/TestData.h"

#include <QTemporaryDir>
#include <QtTest>

#include <fstream>

using namespace fourplane;

class tst_TreeWriter : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void writesAndIsRepeatable();
    void replacesItsOwnFilesAndRemovesStaleOnes();
    void refusesToReplaceAnEditedFile();
    void refusesToReplaceAForeignFile();
    void refusesToRemoveAnEditedStaleFile();
    void keepsFilesThatAreNotItsOwn();
    void changesNothingWhenItRefuses();
    void overwritesWhenTold();
    void refusesPathsThatLeaveTheFolder_data();
    void refusesPathsThatLeaveTheFolder();
    void refusesSymbolicLinks();
    void ignoresTheReachOfAForgedIndex();
    void readsItsOwnIndexOnly();

private:
    std::filesystem::path folder() const { return m_folder->path().toStdString() + "/out"; }

    std::string bytes(const std::string &relative) const { return test::readBytes(folder() / relative); }

    void put(const std::string &relative, const std::string &content) const
    {
        std::filesystem::create_directories((folder() / relative).parent_path());
        std::ofstream(folder() / relative, std::ios::binary) << content;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

ExportTree treeOf(std::vector<ExportedFile> files)
{
    ExportTree tree;
    tree.files = std::move(files);
    tree.files.push_back({ "index.json", writeExportIndex(tree.files), {} });
    return tree;
}

std::string codeOf(const Result<void> &result)
{
    return result ? "written" : result.error().diagnostics.front().code;
}

} // namespace

void tst_TreeWriter::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void tst_TreeWriter::writesAndIsRepeatable()
{
    const ExportTree tree = treeOf({ { "base/a.yaml", "a", { "rule-1" } }, { "b.md", "b", {} } });
    QCOMPARE(codeOf(writeTree(tree, folder())), std::string("written"));
    QCOMPARE(bytes("base/a.yaml"), std::string("a"));
    QCOMPARE(bytes("b.md"), std::string("b"));
    QCOMPARE(codeOf(writeTree(tree, folder())), std::string("written"));
    QCOMPARE(bytes("index.json"),
        "{\n  \"edges\": {\n    \"rule-1\": {\n      \"base/a.yaml\": \"" + sha256("a")
            + "\"\n    }\n  },\n  \"files\": {\n    \"b.md\": \"" + sha256("b")
            + "\",\n    \"base/a.yaml\": \"" + sha256("a") + "\"\n  },\n  \"fourplane-export\": 1\n}\n");
}

void tst_TreeWriter::replacesItsOwnFilesAndRemovesStaleOnes()
{
    QVERIFY(writeTree(treeOf({ { "x/old/a.yaml", "1", {} }, { "b.yaml", "1", {} } }), folder()));
    QVERIFY(writeTree(treeOf({ { "b.yaml", "2", {} } }), folder()));
    QCOMPARE(bytes("b.yaml"), std::string("2"));
    QVERIFY(!std::filesystem::exists(folder() / "x"));
}

void tst_TreeWriter::refusesToReplaceAnEditedFile()
{
    QVERIFY(writeTree(treeOf({ { "a.yaml", "1", {} } }), folder()));
    put("a.yaml", "edited");
    QCOMPARE(codeOf(writeTree(treeOf({ { "a.yaml", "2", {} } }), folder())), std::string("would-overwrite"));
    QCOMPARE(bytes("a.yaml"), std::string("edited"));
}

void tst_TreeWriter::refusesToReplaceAForeignFile()
{
    put("index.json", "{\"mine\": 1}");
    QCOMPARE(codeOf(writeTree(treeOf({ { "a.yaml", "2", {} } }), folder())), std::string("would-overwrite"));
    QCOMPARE(bytes("index.json"), std::string("{\"mine\": 1}"));
}

void tst_TreeWriter::refusesToRemoveAnEditedStaleFile()
{
    QVERIFY(writeTree(treeOf({ { "a.yaml", "1", {} } }), folder()));
    put("a.yaml", "edited");
    QCOMPARE(codeOf(writeTree(treeOf({}), folder())), std::string("would-overwrite"));
    QCOMPARE(bytes("a.yaml"), std::string("edited"));
}

void tst_TreeWriter::keepsFilesThatAreNotItsOwn()
{
    QVERIFY(writeTree(treeOf({ { "x/a.yaml", "1", {} } }), folder()));
    put("x/notes.txt", "mine");
    QVERIFY(writeTree(treeOf({}), folder()));
    QVERIFY(!std::filesystem::exists(folder() / "x/a.yaml"));
    QCOMPARE(bytes("x/notes.txt"), std::string("mine"));
}

void tst_TreeWriter::changesNothingWhenItRefuses()
{
    put("z.yaml", "mine");
    QVERIFY(!writeTree(treeOf({ { "a.yaml", "1", {} }, { "z.yaml", "2", {} } }), folder()));
    QVERIFY(!std::filesystem::exists(folder() / "a.yaml"));
}

void tst_TreeWriter::overwritesWhenTold()
{
    put("a.yaml", "mine");
    QVERIFY(writeTree(treeOf({ { "a.yaml", "1", {} } }), folder(), true));
    QCOMPARE(bytes("a.yaml"), std::string("1"));
}

void tst_TreeWriter::refusesPathsThatLeaveTheFolder_data()
{
    QTest::addColumn<std::string>("path");
    for (const char *path :
        { "../a", "/tmp/a", "a/../../b", "a//b", "", ".", "a/.", "a\\b", "a\nb", "a b", "~" })
        QTest::newRow(*path ? path : "empty") << std::string(path);
}

void tst_TreeWriter::refusesPathsThatLeaveTheFolder()
{
    QFETCH(std::string, path);
    ExportTree tree;
    tree.files = { { path, "x", {} } };
    QCOMPARE(codeOf(writeTree(tree, folder(), true)), std::string("unsafe-path"));
}

void tst_TreeWriter::refusesSymbolicLinks()
{
    const std::filesystem::path outside = m_folder->path().toStdString() + "/outside";
    std::filesystem::create_directories(outside);
    std::filesystem::create_directories(folder());
    std::filesystem::create_directory_symlink(outside, folder() / "base");
    QCOMPARE(codeOf(writeTree(treeOf({ { "base/a.yaml", "x", {} } }), folder(), true)),
        std::string("unsafe-path"));
    QVERIFY(std::filesystem::is_empty(outside));
    std::filesystem::remove(folder() / "base");
    std::filesystem::create_symlink(outside / "a.yaml", folder() / "a.yaml");
    QCOMPARE(
        codeOf(writeTree(treeOf({ { "a.yaml", "x", {} } }), folder(), true)), std::string("unsafe-path"));
    QVERIFY(std::filesystem::is_empty(outside));
}

void tst_TreeWriter::ignoresTheReachOfAForgedIndex()
{
    const std::filesystem::path victim = m_folder->path().toStdString() + "/victim";
    std::ofstream(victim) << "v";
    put("index.json", "{\"fourplane-export\": 1, \"files\": {\"../victim\": \"" + sha256("v") + "\"}}");
    QCOMPARE(codeOf(writeTree(treeOf({ { "a.yaml", "x", {} } }), folder())), std::string("unsafe-path"));
    QVERIFY(std::filesystem::exists(victim));
}

void tst_TreeWriter::readsItsOwnIndexOnly()
{
    const auto hashes = readExportIndex(writeExportIndex({ { "a", "x", { "e" } } }), "index.json");
    QVERIFY(hashes);
    QVERIFY((*hashes == ExportHashes { { "a", sha256("x") } }));
    for (const char *text : { "", "[]", "{}", "{\"fourplane-export\": 2, \"files\": {}}",
             "{\"fourplane-export\": 1}", "{\"fourplane-export\": 1, \"files\": {\"a\": 1}}", "{" })
        QCOMPARE(readExportIndex(text, "i").error().diagnostics.front().code, std::string("not-an-index"));
}

QTEST_APPLESS_MAIN(tst_TreeWriter)
#include "tst_TreeWriter.moc"
