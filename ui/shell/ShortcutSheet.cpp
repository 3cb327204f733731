// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/ShortcutSheet.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QTreeWidget>
#include <QTreeWidgetItemIterator>
#include <QVBoxLayout>

namespace fourplane::ui {

namespace {

QString withoutMark(QString text)
{
    return text.remove(QLatin1Char('&')).remove(QChar(0x2026));
}

/// Adds the actions of a menu that have a key, those of its submenus too.
void addMenu(QTreeWidgetItem *group, const QMenu &menu)
{
    for (const QAction *action : menu.actions()) {
        if (action->menu())
            addMenu(group, *action->menu());
        QStringList keys;
        for (const QKeySequence &key : action->shortcuts())
            keys.append(key.toString(QKeySequence::NativeText));
        if (!keys.isEmpty())
            new QTreeWidgetItem(
                group, { withoutMark(action->text()), keys.join(QStringLiteral(", ")), action->statusTip() });
    }
}

} // namespace

ShortcutSheet::ShortcutSheet(const QMenuBar &menus, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("shortcutSheet"));
    setWindowTitle(tr("Keyboard Shortcuts"));
    resize(900, 640);
    auto *list = new QTreeWidget(this);
    list->setObjectName(QStringLiteral("shortcutList"));
    list->setAccessibleName(tr("Keyboard shortcuts"));
    list->setHeaderLabels({ tr("Action"), tr("Keys"), tr("What it does") });
    list->setColumnWidth(0, 230);
    list->setColumnWidth(1, 190);
    const auto addGroup = [list](const QString &title) {
        auto *group = new QTreeWidgetItem(list, { title });
        QFont font = group->font(0);
        font.setBold(true);
        group->setFont(0, font);
        return group;
    };
    for (const QAction *action : menus.actions()) {
        if (action->menu())
            addMenu(addGroup(withoutMark(action->text())), *action->menu());
    }
    QTreeWidgetItem *canvas = addGroup(tr("On the canvas"));

    const struct
    {
        QString action, keys, what;
    } canvasKeys[] = {
        { tr("Move"), tr("Arrow keys"), tr("Move what is selected; with Shift in large steps") },
        { tr("Next element"), tr("Tab, Shift+Tab"), tr("Walk through the design as one reads") },
        { tr("Walk along lines"), tr("Alt+arrow keys"), tr("Select the connected card that lies there") },
        { tr("Add beside"), tr("Ctrl+arrow keys"),
            tr("Add what you type, connected from the selected card") },
        { tr("Rename"), tr("F2, Enter"), tr("Write the name, or the text of a note, in place") },
        { tr("Remove"), tr("Del"), tr("Remove what is selected") },
        { tr("Pan"), tr("Space and drag, middle button"), tr("Move the picture") },
        { tr("Zoom"), tr("Ctrl and wheel, pinch"), tr("Around the pointer") },
        { tr("Connect"), tr("Drag from an edge of a card"),
            tr("Declare a flow; dragged into the open, to something new") },
        { tr("Fold"), tr("Click the corner of a namespace, double click its card"),
            tr("Show a namespace as one card with its connections bundled, or open it again") },
        { tr("Change the nodes"), tr("Drag a card among the nodes of a pool"),
            tr("Under the workload lens: the workload runs on that pool and no other") },
        { tr("Change the namespace"), tr("Drag a card into another namespace"),
            tr("The workload and its own account move there") },
        { tr("Add"),
            tr("Letters other than N and P, double click on empty canvas; C and W where nothing is selected"),
            tr("Add what you type there") },
    };

    for (const auto &entry : canvasKeys)
        new QTreeWidgetItem(canvas, { entry.action, entry.keys, entry.what });
    for (int i = 0; i < list->topLevelItemCount(); ++i)
        list->topLevelItem(i)->setHidden(list->topLevelItem(i)->childCount() == 0);
    list->expandAll();
    for (QTreeWidgetItemIterator it(list); *it; ++it) {
        for (int column = 0; column < list->columnCount(); ++column)
            (*it)->setToolTip(column, (*it)->text(column));
    }
    if (QTreeWidgetItem *first = list->topLevelItem(0); first && first->childCount() > 0)
        list->setCurrentItem(first->child(0));

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(list, 1);
    layout->addWidget(buttons);
}

} // namespace fourplane::ui
