// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/project/Fragment.h"
#include "core/storage/ProjectFile.h"
#include "ui/canvas/CanvasScene.h"
#include "ui/canvas/CanvasView.h"
#include "ui/document/ProjectDocument.h"
#include "ui/shell/CanvasStage.h"
#include "ui/shell/MainWindow.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace fourplane::ui {

namespace {

constexpr double gap = 22; ///< between an original and its copy

/// The top left corner of all that has a place.
QPointF cornerOf(const Diagram &diagram)
{
    QPointF corner(HUGE_VAL, HUGE_VAL);
    const auto take = [&corner](const Point &point) {
        corner = { std::min(corner.x(), point.x), std::min(corner.y(), point.y) };
    };
    for (const auto &[id, place] : diagram.placements)
        take(place.position);
    for (const auto &[id, note] : diagram.notes)
        take(note.place.position);
    for (const auto &[id, stroke] : diagram.ink) {
        for (const Point &point : stroke.points)
            take(point);
    }
    return std::isfinite(corner.x()) ? corner : QPointF();
}

} // namespace

/// What is selected, as a project of its own in which everything has the place where it is shown.
Project MainWindow::selectedFragment() const
{
    const CanvasView &canvas = *m_stage->canvas();
    const std::vector<ElementId> ids = canvas.selection();
    Project shown = m_document->project();
    const auto place = [&](const auto &elements) {
        for (const auto &element : elements) {
            if (canvas.scene().contains(element.first))
                shown.diagram.placements.try_emplace(
                    element.first, canvas.scene().placementOf(element.first));
        }
    };
    place(shown.topology.workloads), place(shown.topology.externals), place(shown.topology.namespaces);
    return fragmentOf(shown, ids);
}

/// Puts what is selected on the clipboard, as the text of a project. False when nothing is.
bool MainWindow::copySelection()
{
    const Project fragment = selectedFragment();
    const Topology &t = fragment.topology;
    if (t.workloads.empty() && t.externals.empty() && t.namespaces.empty() && fragment.diagram.notes.empty()
        && fragment.diagram.ink.empty()) {
        notice(tr("Select workloads, namespaces or notes to copy them; connections go with their ends"));
        return false;
    }
    QGuiApplication::clipboard()->setText(QString::fromStdString(writeProject(fragment)));
    notice(tr("Copied; paste it here, in another window or in a text editor"));
    return true;
}

void MainWindow::cutSelection()
{
    if (!copySelection())
        return;
    const std::vector<ElementId> ids = m_stage->canvas()->selection();
    Edit edit = removalOf(m_document->project(), ids);
    edit.label =
        (ids.size() == 1 ? tr("Cut one object") : tr("Cut %1 objects").arg(ids.size())).toStdString();
    m_document->apply(edit);
}

/// Pastes the text of a project as elements, and any other text as a note.
void MainWindow::paste()
{
    const QString text = QGuiApplication::clipboard()->text();
    if (text.trimmed().isEmpty()) {
        notice(tr("The clipboard holds no text"));
        return;
    }
    const QPointF where = m_stage->canvas()->insertionPoint();
    Result<LoadedProject> loaded = parseProject(text.toStdString(), tr("clipboard").toStdString());
    if (loaded) {
        insertCopy(std::move(loaded->project), where, tr("Paste"));
        return;
    }
    static const QRegularExpression projectStart(QStringLiteral("(^|\\n)fourplane\\s*:"));
    if (text.contains(projectStart)) {
        showDiagnostics(tr("Not pasted"), tr("The clipboard holds a project that cannot be read."),
            loaded.error().diagnostics);
        return;
    }
    Project note;
    const ElementId id("note");
    note.diagram.notes[id] = Note { id, text.trimmed().toStdString(), {} };
    insertCopy(std::move(note), where, tr("Paste as note"));
}

void MainWindow::duplicateSelection()
{
    QRectF extent;
    for (const ElementId &id : m_stage->canvas()->selection())
        extent |= m_stage->canvas()->scene().rectOf(id);
    Project fragment = selectedFragment();
    const QPointF below = cornerOf(fragment.diagram) + QPointF(0, extent.height() + gap);
    insertCopy(std::move(fragment), below, tr("Duplicate"));
}

/// Inserts with the top left corner of its picture at `where`, in the namespace that is selected, and selects
/// it. `what` is the verb of the undo step.
void MainWindow::insertCopy(Project fragment, const QPointF &where, const QString &what)
{
    const std::vector<ElementId> selection = m_stage->canvas()->selection();
    ElementId into;
    if (selection.size() == 1 && m_document->project().topology.namespaces.count(selection.front()) > 0)
        into = selection.front();
    const QPointF offset = where - cornerOf(fragment.diagram);
    Insertion insertion = insertionOf(
        m_document->project(), std::move(fragment), { std::round(offset.x()), std::round(offset.y()) }, into);
    if (insertion.shown.empty()) {
        notice(tr("There is nothing in it that the canvas shows"));
        return;
    }
    const std::size_t count = insertion.shown.size();
    insertion.edit.label =
        (count == 1 ? tr("%1 one object").arg(what) : tr("%1 %2 objects").arg(what).arg(count)).toStdString();
    m_document->apply(insertion.edit);
    m_stage->canvas()->reveal(insertion.shown.front());
    m_stage->canvas()->select(insertion.shown);
}

} // namespace fourplane::ui
