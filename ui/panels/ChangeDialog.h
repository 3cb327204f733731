// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/analysis/ChangeRunner.h"
#include "ui/theme/Theme.h"

#include <QDialog>

#include <optional>
#include <vector>

class QLabel;
class QListWidget;
class QProgressBar;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace fourplane::ui {

class ProjectDocument;

/// Changes that answer a question, what each does (edits, declared flows, findings, attacks), and Apply,
/// which makes the chosen one as one step that can be undone. A change can be applied only after its effect
/// was shown.
class ChangeDialog : public QDialog
{
    Q_OBJECT

public:
    /// `title` is of the window, `question` what is to be closed. The document must outlive the dialog.
    ChangeDialog(ProjectDocument &document, const Theme &theme, const QString &title, const QString &question,
        QWidget *parent = nullptr);

    /// Asks for changes that close a finding; effects are tried on all scenarios of the project.
    void fixFinding(const Finding &finding);

    /// Asks for changes that keep the goals of `scenario` from falling; effects are tried on it alone.
    void closeGoals(const Scenario &scenario);

    bool isBusy() const { return m_runner->isRunning(); }

Q_SIGNALS:
    /// A change was made; the document has it already.
    void applied(const QString &title);

private:
    void connectParts();
    void showProposals(const ChangeProposals &proposals);
    void askEffect();
    void showEffect(const ProposalEffect &effect);
    void showProgress(int done, int total, const QString &activity);
    void showStopped(const QString &message);
    void applyChosen();
    void updateButtons();
    QString residualText(const std::vector<ResidualPath> &residual) const;

    ProjectDocument &m_document;
    Theme m_theme;
    ChangeRunner *m_runner;
    std::optional<Project> m_before; ///< that the proposals are about
    std::vector<Scenario> m_scenarios;
    QString m_remedy;
    ChangeProposals m_proposals;
    std::vector<std::optional<ProposalEffect>> m_effects; ///< by proposal
    QLabel *m_summary;
    QListWidget *m_list;
    QTreeWidget *m_preview;
    QLabel *m_activity;
    QProgressBar *m_progress;
    QPushButton *m_cancel;
    QPushButton *m_again;
    QPushButton *m_apply;
};

} // namespace fourplane::ui
