// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/ExportFilesModel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

using namespace fourplane;
using namespace fourplane::ui;

/// The tree of an export's files.
class tst_ExportFilesModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void foldersComeFirstAndCountProblems();
    void filesSayHowTheyStandToTheFolder();
    void rowsStayWhereThePathsAreAsBefore();
    void foldersOfMarkedFilesAreMarked();
};

namespace {

std::vector<ExportFileRow> someFiles()
{
    return { { QStringLiteral("RUNBOOK.md"), FileState::Same, 0 },
        { QStringLiteral("base/network/a.yaml"), FileState::New, 2 },
        { QStringLiteral("base/network/b.yaml"), FileState::Conflict, 1 },
        { QStringLiteral("base/top.yaml"), std::nullopt, 0 } };
}

} // namespace

void tst_ExportFilesModel::foldersComeFirstAndCountProblems()
{
    ExportFilesModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFiles(someFiles());
    QCOMPARE(model.rowCount(), 2);
    const QModelIndex base = model.index(0, 0);
    QCOMPARE(base.data().toString(), QStringLiteral("base"));
    QVERIFY(!base.data(ExportFilesModel::IsFileRole).toBool());
    QCOMPARE(base.data(ExportFilesModel::ProblemsRole).toInt(), 3);
    QCOMPARE(model.index(1, 0).data().toString(), QStringLiteral("RUNBOOK.md"));
    QCOMPARE(model.index(1, 0).data(ExportFilesModel::ProblemsRole).toInt(), 0);
    QCOMPARE(model.rowCount(base), 2);
    QCOMPARE(model.index(0, 0, base).data().toString(), QStringLiteral("network"));
    QCOMPARE(
        model.index(1, 0, base).data(ExportFilesModel::PathRole).toString(), QStringLiteral("base/top.yaml"));
    QCOMPARE(model.parent(model.indexOf(QStringLiteral("base/network/a.yaml"))),
        model.indexOf(QStringLiteral("base/network")));
    QVERIFY(!model.indexOf(QStringLiteral("nope")).isValid());
}

void tst_ExportFilesModel::filesSayHowTheyStandToTheFolder()
{
    ExportFilesModel model;
    model.setFiles(someFiles());
    const auto at = [&model](const char *path) { return model.indexOf(QString::fromLatin1(path)); };
    QCOMPARE(at("base/network/b.yaml").data(ExportFilesModel::StateRole).toInt(), int(FileState::Conflict));
    QVERIFY(!at("base/top.yaml").data(ExportFilesModel::StateRole).isValid());
    QVERIFY(!at("base").data(ExportFilesModel::StateRole).isValid());
    QVERIFY(at("base/network/b.yaml").data(Qt::ToolTipRole).toString().contains(QStringLiteral("by hand")));
    const QString spoken = at("base/network/b.yaml").data(Qt::AccessibleTextRole).toString();
    QVERIFY2(
        spoken.contains(QStringLiteral("edited and changed")) && spoken.contains(QStringLiteral("1 problem")),
        qPrintable(spoken));
}

void tst_ExportFilesModel::rowsStayWhereThePathsAreAsBefore()
{
    ExportFilesModel model;
    model.setFiles(someFiles());
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    const QPersistentModelIndex kept = model.indexOf(QStringLiteral("base/network/a.yaml"));
    std::vector<ExportFileRow> files = someFiles();
    files[1].state = FileState::Changed;
    files[1].problems = 0;
    model.setFiles(files);
    QCOMPARE(reset.count(), 0);
    QVERIFY(kept.isValid());
    QCOMPARE(kept.data(ExportFilesModel::StateRole).toInt(), int(FileState::Changed));
    QCOMPARE(model.indexOf(QStringLiteral("base")).data(ExportFilesModel::ProblemsRole).toInt(), 1);
    files.pop_back();
    model.setFiles(files);
    QCOMPARE(reset.count(), 1);
    QCOMPARE(model.rowCount(model.indexOf(QStringLiteral("base"))), 1);
}

void tst_ExportFilesModel::foldersOfMarkedFilesAreMarked()
{
    ExportFilesModel model;
    model.setFiles(someFiles());
    const auto isMarked = [&model](const char *path) {
        return model.indexOf(QString::fromLatin1(path)).data(ExportFilesModel::MarkedRole).toBool();
    };
    model.setMarked({ QStringLiteral("base/network/a.yaml") });
    QVERIFY(isMarked("base") && isMarked("base/network") && isMarked("base/network/a.yaml"));
    QVERIFY(!isMarked("base/network/b.yaml") && !isMarked("RUNBOOK.md"));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setMarked({});
    QVERIFY(!isMarked("base") && !isMarked("base/network/a.yaml"));
    QCOMPARE(changed.count(), 3); // those that were marked are painted again
}

QTEST_MAIN(tst_ExportFilesModel)
#include "tst_ExportFilesModel.moc"
