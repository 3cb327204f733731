// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/journeys/WindowFixture.h"
#include "ui/document/ProjectDocument.h"

#include <QDialog>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSemaphore>
#include <QSignalSpy>
#include <QThreadPool>
#include <QTreeWidget>
#include <QtTest>

using namespace fourplane;
using namespace fourplane::ui;
using fourplane::test::WindowFixture;

/// Manifests into the window and out of it, without the dialogs that choose a folder.
class tst_ManifestJourney : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void importOpensTheProjectAndListsWhatWasNotUnderstood();
    void importAsksAboutUnsavedChanges();
    void cancelledImportLeavesTheProjectAlone();
    void folderWithoutManifestsIsRefused();
    void exportThatCannotBeWrittenSaysWhy();
    void cancelledExportWritesNothing();
};

namespace {

bool write(const QString &path, const QByteArray &text)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A Deployment, its Service and a NetworkPolicy; and on line 5 of another file something that is no YAML.
bool writeManifests(const QTemporaryDir &folder)
{
    return write(folder.filePath(QStringLiteral("web.yaml")),
               "apiVersion: apps/v1\n"
               "kind: Deployment\n"
               "metadata: {name: web, namespace: shop}\n"
               "spec:\n"
               "  selector: {matchLabels: {app: web}}\n"
               "  template:\n"
               "    metadata: {labels: {app: web}}\n"
               "    spec: {containers: [{name: main, image: nginx, ports: [{containerPort: 8080}]}]}\n"
               "---\n"
               "apiVersion: v1\n"
               "kind: Service\n"
               "metadata: {name: web, namespace: shop}\n"
               "spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}\n"
               "---\n"
               "apiVersion: networking.k8s.io/v1\n"
               "kind: NetworkPolicy\n"
               "metadata: {name: deny-all, namespace: shop}\n"
               "spec: {podSelector: {}, policyTypes: [Ingress]}\n")
        && write(folder.filePath(QStringLiteral("broken.yaml")),
            "apiVersion: v1\nkind: Service\nmetadata:\n  name: broken\n  labels: [1\n");
}

/// Presses a button of the message box that comes up next.
void answer(QMessageBox::StandardButton button, int &asked)
{
    QTimer::singleShot(0, qApp, [&asked, button] {
        if (auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget())) {
            ++asked;
            QTest::mouseClick(box->button(button), Qt::LeftButton);
        }
    });
}

QStringList messages(const QDialog &dialog, int column)
{
    const auto *list = dialog.findChild<QTreeWidget *>(QStringLiteral("diagnosticsList"));
    QStringList texts;
    for (int i = 0; i < list->topLevelItemCount(); ++i)
        texts.append(list->topLevelItem(i)->text(column));
    return texts;
}

} // namespace

void tst_ManifestJourney::importOpensTheProjectAndListsWhatWasNotUnderstood()
{
    const QTemporaryDir folder;
    QVERIFY(writeManifests(folder));
    WindowFixture fixture;
    QVERIFY(fixture.waitUntilIdle());
    fixture.window().importFrom(folder.path());
    QVERIFY(fixture.window().isBusy()); // it came back at once
    QVERIFY(fixture.child<QWidget>("taskPill")->isVisible());
    QVERIFY(fixture.waitUntilIdle());
    QVERIFY(!fixture.child<QWidget>("taskPill")->isVisible());

    QCOMPARE(fixture.project().topology.workloads.size(), std::size_t { 1 });
    QCOMPARE(fixture.project().topology.workloads.begin()->second.name, std::string("web"));
    QCOMPARE(fixture.project().policy.adopted.size(), std::size_t { 1 });
    QVERIFY(fixture.window().document().isModified()); // it is in no file yet: closing has to ask
    QVERIFY(fixture.window().document().path().isEmpty());

    auto *dialog = fixture.child<QDialog>("diagnosticsDialog");
    QVERIFY(dialog && dialog->isVisible());
    const QStringList places = messages(*dialog, 1);
    const auto isBroken = [](const QString &place) { return place.contains(QLatin1String("broken.yaml:")); };
    const auto row = std::find_if(places.begin(), places.end(), isBroken) - places.begin();
    QVERIFY2(row < places.size(), qPrintable(places.join(QLatin1Char('\n'))));
    QCOMPARE(messages(*dialog, 0).at(row), QStringLiteral("Severe"));
    QVERIFY(!messages(*dialog, 2).at(row).isEmpty());
    dialog->close();
}

void tst_ManifestJourney::importAsksAboutUnsavedChanges()
{
    const QTemporaryDir folder;
    QVERIFY(writeManifests(folder));
    WindowFixture fixture;
    QVERIFY(fixture.open());
    fixture.click("llm-server");
    fixture.type("workloadName", QStringLiteral("renamed"));
    const Project edited = fixture.project();
    int asked = 0;
    answer(QMessageBox::Cancel, asked);
    fixture.window().importFrom(folder.path());
    QCOMPARE(asked, 1);
    QVERIFY(!fixture.child<QWidget>("taskPill")->isVisible());
    QVERIFY(fixture.project() == edited);

    answer(QMessageBox::Discard, asked);
    fixture.window().importFrom(folder.path());
    QCOMPARE(asked, 2);
    QVERIFY(fixture.waitUntilIdle()); // and asks no third time
    QCOMPARE(fixture.project().topology.workloads.size(), std::size_t { 1 });
}

void tst_ManifestJourney::cancelledImportLeavesTheProjectAlone()
{
    const QTemporaryDir folder;
    QVERIFY(writeManifests(folder));
    WindowFixture fixture;
    QVERIFY(fixture.open());
    const Project before = fixture.project();
    QSignalSpy noticed(&fixture.window(), &MainWindow::noticed);
    fixture.window().importFrom(folder.path());
    QTest::mouseClick(fixture.child<QPushButton>("taskCancel"), Qt::LeftButton);
    QVERIFY(fixture.waitUntilIdle());
    QVERIFY(fixture.project() == before);
    QVERIFY(!fixture.child<QWidget>("taskPill")->isVisible());
    QVERIFY(!fixture.child<QDialog>("diagnosticsDialog"));
    QVERIFY(noticed.last().first().toString().contains(QStringLiteral("Cancelled")));
}

void tst_ManifestJourney::folderWithoutManifestsIsRefused()
{
    const QTemporaryDir folder;
    WindowFixture fixture;
    QVERIFY(fixture.open());
    const Project before = fixture.project();
    fixture.window().importFrom(folder.path());
    QVERIFY(fixture.waitUntilIdle());
    auto *dialog = fixture.child<QDialog>("diagnosticsDialog");
    QVERIFY(dialog);
    QCOMPARE(dialog->windowTitle(), QStringLiteral("Not imported"));
    QVERIFY(fixture.project() == before);
}

void tst_ManifestJourney::exportThatCannotBeWrittenSaysWhy()
{
    const QTemporaryDir folder;
    WindowFixture fixture;
    QVERIFY(fixture.open());
    const QString inTheWay = folder.filePath(QStringLiteral("base"));
    QVERIFY(write(inTheWay, "a file where a folder has to be"));
    fixture.window().exportTo(folder.path());
    QVERIFY(fixture.window().isBusy());
    QVERIFY(fixture.waitUntilIdle());
    auto *dialog = fixture.child<QDialog>("diagnosticsDialog");
    QVERIFY(dialog);
    QCOMPARE(dialog->windowTitle(), QStringLiteral("Not exported"));
    QVERIFY(dialog->findChild<QLabel *>()->text().contains(folder.path()));
    QVERIFY(!messages(*dialog, 2).isEmpty() && !messages(*dialog, 2).first().isEmpty());
    QCOMPARE(read(inTheWay), QByteArray("a file where a folder has to be"));
}

void tst_ManifestJourney::cancelledExportWritesNothing()
{
    const QTemporaryDir folder;
    WindowFixture fixture;
    QVERIFY(fixture.open());
    // The only worker is held back until Cancel was pressed: the export has not begun to write by then.
    QThreadPool::globalInstance()->waitForDone();
    const int threads = QThreadPool::globalInstance()->maxThreadCount();
    QThreadPool::globalInstance()->setMaxThreadCount(1);
    QSemaphore pressed;
    QThreadPool::globalInstance()->start([&pressed] { pressed.acquire(); });
    fixture.window().exportTo(folder.path());
    QTest::mouseClick(fixture.child<QPushButton>("taskCancel"), Qt::LeftButton);
    pressed.release();
    const bool idle = fixture.waitUntilIdle();
    QThreadPool::globalInstance()->setMaxThreadCount(threads);
    QVERIFY(idle);
    QVERIFY(QDir(folder.path()).isEmpty());
    QVERIFY(!fixture.child<QDialog>("diagnosticsDialog"));
}

QTEST_MAIN(tst_ManifestJourney)
#include "tst_ManifestJourney.moc"
