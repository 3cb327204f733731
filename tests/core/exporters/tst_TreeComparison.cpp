// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/ExportIndex.h"
#include "core/exporters/TreeComparison.h"
#include "tests/support/TestData.h"

#include <QTemporaryDir>
#include <QtTest>

#include <fstream>

using namespace fourplane;

class tst_TreeComparison : public QObject
{
    Q_OBJECT

private slots:
    void knowsEveryState_data();
    void knowsEveryState();
    void changesNothing();
    void findsWhatIsNoPartOfTheExport();
    void refusesUnsafePlaces();
};

namespace {

/// A file of a tree, or none.
using Content = std::optional<std::string>;

ExportTree treeWith(const Content &content)
{
    ExportTree tree;
    if (content)
        tree.files.push_back({ "a.yaml", *content, {} });
    tree.files.push_back({ "index.json", writeExportIndex(tree.files), {} });
    return tree;
}

void put(const QTemporaryDir &folder, const std::string &relative, const std::string &content)
{
    const std::filesystem::path path = folder.path().toStdString() + "/" + relative;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << content;
}

Content contentOf(const char *text)
{
    return *text ? Content(text) : std::nullopt;
}

} // namespace

void tst_TreeComparison::knowsEveryState_data()
{
    // What was exported, what is in the folder, what would be written; "" = no such file.
    QTest::addColumn<QString>("exported");
    QTest::addColumn<QString>("present");
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QString>("state");
    const auto row = [](const char *state, const char *exported, const char *present, const char *wanted) {
        QTest::addRow("%s: %s %s %s", state, exported, present, wanted)
            << QString::fromLatin1(exported) << QString::fromLatin1(present) << QString::fromLatin1(wanted)
            << QString::fromLatin1(state);
    };
    row("same", "1", "1", "1");
    row("same", "1", "2", "2"); // somebody wrote what the design says now
    row("same", "", "1", "1");
    row("new", "", "", "1");
    row("deleted", "1", "", "1");
    row("deleted", "1", "", "2");
    row("changed", "1", "1", "2");
    row("stale", "1", "1", "");
    row("edited", "1", "2", "1");
    row("conflict", "1", "2", "3");
    row("foreign", "", "1", "2");
    row("stale-edited", "1", "2", "");
    row("", "1", "", ""); // gone on both sides
    row("", "", "1", ""); // never ours
}

void tst_TreeComparison::knowsEveryState()
{
    QFETCH(QString, exported);
    QFETCH(QString, present);
    QFETCH(QString, wanted);
    QFETCH(QString, state);
    const QTemporaryDir folder;
    const std::filesystem::path place = folder.path().toStdString();
    QVERIFY(writeTree(treeWith(contentOf(exported.toLatin1().constData())), place));
    std::filesystem::remove(place / "a.yaml");
    if (!present.isEmpty())
        put(folder, "a.yaml", present.toStdString());
    const ExportTree tree = treeWith(contentOf(wanted.toLatin1().constData()));
    const auto compared = compareTree(tree, place);
    QVERIFY(compared);
    QString found;
    for (const FileComparison &file : *compared) {
        if (file.path == "a.yaml") {
            found = QString::fromUtf8(nameOf(file.state).data());
            QCOMPARE(QString::fromStdString(file.present), present);
            QCOMPARE(QString::fromStdString(file.wanted), wanted);
        }
    }
    QCOMPARE(found, state);
    // What somebody else wrote is refused, and everything else is written.
    const bool isBlocked = QStringList { QStringLiteral("edited"), QStringLiteral("conflict"),
        QStringLiteral("foreign"), QStringLiteral("stale-edited") }
                               .contains(state);
    const auto written = writeTree(tree, place);
    QCOMPARE(!written, isBlocked);
    if (isBlocked) {
        QCOMPARE(written.error().diagnostics.front().code, std::string("would-overwrite"));
        QCOMPARE(test::readBytes(place / "a.yaml"), present.toStdString());
        QVERIFY(writeTree(tree, place, true));
    }
    const auto after = compareTree(tree, place);
    for (const FileComparison &file : *after)
        QVERIFY(file.state == FileState::Same);
}

void tst_TreeComparison::changesNothing()
{
    const QTemporaryDir folder;
    QVERIFY(compareTree(treeWith("1"), folder.path().toStdString() + "/not-there"));
    QVERIFY(std::filesystem::is_empty(folder.path().toStdString()));
}

void tst_TreeComparison::findsWhatIsNoPartOfTheExport()
{
    const QTemporaryDir folder;
    const std::filesystem::path place = folder.path().toStdString();
    QVERIFY(writeTree(treeWith("1"), place));
    const auto compared = compareTree(treeWith("1"), place);
    QVERIFY(extraFiles(*compared, place)->empty());
    put(folder, "base/mine.yaml", "x");
    put(folder, ".git/config", "x");
    std::filesystem::create_symlink("/nowhere", place / "link");
    const auto extra = extraFiles(*compared, place);
    QCOMPARE(extra->size(), std::size_t { 2 });
    QCOMPARE((*extra)[0].path, std::string("base/mine.yaml"));
    QCOMPARE((*extra)[1].path, std::string("link"));
    QVERIFY((*extra)[0].state == FileState::Extra);
    QVERIFY(extraFiles({}, place / "not-there")->empty());
}

void tst_TreeComparison::refusesUnsafePlaces()
{
    const QTemporaryDir folder;
    const std::filesystem::path place = folder.path().toStdString();
    std::filesystem::create_symlink("/etc/hostname", place / "a.yaml");
    const auto compared = compareTree(treeWith("1"), place);
    QVERIFY(!compared);
    QCOMPARE(compared.error().diagnostics.front().code, std::string("unsafe-path"));
}

QTEST_APPLESS_MAIN(tst_TreeComparison)
#include "tst_TreeComparison.moc"
