// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/MergeDialog.h"

#include "core/storage/ChangeText.h"
#include "ui/panels/ElementNames.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSplitter>
#include <QTextBlock>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace fourplane::ui {

namespace {

/// The words for the alternatives of Change, in their order.
QString kindWord(std::size_t kind)
{
    const QStringList words { MergeDialog::tr("Namespace"), MergeDialog::tr("Node pool"),
        MergeDialog::tr("Identity"), MergeDialog::tr("Role"), MergeDialog::tr("Role binding"),
        MergeDialog::tr("Workload"), MergeDialog::tr("Service"), MergeDialog::tr("Outside endpoint"),
        MergeDialog::tr("Store"), MergeDialog::tr("Flow"), MergeDialog::tr("Context feed"),
        MergeDialog::tr("Pattern"), MergeDialog::tr("Permission"), MergeDialog::tr("Adopted rule"),
        MergeDialog::tr("Grant"), MergeDialog::tr("Tool scope"), MergeDialog::tr("Egress list"),
        MergeDialog::tr("Exception"), MergeDialog::tr("Scenario"), MergeDialog::tr("Place on the canvas"),
        MergeDialog::tr("Note"), MergeDialog::tr("Ink"), MergeDialog::tr("Settings of the project"),
        MergeDialog::tr("Secret"), MergeDialog::tr("Variant") };
    static_assert(std::variant_size_v<Change> == 25, "every kind has a word");
    return words.at(static_cast<qsizetype>(kind));
}

QString sideWord(MergeSide side)
{
    switch (side) {
    case MergeSide::Base:
        return MergeDialog::tr("As it was");
    case MergeSide::Mine:
        return MergeDialog::tr("Mine");
    case MergeSide::Theirs:
        break;
    }
    return MergeDialog::tr("From disk");
}

/// What a side did to the element.
QString changeWord(const std::optional<Change> &base, const std::optional<Change> &side, bool isChanged)
{
    if (!isChanged)
        return MergeDialog::tr("unchanged");
    if (!base)
        return MergeDialog::tr("added");
    return side ? MergeDialog::tr("changed") : MergeDialog::tr("removed");
}

constexpr int itemRole = Qt::UserRole;
constexpr int choiceColumn = 4;

/// Marks the lines of `text` that are not among those of `other`.
void markDifferent(QPlainTextEdit &editor, const QString &text, const QString &other, const QColor &colour)
{
    const QStringList known = other.split(QLatin1Char('\n'));
    editor.setPlainText(text);
    QList<QTextEdit::ExtraSelection> marks;
    for (QTextBlock block = editor.document()->begin(); block.isValid(); block = block.next()) {
        if (known.contains(block.text()))
            continue;
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(block);
        mark.format.setBackground(colour);
        mark.format.setProperty(QTextFormat::FullWidthSelection, true);
        marks.append(mark);
    }
    editor.setExtraSelections(marks);
}

} // namespace

MergeDialog::MergeDialog(const Project &base, const Project &mine, const Project &theirs,
    const QString &fileName, const Theme &theme, QWidget *parent)
    : QDialog(parent)
    , m_base(base)
    , m_mine(mine)
    , m_theirs(theirs)
    , m_theme(theme)
    , m_items(mergeItems(base, mine, theirs))
    , m_list(new QTreeWidget(this))
    , m_problem(new QLabel(this))
{
    setObjectName(QStringLiteral("mergeDialog"));
    setWindowTitle(tr("Merge Changes"));
    resize(1040, 640);
    // What both changed comes first: it needs a decision.
    std::stable_sort(m_items.begin(), m_items.end(),
        [](const MergeItem &a, const MergeItem &b) { return a.isConflict() > b.isConflict(); });
    for (const MergeItem &item : m_items)
        m_sides[item.place] = item.usualSide();

    const auto conflicts = std::count_if(
        m_items.begin(), m_items.end(), [](const MergeItem &item) { return item.isConflict(); });
    auto *summary = new QLabel(
        tr("%1 was changed on disk while you changed it here. Elements that differ: %2; changed on both "
           "sides: %3. Choose for each which one to keep; Undo takes the merge back.")
            .arg(fileName)
            .arg(m_items.size())
            .arg(conflicts),
        this);
    summary->setWordWrap(true);
    m_list->setObjectName(QStringLiteral("mergeList"));
    m_list->setAccessibleName(tr("Elements that differ"));
    m_list->setToolTip(tr("Space takes the next side for the chosen element"));
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setHeaderLabels({ tr("Element"), tr("Kind"), tr("Here"), tr("On disk"), tr("Taken") });
    m_list->setColumnWidth(0, 330);
    m_list->setColumnWidth(1, 180);
    m_problem->setObjectName(QStringLiteral("mergeProblem"));
    m_problem->setProperty("role", QStringLiteral("fault"));
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);

    auto *panes = new QSplitter(Qt::Horizontal, this);
    panes->setChildrenCollapsible(false);
    panes->addWidget(makePane(MergeSide::Base, tr("As it was"),
        tr("What the file held when it was read; takes both changes back")));
    panes->addWidget(makePane(MergeSide::Mine, tr("Mine"), tr("What is open in this window")));
    panes->addWidget(makePane(MergeSide::Theirs, tr("From disk"), tr("What the file holds now")));
    auto *split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    split->addWidget(m_list);
    split->addWidget(panes);
    split->setSizes({ 240, 320 });

    auto *buttons = new QDialogButtonBox(this);
    m_merge = buttons->addButton(tr("Merge"), QDialogButtonBox::AcceptRole);
    m_merge->setObjectName(QStringLiteral("mergeOk"));
    m_merge->setToolTip(tr("Take what was chosen, as one step that can be undone"));
    m_merge->setDefault(true);
    buttons->addButton(QDialogButtonBox::Cancel)->setToolTip(tr("Go back; nothing is changed"));
    const auto addForAll = [this, buttons](
                               const char *name, const QString &text, const QString &tip, MergeSide side) {
        QPushButton *button = buttons->addButton(text, QDialogButtonBox::ActionRole);
        button->setObjectName(QString::fromLatin1(name));
        button->setToolTip(tip);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, [this, side] { chooseForConflicts(side); });
    };
    addForAll("mergeAllMine", tr("Mine Where Both Changed"),
        tr("Wherever both sides changed an element, keep what is open here"), MergeSide::Mine);
    addForAll("mergeAllTheirs", tr("Disk Where Both Changed"),
        tr("Wherever both sides changed an element, take what the file holds"), MergeSide::Theirs);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_list->installEventFilter(this);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &MergeDialog::showCurrent);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(summary);
    layout->addWidget(split, 1);
    layout->addWidget(m_problem);
    layout->addWidget(buttons);
    fillList();
    checkResult();
}

QWidget *MergeDialog::makePane(MergeSide side, const QString &title, const QString &tip)
{
    const auto index = static_cast<std::size_t>(side);
    static const char *const names[] { "mergeBase", "mergeMine", "mergeTheirs" };
    auto *pane = new QWidget(this);
    auto *choice = new QRadioButton(title, pane);
    choice->setObjectName(QString::fromLatin1(names[index]));
    choice->setToolTip(tip);
    choice->setAutoExclusive(false);
    auto *text = new QPlainTextEdit(pane);
    text->setObjectName(QString::fromLatin1(names[index]) + QStringLiteral("Text"));
    text->setAccessibleName(title);
    text->setToolTip(tip);
    text->setReadOnly(true);
    text->setTabChangesFocus(true);
    text->setLineWrapMode(QPlainTextEdit::NoWrap);
    text->setProperty("role", QStringLiteral("yaml"));
    auto *layout = new QVBoxLayout(pane);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->addWidget(choice);
    layout->addWidget(text, 1);
    connect(choice, &QRadioButton::clicked, this, [this, side] { choose(side); });
    m_choices[index] = choice;
    m_texts[index] = text;
    return pane;
}

/// Space takes the next side.
bool MergeDialog::eventFilter(QObject *watched, QEvent *event)
{
    const MergeItem *item = currentItem();
    if (item && watched == m_list && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Space) {
        choose(static_cast<MergeSide>((static_cast<int>(m_sides.at(item->place)) + 1) % 3));
        return true;
    }
    return QDialog::eventFilter(watched, event);
}

void MergeDialog::fillList()
{
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        auto *line = new QTreeWidgetItem(m_list);
        line->setData(0, itemRole, static_cast<uint>(i));
        describe(*line, m_items[i]);
    }
    m_list->setCurrentItem(m_list->topLevelItem(0));
    m_list->setFocus();
}

void MergeDialog::describe(QTreeWidgetItem &line, const MergeItem &item) const
{
    const ElementId &id = item.place.second;
    const Project &holder = item.mine ? m_mine : item.theirs ? m_theirs : m_base;
    line.setText(0, id.isEmpty() ? QString::fromStdString(holder.name) : elementName(holder, id));
    line.setToolTip(0, QString::fromStdString(id.value()));
    line.setText(1, kindWord(item.place.first));
    line.setText(2, changeWord(item.base, item.mine, item.isChangedByMe));
    line.setText(3, changeWord(item.base, item.theirs, item.isChangedByThem));
    line.setText(choiceColumn, sideWord(m_sides.at(item.place)));
    line.setFont(0, interfaceFont(13, item.isConflict() ? QFont::DemiBold : QFont::Normal));
    if (item.isConflict())
        line.setForeground(0, m_theme.denied);
}

const MergeItem *MergeDialog::currentItem() const
{
    const QTreeWidgetItem *line = m_list->currentItem();
    return line ? &m_items[line->data(0, itemRole).toUInt()] : nullptr;
}

const std::optional<Change> &MergeDialog::valueOf(const MergeItem &item, MergeSide side)
{
    return side == MergeSide::Base ? item.base : side == MergeSide::Mine ? item.mine : item.theirs;
}

void MergeDialog::showCurrent()
{
    const MergeItem *item = currentItem();
    if (!item)
        return;
    const auto textOf = [item](MergeSide side) {
        const std::optional<Change> &value = valueOf(*item, side);
        return value ? QString::fromStdString(changeText(*value)).trimmed() : tr("(not there)");
    };
    const QString base = textOf(MergeSide::Base);
    for (const MergeSide side : { MergeSide::Base, MergeSide::Mine, MergeSide::Theirs }) {
        const auto index = static_cast<std::size_t>(side);
        // What is new on a side, and in the base what the other two no longer have.
        const QString other = side == MergeSide::Base
            ? textOf(MergeSide::Mine) + QLatin1Char('\n') + textOf(MergeSide::Theirs)
            : base;
        markDifferent(*m_texts[index], textOf(side), other, m_theme.selectionSurface);
        m_choices[index]->setChecked(m_sides.at(item->place) == side);
    }
}

/// Takes a side for the chosen elements.
void MergeDialog::choose(MergeSide side)
{
    QList<QTreeWidgetItem *> lines = m_list->selectedItems();
    if (lines.isEmpty() && m_list->currentItem())
        lines.append(m_list->currentItem());
    for (QTreeWidgetItem *line : lines) {
        const MergeItem &item = m_items[line->data(0, itemRole).toUInt()];
        m_sides[item.place] = side;
        describe(*line, item);
    }
    showCurrent();
    checkResult();
}

void MergeDialog::chooseForConflicts(MergeSide side)
{
    for (int row = 0; row < m_list->topLevelItemCount(); ++row) {
        QTreeWidgetItem *line = m_list->topLevelItem(row);
        const MergeItem &item = m_items[line->data(0, itemRole).toUInt()];
        if (item.isConflict())
            m_sides[item.place] = side;
        describe(*line, item);
    }
    showCurrent();
    checkResult();
}

/// A choice that would leave references to nothing cannot be taken.
void MergeDialog::checkResult()
{
    Project result = m_mine;
    apply(result, edit());
    QString problem;
    for (const ProjectProblem &found : findProblems(result)) {
        if (found.level == DiagnosticLevel::Fatal) {
            problem = tr("These do not go together: %1").arg(QString::fromStdString(found.message));
            break;
        }
    }
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_merge->setEnabled(problem.isEmpty());
}

Edit MergeDialog::edit() const
{
    Edit edit = mergeEdit(m_base, m_mine, m_theirs, m_sides);
    edit.label = tr("Merge changes from disk").toStdString();
    return edit;
}

} // namespace fourplane::ui
