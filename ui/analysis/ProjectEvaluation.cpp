// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/analysis/ProjectEvaluation.h"

#include "core/analysis/FindingRule.h"
#include "core/decision/FlowRequest.h"
#include "core/exporters/PlanExporter.h"
#include "ui/document/ProjectDocument.h"

#include <QDate>
#include <QElapsedTimer>
#include <QtConcurrentRun>

#include <set>
#include <utility>

namespace fourplane::ui {

namespace {

constexpr std::size_t mostWorkloadsForPaths = 200;

void countFlows(const Project &project, ProjectEvaluation &evaluation)
{
    for (const auto &[id, flow] : project.topology.flows) {
        ++evaluation.flowsDeclared;
        if (evaluation.decisions->verdicts(requestFor(flow, evaluation.compiled.plan)).joint()
            != Verdict::Deny)
            ++evaluation.flowsPermitted;
    }
}

std::optional<int> countUndeclaredPaths(
    const Project &project, const PolicyDecisionPoint &decisions, const Job &job)
{
    if (project.topology.workloads.size() > mostWorkloadsForPaths)
        return std::nullopt;
    std::set<std::pair<ElementId, ElementId>> declared;
    for (const auto &[id, flow] : project.topology.flows)
        declared.insert({ flow.sourceId, flow.destinationId });
    int count = 0;
    for (const auto &[source, sourceWorkload] : project.topology.workloads) {
        if (job.isStopped())
            return std::nullopt;
        for (const auto &[destination, destinationWorkload] : project.topology.workloads) {
            if (source == destination || declared.count({ source, destination }) > 0)
                continue;
            AccessRequest request;
            request.sourceId = source;
            request.destinationId = destination;
            if (decisions.verdicts(request).joint() != Verdict::Deny)
                ++count;
        }
    }
    return count;
}

} // namespace

std::shared_ptr<const ProjectEvaluation> evaluate(const Project &project, const Job &job)
{
    QElapsedTimer clock;
    clock.start();
    auto evaluation = std::make_shared<ProjectEvaluation>();
    evaluation->project = project;
    evaluation->compiled = compilePlan(project);
    evaluation->decisions = std::make_unique<PolicyDecisionPoint>(evaluation->compiled.plan);
    countFlows(project, *evaluation);
    evaluation->undeclaredPaths = countUndeclaredPaths(project, *evaluation->decisions, job);
    if (job.isStopped())
        return nullptr;
    const std::string today = QDate::currentDate().toString(Qt::ISODate).toStdString();
    evaluation->findings = findFindings({ project, *evaluation->decisions, today });
    if (Result<ExportTree> manifests = exportPlan(evaluation->compiled.plan))
        evaluation->manifests = std::move(*manifests);
    evaluation->milliseconds = static_cast<double>(clock.nsecsElapsed()) / 1e6;
    return evaluation;
}

QString manifestPlace(const ProjectEvaluation &evaluation, const DecidingObject &object)
{
    const std::string kindLine = "kind: " + object.kind + "\n";
    const std::string nameLine = "  name: " + object.name + "\n";
    const std::string namespaceLine = "  namespace: " + object.namespaceName + "\n";
    for (const ExportedFile &file : evaluation.manifests.files) {
        const bool isObject = file.content.find(kindLine) != std::string::npos
            && file.content.find(nameLine) != std::string::npos
            && (object.namespaceName.empty() || object.kind == "Namespace"
                || file.content.find(namespaceLine) != std::string::npos);
        if (!isObject)
            continue;
        std::size_t place = file.content.find("\nspec:");
        if (place == std::string::npos)
            place = file.content.find(kindLine);
        const auto line = std::count(file.content.begin(),
                              file.content.begin() + static_cast<std::ptrdiff_t>(place) + 1, '\n')
            + 1;
        return QStringLiteral("%1:%2").arg(QString::fromStdString(file.path)).arg(line);
    }
    return {};
}

EvaluationRunner::EvaluationRunner(QObject *parent)
    : QObject(parent)
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(150);
    connect(&m_delay, &QTimer::timeout, this, &EvaluationRunner::start);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &EvaluationRunner::take);
}

EvaluationRunner::~EvaluationRunner()
{
    m_watcher.disconnect(this);
    m_stop.request_stop();
    m_watcher.waitForFinished();
}

void EvaluationRunner::setDocument(ProjectDocument *document)
{
    m_document = document;
    connect(document, &ProjectDocument::reset, this, [this] {
        m_latest.reset();
        m_delay.start();
    });
    connect(document, &ProjectDocument::changed, this, [this](const ChangeSet &changes) {
        if (changes.meaningChanged || changes.settingsChanged)
            m_delay.start();
    });
    m_delay.start();
}

void EvaluationRunner::start()
{
    m_stop.request_stop();
    m_stop = std::stop_source();
    if (!findProblems(m_document->project()).empty()) {
        m_watcher.setFuture({});
        m_isRunning = false;
        m_latest.reset();
        Q_EMIT evaluated();
        return;
    }
    Job job;
    job.stop = m_stop.get_token();
    m_isRunning = true;
    m_watcher.setFuture(
        QtConcurrent::run([project = m_document->project(), job] { return evaluate(project, job); }));
}

void EvaluationRunner::take()
{
    m_isRunning = false;
    if (m_watcher.future().resultCount() == 0 || !m_watcher.result())
        return;
    m_latest = m_watcher.result();
    Q_EMIT evaluated();
}

} // namespace fourplane::ui
