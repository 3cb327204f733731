// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/ScreenshotTask.h"

#include "ui/canvas/CanvasScene.h"
#include "ui/canvas/CanvasView.h"
#include "ui/document/ProjectDocument.h"
#include "ui/panels/ChangeDialog.h"
#include "ui/panels/TimelinePanel.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/ScreenshotDialogs.h"

#include <QAction>
#include <QCoreApplication>
#include <QDialog>
#include <QElapsedTimer>
#include <QPainter>
#include <QPixmap>
#include <QTabWidget>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace fourplane::ui {

namespace {

constexpr int longestWaitMilliseconds = 60000;

} // namespace

ScreenshotTask::ScreenshotTask(MainWindow &window, ScreenshotOptions options)
    : QObject(&window)
    , m_window(window)
    , m_options(std::move(options))
{
}

bool ScreenshotTask::waitUntilIdle()
{
    QElapsedTimer clock;
    clock.start();
    // One quiet round more than needed: what has just finished may have started something.
    int quietRounds = 0;
    while (quietRounds < 3) {
        if (clock.elapsed() > longestWaitMilliseconds)
            return false;
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
        quietRounds = m_window.isBusy() ? 0 : quietRounds + 1;
        QThread::msleep(5);
    }
    return true;
}

Result<void> ScreenshotTask::run()
{
    const auto timeout = [] {
        return failure("screenshot-timeout", "The window did not come to rest in 60 s");
    };
    m_window.resize(m_options.size);
    m_window.show();
    QCoreApplication::processEvents();
    if (!m_options.projectPath.isEmpty()) {
        if (Result<void> opened = m_window.openFile(m_options.projectPath); !opened)
            return opened;
    }
    if (!waitUntilIdle())
        return timeout();
    m_window.setLens(m_options.lens);
    if (Result<void> simulated = simulate(); !simulated)
        return simulated;
    if (Result<void> selected = applySelection(); !selected)
        return selected;
    if (!m_options.tab.isEmpty()) {
        auto *tabs = m_window.findChild<QTabWidget *>(QStringLiteral("bottomTabs"));
        tabs->setCurrentWidget(m_window.findChild<QWidget *>(m_options.tab));
    }
    if (!waitUntilIdle())
        return timeout();
    if (m_options.zoom > 0)
        m_window.canvas().setZoom(m_options.zoom);
    else if (m_options.selection.isEmpty() && m_options.pivot == 0)
        m_window.canvas().zoomToFit();
    QCoreApplication::processEvents();
    QPixmap picture;
    if (!m_options.dialog.isEmpty()) {
        grabWithDialog(picture, [this] { exampleDialog(m_options.dialog, m_window)->open(); });
    } else if (!m_options.action.isEmpty()) {
        if (Result<void> grabbed = grabAction(picture); !grabbed)
            return grabbed;
    } else {
        picture = m_window.grab();
    }
    if (!picture.save(m_options.outputPath, "PNG"))
        return failure("file-unwritable", m_options.outputPath.toStdString() + " could not be written");
    return {};
}

Result<void> ScreenshotTask::grabAction(QPixmap &picture)
{
    auto *action = m_window.findChild<QAction *>(QStringLiteral("action") + m_options.action);
    if (!action || !action->isEnabled()) {
        QStringList names;
        for (const QAction *known : m_window.findChildren<QAction *>()) {
            if (known->objectName().startsWith(QLatin1String("action")) && known->isEnabled())
                names.append(known->objectName().mid(6));
        }
        names.sort();
        return failure("unknown-action",
            "The menus have no entry '" + m_options.action.toStdString() + "' that can be chosen",
            "They have: " + names.join(QStringLiteral(", ")).toStdString());
    }
    grabWithDialog(picture, [action] { action->trigger(); });
    return {};
}

/// Takes the picture once the dialog that `open` brings up has come to rest.
void ScreenshotTask::grabWithDialog(QPixmap &picture, const std::function<void()> &open)
{
    // A dialog that blocks the window runs an event loop of its own: look from inside of it.
    QTimer look;
    look.setInterval(50);
    int rounds = 0;
    bool isResized = false;
    connect(&look, &QTimer::timeout, this, [&] {
        QDialog *dialog = nullptr;
        for (QDialog *candidate : m_window.findChildren<QDialog *>()) {
            if (candidate->isVisible())
                dialog = candidate;
        }
        const auto *changes = qobject_cast<const ChangeDialog *>(dialog);
        if ((++rounds < 4 && !dialog) || (changes && changes->isBusy()))
            return;
        if (m_window.isFullScreen() && m_window.size() != m_options.size && !isResized) {
            // The screen of a machine without one has a size of its own.
            isResized = true;
            m_window.resize(m_options.size);
            return;
        }
        picture = m_window.grab();
        if (dialog) {
            const QPoint middle((m_window.width() - dialog->width()) / 2,
                std::max(20, (m_window.height() - dialog->height()) / 2));
            QPainter painter(&picture);
            painter.fillRect(m_window.rect(), QColor(0, 0, 0, 90));
            painter.drawPixmap(middle, dialog->grab());
            painter.end();
            dialog->reject();
        }
        look.stop();
    });
    look.start();
    open();
    while (look.isActive())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
}

Result<void> ScreenshotTask::simulate()
{
    if (m_options.scenario.isEmpty())
        return {};
    QString problem;
    const auto connection = connect(
        &m_window, &MainWindow::noticed, this, [&problem](const QString &message) { problem = message; });
    const bool known =
        m_window.simulate(ElementId(m_options.scenario.toStdString()), m_options.exploitability);
    const bool idle = known && waitUntilIdle();
    disconnect(connection);
    if (!known) {
        std::string names;
        for (const auto &[id, scenario] : m_window.document().project().scenarios)
            names += (names.empty() ? "" : ", ") + id.value();
        return failure("unknown-scenario",
            "The project has no scenario '" + m_options.scenario.toStdString() + "'",
            names.empty() ? "It has none" : "It has: " + names);
    }
    if (!idle)
        return failure("screenshot-timeout", "The simulation did not end in 60 s");
    if (!m_window.simulation())
        return failure("simulation-failed", problem.toStdString());
    return {};
}

Result<void> ScreenshotTask::applySelection()
{
    if (m_options.pivot > 0) {
        auto *timeline = m_window.findChild<TimelinePanel *>();
        if (m_options.pivot > timeline->model()->rowCount())
            return failure("unknown-pivot",
                "The timeline has " + std::to_string(timeline->model()->rowCount()) + " rows");
        for (int i = 0; i < m_options.pivot; ++i)
            timeline->stepForward();
    }
    std::vector<ElementId> ids;
    for (const QString &text : std::as_const(m_options.selection)) {
        const ElementId id(text.toStdString());
        if (!m_window.canvas().scene().contains(id))
            return failure("unknown-element", "The canvas has no element '" + id.value() + "'");
        ids.push_back(id);
    }
    if (!ids.empty())
        m_window.canvas().select(ids);
    return {};
}

} // namespace fourplane::ui
