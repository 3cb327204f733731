// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/support/RagProject.h"
#include "ui/document/ProjectDocument.h"

#include <QSignalSpy>
#include <QtTest>

using namespace fourplane;
using namespace fourplane::ui;

namespace {

Edit placeEdit(const std::string &id, double x, double y)
{
    return { "Move " + id, { ElementChange<Placement2D> { ElementId(id), Placement2D { { x, y }, 0, 0 } } } };
}

Edit renameWorkload(const Project &project, const std::string &id, const std::string &name)
{
    Workload workload = project.topology.workloads.at(ElementId(id));
    workload.name = name;
    return { "Rename " + id, { ElementChange<Workload> { workload.id, workload } } };
}

} // namespace

class TestProjectDocument : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        m_document = std::make_unique<ProjectDocument>();
        m_document->setProject(test::ragProject());
    }

    void appliesAnEditAndTellsWhatChanged()
    {
        ChangeSet seen;
        int signalCount = 0;
        connect(m_document.get(), &ProjectDocument::changed, this, [&](const ChangeSet &changes) {
            seen = changes;
            ++signalCount;
        });
        QVERIFY(m_document->apply(renameWorkload(m_document->project(), "llm-server", "vllm")));
        QCOMPARE(signalCount, 1);
        QVERIFY(seen.meaningChanged);
        QVERIFY(seen.elements == std::vector { ElementId("llm-server") });
        QCOMPARE(
            m_document->project().topology.workloads.at(ElementId("llm-server")).name, std::string("vllm"));
        QCOMPARE(m_document->undoStack().undoText(), QStringLiteral("Rename llm-server"));
        QVERIFY(m_document->isModified());
    }

    void undoAndRedoRestoreExactly()
    {
        const Project before = m_document->project();
        m_document->apply(renameWorkload(before, "llm-server", "vllm"));
        m_document->apply(placeEdit("llm-server", 5, 6));
        m_document->apply(
            removalOf(m_document->project(), { ElementId("contracts"), ElementId("ai-gateway") }));
        const Project after = m_document->project();
        QVERIFY(!(before == after));
        while (m_document->undoStack().canUndo())
            m_document->undoStack().undo();
        QVERIFY(m_document->project() == before);
        QVERIFY(!m_document->isModified());
        while (m_document->undoStack().canRedo())
            m_document->undoStack().redo();
        QVERIFY(m_document->project() == after);
    }

    void editWithoutEffectLeavesTheHistoryAlone()
    {
        m_document->apply(placeEdit("llm-server", 5, 6));
        m_document->undoStack().undo();
        QVERIFY(!m_document->apply(renameWorkload(m_document->project(), "llm-server", "llm-server")));
        QVERIFY(m_document->undoStack().canRedo());
        QCOMPARE(m_document->undoStack().count(), 1);
    }

    void editsOfOneSessionBecomeOneStep()
    {
        const Project before = m_document->project();
        const MergeSession session = m_document->newMergeSession();
        for (int i = 1; i <= 10; ++i)
            m_document->apply(placeEdit("llm-server", 300 + i, 40 + i), session);
        m_document->apply(placeEdit("mail-tool", 1, 2), session);
        QCOMPARE(m_document->undoStack().count(), 1);
        const Project after = m_document->project();
        m_document->undoStack().undo();
        QVERIFY(m_document->project() == before);
        m_document->undoStack().redo();
        QVERIFY(m_document->project() == after);
    }

    void editsOfDifferentSessionsStayApart()
    {
        m_document->apply(placeEdit("llm-server", 1, 1), m_document->newMergeSession());
        m_document->apply(placeEdit("llm-server", 2, 2), m_document->newMergeSession());
        m_document->apply(placeEdit("llm-server", 3, 3));
        m_document->apply(placeEdit("llm-server", 4, 4));
        QCOMPARE(m_document->undoStack().count(), 4);
    }

    void sessionThatEndsWhereItBeganLeavesNoStep()
    {
        const Placement2D home = m_document->project().diagram.placements.at(ElementId("llm-server"));
        const MergeSession session = m_document->newMergeSession();
        m_document->apply(placeEdit("llm-server", 900, 900), session);
        QCOMPARE(m_document->undoStack().count(), 1);
        m_document->apply(placeEdit("llm-server", home.position.x, home.position.y), session);
        QCOMPARE(m_document->undoStack().count(), 0);
        QVERIFY(!m_document->isModified());
    }

    void anotherProjectEmptiesTheHistory()
    {
        m_document->apply(placeEdit("llm-server", 1, 1));
        QSignalSpy reset(m_document.get(), &ProjectDocument::reset);
        m_document->setProject(Project());
        QCOMPARE(reset.count(), 1);
        QCOMPARE(m_document->undoStack().count(), 0);
        QVERIFY(m_document->project() == Project());
    }

private:
    std::unique_ptr<ProjectDocument> m_document;
};

QTEST_MAIN(TestProjectDocument)

#include "tst_ProjectDocument.moc"
