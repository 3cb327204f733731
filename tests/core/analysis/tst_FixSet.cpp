// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/FixSet.h"
#include "core/attack/AttackEngine.h"
#include "tests/core/analysis/RandomDesign.h"
#include "tests/core/attack/AttackLab.h"

#include <QtTest>

#include <algorithm>

using namespace fourplane;
using namespace fourplane::test;

namespace {

const ElementId contracts("contracts");

FixSearch searched(const Project &project, const Scenario &scenario, const FixOptions &options = {})
{
    const auto run = std::move(DesignRun::make(project, catalogue(), scenario).value());
    const ControlRanking ranking = rankControls(*run).value();
    return findFixSet(*run, ranking, options).value();
}

/// Attacks the changed design with a plan, decision point and trace of its own.
std::vector<ElementId> fallenGoals(const Project &project, const Scenario &scenario)
{
    const CompiledPlan compiled = compilePlan(project);
    const PolicyDecisionPoint decisions(compiled.plan);
    return simulate(project, decisions, catalogue(), scenario).value().fallenJewels;
}

long costOf(const std::vector<ControlSetting> &settings, const ControlRanking &ranking, FixCost cost)
{
    long effort = 0;
    for (const ControlSetting &setting : settings) {
        for (const ControlCandidate &candidate : ranking.candidates)
            effort += candidate.setting == setting ? candidate.effort : 0;
    }
    return cost == FixCost::Count ? static_cast<long>(settings.size()) * 1000 + effort
                                  : effort * 1000 + static_cast<long>(settings.size());
}

/// The injected text of a supplier makes the agent read contracts through its tool.
AttackLab toolLab()
{
    AttackLab lab;
    lab.text("portal");
    lab.feed("portal", "agent");
    lab.toolCall("agent", "tool");
    lab.dataFlow("tool", "db", AccessVerb::Read, "contracts");
    lab.wantCredentials("documents");
    lab.grant("sa-tool", "contracts", AccessVerb::Read);
    lab.scenario.jewels = { contracts };
    lab.scenario.techniques = { "indirect-prompt-injection", "tool-abuse", "tool-data-access" };
    return lab;
}

} // namespace

class tst_FixSet : public QObject
{
    Q_OBJECT

private slots:

    /// One way, closed by approval (I8, medium 3), delegation (I7, high 6) or provenance (D5, high 6): the
    /// cheapest single change is approval.
    void takesTheCheapestOfSeveralSingleChanges()
    {
        AttackLab lab = toolLab();
        const FixSearch search = searched(lab.project, lab.scenario);
        QVERIFY(search.fix.has_value());
        const std::vector<ControlSetting> expected { { SettingKind::PolicyApproval, ElementId("agent"),
            ElementId("tool") } };
        QVERIFY(search.fix->settings == expected);
        QCOMPARE(search.fix->effort, 3);
        QVERIFY(search.fix->isMinimal);
        QVERIFY(search.fix->isProvedBest);
        QVERIFY(search.fix->brokenFlows.empty());
        QVERIFY(search.fix->after.fallenJewels.empty());
        QVERIFY(!search.fix->before.fallenJewels.empty());
    }

    /// A second way past the tool needs a second change, whatever the first.
    void needsAChangeForEachWay()
    {
        AttackLab lab = toolLab();
        lab.code("web");
        lab.grant("sa-web", "contracts", AccessVerb::Read);
        lab.dataFlow("web", "db", AccessVerb::Read, "contracts");
        lab.scenario.techniques.emplace_back("store-bulk-read");
        const FixSearch search = searched(lab.project, lab.scenario);
        // web is the attacker and its own declared flow reads contracts: nothing closes that.
        QVERIFY(!search.fix);
        QCOMPARE(search.residual.size(), std::size_t(1));
        QCOMPARE(search.residual.front().steps.size(), std::size_t(1));
        QCOMPARE(search.residual.front().steps.front().techniqueId, std::string("store-bulk-read"));
        QCOMPARE(search.residual.front().steps.front().fromId, ElementId("web"));

        lab.project.topology.flows.erase(ElementId("flow-web-db")); // now the grant serves nobody
        const FixSearch second = searched(lab.project, lab.scenario);
        QVERIFY(second.fix.has_value());
        QCOMPARE(second.fix->settings.size(), std::size_t(2));
    }

    void nothingIsToBeDoneWhereNoGoalFalls()
    {
        AttackLab lab = toolLab();
        lab.scope("agent", "tool").blocksUntrustedContext = true;
        const FixSearch search = searched(lab.project, lab.scenario);
        QVERIFY(search.goals.empty());
        QVERIFY(!search.fix);
        QVERIFY(search.residual.empty());
    }

    void aGoalWhereTheAttackerStartsStaysOpen()
    {
        AttackLab lab = toolLab();
        lab.code("web");
        lab.scenario.jewels = { ElementId("web") };
        const FixSearch search = searched(lab.project, lab.scenario);
        QVERIFY(!search.fix);
        QCOMPARE(search.residual.size(), std::size_t(1));
        QVERIFY(search.residual.front().steps.empty());
    }

    /// The gateway is open to users by a declared flow, and that is the only way: a fix refuses the flow.
    void refusesADeclaredFlowOnlyWhereNothingElseHelps()
    {
        AttackLab lab;
        lab.network("users");
        lab.workload("gate").exposed = true;
        lab.workload("gate").exploitable.remote = true;
        lab.flow("users", "gate");
        lab.scenario.jewels = { ElementId("gate") };
        lab.scenario.techniques = { "exposed-app-rce" };
        const FixSearch search = searched(lab.project, lab.scenario);
        QVERIFY(search.fix.has_value());
        const std::vector<ElementId> flow { ElementId("flow-users-gate") };
        QVERIFY(search.fix->brokenFlows == flow);
    }

    void keepsToTheLargestSize()
    {
        AttackLab lab = toolLab();
        lab.code("web");
        lab.grant("sa-web", "contracts", AccessVerb::Read);
        lab.scenario.techniques.emplace_back("store-bulk-read");
        FixOptions options;
        options.maxChanges = 1;
        const FixSearch search = searched(lab.project, lab.scenario, options);
        QVERIFY(!search.fix);
        QVERIFY(search.exceedsMaxChanges);
    }

    /// Every fix set closes its goals, attacked apart, and none with one change less does.
    void everySetClosesItsGoalsAndNoProperSubsetDoes()
    {
        int fixes = 0;
        int several = 0;
        for (unsigned seed = 0; seed < designs(30); ++seed) {
            RandomDesign random = randomDesign(seed);
            const FixSearch search = searched(random.project, random.scenario);
            if (!search.fix) {
                QVERIFY(search.goals.empty() || !search.residual.empty());
                continue;
            }
            ++fixes;
            several += search.fix->settings.size() > 1 ? 1 : 0;
            const auto run = std::move(DesignRun::make(random.project, catalogue(), random.scenario).value());
            const ControlRanking ranking = rankControls(*run).value();
            const std::vector<ControlSetting> &settings = search.fix->settings;
            const Project changed = ranking.change.with(random.project, settings);
            QVERIFY(changed == search.fix->changed);
            if (!fallenGoals(changed, random.scenario).empty())
                QFAIL(qPrintable(QStringLiteral("open with seed %1").arg(seed)));
            for (std::size_t left = 0; left < settings.size(); ++left) {
                std::vector<ControlSetting> smaller = settings;
                smaller.erase(smaller.begin() + static_cast<std::ptrdiff_t>(left));
                if (fallenGoals(ranking.change.with(random.project, smaller), random.scenario).empty())
                    QFAIL(qPrintable(QStringLiteral("not minimal with seed %1").arg(seed)));
            }
            QVERIFY(search.fix->isMinimal);
        }
        qInfo("%d fix sets, %d of several changes", fixes, several);
        QVERIFY(fixes > 3);
        QVERIFY(several > 0);
    }

    /// The exact search finds what trying every set up to three changes finds.
    void isAsGoodAsTryingEverySet()
    {
        int compared = 0;
        for (unsigned seed = 0; compared < 12 && seed < 400; ++seed) {
            RandomDesign random = randomDesign(seed);
            random.scenario.techniques = { "flat-network-pivot", "indirect-prompt-injection",
                "store-bulk-read", "tool-abuse", "tool-data-access", "unauth-internal-service" };
            const auto run = std::move(DesignRun::make(random.project, catalogue(), random.scenario).value());
            const ControlRanking ranking = rankControls(*run).value();
            std::vector<ControlSetting> pool;
            for (const ControlCandidate &candidate : ranking.candidates) {
                if (candidate.breaksNothing())
                    pool.push_back(candidate.setting);
            }
            if (pool.empty() || pool.size() > 10)
                continue; // every set of them is attacked
            for (FixCost cost : { FixCost::Count, FixCost::Effort }) {
                FixOptions options;
                options.cost = cost;
                const FixSearch search = findFixSet(*run, ranking, options).value();
                if (!search.fix || search.fix->settings.size() > 3 || !search.fix->isProvedBest
                    || !search.fix->brokenFlows.empty())
                    continue;
                long best = std::numeric_limits<long>::max();
                const std::size_t n = pool.size();
                for (std::size_t set = 1; set < (std::size_t { 1 } << n); ++set) {
                    std::vector<ControlSetting> chosen;
                    for (std::size_t i = 0; i < n; ++i) {
                        if ((set >> i) & 1u)
                            chosen.push_back(pool[i]);
                    }
                    const long price = costOf(chosen, ranking, cost);
                    if (chosen.size() > 3 || price >= best)
                        continue;
                    const auto changed = std::move(DesignRun::make(
                        ranking.change.with(random.project, chosen), catalogue(), random.scenario)
                                                       .value());
                    const bool isClosed =
                        std::none_of(random.scenario.jewels.begin(), random.scenario.jewels.end(),
                            [&](const ElementId &goal) { return changed->reach().falls(goal); });
                    if (isClosed)
                        best = price;
                }
                QCOMPARE(costOf(search.fix->settings, ranking, cost), best);
                ++compared;
            }
        }
        QVERIFY(compared >= 8);
    }
};

QTEST_APPLESS_MAIN(tst_FixSet)
#include "tst_FixSet.moc"
