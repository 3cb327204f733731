// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/FlowRequest.h"
#include "core/decision/PolicyDecisionPoint.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/project/Permissions.h"
#include "tests/journeys/WindowFixture.h"
#include "ui/canvas/CanvasView.h"
#include "ui/document/ProjectDocument.h"
#include "ui/panels/PermissionsModel.h"
#include "ui/panels/PermissionsPanel.h"
#include "ui/panels/PolicyMatrixModel.h"
#include "ui/panels/PolicyMatrixPanel.h"
#include "ui/panels/WhyCard.h"

#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QtTest>

using namespace fourplane;
using namespace fourplane::ui;
using fourplane::test::WindowFixture;

/// Reading and changing the policy in the matrix, with real events.
class tst_PolicyJourney : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCellSaysWhatTheDecisionPointSays();
    void aCellExplainsItsOwnDirection();
    void spacePermitsAndWithdrawsInOneStep();
    void severalCellsAreOneStep();
    void filtersLeaveWhatMatches();
    void aProjectWithProblemsHasNoMatrix();
    void aCellOfThePermissionsIsEditedInPlace();
    void editingOneOfSeveralChosenRowsChangesAll();
    void faultyPortsAreRefusedInWords();
    void removedPermissionsComeBackWithWhatIsDeclared();
};

namespace {

PolicyMatrixPanel *shownMatrix(WindowFixture &fixture)
{
    auto *panel = fixture.child<PolicyMatrixPanel>("matrixPanel");
    fixture.child<QTabWidget>("bottomTabs")->setCurrentWidget(panel);
    return panel;
}

QModelIndex cellOf(const PolicyMatrixModel &model, const char *source, const char *destination)
{
    for (int row = 0; row < model.rowCount(); ++row) {
        for (int column = 0; column < model.columnCount(); ++column) {
            const QModelIndex index = model.index(row, column);
            if (model.pairAt(index) == EndPair { ElementId(source), ElementId(destination) })
                return index;
        }
    }
    return {};
}

void click(PolicyMatrixPanel &panel, const QModelIndex &index, Qt::KeyboardModifiers modifiers = {})
{
    panel.table()->scrollTo(index);
    QTest::mouseClick(
        panel.table()->viewport(), Qt::LeftButton, modifiers, panel.table()->visualRect(index).center());
}

} // namespace

void tst_PolicyJourney::everyCellSaysWhatTheDecisionPointSays()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    const PolicyMatrixModel &model = *shownMatrix(fixture)->model();
    const Project &project = fixture.project();
    const CompiledPlan compiled = compilePlan(project);
    const PolicyDecisionPoint decisions(compiled.plan);
    const auto count =
        static_cast<int>(project.topology.workloads.size() + project.topology.externals.size());
    QCOMPARE(model.rowCount(), count);
    QCOMPARE(model.columnCount(), count);
    int declaredCells = 0;
    for (int row = 0; row < count; ++row) {
        for (int column = 0; column < count; ++column) {
            const QModelIndex index = model.index(row, column);
            const EndPair ends = model.pairAt(index);
            const std::optional<MatrixCell> cell = model.cellAt(index);
            QCOMPARE(cell.has_value(), ends.first != ends.second);
            if (!cell)
                continue;
            QCOMPARE(static_cast<std::size_t>(cell->permissions), permissionsBetween(project, ends).size());
            const std::vector<ElementId> flows = flowsBetween(project, ends);
            QCOMPARE(cell->isDeclared, !flows.empty());
            declaredCells += cell->isDeclared ? 1 : 0;
            if (flows.empty()) {
                AccessRequest request;
                request.sourceId = ends.first;
                request.destinationId = ends.second;
                QVERIFY(cell->decision.planes == decisions.decide(request).planes);
                continue;
            }
            // Of several flows, a plane that denies one is shown denying.
            for (std::size_t plane = 0; plane < planeCount; ++plane) {
                bool denies = false;
                for (const ElementId &id : flows) {
                    const Decision decision =
                        decisions.decide(requestFor(project.topology.flows.at(id), compiled.plan));
                    denies = denies || decision.planes[plane].verdict == Verdict::Deny;
                }
                QCOMPARE(cell->decision.planes[plane].verdict == Verdict::Deny, denies);
            }
        }
    }
    QVERIFY(declaredCells > 5);
}

void tst_PolicyJourney::aCellExplainsItsOwnDirection()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    PolicyMatrixPanel *panel = shownMatrix(fixture);
    auto *why = fixture.child<WhyCard>("whyCard");
    const auto &flow = fixture.project().topology.flows.begin()->second;
    const std::string source = flow.sourceId.value();
    const std::string destination = flow.destinationId.value();
    const Topology &topology = fixture.project().topology;
    const auto nameOfEnd = [&topology](const ElementId &id) {
        const Workload *workload = find(topology.workloads, id);
        return QString::fromStdString(workload ? workload->name : topology.externals.at(id).name);
    };
    const auto isTold = [&](const ElementId &from, const ElementId &to) {
        return why->content().title.indexOf(nameOfEnd(from)) >= 0
            && why->content().title.indexOf(nameOfEnd(from)) < why->content().title.indexOf(nameOfEnd(to));
    };
    click(*panel, cellOf(*panel->model(), source.c_str(), destination.c_str()));
    QVERIFY2(isTold(flow.sourceId, flow.destinationId), qPrintable(why->content().title));
    QCOMPARE(fixture.window().canvas().selection().size(), std::size_t { 2 });
    click(*panel, cellOf(*panel->model(), destination.c_str(), source.c_str()));
    QVERIFY2(isTold(flow.destinationId, flow.sourceId), qPrintable(why->content().title));
}

void tst_PolicyJourney::spacePermitsAndWithdrawsInOneStep()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    PolicyMatrixPanel *panel = shownMatrix(fixture);
    const Project before = fixture.project();
    QUndoStack &stack = fixture.window().document().undoStack();
    const int base = stack.index();
    const char *source = "ingestion";
    const char *destination = "llm-server";
    const EndPair ends { ElementId(source), ElementId(destination) };
    QVERIFY(permissionsBetween(before, ends).empty());
    const QModelIndex denied = cellOf(*panel->model(), source, destination);
    QVERIFY(panel->model()->cellAt(denied)->decision.on(Plane::Network).verdict == Verdict::Deny);

    click(*panel, denied);
    QTest::keyClick(panel->table(), Qt::Key_Space);
    QCOMPARE(stack.index(), base + 1);
    QCOMPARE(permissionsBetween(fixture.project(), ends).size(), std::size_t { 1 });
    QVERIFY(fixture.waitUntilIdle());
    const std::optional<MatrixCell> opened =
        panel->model()->cellAt(cellOf(*panel->model(), source, destination));
    QVERIFY(opened->decision.on(Plane::Network).verdict == Verdict::Permit);
    QCOMPARE(opened->permissions, 1);
    // The cell is still the current one: Space again takes the permission back.
    QTest::keyClick(panel->table(), Qt::Key_Space);
    QCOMPARE(stack.index(), base + 2);
    QVERIFY(fixture.project() == before);
    stack.undo();
    stack.undo();
    QVERIFY(fixture.project() == before);
}

void tst_PolicyJourney::severalCellsAreOneStep()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    PolicyMatrixPanel *panel = shownMatrix(fixture);
    QUndoStack &stack = fixture.window().document().undoStack();
    const int base = stack.index();
    const std::size_t rules = fixture.project().policy.allowRules.size();
    click(*panel, cellOf(*panel->model(), "ingestion", "llm-server"));
    click(*panel, cellOf(*panel->model(), "llm-server", "ingestion"), Qt::ControlModifier);
    QTest::keyClick(panel->table(), Qt::Key_Space);
    QCOMPARE(stack.index(), base + 1);
    QCOMPARE(fixture.project().policy.allowRules.size(), rules + 2);
}

void tst_PolicyJourney::filtersLeaveWhatMatches()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    PolicyMatrixPanel *panel = shownMatrix(fixture);
    const int all = panel->model()->rowCount();
    fixture.type("matrixSources", QStringLiteral("llm"));
    QVERIFY(panel->model()->rowCount() > 0 && panel->model()->rowCount() < all);
    QCOMPARE(panel->model()->columnCount(), all);
    for (int row = 0; row < panel->model()->rowCount(); ++row) {
        const QString text = panel->model()->headerData(row, Qt::Vertical, Qt::ToolTipRole).toString();
        QVERIFY2(text.contains(QStringLiteral("llm"), Qt::CaseInsensitive), qPrintable(text));
    }
}

void tst_PolicyJourney::aProjectWithProblemsHasNoMatrix()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    PolicyMatrixPanel *panel = shownMatrix(fixture);
    QVERIFY(panel->table()->isVisible());
    Flow dangling = fixture.project().topology.flows.begin()->second;
    dangling.destinationId = ElementId("nowhere");
    fixture.window().document().apply({ "Break", { ElementChange<Flow> { dangling.id, dangling } } });
    QVERIFY(fixture.waitUntilIdle());
    QVERIFY(!panel->table()->isVisible());
    fixture.window().document().undoStack().undo();
    QVERIFY(fixture.waitUntilIdle());
    QVERIFY(panel->table()->isVisible());
}

namespace {

QTableView *shownPermissions(WindowFixture &fixture)
{
    auto *panel = fixture.child<PermissionsPanel>("permissionsPanel");
    fixture.child<QTabWidget>("bottomTabs")->setCurrentWidget(panel);
    return panel->table();
}

/// Writes into a cell as a person does: double click, text, Enter.
void write(QTableView &table, int row, int column, const QString &text)
{
    const QModelIndex index = table.model()->index(row, column);
    table.scrollTo(index);
    table.edit(index);
    auto *editor = table.findChild<QLineEdit *>();
    QVERIFY(editor);
    editor->selectAll();
    QTest::keyClicks(editor, text);
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_VERIFY(!table.findChild<QLineEdit *>()); // the view takes the text a moment later
}

} // namespace

void tst_PolicyJourney::aCellOfThePermissionsIsEditedInPlace()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    QTableView *table = shownPermissions(fixture);
    QCOMPARE(
        static_cast<std::size_t>(table->model()->rowCount()), fixture.project().policy.allowRules.size());
    const Project before = fixture.project();
    QUndoStack &stack = fixture.window().document().undoStack();
    const int base = stack.index();
    write(*table, 0, PermissionsModel::Ports, QStringLiteral("7000, 7001/UDP"));
    QCOMPARE(stack.index(), base + 1);
    int changed = 0;
    for (const auto &[id, rule] : fixture.project().policy.allowRules) {
        if (rule == before.policy.allowRules.at(id))
            continue;
        ++changed;
        QVERIFY(
            rule.ports == (std::vector<AllowedPort> { { 7000, Protocol::Tcp }, { 7001, Protocol::Udp } }));
    }
    QCOMPARE(changed, 1);
    QCOMPARE(table->model()->index(0, PermissionsModel::Ports).data().toString(),
        QStringLiteral("7000, 7001/UDP"));
    stack.undo();
    QVERIFY(fixture.project() == before);
}

void tst_PolicyJourney::editingOneOfSeveralChosenRowsChangesAll()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    QTableView *table = shownPermissions(fixture);
    QUndoStack &stack = fixture.window().document().undoStack();
    const int base = stack.index();
    table->selectAll();
    write(*table, 1, PermissionsModel::Context, QStringLiteral("reviewed"));
    QCOMPARE(stack.index(), base + 1);
    for (const auto &[id, rule] : fixture.project().policy.allowRules)
        QCOMPARE(rule.context, std::string("reviewed"));
}

void tst_PolicyJourney::faultyPortsAreRefusedInWords()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    QTableView *table = shownPermissions(fixture);
    const Project before = fixture.project();
    QSignalSpy notices(&fixture.window(), &MainWindow::noticed);
    write(*table, 0, PermissionsModel::Ports, QStringLiteral("70000"));
    write(*table, 0, PermissionsModel::Methods, QStringLiteral("get"));
    write(*table, 0, PermissionsModel::Paths, QStringLiteral("chat"));
    QVERIFY(fixture.project() == before);
    QCOMPARE(notices.size(), 3);
    QVERIFY(notices.at(0).first().toString().contains(QStringLiteral("70000")));
    QVERIFY(notices.at(1).first().toString().contains(QStringLiteral("GET")));
    QVERIFY(notices.at(2).first().toString().contains(QStringLiteral("begin with /")));
}

void tst_PolicyJourney::removedPermissionsComeBackWithWhatIsDeclared()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    QTableView *table = shownPermissions(fixture);
    auto *permit = fixture.child<QPushButton>("permitDeclared");
    const std::size_t rules = fixture.project().policy.allowRules.size();
    QVERIFY(!permit->isEnabled());
    table->selectAll();
    QTest::mouseClick(fixture.child<QPushButton>("removePermissions"), Qt::LeftButton);
    QVERIFY(fixture.project().policy.allowRules.empty());
    QVERIFY(permit->isEnabled());
    QTest::mouseClick(permit, Qt::LeftButton);
    QVERIFY(!permit->isEnabled());
    QCOMPARE(fixture.project().policy.allowRules.size(), rules);
    for (const auto &[id, flow] : fixture.project().topology.flows)
        QVERIFY2(isAllowed(fixture.project(), flow), id.value().c_str());
}

QTEST_MAIN(tst_PolicyJourney)
#include "tst_PolicyJourney.moc"
