// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/journeys/WindowFixture.h"
#include "ui/canvas/CanvasScene.h"
#include "ui/canvas/CanvasView.h"
#include "ui/document/ProjectDocument.h"
#include "ui/panels/BehaviourFields.h"
#include "ui/panels/ElementTextPane.h"
#include "ui/panels/PickerPopup.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QTreeWidget>
#include <QtTest>

using namespace fourplane;
using namespace fourplane::ui;
using fourplane::test::WindowFixture;

/// Everything a project holds is found and edited in the window: what has a card and what has none, one by
/// one and several at once.
class tst_InspectorJourney : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void everyFieldOfAWorkloadIsEditedAsText();
    void faultyTextIsExplainedAndNotApplied();
    void typingIsOneStep();
    void undoShowsInTheText();
    void aFieldIsAddedByItsNameAndExplained();
    void whatBelongsToAWorkloadIsOneClickAway();
    void aStoreAndAGrantAreMadeInTheWindow();
    void nothingSelectedMeansTheProject();
    void severalWorkloadsAreEditedAtOnce();
    void everyTraitIsWrittenAsChosen();
    void severalNamespacesAreEditedAtOnce();
    void theSearchFindsWhatHasNoCard();
    void theOutlineListsWhatHasNoCard();
    void typingOnTheCanvasAddsAKind();
    void whatIsTypedAfterAnArrowIsConnected();
    void aLineIsDrawnWithoutAPointer();
    void aGroupBecomesANamespace();

private:
    void openText(const char *id);
    void write(const QString &text);
    void follow(const QString &link);

    QPlainTextEdit *text() { return m_fixture->child<QPlainTextEdit>("elementText"); }

    QLabel *fault() { return m_fixture->child<QLabel>("elementTextFault"); }

    ProjectDocument &document() { return m_fixture->window().document(); }

    const Project &project() { return m_fixture->project(); }

    int steps() { return document().undoStack().count(); }

    std::unique_ptr<WindowFixture> m_fixture;
};

void tst_InspectorJourney::init()
{
    m_fixture = std::make_unique<WindowFixture>();
    QVERIFY(m_fixture->open());
}

void tst_InspectorJourney::cleanup()
{
    m_fixture.reset();
}

void tst_InspectorJourney::openText(const char *id)
{
    m_fixture->click(id);
    m_fixture->child<QTabBar>("inspectorPages")->setCurrentIndex(1);
    QVERIFY(text()->isVisible());
}

void tst_InspectorJourney::write(const QString &words)
{
    text()->setFocus();
    text()->moveCursor(QTextCursor::End);
    for (const QChar letter : words) {
        if (letter == QLatin1Char('\n'))
            QTest::keyClick(text(), Qt::Key_Return);
        else
            QTest::keyClick(text(), letter.toLatin1());
    }
    m_fixture->child<ElementTextPane>("elementTextPane")->commit();
}

void tst_InspectorJourney::follow(const QString &link)
{
    auto *links = m_fixture->child<QLabel>("elementTextLinks");
    QVERIFY2(links->text().contains(QStringLiteral("\"%1\"").arg(link)), qPrintable(links->text()));
    Q_EMIT links->linkActivated(link);
}

void tst_InspectorJourney::everyFieldOfAWorkloadIsEditedAsText()
{
    openText("llm-server");
    QVERIFY(text()->toPlainText().contains(QStringLiteral("kind: model-endpoint")));
    write(QStringLiteral("replicas: 3\n"));
    QVERIFY2(fault()->text().isEmpty(), qPrintable(fault()->text()));
    QCOMPARE(project().topology.workloads.at(ElementId("llm-server")).replicas, 3);
    QCOMPARE(document().undoStack().undoText(), QStringLiteral("Edit fields of llm-server"));
}

void tst_InspectorJourney::faultyTextIsExplainedAndNotApplied()
{
    openText("llm-server");
    const Project before = project();
    const int line = text()->document()->blockCount();
    write(QStringLiteral("replicaz: 3\n"));
    QVERIFY(!fault()->isHidden());
    QVERIFY2(fault()->text().startsWith(QStringLiteral("Line %1: ").arg(line))
            && fault()->text().contains(QStringLiteral("replicaz")),
        qPrintable(fault()->text()));
    QVERIFY(project() == before);
    QVERIFY(text()->property("invalid").toBool());
    // Another element begins without the fault.
    m_fixture->click("support-agent");
    QVERIFY(fault()->isHidden());
}

void tst_InspectorJourney::typingIsOneStep()
{
    openText("llm-server");
    const int before = steps();
    write(QStringLiteral("replicas: 3"));
    write(QStringLiteral("0"));
    QCOMPARE(project().topology.workloads.at(ElementId("llm-server")).replicas, 30);
    QCOMPARE(steps(), before + 1);
}

void tst_InspectorJourney::undoShowsInTheText()
{
    openText("llm-server");
    const QString before = text()->toPlainText();
    write(QStringLiteral("replicas: 3\n"));
    document().undoStack().undo();
    QCOMPARE(text()->toPlainText(), before);
}

void tst_InspectorJourney::aFieldIsAddedByItsNameAndExplained()
{
    openText("llm-server");
    follow(QStringLiteral("field:replicas"));
    QVERIFY(text()->toPlainText().endsWith(QStringLiteral("replicas: ")));
    QVERIFY(m_fixture->child<QLabel>("elementTextMeaning")->text().startsWith(QStringLiteral("replicas: ")));
    write(QStringLiteral("4"));
    QCOMPARE(project().topology.workloads.at(ElementId("llm-server")).replicas, 4);
    QVERIFY(
        !m_fixture->child<QLabel>("elementTextLinks")->text().contains(QStringLiteral("field:replicas\"")));
}

void tst_InspectorJourney::whatBelongsToAWorkloadIsOneClickAway()
{
    openText("llm-server");
    const ElementId account = project().topology.workloads.at(ElementId("llm-server")).identityId;
    follow(QStringLiteral("element:") + QString::fromStdString(account.value()));
    QVERIFY(m_fixture->child<QLabel>("elementTextTitle")->text().contains(QStringLiteral("sa/llm-server")));
    write(QStringLiteral("isJobScoped: true\n"));
    QVERIFY2(fault()->text().isEmpty(), qPrintable(fault()->text()));
    QVERIFY(project().topology.identities.at(account).isJobScoped);
    follow(QStringLiteral("element:llm-server"));
    QVERIFY(m_fixture->window().canvas().selection() == std::vector { ElementId("llm-server") });
}

void tst_InspectorJourney::aStoreAndAGrantAreMadeInTheWindow()
{
    openText("llm-server");
    const std::size_t stores = project().topology.stores.size();
    follow(QStringLiteral("kind:store"));
    QVERIFY2(fault()->text().isEmpty(), qPrintable(fault()->text()));
    QCOMPARE(project().topology.stores.size(), stores + 1);
    const ElementId store = m_fixture->child<ElementTextPane>("elementTextPane")->elementId();
    QVERIFY(project().topology.stores.at(store).hostId == ElementId("llm-server"));
    const std::size_t grants = project().policy.grants.size();
    follow(QStringLiteral("kind:dataGrant"));
    QCOMPARE(project().policy.grants.size(), grants + 1);
    QCOMPARE(project()
                 .policy.grants.at(m_fixture->child<ElementTextPane>("elementTextPane")->elementId())
                 .collectionId.value(),
        project().topology.stores.at(store).collections.front().id.value());
    document().undoStack().undo();
    document().undoStack().undo();
    QCOMPARE(project().topology.stores.size(), stores);
}

void tst_InspectorJourney::nothingSelectedMeansTheProject()
{
    m_fixture->window().canvas().select({});
    m_fixture->child<QTabBar>("inspectorPages")->setCurrentIndex(1);
    QVERIFY(text()->toPlainText().startsWith(QStringLiteral("name: RAG assistant")));
    QVERIFY(!project().platform.metadataRequiresTokens);
    write(QStringLiteral("platform: {metadataRequiresTokens: true}"));
    QVERIFY2(fault()->text().isEmpty(), qPrintable(fault()->text()));
    QVERIFY(project().platform.metadataRequiresTokens);
    QCOMPARE(document().undoStack().undoText(), QStringLiteral("Edit fields of the project"));
}

void tst_InspectorJourney::severalWorkloadsAreEditedAtOnce()
{
    m_fixture->window().canvas().select({ ElementId("llm-server"), ElementId("retriever") });
    auto *kind = m_fixture->child<QComboBox>("selectionKind");
    QVERIFY(kind);
    QCOMPARE(kind->currentIndex(), -1); // they differ
    const int before = steps();
    QVERIFY(m_fixture->choose("selectionMesh", QStringLiteral("out")));
    QCOMPARE(steps(), before + 1);
    for (const char *id : { "llm-server", "retriever" })
        QCOMPARE(project().topology.workloads.at(ElementId(id)).mesh, MeshMembership::Out);
    QVERIFY(!(project().topology.workloads.at(ElementId("support-agent")).mesh == MeshMembership::Out));
    QCOMPARE(m_fixture->child<QComboBox>("selectionMesh")->currentData().toString(), QStringLiteral("out"));
    document().undoStack().undo();
    for (const char *id : { "llm-server", "retriever" })
        QCOMPARE(project().topology.workloads.at(ElementId(id)).mesh, MeshMembership::Inherit);
}

/// In the form of one workload and in that of several, which ask for the same traits.
void tst_InspectorJourney::everyTraitIsWrittenAsChosen()
{
    const std::vector<ElementId> both { ElementId("llm-server"), ElementId("retriever") };
    const auto traitsOf = [this](const ElementId &id) -> const WorkloadTraits & {
        return project().topology.workloads.at(id).traits;
    };
    const std::vector<BehaviourField> fields = behaviourFields();
    QVERIFY(fields.size() >= 7);
    m_fixture->window().canvas().select(both);
    for (const BehaviourField &field : fields) {
        const QByteArray combo = QByteArray("selection") + field.name;
        for (const char *word : { "yes", "no", "yes" }) {
            QVERIFY2(m_fixture->choose(combo, QString::fromLatin1(word)), combo.constData());
            for (const ElementId &id : both) {
                const bool isYes = word[0] == 'y';
                if (field.flag)
                    QCOMPARE(traitsOf(id).*field.flag, isYes);
                else
                    QCOMPARE(traitsOf(id).*field.known, std::optional(isYes));
            }
        }
    }
    m_fixture->window().canvas().select({ both.front() });
    for (const BehaviourField &field : fields) {
        const QByteArray name = QByteArray("trait") + field.name;
        if (field.flag) {
            m_fixture->child<QCheckBox>(name)->click();
            QCOMPARE(traitsOf(both.front()).*field.flag, false);
        } else {
            QVERIFY(m_fixture->choose(name, QStringLiteral("no")));
            QCOMPARE(traitsOf(both.front()).*field.known, std::optional(false));
            QVERIFY(m_fixture->choose(name, QString()));
            QCOMPARE(traitsOf(both.front()).*field.known, std::optional<bool>());
        }
    }
    // The other one is as it was chosen for both.
    for (const BehaviourField &field : fields)
        QVERIFY(
            field.flag ? traitsOf(both.back()).*field.flag : (traitsOf(both.back()).*field.known).value());
}

void tst_InspectorJourney::severalNamespacesAreEditedAtOnce()
{
    m_fixture->window().canvas().select({ ElementId("ai-data"), ElementId("ai-tools") });
    QVERIFY(m_fixture->choose("selectionEnforce", QStringLiteral("baseline")));
    for (const char *id : { "ai-data", "ai-tools" })
        QCOMPARE(project().topology.namespaces.at(ElementId(id)).podSecurity.enforce,
            std::optional(PodSecurityLevel::Baseline));
}

void tst_InspectorJourney::theSearchFindsWhatHasNoCard()
{
    m_fixture->window().openCommandPalette();
    auto *palette = m_fixture->child<PickerPopup>("commandPalette");
    const DataStore &store = project().topology.stores.begin()->second;
    QTest::keyClicks(palette->searchField(), QString::fromStdString(store.collections.front().name));
    QVERIFY(palette->list()->count() > 0);
    bool isThere = false;
    for (int row = 0; row < palette->list()->count(); ++row) {
        if (palette->list()->item(row)->text().contains(QStringLiteral("collection"))) {
            palette->list()->setCurrentRow(row);
            isThere = true;
            break;
        }
    }
    QVERIFY(isThere);
    QTest::keyClick(palette->searchField(), Qt::Key_Return);
    m_fixture->child<QTabBar>("inspectorPages")->setCurrentIndex(1);
    QVERIFY(text()->toPlainText().contains(QStringLiteral("host: ")));
}

void tst_InspectorJourney::theOutlineListsWhatHasNoCard()
{
    auto *tree = m_fixture->child<QTreeWidget>("outlineTree");
    QVERIFY(tree);
    const QString id = QString::fromStdString(project().topology.identities.begin()->first.value());
    QTreeWidgetItem *found = nullptr;
    for (QTreeWidgetItemIterator it(tree); *it; ++it) {
        if ((*it)->data(0, Qt::UserRole).toString() == id)
            found = *it;
    }
    QVERIFY(found);
    tree->clearSelection();
    found->setSelected(true);
    m_fixture->child<QTabBar>("inspectorPages")->setCurrentIndex(1);
    QVERIFY(text()->toPlainText().contains(QStringLiteral("namespace: ")));
    QVERIFY(found->isSelected());
}

void tst_InspectorJourney::typingOnTheCanvasAddsAKind()
{
    CanvasView &canvas = m_fixture->window().canvas();
    canvas.select({});
    canvas.setFocus();
    const std::size_t before = project().topology.workloads.size();
    QTest::keyClicks(&canvas, QStringLiteral("v"));
    auto *quickAdd = m_fixture->child<PickerPopup>("quickAdd");
    QVERIFY(quickAdd->isVisible());
    QTest::keyClicks(quickAdd->searchField(), QStringLiteral("ec"));
    QCOMPARE(quickAdd->searchField()->text(), QStringLiteral("vec"));
    QTest::keyClick(quickAdd->searchField(), Qt::Key_Return);
    QCOMPARE(project().topology.workloads.size(), before + 1);
    QCOMPARE(project().topology.workloads.at(canvas.selection().front()).kind, WorkloadKind::VectorStore);
}

void tst_InspectorJourney::whatIsTypedAfterAnArrowIsConnected()
{
    CanvasView &canvas = m_fixture->window().canvas();
    m_fixture->click("retriever");
    const int before = steps();
    QTest::keyClick(&canvas, Qt::Key_Down, Qt::ControlModifier);
    auto *quickAdd = m_fixture->child<PickerPopup>("quickAdd");
    QVERIFY(quickAdd->isVisible());
    QTest::keyClicks(quickAdd->searchField(), QStringLiteral("cache"));
    QTest::keyClick(quickAdd->searchField(), Qt::Key_Return);
    QCOMPARE(steps(), before + 1);
    QVERIFY(canvas.scene().edgeBetween(ElementId("retriever"), canvas.selection().front()));
    // The next thing that is added stands alone.
    const std::size_t flows = project().topology.flows.size();
    m_fixture->window().openQuickAdd();
    QTest::keyClicks(quickAdd->searchField(), QStringLiteral("cache"));
    QTest::keyClick(quickAdd->searchField(), Qt::Key_Return);
    QCOMPARE(project().topology.flows.size(), flows);
}

void tst_InspectorJourney::aLineIsDrawnWithoutAPointer()
{
    CanvasView &canvas = m_fixture->window().canvas();
    m_fixture->click("telemetry");
    const int before = steps();
    QTest::keyClick(&canvas, Qt::Key_J, Qt::ControlModifier);
    auto *palette = m_fixture->child<PickerPopup>("commandPalette");
    QVERIFY(palette->isVisible());
    QTest::keyClicks(palette->searchField(), QStringLiteral("kb-vectors"));
    QTest::keyClick(palette->searchField(), Qt::Key_Return);
    if (steps() == before)
        m_fixture->press(Qt::Key_Return); // the first of several ports or patterns
    QCOMPARE(steps(), before + 1);
    QVERIFY(canvas.scene().edgeBetween(ElementId("telemetry"), ElementId("kb-vectors")));
}

void tst_InspectorJourney::aGroupBecomesANamespace()
{
    CanvasView &canvas = m_fixture->window().canvas();
    canvas.select({ ElementId("retriever"), ElementId("llm-server"), ElementId("customers") });
    const std::size_t before = project().topology.namespaces.size();
    const int stepsBefore = steps();
    m_fixture->child<QAction>("actionGroup")->trigger();
    QCOMPARE(steps(), stepsBefore + 1);
    QCOMPARE(project().topology.namespaces.size(), before + 1);
    QCOMPARE(canvas.selection().size(), std::size_t(1));
    const SceneContainer *group = canvas.scene().container(canvas.selection().front());
    QVERIFY(group);
    QCOMPARE(group->children.size(), std::size_t(2));
    QVERIFY(findProblems(project()).empty());
}

QTEST_MAIN(tst_InspectorJourney)
#include "tst_InspectorJourney.moc"
