// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/Finding.h"
#include "core/base/Job.h"
#include "core/decision/PolicyDecisionPoint.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/exporters/ExportTree.h"
#include "core/project/Project.h"

#include <QFutureWatcher>
#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>
#include <stop_token>

namespace fourplane::ui {

class ProjectDocument;

/// What is known about a project without attacking it: its plan, a decision point to ask, figures, findings.
struct ProjectEvaluation
{
    Project project; ///< as it was evaluated
    CompiledPlan compiled;
    std::unique_ptr<PolicyDecisionPoint> decisions; ///< about compiled.plan
    ExportTree manifests; ///< what an export would write; empty when the plan cannot be exported
    int flowsDeclared = 0;
    int flowsPermitted = 0; ///< declared flows that no plane denies
    /// Ordered pairs of workloads where one reaches the other without a declared flow; nothing for projects
    /// above 200 workloads, where asking about every pair takes too long while one types.
    std::optional<int> undeclaredPaths;
    std::vector<Finding> findings;
    double milliseconds = 0; ///< wall time of all of it
};

/// Evaluates a sound project. nullptr when the job was stopped.
std::shared_ptr<const ProjectEvaluation> evaluate(const Project &project, const Job &job = {});

/// "path:line" of a deciding object in the manifests of an evaluation; empty when it is not in them.
QString manifestPlace(const ProjectEvaluation &evaluation, const DecidingObject &object);

/// Keeps a ProjectEvaluation up to date with a document, on a worker thread, 150 ms after the last change of
/// meaning. An answer that became out of date is dropped.
class EvaluationRunner : public QObject
{
    Q_OBJECT

public:
    explicit EvaluationRunner(QObject *parent = nullptr);
    ~EvaluationRunner() override;

    void setDocument(ProjectDocument *document);

    /// True while an answer is outstanding.
    bool isRunning() const { return m_delay.isActive() || m_isRunning; }

    /// The latest answer; nullptr before the first and while the project has problems.
    std::shared_ptr<const ProjectEvaluation> latest() const { return m_latest; }

Q_SIGNALS:
    void evaluated();

private:
    void start();
    void take();

    ProjectDocument *m_document = nullptr;
    QTimer m_delay;
    QFutureWatcher<std::shared_ptr<const ProjectEvaluation>> m_watcher;
    std::stop_source m_stop;
    bool m_isRunning = false; ///< until the answer is taken, which is later than the thread's end
    std::shared_ptr<const ProjectEvaluation> m_latest;
};

} // namespace fourplane::ui
