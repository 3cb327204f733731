// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Result.h"
#include "core/project/Exploitability.h"
#include "ui/canvas/Lens.h"

#include <QObject>
#include <QSize>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace fourplane::ui {

class MainWindow;

/// What a picture of the window should show.
struct ScreenshotOptions
{
    QString outputPath; ///< a PNG file
    QString projectPath; ///< empty = the window as it starts
    QSize size { 1440, 900 }; ///< of the window, device-independent pixels
    Lens lens = Lens::All;
    QString scenario; ///< id of the scenario to run; empty = none
    std::optional<Exploitability> exploitability; ///< nothing = as the scenario says
    QStringList selection; ///< ids of elements to select
    int pivot = 0; ///< row of the timeline to select, counted from 1; 0 = none
    QString tab; ///< object name of the panel below to show; empty = as it is
    QString action; ///< entry of the menus to choose at the end, its dialog is in the picture; empty = none
    QString dialog; ///< one of exampleDialog() to show at the end; empty = none
    double zoom = 0; ///< of the canvas; 0 = all of it in view
};

/// Brings a window into the state that is asked for, waits until nothing runs any more, and writes it as a
/// picture.
class ScreenshotTask : public QObject
{
    Q_OBJECT

public:
    ScreenshotTask(MainWindow &window, ScreenshotOptions options);

    /// Blocks in an event loop until the picture is written. Errors: those of reading the project;
    /// "unknown-scenario", "unknown-element", "unknown-pivot", "unknown-action", "screenshot-timeout",
    /// "simulation-failed", "file-unwritable".
    Result<void> run();

private:
    bool waitUntilIdle();
    Result<void> simulate();
    Result<void> applySelection();
    Result<void> grabAction(QPixmap &picture);
    void grabWithDialog(QPixmap &picture, const std::function<void()> &open);

    MainWindow &m_window;
    ScreenshotOptions m_options;
};

} // namespace fourplane::ui
