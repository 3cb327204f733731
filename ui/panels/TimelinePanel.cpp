// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/TimelinePanel.h"

#include "ui/panels/TimelineDelegate.h"
#include "ui/panels/Words.h"
#include "ui/theme/Icons.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace fourplane::ui {

namespace {

/// With more successful pivots than this the list and the canvas begin with those to the goal.
constexpr std::ptrdiff_t manyPivots = 40;

constexpr int playIntervalMilliseconds = 900;

} // namespace

TimelinePanel::TimelinePanel(QWidget *parent)
    : QWidget(parent)
    , m_model(new TimelineModel(this))
    , m_stack(new QStackedWidget(this))
    , m_hint(new QLabel(this))
    , m_table(new QTableView(this))
    , m_theme(Theme::light())
{
    setObjectName(QStringLiteral("timelinePanel"));
    m_hint->setObjectName(QStringLiteral("timelineHint"));
    m_hint->setProperty("role", QStringLiteral("secondary"));
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setWordWrap(true);

    m_table->setObjectName(QStringLiteral("timelineTable"));
    m_table->setAccessibleName(tr("Pivots of the attack"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new TimelineDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setMouseTracking(true);
    m_table->setTabKeyNavigation(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(29);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setColumnWidth(TimelineModel::Step, 52);
    m_table->setColumnWidth(TimelineModel::Ends, 280);
    m_table->setColumnWidth(TimelineModel::TechniqueName, 230);
    m_table->setColumnWidth(TimelineModel::References, 210);
    m_table->setColumnWidth(TimelineModel::Planes, 80);
    widenForHeader(*m_table->horizontalHeader());
    m_table->installEventFilter(this);

    auto *page = new QWidget(this);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeTransport());
    column->addWidget(m_table, 1);
    m_stack->addWidget(m_hint);
    m_stack->addWidget(page);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);

    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &TimelinePanel::currentChanged);
    m_timer.setInterval(playIntervalMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (m_table->currentIndex().row() + 1 >= m_model->rowCount())
            togglePlay();
        else
            stepForward();
    });
    updateIcons();
    showNothing(QString());
}

QWidget *TimelinePanel::makeTransport()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(10, 5, 14, 5);
    row->setSpacing(4);
    const auto button = [this, bar, row](const char *name, const QString &text) {
        auto *tool = new QToolButton(bar);
        tool->setObjectName(QString::fromLatin1(name));
        tool->setAccessibleName(text);
        tool->setToolTip(text);
        tool->setAutoRaise(true);
        tool->setIconSize(QSize(16, 16));
        row->addWidget(tool);
        return tool;
    };
    m_first = button("timelineFirst", tr("First pivot"));
    m_back = button("timelineBack", tr("Previous pivot"));
    m_play = button("timelinePlay", tr("Play"));
    m_forward = button("timelineForward", tr("Next pivot (F10)"));
    m_slider = new QSlider(Qt::Horizontal, bar);
    m_slider->setObjectName(QStringLiteral("timelineSlider"));
    m_slider->setAccessibleName(tr("Pivot"));
    row->addSpacing(6);
    row->addWidget(m_slider, 1);
    row->addSpacing(8);
    m_filters = new QButtonGroup(this);
    const QString words[] { tr("All"), tr("Succeeded"), tr("Blocked"), tr("To the goal") };
    const QString tips[] { tr("Every attempt"), tr("Only the steps that succeed"),
        tr("Only the attempts that were stopped"), tr("Only the steps that bring a crown jewel down") };
    const QString names[] { QStringLiteral("filterAll"), QStringLiteral("filterSucceeded"),
        QStringLiteral("filterBlocked"), QStringLiteral("filterToTheGoal") };
    for (int i = 0; i < 4; ++i) {
        auto *choice = new QPushButton(words[i], bar);
        choice->setObjectName(names[i]);
        choice->setToolTip(tips[i]);
        choice->setCheckable(true);
        choice->setChecked(i == 0);
        choice->setProperty("segment",
            i == 0       ? QStringLiteral("first")
                : i == 3 ? QStringLiteral("last")
                         : QStringLiteral("middle"));
        m_filters->addButton(choice, i);
        row->addWidget(choice);
    }
    row->addSpacing(8);
    m_close = new QPushButton(tr("Close This Path…"), bar);
    m_close->setObjectName(QStringLiteral("timelineClose"));
    m_close->setToolTip(
        tr("See which smallest change keeps the goals, or the target of the chosen step, from falling"));
    row->addWidget(m_close);
    row->addSpacing(8);
    m_summary = new QLabel(bar);
    m_summary->setObjectName(QStringLiteral("timelineSummary"));
    m_summary->setProperty("role", QStringLiteral("secondary"));
    m_summary->setTextFormat(Qt::PlainText);
    row->addWidget(m_summary);

    connect(m_close, &QPushButton::clicked, this, &TimelinePanel::closeRequested);
    connect(m_first, &QToolButton::clicked, this, [this] { selectRow(0); });
    connect(m_back, &QToolButton::clicked, this, &TimelinePanel::stepBack);
    connect(m_play, &QToolButton::clicked, this, &TimelinePanel::togglePlay);
    connect(m_forward, &QToolButton::clicked, this, &TimelinePanel::stepForward);
    connect(m_slider, &QSlider::valueChanged, this, &TimelinePanel::selectRow);
    connect(m_filters, &QButtonGroup::idClicked, this, [this](int id) {
        setFilter(static_cast<PivotFilter>(id));
        Q_EMIT filterChosen();
        Q_EMIT pivotSelected(-1);
    });
    return bar;
}

void TimelinePanel::setTheme(const Theme &theme)
{
    m_theme = theme;
    static_cast<TimelineDelegate *>(m_table->itemDelegate())->setTheme(theme);
    updateIcons();
    m_table->viewport()->update();
}

void TimelinePanel::updateIcons()
{
    const auto icon = [this](
                          const char *name) { return themedIcon(QString::fromLatin1(name), m_theme.text); };
    m_first->setIcon(icon("step-back"));
    m_back->setIcon(icon("chevron-left"));
    m_forward->setIcon(icon("chevron-right"));
    m_play->setIcon(icon(m_timer.isActive() ? "pause" : "play"));
}

void TimelinePanel::showResult(const SimulationResult &result, const Project &project)
{
    m_stale = false;
    static_cast<TimelineDelegate *>(m_table->itemDelegate())->setStale(false);
    m_tag = tr("%1 · exploitability: %2")
                .arg(result.scenarioName, displayWord(nameOf(result.exploitability)).toLower());
    const std::vector<Pivot> &pivots = result.trace->pivots;
    const auto succeeded =
        std::count_if(pivots.begin(), pivots.end(), [](const Pivot &pivot) { return pivot.succeeded(); });
    const bool hasGoal = !result.trace->fallenJewels.empty();
    QAbstractButton *toTheGoal = m_filters->button(static_cast<int>(PivotFilter::ToTheGoal));
    toTheGoal->setEnabled(hasGoal);
    toTheGoal->setToolTip(hasGoal ? tr("Only the steps that bring a crown jewel down")
                                  : tr("No crown jewel falls in this attack"));
    m_model->setResult(result, project);
    setFilter(hasGoal && succeeded > manyPivots ? PivotFilter::ToTheGoal : PivotFilter::All);
    if (m_model->rowCount() == 0) {
        m_hint->setText(tr("%1: the attacker finds nothing to try from the footholds.").arg(m_tag));
        m_stack->setCurrentIndex(0);
    } else {
        m_stack->setCurrentIndex(1);
    }
}

void TimelinePanel::setFilter(PivotFilter filter)
{
    m_filters->button(static_cast<int>(filter))->setChecked(true);
    m_model->setFilter(filter);
    m_slider->setRange(0, std::max(0, m_model->rowCount() - 1));
    updateSummary();
}

void TimelinePanel::showNothing(const QString &hint)
{
    m_timer.stop();
    updateIcons();
    m_stale = false;
    m_model->clear();
    m_hint->setText(hint);
    m_stack->setCurrentIndex(0);
}

void TimelinePanel::markStale()
{
    if (m_model->rowCount() == 0)
        return;
    m_stale = true;
    static_cast<TimelineDelegate *>(m_table->itemDelegate())->setStale(true);
    m_table->viewport()->update();
    updateSummary();
}

void TimelinePanel::stepForward()
{
    selectRow(m_table->currentIndex().isValid() ? m_table->currentIndex().row() + 1 : 0);
}

void TimelinePanel::stepBack()
{
    selectRow(m_table->currentIndex().row() - 1);
}

void TimelinePanel::selectRow(int row)
{
    if (row < 0 || row >= m_model->rowCount() || row == m_table->currentIndex().row())
        return;
    m_table->setCurrentIndex(m_model->index(row, 0));
    m_table->scrollTo(m_model->index(row, 0));
}

void TimelinePanel::currentChanged()
{
    const QModelIndex current = m_table->currentIndex();
    m_slider->setValue(std::max(0, current.row()));
    updateSummary();
    Q_EMIT pivotSelected(current.isValid() ? current.data(TimelineModel::PivotRole).toInt() : -1);
}

void TimelinePanel::updateSummary()
{
    const int row = m_table->currentIndex().row();
    const int count = m_model->rowCount();
    const QString position = row >= 0    ? tr("pivot %1 of %2").arg(row + 1).arg(count)
        : count == m_model->pivotCount() ? tr("%1 pivots").arg(count)
                                         : tr("%1 of %2 pivots").arg(count).arg(m_model->pivotCount());
    QString text = position + QStringLiteral(" · ") + m_tag;
    if (m_stale)
        text = tr("Out of date, press F5 · ") + text;
    m_summary->setText(text);
    m_close->setEnabled(!m_stale);
}

void TimelinePanel::togglePlay()
{
    if (m_timer.isActive()) {
        m_timer.stop();
    } else {
        if (m_table->currentIndex().row() + 1 >= m_model->rowCount())
            m_table->setCurrentIndex({});
        stepForward();
        m_timer.start();
    }
    updateIcons();
}

bool TimelinePanel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        m_table->setCurrentIndex({});
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace fourplane::ui
