// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/AttackEngine.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/storage/CatalogueFile.h"
#include "core/storage/ProjectFile.h"
#include "tests/support/SampleProjects.h"
#include "tests/support/TestData.h"

#include <QtTest>

#include <algorithm>

using namespace fourplane;

namespace {

const ElementId contracts("contracts");

Project sample(const std::string &variant)
{
    const auto loaded =
        loadProject(test::sourcePath("sample-topologies/rag-assistant/" + variant + ".fourplane.yaml"));
    return loaded ? loaded->project : Project {};
}

AttackTrace attack(const Project &project, const Scenario &scenario)
{
    const CompiledPlan compiled = compilePlan(project);
    const PolicyDecisionPoint decisions(compiled.plan);
    const auto catalogue = shippedCatalogue();
    const auto trace = simulate(project, decisions, catalogue.value(), scenario);
    return trace.value();
}

bool falls(const AttackTrace &trace, const ElementId &goal)
{
    return std::find(trace.fallenJewels.begin(), trace.fallenJewels.end(), goal) != trace.fallenJewels.end();
}

/// Names of the scenarios of the sample, as rows.
void scenarioRows()
{
    QTest::addColumn<std::string>("scenario");
    for (const char *id :
        { "indirect-injection", "model-server-rce", "stolen-token", "compromised-ingestion", "node-escape" })
        QTest::newRow(id) << std::string(id);
}

} // namespace

class tst_RagAssistant : public QObject
{
    Q_OBJECT

private slots:
    void samplesAreWrittenAsTheWriterWrites_data();
    void samplesAreWrittenAsTheWriterWrites();
    void flatFallsInEveryScenario_data();
    void flatFallsInEveryScenario();
    void flatFallsFromEveryWorkload();
    void segmentedHoldsInEveryMarkedScenario_data();
    void segmentedHoldsInEveryMarkedScenario();
    void everyBlockedPivotSaysWhy_data();
    void everyBlockedPivotSaysWhy();
    void bothVariantsHaveTheSameChain();
};

void tst_RagAssistant::samplesAreWrittenAsTheWriterWrites_data()
{
    QTest::addColumn<std::string>("file");
    for (const std::filesystem::path &file : test::sampleProjects())
        QTest::newRow(file.c_str()) << file.string();
}

void tst_RagAssistant::samplesAreWrittenAsTheWriterWrites()
{
    QFETCH(std::string, file);
    const auto loaded = loadProject(file);
    QVERIFY2(loaded.has_value(), loaded ? "" : toString(loaded.error()).c_str());
    QVERIFY(loaded->diagnostics.empty());
    QCOMPARE(writeProject(loaded->project), test::readBytes(file));
}

void tst_RagAssistant::flatFallsInEveryScenario_data()
{
    scenarioRows();
}

void tst_RagAssistant::flatFallsInEveryScenario()
{
    QFETCH(std::string, scenario);
    const Project project = sample("flat");
    Scenario asked = project.scenarios.at(ElementId(scenario));
    for (Exploitability assumption : { Exploitability::Marked, Exploitability::All }) {
        asked.exploitability = assumption;
        QVERIFY(falls(attack(project, asked), contracts));
    }
}

void tst_RagAssistant::flatFallsFromEveryWorkload()
{
    const Project project = sample("flat");
    QCOMPARE(project.topology.workloads.size(), std::size_t(11));
    for (const auto &[id, workload] : project.topology.workloads) {
        Scenario scenario;
        scenario.name = id.value();
        scenario.footholds.push_back({ FootholdKind::CodeExecution, id, {} });
        scenario.jewels.push_back(contracts);
        scenario.exploitability = Exploitability::None;
        QVERIFY2(falls(attack(project, scenario), contracts), id.value().c_str());
    }
}

void tst_RagAssistant::segmentedHoldsInEveryMarkedScenario_data()
{
    scenarioRows();
}

void tst_RagAssistant::segmentedHoldsInEveryMarkedScenario()
{
    QFETCH(std::string, scenario);
    const Project project = sample("segmented");
    Scenario asked = project.scenarios.at(ElementId(scenario));
    asked.exploitability = Exploitability::Marked;
    const AttackTrace trace = attack(project, asked);
    QVERIFY(!falls(trace, contracts));
    QVERIFY(!trace.jewels.empty());
    QVERIFY(defenceDepth(trace, contracts) >= 1);
}

void tst_RagAssistant::everyBlockedPivotSaysWhy_data()
{
    scenarioRows();
}

void tst_RagAssistant::everyBlockedPivotSaysWhy()
{
    QFETCH(std::string, scenario);
    const Project project = sample("segmented");
    const AttackTrace trace = attack(project, project.scenarios.at(ElementId(scenario)));
    int blocked = 0;
    for (const Pivot &pivot : trace.pivots) {
        if (pivot.succeeded())
            continue;
        ++blocked;
        for (const PivotBlock &block : pivot.blocks) {
            QVERIFY2(!block.reason.empty(), pivot.techniqueId.c_str());
            QVERIFY2(
                block.decidedBy || !block.control.empty(), (pivot.techniqueId + ": " + block.reason).c_str());
        }
    }
    QVERIFY(blocked > 0);
}

void tst_RagAssistant::bothVariantsHaveTheSameChain()
{
    const Project flat = sample("flat");
    const Project segmented = sample("segmented");
    QCOMPARE(flat.topology.flows.size(), segmented.topology.flows.size());
    for (const auto &[id, flow] : flat.topology.flows)
        QVERIFY2(segmented.topology.flows.at(id) == flow, id.value().c_str());
    for (const auto &[id, workload] : flat.topology.workloads)
        QVERIFY(segmented.topology.workloads.at(id).kind == workload.kind);
}

QTEST_APPLESS_MAIN(tst_RagAssistant)
#include "tst_RagAssistant.moc"
