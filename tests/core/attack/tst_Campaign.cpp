// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/Campaign.h"
#include "core/attack/CampaignAttempts.h"
#include "core/attack/CampaignBuilder.h"
#include "core/attack/CampaignStatistics.h"
#include "core/attack/EvidenceSource.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/storage/AssumptionsFile.h"
#include "core/storage/CampaignFile.h"
#include "core/storage/CatalogueFile.h"
#include "tests/core/attack/AttackLab.h"
#include "tests/core/attack/RandomDesign.h"

#include <QtTest>

#include <map>
#include <set>
#include <thread>

using namespace fourplane;
using test::AttackLab;

namespace {

const TechniqueCatalogue &shipped()
{
    static const TechniqueCatalogue catalogue = shippedCatalogue().value();
    return catalogue;
}

/// A design with everything that an attack needs.
struct Ready
{
    explicit Ready(const AttackLab &lab, const TechniqueCatalogue &catalogue = shipped())
        : Ready(lab.project, lab.scenario, catalogue)
    {
    }

    Ready(const Project &project, const Scenario &scenario, const TechniqueCatalogue &catalogue = shipped(),
        const GroundingLimits &limits = {})
        : compiled(compilePlan(project))
        , decisions(compiled.plan)
        , attack(PreparedAttack::make(project, decisions, catalogue, scenario, {}, { false, limits }).value())
    {
    }

    std::vector<WorldMask> worlds()
    {
        return *solve(
            attack.grounding().system, [this](std::uint32_t pivot) { return attack.passage(pivot).open; });
    }

    CompiledPlan compiled;
    PolicyDecisionPoint decisions;
    PreparedAttack attack;
};

CampaignOptions options(std::uint32_t runs, unsigned threads = 1)
{
    CampaignOptions options;
    options.runs = runs;
    options.threads = threads;
    options.rules = { 42, 72 * 3600, true };
    return options;
}

CampaignOptions unbounded(std::uint32_t runs)
{
    CampaignOptions free = options(runs);
    free.rules = { 42, lastCampaignSecond, false };
    return free;
}

CampaignAssumptions watched(double probability)
{
    CampaignAssumptions assumptions = shippedAssumptions();
    for (const EvidenceSource &source : evidenceSources())
        assumptions.detection[std::string(source.code)] = probability;
    return assumptions;
}

/// Something happens everywhere: feeds, tools, grants, a weakness.
AttackLab busyLab()
{
    AttackLab lab;
    lab.code("web");
    lab.text("portal");
    lab.feed("contracts", "agent");
    lab.feed("portal", "llm");
    lab.toolCall("agent", "tool");
    lab.flow("agent", "llm");
    lab.dataFlow("ingest", "db", AccessVerb::Write, "contracts");
    lab.workload("llm").exploitable.remote = true;
    lab.scenario.jewels = { ElementId("contracts"), ElementId("chunks") };
    return lab;
}

/// Adds a control everywhere; whatever an architect would call more secure.
void addControl(Project &project, unsigned which)
{
    switch (which) {
    case 0:
        for (auto &[id, home] : project.topology.namespaces)
            home.segmentation.defaultDeny = true;
        break;
    case 1:
        for (auto &[id, workload] : project.topology.workloads)
            workload.automountToken = false;
        break;
    case 2:
        for (auto &[id, identity] : project.topology.identities)
            identity.tokenLifetimeSeconds = 600;
        break;
    case 3:
        project.policy.grants.clear();
        break;
    default:
        for (auto &[id, workload] : project.topology.workloads)
            workload.exploitable = {};
        break;
    }
}

std::map<ElementId, std::uint64_t> fallsOf(const CampaignResult &result)
{
    std::map<ElementId, std::uint64_t> falls;
    for (const ElementTally &tally : result.elements)
        falls[tally.element.id] = tally.falls;
    return falls;
}

CampaignResult played(
    const AttackLab &lab, const CampaignAssumptions &assumptions, const CampaignOptions &how)
{
    Ready ready(lab);
    return runCampaign(ready.attack, assumptions, "lab", how).value();
}

} // namespace

class tst_Campaign : public QObject
{
    Q_OBJECT

private slots:
    void threadsDoNotChangeABit();
    void shardsJoinToTheSameBytes();
    void shardsCoverEveryRunOnce();
    void partsOfOtherCampaignsAreRefused_data();
    void partsOfOtherCampaignsAreRefused();
    void anotherSeedGivesOtherNumbers();
    void certainUnboundedRunsReachTheFixPoint();
    void crowdsPlayAsTheirMembersWould();
    void everyOpenAttemptIsInOneStep();
    void aDesignThatIsTooLargeIsRefused();
    void stopsWhileStepsAreListed();
    void moreControlsNeverRaiseAProbability();
    void variantsShareTheDrawsOfCommonSteps();
    void aSlowingControlTakesEffect();
    void unwatchedEvidenceIsNeverNoticed();
    void aGoalOutOfReachIsListedWithItsDepth();
    void aRareFallIsStillReachable();
    void stopsWhenAsked();
    void reportsProgressFromTheCallingThread();
};

void tst_Campaign::threadsDoNotChangeABit()
{
    Ready ready(busyLab());
    std::set<std::string> texts;
    for (unsigned threads : { 1U, 2U, 7U })
        texts.insert(
            writeCampaign(runCampaign(ready.attack, watched(0.1), "lab", options(1000, threads)).value()));
    QCOMPARE(texts.size(), std::size_t(1));
    const CampaignResult result = runCampaign(ready.attack, watched(0.1), "lab", options(1000)).value();
    QVERIFY(result.detection.runs > 100 && result.detection.runs < 1000);
    QVERIFY(result.elements.size() > 5);
}

void tst_Campaign::shardsJoinToTheSameBytes()
{
    Ready ready(busyLab());
    const std::string whole =
        writeCampaign(runCampaign(ready.attack, watched(0.1), "lab", options(1000)).value());
    for (std::uint32_t shards : { 1U, 2U, 3U, 7U, 64U }) {
        std::vector<CampaignResult> parts;
        std::vector<std::string> names;
        for (std::uint32_t shard = 0; shard < shards; ++shard) {
            CampaignOptions part = options(1000, 1 + shard % 2);
            part.shard = shards - 1 - shard; // in any order
            part.shards = shards;
            const auto result = runCampaign(ready.attack, watched(0.1), "lab", part).value();
            // By way of the file, as shards on other machines do.
            parts.push_back(parseCampaign(writeCampaign(result), "part").value());
            names.push_back("part" + std::to_string(shard));
        }
        QCOMPARE(writeCampaign(mergeCampaigns(parts, names).value()), whole);
    }
}

void tst_Campaign::shardsCoverEveryRunOnce()
{
    for (std::uint32_t runs : { 1U, 7U, 1000U, 4'000'000'000U }) {
        for (std::uint32_t shards : { 1U, 3U, 10U, 100'000U }) {
            std::uint32_t next = 0;
            for (std::uint32_t shard = 0; shard < shards; ++shard) {
                const RunRange range = shardRange(runs, shard, shards);
                QCOMPARE(range.first, next);
                QVERIFY(range.end - range.first <= runs / shards + 1);
                next = range.end;
            }
            QCOMPARE(next, runs);
        }
    }
}

void tst_Campaign::partsOfOtherCampaignsAreRefused_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("says");
    QTest::newRow("project") << QStringLiteral("project") << QStringLiteral("other-campaign")
                             << QStringLiteral("another attack");
    QTest::newRow("assumptions") << QStringLiteral("assumptions") << QStringLiteral("other-campaign")
                                 << QStringLiteral("assumptions");
    QTest::newRow("effort") << QStringLiteral("effort") << QStringLiteral("other-campaign")
                            << QStringLiteral("techniques");
    QTest::newRow("seed") << QStringLiteral("seed") << QStringLiteral("other-campaign")
                          << QStringLiteral("seed (42 and 43)");
    QTest::newRow("runs") << QStringLiteral("runs") << QStringLiteral("other-campaign")
                          << QStringLiteral("number of runs");
    QTest::newRow("horizon") << QStringLiteral("horizon") << QStringLiteral("other-campaign")
                             << QStringLiteral("horizon");
    QTest::newRow("end of a run") << QStringLiteral("end") << QStringLiteral("other-campaign")
                                  << QStringLiteral("way to end a run");
    QTest::newRow("scenario") << QStringLiteral("scenario") << QStringLiteral("other-campaign")
                              << QStringLiteral("scenario");
    QTest::newRow("twice") << QStringLiteral("twice") << QStringLiteral("runs-twice")
                           << QStringLiteral("holds run 0");
    QTest::newRow("one run twice") << QStringLiteral("overlap") << QStringLiteral("runs-twice")
                                   << QStringLiteral("holds run 49");
}

void tst_Campaign::partsOfOtherCampaignsAreRefused()
{
    QFETCH(QString, change);
    QFETCH(QString, code);
    QFETCH(QString, says);
    const auto is = [&change](const char *name) { return change == QLatin1String(name); };
    CampaignOptions first = options(100);
    first.shards = 2;
    CampaignOptions second = first;
    second.shard = is("twice") ? 0 : 1;
    if (is("seed"))
        second.rules.seed = 43;
    if (is("runs"))
        second.runs = 102;
    if (is("horizon"))
        second.rules.horizonSeconds = 3600;
    if (is("end"))
        second.rules.stopsAtDetection = !first.rules.stopsAtDetection;
    AttackLab lab = busyLab();
    if (is("project"))
        lab.workload("llm").exploitable.remote = false;
    if (is("scenario"))
        lab.scenario.name = "another";
    // The user's catalogue may call techniques harder: the same steps under other laws.
    TechniqueCatalogue catalogue = shipped();
    for (Technique &technique : catalogue.techniques)
        technique.effort = is("effort") ? Effort::High : technique.effort;
    Ready ready(lab, catalogue);
    const auto one = played(busyLab(), watched(0.1), first);
    auto other = runCampaign(ready.attack, watched(is("assumptions") ? 0.2 : 0.1), "lab", second).value();
    if (is("overlap"))
        other.covered.front().first = 49;
    const auto merged = mergeCampaigns({ one, other }, { "one.json", "other.json" });
    QVERIFY(!merged);
    const Diagnostic &diagnostic = merged.error().diagnostics.front();
    QCOMPARE(QString::fromStdString(diagnostic.code), code);
    QVERIFY2(QString::fromStdString(diagnostic.message).contains(says), diagnostic.message.c_str());
    QVERIFY(QString::fromStdString(diagnostic.message).contains(QStringLiteral("other.json")));
}

void tst_Campaign::anotherSeedGivesOtherNumbers()
{
    Ready ready(busyLab());
    CampaignOptions other = options(1000);
    other.rules.seed = 43;
    const auto first = runCampaign(ready.attack, watched(0.1), "lab", options(1000)).value();
    const auto second = runCampaign(ready.attack, watched(0.1), "lab", other).value();
    QVERIFY(fallsOf(first) != fallsOf(second));
}

void tst_Campaign::certainUnboundedRunsReachTheFixPoint()
{
    CampaignAssumptions certain = shippedAssumptions();
    for (auto &[name, distribution] : certain.distributions)
        distribution.success = 1;
    std::size_t fallen = 0;
    std::size_t holding = 0;
    for (std::uint32_t seed = 0; seed < 150; ++seed) {
        test::RandomDesign design = test::randomDesign(seed);
        for (const auto &[id, store] : design.project.topology.stores) {
            for (const Collection &collection : store.collections)
                design.scenario.jewels.push_back(collection.id);
        }
        Ready ready(design.project, design.scenario);
        const std::vector<WorldMask> worlds = ready.worlds();
        std::set<ElementId> reached;
        for (std::size_t fact = 0; fact < ready.attack.grounding().facts.size(); ++fact) {
            const AttackerFact &known = ready.attack.grounding().facts[fact];
            if ((worlds[fact] & 1U) && meansFall(relations()[known.relation].name))
                reached.insert(ready.attack.model().id(known.subject));
        }
        const auto result = runCampaign(ready.attack, certain, "design", unbounded(3)).value();
        std::set<ElementId> played;
        for (const ElementTally &tally : result.elements) {
            QVERIFY(tally.falls == 0 || tally.falls == 3);
            QCOMPARE(tally.falls == 3, tally.element.defenceDepth == 0);
            if (tally.falls > 0)
                played.insert(tally.element.id);
        }
        QCOMPARE(played, reached);
        fallen += reached.size();
        holding += result.elements.size() - reached.size();
    }
    QVERIFY2(fallen > 500, qPrintable(QString::number(fallen))); // more than the footholds
    QVERIFY2(holding > 20, qPrintable(QString::number(holding)));
}

void tst_Campaign::crowdsPlayAsTheirMembersWould()
{
    std::size_t crowds = 0;
    for (std::uint32_t seed = 0; seed < 100; ++seed) {
        const test::RandomDesign design = test::randomDesign(1000 + seed);
        Ready whole(design.project, design.scenario);
        Ready crowded(design.project, design.scenario, shipped(), { 0 });
        for (PivotKind kind : crowded.attack.grounding().kinds)
            crowds += kind == PivotKind::Crowd ? 1 : 0;
        const auto keys = [](Ready &ready) {
            std::set<std::uint64_t> found;
            const auto graph = campaignGraph(ready.attack, shippedAssumptions()).value();
            for (const CampaignStep &step : graph.steps())
                found.insert(step.key);
            return found;
        };
        QCOMPARE(keys(crowded), keys(whole));
        CampaignOptions how = options(100);
        how.rules.stopsAtDetection = false;
        QCOMPARE(fallsOf(runCampaign(crowded.attack, shippedAssumptions(), "", how).value()),
            fallsOf(runCampaign(whole.attack, shippedAssumptions(), "", how).value()));
    }
    QVERIFY2(crowds > 200, qPrintable(QString::number(crowds)));
}

void tst_Campaign::everyOpenAttemptIsInOneStep()
{
    using Attempts = std::multiset<std::pair<std::uint32_t, std::vector<EntityIndex>>>;
    std::size_t crowds = 0, alike = 0;
    for (std::uint32_t seed = 0; seed < 100; ++seed) {
        const test::RandomDesign design = test::randomDesign(2000 + seed);
        Ready whole(design.project, design.scenario);
        const std::vector<WorldMask> worlds = whole.worlds();
        const Grounding &grounding = whole.attack.grounding();
        Attempts open;
        for (std::uint32_t pivot = 0; pivot < grounding.system.pivotCount(); ++pivot) {
            const auto premises = grounding.system.premisesOf(pivot);
            const auto bindings = whole.attack.bindingsOf(pivot);
            if (std::all_of(premises.begin(), premises.end(), [&](auto fact) { return worlds[fact] & 1U; })
                && (whole.attack.passage(pivot).open & 1U))
                open.insert({ grounding.ruleOf[pivot], { bindings.begin(), bindings.end() } });
        }
        for (std::size_t singleInstances : { std::size_t(4096), std::size_t(0) }) {
            Ready ready(design.project, design.scenario, shipped(), { singleInstances });
            const std::vector<WorldMask> known = ready.worlds();
            Attempts found;
            const auto note = [&](const AttemptsAlike &attempts) {
                for (std::size_t i = 0; i < attempts.starts.size(); ++i) {
                    const auto bindings = attempts.bindingsOf(i);
                    found.insert({ attempts.rule, { bindings.begin(), bindings.end() } });
                }
                alike += attempts.starts.size() > 1 ? 1 : 0;
                return true;
            };
            QVERIFY(CampaignAttempts(ready.attack, known).forEach(note, {}));
            QCOMPARE(found, open);
            for (PivotKind kind : ready.attack.grounding().kinds)
                crowds += kind == PivotKind::Crowd ? 1 : 0;
        }
    }
    QVERIFY2(crowds > 200, qPrintable(QString::number(crowds)));
    QVERIFY2(alike > 1000, qPrintable(QString::number(alike)));
}

void tst_Campaign::aDesignThatIsTooLargeIsRefused()
{
    Ready ready(busyLab());
    const auto whole = campaignGraph(ready.attack, shippedAssumptions()).value();
    const std::size_t steps = whole.steps().size();
    QVERIFY(campaignGraph(ready.attack, shippedAssumptions(), {}, { whole.bytes(), steps }));
    const auto few = campaignGraph(ready.attack, shippedAssumptions(), {}, { whole.bytes(), steps - 1 });
    QVERIFY(!few);
    QCOMPARE(few.error().diagnostics.front().code, std::string("too-large"));
    CampaignOptions small = options(10);
    small.mostBytes = whole.bytes() / 2;
    const auto result = runCampaign(ready.attack, shippedAssumptions(), "lab", small);
    QVERIFY(!result);
    QCOMPARE(result.error().diagnostics.front().code, std::string("too-large"));
}

void tst_Campaign::stopsWhileStepsAreListed()
{
    Ready ready(busyLab());
    std::stop_source source;
    source.request_stop();
    Job job;
    job.stop = source.get_token();
    const std::vector<WorldMask> worlds = ready.worlds();
    bool wasAsked = false;
    const auto note = [&wasAsked](const AttemptsAlike &) { return wasAsked = true; };
    QVERIFY(!CampaignAttempts(ready.attack, worlds).forEach(note, job));
    QVERIFY(!wasAsked);
}

void tst_Campaign::moreControlsNeverRaiseAProbability()
{
    int lowered = 0;
    for (std::uint32_t seed = 0; seed < 150; ++seed) {
        const test::RandomDesign design = test::randomDesign(3000 + seed);
        CampaignOptions how = options(100);
        how.rules.stopsAtDetection = false;
        Ready plain(design.project, design.scenario);
        const auto before = fallsOf(runCampaign(plain.attack, watched(0.1), "", how).value());
        Project secured = design.project;
        addControl(secured, seed % 5);
        Ready ready(secured, design.scenario);
        const auto after = fallsOf(runCampaign(ready.attack, watched(0.1), "", how).value());
        for (const auto &[id, falls] : after) {
            const auto known = before.find(id);
            const std::uint64_t without = known == before.end() ? 0 : known->second;
            QVERIFY2(falls <= without,
                qPrintable(QStringLiteral("design %1, %2: %3 > %4")
                               .arg(seed)
                               .arg(QString::fromStdString(id.value()))
                               .arg(falls)
                               .arg(without)));
        }
        for (const auto &[id, falls] : before) {
            const auto known = after.find(id);
            lowered += known == after.end() || known->second < falls ? 1 : 0;
        }
    }
    QVERIFY2(lowered > 50, qPrintable(QString::number(lowered)));
}

void tst_Campaign::variantsShareTheDrawsOfCommonSteps()
{
    // One more workload renumbers facts and pivots; what it has nothing to do with stays the same run by run.
    AttackLab lab = busyLab();
    const CampaignResult before = played(lab, watched(0.1), options(500));
    AttackLab more = busyLab();
    Workload &aside = more.project.topology.workloads[ElementId("aaa")];
    aside = lab.workload("web");
    aside.id = ElementId("aaa");
    aside.name = "aaa";
    aside.containers.clear();
    aside.placement = {};
    Ready first(lab);
    Ready second(more);
    const auto keys = [](Ready &ready) {
        std::set<std::uint64_t> found;
        const auto graph = campaignGraph(ready.attack, shippedAssumptions()).value();
        for (const CampaignStep &step : graph.steps())
            found.insert(step.key);
        return found;
    };
    const auto few = keys(first);
    const auto many = keys(second);
    QVERIFY(few.size() > 30);
    QVERIFY(std::includes(many.begin(), many.end(), few.begin(), few.end()));

    // A scenario with one technique less: the others keep their draws.
    QCOMPARE(campaignStepKey("a", std::vector { ElementId("b"), ElementId("c") }),
        campaignStepKey("a", std::vector { ElementId("b"), ElementId("c") }));
    QVERIFY(campaignStepKey("a", std::vector { ElementId("bc") })
        != campaignStepKey("a", std::vector { ElementId("b"), ElementId("c") }));
    QVERIFY(before.elements.size() > 5);
}

void tst_Campaign::aSlowingControlTakesEffect()
{
    // sa-token-read is easy (mean 1 h); a short-lived token makes it hard (10 h), see the shipped
    // assumptions.
    AttackLab lab;
    lab.code("web");
    lab.scenario.techniques = { "sa-token-read" };
    Ready plain(lab);
    const auto before = campaignGraph(plain.attack, shippedAssumptions()).value();
    QCOMPARE(before.steps().size(), std::size_t(1));
    QCOMPARE(before.laws()[0].meanSeconds, std::uint64_t(3600));
    lab.account("sa-web").tokenLifetimeSeconds = 600;
    Ready slowed(lab);
    const auto after = campaignGraph(slowed.attack, shippedAssumptions()).value();
    QCOMPARE(after.steps().size(), std::size_t(1));
    QCOMPARE(after.steps()[0].key, before.steps()[0].key);
    QCOMPARE(after.laws()[0].meanSeconds, std::uint64_t(36'000));

    CampaignAssumptions own = shippedAssumptions();
    own.controls["I2"] = "VeryHardAndUncertain";
    const auto named = campaignGraph(slowed.attack, own).value();
    QCOMPARE(named.laws()[0].meanSeconds, std::uint64_t(360'000));
    QCOMPARE(named.laws()[0].success, certainShare / 2);
    // A control that is called easier than the technique is no help to the attacker.
    own.techniques["sa-token-read"].distribution = "VeryHardAndUncertain";
    own.controls["I2"] = "EasyAndCertain";
    const auto harder = campaignGraph(slowed.attack, own).value();
    QCOMPARE(harder.laws()[0].meanSeconds, std::uint64_t(360'000));
    QCOMPARE(harder.laws()[0].success, certainShare / 2);
}

void tst_Campaign::unwatchedEvidenceIsNeverNoticed()
{
    const CampaignResult unwatched = played(busyLab(), shippedAssumptions(), options(500));
    QCOMPARE(unwatched.detection.runs, std::uint64_t(0));
    CampaignAssumptions logs = shippedAssumptions();
    logs.detection["CI"] = 1; // nothing in this lab builds software
    QCOMPARE(played(busyLab(), logs, options(500)).detection.runs, std::uint64_t(0));
    logs.detection["RT"] = 0.5;
    const CampaignResult seen = played(busyLab(), logs, options(500));
    QVERIFY(seen.detection.runs > 0);
    QCOMPARE(seen.detection.byEvidence.size(), std::size_t(1));
    QCOMPARE(seen.detection.byEvidence.at("RT"), seen.detection.runs);
}

void tst_Campaign::aGoalOutOfReachIsListedWithItsDepth()
{
    AttackLab lab;
    lab.code("web");
    lab.denyNetwork();
    lab.scenario.techniques = { "unauth-internal-service" };
    lab.scenario.jewels = { ElementId("contracts") };
    const CampaignResult result = played(lab, shippedAssumptions(), unbounded(10));
    const auto goal = std::find_if(result.elements.begin(), result.elements.end(),
        [](const ElementTally &tally) { return tally.element.isGoal; });
    QVERIFY(goal != result.elements.end());
    QCOMPARE(goal->element.defenceDepth, 1);
    QCOMPARE(goal->falls, std::uint64_t(0));
}

void tst_Campaign::aRareFallIsStillReachable()
{
    AttackLab lab;
    lab.code("web");
    lab.scenario.techniques = { "unauth-internal-service" };
    lab.scenario.jewels = { ElementId("contracts") };
    CampaignAssumptions rare = shippedAssumptions();
    for (auto &[name, distribution] : rare.distributions)
        distribution = { 1e6, 1e-9 };
    const CampaignResult result = played(lab, rare, options(100));
    for (const ElementTally &tally : result.elements) {
        if (!tally.element.isGoal)
            continue;
        QCOMPARE(tally.falls, std::uint64_t(0));
        QCOMPARE(tally.element.defenceDepth, 0);
    }
}

void tst_Campaign::stopsWhenAsked()
{
    Ready ready(busyLab());
    std::stop_source source;
    Job job;
    job.stop = source.get_token();
    job.report = [&source](const Progress &progress) {
        if (progress.activity == "Playing runs")
            source.request_stop();
    };
    const auto result = runCampaign(ready.attack, watched(0.01), "lab", options(400'000'000, 2), job);
    QVERIFY(!result);
    QCOMPARE(result.error().diagnostics.front().code, std::string("cancelled"));
}

void tst_Campaign::reportsProgressFromTheCallingThread()
{
    Ready ready(busyLab());
    std::size_t last = 0;
    bool isOurs = true;
    const auto caller = std::this_thread::get_id();
    Job job;
    job.report = [&](const Progress &progress) {
        isOurs = isOurs && std::this_thread::get_id() == caller;
        last = progress.done;
        QVERIFY(progress.done <= progress.total);
    };
    QVERIFY(runCampaign(ready.attack, watched(0.1), "lab", options(2000, 2), job));
    QVERIFY(isOurs);
    QCOMPARE(last, std::size_t(2000));
}

QTEST_APPLESS_MAIN(tst_Campaign)
#include "tst_Campaign.moc"
