// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0

// Edits, saves and exports without end, until it is killed: `CrashWorker PROJECT RECOVERY_FOLDER SEED EDITS
// MANIFESTS`. Says on standard output what it has done: "kept N" when a copy with edit N is written, "saved
// N" when the file has it, "did WORD" for what a dialog or the inspector applied, "begun N" and "exported N"
// when an export into the folder MANIFESTS begins and ends, on a thread of its own as in the window. EDITS is
// a file with one written edit per line: those of fixes and of the register of exceptions. Where PROJECT does
// not exist, the worker makes a design from a description, which is in no file, and never saves or exports
// it.
#include "core/enforcement/PlanCompiler.h"
#include "core/exporters/ExportTree.h"
#include "core/exporters/PlanExporter.h"
#include "core/project/Merge.h"
#include "core/project/generate/ServiceDescription.h"
#include "core/storage/ElementText.h"
#include "core/storage/ProjectEdits.h"
#include "core/storage/ProjectFile.h"
#include "ui/document/AutoSave.h"
#include "ui/document/ProjectDocument.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QTimer>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <random>
#include <string>
#include <thread>
#include <vector>

using namespace fourplane;
using namespace fourplane::ui;

namespace {

void say(const char *what, int number)
{
    std::printf("%s %d\n", what, number);
    std::fflush(stdout);
}

void sayDid(const char *what)
{
    std::printf("did %s\n", what);
    std::fflush(stdout);
}

std::vector<std::string> linesOf(const char *file)
{
    std::vector<std::string> lines;
    std::ifstream input(file);
    for (std::string line; std::getline(input, line);)
        lines.push_back(line);
    return lines;
}

Project describedProject()
{
    ServiceDescription description;
    description.name = "crash";
    description.purpose = "Falls over";
    description.tools = { "mail" };
    return projectFrom(description).value();
}

/// What the Fix and Accept dialogs apply.
void fix(ProjectDocument &document, const std::string &line)
{
    const auto changed = withEdits(document.project(), { line });
    if (changed && document.apply(editBetween(document.project(), *changed, "Fix")))
        sayDid("fix");
}

/// What the inspector applies while somebody types.
void writeText(ProjectDocument &document, int number)
{
    const ElementId id = document.project().topology.workloads.begin()->first;
    Project wanted = document.project();
    wanted.topology.workloads.at(id).replicas = number;
    const auto edit =
        elementTextEdit(document.project(), "workload", id, elementText(wanted, id), "Edit fields");
    if (edit && document.apply(*edit))
        sayDid("text");
}

/// Somebody else writes the file, and the changes of both are merged.
void merge(ProjectDocument &document, int number)
{
    const Project base = document.savedProject();
    Project theirs = base;
    theirs.topology.externals.begin()->second.description = "theirs " + std::to_string(number);
    if (!saveProject(document.path().toStdString(), theirs))
        return;
    const auto read = document.acknowledgeFile();
    if (!read)
        return;
    Edit edit = mergeOf(base, document.project(), *read).edit;
    edit.label = "Merge";
    if (document.apply(edit))
        sayDid("merge");
}

/// What the export panel writes.
void exportManifests(const Project &project, const std::string &folder, int number)
{
    const CompiledPlan compiled = compilePlan(project);
    const auto tree = exportPlan(compiled.plan);
    if (tree && writeTree(*tree, folder, true))
        say("exported", number);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (argc != 6)
        return 2;
    const QString path = QString::fromLocal8Bit(argv[1]);
    const bool inFile = QFileInfo::exists(path);
    const std::vector<std::string> edits = linesOf(argv[4]);
    ProjectDocument document;
    if (inFile && !document.load(path))
        return 3;
    if (!inFile)
        document.setUnsavedProject(describedProject());
    AutoSave autoSave(document, QString::fromLocal8Bit(argv[2]));
    autoSave.setDelays(std::chrono::milliseconds(3), std::chrono::milliseconds(9));
    std::mt19937 random(static_cast<unsigned>(std::atoi(argv[3])));
    int number = std::atoi(document.project().description.c_str());
    int kept = number;
    QObject::connect(&autoSave, &AutoSave::written, [&] { say("kept", kept); });
    QTimer editing;
    std::atomic<bool> isExporting = false;
    std::jthread exporting;
    QObject::connect(&editing, &QTimer::timeout, [&] {
        ++number;
        document.apply({ "Count", { ProjectSettings { "crash", std::to_string(number), {} } } });
        const unsigned what = random() % 8;
        if (what < 2 && !edits.empty())
            fix(document, edits[random() % edits.size()]);
        else if (what == 2)
            writeText(document, number);
        else if (what == 3 && inFile)
            merge(document, number);
        if (random() % 3 == 0) {
            autoSave.flush();
            kept = number;
        }
        if (inFile && !isExporting && random() % 4 == 0) {
            isExporting = true;
            say("begun", number);
            exporting = std::jthread(
                [project = document.project(), folder = std::string(argv[5]), number, &isExporting] {
                    exportManifests(project, folder, number);
                    isExporting = false;
                });
        }
        if (inFile && random() % 5 == 0 && document.save(path))
            say("saved", number);
    });
    say("saved", number);
    editing.start(1);
    return QCoreApplication::exec();
}
