// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/StatusCounts.h"

#include <QHBoxLayout>
#include <QLabel>

namespace fourplane::ui {

namespace {

const QString gap = QStringLiteral("&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;");

} // namespace

StatusCounts::StatusCounts(QWidget *parent)
    : QWidget(parent)
    , m_figures(new QLabel(this))
    , m_notes(new QLabel(this))
{
    setObjectName(QStringLiteral("statusCounts"));
    m_figures->setObjectName(QStringLiteral("statusFigures"));
    m_notes->setObjectName(QStringLiteral("statusNotes"));
    for (QLabel *label : { m_figures, m_notes }) {
        label->setTextFormat(Qt::RichText);
        label->setProperty("role", QStringLiteral("secondary"));
    }
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 0, 8, 0);
    row->addWidget(m_figures);
    row->addStretch(1);
    row->addWidget(m_notes);
}

void StatusCounts::setFigures(const QList<Figure> &figures)
{
    QStringList parts;
    for (const Figure &figure : figures)
        parts.append(
            QStringLiteral("<b>%1</b> %2").arg(figure.first.toHtmlEscaped(), figure.second.toHtmlEscaped()));
    m_figures->setText(parts.join(gap));
}

void StatusCounts::setNotes(const QStringList &notes)
{
    QStringList parts;
    for (const QString &note : notes)
        parts.append(note.toHtmlEscaped());
    m_notes->setText(parts.join(gap));
}

} // namespace fourplane::ui
