// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/Finding.h"
#include "core/project/Edit.h"

#include <QDialog>

class QDateEdit;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace fourplane::ui {

/// Enters a finding into the register of exceptions: why it is accepted, who answers for it, who approved it,
/// and until when. An accepted finding stays listed, apart from the open ones.
class AcceptDialog : public QDialog
{
    Q_OBJECT

public:
    /// Shows the record that `project` has of the finding, where there is one.
    AcceptDialog(const Project &project, const Finding &finding, QWidget *parent = nullptr);

    /// What was decided: puts the record into the project, or takes it away.
    Edit edit() const;

private:
    void updateButtons();

    ExceptionRecord m_record;
    bool m_isWithdrawn = false;
    QPlainTextEdit *m_reason;
    QLineEdit *m_owner;
    QLineEdit *m_approvedBy;
    QLineEdit *m_compensating;
    QDateEdit *m_expires;
    QPushButton *m_accept = nullptr;
};

} // namespace fourplane::ui
