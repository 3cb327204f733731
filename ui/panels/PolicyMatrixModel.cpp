// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/PolicyMatrixModel.h"

#include "core/decision/FlowRequest.h"
#include "core/decision/UnreadRules.h"
#include "ui/panels/ElementNames.h"
#include "ui/panels/WhyContent.h"
#include "ui/panels/Words.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace fourplane::ui {

namespace {

/// Cells kept at most; a screen shows a few hundred.
constexpr std::size_t mostCellsKept = 100000;

/// The verdicts of several flows between the same ends: each plane by what hinders most.
Decision hindermost(const std::vector<Decision> &decisions)
{
    static constexpr std::array<int, 4> hindrance { 1, 3, 0, 2 }; // permit, deny, not enforced, uncertain
    const auto hinders = [](const PlaneVerdict &answer) {
        return hindrance[static_cast<std::size_t>(answer.verdict)];
    };
    Decision joined = decisions.front();
    for (const Decision &decision : decisions) {
        for (std::size_t i = 0; i < planeCount; ++i) {
            if (hinders(decision.planes[i]) > hinders(joined.planes[i]))
                joined.planes[i] = decision.planes[i];
        }
    }
    return joined;
}

/// "network: CiliumNetworkPolicy shop/p, p.yaml:3:1" for each plane that is uncertain.
QStringList uncertaintiesOf(const Decision &decision)
{
    QStringList found;
    for (std::size_t i = 0; i < planeCount; ++i) {
        const PlaneVerdict &answer = decision.planes[i];
        if (answer.verdict != Verdict::Uncertain)
            continue;
        QString text = displayWord(nameOf(static_cast<Plane>(i))).toLower();
        if (answer.decidedBy) {
            text += QStringLiteral(": ") + objectText(*answer.decidedBy);
            if (answer.decidedBy->origin.isKnown())
                text += QStringLiteral(", ") + QString::fromStdString(toString(answer.decidedBy->origin));
        }
        found.append(text);
    }
    return found;
}

} // namespace

PolicyMatrixModel::PolicyMatrixModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void PolicyMatrixModel::setEvaluation(
    const Project *project, std::shared_ptr<const ProjectEvaluation> evaluation)
{
    beginResetModel();
    m_project = project;
    m_evaluation = std::move(evaluation);
    m_elements.clear();
    m_flows.clear();
    m_permissions.clear();
    m_cells.clear();
    if (m_evaluation) {
        const Topology &topology = project->topology;
        for (const auto &[id, workload] : topology.workloads)
            m_elements.push_back(id);
        std::sort(m_elements.begin(), m_elements.end(), [&](const ElementId &a, const ElementId &b) {
            const Workload &first = topology.workloads.at(a);
            const Workload &second = topology.workloads.at(b);
            return std::tie(first.namespaceId, first.name, a) < std::tie(second.namespaceId, second.name, b);
        });
        for (const auto &[id, external] : topology.externals)
            m_elements.push_back(id);
        for (const auto &[id, flow] : topology.flows)
            m_flows[{ flow.sourceId, flow.destinationId }].push_back(id);
        for (const auto &[id, rule] : project->policy.allowRules)
            ++m_permissions[{ rule.sourceId, rule.destinationId }];
    }
    filter();
    endResetModel();
}

void PolicyMatrixModel::setFilters(const QString &source, const QString &destination)
{
    beginResetModel();
    m_sourceFilter = source;
    m_destinationFilter = destination;
    filter();
    endResetModel();
}

void PolicyMatrixModel::filter()
{
    m_rows.clear();
    m_columns.clear();
    for (std::size_t i = 0; i < m_elements.size(); ++i) {
        const QString text =
            elementName(*m_project, m_elements[i]) + QLatin1Char(' ') + placeOf(m_elements[i]);
        if (matchesSearch(text, m_sourceFilter))
            m_rows.push_back(i);
        if (matchesSearch(text, m_destinationFilter))
            m_columns.push_back(i);
    }
}

QString PolicyMatrixModel::placeOf(const ElementId &id) const
{
    const Workload *workload = find(m_project->topology.workloads, id);
    const Namespace *home = workload ? find(m_project->topology.namespaces, workload->namespaceId) : nullptr;
    return home ? QString::fromStdString(home->name) : tr("outside");
}

EndPair PolicyMatrixModel::pairAt(const QModelIndex &index) const
{
    return { m_elements.at(m_rows.at(static_cast<std::size_t>(index.row()))),
        m_elements.at(m_columns.at(static_cast<std::size_t>(index.column()))) };
}

Decision PolicyMatrixModel::named(const AccessRequest &request) const
{
    Decision decision = m_evaluation->decisions->decide(request);
    UnreadRules(m_project->unmodelled, m_evaluation->compiled.plan).name(request, decision);
    return decision;
}

MatrixCell PolicyMatrixModel::decide(const EndPair &ends) const
{
    MatrixCell cell;
    const auto permissions = m_permissions.find(ends);
    cell.permissions = permissions == m_permissions.end() ? 0 : permissions->second;
    const auto declared = m_flows.find(ends);
    std::vector<Decision> decisions;
    if (declared != m_flows.end()) {
        for (const ElementId &id : declared->second) {
            if (const Flow *flow = find(m_project->topology.flows, id))
                decisions.push_back(named(requestFor(*flow, m_evaluation->compiled.plan)));
        }
    }
    cell.isDeclared = !decisions.empty();
    if (cell.isDeclared) {
        cell.decision = hindermost(decisions);
    } else {
        AccessRequest request;
        request.sourceId = ends.first;
        request.destinationId = ends.second;
        cell.decision = named(request);
    }
    return cell;
}

std::optional<MatrixCell> PolicyMatrixModel::cellAt(const QModelIndex &index) const
{
    if (!index.isValid() || !m_evaluation)
        return std::nullopt;
    const std::size_t row = m_rows.at(static_cast<std::size_t>(index.row()));
    const std::size_t column = m_columns.at(static_cast<std::size_t>(index.column()));
    if (row == column)
        return std::nullopt;
    const std::uint64_t key = static_cast<std::uint64_t>(row) * m_elements.size() + column;
    const auto known = m_cells.find(key);
    if (known != m_cells.end())
        return known->second;
    if (m_cells.size() >= mostCellsKept)
        m_cells.clear();
    return m_cells.emplace(key, decide({ m_elements[row], m_elements[column] })).first->second;
}

QString PolicyMatrixModel::sentence(const QModelIndex &index) const
{
    const std::optional<MatrixCell> cell = cellAt(index);
    if (!cell)
        return {};
    const EndPair ends = pairAt(index);
    const QString arrow = arrowText(*m_project, ends.first, ends.second);
    QString verdict;
    switch (cell->decision.joint()) {
    case Verdict::Permit:
        verdict = tr("%1: permitted").arg(arrow);
        break;
    case Verdict::Deny: {
        QStringList planes;
        for (std::size_t i = 0; i < planeCount; ++i) {
            if (cell->decision.planes[i].verdict == Verdict::Deny)
                planes.append(displayWord(nameOf(static_cast<Plane>(i))).toLower());
        }
        verdict = tr("%1: denied (%2)").arg(arrow, planes.join(QStringLiteral(", ")));
        break;
    }
    case Verdict::NotEnforced:
        verdict = tr("%1: open, nothing stands in the way").arg(arrow);
        break;
    case Verdict::Uncertain:
        verdict =
            tr("%1: not known (%2)").arg(arrow, uncertaintiesOf(cell->decision).join(QStringLiteral(", ")));
        break;
    }
    return verdict + QStringLiteral("; ") + (cell->isDeclared ? tr("declared") : tr("not declared"))
        + QStringLiteral("; ") + tr("permissions: %1").arg(cell->permissions);
}

int PolicyMatrixModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PolicyMatrixModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant PolicyMatrixModel::data(const QModelIndex &index, int role) const
{
    if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole)
        return sentence(index);
    return {};
}

QVariant PolicyMatrixModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    const auto &sections = orientation == Qt::Vertical ? m_rows : m_columns;
    if (section < 0 || static_cast<std::size_t>(section) >= sections.size())
        return {};
    const ElementId &id = m_elements.at(sections[static_cast<std::size_t>(section)]);
    switch (role) {
    case Qt::DisplayRole:
        return elementName(*m_project, id);
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return tr("%1 in %2").arg(elementName(*m_project, id), placeOf(id));
    case Qt::TextAlignmentRole:
        return static_cast<int>(
            orientation == Qt::Vertical ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignCenter);
    default:
        return {};
    }
}

} // namespace fourplane::ui
