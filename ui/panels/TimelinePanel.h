// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/analysis/SimulationRunner.h"
#include "ui/panels/TimelineModel.h"
#include "ui/theme/Theme.h"

#include <QTimer>
#include <QWidget>

class QButtonGroup;
class QLabel;
class QPushButton;
class QSlider;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace fourplane::ui {

/// The pivots of a simulation as a list with a transport: first, back, play, forward, and a slider.
class TimelinePanel : public QWidget
{
    Q_OBJECT

public:
    explicit TimelinePanel(QWidget *parent = nullptr);

    void setTheme(const Theme &theme);

    /// Lists all pivots, or only those to the goal when so many succeed that one no longer sees the wood for
    /// the trees.
    void showResult(const SimulationResult &result, const Project &project);
    /// No simulation was run; `hint` says what to do.
    void showNothing(const QString &hint);
    /// The project changed since the run: the list stays, marked as out of date.
    void markStale();

    bool isStale() const { return m_stale; }

    QTableView *table() const { return m_table; }

    TimelineModel *model() const { return m_model; }

public Q_SLOTS:
    void stepForward();
    void stepBack();

Q_SIGNALS:
    /// Index into AttackTrace::pivots; -1 = none.
    void pivotSelected(int index);
    /// The person chose which pivots to see.
    void filterChosen();
    /// The person asks what closes the attack.
    void closeRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeTransport();
    void setFilter(PivotFilter filter);
    void selectRow(int row);
    void currentChanged();
    void updateSummary();
    void togglePlay();
    void updateIcons();

    TimelineModel *m_model;
    QStackedWidget *m_stack;
    QLabel *m_hint;
    QTableView *m_table;
    QSlider *m_slider;
    QLabel *m_summary;
    QToolButton *m_first;
    QToolButton *m_back;
    QToolButton *m_play;
    QToolButton *m_forward;
    QPushButton *m_close;
    QButtonGroup *m_filters;
    QTimer m_timer;
    Theme m_theme;
    QString m_tag; ///< scenario and exploitability of the result
    bool m_stale = false;
};

} // namespace fourplane::ui
