// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/PresentMode.h"

#include "ui/canvas/CanvasScene.h"
#include "ui/canvas/CanvasView.h"
#include "ui/shell/CanvasStage.h"
#include "ui/theme/Theme.h"

#include <QDockWidget>
#include <QFrame>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMainWindow>
#include <QMenuBar>
#include <QStatusBar>
#include <QToolBar>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace fourplane::ui {

namespace {

/// How much of the picture around a note is shown with it, in scene units.
constexpr double surroundings = 320;

/// Rows of notes in which one reads: notes that begin within this many units are in one row.
constexpr double rowHeight = 120;

} // namespace

PresentMode::PresentMode(QMainWindow &window, CanvasStage &stage)
    : QObject(&window)
    , m_window(window)
    , m_stage(stage)
    , m_caption(new QFrame(&stage))
    , m_text(new QLabel(m_caption))
    , m_position(new QLabel(m_caption))
{
    m_caption->setObjectName(QStringLiteral("presentCaption"));
    m_caption->setProperty("role", QStringLiteral("card"));
    m_text->setObjectName(QStringLiteral("presentText"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setFont(interfaceFont(20));
    m_position->setObjectName(QStringLiteral("presentPosition"));
    m_position->setProperty("role", QStringLiteral("secondary"));
    auto *row = new QHBoxLayout(m_caption);
    row->setContentsMargins(22, 16, 22, 16);
    row->setSpacing(20);
    row->addWidget(m_text, 1);
    row->addWidget(m_position);
    m_caption->hide();
    stage.installEventFilter(this);
    stage.canvas()->installEventFilter(this);
}

void PresentMode::start()
{
    if (m_active)
        return;
    m_active = true;
    const auto &notes = m_stage.canvas()->scene().annotations().notes();
    std::vector<const SceneNote *> ordered;
    for (const SceneNote &note : notes)
        ordered.push_back(&note);
    std::stable_sort(ordered.begin(), ordered.end(), [](const SceneNote *a, const SceneNote *b) {
        const auto key = [](const SceneNote *note) {
            return std::tuple(std::floor(note->rect.top() / rowHeight), note->rect.left());
        };
        return key(a) < key(b);
    });
    m_notes.clear();
    for (const SceneNote *note : ordered)
        m_notes.push_back(note->id);

    m_hidden.clear();
    std::vector<QWidget *> around { m_window.menuBar(), m_window.statusBar() };
    for (QToolBar *bar : m_window.findChildren<QToolBar *>())
        around.push_back(bar);
    for (QDockWidget *dock : m_window.findChildren<QDockWidget *>())
        around.push_back(dock);
    around.push_back(m_stage.findChild<QWidget *>(QStringLiteral("zoomBar")));
    for (QWidget *widget : around) {
        if (widget->isVisibleTo(&m_window)) {
            m_hidden.push_back(widget);
            widget->hide();
        }
    }
    m_before = m_window.windowState();
    m_window.setWindowState(m_before | Qt::WindowFullScreen);
    m_stage.canvas()->select({});
    m_stage.canvas()->setFocus();
    showStep(0);
}

void PresentMode::stop()
{
    if (!m_active)
        return;
    m_active = false;
    m_caption->hide();
    for (QWidget *widget : m_hidden)
        widget->show();
    m_window.setWindowState(m_before);
    m_stage.canvas()->zoomToFit();
}

void PresentMode::showStep(int step)
{
    m_step = std::clamp(step, 0, static_cast<int>(m_notes.size()));
    const CanvasScene &scene = m_stage.canvas()->scene();
    const QString keys = tr("← → to step, Esc to end");
    if (m_step == 0) {
        m_text->setText(m_notes.empty()
                ? tr("Sticky notes become the steps of a presentation: this design has none yet.")
                : tr("Notes to step through: %1").arg(m_notes.size()));
        m_position->setText(keys);
    } else {
        const ElementId &id = m_notes[static_cast<std::size_t>(m_step - 1)];
        const SceneNote *note = scene.annotations().note(id);
        m_text->setText(note ? note->text : QString());
        m_position->setText(tr("%1 of %2").arg(m_step).arg(m_notes.size()) + QStringLiteral("\n") + keys);
        m_stage.canvas()->showArea(
            scene.rectOf(id).adjusted(-surroundings, -surroundings, surroundings, surroundings));
    }
    m_caption->show();
    m_caption->raise();
    placeCaption();
    if (m_step == 0)
        showEverything();
}

/// All of the design, above the caption.
void PresentMode::showEverything()
{
    CanvasView *canvas = m_stage.canvas();
    QRectF all = canvas->scene().bounds();
    const double above = m_caption->y() - canvas->y();
    if (all.isNull() || above < 100)
        return canvas->zoomToFit();
    all.setHeight(all.height() * canvas->height() / above);
    canvas->showArea(all);
}

void PresentMode::placeCaption()
{
    const int width = std::min(900, m_stage.width() - 80);
    m_caption->setFixedWidth(std::max(200, width));
    // A label that wraps does not say its height by itself.
    m_caption->setFixedHeight(
        std::max(m_caption->sizeHint().height(), m_caption->layout()->heightForWidth(m_caption->width())));
    m_caption->move((m_stage.width() - m_caption->width()) / 2, m_stage.height() - m_caption->height() - 52);
}

bool PresentMode::eventFilter(QObject *watched, QEvent *event)
{
    if (!m_active)
        return false;
    if (watched == &m_stage && event->type() == QEvent::Resize) {
        // The window grows to the whole screen only after start().
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (m_active)
                    showStep(m_step);
            },
            Qt::QueuedConnection);
        return false;
    }
    // A shortcut of the window would take the key before the canvas sees it.
    const bool isOverride = event->type() == QEvent::ShortcutOverride;
    if (watched != m_stage.canvas() || (event->type() != QEvent::KeyPress && !isOverride))
        return false;
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Right:
    case Qt::Key_Space:
    case Qt::Key_PageDown:
    case Qt::Key_Down:
        if (!isOverride)
            showStep(m_step + 1);
        break;
    case Qt::Key_Left:
    case Qt::Key_PageUp:
    case Qt::Key_Up:
        if (!isOverride)
            showStep(m_step - 1);
        break;
    case Qt::Key_Escape:
    case Qt::Key_F11:
        if (!isOverride)
            stop();
        break;
    default:
        break; // nothing is edited before an audience
    }
    event->accept();
    return true;
}

} // namespace fourplane::ui
