// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/FindingsPanel.h"

#include "ui/panels/ElementNames.h"
#include "ui/panels/Words.h"

#include <QHeaderView>
#include <QLabel>
#include <QStackedWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace fourplane::ui {

namespace {

constexpr int idsRole = Qt::UserRole;

} // namespace

FindingsPanel::FindingsPanel(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
    , m_list(new QTreeWidget(this))
    , m_theme(Theme::light())
{
    setObjectName(QStringLiteral("findingsPanel"));
    m_list->setObjectName(QStringLiteral("findingsList"));
    m_list->setAccessibleName(tr("Findings"));
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHeaderLabels({ tr("Severity"), tr("Plane"), tr("Where"), tr("What"), tr("Remedy") });
    m_list->setColumnWidth(0, 90);
    m_list->setColumnWidth(1, 90);
    m_list->setColumnWidth(2, 200);
    m_list->setColumnWidth(3, 560);
    m_list->header()->setStretchLastSection(true);
    auto *empty = new QLabel(tr("No findings: every rule is content with the design as it is."), this);
    empty->setProperty("role", QStringLiteral("secondary"));
    empty->setAlignment(Qt::AlignCenter);
    m_stack->addWidget(empty);
    m_stack->addWidget(m_list);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 0, 0, 0);
    layout->addWidget(m_stack);
    connect(m_list, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem *item) {
        if (!item)
            return;
        std::vector<ElementId> ids;
        for (const QString &id : item->data(0, idsRole).toStringList())
            ids.emplace_back(id.toStdString());
        Q_EMIT elementsChosen(ids);
    });
}

void FindingsPanel::show(const Project &project, const std::vector<ProjectProblem> &problems,
    const Diagnostics &notes, const std::vector<Finding> &findings)
{
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    m_count = static_cast<int>(problems.size() + findings.size());
    for (const ProjectProblem &problem : problems) {
        addLine(tr("Problem"), m_theme.denied, QString(), elementName(project, problem.elementId),
            QString::fromStdString(problem.message), QString::fromStdString(problem.fix),
            { problem.elementId });
    }
    for (const Finding &finding : findings) {
        const QString where =
            finding.elements.empty() ? QString() : elementName(project, finding.elements.front());
        addLine(displayWord(nameOf(finding.severity)),
            finding.severity == Severity::High ? m_theme.denied : m_theme.text,
            displayWord(nameOf(finding.plane)), where, QString::fromStdString(finding.message),
            QString::fromStdString(finding.remedy), finding.elements);
    }
    for (const Diagnostic &note : notes) {
        addLine(tr("Note"), m_theme.secondaryText, QString(), QString(), QString::fromStdString(note.message),
            QString::fromStdString(note.fix), {});
    }
    m_stack->setCurrentIndex(m_list->topLevelItemCount() > 0 ? 1 : 0);
}

void FindingsPanel::addLine(const QString &severity, const QColor &colour, const QString &plane,
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
}

} // namespace fourplane::ui
