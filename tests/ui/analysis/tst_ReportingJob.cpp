// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/analysis/ReportingJob.h"

#include <QSignalSpy>
#include <QThread>
#include <QtTest>

#include <thread>

using namespace fourplane;
using namespace fourplane::ui;

namespace {

/// What a worker reports to.
class Owner : public QObject
{
    Q_OBJECT

Q_SIGNALS:
    void progressed(int done, int total, const QString &activity);
};

} // namespace

/// How the window hears of the progress of its workers.
class tst_ReportingJob : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void progressArrivesInTheOwnersThread();
    void nothingArrivesOnceItIsStopped();
};

void tst_ReportingJob::progressArrivesInTheOwnersThread()
{
    Owner owner;
    std::stop_source stop;
    QSignalSpy heard(&owner, &Owner::progressed);
    const QThread *thread = nullptr;
    connect(&owner, &Owner::progressed, this, [&thread] { thread = QThread::currentThread(); });
    const Job job = reportingJob(&owner, stop);
    std::thread([&job] { job.progress(2, 5, "Comparing pods"); }).join();
    QCOMPARE(heard.size(), 0);
    QCoreApplication::processEvents();
    QCOMPARE(heard.size(), 1);
    QCOMPARE(heard[0], (QVariantList { 2, 5, QStringLiteral("Comparing pods") }));
    QCOMPARE(thread, QThread::currentThread());
}

void tst_ReportingJob::nothingArrivesOnceItIsStopped()
{
    Owner owner;
    std::stop_source stop;
    QSignalSpy heard(&owner, &Owner::progressed);
    const Job job = reportingJob(&owner, stop);
    QVERIFY(!job.isStopped());
    job.progress(1, 2, "Comparing pods");
    stop.request_stop();
    QVERIFY(job.isStopped());
    QCoreApplication::processEvents();
    QCOMPARE(heard.size(), 0);
}

QTEST_GUILESS_MAIN(tst_ReportingJob)
#include "tst_ReportingJob.moc"
