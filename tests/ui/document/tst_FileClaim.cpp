// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/document/FileClaim.h"

#include <QFile>
#include <QProcess>
#include <QSysInfo>
#include <QTemporaryDir>
#include <QtTest>

using namespace fourplane::ui;

class tst_FileClaim : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSecondOneIsToldOfTheFirst();
    void whatBecomesFreeIsTakenOver();
    void otherFilesAreFree();
    void aClaimThatACrashLeftIsNone();
    void aFolderThatCannotBeWrittenHasNoClaims();
};

void tst_FileClaim::theSecondOneIsToldOfTheFirst()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.fourplane.yaml"));
    FileClaim first;
    FileClaim second;
    first.claim(path);
    QVERIFY(first.otherHolder().isEmpty());
    second.claim(path);
    QCOMPARE(second.otherHolder(), QStringLiteral("another window"));
    QVERIFY(first.otherHolder().isEmpty());
}

void tst_FileClaim::whatBecomesFreeIsTakenOver()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.fourplane.yaml"));
    FileClaim first;
    FileClaim second;
    first.claim(path);
    second.claim(path);
    first.claim({});
    QVERIFY(second.otherHolder().isEmpty());
    first.claim(path);
    QVERIFY(!first.otherHolder().isEmpty());
}

void tst_FileClaim::otherFilesAreFree()
{
    const QTemporaryDir folder;
    FileClaim first;
    FileClaim second;
    first.claim(folder.filePath(QStringLiteral("a.fourplane.yaml")));
    second.claim(folder.filePath(QStringLiteral("b.fourplane.yaml")));
    QVERIFY(second.otherHolder().isEmpty());
}

void tst_FileClaim::aClaimThatACrashLeftIsNone()
{
    const QTemporaryDir folder;
    // As a process wrote it that is no more: process id, program, host.
    QProcess gone;
    gone.start(QStringLiteral("true"), {});
    QVERIFY(gone.waitForStarted());
    const qint64 process = gone.processId();
    QVERIFY(gone.waitForFinished());
    QFile lock(folder.filePath(QStringLiteral(".a.fourplane.yaml.lock")));
    QVERIFY(lock.open(QIODevice::WriteOnly));
    lock.write(QByteArray::number(process) + "\ntrue\n" + QSysInfo::machineHostName().toUtf8() + "\n");
    lock.close();
    FileClaim claim;
    claim.claim(folder.filePath(QStringLiteral("a.fourplane.yaml")));
    QVERIFY(claim.otherHolder().isEmpty());
}

void tst_FileClaim::aFolderThatCannotBeWrittenHasNoClaims()
{
    FileClaim claim;
    claim.claim(QStringLiteral("/nonexistent-folder/a.fourplane.yaml"));
    QVERIFY(claim.otherHolder().isEmpty());
}

QTEST_GUILESS_MAIN(tst_FileClaim)
#include "tst_FileClaim.moc"
