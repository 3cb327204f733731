// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/graphlayout/LayoutGraph.h"
#include "core/storage/LayoutProtocol.h"

#include <QObject>
#include <QProcess>
#include <QString>
#include <QTimer>

#include <memory>
#include <optional>

namespace fourplane::ui {

/// What a layout run came to.
struct LayoutOutcome
{
    ElementMap<Placement2D> placements;
    bool isFallback = false; ///< places come from packInGrid, since Graphviz gave none
    QString message; ///< why the fallback was needed; empty otherwise
};

/// Full path of the program fourplane-layout: next to the running program, or in ../libexec/fourplane; empty
/// when it is in neither.
QString findLayoutProgram();

/// Runs the layout program without blocking. One run at a time; a new start cancels the old run.
class LayoutRunner : public QObject
{
    Q_OBJECT

public:
    explicit LayoutRunner(QObject *parent = nullptr);
    ~LayoutRunner() override;

    /// Another program than findLayoutProgram() gives.
    void setProgram(const QString &program) { m_program = program; }

    /// How long a run may take before the fallback is used; 10 000 unless told otherwise.
    void setTimeoutMilliseconds(int milliseconds) { m_timeout.setInterval(milliseconds); }

    /// Starts a run. finished() follows, always from the event loop, unless cancel() is called.
    void start(const LayoutGraph &graph);

    /// Kills the run; cancelled() is emitted when there was one.
    void cancel();

    bool isRunning() const { return m_process != nullptr; }

Q_SIGNALS:
    /// Containers placed so far.
    void progressed(int done, int total);
    void finished(const fourplane::ui::LayoutOutcome &outcome);
    void cancelled();

private:
    void readAnswers();
    void handle(const LayoutMessage &message);
    void fallBack(const QString &why);
    void finish(const LayoutOutcome &outcome);
    void stopProcess();

    QString m_program;
    QTimer m_timeout;
    std::unique_ptr<QProcess> m_process;
    LayoutGraph m_graph;
    LayoutFrameReader m_reader;
};

} // namespace fourplane::ui
