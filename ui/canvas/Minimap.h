// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/Theme.h"

#include <QPixmap>
#include <QWidget>

namespace fourplane::ui {

class CanvasView;

/// The whole design, small, with a frame around what the canvas shows. Pressing and dragging moves the
/// canvas. Has nothing to show, and hides, while everything is in view.
class Minimap : public QWidget
{
    Q_OBJECT

public:
    /// Follows `canvas`, which must outlive it.
    Minimap(CanvasView &canvas, QWidget *parent);

    void setTheme(const Theme &theme);

    /// False = stays hidden, whatever is in view.
    void setWanted(bool wanted);

    QSize sizeHint() const override { return { 200, 130 }; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void sceneChanged();
    void viewChanged();
    void paintScenePicture();
    QRectF shownArea() const;
    QTransform toMap() const;
    void centreOn(const QPointF &point);

    CanvasView &m_canvas;
    Theme m_theme;
    QPixmap m_picture; ///< the design without the frame; null when it has to be painted anew
    bool m_wanted = true;
};

} // namespace fourplane::ui
