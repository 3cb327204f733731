// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Job.h"
#include "core/base/Result.h"
#include "core/importers/ManifestImporter.h"
#include "core/project/Project.h"
#include "ui/analysis/ExportPreview.h"

#include <QFutureWatcher>
#include <QObject>
#include <QString>

#include <stop_token>
#include <variant>

namespace fourplane::ui {

/// Manifests that were written.
struct ManifestExport
{
    QString folder;
    std::size_t fileCount = 0;
    std::size_t inexpressibleCount = 0; ///< controls that the target cannot express
    Diagnostics remarks; ///< of the compiler and of the exporter
};

/// Reads and writes manifests on a worker thread, one thing at a time.
class ManifestRunner : public QObject
{
    Q_OBJECT

public:
    explicit ManifestRunner(QObject *parent = nullptr);
    ~ManifestRunner() override;

    /// Imports a file or folder. One of imported(), importFailed() and cancelled() follows. Only when nothing
    /// runs.
    void startImport(const QString &path);

    /// Compiles a copy of `project` and writes its manifests below the chosen folder. One of exported(),
    /// overwriteNeeded(), exportFailed() and cancelled() follows. `overwrite`: also replaces files that were
    /// edited by hand. Only when nothing runs.
    void startExport(const Project &project, const ExportChoice &choice, bool overwrite);

    /// Asks to stop; cancelled() follows. An export that has begun to write is finished instead, so that a
    /// folder never holds half of one.
    void cancel();

    bool isRunning() const { return m_isRunning; }

Q_SIGNALS:
    /// `total` 0 = not known.
    void progressed(int done, int total, const QString &activity);
    void imported(const fourplane::ImportResult &result);
    void exported(const fourplane::ui::ManifestExport &result);
    /// Nothing was written: these files of the folder are not as Fourplane wrote them.
    void overwriteNeeded(const QString &folder, const std::vector<fourplane::FileComparison> &files);
    void importFailed(const fourplane::Diagnostics &diagnostics);
    void exportFailed(const QString &folder, const fourplane::Diagnostics &diagnostics);
    void cancelled();

private:
    using Obstacles = std::vector<FileComparison>;
    using Outcome = std::variant<ImportResult, ManifestExport, Obstacles>;

    Job newJob();
    void take();

    QFutureWatcher<Result<Outcome>> m_watcher;
    std::stop_source m_stop;
    bool m_isRunning = false; ///< until the answer is taken, which is later than the thread's end
    QString m_exportFolder; ///< empty while importing
};

} // namespace fourplane::ui
