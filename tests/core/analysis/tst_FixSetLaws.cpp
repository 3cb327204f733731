// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/FixSet.h"
#include "core/attack/AttackEngine.h"
#include "tests/core/analysis/RandomDesign.h"

#include <QtTest>

using namespace fourplane;
using namespace fourplane::test;

namespace {

constexpr unsigned batches = 5;

/// Sets larger than this are tried without one change each, not without every choice of them.
constexpr std::size_t mostChangesWithEverySubset = 5;

/// Attacks the changed design with a plan, decision point and trace of its own.
std::vector<ElementId> fallenGoals(const Project &project, const Scenario &scenario)
{
    const CompiledPlan compiled = compilePlan(project);
    const PolicyDecisionPoint decisions(compiled.plan);
    return simulate(project, decisions, catalogue(), scenario).value().fallenJewels;
}

std::vector<std::vector<ControlSetting>> properSubsetsOf(const std::vector<ControlSetting> &settings)
{
    std::vector<std::vector<ControlSetting>> subsets;
    if (settings.size() > mostChangesWithEverySubset) {
        for (const ControlSetting &setting : settings) {
            subsets.push_back(settings);
            std::erase(subsets.back(), setting);
        }
        return subsets;
    }
    for (std::size_t bits = 0; bits + 1 < (std::size_t { 1 } << settings.size()); ++bits) {
        subsets.emplace_back();
        for (std::size_t i = 0; i < settings.size(); ++i) {
            if ((bits >> i) & 1u)
                subsets.back().push_back(settings[i]);
        }
    }
    return subsets;
}

} // namespace

/// What holds for every fix set, over the whole catalogue.
class tst_FixSetLaws : public QObject
{
    Q_OBJECT

private slots:
    void everySetClosesItsGoalsAndNoProperSubsetDoes_data();
    void everySetClosesItsGoalsAndNoProperSubsetDoes();
};

void tst_FixSetLaws::everySetClosesItsGoalsAndNoProperSubsetDoes_data()
{
    QTest::addColumn<unsigned>("batch");
    for (unsigned batch = 0; batch < batches; ++batch)
        QTest::addRow("batch %u", batch) << batch;
}

/// The set that is found in the end and the first one that is found. Each subset is attacked apart.
void tst_FixSetLaws::everySetClosesItsGoalsAndNoProperSubsetDoes()
{
    QFETCH(unsigned, batch);
    const unsigned perBatch = designs(1000) / batches;
    std::size_t fixes = 0, several = 0, subsets = 0;
    for (unsigned seed = batch * perBatch; seed < (batch + 1) * perBatch; ++seed) {
        const auto fail = [seed](const char *what) {
            return QStringLiteral("%1 with seed %2").arg(QLatin1String(what)).arg(seed).toUtf8();
        };
        const RandomDesign random = randomDesign(seed);
        const auto run = std::move(DesignRun::make(random.project, catalogue(), random.scenario).value());
        const ControlRanking ranking = rankControls(*run).value();
        const FixSearch search = findFixSet(*run, ranking).value();
        if (!search.fix) {
            QVERIFY2(search.goals.empty() || !search.residual.empty(), fail("neither fixed nor residual"));
            continue;
        }
        ++fixes;
        several += search.fix->settings.size() > 1 ? 1 : 0;
        FixOptions hasty;
        hasty.maxRuns = 1;
        const FixSearch early = findFixSet(*run, ranking, hasty).value();
        QVERIFY2(early.fix.has_value(), fail("no first set"));
        std::set<std::vector<ControlSetting>> checked;
        for (const FixSet *fix : { &*search.fix, &*early.fix }) {
            QVERIFY2(fix->isMinimal, fail("not said to be minimal"));
            if (!checked.insert(fix->settings).second)
                continue;
            const Project changed = ranking.change.with(random.project, fix->settings);
            QVERIFY2(changed == fix->changed, fail("another project"));
            QVERIFY2(fallenGoals(changed, random.scenario).empty(), fail("open"));
            for (const auto &smaller : properSubsetsOf(fix->settings)) {
                ++subsets;
                QVERIFY2(!fallenGoals(ranking.change.with(random.project, smaller), random.scenario).empty(),
                    fail("not minimal"));
            }
        }
    }
    qInfo("%u designs, %zu fix sets, %zu of several changes, %zu proper subsets attacked", perBatch, fixes,
        several, subsets);
    QVERIFY(fixes > perBatch / 10);
    QVERIFY(several > 0);
}

QTEST_APPLESS_MAIN(tst_FixSetLaws)
#include "tst_FixSetLaws.moc"
