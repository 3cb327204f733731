// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/analysis/ManifestRunner.h"

#include "core/enforcement/PlanCompiler.h"
#include "ui/analysis/ExportExtras.h"
#include "ui/analysis/ReportingJob.h"
#include "ui/document/FilePaths.h"

#include <QFile>
#include <QtConcurrentRun>

#include <cassert>
#include <filesystem>

namespace fourplane::ui {

namespace {

constexpr const char *cancelledCode = "cancelled"; // as importManifests has it

using Obstacles = std::vector<FileComparison>;

/// The files that writing would destroy; empty when there is another obstacle.
Obstacles obstaclesOf(const ExportTree &tree, const std::filesystem::path &folder)
{
    auto compared = compareTree(tree, folder).value_or(Obstacles());
    std::erase_if(compared, [](const FileComparison &file) { return !needsConsent(file.state); });
    return compared;
}

Result<std::variant<ManifestExport, Obstacles>> exportTo(
    const Project &project, const ExportChoice &choice, bool overwrite, const Job &job)
{
    job.progress(0, 0, "Compiling the design");
    CompiledPlan compiled = compilePlan(project);
    if (job.isStopped())
        return failure(cancelledCode, "The export was cancelled.");
    auto extras = exportExtras(project, compiled.plan, choice, job);
    if (!extras)
        return tl::make_unexpected(extras.error());
    const Result<ExportTree> tree = exportPlan(compiled.plan,
        choice.targets.value_or(wantedTargets(compiled.plan)), choice.overlay, std::move(*extras), job);
    if (!tree)
        return tl::make_unexpected(tree.error());
    if (job.isStopped())
        return failure(cancelledCode, "The export was cancelled.");
    job.progress(0, 0, "Writing the manifests");
    const std::filesystem::path folder = toStdPath(choice.folder);
    if (const Result<void> written = writeTree(*tree, folder, overwrite); !written) {
        const bool isInTheWay = written.error().diagnostics.front().code == "would-overwrite";
        Obstacles obstacles = isInTheWay ? obstaclesOf(*tree, folder) : Obstacles();
        if (!obstacles.empty())
            return obstacles;
        return tl::make_unexpected(written.error());
    }
    ManifestExport result;
    result.folder = choice.folder;
    result.fileCount = tree->files.size();
    result.inexpressibleCount = tree->report.size();
    result.remarks = std::move(compiled.diagnostics);
    result.remarks.insert(result.remarks.end(), tree->report.begin(), tree->report.end());
    return std::variant<ManifestExport, Obstacles>(std::move(result));
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
    return reportingJob(this, m_stop);
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

void ManifestRunner::startExport(const Project &project, const ExportChoice &choice, bool overwrite)
{
    assert(!m_isRunning);
    m_isRunning = true;
    m_exportFolder = choice.folder;
    m_watcher.setFuture(QtConcurrent::run([project, choice, overwrite, job = newJob()]() -> Result<Outcome> {
        return exportTo(project, choice, overwrite, job).map([](auto &&result) {
            return std::visit([](auto &&part) { return Outcome(std::move(part)); }, std::move(result));
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
    else if (const auto *obstacles = std::get_if<Obstacles>(&*outcome))
        Q_EMIT overwriteNeeded(m_exportFolder, *obstacles);
    else
        Q_EMIT exported(std::get<ManifestExport>(*outcome));
}

} // namespace fourplane::ui
