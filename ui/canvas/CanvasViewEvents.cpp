// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/CanvasAccessible.h"
#include "ui/canvas/CanvasEdits.h"
#include "ui/canvas/CanvasView.h"
#include "ui/canvas/CanvasViewPrivate.h"
#include "ui/canvas/HitTest.h"

#include <QDropEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QToolTip>
#include <QWheelEvent>

#include <cmath>

namespace fourplane::ui {

bool CanvasView::event(QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        // QWidget would take Tab for the focus before keyPressEvent() sees it.
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool back = key->key() == Qt::Key_Backtab;
        if ((back || key->key() == Qt::Key_Tab) && !key->modifiers().testFlag(Qt::ControlModifier)
            && d->interaction.walk(back ? -1 : 1))
            return true;
    } else if (event->type() == QEvent::NativeGesture) {
        const auto *gesture = static_cast<QNativeGestureEvent *>(event);
        if (gesture->gestureType() == Qt::ZoomNativeGesture) {
            d->viewport.zoomAt(gesture->position(), d->viewport.zoom() * (1 + gesture->value()));
            d->viewportMoved(true);
            return true;
        }
    } else if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const Hit hit = hitTest(d->scene, viewToScene(help->pos()), d->viewport.zoom());
        const bool isNamed =
            hit && d->document && hit.part != Hit::Part::Note && hit.part != Hit::Part::Stroke;
        QString text;
        if (isNamed)
            text = displayName(d->document->project(), hit.ids.front()) + QLatin1Char('\n')
                + describeOnCanvas(*this, hit.ids.front());
        QToolTip::showText(help->globalPos(), text, this);
        return true;
    }
    return QWidget::event(event);
}

void CanvasView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const double zoom = d->viewport.zoom();
    const CanvasPaint paint = d->paintContext(zoom, devicePixelRatioF());
    d->base.draw(painter, d->viewport, size(), devicePixelRatioF(), d->settle.isActive(),
        [&paint](QPainter &part, const QRectF &sceneRect) { paintScene(part, paint, sceneRect); });
    if (!d->attack.isEmpty())
        paintAttack(painter, paint, d->viewport, d->attack, d->highlightedPivot);
    d->overlay.focused = hasFocus();
    paintOverlay(painter, paint, d->viewport, d->overlay);
    if (!d->scene.isEmpty())
        paintLegend(painter, paint, size(), !d->attack.isEmpty(), layoutDirection());
}

void CanvasView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (d->fitWhenShown)
        zoomToFit();
    else
        Q_EMIT viewChanged();
}

void CanvasView::mousePressEvent(QMouseEvent *event)
{
    setFocus(Qt::MouseFocusReason);
    d->interaction.press(*event);
}

void CanvasView::mouseMoveEvent(QMouseEvent *event)
{
    d->interaction.move(*event);
}

void CanvasView::mouseReleaseEvent(QMouseEvent *event)
{
    d->interaction.release(*event);
}

void CanvasView::mouseDoubleClickEvent(QMouseEvent *event)
{
    d->interaction.doubleClick(*event);
}

void CanvasView::leaveEvent(QEvent *)
{
    d->interaction.leave();
}

void CanvasView::wheelEvent(QWheelEvent *event)
{
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        const double notches = event->angleDelta().y() / 120.0;
        d->viewport.zoomAt(event->position(), d->viewport.zoom() * std::pow(1.2, notches));
        d->viewportMoved(true);
    } else {
        QPoint distance = event->pixelDelta().isNull() ? event->angleDelta() / 2 : event->pixelDelta();
        if (event->modifiers().testFlag(Qt::ShiftModifier) && distance.x() == 0)
            distance = QPoint(distance.y(), 0);
        d->viewport.pan(distance);
        d->viewportMoved(false);
    }
    d->fitWhenShown = false;
    event->accept();
}

void CanvasView::keyPressEvent(QKeyEvent *event)
{
    if (!d->interaction.keyPress(*event))
        QWidget::keyPressEvent(event);
}

void CanvasView::keyReleaseEvent(QKeyEvent *event)
{
    d->interaction.keyRelease(*event);
    QWidget::keyReleaseEvent(event);
}

void CanvasView::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

void CanvasView::dragEnterEvent(QDragEnterEvent *event)
{
    if (d->document && event->mimeData()->hasFormat(QLatin1String(kindMimeType)))
        event->acceptProposedAction();
}

void CanvasView::dragMoveEvent(QDragMoveEvent *event)
{
    const SceneContainer *home = containerAt(d->scene, d->viewport.toScene(event->position()));
    d->overlay.dropTarget = home ? home->id : ElementId();
    event->acceptProposedAction();
    update();
}

void CanvasView::dropEvent(QDropEvent *event)
{
    d->overlay.dropTarget = {};
    const QString kind = QString::fromUtf8(event->mimeData()->data(QLatin1String(kindMimeType)));
    if (!addKind(kind, d->viewport.toScene(event->position())).isEmpty()) {
        event->acceptProposedAction();
        setFocus(Qt::OtherFocusReason);
    }
}

} // namespace fourplane::ui
