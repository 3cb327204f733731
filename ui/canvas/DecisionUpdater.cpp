// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/DecisionUpdater.h"

#include "ui/document/ProjectDocument.h"

#include <QtConcurrent/QtConcurrentRun>

#include <utility>

namespace fourplane::ui {

DecisionUpdater::DecisionUpdater(QObject *parent)
    : QObject(parent)
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(150);
    connect(&m_delay, &QTimer::timeout, this, [this] { start(); });
    connect(&m_watcher, &QFutureWatcherBase::finished, this, [this] { finish(); });
}

DecisionUpdater::~DecisionUpdater()
{
    m_stop.request_stop();
    m_watcher.disconnect(this);
    m_watcher.waitForFinished();
}

void DecisionUpdater::setDocument(ProjectDocument *document)
{
    if (m_document)
        m_document->disconnect(this);
    m_document = document;
    if (!document)
        return;
    connect(document, &QObject::destroyed, this, [this] { m_document = nullptr; });
    connect(document, &ProjectDocument::changed, this, [this](const ChangeSet &changes) {
        if (changes.meaningChanged)
            m_delay.start();
    });
    connect(document, &ProjectDocument::reset, this, [this] { start(); });
    start();
}

bool DecisionUpdater::isRunning() const
{
    return m_watcher.isRunning() || m_delay.isActive();
}

void DecisionUpdater::start()
{
    if (!m_document)
        return;
    m_stop.request_stop();
    if (m_watcher.isRunning()) {
        m_again = true;
        return;
    }
    m_stop = std::stop_source();
    m_watcher.setFuture(QtConcurrent::run([project = m_document->project(), stop = m_stop.get_token()] {
        return computeDecisions(project, Job { stop, {} });
    }));
}

void DecisionUpdater::finish()
{
    if (std::exchange(m_again, false)) {
        start();
        return;
    }
    if (std::shared_ptr<const CanvasDecisions> decisions = m_watcher.result())
        Q_EMIT decisionsChanged(std::move(decisions));
}

} // namespace fourplane::ui
