// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/CandidateSettings.h"
#include "core/analysis/ControlRanking.h"
#include "core/analysis/WorkingFlows.h"
#include "core/attack/AttackEngine.h"
#include "core/storage/ProjectEdits.h"
#include "tests/core/analysis/RandomDesign.h"
#include "tests/core/attack/AttackLab.h"

#include <QtTest>

#include <algorithm>
#include <set>

using namespace fourplane;
using namespace fourplane::test;

namespace {

std::unique_ptr<DesignRun> runOf(const Project &project, const Scenario &scenario)
{
    return std::move(DesignRun::make(project, catalogue(), scenario).value());
}

const ControlCandidate *candidateFor(const ControlRanking &ranking, const ControlSetting &setting)
{
    const auto found = std::find_if(ranking.candidates.begin(), ranking.candidates.end(),
        [&setting](const ControlCandidate &candidate) { return candidate.setting == setting; });
    return found == ranking.candidates.end() ? nullptr : &*found;
}

/// A ground pivot, told by technique and elements.
using Step = std::pair<std::string, std::vector<ElementId>>;

Step stepOf(const PreparedAttack &attack, std::uint32_t pivot)
{
    std::vector<ElementId> elements;
    for (EntityIndex entity : attack.bindingsOf(pivot))
        elements.push_back(attack.model().id(entity));
    return { attack.ruleOf(pivot).technique->id, std::move(elements) };
}

/// Pivots of a design that succeed.
std::set<Step> successesOf(DesignRun &run)
{
    std::set<Step> steps;
    for (std::uint32_t pivot : run.reach().successes())
        steps.insert(stepOf(run.attack(), pivot));
    return steps;
}

/// Pivots of a design that nothing blocks, within reach or not.
std::set<Step> openIn(PreparedAttack &attack)
{
    std::set<Step> steps;
    for (std::uint32_t pivot = 0; pivot < attack.grounding().system.pivotCount(); ++pivot) {
        if ((attack.passage(pivot).open & 1u) != 0)
            steps.insert(stepOf(attack, pivot));
    }
    return steps;
}

/// Whether a step is on a node that no element of the project stands for, and that the other design lacks.
bool bindsReplacedNode(const Step &step, const DesignRun &base, DesignRun &other)
{
    return std::any_of(step.second.begin(), step.second.end(), [&](const ElementId &id) {
        const bool isDeclared = base.project().topology.nodePools.count(id) > 0;
        return id.value() == "shared-node" && !isDeclared && !other.attack().model().find(id);
    });
}

/// Whether all of `some` that `base` knows are among `all`: a change may make nodes of its own.
bool isWithin(DesignRun &base, std::vector<ElementId> some, const std::vector<ElementId> &all)
{
    std::erase_if(some, [&base](const ElementId &id) { return !base.attack().model().find(id); });
    return std::includes(all.begin(), all.end(), some.begin(), some.end());
}

/// A flat lab: web is taken over, reaches the store by itself, and llm by a weakness.
AttackLab flatLab()
{
    AttackLab lab;
    lab.code("web");
    lab.workload("llm").exploitable.remote = true;
    lab.dataFlow("web", "db", AccessVerb::Read, "contracts");
    lab.collection("contracts").classification = Classification::Restricted;
    lab.scenario.jewels = { ElementId("contracts") };
    lab.scenario.techniques = { "flat-network-pivot", "unauth-internal-service", "sa-token-read",
        "store-bulk-read", "runtime-cve-escape", "node-harvest" };
    return lab;
}

} // namespace

class tst_ControlRanking : public QObject
{
    Q_OBJECT

private slots:

    /// By hand. Fallen: web 1, llm 1, contracts 27 (goal), chunks 3 (internal): risk 32. Default deny with an
    /// allow rule for web -> db saves llm and chunks (4) for N1 + N2 = 1 + 3; authentication of the vector
    /// store saves chunks for 3.
    void riskEffortAndFlowsAreAsDerived()
    {
        AttackLab lab = flatLab();
        const auto run = runOf(lab.project, lab.scenario);
        const ControlRanking ranking = rankControls(*run).value();
        QCOMPARE(ranking.risk, 32);
        const auto *deny = candidateFor(ranking, { SettingKind::DefaultDeny, ElementId("lab"), {} });
        QVERIFY(deny);
        QCOMPARE(deny->control, std::string("N1"));
        QVERIFY(deny->plane == Plane::Network);
        QCOMPARE(deny->effort, 1 + 3);
        QCOMPARE(deny->riskRemoved, 4);
        QVERIFY(deny->brokenFlows.empty());
        const std::vector<ElementId> touched { ElementId("allow-flow-web-db"), ElementId("lab") };
        QVERIFY(deny->elements == touched);
        const auto *vectors =
            candidateFor(ranking, { SettingKind::StoreAuthentication, ElementId("vectors"), {} });
        QVERIFY(vectors);
        QCOMPARE(vectors->riskRemoved, 3);
        QCOMPARE(vectors->effort, 3);
        const auto *documents =
            candidateFor(ranking, { SettingKind::StoreAuthentication, ElementId("documents"), {} });
        QVERIFY(documents);
        QCOMPARE(
            documents->riskRemoved, 0); // web is granted what its declared flow needs, and is the attacker
        QVERIFY(documents->closedGoals.empty());
    }

    /// Named callers are a matter of the mesh: I4 (3) and a rule for the declared flow (N2, 3); where the
    /// namespace has to enter the mesh for it, 4 more.
    void enteringTheMeshIsAnEffortOfItsOwn()
    {
        for (bool isInMesh : { false, true }) {
            AttackLab lab = flatLab();
            lab.project.topology.namespaces.at(ElementId("lab")).meshInjection = isInMesh;
            const auto run = runOf(lab.project, lab.scenario);
            const ControlRanking ranking = rankControls(*run).value();
            const auto *callers = candidateFor(ranking, { SettingKind::MeshAllowList, ElementId("lab"), {} });
            QVERIFY(callers);
            QCOMPARE(callers->control, std::string("I4"));
            QCOMPARE(callers->effort, isInMesh ? 3 + 3 : 3 + 3 + 4);
        }
    }

    void aFlowThatAControlRefusesIsNamedAndTheControlRankedApart()
    {
        AttackLab lab;
        lab.network("users");
        lab.workload("gate").exposed = true;
        lab.workload("gate").exploitable.remote = true;
        lab.flow("users", "gate");
        lab.scenario.jewels = { ElementId("gate") };
        const auto run = runOf(lab.project, lab.scenario);
        const ControlRanking ranking = rankControls(*run).value();
        const auto *hidden = candidateFor(ranking, { SettingKind::PrivateSurface, ElementId("gate"), {} });
        QVERIFY(hidden);
        const std::vector<ElementId> flow { ElementId("flow-users-gate") };
        QVERIFY(hidden->brokenFlows == flow);
        QVERIFY(!hidden->breaksNothing());
        const auto firstBreaking = std::find_if(ranking.candidates.begin(), ranking.candidates.end(),
            [](const ControlCandidate &candidate) { return !candidate.breaksNothing(); });
        QVERIFY(std::none_of(firstBreaking, ranking.candidates.end(),
            [](const ControlCandidate &candidate) { return candidate.breaksNothing(); }));
    }

    void controlsWithoutAnEditAreNamed()
    {
        AttackLab lab;
        lab.addStore("registry", "vec", "images").content = CollectionContent::Images;
        lab.flow("web", "vec");
        lab.network("users");
        lab.workload("vec").exposed = true;
        lab.scenario.techniques = { "unauth-internal-service", "image-registry-tamper" };
        const auto run = runOf(lab.project, lab.scenario);
        const ControlRanking ranking = rankControls(*run).value();
        const ControlWithoutEdit expected { "W3", "image-registry-tamper", { ElementId("web") } };
        QCOMPARE(ranking.withoutEdit.size(), std::size_t(1));
        QVERIFY(ranking.withoutEdit.front() == expected);
    }

    /// Short-lived tokens (I2) make the theft of a token harder and do not stop it.
    void aControlThatOnlySlowsIsNotNamedAsOneThatWouldStop()
    {
        AttackLab lab;
        lab.code("web");
        lab.scenario.techniques = { "sa-token-read" };
        const auto run = runOf(lab.project, lab.scenario);
        const ControlRanking ranking = rankControls(*run).value();
        QVERIFY(!ranking.candidates.empty());
        QVERIFY(ranking.withoutEdit.empty());
    }

    /// What the multi-world pass says of each change is what an attack on the changed design alone says, the
    /// written edits give the same design, and putting a control in force never lets more fall unless the
    /// ranking says so.
    void everyValueEqualsASeparateRun()
    {
        std::size_t compared = 0;
        std::size_t saving = 0;
        std::size_t written = 0;
        for (unsigned seed = 0; seed < designs(12); ++seed) {
            const RandomDesign random = randomDesign(seed);
            const auto base = runOf(random.project, random.scenario);
            const ControlRanking ranking = rankControls(*base).value();
            const RiskWeights weights(random.project, random.scenario.jewels);
            const auto before = successesOf(*base);
            for (const ControlCandidate &candidate : ranking.candidates) {
                const Project changed = ranking.change.with(random.project, { candidate.setting });
                Attacked whole(changed, random.scenario);
                const std::vector<ElementId> fallen = fallenOf(whole.attack, sweep(whole.attack));
                std::vector<ElementId> saved;
                std::set_difference(ranking.fallen.begin(), ranking.fallen.end(), fallen.begin(),
                    fallen.end(), std::back_inserter(saved));
                std::erase_if(saved, [&](const ElementId &id) { return !whole.attack.model().find(id); });
                QVERIFY(saved == candidate.saved);
                QCOMPARE(candidate.riskRemoved, ranking.risk - weights.sum(fallen));
                QVERIFY(candidate.lost.empty() == isWithin(*base, fallen, ranking.fallen));
                saving += saved.empty() ? 0 : 1;
                ++compared;
                const auto open = openIn(whole.attack);
                QCOMPARE(candidate.closedSteps.size(),
                    static_cast<std::size_t>(std::count_if(before.begin(), before.end(),
                        [&open](const Step &step) { return open.count(step) == 0; })));
                if (compared % 7 == 0) {
                    const auto edits = writtenEdits(random.project, changed);
                    QVERIFY2(edits, describe(candidate.setting).c_str());
                    QVERIFY(withEdits(random.project, *edits).value() == changed);
                    ++written;
                }
            }
        }
        QVERIFY(compared > 100);
        QVERIFY(saving > 10);
        QVERIFY(written > 15);
    }

    /// Whatever setting of the whole project closes a step that succeeds, the search for candidates finds it.
    /// A step on a node that nobody declared is not closed when a declared pool takes the place of that node.
    void noSettingThatClosesAStepIsMissed()
    {
        std::size_t closing = 0;
        for (unsigned seed = 200; seed < 200 + designs(20); ++seed) {
            const RandomDesign random = randomDesign(seed);
            const auto base = runOf(random.project, random.scenario);
            const auto found = candidateSettings(random.project, base->attack(), base->reach().successes());
            const auto before = successesOf(*base);
            const ControlChange change(workingFlows(base->project(), base->decisions()));
            for (const ControlSetting &setting : allSettings(random.project)) {
                if (!ControlChange::isPossible(random.project, setting) || servesFlow(random.project, setting)
                    || std::binary_search(found.begin(), found.end(), setting))
                    continue;
                const auto run = runOf(change.with(random.project, { setting }), random.scenario);
                const auto after = successesOf(*run);
                const bool closes = std::any_of(before.begin(), before.end(), [&](const Step &step) {
                    return after.count(step) == 0 && !bindsReplacedNode(step, *base, *run);
                });
                if (closes)
                    QFAIL(qPrintable(QStringLiteral("seed %1: %2")
                                         .arg(seed)
                                         .arg(QString::fromStdString(describe(setting)))));
                ++closing;
            }
        }
        QVERIFY(closing > 20);
    }

    void stopsWhenTold()
    {
        AttackLab lab = flatLab();
        const auto run = runOf(lab.project, lab.scenario);
        std::stop_source source;
        source.request_stop();
        Job job;
        job.stop = source.get_token();
        const auto ranking = rankControls(*run, job);
        QVERIFY(!ranking);
        QCOMPARE(ranking.error().diagnostics.front().code, std::string("cancelled"));
    }
};

QTEST_APPLESS_MAIN(tst_ControlRanking)
#include "tst_ControlRanking.moc"
