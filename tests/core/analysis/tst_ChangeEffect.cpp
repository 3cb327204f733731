// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/ChangeEffect.h"
#include "core/project/Edit.h"
#include "core/storage/CatalogueFile.h"
#include "core/storage/ProjectFile.h"
#include "tests/support/TestData.h"

#include <QtTest>

#include <algorithm>

using namespace fourplane;

/// What a change of a design does.
class tst_ChangeEffect : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void noChangeHasNoEffect();
    void theWayBackIsTheMirrorImage();
    void aRuleTakenAwayRefusesItsFlow();
    void aFlowThatIsTakenAwayIsNotRefused();
    void aScenarioOfWhatIsGoneIsLeftOut();
    void stoppingStops();

private:
    std::vector<Scenario> scenarios() const;

    TechniqueCatalogue m_catalogue;
    Project m_segmented;
};

void tst_ChangeEffect::initTestCase()
{
    m_catalogue = *shippedCatalogue();
    m_segmented =
        loadProject(test::sourcePath("sample-topologies/rag-assistant/segmented.fourplane.yaml"))->project;
}

std::vector<Scenario> tst_ChangeEffect::scenarios() const
{
    std::vector<Scenario> all;
    for (const auto &[id, scenario] : m_segmented.scenarios)
        all.push_back(scenario);
    return all;
}

void tst_ChangeEffect::noChangeHasNoEffect()
{
    const auto effect = effectOf(m_segmented, m_segmented, m_catalogue, scenarios(), "2026-11-28");
    QVERIFY(effect);
    QVERIFY(effect->closedFindings.empty() && effect->newFindings.empty());
    QVERIFY(effect->refusedFlows.empty() && effect->openedFlows.empty());
    QCOMPARE(effect->attacks.size(), scenarios().size());
    for (const TraceComparison &attack : effect->attacks)
        QVERIFY(attack.isEmpty());
    QVERIFY(!effect->opensSomething());
}

void tst_ChangeEffect::theWayBackIsTheMirrorImage()
{
    Project open = m_segmented;
    for (auto &[id, home] : open.topology.namespaces)
        home.segmentation = {};
    const auto there = effectOf(open, m_segmented, m_catalogue, scenarios(), "2026-11-28");
    const auto back = effectOf(m_segmented, open, m_catalogue, scenarios(), "2026-11-28");
    QVERIFY(there && back);
    QVERIFY(there->closedFindings.size() > 3);
    QCOMPARE(there->closedFindings.size(), back->newFindings.size());
    QCOMPARE(there->newFindings.size(), back->closedFindings.size());
    QCOMPARE(there->refusedFlows, back->openedFlows);
    QCOMPARE(there->openedFlows, back->refusedFlows);
    bool saves = false;
    for (std::size_t i = 0; i < there->attacks.size(); ++i) {
        QCOMPARE(there->attacks[i].saved, back->attacks[i].lost);
        QCOMPARE(there->attacks[i].lost, back->attacks[i].saved);
        QCOMPARE(there->attacks[i].closed.size(), back->attacks[i].opened.size());
        saves = saves || !there->attacks[i].saved.empty();
    }
    QVERIFY(saves);
    QVERIFY(back->opensSomething());
}

void tst_ChangeEffect::aRuleTakenAwayRefusesItsFlow()
{
    const auto &[id, rule] = *m_segmented.policy.allowRules.begin();
    Project after = m_segmented;
    apply(after, removalOf(after, { id }));
    const auto effect = effectOf(m_segmented, after, m_catalogue, {}, "2026-11-28");
    QVERIFY(effect);
    std::vector<ElementId> expected;
    for (const auto &[flowId, flow] : m_segmented.topology.flows) {
        if (flow.sourceId == rule.sourceId && flow.destinationId == rule.destinationId)
            expected.push_back(flowId);
    }
    QVERIFY(!expected.empty());
    QCOMPARE(effect->refusedFlows, expected);
    QCOMPARE(std::count_if(effect->newFindings.begin(), effect->newFindings.end(),
                 [](const Finding &finding) { return finding.ruleId == "declared-flow-blocked"; }),
        static_cast<std::ptrdiff_t>(expected.size()));
    QVERIFY(effect->attacks.empty());
}

void tst_ChangeEffect::aFlowThatIsTakenAwayIsNotRefused()
{
    Project without = m_segmented;
    without.topology.flows.clear();
    for (auto &[id, rule] : without.policy.allowRules)
        rule.flowId = {};
    const auto effect = effectOf(m_segmented, without, m_catalogue, {}, "2026-11-28");
    QVERIFY(effect);
    QVERIFY(effect->refusedFlows.empty());
}

void tst_ChangeEffect::aScenarioOfWhatIsGoneIsLeftOut()
{
    const ElementId server("llm-server");
    QVERIFY(find(m_segmented.topology.workloads, server));
    Scenario scenario;
    scenario.id = ElementId("breach");
    scenario.footholds = { { FootholdKind::CodeExecution, server, {} } };
    Project after = m_segmented;
    apply(after, removalOf(after, { server }));
    for (const auto &effect : { effectOf(m_segmented, after, m_catalogue, { scenario }, ""),
             effectOf(after, m_segmented, m_catalogue, { scenario }, "") }) {
        QVERIFY(effect);
        QVERIFY(effect->attacks.empty());
    }
    QCOMPARE(
        effectOf(m_segmented, m_segmented, m_catalogue, { scenario }, "")->attacks.size(), std::size_t { 1 });
}

void tst_ChangeEffect::stoppingStops()
{
    std::stop_source stop;
    stop.request_stop();
    Job job;
    job.stop = stop.get_token();
    const auto effect = effectOf(m_segmented, m_segmented, m_catalogue, scenarios(), "", job);
    QVERIFY(!effect);
    QCOMPARE(effect.error().diagnostics.front().code, std::string("cancelled"));
}

QTEST_APPLESS_MAIN(tst_ChangeEffect)
#include "tst_ChangeEffect.moc"
