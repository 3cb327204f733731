// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/FindingRule.h"
#include "core/decision/PolicyDecisionPoint.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/storage/ProjectFile.h"
#include "tests/support/TestData.h"

#include <QRectF>
#include <QtTest>

#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace fourplane;

namespace {

/// The folders sample-topologies/template-NAME; each holds project.fourplane.yaml.
const std::vector<std::string> templates { "agent-tools", "mcp-hub", "multi-tenant", "regulated-bank",
    "training" };

Result<LoadedProject> load(const std::string &name)
{
    return loadProject(test::sourcePath("sample-topologies/template-" + name + "/project.fourplane.yaml"));
}

} // namespace

/// What an architect may expect of a design to start from. That its attacks end as expected is checked in
/// tst_Incidents.
class tst_Templates : public QObject
{
    Q_OBJECT

private slots:
    void everyTemplateHasNoProblemsAndNoFindings_data();
    void everyTemplateHasNoProblemsAndNoFindings();
    void everyFlowIsRealisedByAnAllowRule_data();
    void everyFlowIsRealisedByAnAllowRule();
    void notesStandApartAndNothingElseHasAPlace_data();
    void notesStandApartAndNothingElseHasAPlace();

private:
    void rows();
};

void tst_Templates::rows()
{
    QTest::addColumn<std::string>("name");
    for (const std::string &name : templates)
        QTest::newRow(name.c_str()) << name;
}

void tst_Templates::everyTemplateHasNoProblemsAndNoFindings_data()
{
    rows();
}

void tst_Templates::everyTemplateHasNoProblemsAndNoFindings()
{
    QFETCH(std::string, name);
    const auto loaded = load(name);
    QVERIFY2(loaded.has_value(), loaded ? "" : toString(loaded.error()).c_str());
    QVERIFY(loaded->diagnostics.empty());
    const Project &project = loaded->project;
    QVERIFY(project.topology.workloads.size() >= 10 && project.topology.workloads.size() <= 18);
    QVERIFY(project.scenarios.size() >= 2);

    const CompiledPlan compiled = compilePlan(project);
    for (const Diagnostic &diagnostic : compiled.diagnostics)
        QVERIFY2(diagnostic.level < DiagnosticLevel::Severe, toString(diagnostic).c_str());
    const PolicyDecisionPoint decisions(compiled.plan);
    // A date before the exceptions end: that they end is meant, and reported then.
    for (const Finding &finding : findFindings({ project, decisions, "2026-11-28" }))
        QVERIFY2(false, (finding.ruleId + ": " + finding.message).c_str());
}

void tst_Templates::everyFlowIsRealisedByAnAllowRule_data()
{
    rows();
}

void tst_Templates::everyFlowIsRealisedByAnAllowRule()
{
    QFETCH(std::string, name);
    const auto loaded = load(name);
    QVERIFY(loaded.has_value());
    std::set<std::pair<ElementId, ElementId>> declared, allowed;
    for (const auto &[id, flow] : loaded->project.topology.flows) {
        declared.emplace(flow.sourceId, flow.destinationId);
        QVERIFY2(!flow.purpose.empty(), id.value().c_str());
    }
    for (const auto &[id, rule] : loaded->project.policy.allowRules)
        allowed.emplace(rule.sourceId, rule.destinationId);
    QVERIFY(allowed == declared);
}

void tst_Templates::notesStandApartAndNothingElseHasAPlace_data()
{
    rows();
}

void tst_Templates::notesStandApartAndNothingElseHasAPlace()
{
    QFETCH(std::string, name);
    const auto loaded = load(name);
    QVERIFY(loaded.has_value());
    const Diagram &diagram = loaded->project.diagram;
    QVERIFY(diagram.placements.empty()); // the window lays it out
    QVERIFY(diagram.notes.size() >= 3 && diagram.notes.size() <= 5); // the steps of a presentation
    std::vector<QRectF> places;
    for (const auto &[id, note] : diagram.notes) {
        const Placement2D &place = note.place;
        const QRectF area(place.position.x, place.position.y, place.width, place.height);
        QVERIFY2(area.width() > 0 && area.height() > 0, id.value().c_str());
        for (const QRectF &other : places)
            QVERIFY2(!area.intersects(other), id.value().c_str());
        places.push_back(area);
    }
}

QTEST_APPLESS_MAIN(tst_Templates)
#include "tst_Templates.moc"
