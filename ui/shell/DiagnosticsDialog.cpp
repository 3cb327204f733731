// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/DiagnosticsDialog.h"

#include "ui/panels/Words.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace fourplane::ui {

DiagnosticsDialog::DiagnosticsDialog(
    const QString &title, const QString &summary, const Diagnostics &diagnostics, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("diagnosticsDialog"));
    setWindowTitle(title);
    resize(820, 360);
    auto *text = new QLabel(summary, this);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    auto *list = new QTreeWidget(this);
    list->setObjectName(QStringLiteral("diagnosticsList"));
    list->setAccessibleName(tr("Messages"));
    list->setToolTip(tr("What there is to say, with the place and what to do"));
    list->setRootIsDecorated(false);
    list->setWordWrap(true);
    list->setHeaderLabels({ tr("Level"), tr("Where"), tr("What"), tr("What to do") });
    for (const Diagnostic &diagnostic : diagnostics) {
        auto *item = new QTreeWidgetItem(list,
            { displayWord(toString(diagnostic.level)), QString::fromStdString(toString(diagnostic.where)),
                QString::fromStdString(diagnostic.message), QString::fromStdString(diagnostic.fix) });
        for (int column = 0; column < 4; ++column)
            item->setToolTip(column, item->text(column));
    }
    list->setColumnWidth(0, 80);
    list->setColumnWidth(1, 200);
    list->setColumnWidth(2, 330);
    list->setVisible(!diagnostics.empty());
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setToolTip(tr("Close this message"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(text);
    layout->addWidget(list, 1);
    layout->addWidget(buttons);
}

} // namespace fourplane::ui
