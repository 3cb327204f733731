// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/OverwriteDialog.h"

#include "ui/panels/DifferenceText.h"
#include "ui/panels/SourceView.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

namespace fourplane::ui {

OverwriteDialog::OverwriteDialog(const QString &folder, std::vector<FileComparison> files,
    std::function<std::optional<std::string>(const QString &)> lastExport, const Theme &theme,
    QWidget *parent)
    : QDialog(parent)
    , m_files(std::move(files))
    , m_lastExport(std::move(lastExport))
    , m_list(new QListWidget(this))
    , m_difference(new SourceView(this))
{
    setObjectName(QStringLiteral("overwriteDialog"));
    setWindowTitle(tr("Edited by hand"));
    resize(980, 560);
    auto *summary = new QLabel(tr("Nothing was written to %1 yet: these files are not as Fourplane wrote "
                                  "them. Replacing them loses what "
                                  "somebody did by hand.")
                                   .arg(folder),
        this);
    summary->setTextFormat(Qt::PlainText);
    summary->setWordWrap(true);
    m_list->setObjectName(QStringLiteral("overwriteFiles"));
    m_list->setAccessibleName(tr("Files edited by hand"));
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (const FileComparison &file : m_files) {
        const QString path = QString::fromStdString(file.path);
        auto *item = new QListWidgetItem(path + QStringLiteral("\n") + stateWord(file.state), m_list);
        item->setToolTip(path + QStringLiteral("\n") + stateSentence(file.state));
    }
    m_difference->setObjectName(QStringLiteral("overwriteDifference"));
    m_difference->setAccessibleName(tr("What was edited, and what the design changes"));
    m_difference->setTheme(theme);
    auto *splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(1);
    splitter->addWidget(m_list);
    splitter->addWidget(m_difference);
    splitter->setSizes({ 320, 660 });
    splitter->setStretchFactor(1, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton *replace = buttons->addButton(
        tr("Replace %n files", nullptr, static_cast<int>(m_files.size())), QDialogButtonBox::AcceptRole);
    replace->setObjectName(QStringLiteral("overwriteReplace"));
    replace->setAutoDefault(false);
    buttons->button(QDialogButtonBox::Cancel)->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_list, &QListWidget::currentRowChanged, this, &OverwriteDialog::showFile);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(summary);
    layout->addWidget(splitter, 1);
    layout->addWidget(buttons);
    m_list->setCurrentRow(0);
}

void OverwriteDialog::showFile(int row)
{
    if (row < 0)
        return;
    const FileComparison &file = m_files[static_cast<std::size_t>(row)];
    DifferenceText difference = differenceOf(file, m_lastExport(QString::fromStdString(file.path)));
    m_difference->showText(difference.text, SourceFormat::Difference, std::move(difference.numbers));
}

} // namespace fourplane::ui
