// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/analysis/ManifestRunner.h"
#include "ui/analysis/ProjectEvaluation.h"
#include "ui/canvas/CanvasView.h"
#include "ui/document/ProjectDocument.h"
#include "ui/panels/ExportPanel.h"
#include "ui/panels/FindingsPanel.h"
#include "ui/shell/CanvasStage.h"
#include "ui/shell/DiagnosticsDialog.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/OverwriteDialog.h"
#include "ui/shell/TaskPill.h"

#include <QDockWidget>
#include <QFileDialog>
#include <QTabWidget>
#include <QTimer>

namespace fourplane::ui {

void MainWindow::connectManifests()
{
    connect(m_task, &TaskPill::cancelRequested, m_manifests, &ManifestRunner::cancel);
    connect(m_manifests, &ManifestRunner::progressed, m_task, &TaskPill::showProgress);
    connect(m_manifests, &ManifestRunner::cancelled, this, [this] {
        m_task->end();
        notice(tr("Cancelled; nothing was changed"));
    });
    connect(m_manifests, &ManifestRunner::imported, this, &MainWindow::importFinished);
    connect(m_manifests, &ManifestRunner::importFailed, this, [this](const Diagnostics &diagnostics) {
        m_task->end();
        showDiagnostics(tr("Not imported"), tr("Nothing was imported."), diagnostics);
    });
    connect(m_manifests, &ManifestRunner::exported, this, &MainWindow::exportFinished);
    connect(m_manifests, &ManifestRunner::exportFailed, this, &MainWindow::exportFailed);
    connect(m_manifests, &ManifestRunner::overwriteNeeded, this, &MainWindow::askToOverwrite);
    connectExportPanel();
}

void MainWindow::connectExportPanel()
{
    CanvasView *canvas = m_stage->canvas();
    connect(m_export, &ExportPanel::elementsChosen, this, [canvas](const std::vector<ElementId> &ids) {
        if (ids.size() == 1)
            canvas->reveal(ids.front());
        else
            canvas->select(ids);
    });
    connect(canvas, &CanvasView::selectionChanged, m_export,
        [this, canvas] { m_export->showSelection(canvas->selection()); });
    connect(m_export, &ExportPanel::saveRequested, this, [this](const QString &folder) { exportTo(folder); });
    connect(m_evaluation, &EvaluationRunner::evaluated, m_export,
        [this] { m_export->showEvaluation(m_evaluation->latest()); });
    connect(m_document, &ProjectDocument::changed, m_export, [this](const ChangeSet &changes) {
        if (changes.meaningChanged || changes.settingsChanged)
            m_export->markStale();
    });
    // A preview takes the pill only while nothing else has it, and only when it takes a while.
    auto *patience = new QTimer(this);
    patience->setSingleShot(true);
    patience->setInterval(300);
    connect(m_export, &ExportPanel::previewBegan, patience, qOverload<>(&QTimer::start));
    connect(patience, &QTimer::timeout, this, [this] {
        if (m_export->isBusy() && !m_manifests->isRunning())
            m_task->begin(tr("Preparing the export"));
    });
    connect(m_export, &ExportPanel::previewEnded, this, [this, patience] {
        patience->stop();
        if (!m_manifests->isRunning())
            m_task->end();
    });
    connect(m_task, &TaskPill::cancelRequested, &m_export->runner(), &ExportPreviewRunner::cancel);
    connect(&m_export->runner(), &ExportPreviewRunner::progressed, m_task, &TaskPill::showProgress);
    connect(m_bottom, &QTabWidget::currentChanged, this, [this] {
        auto *dock = findChild<QDockWidget *>(QStringLiteral("bottomDock"));
        constexpr int neededHeight = 400; // lists and a text side by side need more room than a table
        if (m_bottom->currentWidget() == m_export && dock->height() < neededHeight
            && height() > 2 * neededHeight)
            resizeDocks({ dock }, { neededHeight }, Qt::Vertical);
    });
}

void MainWindow::showExportPanel()
{
    findChild<QDockWidget *>(QStringLiteral("bottomDock"))->show();
    m_bottom->setCurrentWidget(m_export);
    m_export->setFocus();
}

DiagnosticsDialog *MainWindow::showDiagnostics(
    const QString &title, const QString &summary, const Diagnostics &diagnostics)
{
    auto *dialog = new DiagnosticsDialog(title, summary, diagnostics, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
    return dialog;
}

bool MainWindow::mayStartManifests()
{
    if (m_manifests->isRunning())
        notice(tr("An import or export is still running; wait for it or cancel it in the status bar."));
    return !m_manifests->isRunning();
}

void MainWindow::chooseImportFolder()
{
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Import Manifests"));
    if (!folder.isEmpty())
        importFrom(folder);
}

void MainWindow::importFrom(const QString &folder)
{
    if (!mayStartManifests() || !maySave())
        return;
    m_editsAtImport = m_document->undoStack().index();
    m_task->begin(tr("Importing"));
    m_manifests->startImport(folder);
}

void MainWindow::importFinished(const ImportResult &result)
{
    m_task->end();
    // What was edited while the import ran was not yet asked about.
    if (m_document->undoStack().index() != m_editsAtImport && !maySave())
        return;
    m_document->setUnsavedProject(result.project);
    const QString summary =
        tr("%1 objects from %2 files were read.").arg(result.objectCount).arg(result.fileCount);
    notice(summary);
    if (!result.diagnostics.empty())
        showDiagnostics(tr("Imported with remarks"), summary, result.diagnostics);
}

void MainWindow::exportTo(const QString &folder, bool overwrite)
{
    if (!mayStartManifests())
        return;
    if (!findProblems(m_document->project()).empty()) {
        notice(tr("The project has problems; see Findings. Nothing was exported."));
        m_bottom->setCurrentWidget(m_findings);
        return;
    }
    ExportChoice choice = m_export->choice();
    choice.folder = folder;
    m_task->begin(tr("Exporting"));
    m_manifests->startExport(m_document->project(), choice, overwrite);
}

void MainWindow::exportFinished(const ManifestExport &result)
{
    m_task->end();
    m_export->refresh();
    notice(
        tr("%1 files written to %2. Next: read RUNBOOK.md there.").arg(result.fileCount).arg(result.folder));
}

void MainWindow::exportFailed(const QString &folder, const Diagnostics &diagnostics)
{
    m_task->end();
    showDiagnostics(
        tr("Not exported"), tr("The manifests could not be written to %1.").arg(folder), diagnostics);
}

void MainWindow::askToOverwrite(const QString &folder, const std::vector<FileComparison> &files)
{
    m_task->end();
    auto *dialog = new OverwriteDialog(
        folder, files, [this](const QString &path) { return m_export->lastExport(path); }, m_theme, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, folder] { exportTo(folder, true); });
    dialog->open();
}

} // namespace fourplane::ui
