// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/CanvasScene.h"
#include "ui/canvas/CanvasView.h"
#include "ui/document/ProjectDocument.h"
#include "ui/layout/SceneLayoutGraph.h"
#include "ui/panels/ElementNames.h"
#include "ui/panels/KindList.h"
#include "ui/panels/PickerPopup.h"
#include "ui/panels/Words.h"
#include "ui/shell/CanvasStage.h"
#include "ui/shell/MainWindow.h"
#include "ui/theme/Icons.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>
#include <cmath>

namespace fourplane::ui {

namespace {

const QString elementKeyPrefix = QStringLiteral("element:");

/// Every action below a menu that a person can run now.
void collectActions(const QMenu *menu, QList<QAction *> &actions)
{
    for (QAction *action : menu->actions()) {
        if (action->menu())
            collectActions(action->menu(), actions);
        else if (!action->isSeparator() && action->isEnabled() && !action->text().isEmpty())
            actions.append(action);
    }
}

QString plainText(const QAction *action)
{
    return action->text().remove(QLatin1Char('&')).remove(QChar(0x2026));
}

} // namespace

void MainWindow::openQuickAdd()
{
    openQuickAddAt(m_stage->canvas()->insertionPoint());
}

void MainWindow::openQuickAddAt(const QPointF &scenePoint)
{
    m_quickAddPoint = scenePoint;
    QList<PickerEntry> entries;
    for (const KindEntry &kind : allKinds())
        entries.append({ kind.kind, kind.title, {}, kind.keywords, themedIcon(kind.kind, m_theme.text) });
    m_quickAdd->open(tr("Add… (type gateway, vector, agent)"), entries,
        m_stage->canvas()->sceneToView(scenePoint).toPoint());
}

void MainWindow::addKindAt(const QString &kind, QPointF scenePoint)
{
    if (kind == QLatin1String("namespace")) {
        addNamespace(freePoint(scenePoint));
        return;
    }
    m_stage->canvas()->addKind(kind, freePoint(scenePoint));
}

/// The wanted point, moved down until no card lies there.
QPointF MainWindow::freePoint(QPointF wanted) const
{
    constexpr int tries = 200;
    constexpr double step = 90;
    for (int i = 0; i < tries; ++i) {
        const QRectF room(wanted - QPointF(100, 35), QSizeF(200, 70));
        if (m_stage->canvas()->scene().nodesIn(room).empty())
            break;
        wanted.ry() += step;
    }
    return wanted;
}

void MainWindow::addNamespace(const QPointF &scenePoint)
{
    Namespace space;
    space.id = unusedId(m_document->project(), "namespace");
    space.name = space.id.value();
    m_document->apply({ tr("Add namespace %1").arg(QString::fromStdString(space.name)).toStdString(),
        { ElementChange<Namespace> { space.id, space },
            ElementChange<Placement2D> {
                space.id, Placement2D { { scenePoint.x(), scenePoint.y() }, 260, 160 } } } });
    m_stage->canvas()->select({ space.id });
}

/// Moves the selected cards and notes to where `arrange` puts their boxes. Containers follow their content.
void MainWindow::arrangeSelection(const QString &label,
    const std::function<ElementMap<Placement2D>(const ElementMap<Placement2D> &)> &arrange)
{
    const CanvasScene &scene = m_stage->canvas()->scene();
    const Diagram &diagram = m_document->project().diagram;
    ElementMap<Placement2D> boxes;
    for (const ElementId &id : m_stage->canvas()->selection()) {
        if (scene.node(id) || diagram.notes.count(id) > 0) {
            const QRectF rect = scene.rectOf(id);
            boxes[id] = { { rect.x(), rect.y() }, rect.width(), rect.height() };
        }
    }
    if (boxes.size() < 2) {
        notice(tr("Select two or more cards or notes to arrange them"));
        return;
    }
    Edit edit { label.toStdString(), {} };
    for (const auto &[id, box] : arrange(boxes)) {
        const Point corner { std::round(box.position.x), std::round(box.position.y) };
        if (const Note *note = fourplane::find(diagram.notes, id)) {
            Note moved = *note;
            moved.place.position = corner;
            edit.changes.push_back(ElementChange<Note> { id, std::move(moved) });
        } else {
            Placement2D place = scene.placementOf(id);
            place.position = corner;
            edit.changes.push_back(ElementChange<Placement2D> { id, place });
        }
    }
    m_document->apply(edit);
}

void MainWindow::openCommandPalette()
{
    QList<PickerEntry> entries;
    QList<QAction *> actions;
    for (QAction *top : menuBar()->actions()) {
        if (top->menu())
            collectActions(top->menu(), actions);
    }
    for (const QAction *action : std::as_const(actions)) {
        entries.append(
            { action->objectName(), plainText(action), action->shortcut().toString(QKeySequence::NativeText),
                action->statusTip(), themedIcon(QStringLiteral("command"), m_theme.secondaryText) });
    }
    const Project &project = m_document->project();
    const auto addElements = [&](const auto &elements, const QString &detail) {
        for (const auto &[id, element] : elements) {
            entries.append({ elementKeyPrefix + QString::fromStdString(id.value()), elementName(project, id),
                detail, {}, themedIcon(elementIcon(project, id), m_theme.text) });
        }
    };
    addElements(project.topology.workloads, tr("workload"));
    addElements(project.topology.namespaces, tr("namespace"));
    addElements(project.topology.externals, tr("outside"));
    m_commands->open(tr("Search or run a command"), entries, QPoint((m_stage->width() - 340) / 2, 20));
}

void MainWindow::commandChosen(const QString &key)
{
    if (key.startsWith(elementKeyPrefix)) {
        const ElementId id(key.mid(elementKeyPrefix.size()).toStdString());
        m_stage->canvas()->select({ id });
        m_stage->canvas()->reveal(id);
        return;
    }
    if (auto *action = findChild<QAction *>(key))
        action->trigger();
}

void MainWindow::layOut()
{
    if (m_stage->canvas()->scene().isEmpty()) {
        notice(tr("There is nothing to lay out yet"));
        return;
    }
    m_layoutIsAutomatic = false;
    m_layoutProgress->setRange(0, 0);
    m_layoutProgress->show();
    m_layoutCancel->show();
    m_layout->start(layoutGraphOf(m_stage->canvas()->scene()));
}

void MainWindow::layoutFinished(const LayoutOutcome &outcome)
{
    m_layoutProgress->hide();
    m_layoutCancel->hide();
    if (outcome.isFallback)
        notice(outcome.message);
    // What was deleted or added while the layout ran has no place in it, or must not get one.
    ElementMap<Placement2D> placements = outcome.placements;
    std::erase_if(
        placements, [this](const auto &entry) { return !m_stage->canvas()->scene().contains(entry.first); });
    const bool wasClean = !m_document->isModified();
    m_stage->canvas()->setPlacements(
        placements, m_layoutIsAutomatic ? tr("Lay out on opening") : tr("Lay out"));
    if (m_layoutIsAutomatic && wasClean)
        m_document->undoStack().setClean();
}

} // namespace fourplane::ui
