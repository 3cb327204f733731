// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/analysis/ManifestRunner.h"
#include "ui/canvas/CanvasView.h"
#include "ui/document/ProjectDocument.h"
#include "ui/layout/SceneLayoutGraph.h"
#include "ui/panels/TimelinePanel.h"
#include "ui/shell/CanvasStage.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/RecentFiles.h"
#include "ui/shell/ScenarioBar.h"

#include <QCloseEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>

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
    const QString path =
        QFileDialog::getSaveFileName(this, tr("Export Picture"), {}, tr("PNG pictures (*.png)"));
    if (path.isEmpty())
        return;
    const bool written = m_stage->canvas()->renderTo(QSize(1600, 1000), 2).save(path, "PNG");
    notice(written ? tr("Picture written to %1").arg(path) : tr("%1 could not be written").arg(path));
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
    const Topology &topology = project.topology;
    m_stage->showEmptyHint(
        topology.workloads.empty() && topology.externals.empty() && topology.namespaces.empty());
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
