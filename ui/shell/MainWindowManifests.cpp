// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/analysis/ManifestRunner.h"
#include "ui/document/ProjectDocument.h"
#include "ui/panels/FindingsPanel.h"
#include "ui/shell/DiagnosticsDialog.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/TaskPill.h"

#include <QFileDialog>
#include <QTabWidget>

#include <algorithm>

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
    connect(m_manifests, &ManifestRunner::exportFailed, this, &MainWindow::exportRefused);
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

void MainWindow::chooseExportFolder()
{
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Export Manifests To"));
    if (!folder.isEmpty())
        exportTo(folder);
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
    m_task->begin(tr("Exporting"));
    m_manifests->startExport(m_document->project(), folder, overwrite);
}

void MainWindow::exportFinished(const ManifestExport &result)
{
    m_task->end();
    const QString written = tr("%1 files written to %2").arg(result.fileCount).arg(result.folder);
    notice(written);
    const QString limits = result.inexpressibleCount == 0
        ? tr("This target can express every control of the design.")
        : tr("This target cannot express %1 controls; COMPATIBILITY.md says what follows from that.")
              .arg(result.inexpressibleCount);
    showDiagnostics(tr("Exported"),
        written + QStringLiteral(".\n") + limits
            + tr("\nNext: read RUNBOOK.md, then kubectl apply -k overlays/audit in that folder."),
        result.remarks);
}

void MainWindow::exportRefused(const QString &folder, const Diagnostics &diagnostics)
{
    m_task->end();
    const bool isOnlyInTheWay = std::all_of(diagnostics.begin(), diagnostics.end(),
        [](const Diagnostic &diagnostic) { return diagnostic.code == "would-overwrite"; });
    const QString summary = isOnlyInTheWay
        ? tr("Nothing was written to %1: these files are not as Fourplane wrote them.").arg(folder)
        : tr("The manifests could not be written to %1.").arg(folder);
    DiagnosticsDialog *dialog = showDiagnostics(tr("Not exported"), summary, diagnostics);
    if (!isOnlyInTheWay)
        return;
    dialog->offer(tr("Overwrite"));
    connect(dialog, &QDialog::accepted, this, [this, folder] { exportTo(folder, true); });
}

} // namespace fourplane::ui
