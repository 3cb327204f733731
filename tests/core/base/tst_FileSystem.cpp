// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/FileSystem.h"
#include "tests/support/TestData.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace fourplane;
namespace fs = std::filesystem;

class tst_FileSystem : public QObject
{
    Q_OBJECT

private slots:
    void replacesAFileAndLeavesNoTemporary();
    void keepsPermissionsAndFollowsLinks();
    void leavesTheOldFileWhenTheFolderIsMissing();
    void refusesAFileBeyondTheLimitBeforeReadingIt();
    void saysThatAFolderIsNoFile();
};

namespace {

fs::path pathIn(const QTemporaryDir &folder, const char *name)
{
    return fs::path(folder.path().toStdString()) / name;
}

} // namespace

void tst_FileSystem::replacesAFileAndLeavesNoTemporary()
{
    const QTemporaryDir folder;
    const fs::path path = pathIn(folder, "a.yaml");
    QVERIFY(writeFileAtomically(path, "one").has_value());
    QVERIFY(writeFileAtomically(path, "two").has_value());
    QCOMPARE(test::readBytes(path), std::string("two"));
    QCOMPARE(std::distance(fs::directory_iterator(path.parent_path()), fs::directory_iterator()), 1);
}

void tst_FileSystem::keepsPermissionsAndFollowsLinks()
{
    const QTemporaryDir folder;
    const fs::path path = pathIn(folder, "real");
    const fs::path link = pathIn(folder, "link");
    QVERIFY(writeFileAtomically(path, "one").has_value());
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
    fs::create_symlink(path, link);
    QVERIFY(writeFileAtomically(link, "two").has_value());
    QVERIFY(fs::is_symlink(link));
    QCOMPARE(test::readBytes(path), std::string("two"));
    QCOMPARE(fs::status(path).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

void tst_FileSystem::leavesTheOldFileWhenTheFolderIsMissing()
{
    const QTemporaryDir folder;
    const auto written = writeFileAtomically(pathIn(folder, "none/a"), "x");
    QVERIFY(!written.has_value());
    QCOMPARE(written.error().diagnostics.front().code, std::string("file-unwritable"));
}

void tst_FileSystem::refusesAFileBeyondTheLimitBeforeReadingIt()
{
    const QTemporaryDir folder;
    const fs::path path = pathIn(folder, "big");
    QVERIFY(writeFileAtomically(path, "").has_value());
    fs::resize_file(path, 200u * 1024u * 1024u); // sparse
    const auto read = readTextFile(path);
    QVERIFY(!read.has_value());
    QCOMPARE(read.error().diagnostics.front().code, std::string("file-too-large"));
}

void tst_FileSystem::saysThatAFolderIsNoFile()
{
    const QTemporaryDir folder;
    const auto read = readTextFile(folder.path().toStdString());
    QVERIFY(!read.has_value());
    QCOMPARE(read.error().diagnostics.front().code, std::string("file-unreadable"));
}

QTEST_APPLESS_MAIN(tst_FileSystem)
#include "tst_FileSystem.moc"
