// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>
#include <QRect>

#include <array>
#include <functional>

class QLabel;
class QPushButton;

namespace fourplane::ui {

/// What a person does on the first walk through the window, in order.
enum class TourStep
{
    Add,
    Connect,
    Why,
    Simulate,
    Export
};

inline constexpr int tourStepCount = 5;

/// Five marks beside the places where things are done. A mark goes on when the person does what it says, or
/// by Next; Skip or Esc ends the tour. It never blocks the window, and nothing in it moves by itself.
class Tour : public QFrame
{
    Q_OBJECT

public:
    /// Floats over `window`.
    explicit Tour(QWidget *window);

    /// Where the place of a step is, in coordinates of the window; the mark stands beside it.
    void setAnchor(TourStep step, std::function<QRect()> anchor);

    /// What "Show Me" does at a step.
    void setHelper(TourStep step, std::function<void()> helper);

    void start();

    bool isRunning() const { return m_step >= 0; }

    /// The step shown, while it runs.
    TourStep step() const { return static_cast<TourStep>(m_step); }

public Q_SLOTS:
    /// The person did something: when it is what the mark asks for, the next one comes.
    void noteDone(fourplane::ui::TourStep step);
    void end();

Q_SIGNALS:
    void stepShown(fourplane::ui::TourStep step);
    void ended();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void show(int step);
    void place();

    QFrame *m_ring; ///< around the place that is meant
    QLabel *m_title;
    QLabel *m_text;
    QLabel *m_count;
    QPushButton *m_showMe;
    QPushButton *m_back;
    QPushButton *m_next;
    std::array<std::function<QRect()>, tourStepCount> m_anchors;
    std::array<std::function<void()>, tourStepCount> m_helpers;
    int m_step = -1;
};

} // namespace fourplane::ui
