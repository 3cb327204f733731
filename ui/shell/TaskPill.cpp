// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/TaskPill.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>

namespace fourplane::ui {

TaskPill::TaskPill(QWidget *parent)
    : QWidget(parent)
    , m_name(new QLabel(this))
    , m_progress(new QProgressBar(this))
{
    setObjectName(QStringLiteral("taskPill"));
    m_name->setTextFormat(Qt::PlainText);
    m_progress->setObjectName(QStringLiteral("taskProgress"));
    m_progress->setFixedSize(120, 8);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress"));
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(QStringLiteral("taskCancel"));
    cancel->setToolTip(tr("Stop this task"));
    connect(cancel, &QPushButton::clicked, this, &TaskPill::cancelRequested);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_name);
    row->addWidget(m_progress);
    row->addWidget(cancel);
    hide();
}

void TaskPill::begin(const QString &name)
{
    m_name->setText(name);
    showProgress(0, 0, name);
    show();
}

void TaskPill::end()
{
    hide();
}

void TaskPill::showProgress(int done, int total, const QString &activity)
{
    m_progress->setRange(0, total);
    m_progress->setValue(std::min(done, total));
    m_progress->setToolTip(activity);
}

} // namespace fourplane::ui
