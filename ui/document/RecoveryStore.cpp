// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/document/RecoveryStore.h"

#include "core/base/FileSystem.h"
#include "core/storage/ProjectFile.h"
#include "ui/document/FilePaths.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QUrl>
#include <QUuid>

namespace fourplane::ui {

namespace {

const QString copySuffix = QStringLiteral(".fourplane.yaml");

constexpr char explanation[] = "# A copy that Fourplane keeps while a project is open. It is offered after "
                               "the program ended unexpectedly.\n";
constexpr char originalMark[] = "# of: ";
constexpr char digestMark[] = "# began with: ";

QString lockPathOf(const QString &copy)
{
    return copy.chopped(copySuffix.size()) + QStringLiteral(".lock");
}

/// The lock of a copy. Whether its holder lives decides, not its age.
std::unique_ptr<QLockFile> lockOf(const QString &copy)
{
    auto lock = std::make_unique<QLockFile>(lockPathOf(copy));
    lock->setStaleLockTime(0);
    return lock;
}

/// What the head of a copy says about where the project belongs.
void readHead(RecoverableProject &copy)
{
    QFile file(copy.file);
    if (!file.open(QIODevice::ReadOnly))
        return;
    for (QByteArray line = file.readLine(); line.startsWith('#'); line = file.readLine()) {
        if (line.startsWith(originalMark))
            copy.originalPath = QUrl::fromPercentEncoding(line.mid(qstrlen(originalMark)).trimmed());
        else if (line.startsWith(digestMark))
            copy.fileDigest = line.mid(qstrlen(digestMark)).trimmed().toStdString();
    }
}

} // namespace

RecoverySlot::RecoverySlot(const QString &folder)
{
    QDir().mkpath(folder);
    m_file = QDir(folder).filePath(QUuid::createUuid().toString(QUuid::WithoutBraces) + copySuffix);
    m_lock = lockOf(m_file);
    m_lock->tryLock(0);
}

RecoverySlot::~RecoverySlot() = default;

Result<void> RecoverySlot::write(
    const Project &project, const QString &originalPath, const std::string &fileDigest)
{
    std::string text = explanation;
    if (!originalPath.isEmpty())
        text += originalMark + QUrl::toPercentEncoding(originalPath, "/").toStdString() + "\n";
    text += digestMark + fileDigest + "\n";
    text += writeProject(project);
    return writeFileAtomically(toStdPath(m_file), text);
}

void RecoverySlot::clear()
{
    QFile::remove(m_file);
}

std::vector<RecoverableProject> abandonedCopies(const QString &folder)
{
    std::vector<RecoverableProject> copies;
    const QFileInfoList files =
        QDir(folder).entryInfoList({ QLatin1Char('*') + copySuffix }, QDir::Files, QDir::Time);
    for (const QFileInfo &file : files) {
        const QString path = file.absoluteFilePath();
        if (!lockOf(path)->tryLock(0))
            continue;
        copies.push_back({ path, {}, {}, file.lastModified() });
        readHead(copies.back());
    }
    // Locks of programs that ended before they had anything to keep.
    for (const QString &name : QDir(folder).entryList({ QStringLiteral("*.lock") }, QDir::Files)) {
        const QString copy = QDir(folder).filePath(name.chopped(5) + copySuffix);
        if (!QFile::exists(copy))
            lockOf(copy)->tryLock(0);
    }
    return copies;
}

Result<Project> readCopy(const RecoverableProject &copy)
{
    return loadProject(toStdPath(copy.file)).map([](LoadedProject &&loaded) {
        return std::move(loaded.project);
    });
}

void removeCopy(const RecoverableProject &copy)
{
    QFile::remove(copy.file);
    QFile::remove(lockPathOf(copy.file));
}

} // namespace fourplane::ui
