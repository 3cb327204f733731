// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/TimelineModel.h"

#include "ui/panels/ElementNames.h"
#include "ui/panels/WhyContent.h"

#include <algorithm>
#include <utility>

namespace fourplane::ui {

TimelineModel::TimelineModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void TimelineModel::setResult(const SimulationResult &result, const Project &project)
{
    beginResetModel();
    m_rows.clear();
    for (std::uint32_t i = 0; i < result.trace->pivots.size(); ++i)
        m_rows.push_back(makeRow(i, result, project));
    for (std::uint32_t pivot : pivotsToGoals(*result.trace))
        m_rows[pivot].leadsToGoal = true;
    // Of one step first what works, as in the other reports.
    std::stable_sort(m_rows.begin(), m_rows.end(), [](const Row &one, const Row &other) {
        return std::pair(one.step, one.blocked) < std::pair(other.step, other.blocked);
    });
    applyFilter();
    endResetModel();
}

void TimelineModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_visible.clear();
    endResetModel();
}

void TimelineModel::setFilter(PivotFilter filter)
{
    beginResetModel();
    m_filter = filter;
    applyFilter();
    endResetModel();
}

bool TimelineModel::isWanted(const Row &row) const
{
    switch (m_filter) {
    case PivotFilter::All:
        return true;
    case PivotFilter::Succeeded:
        return !row.blocked;
    case PivotFilter::Blocked:
        return row.blocked;
    case PivotFilter::ToTheGoal:
        return row.leadsToGoal;
    }
    return true;
}

void TimelineModel::applyFilter()
{
    m_visible.clear();
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (isWanted(m_rows[i]))
            m_visible.push_back(i);
    }
}

std::vector<std::uint32_t> TimelineModel::visiblePivots() const
{
    std::vector<std::uint32_t> pivots;
    for (std::size_t i : m_visible)
        pivots.push_back(m_rows[i].pivot);
    return pivots;
}

TimelineModel::Row TimelineModel::makeRow(
    std::uint32_t pivotIndex, const SimulationResult &result, const Project &project) const
{
    const Pivot &pivot = result.trace->pivots[pivotIndex];
    const Technique *technique = findTechnique(*result.catalogue, pivot.techniqueId);
    Row row;
    row.pivot = pivotIndex;
    row.step = pivot.step;
    row.blocked = !pivot.succeeded();
    row.planes = pivot.blockingPlanes().bits();
    row.texts[Step] = QString::number(pivot.step);
    row.texts[Ends] = arrowText(project, pivot.fromId, pivot.toId);
    row.texts[TechniqueName] = QString::fromStdString(technique ? technique->name : pivot.techniqueId);
    if (technique) {
        QStringList ids;
        for (const TechniqueReference &reference : technique->references)
            ids.append(QString::fromStdString(reference.id));
        row.texts[References] = ids.join(QStringLiteral(" · "));
    }
    QStringList reasons;
    for (const PivotBlock &block : pivot.blocks)
        reasons.append(QString::fromStdString(block.reason));
    if (row.blocked) {
        row.texts[Outcome] = tr("blocked: %1").arg(reasons.join(QStringLiteral("; ")));
    } else {
        // Whom it is about is clear in every line: what follows is what counts.
        const QString actor = QStringLiteral("the attacker ");
        for (std::uint32_t fact : pivot.grants) {
            if (fact >= result.trace->facts.size())
                continue;
            const QString text = factText(project, result.trace->facts[fact].fact);
            reasons.append(text.startsWith(actor) ? text.mid(actor.size()) : text);
        }
        row.texts[Outcome] = reasons.join(QStringLiteral("; "));
    }
    return row;
}

int TimelineModel::rowOf(std::uint32_t pivotIndex) const
{
    for (std::size_t i = 0; i < m_visible.size(); ++i) {
        if (m_rows[m_visible[i]].pivot == pivotIndex)
            return static_cast<int>(i);
    }
    return -1;
}

int TimelineModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_visible.size());
}

int TimelineModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TimelineModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows[m_visible[static_cast<std::size_t>(index.row())]];
    switch (role) {
    case Qt::DisplayRole:
        return row.texts[index.column()];
    case Qt::ToolTipRole:
        return index.column() == Step || index.column() == Planes ? QString() : row.texts[index.column()];
    case Qt::AccessibleTextRole:
        if (index.column() == Step)
            return row.blocked ? tr("step %1, blocked").arg(row.texts[Step])
                               : tr("step %1").arg(row.texts[Step]);
        return row.texts[index.column()];
    case PivotRole:
        return row.pivot;
    case BlockedRole:
        return row.blocked;
    case PlanesRole:
        return row.planes;
    default:
        return {};
    }
}

QString TimelineModel::headerTip(int section)
{
    switch (section) {
    case Step:
        return tr("How many steps lie before it: steps with the same number need nothing of each other");
    case Ends:
        return tr("From what the attacker holds to what the step is about");
    case TechniqueName:
        return tr("What the attacker does");
    case References:
        return tr("Where the technique is catalogued: MITRE ATLAS and ATT&CK, OWASP, CVE");
    case Planes:
        return tr("The planes that stop the step");
    default:
        return tr("What the attacker has then, or what stopped them");
    }
}

QVariant TimelineModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole)
        return headerTip(section);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Step:
        return tr("Step");
    case Ends:
        return tr("From → to");
    case TechniqueName:
        return tr("Technique");
    case References:
        return tr("References");
    case Planes:
        return tr("Planes");
    default:
        return tr("Result");
    }
}

} // namespace fourplane::ui
