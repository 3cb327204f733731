// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;

namespace fourplane::ui {

/// A task that runs in the background, in the status bar: what it does, how far it is, and Cancel. Hidden
/// while there is none.
class TaskPill : public QWidget
{
    Q_OBJECT

public:
    explicit TaskPill(QWidget *parent = nullptr);

    /// A task begins; `name` is what it is called in front of the progress.
    void begin(const QString &name);
    void end();

public Q_SLOTS:
    /// `total` 0 = not known.
    void showProgress(int done, int total, const QString &activity);

Q_SIGNALS:
    void cancelRequested();

private:
    QLabel *m_name;
    QProgressBar *m_progress;
};

} // namespace fourplane::ui
