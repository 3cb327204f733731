// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0

// Edits and saves without end, until it is killed: `CrashWorker PROJECT RECOVERY_FOLDER SEED`. Says on
// standard output what it has done: "kept N" when a copy with edit N is written, "saved N" when the file has
// it.
#include "ui/document/AutoSave.h"
#include "ui/document/ProjectDocument.h"

#include <QCoreApplication>
#include <QTimer>

#include <cstdio>
#include <cstdlib>
#include <random>

using namespace fourplane;
using namespace fourplane::ui;

namespace {

void say(const char *what, int number)
{
    std::printf("%s %d\n", what, number);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (argc != 4)
        return 2;
    const QString path = QString::fromLocal8Bit(argv[1]);
    ProjectDocument document;
    if (!document.load(path))
        return 3;
    AutoSave autoSave(document, QString::fromLocal8Bit(argv[2]));
    autoSave.setDelays(std::chrono::milliseconds(3), std::chrono::milliseconds(9));
    std::mt19937 random(static_cast<unsigned>(std::atoi(argv[3])));
    int number = std::atoi(document.project().description.c_str());
    int kept = number;
    QObject::connect(&autoSave, &AutoSave::written, [&] { say("kept", kept); });
    QTimer editing;
    QObject::connect(&editing, &QTimer::timeout, [&] {
        ++number;
        document.apply({ "Count", { ProjectSettings { "crash", std::to_string(number), {} } } });
        if (random() % 3 == 0) {
            autoSave.flush();
            kept = number;
        }
        if (random() % 5 == 0 && document.save(path))
            say("saved", number);
    });
    say("saved", number);
    editing.start(1);
    return QCoreApplication::exec();
}
