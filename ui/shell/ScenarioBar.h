// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/Project.h"
#include "ui/theme/Theme.h"

#include <QWidget>

class QButtonGroup;
class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;

namespace fourplane::ui {

/// The bar over the canvas: which scenario, under which assumption, Simulate, and what came out.
class ScenarioBar : public QWidget
{
    Q_OBJECT

public:
    explicit ScenarioBar(QWidget *parent = nullptr);

    void setTheme(const Theme &theme);

    /// Lists the scenarios of `project`; keeps the choice where it still exists.
    void setScenarios(const Project &project);

    /// Id of the chosen scenario; empty when there is none.
    ElementId scenarioId() const;
    /// Chooses a scenario and takes over its assumption.
    void chooseScenario(const ElementId &id);

    Exploitability exploitability() const;
    void setExploitability(Exploitability exploitability);

    /// What the last run came to: rich text, built by the caller from escaped parts.
    void setOutcome(const QString &richText);

    void showRunning(bool running);
    void showProgress(int done, int total, const QString &activity);

Q_SIGNALS:
    void simulateRequested();
    void cancelRequested();
    /// Another scenario or assumption was chosen.
    void questionChanged();

private:
    void chosen();

    QComboBox *m_scenarios;
    QLabel *m_outcome;
    QButtonGroup *m_exploitability;
    QProgressBar *m_progress;
    QPushButton *m_cancel;
    QPushButton *m_simulate;
    ElementMap<Exploitability> m_assumptions;
};

} // namespace fourplane::ui
