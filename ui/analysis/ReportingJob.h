// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Job.h"

#include <QMetaObject>
#include <QString>

#include <stop_token>

namespace fourplane::ui {

/// A job for a worker that `stop` stops. `owner` emits progressed(done, total, activity) in its own thread
/// for what the worker reports, and nothing more once it was stopped; it has to outlive the work.
template <class Owner>
Job reportingJob(Owner *owner, const std::stop_source &stop)
{
    Job job;
    job.stop = stop.get_token();
    job.report = [owner, token = stop.get_token()](const Progress &progress) {
        QMetaObject::invokeMethod(
            owner,
            [owner, token, progress] {
                if (!token.stop_requested()) {
                    Q_EMIT owner->progressed(static_cast<int>(progress.done),
                        static_cast<int>(progress.total), QString::fromStdString(progress.activity));
                }
            },
            Qt::QueuedConnection);
    };
    return job;
}

} // namespace fourplane::ui
