// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/Merge.h"
#include "ui/theme/Theme.h"

#include <QDialog>

#include <array>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QRadioButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace fourplane::ui {

/// What a project was, what is open here and what the file holds now, side by side, with a choice for every
/// element that differs. Begins with the usual merge: what only one side changed is taken, and where both
/// changed, what is open here.
class MergeDialog : public QDialog
{
    Q_OBJECT

public:
    MergeDialog(const Project &base, const Project &mine, const Project &theirs, const QString &fileName,
        const Theme &theme, QWidget *parent = nullptr);

    /// What was chosen, to be applied to `mine`.
    Edit edit() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makePane(MergeSide side, const QString &title, const QString &tip);
    void fillList();
    void showCurrent();
    void choose(MergeSide side);
    void chooseForConflicts(MergeSide side);
    void describe(QTreeWidgetItem &line, const MergeItem &item) const;
    void checkResult();

    const MergeItem *currentItem() const;
    static const std::optional<Change> &valueOf(const MergeItem &item, MergeSide side);

    Project m_base;
    Project m_mine;
    Project m_theirs;
    Theme m_theme;
    std::vector<MergeItem> m_items;
    std::map<ChangePlace, MergeSide> m_sides;
    QTreeWidget *m_list;
    std::array<QRadioButton *, 3> m_choices {}; ///< by MergeSide
    std::array<QPlainTextEdit *, 3> m_texts {};
    QLabel *m_problem;
    QPushButton *m_merge = nullptr;
};

} // namespace fourplane::ui
