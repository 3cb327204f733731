// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/FindingsPanel.h"

#include "core/analysis/FindingAcceptance.h"
#include "core/analysis/FindingRule.h"
#include "ui/panels/ElementNames.h"
#include "ui/panels/Words.h"

#include <QDate>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace fourplane::ui {

namespace {

constexpr int idsRole = Qt::UserRole;
constexpr int findingRole = Qt::UserRole + 1;

std::vector<ElementId> idsOf(const QTreeWidgetItem &item)
{
    std::vector<ElementId> ids;
    for (const QString &id : item.data(0, idsRole).toStringList())
        ids.emplace_back(id.toStdString());
    return ids;
}

} // namespace

FindingsPanel::FindingsPanel(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
    , m_list(new QTreeWidget(this))
    , m_fix(new QPushButton(tr("Fix…"), this))
    , m_accept(new QPushButton(tr("Accept…"), this))
    , m_why(new QLabel(this))
    , m_theme(Theme::light())
{
    setObjectName(QStringLiteral("findingsPanel"));
    m_list->setObjectName(QStringLiteral("findingsList"));
    m_list->setAccessibleName(tr("Findings"));
    m_list->setToolTip(tr("Enter shows on the canvas what a finding is about"));
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHeaderLabels({ tr("Severity"), tr("Plane"), tr("Where"), tr("What"), tr("Remedy") });
    const QString headerTips[] = { tr("How much it matters when an attacker uses it"),
        tr("The plane whose decision is missing or wrong"), tr("What it is about; Enter shows it"),
        tr("What the rule found"), tr("What closes it; Fix looks for the edits") };
    for (int column = 0; column < 5; ++column)
        m_list->headerItem()->setToolTip(column, headerTips[column]);
    m_list->setColumnWidth(0, 90);
    m_list->setColumnWidth(1, 90);
    m_list->setColumnWidth(2, 200);
    m_list->setColumnWidth(3, 560);
    m_list->header()->setStretchLastSection(true);
    widenForHeader(*m_list->header());
    m_fix->setObjectName(QStringLiteral("findingFix"));
    m_fix->setToolTip(
        tr("See which changes close the chosen finding and what they do, and make one (Ctrl+.)"));
    m_accept->setObjectName(QStringLiteral("findingAccept"));
    m_accept->setToolTip(
        tr("Enter the chosen finding into the register of exceptions, with a reason and an expiry"));
    m_why->setObjectName(QStringLiteral("findingWhy"));
    m_why->setProperty("role", QStringLiteral("secondary"));
    m_why->setTextFormat(Qt::PlainText);
    m_why->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(4, 4, 12, 4);
    bar->setSpacing(8);
    bar->addWidget(m_fix);
    bar->addWidget(m_accept);
    bar->addWidget(m_why, 1);
    auto *page = new QWidget(this);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_list, 1);
    auto *empty = new QLabel(tr("No findings: every rule is content with the design as it is."), this);
    empty->setProperty("role", QStringLiteral("secondary"));
    empty->setAlignment(Qt::AlignCenter);
    m_stack->addWidget(empty);
    m_stack->addWidget(page);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 0, 0, 0);
    layout->addWidget(m_stack);
    connect(m_list, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem *item) {
        updateButtons();
        if (item)
            Q_EMIT elementsChosen(idsOf(*item));
    });
    connect(m_list, &QTreeWidget::itemActivated, this,
        [this](QTreeWidgetItem *item) { Q_EMIT elementsActivated(idsOf(*item)); });
    connect(m_fix, &QPushButton::clicked, this, &FindingsPanel::fixRequested);
    connect(m_accept, &QPushButton::clicked, this, &FindingsPanel::acceptRequested);
    updateButtons();
}

void FindingsPanel::show(const Project &project, const std::vector<ProjectProblem> &problems,
    const Diagnostics &notes, const std::vector<Finding> &findings)
{
    const QSignalBlocker blocker(m_list);
    const Finding *chosen = chosenFinding();
    const ElementId former = chosen ? acceptanceId(*chosen) : ElementId();
    m_list->clear();
    m_findings = findings;
    m_count = static_cast<int>(problems.size());
    const std::string today = QDate::currentDate().toString(Qt::ISODate).toStdString();
    for (const ProjectProblem &problem : problems) {
        addLine(tr("Problem"), m_theme.denied, QString(), elementName(project, problem.elementId),
            QString::fromStdString(problem.message), QString::fromStdString(problem.fix),
            { problem.elementId });
    }
    for (std::size_t i = 0; i < m_findings.size(); ++i)
        addFinding(project, i, today, false);
    for (const Diagnostic &note : notes) {
        addLine(tr("Note"), m_theme.secondaryText, QString(), QString(), QString::fromStdString(note.message),
            QString::fromStdString(note.fix), {});
    }
    for (std::size_t i = 0; i < m_findings.size(); ++i)
        addFinding(project, i, today, true);
    for (int row = 0; row < m_list->topLevelItemCount() && !former.isEmpty(); ++row) {
        QTreeWidgetItem *item = m_list->topLevelItem(row);
        const QVariant index = item->data(0, findingRole);
        if (index.isValid() && acceptanceId(m_findings[index.toUInt()]) == former) {
            m_list->setCurrentItem(item);
            break;
        }
    }
    m_stack->setCurrentIndex(m_list->topLevelItemCount() > 0 ? 1 : 0);
    updateButtons();
}

/// Adds the line of a finding when it is among those wanted.
void FindingsPanel::addFinding(
    const Project &project, std::size_t index, const std::string &today, bool wantsAccepted)
{
    const Finding &finding = m_findings[index];
    const AcceptanceState state = acceptanceState(project, finding, today);
    const bool isAccepted = state == AcceptanceState::Accepted;
    if (isAccepted != wantsAccepted)
        return;
    m_count += isAccepted ? 0 : 1;
    const ExceptionRecord *record = fourplane::find(project.policy.exceptions, acceptanceId(finding));
    const QString where =
        finding.elements.empty() ? QString() : elementName(project, finding.elements.front());
    QTreeWidgetItem *item = addLine(isAccepted ? tr("Accepted") : displayWord(nameOf(finding.severity)),
        isAccepted                               ? m_theme.secondaryText
            : finding.severity == Severity::High ? m_theme.denied
                                                 : m_theme.text,
        displayWord(nameOf(finding.plane)), where, QString::fromStdString(finding.message),
        QString::fromStdString(finding.remedy), finding.elements);
    item->setData(0, findingRole, static_cast<uint>(index));
    if (!record)
        return;
    const QString until = QString::fromStdString(record->expires);
    const QString remark = isAccepted       ? tr("Accepted until %1").arg(until)
        : state == AcceptanceState::Expired ? tr("Acceptance expired on %1").arg(until)
                                            : tr("Acceptance is not approved yet");
    item->setText(4, remark + QStringLiteral(": ") + QString::fromStdString(record->reason));
    item->setToolTip(4, item->text(4));
    item->setToolTip(0, remark);
    if (isAccepted) {
        for (int column : { 2, 3 })
            item->setForeground(column, m_theme.secondaryText);
    }
}

QTreeWidgetItem *FindingsPanel::addLine(const QString &severity, const QColor &colour, const QString &plane,
    const QString &element, const QString &message, const QString &remedy, const std::vector<ElementId> &ids)
{
    auto *item = new QTreeWidgetItem(m_list, { severity, plane, element, message, remedy });
    item->setForeground(0, colour);
    item->setFont(2, interfaceFont(13, QFont::DemiBold));
    for (int column : { 1, 4 })
        item->setForeground(column, m_theme.secondaryText);
    for (int column : { 3, 4 })
        item->setToolTip(column, item->text(column));
    QStringList texts;
    for (const ElementId &id : ids)
        texts.append(QString::fromStdString(id.value()));
    item->setData(0, idsRole, texts);
    return item;
}

const Finding *FindingsPanel::chosenFinding() const
{
    const QTreeWidgetItem *item = m_list->currentItem();
    const QVariant index = item ? item->data(0, findingRole) : QVariant();
    return index.isValid() ? &m_findings[index.toUInt()] : nullptr;
}

bool FindingsPanel::chooseFinding()
{
    for (int row = 0; row < m_list->topLevelItemCount() && !chosenFinding(); ++row) {
        if (m_list->topLevelItem(row)->data(0, findingRole).isValid())
            m_list->setCurrentItem(m_list->topLevelItem(row));
    }
    return chosenFinding() != nullptr;
}

void FindingsPanel::updateButtons()
{
    const Finding *finding = chosenFinding();
    m_fix->setEnabled(finding != nullptr);
    m_accept->setEnabled(finding && !finding->elements.empty());
    QString why;
    if (finding) {
        const std::vector<FindingRule> rules = allFindingRules();
        const auto rule = std::find_if(rules.begin(), rules.end(),
            [finding](const FindingRule &known) { return known.id == finding->ruleId; });
        if (rule != rules.end()) {
            QStringList references;
            for (const std::string &reference : rule->references)
                references += QString::fromStdString(reference);
            why = tr("%1 (%2)").arg(QString::fromStdString(rule->why), references.join(QStringLiteral(", ")));
            m_why->setToolTip(why + QLatin1Char('\n')
                + tr("Not so when: %1").arg(QString::fromStdString(rule->falsePositives)));
        }
    }
    m_why->setText(why);
}

} // namespace fourplane::ui
