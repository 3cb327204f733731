// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/Minimap.h"

#include "ui/canvas/CanvasScene.h"
#include "ui/canvas/CanvasView.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace fourplane::ui {

namespace {

constexpr double padding = 8;
constexpr double mostOfCanvas = 0.07; ///< that it may cover

} // namespace

Minimap::Minimap(CanvasView &canvas, QWidget *parent)
    : QWidget(parent)
    , m_canvas(canvas)
    , m_theme(Theme::light())
{
    setObjectName(QStringLiteral("minimap"));
    setAccessibleName(tr("Minimap"));
    setToolTip(tr("Press or drag to move the canvas"));
    setCursor(Qt::PointingHandCursor);
    resize(sizeHint());
    connect(&canvas, &CanvasView::sceneChanged, this, &Minimap::sceneChanged);
    connect(&canvas, &CanvasView::viewChanged, this, &Minimap::viewChanged);
    hide();
}

void Minimap::setTheme(const Theme &theme)
{
    m_theme = theme;
    sceneChanged();
}

void Minimap::setWanted(bool wanted)
{
    m_wanted = wanted;
    viewChanged();
}

void Minimap::sceneChanged()
{
    m_picture = {};
    viewChanged();
}

QRectF Minimap::shownArea() const
{
    return { m_canvas.viewToScene({ 0, 0 }),
        m_canvas.viewToScene(QPointF(m_canvas.width(), m_canvas.height())) };
}

void Minimap::viewChanged()
{
    const QRectF bounds = m_canvas.scene().bounds();
    // Where the canvas is small, as above a high panel, it would lie over what it is to lead to.
    const double share = static_cast<double>(width()) * height()
        / std::max(1.0, static_cast<double>(m_canvas.width()) * m_canvas.height());
    setVisible(
        m_wanted && share <= mostOfCanvas && !m_canvas.scene().isEmpty() && !shownArea().contains(bounds));
    update();
}

QTransform Minimap::toMap() const
{
    const QRectF bounds = m_canvas.scene().bounds();
    const double scale = std::min((width() - 2 * padding) / std::max(1.0, bounds.width()),
        (height() - 2 * padding) / std::max(1.0, bounds.height()));
    QTransform transform;
    transform.translate(width() / 2.0, height() / 2.0);
    transform.scale(scale, scale);
    transform.translate(-bounds.center().x(), -bounds.center().y());
    return transform;
}

void Minimap::paintScenePicture()
{
    m_picture = QPixmap(size() * devicePixelRatioF());
    m_picture.setDevicePixelRatio(devicePixelRatioF());
    m_picture.fill(Qt::transparent);
    QPainter painter(&m_picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_theme.border);
    painter.setBrush(m_theme.card);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    painter.setPen(Qt::NoPen);
    const QTransform transform = toMap();
    const CanvasScene &scene = m_canvas.scene();
    painter.setBrush(m_theme.border);
    for (const SceneContainer &container : scene.containers())
        painter.drawRect(transform.mapRect(container.rect));
    painter.setBrush(m_theme.secondaryText);
    for (const SceneNode &node : scene.nodes()) {
        QRectF card = transform.mapRect(node.rect);
        card.setSize(card.size().expandedTo({ 1.5, 1.5 }));
        painter.drawRect(card);
    }
    painter.setBrush(m_theme.note);
    for (const SceneNote &note : scene.annotations().notes())
        painter.drawRect(transform.mapRect(note.rect));
}

void Minimap::paintEvent(QPaintEvent *)
{
    if (m_picture.isNull())
        paintScenePicture();
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_picture);
    painter.setClipRect(rect().adjusted(2, 2, -2, -2));
    painter.setPen(QPen(m_theme.accent, 1.5));
    QColor inside = m_theme.accent;
    inside.setAlpha(28);
    painter.setBrush(inside);
    painter.drawRect(toMap().mapRect(shownArea()).intersected(QRectF(rect()).adjusted(3, 3, -3, -3)));
}

void Minimap::resizeEvent(QResizeEvent *)
{
    m_picture = {};
}

void Minimap::centreOn(const QPointF &point)
{
    m_canvas.centreOn(toMap().inverted().map(point));
}

void Minimap::mousePressEvent(QMouseEvent *event)
{
    centreOn(event->position());
}

void Minimap::mouseMoveEvent(QMouseEvent *event)
{
    centreOn(event->position());
}

} // namespace fourplane::ui
