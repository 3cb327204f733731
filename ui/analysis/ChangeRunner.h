// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/ChangeEffect.h"
#include "core/analysis/FixSet.h"

#include <QFutureWatcher>
#include <QObject>
#include <QString>

#include <memory>
#include <stop_token>
#include <variant>
#include <vector>

namespace fourplane::ui {

/// A change that somebody may make, not made yet.
struct ProposedChange
{
    QString title; ///< what it does
    QString note; ///< what it costs and is known to do
    Project changed; ///< the project with it
};

/// Answers to "what can be changed here", the one to be preferred first.
struct ChangeProposals
{
    std::vector<ProposedChange> changes;
    std::vector<ResidualPath> residual; ///< goals that no change closes
};

/// What a proposed change does.
struct ProposalEffect
{
    std::vector<std::string> edits; ///< as `fourplanectl what-if --set` reads them; empty when they cannot be
                                    ///< written so
    ChangeEffect effect;
    std::shared_ptr<const TechniqueCatalogue> catalogue;
};

/// Looks for changes of a project, and for what one does, on a worker thread. One question at a time: a new
/// one stops the old one, whose answer is dropped.
class ChangeRunner : public QObject
{
    Q_OBJECT

public:
    explicit ChangeRunner(QObject *parent = nullptr);
    ~ChangeRunner() override;

    /// Changes that close a finding of `project`; see fixesFor. proposed() follows, or failed(), cancelled().
    void findFixes(const Project &project, const Finding &finding);

    /// Changes that keep the goals of `scenario` from falling: the smallest set, the cheapest one, and single
    /// changes that close some of them.
    void findFixSets(const Project &project, const Scenario &scenario);

    /// What the change from `before` to `after` does, attacked with `scenarios`. effectFound() follows, or
    /// failed(), cancelled().
    void findEffect(const Project &before, const Project &after, const std::vector<Scenario> &scenarios);

    /// Asks to stop; cancelled() follows.
    void cancel();

    bool isRunning() const { return m_isRunning; }

Q_SIGNALS:
    /// `total` 0 = not known.
    void progressed(int done, int total, const QString &activity);
    void proposed(const fourplane::ui::ChangeProposals &proposals);
    void effectFound(const fourplane::ui::ProposalEffect &effect);
    void failed(const QString &message);
    void cancelled();

private:
    using Answer = std::variant<ChangeProposals, ProposalEffect>;

    template <class Ask>
    void start(Ask ask);
    void take();

    QFutureWatcher<Result<Answer>> m_watcher;
    std::stop_source m_stop;
    bool m_isRunning = false; ///< until the answer is taken, which is later than the thread's end
};

} // namespace fourplane::ui
