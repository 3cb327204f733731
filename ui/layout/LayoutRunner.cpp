// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/layout/LayoutRunner.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace fourplane::ui {

QString findLayoutProgram()
{
    const QDir folder(QCoreApplication::applicationDirPath());
    for (const char *path : { "fourplane-layout", "../libexec/fourplane/fourplane-layout" }) {
        const QFileInfo candidate(folder.filePath(QString::fromLatin1(path)));
        if (candidate.isExecutable())
            return candidate.canonicalFilePath();
    }
    return {};
}

LayoutRunner::LayoutRunner(QObject *parent)
    : QObject(parent)
    , m_program(findLayoutProgram())
{
    m_timeout.setSingleShot(true);
    m_timeout.setInterval(10000);
    connect(&m_timeout, &QTimer::timeout, this, [this] {
        fallBack(tr("Graphviz took longer than %1 s; everything was placed in rows instead")
                     .arg(m_timeout.interval() / 1000.0));
    });
}

LayoutRunner::~LayoutRunner()
{
    stopProcess();
}

void LayoutRunner::start(const LayoutGraph &graph)
{
    cancel();
    m_graph = graph;
    m_reader = {};
    m_process = std::make_unique<QProcess>();
    connect(m_process.get(), &QProcess::readyReadStandardOutput, this, &LayoutRunner::readAnswers);
    connect(
        m_process.get(), &QProcess::errorOccurred, this,
        [this](QProcess::ProcessError error) {
            if (error == QProcess::FailedToStart)
                fallBack(
                    tr("The program fourplane-layout could not be started; everything was placed in rows "
                       "instead"));
        },
        Qt::QueuedConnection);
    connect(m_process.get(), &QProcess::finished, this, [this] {
        readAnswers();
        if (m_process)
            fallBack(tr("Graphviz ended without a layout; everything was placed in rows instead"));
    });
    m_timeout.start();
    m_process->start(m_program.isEmpty() ? QStringLiteral("fourplane-layout") : m_program, QStringList());
    const std::string frame = layoutFrame(writeLayoutRequest(graph));
    m_process->write(frame.data(), static_cast<qint64>(frame.size()));
    m_process->closeWriteChannel();
}

void LayoutRunner::cancel()
{
    if (!isRunning())
        return;
    stopProcess();
    Q_EMIT cancelled();
}

void LayoutRunner::readAnswers()
{
    if (!m_process)
        return;
    m_reader.append(m_process->readAllStandardOutput().toStdString());
    while (m_process) {
        const Result<std::optional<std::string>> frame = m_reader.next();
        if (!frame) {
            fallBack(QString::fromStdString(toString(frame.error())));
            return;
        }
        if (!*frame)
            return;
        const Result<LayoutMessage> message = readLayoutMessage(**frame);
        handle(message ? *message : LayoutMessage(message.error()));
    }
}

void LayoutRunner::handle(const LayoutMessage &message)
{
    if (const auto *progress = std::get_if<Progress>(&message)) {
        Q_EMIT progressed(static_cast<int>(progress->done), static_cast<int>(progress->total));
    } else if (const auto *result = std::get_if<LayoutResult>(&message)) {
        finish({ result->placements, false, {} });
    } else {
        const Error &error = std::get<Error>(message);
        fallBack(
            tr("Graphviz gave no layout (%1); everything was placed in rows instead")
                .arg(error.diagnostics.empty() ? QString()
                                               : QString::fromStdString(error.diagnostics.front().message)));
    }
}

void LayoutRunner::fallBack(const QString &why)
{
    if (m_process)
        finish({ packInGrid(m_graph).placements, true, why });
}

void LayoutRunner::finish(const LayoutOutcome &outcome)
{
    stopProcess();
    Q_EMIT finished(outcome);
}

void LayoutRunner::stopProcess()
{
    m_timeout.stop();
    if (!m_process)
        return;
    m_process->disconnect(this);
    QProcess *process = m_process.release();
    if (process->state() == QProcess::NotRunning) {
        process->deleteLater();
        return;
    }
    connect(process, &QProcess::finished, process, &QObject::deleteLater);
    process->kill();
    process->waitForFinished(1000);
}

} // namespace fourplane::ui
