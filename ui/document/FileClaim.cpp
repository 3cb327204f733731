// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/document/FileClaim.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLockFile>

namespace fourplane::ui {

FileClaim::FileClaim() = default;
FileClaim::~FileClaim() = default;

void FileClaim::claim(const QString &path)
{
    m_lock.reset();
    m_isOurs = false;
    if (path.isEmpty())
        return;
    const QFileInfo file(path);
    m_lock = std::make_unique<QLockFile>(
        file.absolutePath() + QStringLiteral("/.") + file.fileName() + QStringLiteral(".lock"));
    m_lock->setStaleLockTime(0); // somebody may work on a project for days
    m_isOurs = m_lock->tryLock(0);
}

QString FileClaim::otherHolder()
{
    if (!m_lock || m_isOurs)
        return {};
    m_isOurs = m_lock->tryLock(0);
    if (m_isOurs || m_lock->error() != QLockFile::LockFailedError)
        return {};
    qint64 process = 0;
    QString host;
    QString program;
    if (!m_lock->getLockInfo(&process, &host, &program))
        return QCoreApplication::translate("FileClaim", "another program");
    return process == QCoreApplication::applicationPid()
        ? QCoreApplication::translate("FileClaim", "another window")
        : QCoreApplication::translate("FileClaim", "process %1 on %2").arg(process).arg(host);
}

} // namespace fourplane::ui
