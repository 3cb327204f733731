// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/Theme.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace fourplane::ui {

class CanvasView;
class LensBar;

/// The canvas with what floats over it: the lens, the zoom, and a hint while it is empty.
class CanvasStage : public QWidget
{
    Q_OBJECT

public:
    explicit CanvasStage(QWidget *parent = nullptr);

    CanvasView *canvas() const { return m_canvas; }

    LensBar *lensBar() const { return m_lensBar; }

    void setTheme(const Theme &theme);
    void showEmptyHint(bool empty);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeZoomBar();
    void place();

    CanvasView *m_canvas;
    LensBar *m_lensBar;
    QWidget *m_zoomBar;
    QLabel *m_emptyHint;
    QToolButton *m_zoomOut;
    QToolButton *m_zoomIn;
    QToolButton *m_fit;
    QLabel *m_percent;
};

} // namespace fourplane::ui
