// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/document/RecoveryStore.h"

#include <QDialog>

#include <optional>
#include <vector>

class QListWidget;

namespace fourplane::ui {

/// Offers the copies of projects that an earlier run left behind. Accepted with one chosen to be opened;
/// rejected leaves all of them for the next start.
class RecoveryDialog : public QDialog
{
    Q_OBJECT

public:
    RecoveryDialog(std::vector<RecoverableProject> copies, QWidget *parent);

    /// The copy to open; nothing unless the dialog was accepted.
    std::optional<RecoverableProject> chosen() const;

private:
    void removeCurrent();

    std::vector<RecoverableProject> m_copies;
    QListWidget *m_list;
};

} // namespace fourplane::ui
