// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/PermissionsModel.h"

#include "ui/document/ProjectDocument.h"
#include "ui/panels/ElementNames.h"
#include "ui/panels/FieldChecks.h"

#include <QRegularExpression>

#include <algorithm>

namespace fourplane::ui {

PermissionsModel::PermissionsModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void PermissionsModel::setDocument(ProjectDocument *document)
{
    m_document = document;
    connect(document, &ProjectDocument::reset, this, &PermissionsModel::rebuild);
    connect(document, &ProjectDocument::changed, this, [this](const ChangeSet &changes) {
        if (changes.meaningChanged)
            rebuild();
    });
    rebuild();
}

void PermissionsModel::rebuild()
{
    std::vector<ElementId> rules;
    for (const auto &[id, rule] : m_document->project().policy.allowRules)
        rules.push_back(id);
    if (rules != m_rules) {
        beginResetModel();
        m_rules = std::move(rules);
        endResetModel();
    } else if (!m_rules.empty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
}

int PermissionsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rules.size());
}

int PermissionsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString PermissionsModel::text(const AllowRule &rule, int column) const
{
    const Project &project = m_document->project();
    switch (column) {
    case From:
        return elementName(project, rule.sourceId);
    case To:
        return elementName(project, rule.destinationId);
    case Ports:
        return portsToText(rule.ports);
    case Methods:
        return listToText(rule.httpMethods);
    case Paths:
        return listToText(rule.httpPaths);
    case Pattern: {
        const CommunicationPattern *pattern = find(project.policy.patterns, rule.patternId);
        return pattern ? QString::fromStdString(pattern->name) : QString();
    }
    case Context:
        return QString::fromStdString(rule.context);
    case Realises: {
        const Flow *flow = find(project.topology.flows, rule.flowId);
        return flow ? QString::fromStdString(flow->id.value()) : QString();
    }
    default:
        return {};
    }
}

QVariant PermissionsModel::data(const QModelIndex &index, int role) const
{
    const AllowRule *rule =
        index.isValid() ? find(m_document->project().policy.allowRules, ruleAt(index.row())) : nullptr;
    if (!rule)
        return {};
    const QString plain = text(*rule, index.column());
    if (role == Qt::EditRole)
        return index.column() == Pattern ? QString::fromStdString(rule->patternId.value()) : plain;
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    if (!plain.isEmpty())
        return plain;
    switch (index.column()) {
    case Ports:
        return tr("every port it offers");
    case Methods:
    case Paths:
        return tr("any");
    case Pattern:
        return tr("none: needs an exception");
    case Realises:
        return tr("no declared flow");
    default:
        return {};
    }
}

QVariant PermissionsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    static const QStringList names { tr("From"), tr("To"), tr("Ports"), tr("HTTP methods"), tr("HTTP paths"),
        tr("Pattern"), tr("Context"), tr("Realises") };
    static const QStringList tips { tr("Who may connect: workloads by their account and labels, outsiders by "
                                       "their addresses"),
        tr("Whom they may connect to"),
        tr("Ports of the destination's pods; any = every port it offers. "
           "Network plane, and the mesh."),
        tr("Only a mesh enforces methods: identity plane. Any = every method."),
        tr("Only a mesh enforces paths: identity plane. Any = every path."),
        tr("The communication pattern that it is made from; what is in none needs an exception"),
        tr("The operational context that justifies it. Decides nothing."),
        tr("The declared flow that it permits") };
    if (orientation == Qt::Horizontal && role == Qt::DisplayRole)
        return names.value(section);
    if (orientation == Qt::Horizontal && role == Qt::ToolTipRole)
        return tips.value(section);
    return {};
}

Qt::ItemFlags PermissionsModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    const int column = index.column();
    return column == From || column == To || column == Realises ? flags : flags | Qt::ItemIsEditable;
}

bool PermissionsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || value.toString() == data(index, Qt::EditRole).toString())
        return false;
    Q_EMIT textEntered(index.row(), index.column(), value.toString());
    return true;
}

QString PermissionsModel::fault(Column column, const QString &text) const
{
    static const QRegularExpression method(QStringLiteral("^[A-Z]+$"));
    switch (column) {
    case Ports:
        return portsFault(text);
    case Methods:
        for (const std::string &word : listFromText(text)) {
            if (!method.match(QString::fromStdString(word)).hasMatch())
                return tr("'%1' is no HTTP method: write GET, POST").arg(QString::fromStdString(word));
        }
        return {};
    case Paths:
        for (const std::string &path : listFromText(text)) {
            if (path.front() != '/' && path.front() != '*')
                return tr("'%1' is no HTTP path: begin with / or *").arg(QString::fromStdString(path));
        }
        return {};
    case Pattern: {
        const ElementId id(text.toStdString());
        return id.isEmpty() || find(m_document->project().policy.patterns, id)
            ? QString()
            : tr("There is no pattern '%1'").arg(text);
    }
    default:
        return {};
    }
}

Edit PermissionsModel::editOf(Column column, const std::vector<ElementId> &rules, const QString &text) const
{
    Edit edit;
    const QString name = headerData(column, Qt::Horizontal).toString().toLower();
    edit.label = (rules.size() == 1 ? tr("Set %1 of a permission").arg(name)
                                    : tr("Set %1 of %2 permissions").arg(name).arg(rules.size()))
                     .toStdString();
    for (const ElementId &id : rules) {
        AllowRule rule = m_document->project().policy.allowRules.at(id);
        switch (column) {
        case Ports:
            rule.ports = allowedPortsFromText(text);
            break;
        case Methods:
            rule.httpMethods = listFromText(text);
            break;
        case Paths:
            rule.httpPaths = listFromText(text);
            break;
        case Pattern:
            rule.patternId = ElementId(text.toStdString());
            break;
        case Context:
            rule.context = text.toStdString();
            break;
        default:
            break;
        }
        edit.changes.push_back(ElementChange<AllowRule> { id, rule });
    }
    return edit;
}

} // namespace fourplane::ui
