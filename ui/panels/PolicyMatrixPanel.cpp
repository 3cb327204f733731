// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/PolicyMatrixPanel.h"

#include "ui/document/ProjectDocument.h"
#include "ui/panels/ElementNames.h"
#include "ui/panels/PolicyMatrixDelegate.h"
#include "ui/panels/PolicyMatrixModel.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace fourplane::ui {

namespace {

/// Pairs that one edit is made for at most: the whole of a large matrix is no decision anybody makes.
constexpr std::size_t mostPairs = 1000;

QLineEdit *filterField(const char *name, const QString &placeholder, QWidget *parent)
{
    auto *field = new QLineEdit(parent);
    field->setObjectName(QString::fromLatin1(name));
    field->setPlaceholderText(placeholder);
    field->setAccessibleName(placeholder);
    field->setClearButtonEnabled(true);
    field->setMaximumWidth(240);
    return field;
}

} // namespace

PolicyMatrixPanel::PolicyMatrixPanel(QWidget *parent)
    : QWidget(parent)
    , m_model(new PolicyMatrixModel(this))
    , m_delegate(new PolicyMatrixDelegate(this))
    , m_stack(new QStackedWidget(this))
    , m_empty(new QLabel(this))
    , m_sources(filterField("matrixSources", tr("From…"), this))
    , m_destinations(filterField("matrixDestinations", tr("To…"), this))
    , m_legend(new QLabel(this))
    , m_table(new QTableView(this))
{
    setObjectName(QStringLiteral("matrixPanel"));
    m_table->setObjectName(QStringLiteral("matrixTable"));
    m_table->setAccessibleName(tr("Policy matrix: sources in rows, destinations in columns"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(m_delegate);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->horizontalHeader()->setDefaultSectionSize(PolicyMatrixDelegate::cellWidth);
    m_table->horizontalHeader()->setTextElideMode(Qt::ElideMiddle);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(PolicyMatrixDelegate::cellHeight);
    m_table->verticalHeader()->setFixedWidth(180);
    m_table->verticalHeader()->setTextElideMode(Qt::ElideMiddle);
    m_table->setCornerButtonEnabled(false);
    m_table->installEventFilter(this);
    m_legend->setObjectName(QStringLiteral("matrixLegend"));
    m_legend->setProperty("role", QStringLiteral("secondary"));
    m_legend->setText(
        tr("Rows reach columns · framed: declared · striped: open but not declared · number: permissions · "
           "Space permits or withdraws"));
    m_empty->setProperty("role", QStringLiteral("secondary"));
    m_empty->setAlignment(Qt::AlignCenter);

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(12, 6, 12, 6);
    bar->setSpacing(8);
    bar->addWidget(m_sources);
    bar->addWidget(m_destinations);
    bar->addWidget(m_legend, 1);
    auto *page = new QWidget(this);
    auto *pageLayout = new QVBoxLayout(page);
    pageLayout->setContentsMargins(0, 0, 0, 0);
    pageLayout->setSpacing(0);
    pageLayout->addLayout(bar);
    pageLayout->addWidget(m_table, 1);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(page);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);

    const auto filter = [this] { m_model->setFilters(m_sources->text(), m_destinations->text()); };
    connect(m_sources, &QLineEdit::textChanged, this, filter);
    connect(m_destinations, &QLineEdit::textChanged, this, filter);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
        [this](const QModelIndex &current) {
            if (m_model->cellAt(current)) {
                const EndPair ends = m_model->pairAt(current);
                Q_EMIT pairChosen(ends.first, ends.second);
            }
        });
    connect(m_table, &QTableView::customContextMenuRequested, this, &PolicyMatrixPanel::openMenu);
    showEvaluation(nullptr);
}

void PolicyMatrixPanel::setTheme(const Theme &theme)
{
    m_delegate->setTheme(theme);
    m_table->viewport()->update();
}

void PolicyMatrixPanel::showEvaluation(std::shared_ptr<const ProjectEvaluation> evaluation)
{
    // The same cell stays the current one while the matrix around it is read anew.
    const QModelIndex current = m_table->currentIndex();
    const QPoint scrolled(m_table->horizontalScrollBar()->value(), m_table->verticalScrollBar()->value());
    const bool hasEvaluation = evaluation != nullptr;
    m_model->setEvaluation(m_document ? &m_document->project() : nullptr, std::move(evaluation));
    if (current.isValid() && current.row() < m_model->rowCount()
        && current.column() < m_model->columnCount()) {
        const QSignalBlocker blocker(m_table->selectionModel());
        m_table->setCurrentIndex(m_model->index(current.row(), current.column()));
    }
    m_table->horizontalScrollBar()->setValue(scrolled.x());
    m_table->verticalScrollBar()->setValue(scrolled.y());
    if (!hasEvaluation)
        m_empty->setText(tr("The matrix is there as soon as the project has no problems: see Findings."));
    else
        m_empty->setText(tr("Add a second workload: the matrix shows who reaches whom."));
    m_stack->setCurrentIndex(hasEvaluation && m_model->elementCount() > 1 ? 1 : 0);
}

bool PolicyMatrixPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Space) {
        toggle();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

std::vector<EndPair> PolicyMatrixPanel::chosenPairs() const
{
    std::vector<EndPair> pairs;
    for (const QModelIndex &index : m_table->selectionModel()->selectedIndexes()) {
        if (m_model->cellAt(index) && pairs.size() < mostPairs)
            pairs.push_back(m_model->pairAt(index));
    }
    return pairs;
}

void PolicyMatrixPanel::toggle()
{
    const std::vector<EndPair> pairs = chosenPairs();
    const Project &project = m_document->project();
    const bool isAllPermitted = std::all_of(pairs.begin(), pairs.end(),
        [&project](const EndPair &ends) { return !permissionsBetween(project, ends).empty(); });
    if (isAllPermitted)
        withdraw(pairs);
    else
        permit(pairs);
}

void PolicyMatrixPanel::permit(const std::vector<EndPair> &pairs)
{
    const Project &project = m_document->project();
    Edit edit = permittingEdit(project, pairs);
    edit.label = (pairs.size() == 1
            ? tr("Permit %1").arg(arrowText(project, pairs.front().first, pairs.front().second))
            : tr("Permit %1 pairs").arg(pairs.size()))
                     .toStdString();
    m_document->apply(edit);
}

void PolicyMatrixPanel::withdraw(const std::vector<EndPair> &pairs)
{
    const Project &project = m_document->project();
    Edit edit = withdrawingEdit(project, pairs);
    edit.label = (pairs.size() == 1 ? tr("Withdraw the permission of %1")
                                          .arg(arrowText(project, pairs.front().first, pairs.front().second))
                                    : tr("Withdraw the permissions of %1 pairs").arg(pairs.size()))
                     .toStdString();
    m_document->apply(edit);
}

void PolicyMatrixPanel::openMenu(const QPoint &where)
{
    const std::vector<EndPair> pairs = chosenPairs();
    if (pairs.empty())
        return;
    const Project &project = m_document->project();
    QMenu menu(this);
    QAction *permitAction = menu.addAction(tr("&Permit"), this, [this, &pairs] { permit(pairs); });
    QAction *withdrawAction =
        menu.addAction(tr("&Withdraw permission"), this, [this, &pairs] { withdraw(pairs); });
    permitAction->setEnabled(!permittingEdit(project, pairs).changes.empty());
    withdrawAction->setEnabled(!withdrawingEdit(project, pairs).changes.empty());
    menu.exec(m_table->viewport()->mapToGlobal(where));
}

} // namespace fourplane::ui
