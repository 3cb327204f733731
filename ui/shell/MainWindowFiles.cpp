// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/ProjectFile.h"
#include "core/storage/Resources.h"
#include "ui/analysis/ManifestRunner.h"
#include "ui/canvas/CanvasView.h"
#include "ui/document/ProjectDocument.h"
#include "ui/layout/SceneLayoutGraph.h"
#include "ui/panels/TimelinePanel.h"
#include "ui/shell/CanvasStage.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/PictureFile.h"
#include "ui/shell/RecentFiles.h"
#include "ui/shell/ScenarioBar.h"

#include <QApplication>
#include <QCloseEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPrintDialog>
#include <QPrinter>

namespace fourplane::ui {

namespace {

const QString fileSuffix = QStringLiteral(".fourplane.yaml");

} // namespace

bool MainWindow::maySave()
{
    if (!m_document->isModified())
        return true;
    const auto answer =
        QMessageBox::question(this, tr("Unsaved changes"), tr("The project has changes that are not saved."),
            QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Save);
    if (answer == QMessageBox::Save)
        return save();
    return answer == QMessageBox::Discard;
}

void MainWindow::newProject()
{
    if (!maySave())
        return;
    Project project;
    project.name = tr("Untitled").toStdString();
    m_document->setProject(std::move(project));
}

/// Opens a design that is built into the program as a project that is in no file yet.
void MainWindow::newFromExample(const QString &resourcePath)
{
    if (!maySave())
        return;
    Result<LoadedProject> example =
        parseProject(resource(resourcePath.toStdString()), resourcePath.toStdString());
    if (!example) {
        showDiagnostics(tr("Not opened"), tr("The example cannot be read."), example.error().diagnostics);
        return;
    }
    m_document->setProject(std::move(example->project));
    offerTour();
}

void MainWindow::chooseFile()
{
    if (!maySave())
        return;
    const QString path =
        QFileDialog::getOpenFileName(this, tr("Open Project"), QFileInfo(m_document->path()).absolutePath(),
            tr("Fourplane projects (*.fourplane.yaml);;YAML files (*.yaml *.yml);;All files (*)"));
    if (!path.isEmpty())
        openAndReport(path);
}

MainWindow *MainWindow::openAnotherWindow()
{
    auto *other = new MainWindow(m_settings);
    other->setAttribute(Qt::WA_DeleteOnClose);
    if (!m_recoveryFolder.isEmpty())
        other->setRecoveryFolder(m_recoveryFolder);
    other->move(pos() + QPoint(32, 32));
    other->show();
    return other;
}

Result<void> MainWindow::openFile(const QString &path)
{
    Result<void> loaded = m_document->load(path);
    if (!loaded)
        return loaded;
    RecentFiles(m_settings).add(path);
    return loaded;
}

void MainWindow::openAndReport(const QString &path)
{
    // A project that is open in a window of this program is shown there, not opened twice.
    const QString canonical = QFileInfo(path).canonicalFilePath();
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        auto *other = qobject_cast<MainWindow *>(widget);
        if (other && other != this && other->isVisible() && !canonical.isEmpty()
            && QFileInfo(other->m_document->path()).canonicalFilePath() == canonical) {
            other->raise();
            other->activateWindow();
            return;
        }
    }
    const Result<void> opened = openFile(path);
    const QString name = QFileInfo(path).fileName();
    if (!opened) {
        showDiagnostics(tr("Not opened"),
            tr("%1 could not be opened. The project that was open stays open.").arg(name),
            opened.error().diagnostics);
        return;
    }
    if (!m_document->diagnostics().empty()) {
        showDiagnostics(tr("Opened with remarks"), tr("%1 is open. Read these remarks.").arg(name),
            m_document->diagnostics());
    }
}

bool MainWindow::save()
{
    return m_document->path().isEmpty() ? saveAs() : saveTo(m_document->path());
}

bool MainWindow::saveAs()
{
    QString path = QFileDialog::getSaveFileName(
        this, tr("Save Project"), m_document->path(), tr("Fourplane projects (*.fourplane.yaml)"));
    if (path.isEmpty())
        return false;
    if (!path.endsWith(QLatin1String(".yaml")) && !path.endsWith(QLatin1String(".yml")))
        path += fileSuffix;
    return saveTo(path);
}

bool MainWindow::saveTo(const QString &path)
{
    if (!mayOverwrite(path))
        return false;
    const Result<void> saved = m_document->save(path);
    if (!saved) {
        showDiagnostics(tr("Not saved"), tr("The project could not be written; the file is as it was."),
            saved.error().diagnostics);
        return false;
    }
    RecentFiles(m_settings).add(path);
    watchFile();
    updateTitle();
    updateCounts();
    notice(tr("Saved %1").arg(QFileInfo(path).fileName()));
    return true;
}

void MainWindow::exportPicture()
{
    QString chosen;
    QString path = QFileDialog::getSaveFileName(this, tr("Export Picture"), {},
        tr("Scalable picture (*.svg);;PDF (*.pdf);;PNG picture (*.png)"), &chosen);
    if (path.isEmpty())
        return;
    if (QFileInfo(path).suffix().isEmpty())
        path += chosen.mid(chosen.indexOf(QLatin1String("*.")) + 1, 4);
    const Result<void> written = writePicture(*m_stage->canvas(), path);
    if (written)
        notice(tr("Picture written to %1").arg(path));
    else
        showDiagnostics(
            tr("Not written"), tr("The picture could not be written."), written.error().diagnostics);
}

void MainWindow::print()
{
    QPrinter printer(QPrinter::HighResolution);
    printer.setPageOrientation(QPageLayout::Landscape);
    printer.setDocName(windowTitle());
    if (QPrintDialog(&printer, this).exec() != QDialog::Accepted)
        return;
    notice(printPicture(*m_stage->canvas(), printer) ? tr("Sent to the printer")
                                                     : tr("The printer could not be used"));
}

void MainWindow::updateTitle()
{
    const QString path = m_document->path();
    const QString projectName = QString::fromStdString(m_document->project().name);
    const QString name = !path.isEmpty() ? QFileInfo(path).fileName()
        : projectName.isEmpty()          ? tr("Untitled")
                                         : projectName;
    setWindowTitle(name + QStringLiteral("[*] — Fourplane"));
    setWindowModified(m_document->isModified());
    setWindowFilePath(path);
}

void MainWindow::documentReset()
{
    const Project &project = m_document->project();
    m_layout->cancel();
    m_runner->cancel();
    m_manifests->cancel();
    watchFile();
    updateStartPage();
    m_scenarioBar->setScenarios(project);
    clearSimulation(project.scenarios.empty()
            ? tr("No scenario yet. Select a workload and choose Simulate › Start Breach Here.")
            : tr("Choose a scenario above and press F5 to attack the design."));
    updateTitle();
    updateActions();
    updateCounts();
    updateFindings();
    if (needsLayout(project)) {
        m_layoutIsAutomatic = true;
        m_layout->start(layoutGraphOf(m_stage->canvas()->scene()));
    }
}

} // namespace fourplane::ui
