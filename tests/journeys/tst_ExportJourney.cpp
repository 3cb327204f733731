// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/journeys/ExportPanelHand.h"
#include "tests/support/Fourplanectl.h"
#include "ui/canvas/CanvasScene.h"
#include "ui/canvas/CanvasView.h"
#include "ui/document/ProjectDocument.h"
#include "ui/panels/ExportProblems.h"
#include "ui/panels/ExportTargetsList.h"

#include <QClipboard>
#include <QDialog>
#include <QDirIterator>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSemaphore>
#include <QTabWidget>
#include <QTextBlock>
#include <QThreadPool>
#include <QToolButton>
#include <QTreeView>
#include <QtTest>

using namespace fourplane;
using namespace fourplane::ui;
using fourplane::test::WindowFixture;

/// From a design to files, with real events: choosing, reading, comparing, saving.
class tst_ExportJourney : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tickedTargetsBringTheirFiles();
    void aLineSelectsItsEdge();
    void whatIsSelectedMarksItsLines();
    void editsOfTheDesignArriveInThePreview();
    void savedFilesAreThoseOfTheCommandLine();
    void editsByHandAreShownThreeWaysAndKept();
    void refusedObjectsAreListedAndFound();
    void aDesignWithProblemsSaysSo();
    void anEmptyDesignSaysSo();
    void theChoiceIsThatOfTheProject();
    void aCancelledPreviewIsMadeAgain();
    void filesAreFoundAndCopied();
    void theKeyboardReachesEveryPart();
};

namespace {

constexpr const char *agentEgress = "base/network/ai-agents/networkpolicy-support-agent-egress.yaml";

/// The panel with everything that is needed of it.
struct Panel : test::ExportPanelHand
{
    explicit Panel(WindowFixture &of)
        : ExportPanelHand(of)
        , targets(of.child<ExportTargetsList>("exportTargets"))
    {
    }

    QTreeWidgetItem *target(const char *title) const
    {
        const auto found =
            targets->findItems(QString::fromLatin1(title), Qt::MatchExactly | Qt::MatchRecursive);
        for (QTreeWidgetItem *item : found) {
            if (item->parent())
                return item;
        }
        return nullptr;
    }

    /// Clicks the tick of a target.
    void tick(const char *title)
    {
        QTreeWidgetItem *item = target(title);
        targets->scrollToItem(item);
        const QRect row = targets->visualItemRect(item);
        QTest::mouseClick(targets->viewport(), Qt::LeftButton, {}, QPoint(row.left() + 14, row.center().y()));
    }

    /// Clicks a file in the tree.
    void choose(const char *path)
    {
        const QModelIndex index = row(path);
        tree->scrollTo(index);
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(index).center());
    }

    FileState state(const char *path) const
    {
        return static_cast<FileState>(row(path).data(ExportFilesModel::StateRole).toInt());
    }

    /// Clicks the first line with this text; 0 when there is none, otherwise its number.
    int clickLine(const char *text)
    {
        QTextCursor cursor = source->document()->find(QString::fromLatin1(text));
        if (cursor.isNull())
            return 0;
        cursor.movePosition(QTextCursor::StartOfLine);
        source->showLine(cursor.blockNumber() + 1);
        QTest::mouseClick(
            source->viewport(), Qt::LeftButton, {}, source->cursorRect(cursor).center() + QPoint(2, 0));
        return cursor.blockNumber() + 1;
    }

    ExportTargetsList *targets;
};

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool write(const QString &path, const QByteArray &text)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

/// Every file below a folder by its relative path.
QMap<QString, QByteArray> filesBelow(const QString &folder)
{
    QMap<QString, QByteArray> files;
    QDirIterator place(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (place.hasNext()) {
        const QString path = place.next();
        files[QDir(folder).relativeFilePath(path)] = read(path);
    }
    return files;
}

/// The text of a range of lines.
QString textOf(const SourceView &view, const LineRange &lines)
{
    QStringList texts;
    for (int line = lines.first; line <= lines.second; ++line)
        texts.append(view.document()->findBlockByNumber(line - 1).text());
    return texts.join(QLatin1Char('\n'));
}

} // namespace

void tst_ExportJourney::tickedTargetsBringTheirFiles()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    Panel panel(fixture);
    QVERIFY(panel.open());
    QVERIFY(panel.row("base/network/ai-agents").isValid());
    QVERIFY(panel.row("components/istio-sidecar").isValid()); // the design asks for it
    QVERIFY(!panel.row("opa").isValid());
    QCOMPARE(panel.target("Istio with sidecars")->checkState(0), Qt::Checked);

    panel.tick("Open Policy Agent");
    QVERIFY(panel.settle());
    QVERIFY(panel.row("opa").isValid());
    QTreeWidgetItem *kubernetes = panel.target("Kubernetes");
    panel.tick("Kubernetes"); // always part of it
    QCOMPARE(kubernetes->checkState(0), Qt::Checked);
    panel.tick("Istio with sidecars");
    QVERIFY(panel.settle());
    QVERIFY(!panel.row("components/istio-sidecar").isValid());

    // By keyboard: the next target, and Space.
    panel.targets->setFocus();
    panel.targets->setCurrentItem(panel.target("Linkerd"));
    QTest::keyClick(panel.targets, Qt::Key_Space);
    QCOMPARE(panel.target("Linkerd")->checkState(0), Qt::Checked);
    QVERIFY(panel.settle());
    panel.press("exportAsDesigned");
    QVERIFY(panel.settle());
    QVERIFY(panel.row("components/istio-sidecar").isValid());
    QVERIFY(!panel.row("opa").isValid());

    panel.press("exportOverlayAudit");
    QVERIFY(panel.settle());
    QVERIFY(panel.row("kustomization.yaml").isValid());
    panel.choose("kustomization.yaml");
    QVERIFY(panel.source->toPlainText().contains(QStringLiteral("overlays/audit")));
}

void tst_ExportJourney::aLineSelectsItsEdge()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    Panel panel(fixture);
    QVERIFY(panel.open());
    panel.choose(agentEgress);
    const CanvasView &canvas = fixture.window().canvas();
    const auto ends = [&canvas, &fixture]() -> QStringList {
        QStringList texts;
        for (const ElementId &id : canvas.selection()) {
            if (const AllowRule *rule = find(fixture.project().policy.allowRules, id))
                texts.append(QString::fromStdString(rule->destinationId.value()));
        }
        return texts;
    };
    QVERIFY(panel.clickLine("app: records-tool") > 0);
    QCOMPARE(ends(), QStringList { QStringLiteral("records-tool") });
    QVERIFY(panel.clickLine("app: llm-server") > 0);
    QCOMPARE(ends(), QStringList { QStringLiteral("llm-server") });
    // A line of the object as a whole stands for all of its edges.
    QVERIFY(panel.clickLine("podSelector:") > 0);
    QCOMPARE(ends().size(), 5);
    // The cursor does what the mouse does.
    QVERIFY(panel.clickLine("app: telemetry") > 0);
    QTest::keyClick(panel.source, Qt::Key_Down);
    QCOMPARE(ends(), QStringList { QStringLiteral("telemetry") });
    QCOMPARE(panel.tree->currentIndex().data(ExportFilesModel::PathRole).toString(),
        QString::fromLatin1(agentEgress)); // the file that is read stays
}

void tst_ExportJourney::whatIsSelectedMarksItsLines()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    Panel panel(fixture);
    QVERIFY(panel.open());
    CanvasView &canvas = fixture.window().canvas();
    // The line on the canvas between agent and tool, where it leaves the agent's card.
    const auto curve = canvas.scene().curveBetween(ElementId("support-agent"), ElementId("records-tool"));
    QVERIFY(curve);
    const QPointF middle = ((*curve)[0] + 3 * (*curve)[1] + 3 * (*curve)[2] + (*curve)[3]) / 8;
    QTest::mouseClick(&canvas, Qt::LeftButton, {}, canvas.sceneToView(middle).toPoint());
    QVERIFY(!canvas.selection().empty());
    for (const char *path : { agentEgress, "base/network/ai-tools/networkpolicy-records-tool-ingress.yaml",
             "components/istio-sidecar/ai-tools/authorizationpolicy-records-tool-allow.yaml",
             "base/network/ai-agents" })
        QVERIFY2(panel.row(path).data(ExportFilesModel::MarkedRole).toBool(), path);
    QVERIFY(!panel.row("base/network/ai-tools/networkpolicy-mail-tool-ingress.yaml")
                 .data(ExportFilesModel::MarkedRole)
                 .toBool());
    QVERIFY(panel.tree->currentIndex().data(ExportFilesModel::MarkedRole).toBool()); // it went there
    panel.choose(agentEgress);
    QCOMPARE(panel.source->markedLines().size(), std::size_t { 1 });
    const QString marked = textOf(*panel.source, panel.source->markedLines().front());
    QVERIFY2(
        marked.contains(QStringLiteral("app: records-tool")) && !marked.contains(QStringLiteral("mail-tool")),
        qPrintable(marked));
    QVERIFY(!panel.source->extraSelections().isEmpty());

    // A workload stands for everything that speaks of it.
    fixture.click("kb-vectors");
    QVERIFY(panel.row("stores/vectors/qdrant.json").data(ExportFilesModel::MarkedRole).toBool());
    QVERIFY(panel.row("base/identity/ai-data/serviceaccount-kb-vectors.yaml")
                .data(ExportFilesModel::MarkedRole)
                .toBool());
    canvas.select({});
    QVERIFY(panel.model->marked().empty());
}

void tst_ExportJourney::editsOfTheDesignArriveInThePreview()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    Panel panel(fixture);
    QVERIFY(panel.open());
    panel.choose("base/network/ai-data/networkpolicy-kb-vectors-ingress.yaml");
    QVERIFY(panel.source->toPlainText().contains(QStringLiteral("app: kb-vectors")));
    fixture.click("kb-vectors");
    fixture.type("workloadName", QStringLiteral("renamed"));
    QVERIFY(panel.settle());
    QVERIFY(!panel.row("base/network/ai-data/networkpolicy-kb-vectors-ingress.yaml").isValid());
    QVERIFY(panel.row("base/network/ai-data/networkpolicy-renamed-ingress.yaml").isValid());
    fixture.window().document().undoStack().undo();
    QVERIFY(panel.settle());
    QVERIFY(panel.row("base/network/ai-data/networkpolicy-kb-vectors-ingress.yaml").isValid());

    // While another panel is in front nothing is made; it is made up for when this one comes back.
    const auto before = panel.panel->preview();
    fixture.child<QTabWidget>("bottomTabs")->setCurrentIndex(0);
    fixture.click("kb-vectors");
    fixture.type("workloadName", QStringLiteral("again"));
    QVERIFY(panel.settle());
    QCOMPARE(panel.panel->preview(), before);
    QVERIFY(panel.open());
    QVERIFY(panel.row("base/network/ai-data/networkpolicy-again-ingress.yaml").isValid());
}

void tst_ExportJourney::savedFilesAreThoseOfTheCommandLine()
{
    const QTemporaryDir window;
    const QTemporaryDir command;
    WindowFixture fixture;
    QVERIFY(fixture.open());
    Panel panel(fixture);
    QVERIFY(panel.open());
    panel.tick("Open Policy Agent");
    panel.tick("Cilium");
    panel.tick("Workload patches");
    panel.press("exportOverlayEnforce");
    panel.panel->setFolder(window.path());
    QVERIFY(panel.settle());
    QCOMPARE(panel.state(agentEgress), FileState::New);
    panel.press("exportSave");
    QVERIFY(panel.settle());
    QCOMPARE(panel.state(agentEgress), FileState::Same);

    QStringList names;
    const ExportChoice choice = panel.panel->choice();
    QVERIFY(choice.targets && choice.targets->size() >= 4);
    for (const ExportTarget target : *choice.targets)
        names.append(QString::fromStdString(std::string(nameOf(target))));
    const test::CommandRun run = test::ctl({ QStringLiteral("export"), fixture.path(), QStringLiteral("-o"),
        command.path(), QStringLiteral("--target"), names.join(QLatin1Char(',')), QStringLiteral("--overlay"),
        QStringLiteral("enforce") });
    QVERIFY2(run.exitCode == 0, run.err.constData());
    const auto written = filesBelow(window.path());
    QVERIFY(written.size() > 100);
    QCOMPARE(written.keys(), filesBelow(command.path()).keys());
    QCOMPARE(written, filesBelow(command.path()));
}

void tst_ExportJourney::editsByHandAreShownThreeWaysAndKept()
{
    const QTemporaryDir folder;
    WindowFixture fixture;
    QVERIFY(fixture.open());
    Panel panel(fixture);
    QVERIFY(panel.open());
    panel.panel->setFolder(folder.path());
    panel.press("exportSave");
    QVERIFY(panel.settle());
    const QString path = folder.filePath(QString::fromLatin1(agentEgress));
    const QByteArray exported = read(path);
    QVERIFY(!exported.isEmpty());

    // Somebody widens a port by hand, and the design changes another one.
    const QByteArray byHand = QByteArray(exported).replace("port: 9001", "port: 9999");
    QVERIFY(byHand != exported);
    QVERIFY(write(path, byHand));
    panel.choose(agentEgress);
    panel.press("exportModeDifference");
    QVERIFY(panel.settle());
    QCOMPARE(panel.state(agentEgress), FileState::Edited);
    QVERIFY(panel.source->toPlainText().contains(QStringLiteral("+          port: 9999")));

    const ElementId ruleId("allow-agent-model");
    AllowRule rule = fixture.project().policy.allowRules.at(ruleId);
    rule.ports = { { 8001, Protocol::Tcp } };
    fixture.window().document().apply({ "Change a port", { ElementChange<AllowRule> { ruleId, rule } } });
    QVERIFY(panel.settle());
    QCOMPARE(panel.state(agentEgress), FileState::Conflict);
    const QString text = panel.source->toPlainText();
    const qsizetype design = text.indexOf(QStringLiteral("By the design: from the last export"));
    QVERIFY2(design > 0, qPrintable(text));
    QVERIFY(text.left(design).contains(QStringLiteral("+          port: 9999")));
    QVERIFY(!text.left(design).contains(QStringLiteral("8001")));
    QVERIFY(text.mid(design).contains(QStringLiteral("+          port: 8001")));
    QVERIFY(!text.mid(design).contains(QStringLiteral("9999")));

    panel.press("exportSave");
    QVERIFY(panel.settle());
    auto *dialog = fixture.child<QDialog>("overwriteDialog");
    QVERIFY(dialog && dialog->isVisible());
    QCOMPARE(dialog->findChild<QListWidget *>(QStringLiteral("overwriteFiles"))->count(), 1);
    auto *difference = dialog->findChild<SourceView *>(QStringLiteral("overwriteDifference"));
    QCOMPARE(difference->toPlainText(), text);
    QTest::keyClick(dialog, Qt::Key_Return); // Enter changes nothing
    QVERIFY(panel.settle());
    QCOMPARE(read(path), byHand);
    QTRY_VERIFY(!fixture.child<QDialog>("overwriteDialog"));

    panel.press("exportSave");
    QVERIFY(panel.settle());
    dialog = fixture.child<QDialog>("overwriteDialog");
    QVERIFY(dialog);
    QTest::mouseClick(dialog->findChild<QPushButton *>(QStringLiteral("overwriteReplace")), Qt::LeftButton);
    QVERIFY(panel.settle());
    QCOMPARE(read(path), QByteArray(exported).replace("port: 8000", "port: 8001"));
    QCOMPARE(panel.state(agentEgress), FileState::Same);
}

void tst_ExportJourney::refusedObjectsAreListedAndFound()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    Panel panel(fixture);
    QVERIFY(panel.open());
    const ElementId homeId("ai-inference");
    Namespace home = fixture.project().topology.namespaces.at(homeId);
    home.podSecurity.version = "newest"; // Kubernetes takes v1.31, or latest
    fixture.window().document().apply({ "Change a version", { ElementChange<Namespace> { homeId, home } } });
    QVERIFY(panel.settle());
    const char *file = "base/workload/namespace-ai-inference.yaml";
    // The refusal, and the remark that Pod Security there refuses the init container of the mesh.
    QCOMPARE(panel.row(file).data(ExportFilesModel::ProblemsRole).toInt(), 2);
    QVERIFY(!fixture.child<QPushButton>("exportSave")->isEnabled());
    QVERIFY(fixture.child<QLabel>("exportSummary")->text().startsWith(QStringLiteral("Refused")));
    auto *problems = fixture.child<ExportProblemsList>("exportProblems");
    panel.press("exportModeProblems");
    QVERIFY(problems->isVisible());
    QCOMPARE(problems->topLevelItem(0)->text(0), QStringLiteral("Error"));
    QVERIFY(problems->topLevelItem(0)->text(1).contains(QStringLiteral("newest")));
    panel.choose(file);
    panel.press("exportModePreview");
    auto *ofFile = fixture.child<ExportProblemsList>("exportFileProblems");
    QVERIFY(ofFile->isVisible());
    QCOMPARE(ofFile->topLevelItemCount(), 2);
    QCOMPARE(ofFile->topLevelItem(0)->text(0), QStringLiteral("Error"));
    QVERIFY(ofFile->topLevelItem(0)->text(2).startsWith(QStringLiteral("→ "))); // says what to do
    QTest::mouseClick(
        ofFile->viewport(), Qt::LeftButton, {}, ofFile->visualItemRect(ofFile->topLevelItem(0)).center());
    QCOMPARE(fixture.window().canvas().selection(), std::vector<ElementId> { homeId });
}

void tst_ExportJourney::aDesignWithProblemsSaysSo()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    Panel panel(fixture);
    QVERIFY(panel.open());
    const ElementId id("retriever");
    Workload workload = fixture.project().topology.workloads.at(id);
    workload.namespaceId = ElementId("nowhere");
    fixture.window().document().apply({ "Break it", { ElementChange<Workload> { id, workload } } });
    QVERIFY(panel.settle());
    QVERIFY(!panel.panel->preview());
    QVERIFY(!fixture.child<QPushButton>("exportSave")->isEnabled());
    QCOMPARE(panel.model->rowCount(), 0);
    auto *problems = fixture.child<ExportProblemsList>("exportProblems");
    QVERIFY(problems->isVisible());
    QVERIFY(problems->topLevelItemCount() > 0);
    QVERIFY(!problems->topLevelItem(0)->text(2).isEmpty());
    fixture.window().document().undoStack().undo();
    QVERIFY(panel.settle());
    QVERIFY(panel.panel->preview());
    QVERIFY(fixture.child<QPushButton>("exportSave")->isEnabled());
    QVERIFY(panel.source->isVisible());
}

void tst_ExportJourney::anEmptyDesignSaysSo()
{
    WindowFixture fixture;
    QVERIFY(fixture.waitUntilIdle());
    Panel panel(fixture);
    fixture.press(Qt::Key_E, Qt::ControlModifier);
    QVERIFY(panel.settle());
    const auto *hint = fixture.child<QLabel>("exportHint");
    QVERIFY(hint->isVisible());
    QVERIFY2(hint->text().startsWith(QStringLiteral("Nothing to export yet")), qPrintable(hint->text()));
    QVERIFY(!fixture.child<QPushButton>("exportSave")->isEnabled());
}

void tst_ExportJourney::theChoiceIsThatOfTheProject()
{
    const QTemporaryDir folder;
    const QTemporaryDir other;
    WindowFixture fixture;
    QVERIFY(fixture.open());
    Panel panel(fixture);
    QVERIFY(panel.open());
    panel.panel->setFolder(folder.path());
    panel.press("exportOverlayAudit");
    panel.tick("SPIRE");
    QVERIFY(panel.settle());
    const QString copy = other.filePath(QStringLiteral("other.fourplane.yaml"));
    QVERIFY(QFile::copy(fixture.path(), copy));
    QVERIFY(fixture.window().openFile(copy).has_value());
    QVERIFY(panel.settle());
    QVERIFY(panel.panel->choice().folder.isEmpty());
    QVERIFY(!panel.panel->choice().targets);
    QVERIFY(!panel.panel->choice().overlay);
    QVERIFY(fixture.open());
    QVERIFY(panel.settle());
    QCOMPARE(panel.panel->choice().folder, folder.path());
    QCOMPARE(panel.panel->choice().overlay, std::optional(ExportOverlay::Audit));
    QVERIFY(panel.panel->choice().targets && panel.panel->choice().targets->count(ExportTarget::Spire) == 1);
    QVERIFY(fixture.child<QPushButton>("exportOverlayAudit")->isChecked());
    QCOMPARE(panel.target("SPIRE")->checkState(0), Qt::Checked);
}

void tst_ExportJourney::aCancelledPreviewIsMadeAgain()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    Panel panel(fixture);
    QVERIFY(panel.open());
    const auto before = panel.panel->preview();
    // The only worker is held back, so that the preview is still being made when Cancel is pressed.
    QThreadPool::globalInstance()->waitForDone();
    const int threads = QThreadPool::globalInstance()->maxThreadCount();
    QThreadPool::globalInstance()->setMaxThreadCount(1);
    QSemaphore pressed;
    QThreadPool::globalInstance()->start([&pressed] { pressed.acquire(); });
    panel.tick("Open Policy Agent");
    const bool isShown =
        QTest::qWaitFor([&fixture] { return fixture.child<QWidget>("taskPill")->isVisible(); });
    panel.press("taskCancel");
    pressed.release();
    const bool isSettled = panel.settle();
    QThreadPool::globalInstance()->setMaxThreadCount(threads);
    QVERIFY(isShown && isSettled);
    QVERIFY(!fixture.child<QWidget>("taskPill")->isVisible());
    QCOMPARE(panel.panel->preview(), before);
    QVERIFY(fixture.child<QLabel>("exportSummary")->text().startsWith(QStringLiteral("Cancelled")));
    panel.tick("Cilium");
    QVERIFY(panel.settle());
    QVERIFY(panel.row("opa").isValid());
}

void tst_ExportJourney::filesAreFoundAndCopied()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    Panel panel(fixture);
    QVERIFY(panel.open());
    QTest::keyClicks(fixture.child<QLineEdit>("exportFilter"), QStringLiteral("support-agent-egress"));
    QVERIFY(panel.row(agentEgress).isValid());
    QVERIFY(!panel.row("RUNBOOK.md").isValid());
    panel.choose(agentEgress);
    panel.press("exportCopyText");
    QCOMPARE(QGuiApplication::clipboard()->text(), panel.source->toPlainText());
    panel.press("exportCopyPath");
    QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromLatin1(agentEgress));
    // The key finds in the file, wherever else it may mean something.
    panel.source->setFocus();
    fixture.press(Qt::Key_F, Qt::ControlModifier);
    QVERIFY(fixture.child<QLineEdit>("sourceFind")->isVisible());
}

void tst_ExportJourney::theKeyboardReachesEveryPart()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    Panel panel(fixture);
    QVERIFY(panel.open());
    QWidget *canvas = &fixture.window().canvas();
    canvas->setFocus();
    QStringList reached;
    for (int i = 0; i < 20 && (i == 0 || !canvas->hasFocus()); ++i) {
        fixture.press(Qt::Key_F6);
        reached.append(QApplication::focusWidget()->objectName());
    }
    QVERIFY(canvas->hasFocus());
    for (const char *name : { "exportTargets", "exportFiles", "exportSource" })
        QVERIFY2(reached.contains(QString::fromLatin1(name)), qPrintable(reached.join(QLatin1Char(' '))));
    fixture.press(Qt::Key_F6, Qt::ShiftModifier);
    QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(panel.source));
    // Every part that takes the keyboard says what it is.
    for (const QWidget *part : panel.panel->findChildren<QWidget *>()) {
        const auto *button = qobject_cast<const QAbstractButton *>(part);
        const bool isNamed = !part->accessibleName().isEmpty() || (button && !button->text().isEmpty());
        const bool isPart =
            part->isVisible() && (part->focusPolicy() & Qt::TabFocus) != 0 && !part->inherits("QScrollBar");
        QVERIFY2(!isPart || isNamed, qPrintable(part->objectName()));
    }
}

QTEST_MAIN(tst_ExportJourney)
#include "tst_ExportJourney.moc"
