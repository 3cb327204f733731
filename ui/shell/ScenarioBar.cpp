// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/ScenarioBar.h"

#include "ui/panels/Words.h"
#include "ui/theme/Icons.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalBlocker>

#include <algorithm>

namespace fourplane::ui {

ScenarioBar::ScenarioBar(QWidget *parent)
    : QWidget(parent)
    , m_scenarios(new QComboBox(this))
    , m_outcome(new QLabel(this))
    , m_exploitability(new QButtonGroup(this))
    , m_progress(new QProgressBar(this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_simulate(new QPushButton(tr("Simulate  F5"), this))
{
    setObjectName(QStringLiteral("scenarioBar"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(4, 0, 4, 0);
    row->setSpacing(8);
    auto *caption = new QLabel(tr("Scenario"), this);
    caption->setProperty("role", QStringLiteral("secondary"));
    caption->setBuddy(m_scenarios);
    m_scenarios->setObjectName(QStringLiteral("scenarioChoice"));
    m_scenarios->setAccessibleName(tr("Scenario"));
    m_scenarios->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_scenarios->setMinimumContentsLength(20);
    m_outcome->setObjectName(QStringLiteral("scenarioOutcome"));
    m_outcome->setTextFormat(Qt::RichText);
    m_outcome->setMinimumWidth(40);
    row->addWidget(caption);
    row->addWidget(m_scenarios);
    row->addSpacing(6);
    row->addWidget(m_outcome, 1);

    auto *assumption = new QLabel(tr("exploitability"), this);
    assumption->setProperty("role", QStringLiteral("secondary"));
    assumption->setToolTip(tr("What is assumed about weaknesses in software"));
    row->addWidget(assumption);
    auto *segments = new QHBoxLayout;
    segments->setSpacing(0);
    const QString explanations[] { tr("Stolen credentials and misuse only"),
        tr("Workloads that are marked as exploitable fall when they are reached"),
        tr("Assume breach: everything that is reached falls") };
    for (int i = 0; i < 3; ++i) {
        static constexpr const char *objectNames[] { "exploitabilityNone", "exploitabilityMarked",
            "exploitabilityAll" };
        auto *button = new QPushButton(displayWord(nameOf(static_cast<Exploitability>(i))), this);
        button->setObjectName(QString::fromLatin1(objectNames[i]));
        button->setCheckable(true);
        button->setChecked(i == 1);
        button->setToolTip(explanations[i]);
        button->setProperty("segment",
            i == 0       ? QStringLiteral("first")
                : i == 2 ? QStringLiteral("last")
                         : QStringLiteral("middle"));
        m_exploitability->addButton(button, i);
        segments->addWidget(button);
    }
    row->addLayout(segments);
    m_progress->setObjectName(QStringLiteral("simulationProgress"));
    m_progress->setFixedWidth(150);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(8);
    m_cancel->setObjectName(QStringLiteral("simulationCancel"));
    row->addWidget(m_progress);
    row->addWidget(m_cancel);
    m_simulate->setObjectName(QStringLiteral("simulateButton"));
    m_simulate->setProperty("role", QStringLiteral("simulate"));
    m_cancel->setToolTip(tr("Stop the simulation (Shift+F5)"));
    m_simulate->setToolTip(tr("Attack the design with this scenario (F5)"));
    row->addWidget(m_simulate);
    showRunning(false);

    connect(m_scenarios, &QComboBox::activated, this, &ScenarioBar::chosen);
    connect(m_exploitability, &QButtonGroup::idClicked, this, &ScenarioBar::questionChanged);
    connect(m_simulate, &QPushButton::clicked, this, &ScenarioBar::simulateRequested);
    connect(m_cancel, &QPushButton::clicked, this, &ScenarioBar::cancelRequested);
}

void ScenarioBar::setTheme(const Theme &theme)
{
    m_simulate->setIcon(themedIcon(QStringLiteral("play"), theme.attackText));
}

void ScenarioBar::setScenarios(const Project &project)
{
    const ElementId before = scenarioId();
    const QSignalBlocker blocker(m_scenarios);
    m_scenarios->clear();
    m_assumptions.clear();
    for (const auto &[id, scenario] : project.scenarios) {
        const std::string &name = scenario.name.empty() ? id.value() : scenario.name;
        m_scenarios->addItem(QString::fromStdString(name), QString::fromStdString(id.value()));
        m_assumptions[id] = scenario.exploitability;
    }
    m_scenarios->setEnabled(m_scenarios->count() > 0);
    if (m_scenarios->count() == 0) {
        m_scenarios->addItem(tr("No scenario yet"), QString());
        m_scenarios->setCurrentIndex(0);
        return;
    }
    const int index = m_scenarios->findData(QString::fromStdString(before.value()));
    if (index >= 0 && !before.isEmpty())
        m_scenarios->setCurrentIndex(index);
    else
        chooseScenario(project.scenarios.begin()->first);
}

ElementId ScenarioBar::scenarioId() const
{
    return ElementId(m_scenarios->currentData().toString().toStdString());
}

void ScenarioBar::chooseScenario(const ElementId &id)
{
    const int index = m_scenarios->findData(QString::fromStdString(id.value()));
    if (index < 0)
        return;
    m_scenarios->setCurrentIndex(index);
    setExploitability(m_assumptions[id]);
}

void ScenarioBar::chosen()
{
    setExploitability(m_assumptions[scenarioId()]);
    Q_EMIT questionChanged();
}

Exploitability ScenarioBar::exploitability() const
{
    return static_cast<Exploitability>(m_exploitability->checkedId());
}

void ScenarioBar::setExploitability(Exploitability exploitability)
{
    m_exploitability->button(static_cast<int>(exploitability))->setChecked(true);
}

void ScenarioBar::setOutcome(const QString &richText)
{
    m_outcome->setText(richText);
}

void ScenarioBar::showRunning(bool running)
{
    m_progress->setVisible(running);
    m_cancel->setVisible(running);
    m_simulate->setEnabled(!running);
    if (running)
        m_progress->setRange(0, 0);
}

void ScenarioBar::showProgress(int done, int total, const QString &activity)
{
    m_progress->setRange(0, total);
    m_progress->setValue(std::min(done, total));
    m_progress->setToolTip(activity);
}

} // namespace fourplane::ui
