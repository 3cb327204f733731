// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/ChangeDialog.h"

#include "ui/document/ProjectDocument.h"
#include "ui/panels/EffectTree.h"
#include "ui/panels/ElementNames.h"
#include "ui/panels/WrappedTextDelegate.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QSplitter>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace fourplane::ui {

namespace {

/// What is known of a change first, then each part of it on a line of its own.
QString textOf(const ProposedChange &change)
{
    QStringList parts = change.title.split(QLatin1Char('\n'));
    if (parts.size() > 1) {
        for (QString &part : parts)
            part.prepend(QStringLiteral("• "));
    }
    if (!change.note.isEmpty())
        parts.prepend(change.note);
    return parts.join(QLatin1Char('\n'));
}

} // namespace

ChangeDialog::ChangeDialog(ProjectDocument &document, const Theme &theme, const QString &title,
    const QString &question, QWidget *parent)
    : QDialog(parent)
    , m_document(document)
    , m_theme(theme)
    , m_runner(new ChangeRunner(this))
    , m_summary(new QLabel(question, this))
    , m_list(new QListWidget(this))
    , m_preview(new QTreeWidget(this))
    , m_activity(new QLabel(this))
    , m_progress(new QProgressBar(this))
    , m_cancel(new QPushButton(tr("Cancel Search"), this))
    , m_again(new QPushButton(tr("Show Effect"), this))
    , m_apply(nullptr)
{
    setObjectName(QStringLiteral("changeDialog"));
    setWindowTitle(title);
    resize(860, 560);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_summary->setProperty("role", QStringLiteral("title"));
    m_list->setObjectName(QStringLiteral("changeList"));
    m_list->setAccessibleName(tr("Changes"));
    m_list->setToolTip(tr("Changes that close it, the one to be preferred first"));
    m_list->setWordWrap(true);
    m_list->setTextElideMode(Qt::ElideNone);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setItemDelegate(new WrappedTextDelegate(m_list));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_preview->setObjectName(QStringLiteral("changeEffect"));
    m_preview->setAccessibleName(tr("Effect of the chosen change"));
    m_preview->setToolTip(
        tr("What the chosen change does, found by evaluating and attacking the changed design"));
    m_preview->setHeaderHidden(true);
    m_preview->setWordWrap(true);
    m_preview->setSelectionMode(QAbstractItemView::SingleSelection);
    m_activity->setProperty("role", QStringLiteral("secondary"));
    m_activity->setObjectName(QStringLiteral("changeActivity"));
    m_activity->setWordWrap(true);
    m_progress->setFixedSize(140, 8);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress"));
    m_cancel->setObjectName(QStringLiteral("changeCancel"));
    m_cancel->setToolTip(tr("Stop looking; nothing is changed"));
    m_cancel->setAutoDefault(false);
    m_again->setObjectName(QStringLiteral("changeAgain"));
    m_again->setToolTip(tr("Evaluate and attack the design with the chosen change"));
    m_again->setAutoDefault(false);

    auto *buttons = new QDialogButtonBox(this);
    m_apply = buttons->addButton(tr("Apply"), QDialogButtonBox::AcceptRole);
    m_apply->setObjectName(QStringLiteral("changeApply"));
    m_apply->setToolTip(tr("Make the chosen change, as one step that can be undone"));
    m_apply->setDefault(true);
    QPushButton *close = buttons->addButton(QDialogButtonBox::Close);
    close->setToolTip(tr("Leave the design as it is"));
    connect(buttons, &QDialogButtonBox::accepted, this, &ChangeDialog::applyChosen);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *split = new QSplitter(Qt::Horizontal, this);
    split->setChildrenCollapsible(false);
    split->addWidget(m_list);
    split->addWidget(m_preview);
    split->setSizes({ 300, 540 });
    auto *status = new QHBoxLayout;
    status->addWidget(m_activity, 1);
    status->addWidget(m_progress);
    status->addWidget(m_cancel);
    status->addWidget(m_again);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_summary);
    layout->addWidget(split, 1);
    layout->addLayout(status);
    layout->addWidget(buttons);
    connectParts();
    updateButtons();
}

void ChangeDialog::connectParts()
{
    connect(m_runner, &ChangeRunner::proposed, this, &ChangeDialog::showProposals);
    connect(m_runner, &ChangeRunner::effectFound, this, &ChangeDialog::showEffect);
    connect(m_runner, &ChangeRunner::progressed, this, &ChangeDialog::showProgress);
    connect(m_runner, &ChangeRunner::failed, this, &ChangeDialog::showStopped);
    connect(m_runner, &ChangeRunner::cancelled, this,
        [this] { showStopped(tr("Cancelled; nothing was changed")); });
    connect(m_cancel, &QPushButton::clicked, m_runner, &ChangeRunner::cancel);
    connect(m_again, &QPushButton::clicked, this, &ChangeDialog::askEffect);
    connect(m_list, &QListWidget::currentRowChanged, this, &ChangeDialog::askEffect);
    connect(m_list, &QListWidget::itemActivated, this, [this] {
        if (m_apply->isEnabled())
            m_apply->setFocus();
    });
    connect(&m_document, &ProjectDocument::changed, this, &ChangeDialog::updateButtons);
    connect(&m_document, &ProjectDocument::reset, this, &QDialog::reject);
}

void ChangeDialog::fixFinding(const Finding &finding)
{
    m_before = m_document.project();
    for (const auto &[id, scenario] : m_before->scenarios)
        m_scenarios.push_back(scenario);
    m_remedy = QString::fromStdString(finding.remedy);
    m_runner->findFixes(*m_before, finding);
    showProgress(0, 0, tr("Looking for changes that close it"));
}

void ChangeDialog::closeGoals(const Scenario &scenario)
{
    m_before = m_document.project();
    m_scenarios = { scenario };
    m_runner->findFixSets(*m_before, scenario);
    showProgress(0, 0, tr("Trying every control"));
}

void ChangeDialog::showProposals(const ChangeProposals &proposals)
{
    m_proposals = proposals;
    m_effects.assign(proposals.changes.size(), std::nullopt);
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    for (const ProposedChange &change : proposals.changes) {
        new QListWidgetItem(textOf(change), m_list);
    }
    showStopped(residualText(proposals.residual));
    if (proposals.changes.empty() && proposals.residual.empty()) {
        showStopped(m_remedy.isEmpty()
                ? tr("Nothing has to be changed: no goal falls.")
                : tr("No change of this project alone closes it. What helps: %1").arg(m_remedy));
    }
    m_list->setCurrentRow(proposals.changes.empty() ? -1 : 0);
    m_list->setFocus();
    askEffect();
}

QString ChangeDialog::residualText(const std::vector<ResidualPath> &residual) const
{
    QStringList goals;
    for (const ResidualPath &path : residual)
        goals += elementName(*m_before, path.goal);
    return goals.isEmpty() ? QString()
                           : tr("All changes together leave open: %1").arg(goals.join(QStringLiteral(", ")));
}

void ChangeDialog::askEffect()
{
    const int row = m_list->currentRow();
    m_preview->clear();
    if (row >= 0 && m_effects[static_cast<std::size_t>(row)]) {
        m_runner->cancel();
        showEffect(*m_effects[static_cast<std::size_t>(row)]);
        return;
    }
    if (row >= 0) {
        m_runner->findEffect(
            *m_before, m_proposals.changes[static_cast<std::size_t>(row)].changed, m_scenarios);
        showProgress(0, 0, tr("Trying the change"));
    }
    updateButtons();
}

void ChangeDialog::showEffect(const ProposalEffect &effect)
{
    const auto row = static_cast<std::size_t>(m_list->currentRow());
    m_effects[row] = effect;
    fillEffectTree(*m_preview, *m_before, m_proposals.changes[row].changed, effect, m_theme);
    showStopped(effect.effect.opensSomething() ? tr("Careful: this change also opens something.")
                                               : residualText(m_proposals.residual));
}

void ChangeDialog::showProgress(int done, int total, const QString &activity)
{
    m_activity->setText(activity);
    m_progress->setRange(0, total);
    m_progress->setValue(done);
    updateButtons();
}

void ChangeDialog::showStopped(const QString &message)
{
    m_activity->setText(message);
    updateButtons();
}

void ChangeDialog::updateButtons()
{
    const int row = m_list->currentRow();
    const bool isKnown = row >= 0 && static_cast<std::size_t>(row) < m_effects.size()
        && m_effects[static_cast<std::size_t>(row)];
    const bool isCurrent = m_before && m_document.project() == *m_before;
    m_progress->setVisible(m_runner->isRunning());
    m_cancel->setVisible(m_runner->isRunning());
    m_again->setVisible(!m_runner->isRunning() && row >= 0 && !isKnown);
    m_apply->setEnabled(isKnown && isCurrent);
    if (m_before && !isCurrent)
        m_activity->setText(tr("The project has changed since; close this and ask again."));
}

void ChangeDialog::applyChosen()
{
    const ProposedChange &change = m_proposals.changes[static_cast<std::size_t>(m_list->currentRow())];
    const QString title = change.title.section(QLatin1Char('\n'), 0, 0);
    const QString label = change.title.contains(QLatin1Char('\n')) ? tr("%1 and more").arg(title) : title;
    disconnect(&m_document, nullptr, this, nullptr);
    m_document.apply(editBetween(m_document.project(), change.changed, label.toStdString()));
    Q_EMIT applied(label);
    accept();
}

} // namespace fourplane::ui
