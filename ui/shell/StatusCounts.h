// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QPair>
#include <QString>
#include <QWidget>

class QLabel;

namespace fourplane::ui {

/// The figures in the status bar: numbers strong, words beside them.
class StatusCounts : public QWidget
{
    Q_OBJECT

public:
    explicit StatusCounts(QWidget *parent = nullptr);

    /// A figure and what it counts: { "14", "workloads" }.
    using Figure = QPair<QString, QString>;

    void setFigures(const QList<Figure> &figures);
    /// What stands at the right end, in order.
    void setNotes(const QStringList &notes);

private:
    QLabel *m_figures;
    QLabel *m_notes;
};

} // namespace fourplane::ui
