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
class Minimap;
class StartPage;

/// The canvas with what floats over it: the lens, the zoom, the minimap, and the start page while it is
/// empty.
class CanvasStage : public QWidget
{
    Q_OBJECT

public:
    explicit CanvasStage(QWidget *parent = nullptr);

    CanvasView *canvas() const { return m_canvas; }

    LensBar *lensBar() const { return m_lensBar; }

    Minimap *minimap() const { return m_minimap; }

    StartPage *startPage() const { return m_start; }

    void setTheme(const Theme &theme);
    void showStartPage(bool shown);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeZoomBar();
    void place();

    CanvasView *m_canvas;
    LensBar *m_lensBar;
    QWidget *m_zoomBar;
    Minimap *m_minimap;
    StartPage *m_start;
    QToolButton *m_zoomOut;
    QToolButton *m_zoomIn;
    QToolButton *m_fit;
    QLabel *m_percent;
};

} // namespace fourplane::ui
