// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/ScreenshotDialogs.h"

#include "ui/document/ProjectDocument.h"
#include "ui/shell/DiagnosticsDialog.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/MergeDialog.h"
#include "ui/shell/RecoveryDialog.h"

#include <QDateTime>
#include <QFileInfo>

namespace fourplane::ui {

namespace {

/// Two projects of which a copy was left behind.
std::vector<RecoverableProject> exampleCopies()
{
    RecoverableProject saved;
    saved.originalPath = QStringLiteral("/home/ada/designs/contract-assistant.fourplane.yaml");
    saved.written = QDateTime(QDate(2026, 11, 27), QTime(16, 42));
    RecoverableProject unsaved;
    unsaved.written = QDateTime(QDate(2026, 11, 27), QTime(9, 5));
    return { saved, unsaved };
}

/// The project, changed on disk in one way and here in another: the first workload on both sides, the second
/// there, the third here.
QDialog *exampleMerge(MainWindow &window)
{
    const Project &base = window.document().project();
    Project mine = base;
    Project theirs = base;
    int index = 0;
    for (const auto &[id, workload] : base.topology.workloads) {
        Workload &here = mine.topology.workloads.at(id);
        Workload &there = theirs.topology.workloads.at(id);
        if (index != 1)
            here.replicas = workload.replicas + 2;
        if (index != 2)
            there.replicas = workload.replicas + 4;
        if (++index == 3)
            break;
    }
    const QString name = window.document().path().isEmpty() ? QStringLiteral("design.fourplane.yaml")
                                                            : QFileInfo(window.document().path()).fileName();
    return new MergeDialog(base, mine, theirs, name, window.theme(), &window);
}

QDialog *exampleMessage(MainWindow &window)
{
    const Diagnostics diagnostics {
        { DiagnosticLevel::Warning, "unknown-kind", "Rollout argoproj.io/v1alpha1 is not understood.",
            "Import its pod template as a Deployment, or check its effect by hand.",
            { "manifests/rag/rollout.yaml", 3, 1 } },
        { DiagnosticLevel::Fatal, "wrong-type", "replicas is a text.", "Write a whole number.",
            { "manifests/rag/model.yaml", 17, 13 } },
    };
    return new DiagnosticsDialog(
        QStringLiteral("Not imported"), QStringLiteral("Nothing was imported."), diagnostics, &window);
}

} // namespace

QDialog *exampleDialog(const QString &name, MainWindow &window)
{
    if (name == QLatin1String("recovery"))
        return new RecoveryDialog(exampleCopies(), &window);
    if (name == QLatin1String("merge"))
        return exampleMerge(window);
    if (name == QLatin1String("message"))
        return exampleMessage(window);
    return nullptr;
}

} // namespace fourplane::ui
