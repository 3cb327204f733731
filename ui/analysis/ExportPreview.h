// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Job.h"
#include "core/exporters/ExportIndex.h"
#include "core/exporters/PlanExporter.h"
#include "core/exporters/TreeComparison.h"

#include <QFutureWatcher>
#include <QObject>
#include <QString>
#include <QTimer>

#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace fourplane::ui {

struct ProjectEvaluation;

/// What to export, and where to.
struct ExportChoice
{
    std::optional<ExportTargets> targets; ///< nothing = what the design asks for
    std::optional<ExportOverlay> overlay; ///< nothing = the folder applies as neither
    QString folder; ///< empty = none chosen yet
    bool hasProbes = false; ///< tests of every rule, to be run in the cluster
    bool hasConsequences = false; ///< a simulation of what opens if nothing else is shipped
};

/// Texts of earlier exports by their SHA-256: what a folder's index says of a file tells which one it was.
using KnownTexts = std::map<std::string, std::string>;

/// What an export would write, and how the folder differs from it.
struct ExportPreview
{
    std::shared_ptr<const ProjectEvaluation> evaluation; ///< of which it is the export
    ExportChoice choice; ///< what was asked for
    ExportTargets wanted; ///< what the design asks for
    ExportTargets targets; ///< what was written for; Kubernetes always
    ExportAttempt attempt;
    std::shared_ptr<const ExportAdditions> extras; ///< what it holds besides the files of its targets
    Diagnostics extraProblems; ///< why probes or consequences could not be made
    bool hasFolder = false; ///< `comparison` says something
    std::vector<FileComparison> comparison; ///< by path; empty where something is refused
    ExportHashes indexed; ///< what the last export wrote into the folder
    Diagnostics folderProblems; ///< why the folder cannot be compared
};

/// Makes a preview; nullptr when the job was stopped. Of the preview before, what nothing has changed for is
/// taken over: probes and consequences take long, and do not depend on folder and overlay.
std::shared_ptr<const ExportPreview> previewExport(std::shared_ptr<const ProjectEvaluation> evaluation,
    const ExportChoice &choice, const Job &job = {}, const std::shared_ptr<const ExportPreview> &before = {});

/// Makes previews on a worker thread, one at a time. Only the answer to the latest question is given.
class ExportPreviewRunner : public QObject
{
    Q_OBJECT

public:
    explicit ExportPreviewRunner(QObject *parent = nullptr);
    ~ExportPreviewRunner() override;

    /// Asks for a preview, 100 ms after the last call. previewed() follows, or cancelled().
    void start(std::shared_ptr<const ProjectEvaluation> evaluation, const ExportChoice &choice);

    /// Drops the question; cancelled() follows when there was one.
    void cancel();

    /// True while an answer is outstanding, or a dropped one is still being worked on.
    bool isRunning() const { return m_evaluation || m_isBusy; }

Q_SIGNALS:
    void progressed(int done, int total, const QString &activity);
    void previewed(const std::shared_ptr<const fourplane::ui::ExportPreview> &preview);
    void cancelled();

private:
    void run();
    void take();
    Job newJob();

    QTimer m_delay;
    QFutureWatcher<std::shared_ptr<const ExportPreview>> m_watcher;
    std::stop_source m_stop;
    std::shared_ptr<const ProjectEvaluation> m_evaluation; ///< of a question that no thread works on yet
    ExportChoice m_choice;
    std::shared_ptr<const ExportPreview> m_latest; ///< that was made
    bool m_isBusy = false; ///< until the answer is taken, which is later than the thread's end
};

} // namespace fourplane::ui
