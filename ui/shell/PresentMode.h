// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ElementId.h"

#include <QObject>

#include <vector>

class QFrame;
class QLabel;
class QMainWindow;

namespace fourplane::ui {

class CanvasStage;

/// Shows the design to an audience: the canvas alone on the whole screen, first all of it, then one sticky
/// note after the other with what lies around it. Right, Space and Page Down go on, Left and Page Up go back,
/// Escape ends. Changes nothing in the project.
class PresentMode : public QObject
{
    Q_OBJECT

public:
    PresentMode(QMainWindow &window, CanvasStage &stage);

    void start();
    void stop();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showStep(int step);
    void showEverything();
    void placeCaption();

    QMainWindow &m_window;
    CanvasStage &m_stage;
    QFrame *m_caption;
    QLabel *m_text;
    QLabel *m_position;
    std::vector<ElementId> m_notes;
    std::vector<QWidget *> m_hidden; ///< what start() hid
    Qt::WindowStates m_before;
    int m_step = 0; ///< 0 = everything, then the notes
    bool m_active = false;
};

} // namespace fourplane::ui
