// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/AttackTrace.h"
#include "core/attack/Technique.h"
#include "core/base/Result.h"
#include "core/project/Project.h"

#include <QFutureWatcher>
#include <QObject>
#include <QString>

#include <memory>
#include <stop_token>

namespace fourplane::ui {

/// A finished simulation, tagged with what it holds for.
struct SimulationResult
{
    ElementId scenarioId;
    QString scenarioName;
    Exploitability exploitability = Exploitability::Marked;
    std::shared_ptr<const AttackTrace> trace;
    std::shared_ptr<const TechniqueCatalogue> catalogue;
    double milliseconds = 0; ///< wall time of compiling and simulating
};

/// Runs scenarios on a worker thread. One run at a time; a new start stops the old run.
class SimulationRunner : public QObject
{
    Q_OBJECT

public:
    explicit SimulationRunner(QObject *parent = nullptr);
    ~SimulationRunner() override;

    /// Compiles a copy of `project` and runs `scenario` (with the exploitability it says). One of
    /// finished(), failed() and cancelled() follows.
    void start(const Project &project, const Scenario &scenario);

    /// Asks the run to stop; cancelled() follows once it has.
    void cancel();

    bool isRunning() const { return m_isRunning; }

Q_SIGNALS:
    /// `total` 0 = not known.
    void progressed(int done, int total, const QString &activity);
    void finished(const fourplane::ui::SimulationResult &result);
    void failed(const QString &message);
    void cancelled();

private:
    void take();

    QFutureWatcher<Result<SimulationResult>> m_watcher;
    std::stop_source m_stop;
    bool m_isRunning = false; ///< until the answer is taken, which is later than the thread's end
    std::shared_ptr<const TechniqueCatalogue> m_catalogue;
};

} // namespace fourplane::ui
