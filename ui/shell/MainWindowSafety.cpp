// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/project/Merge.h"
#include "ui/document/AutoSave.h"
#include "ui/document/FileClaim.h"
#include "ui/document/ProjectDocument.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/MergeDialog.h"
#include "ui/shell/RecoveryDialog.h"

#include <QFile>
#include <QFileInfo>
#include <QFileSystemWatcher>
#include <QMessageBox>
#include <QPushButton>
#include <QTimer>

namespace fourplane::ui {

void MainWindow::setRecoveryFolder(const QString &folder)
{
    m_recoveryFolder = folder;
    m_autoSave = new AutoSave(*m_document, folder, this);
    connect(m_autoSave, &AutoSave::failed, this, [this](const QString &message) {
        notice(tr("No copy for recovery could be written: %1").arg(message));
    });
}

void MainWindow::offerRecovery()
{
    std::vector<RecoverableProject> copies = abandonedCopies(m_recoveryFolder);
    if (copies.empty())
        return;
    auto *dialog = new RecoveryDialog(std::move(copies), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        if (const std::optional<RecoverableProject> copy = dialog->chosen())
            recover(*copy);
    });
    dialog->open();
}

void MainWindow::recover(const RecoverableProject &copy)
{
    if (!maySave())
        return;
    Result<Project> project = readCopy(copy);
    if (!project) {
        showDiagnostics(tr("Not recovered"),
            tr("The copy cannot be read; it stays where it is: %1").arg(copy.file),
            project.error().diagnostics);
        return;
    }
    m_document->setRecoveredProject(std::move(*project), copy.originalPath, copy.fileDigest);
    // Its successor is on disk before the old copy goes.
    m_autoSave->flush();
    removeCopy(copy);
    notice(tr("Recovered; save it to keep it"));
}

/// Looks after the file of the document: whoever changes it, such as a checkout, is noticed.
void MainWindow::watchFile()
{
    if (!m_watcher) {
        m_watcher = new QFileSystemWatcher(this);
        m_fileCheck = new QTimer(this);
        m_fileCheck->setSingleShot(true);
        m_fileCheck->setInterval(300);
        connect(m_fileCheck, &QTimer::timeout, this, &MainWindow::checkFile);
        // An editor or a checkout puts another file in the place of the old one, and some write in pieces.
        const auto check = [this] { m_fileCheck->start(); };
        connect(m_watcher, &QFileSystemWatcher::fileChanged, this, check);
        connect(m_watcher, &QFileSystemWatcher::directoryChanged, this, check);
    }
    const QStringList watched = m_watcher->files() + m_watcher->directories();
    if (!watched.isEmpty())
        m_watcher->removePaths(watched);
    if (m_document->path().isEmpty())
        return;
    const QFileInfo file(m_document->path());
    m_watcher->addPath(file.absolutePath());
    if (file.exists())
        m_watcher->addPath(file.absoluteFilePath());
}

void MainWindow::checkFile()
{
    watchFile();
    if (!m_document->isFileChanged() || !QFile::exists(m_document->path()) || m_askingAboutFile)
        return;
    const QString name = QFileInfo(m_document->path()).fileName();
    const Project base = m_document->savedProject();
    Result<Project> theirs = m_document->acknowledgeFile();
    if (!theirs) {
        notice(tr("%1 changed on disk and cannot be read now; what is open stays").arg(name));
        return;
    }
    // Only written differently: nothing to do.
    if (*theirs == base)
        return;
    if (!m_document->isModified()) {
        // What was placed on opening and is in no file stays where it stands.
        Merge merge = mergeOf(base, m_document->project(), *theirs);
        merge.edit.label = tr("Take changes from disk").toStdString();
        if (merge.isSound && m_document->apply(merge.edit))
            m_document->undoStack().setClean();
        else
            takeFromDisk(*theirs);
        notice(tr("%1 changed on disk and was read again; Undo brings the old state back").arg(name));
        return;
    }
    askAboutFile(name, base, *theirs);
}

/// Asks what to do about a file that changed while there are changes here too.
void MainWindow::askAboutFile(const QString &name, const Project &base, const Project &theirs)
{
    const Merge merge = mergeOf(base, m_document->project(), theirs);
    QMessageBox box(QMessageBox::Question, tr("Changed on disk"),
        tr("%1 was changed by somebody else while you changed it here.").arg(name), QMessageBox::NoButton,
        this);
    box.setObjectName(QStringLiteral("fileChangedBox"));
    QString detail = tr("Changed only there: %1. Changed here and there differently: %2.")
                         .arg(merge.taken)
                         .arg(merge.conflicts.size());
    QStringList names;
    for (const ElementId &id : merge.conflicts)
        names += id.isEmpty() ? tr("the settings of the project") : QString::fromStdString(id.value());
    if (!names.isEmpty())
        detail += QLatin1Char('\n') + tr("Both changed: %1").arg(names.mid(0, 12).join(QStringLiteral(", ")));
    if (!merge.isSound)
        detail += QLatin1Char('\n') + tr("The two cannot be merged element by element.");
    box.setInformativeText(detail);
    QPushButton *join = nullptr;
    if (merge.isSound) {
        join = box.addButton(tr("Merge, Mine First"), QMessageBox::AcceptRole);
        join->setObjectName(QStringLiteral("fileMerge"));
        join->setToolTip(tr("Take what changed only there; where both changed, keep what is here"));
    }
    QPushButton *compare = nullptr;
    if (m_document->project().unmodelled == theirs.unmodelled) {
        compare = box.addButton(tr("Compare…"), QMessageBox::AcceptRole);
        compare->setObjectName(QStringLiteral("fileCompare"));
        compare->setToolTip(tr("See both versions side by side and choose for each element"));
    }
    QPushButton *take = box.addButton(tr("Take Theirs"), QMessageBox::DestructiveRole);
    take->setObjectName(QStringLiteral("fileTakeTheirs"));
    take->setToolTip(tr("Make this window what the file holds; Undo brings your changes back"));
    QPushButton *keep = box.addButton(tr("Keep Mine"), QMessageBox::RejectRole);
    keep->setObjectName(QStringLiteral("fileKeepMine"));
    keep->setToolTip(tr("Leave this window as it is; saving will overwrite the file"));
    box.setDefaultButton(join ? join : keep);
    box.setEscapeButton(keep);
    m_askingAboutFile = true;
    bool isDecided = false;
    while (!isDecided) {
        box.exec();
        isDecided = !compare || box.clickedButton() != compare || compareWithFile(name, base, theirs);
    }
    m_askingAboutFile = false;
    m_fileCheck->start(); // it may have changed again meanwhile
    if (join && box.clickedButton() == join) {
        Edit edit = merge.edit;
        edit.label = tr("Merge changes from disk").toStdString();
        m_document->apply(edit);
    } else if (box.clickedButton() == take) {
        takeFromDisk(theirs);
    }
}

/// Shows both versions side by side. False when nothing was decided.
bool MainWindow::compareWithFile(const QString &name, const Project &base, const Project &theirs)
{
    MergeDialog dialog(base, m_document->project(), theirs, name, m_theme, this);
    if (dialog.exec() != QDialog::Accepted)
        return false;
    m_document->apply(dialog.edit());
    return true;
}

/// Makes the document what the file holds: as a step that can be undone, unless the two differ in something
/// that no edit reaches.
void MainWindow::takeFromDisk(const Project &theirs)
{
    if (theirs.unmodelled != m_document->project().unmodelled) {
        openAndReport(m_document->path());
        return;
    }
    m_document->apply(editBetween(m_document->project(), theirs, tr("Take changes from disk").toStdString()));
    m_document->undoStack().setClean();
}

/// Tells others that the file is worked on here, and people here when others do so.
void MainWindow::claimFile()
{
    m_claim->claim(m_document->path());
    const QString holder = m_claim->otherHolder();
    if (!holder.isEmpty())
        notice(tr("%1 is open elsewhere too: %2. Saving will ask first.")
                   .arg(QFileInfo(m_document->path()).fileName(), holder));
}

/// Whether the file may be overwritten: asks when somebody else has it open or changed it since it was read.
bool MainWindow::mayOverwrite(const QString &path)
{
    const QString holder = path == m_document->path() ? m_claim->otherHolder() : QString();
    if (!holder.isEmpty()) {
        const auto answer = QMessageBox::warning(this, tr("Open elsewhere"),
            tr("%1 is open elsewhere too: %2. Save nevertheless?").arg(QFileInfo(path).fileName(), holder),
            QMessageBox::Save | QMessageBox::Cancel, QMessageBox::Cancel);
        if (answer != QMessageBox::Save)
            return false;
    }
    if (path != m_document->path() || !m_document->isFileChanged() || !QFile::exists(path))
        return true;
    const auto answer = QMessageBox::warning(this, tr("Changed on disk"),
        tr("%1 was changed by somebody else since it was read. Overwrite their changes?")
            .arg(QFileInfo(path).fileName()),
        QMessageBox::Save | QMessageBox::Cancel, QMessageBox::Cancel);
    return answer == QMessageBox::Save;
}

} // namespace fourplane::ui
