// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/RecoveryDialog.h"

#include <QDialogButtonBox>
#include <QFileInfo>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace fourplane::ui {

RecoveryDialog::RecoveryDialog(std::vector<RecoverableProject> copies, QWidget *parent)
    : QDialog(parent)
    , m_copies(std::move(copies))
    , m_list(new QListWidget(this))
{
    setObjectName(QStringLiteral("recoveryDialog"));
    setWindowTitle(tr("Unsaved work was found"));
    resize(560, 300);
    auto *text =
        new QLabel(tr("Fourplane ended without saving these projects. Open one to look at it: nothing is "
                      "written to its file until you save."),
            this);
    text->setWordWrap(true);
    m_list->setObjectName(QStringLiteral("recoveryList"));
    m_list->setAccessibleName(tr("Unsaved projects"));
    m_list->setToolTip(tr("Copies that an earlier run left behind"));
    const QLocale locale;
    for (const RecoverableProject &copy : m_copies) {
        const QString name =
            copy.originalPath.isEmpty() ? tr("Never saved") : QFileInfo(copy.originalPath).fileName();
        const QString when = locale.toString(copy.written, QLocale::ShortFormat);
        auto *item = new QListWidgetItem(tr("%1, kept %2").arg(name, when), m_list);
        item->setToolTip(copy.originalPath);
    }
    m_list->setCurrentRow(0);
    auto *buttons = new QDialogButtonBox(this);
    QPushButton *open = buttons->addButton(tr("Open"), QDialogButtonBox::AcceptRole);
    open->setObjectName(QStringLiteral("recoveryOpen"));
    open->setToolTip(tr("Open the chosen copy; its file is not touched until you save"));
    open->setDefault(true);
    QPushButton *remove = buttons->addButton(tr("Delete"), QDialogButtonBox::DestructiveRole);
    remove->setObjectName(QStringLiteral("recoveryDelete"));
    QPushButton *later = buttons->addButton(tr("Ask Again Later"), QDialogButtonBox::RejectRole);
    later->setObjectName(QStringLiteral("recoveryLater"));
    remove->setToolTip(tr("Delete the chosen copy for good; the project's own file stays"));
    later->setToolTip(tr("Keep the copies and ask when Fourplane starts again"));
    connect(remove, &QPushButton::clicked, this, &RecoveryDialog::removeCurrent);
    connect(m_list, &QListWidget::itemActivated, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(text);
    layout->addWidget(m_list, 1);
    layout->addWidget(buttons);
}

std::optional<RecoverableProject> RecoveryDialog::chosen() const
{
    const int row = m_list->currentRow();
    if (result() != QDialog::Accepted || row < 0)
        return std::nullopt;
    return m_copies.at(static_cast<std::size_t>(row));
}

void RecoveryDialog::removeCurrent()
{
    const int row = m_list->currentRow();
    if (row < 0)
        return;
    removeCopy(m_copies.at(static_cast<std::size_t>(row)));
    m_copies.erase(m_copies.begin() + row);
    delete m_list->takeItem(row);
    if (m_copies.empty())
        reject();
}

} // namespace fourplane::ui
