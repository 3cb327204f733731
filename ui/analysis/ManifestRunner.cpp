// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/analysis/ManifestRunner.h"

#include "core/enforcement/PlanCompiler.h"
#include "core/exporters/PlanExporter.h"
#include "ui/document/FilePaths.h"

#include <QFile>
#include <QtConcurrentRun>

#include <cassert>

namespace fourplane::ui {

namespace {

constexpr const char *cancelledCode = "cancelled"; // as importManifests has it

Result<ManifestExport> exportTo(const Project &project, const QString &folder, bool overwrite, const Job &job)
{
    job.progress(0, 0, "Compiling the design");
    CompiledPlan compiled = compilePlan(project);
    if (job.isStopped())
        return failure(cancelledCode, "The export was cancelled.");
    const Result<ExportTree> tree = exportPlan(compiled.plan);
    if (!tree)
        return tl::make_unexpected(tree.error());
    if (job.isStopped())
        return failure(cancelledCode, "The export was cancelled.");
    job.progress(0, 0, "Writing the manifests");
    if (const Result<void> written = writeTree(*tree, toStdPath(folder), overwrite); !written)
        return tl::make_unexpected(written.error());
    ManifestExport result;
    result.folder = folder;
    result.fileCount = tree->files.size();
    result.inexpressibleCount = tree->report.size();
    result.remarks = std::move(compiled.diagnostics);
    result.remarks.insert(result.remarks.end(), tree->report.begin(), tree->report.end());
    return result;
}

} // namespace

ManifestRunner::ManifestRunner(QObject *parent)
    : QObject(parent)
{
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &ManifestRunner::take);
}

ManifestRunner::~ManifestRunner()
{
    m_watcher.disconnect(this);
    m_stop.request_stop();
    m_watcher.waitForFinished();
}

Job ManifestRunner::newJob()
{
    m_stop = std::stop_source();
    Job job;
    job.stop = m_stop.get_token();
    job.report = [this, token = m_stop.get_token()](const Progress &progress) {
        QMetaObject::invokeMethod(
            this,
            [this, token, progress] {
                if (!token.stop_requested()) {
                    Q_EMIT progressed(static_cast<int>(progress.done), static_cast<int>(progress.total),
                        QString::fromStdString(progress.activity));
                }
            },
            Qt::QueuedConnection);
    };
    return job;
}

void ManifestRunner::startImport(const QString &path)
{
    assert(!m_isRunning);
    m_isRunning = true;
    m_exportFolder.clear();
    m_watcher.setFuture(QtConcurrent::run([path, job = newJob()]() -> Result<Outcome> {
        return importManifests({ toStdPath(path) }, {}, job).map([](ImportResult &&result) {
            return Outcome(std::move(result));
        });
    }));
}

void ManifestRunner::startExport(const Project &project, const QString &folder, bool overwrite)
{
    assert(!m_isRunning);
    m_isRunning = true;
    m_exportFolder = folder;
    m_watcher.setFuture(QtConcurrent::run([project, folder, overwrite, job = newJob()]() -> Result<Outcome> {
        return exportTo(project, folder, overwrite, job).map([](ManifestExport &&result) {
            return Outcome(std::move(result));
        });
    }));
}

void ManifestRunner::cancel()
{
    m_stop.request_stop();
}

void ManifestRunner::take()
{
    m_isRunning = false;
    const Result<Outcome> outcome = m_watcher.result();
    const bool isImport = m_exportFolder.isEmpty();
    const bool wasStopped = !outcome && outcome.error().diagnostics.front().code == cancelledCode;
    // An import that was ready when it was cancelled is dropped; files that were written are told about.
    if (wasStopped || (isImport && m_stop.stop_requested()))
        Q_EMIT cancelled();
    else if (!outcome && isImport)
        Q_EMIT importFailed(outcome.error().diagnostics);
    else if (!outcome)
        Q_EMIT exportFailed(m_exportFolder, outcome.error().diagnostics);
    else if (isImport)
        Q_EMIT imported(std::get<ImportResult>(*outcome));
    else
        Q_EMIT exported(std::get<ManifestExport>(*outcome));
}

} // namespace fourplane::ui
