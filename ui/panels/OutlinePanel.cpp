// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/OutlinePanel.h"

#include "ui/document/ProjectDocument.h"
#include "ui/panels/ElementNames.h"
#include "ui/panels/Words.h"
#include "ui/theme/Icons.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QTreeWidget>
#include <QTreeWidgetItemIterator>
#include <QVBoxLayout>

#include <algorithm>

namespace fourplane::ui {

namespace {

ElementId idOf(const QTreeWidgetItem *item)
{
    return ElementId(item->data(0, Qt::UserRole).toString().toStdString());
}

} // namespace

OutlinePanel::OutlinePanel(QWidget *parent)
    : QWidget(parent)
    , m_search(new QLineEdit(this))
    , m_tree(new QTreeWidget(this))
    , m_theme(Theme::light())
{
    setObjectName(QStringLiteral("outlinePanel"));
    m_search->setObjectName(QStringLiteral("outlineSearch"));
    m_search->setPlaceholderText(tr("Find in project…"));
    m_search->setAccessibleName(tr("Find in project"));
    m_search->setClearButtonEnabled(true);
    m_tree->setObjectName(QStringLiteral("outlineTree"));
    m_tree->setAccessibleName(tr("Outline of the project"));
    m_tree->setColumnCount(1);
    m_tree->setHeaderHidden(true);
    m_tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_tree->setIconSize(QSize(16, 16));
    m_tree->setIndentation(16);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setTextElideMode(Qt::ElideRight);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 8, 0);
    layout->setSpacing(8);
    layout->addWidget(m_search);
    layout->addWidget(m_tree, 1);

    connect(m_search, &QLineEdit::textChanged, this, &OutlinePanel::filter);
    connect(m_tree, &QTreeWidget::itemSelectionChanged, this, [this] {
        if (m_updating)
            return;
        m_selection.clear();
        for (const QTreeWidgetItem *item : m_tree->selectedItems()) {
            if (!idOf(item).isEmpty())
                m_selection.push_back(idOf(item));
        }
        std::sort(m_selection.begin(), m_selection.end());
        Q_EMIT selectionRequested(m_selection);
    });
}

void OutlinePanel::setDocument(ProjectDocument *document)
{
    m_document = document;
    connect(document, &ProjectDocument::reset, this, &OutlinePanel::rebuild);
    connect(document, &ProjectDocument::changed, this, [this](const ChangeSet &changes) {
        if (changes.meaningChanged)
            rebuild();
    });
    rebuild();
}

void OutlinePanel::setTheme(const Theme &theme)
{
    m_theme = theme;
    rebuild();
}

QTreeWidgetItem *OutlinePanel::addItem(QTreeWidgetItem *parent, const ElementId &id, const QString &text,
    const QString &icon, const QString &detail)
{
    auto *item = parent ? new QTreeWidgetItem(parent) : new QTreeWidgetItem(m_tree);
    item->setText(0, text);
    item->setToolTip(0, detail.isEmpty() ? text : text + QStringLiteral(" · ") + detail);
    item->setIcon(0, themedIcon(icon, m_theme.secondaryText));
    item->setData(0, Qt::UserRole, QString::fromStdString(id.value()));
    item->setData(0, Qt::UserRole + 1, QString(text + QLatin1Char(' ') + detail));
    return item;
}

void OutlinePanel::rebuild()
{
    m_updating = true;
    m_tree->clear();
    if (m_document) {
        const Topology &topology = m_document->project().topology;
        std::map<ElementId, QTreeWidgetItem *> groups;
        for (const auto &[id, space] : topology.namespaces) {
            groups[id] = addItem(nullptr, id, QString::fromStdString(space.name), QStringLiteral("namespace"),
                tr("namespace"));
        }
        for (const auto &[id, workload] : topology.workloads) {
            const auto group = groups.find(workload.namespaceId);
            addItem(group == groups.end() ? nullptr : group->second, id,
                QString::fromStdString(workload.name), iconNameOf(workload.kind),
                displayWord(nameOf(workload.kind)));
        }
        if (!topology.externals.empty()) {
            QTreeWidgetItem *outside =
                addItem(nullptr, {}, tr("Outside the cluster"), QStringLiteral("internet"), {});
            outside->setFlags(Qt::ItemIsEnabled);
            for (const auto &[id, external] : topology.externals) {
                addItem(outside, id, QString::fromStdString(external.name), iconNameOf(external.kind),
                    displayWord(nameOf(external.kind)));
            }
        }
        m_tree->expandAll();
        addUndrawn();
    }
    m_updating = false;
    filter(m_search->text());
    showSelection(m_selection);
}

/// What has no card on the canvas, kind by kind; closed at first, since designs have many of these.
void OutlinePanel::addUndrawn()
{
    const Project &project = m_document->project();
    const auto addGroup = [&](const auto &elements, const QString &title) {
        if (elements.empty())
            return;
        const QString icon = elementIcon(project, elements.begin()->first);
        QTreeWidgetItem *group = addItem(nullptr, {}, title, icon, {});
        group->setFlags(Qt::ItemIsEnabled);
        for (const auto &entry : elements)
            addItem(group, entry.first, elementName(project, entry.first), icon, title);
    };
    const Topology &topology = project.topology;
    addGroup(topology.identities, tr("Service accounts"));
    addGroup(topology.stores, tr("Data stores"));
    addGroup(project.policy.grants, tr("Grants"));
    addGroup(topology.secrets, tr("Secrets"));
    addGroup(topology.feeds, tr("Context feeds"));
    addGroup(project.policy.toolScopes, tr("Tool scopes"));
    addGroup(project.policy.egressLists, tr("Egress lists"));
    addGroup(topology.nodePools, tr("Node pools"));
    addGroup(topology.services, tr("Services"));
    addGroup(topology.roles, tr("Roles"));
    addGroup(topology.bindings, tr("Role bindings"));
    addGroup(project.policy.patterns, tr("Communication patterns"));
    addGroup(project.policy.exceptions, tr("Exceptions"));
}

void OutlinePanel::filter(const QString &query)
{
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
        QTreeWidgetItem *top = m_tree->topLevelItem(i);
        const bool topMatches = matchesSearch(top->data(0, Qt::UserRole + 1).toString(), query);
        bool anyChild = false;
        for (int c = 0; c < top->childCount(); ++c) {
            const bool matches =
                topMatches || matchesSearch(top->child(c)->data(0, Qt::UserRole + 1).toString(), query);
            top->child(c)->setHidden(!matches);
            anyChild = anyChild || matches;
        }
        top->setHidden(!topMatches && !anyChild);
    }
}

void OutlinePanel::showSelection(const std::vector<ElementId> &ids)
{
    m_updating = true;
    m_selection = ids;
    m_tree->clearSelection();
    for (QTreeWidgetItemIterator it(m_tree); *it; ++it) {
        const ElementId id = idOf(*it);
        if (!id.isEmpty() && std::find(ids.begin(), ids.end(), id) != ids.end()) {
            (*it)->setSelected(true);
            m_tree->scrollToItem(*it);
        }
    }
    m_updating = false;
}

} // namespace fourplane::ui
