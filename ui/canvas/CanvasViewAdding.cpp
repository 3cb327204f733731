// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/CanvasEdits.h"
#include "ui/canvas/CanvasMetrics.h"
#include "ui/canvas/CanvasView.h"
#include "ui/canvas/CanvasViewPrivate.h"
#include "ui/canvas/ConnectionChoices.h"
#include "ui/canvas/HitTest.h"

#include <QCursor>

#include <cmath>

// What puts new things on the canvas.

namespace fourplane::ui {

ElementId CanvasView::addKind(const QString &kind, const QPointF &scenePoint)
{
    if (!d->document)
        return {};
    const Project &project = d->document->project();
    const SceneContainer *home = containerAt(d->scene, scenePoint);
    ElementId namespaceId;
    const SceneNode *card = foldedAt(d->scene, scenePoint);
    if (card)
        namespaceId = card->id;
    else if (home)
        namespaceId = home->id;
    else if (!project.topology.namespaces.empty())
        namespaceId = project.topology.namespaces.begin()->first;
    // Away from every namespace a workload goes to the first one, and not to the pointer: the container would
    // have to stretch across the picture.
    const bool isWorkload = enumFromName<WorkloadKind>(kind.toStdString()).has_value();
    const bool place = !card && (home || !isWorkload || namespaceId.isEmpty());
    Result<Addition> addition = additionOf(
        project, kind.toStdString(), namespaceId, place ? std::optional(scenePoint) : std::nullopt);
    if (!addition) {
        Q_EMIT noticed(QString::fromStdString(addition.error().diagnostics.front().message));
        return {};
    }
    // Nodes are added for the workloads that are selected: these run there and nowhere else.
    const Change &added = addition->edit.changes.front();
    if (const auto *pool = std::get_if<ElementChange<NodePool>>(&added)) {
        const Labels labels = pool->value->labels;
        for (const ElementId &id : selection()) {
            if (const Workload *workload = fourplane::find(project.topology.workloads, id)) {
                Workload moved = *workload;
                for (const auto &[key, value] : labels)
                    moved.placement.nodeSelector[key] = value;
                addition->edit.changes.push_back(ElementChange<Workload> { id, moved });
            }
        }
        d->document->apply(addition->edit);
        return addition->id;
    }
    d->document->apply(addition->edit);
    reveal(addition->id);
    return addition->id;
}

void CanvasView::connectCards(
    const ElementId &sourceId, const ElementId &destinationId, const ConnectionChoice &choice)
{
    endConnecting();
    if (!d->document)
        return;
    const Edit edit = connectEdit(d->document->project(), sourceId, destinationId, choice);
    d->document->apply(edit);
    d->setSelected({ std::get<ElementChange<Flow>>(edit.changes.front()).id });
}

void CanvasView::endConnecting()
{
    d->overlay.connecting.reset();
    d->overlay.dropTarget = {};
    update();
}

QPointF CanvasView::insertionPoint() const
{
    const QPoint cursor = mapFromGlobal(QCursor::pos());
    const bool isOver = underMouse() && rect().contains(cursor);
    return viewToScene(isOver ? QPointF(cursor) : QRectF(rect()).center());
}

void CanvasView::addNote()
{
    if (!d->document)
        return;
    QRectF room(insertionPoint(), QSizeF(metrics::noteWidth, metrics::noteMinHeight));
    const auto below = [&room](const QRectF &rect) {
        if (rect.intersects(room))
            room.moveTop(rect.bottom() + metrics::notePadding);
    };
    double before = 0;
    do {
        before = room.top();
        for (std::size_t index : d->scene.nodesIn(room))
            below(d->scene.nodes()[index].rect);
        for (std::size_t index : d->scene.annotations().notesIn(room))
            below(d->scene.annotations().notes()[index].rect);
    } while (room.top() > before);
    const Addition addition =
        noteAdditionOf(d->document->project(), { std::round(room.left()), std::round(room.top()) });
    d->document->apply(addition.edit);
    select({ addition.id });
    renameSelection();
}

ElementId CanvasView::addConnected(const QString &kind, const QPointF &scenePoint, const ElementId &sourceId)
{
    if (!d->document)
        return {};
    const Project &project = d->document->project();
    const SceneContainer *home = containerAt(d->scene, scenePoint);
    const Workload *source = fourplane::find(project.topology.workloads, sourceId);
    ElementId namespaceId = home ? home->id : source ? source->namespaceId : ElementId();
    if (namespaceId.isEmpty() && !project.topology.namespaces.empty())
        namespaceId = project.topology.namespaces.begin()->first;
    Result<Addition> addition = additionOf(project, kind.toStdString(), namespaceId, scenePoint);
    if (!addition) {
        Q_EMIT noticed(QString::fromStdString(addition.error().diagnostics.front().message));
        return {};
    }
    const bool isCard =
        enumFromName<WorkloadKind>(kind.toStdString()) || enumFromName<ExternalKind>(kind.toStdString());
    if (!isCard)
        return addKind(kind, scenePoint);
    Project with = project;
    fourplane::apply(with, addition->edit);
    if (const auto choices = connectionChoices(with, sourceId, addition->id)) {
        for (Change &change : connectEdit(with, sourceId, addition->id, choices->front()).changes)
            addition->edit.changes.push_back(std::move(change));
    }
    d->document->apply(addition->edit);
    reveal(addition->id);
    return addition->id;
}

} // namespace fourplane::ui
