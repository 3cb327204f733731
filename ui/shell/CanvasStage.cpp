// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/CanvasStage.h"

#include "ui/canvas/CanvasView.h"
#include "ui/canvas/Minimap.h"
#include "ui/shell/LensBar.h"
#include "ui/shell/StartPage.h"
#include "ui/theme/Icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include <algorithm>

namespace fourplane::ui {

namespace {

constexpr int margin = 14;
constexpr int widestStartPage = 860;

} // namespace

CanvasStage::CanvasStage(QWidget *parent)
    : QWidget(parent)
    , m_canvas(new CanvasView(this))
    , m_lensBar(new LensBar(this))
    , m_zoomBar(makeZoomBar())
    , m_minimap(new Minimap(*m_canvas, this))
    , m_start(new StartPage(this))
{
    setFocusProxy(m_canvas); // who is done with what lies over the canvas goes on in it
    setObjectName(QStringLiteral("canvasStage"));
    m_start->hide();
    connect(m_lensBar, &LensBar::lensChosen, m_canvas, &CanvasView::setLens);
    connect(m_canvas, &CanvasView::zoomChanged, this,
        [this](double zoom) { m_percent->setText(tr("%1 %").arg(qRound(zoom * 100))); });
}

QWidget *CanvasStage::makeZoomBar()
{
    auto *bar = new QFrame(this);
    bar->setObjectName(QStringLiteral("zoomBar"));
    bar->setProperty("role", QStringLiteral("card"));
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(4, 2, 4, 2);
    row->setSpacing(2);
    const auto button = [bar, row](const char *name, const QString &text) {
        auto *tool = new QToolButton(bar);
        tool->setObjectName(QString::fromLatin1(name));
        tool->setAutoRaise(true);
        tool->setAccessibleName(text);
        tool->setToolTip(text);
        tool->setIconSize(QSize(15, 15));
        tool->setFocusPolicy(Qt::TabFocus);
        row->addWidget(tool);
        return tool;
    };
    m_zoomOut = button("zoomOut", tr("Zoom out (Ctrl+-)"));
    m_percent = new QLabel(tr("%1 %").arg(100), bar);
    m_percent->setObjectName(QStringLiteral("zoomPercent"));
    m_percent->setAlignment(Qt::AlignCenter);
    m_percent->setMinimumWidth(46);
    row->addWidget(m_percent);
    m_zoomIn = button("zoomIn", tr("Zoom in (Ctrl++)"));
    m_fit = button("zoomFit", tr("Zoom to fit (Shift+1)"));
    connect(m_zoomOut, &QToolButton::clicked, this, [this] { m_canvas->setZoom(m_canvas->zoom() / 1.25); });
    connect(m_zoomIn, &QToolButton::clicked, this, [this] { m_canvas->setZoom(m_canvas->zoom() * 1.25); });
    connect(m_fit, &QToolButton::clicked, this, [this] { m_canvas->zoomToFit(); });
    return bar;
}

void CanvasStage::setTheme(const Theme &theme)
{
    m_canvas->setTheme(theme);
    m_minimap->setTheme(theme);
    m_start->setTheme(theme);
    m_zoomOut->setIcon(themedIcon(QStringLiteral("minus"), theme.text));
    m_zoomIn->setIcon(themedIcon(QStringLiteral("plus"), theme.text));
    m_fit->setIcon(themedIcon(QStringLiteral("zoom-fit"), theme.text));
}

void CanvasStage::showStartPage(bool shown)
{
    m_start->setVisible(shown);
    // There is nothing to zoom yet, and the page may reach into the corner.
    m_zoomBar->setVisible(!shown);
    place();
}

void CanvasStage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

void CanvasStage::place()
{
    m_canvas->setGeometry(rect());
    m_lensBar->adjustSize();
    m_lensBar->move(std::max(margin, (width() - m_lensBar->width()) / 2), margin);
    m_zoomBar->adjustSize();
    // In the lower corner where reading ends: the legend has the other one.
    const auto cornerOf = [this](const QWidget *widget) {
        return isRightToLeft() ? margin : width() - widget->width() - margin;
    };
    m_zoomBar->move(cornerOf(m_zoomBar), height() - m_zoomBar->height() - margin);
    m_minimap->move(cornerOf(m_minimap), height() - m_zoomBar->height() - m_minimap->height() - 2 * margin);
    m_start->setFixedWidth(std::min(widestStartPage, width() - 2 * margin));
    m_start->adjustSize();
    m_start->move((width() - m_start->width()) / 2,
        std::max(m_lensBar->height() + 2 * margin, (height() - m_start->height()) / 2));
}

} // namespace fourplane::ui
