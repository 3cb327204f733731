// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/CanvasView.h"

#include "ui/canvas/AnnotationOrder.h"
#include "ui/canvas/CanvasAccessible.h"
#include "ui/canvas/CanvasEdits.h"
#include "ui/canvas/CanvasMetrics.h"
#include "ui/canvas/CanvasViewPrivate.h"
#include "ui/canvas/Folding.h"
#include "ui/canvas/HitTest.h"

#include <algorithm>
#include <cmath>

namespace fourplane::ui {

namespace {

constexpr double fitMargin = 50; ///< as much as the bar of lenses needs
constexpr int settleMilliseconds = 80;

} // namespace

CanvasView::CanvasView(QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(*this))
{
    setObjectName(QStringLiteral("canvas"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAcceptDrops(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumSize(240, 160);
    setAccessibleName(tr("Canvas"));
    setAccessibleDescription(tr("The diagram: namespaces, workloads and what connects them"));
    installCanvasAccessibility();
    d->settle.setSingleShot(true);
    d->settle.setInterval(settleMilliseconds);
    connect(&d->settle, &QTimer::timeout, this, [this] { update(); });
}

CanvasView::~CanvasView() = default;

void CanvasView::setDocument(ProjectDocument *document)
{
    if (d->document)
        d->document->disconnect(this);
    d->document = document;
    d->interaction.abort();
    d->scene.clear();
    if (document) {
        connect(document, &ProjectDocument::changed, this,
            [this](const ChangeSet &changes) { d->refreshScene(&changes); });
        connect(document, &ProjectDocument::reset, this, [this] { setDocument(d->document); });
    }
    d->decisions.reset();
    d->statesChanged();
    d->attack = {};
    d->highlightedPivot = -1;
    d->setSelected({});
    d->refreshScene(nullptr);
    zoomToFit();
}

ProjectDocument *CanvasView::document() const
{
    return d->document;
}

void CanvasView::setTheme(const Theme &theme)
{
    d->theme = theme;
    d->repaintAll();
}

const Theme &CanvasView::theme() const
{
    return d->theme;
}

void CanvasView::setLens(Lens lens)
{
    if (d->lens == lens)
        return;
    d->lens = lens;
    d->statesChanged();
}

Lens CanvasView::lens() const
{
    return d->lens;
}

void CanvasView::setDecisions(std::shared_ptr<const CanvasDecisions> decisions)
{
    d->decisions = std::move(decisions);
    d->statesChanged();
}

void CanvasView::setAttackOverlay(AttackOverlay overlay)
{
    d->attack = std::move(overlay);
    d->highlightedPivot = -1;
    update();
}

const AttackOverlay &CanvasView::attackOverlay() const
{
    return d->attack;
}

void CanvasView::highlightPivot(int index)
{
    d->highlightedPivot = index;
    update();
    if (index < 0)
        return;
    for (const AttackLine &line : d->attack.lines) {
        if (std::find(line.pivots.begin(), line.pivots.end(), static_cast<std::uint32_t>(index))
            != line.pivots.end()) {
            d->scrollTo(d->scene.rectOf(line.fromId) | d->scene.rectOf(line.toId));
            return;
        }
    }
}

std::vector<ElementId> CanvasView::selection() const
{
    return { d->overlay.selected.begin(), d->overlay.selected.end() };
}

void CanvasView::select(const std::vector<ElementId> &ids)
{
    std::set<ElementId> selected;
    std::copy_if(ids.begin(), ids.end(), std::inserter(selected, selected.end()),
        [this](const ElementId &id) { return d->scene.contains(id); });
    d->setSelected(std::move(selected));
}

void CanvasView::reveal(const ElementId &id)
{
    select({ id });
    d->scrollTo(d->scene.rectOf(id));
}

void CanvasView::zoomToFit()
{
    d->viewport.fit(d->scene.bounds(), size(), fitMargin, 1.0);
    d->fitWhenShown = !isVisible();
    d->viewportMoved(false);
}

void CanvasView::zoomToSelection()
{
    QRectF rect;
    for (const ElementId &id : d->overlay.selected)
        rect |= d->scene.rectOf(id);
    if (rect.isNull())
        return;
    d->viewport.fit(rect, size(), fitMargin, 2.0);
    d->viewportMoved(false);
}

void CanvasView::showArea(const QRectF &sceneRect)
{
    d->viewport.fit(sceneRect, size(), fitMargin, 1.6);
    d->viewportMoved(false);
}

void CanvasView::centreOn(const QPointF &scenePoint)
{
    d->viewport.pan(QRectF(rect()).center() - d->viewport.toView(scenePoint));
    d->viewportMoved(false);
}

void CanvasView::setZoom(double zoom)
{
    d->viewport.zoomAt(QPointF(width() / 2.0, height() / 2.0), zoom);
    d->viewportMoved(false);
}

double CanvasView::zoom() const
{
    return d->viewport.zoom();
}

void CanvasView::setSnapping(bool snapping)
{
    d->snapping = snapping;
}

bool CanvasView::isSnapping() const
{
    return d->snapping;
}

QPointF CanvasView::sceneToView(const QPointF &scenePoint) const
{
    return d->viewport.toView(scenePoint);
}

QPointF CanvasView::viewToScene(const QPointF &viewPoint) const
{
    return d->viewport.toScene(viewPoint);
}

const CanvasScene &CanvasView::scene() const
{
    return d->scene;
}

void CanvasView::setPlacements(const ElementMap<Placement2D> &placements, const QString &label)
{
    if (!d->document)
        return;
    Edit edit;
    edit.label = label.toStdString();
    for (const auto &[id, place] : placements) {
        const SceneNode *card = d->scene.node(id);
        if (!card || !card->folded) {
            edit.changes.push_back(ElementChange<Placement2D> { id, place });
            continue;
        }
        // A folded namespace takes along what it hides.
        const QPointF way = QPointF(place.position.x, place.position.y) - card->rect.topLeft();
        const Diagram moved = movedPart(d->document->project().diagram, d->scene, { id });
        for (Change &change : moveEdit(d->document->project(), moved, way).changes)
            edit.changes.push_back(std::move(change));
    }
    d->document->apply(edit);
    d->refreshScene(nullptr);
    zoomToFit();
}

void CanvasView::toggleFolds(const std::vector<ElementId> &namespaceIds)
{
    if (!d->document)
        return;
    const Project &project = d->document->project();
    Edit edit = foldEdit(project, d->scene, namespaceIds, true);
    if (edit.changes.empty())
        edit = foldEdit(project, d->scene, namespaceIds, false);
    if (edit.changes.empty())
        return;
    const std::vector<ElementId> before = selection();
    d->document->apply(edit);
    select(before);
}

void CanvasView::reorderSelection(bool forward)
{
    if (!d->document || d->overlay.selected.size() != 1) {
        Q_EMIT noticed(tr("Select one note or stroke to bring it forward or send it backward"));
        return;
    }
    const auto order = orderEdit(d->document->project(), d->scene, *d->overlay.selected.begin(), forward);
    d->apply(order.map([](const Addition &addition) { return addition.edit; }));
    if (order)
        select({ order->id });
}

QImage CanvasView::renderTo(const QSize &size, qreal devicePixelRatio)
{
    QImage image(size * devicePixelRatio, QImage::Format_RGB32);
    image.setDevicePixelRatio(devicePixelRatio);
    QPainter painter(&image);
    paintTo(painter, size, devicePixelRatio);
    return image;
}

void CanvasView::paintTo(QPainter &painter, const QSize &size, qreal devicePixelRatio)
{
    Viewport viewport;
    viewport.fit(d->scene.bounds(), size, fitMargin, 1.0);
    const CanvasPaint paint = d->paintContext(viewport.zoom(), devicePixelRatio);
    painter.save();
    painter.setTransform(viewport.transform(), true);
    paintScene(painter, paint, viewport.toScene(QRectF(QPointF(), QSizeF(size))));
    painter.restore();
    paintAttack(painter, paint, viewport, d->attack, d->highlightedPivot);
    paintLegend(painter, paint, size, !d->attack.isEmpty(), layoutDirection());
}

QSize CanvasView::sizeHint() const
{
    return { 900, 560 };
}

void CanvasView::selectAll()
{
    std::set<ElementId> all;
    for (const SceneContainer &container : d->scene.containers())
        all.insert(container.id);
    for (const SceneNode &node : d->scene.nodes())
        all.insert(node.id);
    for (const SceneNote &note : d->scene.annotations().notes())
        all.insert(note.id);
    for (const SceneStroke &stroke : d->scene.annotations().strokes())
        all.insert(stroke.id);
    d->setSelected(std::move(all));
}

void CanvasView::deleteSelection()
{
    if (d->document && !d->overlay.selected.empty())
        d->document->apply(removalOf(d->document->project(), selection()));
}

void CanvasView::renameSelection()
{
    d->rename.leave();
    if (!d->document || d->overlay.selected.size() != 1)
        return;
    const ElementId id = *d->overlay.selected.begin();
    const auto commit = [this, id](const QString &text) {
        if (!d->document)
            return true;
        const Result<Edit> edit = renameEdit(d->document->project(), id, text.toStdString());
        d->apply(edit);
        return edit.has_value();
    };
    if (const SceneNote *note = d->scene.annotations().note(id)) {
        d->scrollTo(note->rect);
        d->rename.beginText(
            id, note->text, d->viewport.toView(note->rect), d->viewport.zoom(), d->theme, commit);
        return;
    }
    const SceneNode *node = d->scene.node(id);
    const SceneContainer *container = d->scene.container(id);
    if ((!node && !container) || (node && !(node->id == id)))
        return; // what a folded namespace hides has no name on the canvas
    QRectF place = node ? node->rect.adjusted(metrics::cardTextLeft, 6, -6, 0) : container->titleBar();
    place.setHeight(17);
    if (container) {
        place.translate(14, 11);
        place.setWidth(std::max(120.0, container->titleWidth + 16));
    }
    const QString name = displayName(d->document->project(), id);
    d->rename.begin(id, name, d->viewport.toView(place), d->viewport.zoom(), commit);
}

void CanvasView::beginConnecting()
{
    if (!d->interaction.beginConnecting())
        Q_EMIT noticed(tr("Select the one card from which a connection is to lead"));
}

void CanvasView::setInking(bool inking)
{
    d->interaction.setInking(inking);
}

void CanvasView::Private::refreshScene(const ChangeSet *changes)
{
    rename.cancel();
    if (!document) {
        scene.clear();
        statesChanged();
    } else if (changes && !changes->meaningChanged && changes->diagramChanged
        && scene.foldsAsIn(document->project())) {
        scene.updatePlacements(document->project());
    } else {
        scene.rebuild(document->project());
        statesChanged();
    }
    std::set<ElementId> kept = overlay.selected;
    std::erase_if(kept, [this](const ElementId &id) { return !scene.contains(id); });
    setSelected(std::move(kept));
    if (!scene.node(overlay.hovered))
        overlay.hovered = {};
    if (!scene.edgeOf(overlay.hoveredBundle))
        overlay.hoveredBundle = {};
    repaintAll();
    Q_EMIT view.sceneChanged();
}

void CanvasView::Private::setSelected(std::set<ElementId> ids)
{
    if (ids == overlay.selected)
        return;
    overlay.selected = std::move(ids);
    view.update();
    announceSelection(view);
    Q_EMIT view.selectionChanged();
}

void CanvasView::Private::statesChanged()
{
    states = statesOf(scene, lens, decisions.get());
    repaintAll();
}

void CanvasView::Private::repaintAll()
{
    base.invalidate();
    view.update();
}

void CanvasView::Private::viewportMoved(bool gesture)
{
    rename.leave();
    if (gesture)
        settle.start();
    else
        settle.stop();
    view.update();
    Q_EMIT view.zoomChanged(viewport.zoom());
    Q_EMIT view.viewChanged();
}

void CanvasView::Private::apply(const Result<Edit> &edit, MergeSession session)
{
    if (!edit)
        Q_EMIT view.noticed(QString::fromStdString(edit.error().diagnostics.front().message));
    else if (document)
        document->apply(*edit, session);
}

void CanvasView::Private::scrollTo(const QRectF &sceneRect)
{
    if (sceneRect.isNull())
        return;
    constexpr double margin = 24;
    const QRectF room(margin, margin, view.width() - 2 * margin, view.height() - 2 * margin);
    const QRectF shown = viewport.toView(sceneRect);
    if (room.contains(shown))
        return;
    if (shown.width() > room.width() || shown.height() > room.height()) {
        viewport.fit(sceneRect, view.size(), fitMargin, viewport.zoom());
    } else {
        QPointF shift;
        if (shown.left() < room.left())
            shift.setX(room.left() - shown.left());
        else if (shown.right() > room.right())
            shift.setX(room.right() - shown.right());
        if (shown.top() < room.top())
            shift.setY(room.top() - shown.top());
        else if (shown.bottom() > room.bottom())
            shift.setY(room.bottom() - shown.bottom());
        viewport.pan(shift.toPoint());
    }
    viewportMoved(false);
}

} // namespace fourplane::ui
