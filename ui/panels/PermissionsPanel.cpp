// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/PermissionsPanel.h"

#include "core/project/Permissions.h"
#include "ui/document/ProjectDocument.h"
#include "ui/panels/PermissionsModel.h"
#include "ui/panels/Words.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace fourplane::ui {

namespace {

/// Rows that have every word of a text, in whatever column.
class WordFilter : public QSortFilterProxyModel
{
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setWords(const QString &words)
    {
        m_words = words;
        invalidateFilter();
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override
    {
        QString text;
        for (int column = 0; column < sourceModel()->columnCount(); ++column)
            text += sourceModel()->index(row, column, parent).data().toString() + QLatin1Char(' ');
        return matchesSearch(text, m_words);
    }

private:
    QString m_words;
};

/// Edits the pattern of a rule by choosing from those of the project, everything else as text.
class PermissionDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setDocument(ProjectDocument *document) { m_document = document; }

    QWidget *createEditor(
        QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        if (index.column() != PermissionsModel::Pattern)
            return QStyledItemDelegate::createEditor(parent, option, index);
        auto *box = new QComboBox(parent);
        box->setObjectName(QStringLiteral("permissionPattern"));
        box->addItem(PermissionsPanel::tr("none: needs an exception"), QString());
        for (const auto &[id, pattern] : m_document->project().policy.patterns)
            box->addItem(QString::fromStdString(pattern.name), QString::fromStdString(id.value()));
        return box;
    }

    void setEditorData(QWidget *editor, const QModelIndex &index) const override
    {
        if (auto *box = qobject_cast<QComboBox *>(editor))
            box->setCurrentIndex(std::max(0, box->findData(index.data(Qt::EditRole))));
        else
            QStyledItemDelegate::setEditorData(editor, index);
    }

    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override
    {
        if (auto *box = qobject_cast<QComboBox *>(editor))
            model->setData(index, box->currentData());
        else
            QStyledItemDelegate::setModelData(editor, model, index);
    }

private:
    ProjectDocument *m_document = nullptr;
};

} // namespace

PermissionsPanel::PermissionsPanel(QWidget *parent)
    : QWidget(parent)
    , m_model(new PermissionsModel(this))
    , m_sorted(new WordFilter(this))
    , m_stack(new QStackedWidget(this))
    , m_search(new QLineEdit(this))
    , m_permitDeclared(new QPushButton(tr("Permit what is declared"), this))
    , m_remove(new QPushButton(tr("Remove"), this))
    , m_table(new QTableView(this))
{
    setObjectName(QStringLiteral("permissionsPanel"));
    m_search->setObjectName(QStringLiteral("permissionsSearch"));
    m_search->setPlaceholderText(tr("Find permissions…"));
    m_search->setAccessibleName(tr("Find permissions"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(300);
    m_permitDeclared->setObjectName(QStringLiteral("permitDeclared"));
    m_permitDeclared->setToolTip(tr("Add a permission for every declared flow that has none"));
    m_remove->setObjectName(QStringLiteral("removePermissions"));
    m_remove->setToolTip(tr("Take the chosen permissions away (Del)"));
    auto *hint = new QLabel(tr("Editing a cell changes every chosen row."), this);
    hint->setProperty("role", QStringLiteral("secondary"));

    m_sorted->setSourceModel(m_model);
    m_sorted->setSortCaseSensitivity(Qt::CaseInsensitive);
    m_table->setObjectName(QStringLiteral("permissionsTable"));
    m_table->setAccessibleName(tr("Permissions"));
    m_table->setModel(m_sorted);
    m_table->setItemDelegate(new PermissionDelegate(this));
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(PermissionsModel::From, Qt::AscendingOrder);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(29);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setStretchLastSection(true);
    const int widths[] = { 160, 160, 130, 120, 120, 190, 330, 200 };
    for (int column = 0; column < PermissionsModel::ColumnCount; ++column)
        m_table->setColumnWidth(column, widths[column]);
    widenForHeader(*m_table->horizontalHeader());

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(12, 6, 12, 6);
    bar->setSpacing(8);
    bar->addWidget(m_search);
    bar->addWidget(m_permitDeclared);
    bar->addWidget(m_remove);
    bar->addWidget(hint);
    bar->addStretch(1);
    auto *empty = new QLabel(
        tr("Nothing is permitted yet. Declare flows on the canvas, then permit what is declared."), this);
    empty->setProperty("role", QStringLiteral("secondary"));
    empty->setAlignment(Qt::AlignCenter);
    m_stack->addWidget(empty);
    m_stack->addWidget(m_table);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_stack, 1);

    connect(m_search, &QLineEdit::textChanged, this,
        [this](const QString &words) { static_cast<WordFilter *>(m_sorted)->setWords(words); });
    connect(m_model, &PermissionsModel::textEntered, this, &PermissionsPanel::take);
    connect(m_model, &QAbstractItemModel::modelReset, this, &PermissionsPanel::update);
    connect(m_permitDeclared, &QPushButton::clicked, this, &PermissionsPanel::permitDeclared);
    connect(m_remove, &QPushButton::clicked, this, &PermissionsPanel::removeChosen);
    auto *removal = new QShortcut(QKeySequence::Delete, m_table);
    removal->setContext(Qt::WidgetShortcut);
    connect(removal, &QShortcut::activated, this, &PermissionsPanel::removeChosen);
    connect(
        m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &PermissionsPanel::update);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        [this](const QModelIndex &current) {
            const QModelIndex index = m_sorted->mapToSource(current);
            if (!index.isValid())
                return;
            const AllowRule &rule = m_document->project().policy.allowRules.at(m_model->ruleAt(index.row()));
            Q_EMIT pairChosen(rule.sourceId, rule.destinationId);
        });
}

void PermissionsPanel::setDocument(ProjectDocument *document)
{
    m_document = document;
    static_cast<PermissionDelegate *>(m_table->itemDelegate())->setDocument(document);
    m_model->setDocument(document);
    connect(document, &ProjectDocument::changed, this, &PermissionsPanel::update);
    update();
}

void PermissionsPanel::update()
{
    const Project &project = m_document->project();
    const auto &flows = project.topology.flows;
    m_stack->setCurrentIndex(m_model->rowCount() > 0 ? 1 : 0);
    m_remove->setEnabled(m_table->selectionModel()->hasSelection());
    m_permitDeclared->setEnabled(std::any_of(flows.begin(), flows.end(), [&project](const auto &entry) {
        return entry.second.sourceId != entry.second.destinationId && !isAllowed(project, entry.second);
    }));
}

std::vector<ElementId> PermissionsPanel::chosenRules() const
{
    std::vector<ElementId> rules;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        rules.push_back(m_model->ruleAt(m_sorted->mapToSource(index).row()));
    return rules;
}

void PermissionsPanel::take(int row, int column, const QString &text)
{
    const auto field = static_cast<PermissionsModel::Column>(column);
    if (const QString fault = m_model->fault(field, text); !fault.isEmpty()) {
        Q_EMIT noticed(fault);
        return;
    }
    const ElementId edited = m_model->ruleAt(row);
    std::vector<ElementId> rules = chosenRules();
    if (std::find(rules.begin(), rules.end(), edited) == rules.end())
        rules = { edited };
    m_document->apply(m_model->editOf(field, rules, text));
}

void PermissionsPanel::removeChosen()
{
    const std::vector<ElementId> rules = chosenRules();
    if (rules.empty())
        return;
    Edit edit = removalOf(m_document->project(), rules);
    edit.label =
        (rules.size() == 1 ? tr("Remove a permission") : tr("Remove %1 permissions").arg(rules.size()))
            .toStdString();
    m_document->apply(edit);
}

void PermissionsPanel::permitDeclared()
{
    std::vector<EndPair> pairs;
    for (const auto &[id, flow] : m_document->project().topology.flows)
        pairs.push_back({ flow.sourceId, flow.destinationId });
    Edit edit = permittingEdit(m_document->project(), pairs);
    edit.label = tr("Permit what is declared").toStdString();
    m_document->apply(edit);
}

} // namespace fourplane::ui
