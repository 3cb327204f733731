// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/analysis/ExportPreview.h"

#include "core/base/FileSystem.h"
#include "ui/analysis/ExportExtras.h"
#include "ui/analysis/ProjectEvaluation.h"
#include "ui/analysis/ReportingJob.h"
#include "ui/document/FilePaths.h"

#include <QtConcurrentRun>

#include <utility>

namespace fourplane::ui {

namespace {

void compareWithFolder(ExportPreview &preview, const QString &folder)
{
    const std::filesystem::path path = toStdPath(folder);
    auto compared = compareTree(preview.attempt.tree, path);
    if (!compared) {
        preview.folderProblems = compared.error().diagnostics;
        return;
    }
    preview.hasFolder = true;
    preview.comparison = std::move(*compared);
    const std::filesystem::path index = path / exportIndexPath;
    if (const auto text = readTextFile(index)) {
        if (auto hashes = readExportIndex(*text, index.string()))
            preview.indexed = std::move(*hashes);
    }
}

/// Whether what the wanted preview holds besides the files of its targets is what the other one has.
bool hasExtrasOf(const ExportPreview &made, const ExportPreview &wanted)
{
    return made.extraProblems.empty() && made.choice.hasProbes == wanted.choice.hasProbes
        && made.choice.hasConsequences == wanted.choice.hasConsequences
        && (!wanted.choice.hasConsequences || made.targets == wanted.targets);
}

} // namespace

std::shared_ptr<const ExportPreview> previewExport(std::shared_ptr<const ProjectEvaluation> evaluation,
    const ExportChoice &choice, const Job &job, const std::shared_ptr<const ExportPreview> &before)
{
    const EnforcementPlan &plan = evaluation->compiled.plan;
    auto preview = std::make_shared<ExportPreview>();
    preview->choice = choice;
    preview->wanted = wantedTargets(plan);
    preview->targets = choice.targets.value_or(preview->wanted);
    preview->targets.insert(ExportTarget::Kubernetes);
    if (before && before->evaluation == evaluation && hasExtrasOf(*before, *preview)) {
        preview->extras = before->extras;
    } else {
        auto extras = exportExtras(evaluation->project, plan, choice, job);
        if (!extras) {
            preview->extraProblems = extras.error().diagnostics;
            extras = exportExtras(
                evaluation->project, plan, { choice.targets, choice.overlay, choice.folder }, job);
        }
        preview->extras = std::make_shared<const ExportAdditions>(std::move(*extras));
    }
    preview->attempt = tryExport(plan, preview->targets, choice.overlay, *preview->extras, job);
    if (job.isStopped())
        return nullptr;
    if (!choice.folder.isEmpty() && preview->attempt.refusals.empty()) {
        job.progress(0, 0, "Comparing with the folder");
        compareWithFolder(*preview, choice.folder);
    }
    preview->evaluation = std::move(evaluation);
    return job.isStopped() ? nullptr : preview;
}

ExportPreviewRunner::ExportPreviewRunner(QObject *parent)
    : QObject(parent)
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(100);
    connect(&m_delay, &QTimer::timeout, this, &ExportPreviewRunner::run);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &ExportPreviewRunner::take);
}

ExportPreviewRunner::~ExportPreviewRunner()
{
    m_watcher.disconnect(this);
    m_stop.request_stop();
    m_watcher.waitForFinished();
}

void ExportPreviewRunner::start(
    std::shared_ptr<const ProjectEvaluation> evaluation, const ExportChoice &choice)
{
    m_stop.request_stop();
    m_evaluation = std::move(evaluation);
    m_choice = choice;
    m_delay.start();
}

void ExportPreviewRunner::cancel()
{
    const bool isWanted = m_evaluation || (m_isBusy && !m_stop.stop_requested());
    m_delay.stop();
    m_evaluation.reset();
    m_stop.request_stop();
    if (isWanted)
        Q_EMIT cancelled();
}

Job ExportPreviewRunner::newJob()
{
    m_stop = std::stop_source();
    return reportingJob(this, m_stop);
}

void ExportPreviewRunner::run()
{
    if (m_isBusy)
        return; // take() goes on
    m_isBusy = true;
    m_watcher.setFuture(QtConcurrent::run(
        [evaluation = std::exchange(m_evaluation, nullptr), choice = m_choice, job = newJob(),
            latest = m_latest] { return previewExport(evaluation, choice, job, latest); }));
}

void ExportPreviewRunner::take()
{
    m_isBusy = false;
    const auto preview = m_watcher.result();
    if (preview)
        m_latest = preview;
    if (m_evaluation && !m_delay.isActive())
        run();
    else if (preview && !m_stop.stop_requested())
        Q_EMIT previewed(preview);
}

} // namespace fourplane::ui
