// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/canvas/CanvasDecisions.h"

#include <QFutureWatcher>
#include <QObject>
#include <QTimer>

#include <memory>
#include <stop_token>

namespace fourplane::ui {

class ProjectDocument;

/// Keeps CanvasDecisions up to date with a document: recomputes on a worker thread 150 ms after the last
/// change of meaning. An answer that became out of date is dropped.
class DecisionUpdater : public QObject
{
    Q_OBJECT

public:
    explicit DecisionUpdater(QObject *parent = nullptr);
    ~DecisionUpdater() override;

    void setDocument(ProjectDocument *document);

    /// True while an answer is outstanding.
    bool isRunning() const;

Q_SIGNALS:
    void decisionsChanged(std::shared_ptr<const fourplane::ui::CanvasDecisions> decisions);

private:
    void start();
    void finish();

    ProjectDocument *m_document = nullptr;
    QTimer m_delay;
    QFutureWatcher<std::shared_ptr<const CanvasDecisions>> m_watcher;
    std::stop_source m_stop;
    bool m_again = false;
};

} // namespace fourplane::ui
