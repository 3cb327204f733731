// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/PlanCompiler.h"
#include "core/governance/MutationScore.h"
#include "core/governance/PlanRelation.h"
#include "core/project/generate/ProjectGeneration.h"
#include "core/storage/ProjectFile.h"
#include "tests/core/governance/Survivors.h"
#include "tests/support/DesignBuilder.h"
#include "tests/support/NativeGenerator.h"
#include "tests/support/SampleProjects.h"
#include "tests/support/TestData.h"

#include <rapidcheck.h>

#include <QtTest>

#include <algorithm>
#include <set>

using namespace fourplane;

/// What probes notice of mistakes in rules.
class tst_MutationScore : public QObject
{
    Q_OBJECT

private slots:
    void everyMistakeInASmallSampleTurnsAProbeRed();
    void everyRuleOfASampleIsMutated();
    void mistakesSurviveWithoutTheirProbes();
    void aRuleWithoutEffectIsSaidToBeOne();
    void mistakesInRandomDesignsTurnAProbeRed();
    void choosesMistakesBySeed();
    void lessThanTheWholeIsSaidToBe();
    void nearbyQuestionsNoticeWhatAllDo();
    void canBeStopped();
};

void tst_MutationScore::everyMistakeInASmallSampleTurnsAProbeRed()
{
    const auto loaded = loadProject(
        test::sourcePath("sample-topologies/incident-capital-one-2019/capital-one.fourplane.yaml"));
    QVERIFY2(loaded, loaded ? "" : toString(loaded.error()).c_str());
    const EnforcementPlan plan = compilePlan(loaded->project).plan;
    const auto probes = deriveProbes(plan);
    QVERIFY(probes);
    const auto score = mutationScore(plan, probes->probes);
    QVERIFY(score);
    QVERIFY(score->killed() > 0);
    QCOMPARE(test::survivorsOf(*score), std::string());
}

void tst_MutationScore::everyRuleOfASampleIsMutated()
{
    std::map<std::string, int> kinds;
    for (const std::filesystem::path &file : test::sampleProjects()) {
        const auto loaded = loadProject(file);
        QVERIFY(loaded);
        const EnforcementPlan plan = compilePlan(loaded->project).plan;
        const PlanMutations mutations = mutationsOf(plan);
        std::set<std::size_t> deleted;
        for (const PlanMutation &mutation : mutations.mutations) {
            if (mutation.kind == MutationKind::Delete)
                deleted.insert(mutation.rule);
        }
        QCOMPARE(deleted.size(), mutations.rules.size());
        std::size_t policies = 0, grants = 0;
        for (const PlanRule &rule : mutations.rules) {
            ++kinds[rule.kind];
            policies += rule.kind == "NetworkPolicy" && rule.part.empty() ? 1 : 0;
            grants += rule.kind == "DataGrant" ? 1 : 0;
        }
        QCOMPARE(policies, plan.networkPolicies.size());
        QCOMPARE(grants, plan.grants.size());
    }
    for (const char *kind : { "NetworkPolicy", "AuthorizationPolicy", "PeerAuthentication", "Namespace",
             "DataGrant", "ToolScope", "EgressAllowList", "RoleBinding" })
        QVERIFY2(kinds[kind] > 0, kind);
}

void tst_MutationScore::mistakesSurviveWithoutTheirProbes()
{
    test::DesignBuilder design;
    design.project.platform.mesh = MeshKind::None;
    design.addNamespace("rag", false).segmentation.defaultDeny = true;
    for (const char *name : { "a", "b", "c" })
        design.addWorkload("rag", name);
    design.allow("a", "b", { { 8080, Protocol::Tcp } });
    const EnforcementPlan plan = compilePlan(design.project).plan;
    auto probes = deriveProbes(plan);
    QVERIFY(probes);
    const auto whole = mutationScore(plan, probes->probes);
    QVERIFY(whole);
    QCOMPARE(whole->survived(), std::size_t(0));
    const auto without = [&](ProbeAnswer expected) {
        std::vector<Probe> kept;
        for (const Probe &probe : probes->probes) {
            if (probe.expected != expected)
                kept.push_back(probe);
        }
        return *mutationScore(plan, kept);
    };
    // Only a probe that expects a refusal notices that everybody is let in.
    const MutationScore allowedOnly = without(ProbeAnswer::Denied);
    QVERIFY2(test::survivorsOf(allowedOnly).find("NetworkPolicy rag/default-deny: the policy is missing")
            != std::string::npos,
        test::survivorsOf(allowedOnly).c_str());
    QVERIFY(test::survivorsOf(allowedOnly).find("denied becomes allowed on the network plane")
        != std::string::npos);
    // And only one that expects to get through notices that a permission is missing.
    const MutationScore deniedOnly = without(ProbeAnswer::Allowed);
    QVERIFY2(
        test::survivorsOf(deniedOnly).find("NetworkPolicy rag/b-ingress, ingress rule 1: the rule is missing")
            != std::string::npos,
        test::survivorsOf(deniedOnly).c_str());
    QCOMPARE(allowedOnly.equivalent(), whole->equivalent());
    QCOMPARE(deniedOnly.equivalent(), whole->equivalent());
    QCOMPARE(mutationScore(plan, {})->killed(), std::size_t(0));
}

void tst_MutationScore::aRuleWithoutEffectIsSaidToBeOne()
{
    // The second policy says what the first says already.
    test::DesignBuilder design;
    design.project.platform.mesh = MeshKind::None;
    design.addNamespace("rag", false);
    design.addWorkload("rag", "a");
    design.addWorkload("rag", "b");
    for (const char *name : { "first", "second" }) {
        NetworkPolicy policy;
        policy.meta = { name, "rag", {}, {} };
        policy.policyTypes = { PolicyDirection::Ingress };
        design.adopt(policy);
    }
    const EnforcementPlan plan = compilePlan(design.project).plan;
    const auto probes = deriveProbes(plan);
    QVERIFY(probes);
    const auto score = mutationScore(plan, probes->probes);
    QVERIFY(score);
    int missing = 0;
    for (const MutantOutcome &outcome : score->mutants) {
        if (outcome.kind == MutationKind::Delete) {
            QVERIFY(outcome.isEquivalent);
            ++missing;
        } else {
            QVERIFY2(outcome.isKilled(), outcome.what.c_str());
        }
    }
    QCOMPARE(missing, 2);
}

void tst_MutationScore::mistakesInRandomDesignsTurnAProbeRed()
{
    int mistakes = 0, noticed = 0;
    const bool holds = rc::check("a mistake that opens or closes something is noticed", [&] {
        test::DesignBuilder design;
        design.project.platform.mesh = *rc::gen::element(
            MeshKind::None, MeshKind::IstioSidecar, MeshKind::IstioAmbient, MeshKind::Linkerd);
        for (const char *home : { "on", "rag" }) {
            design.addNamespace(home, *rc::gen::arbitrary<bool>());
            for (const char *name : { "-a", "-b" })
                design.addWorkload(home, home + std::string(name));
        }
        design.allow("on-a", "rag-a");
        design.allow("rag-b", "on-b");
        design.adoptAll(
            *rc::gen::resize(4, rc::gen::container<std::vector<NativeObject>>(test::nativeObjects())));
        const EnforcementPlan plan = compilePlan(design.project).plan;
        const auto probes = deriveProbes(plan);
        const auto score = mutationScore(plan, probes->probes);
        mistakes += int(score->mutants.size());
        noticed += int(score->killed());
        for (const MutantOutcome &outcome : score->mutants) {
            // What only becomes uncertain turns no probe red: nothing certain can be expected of it.
            const bool isOpposite = outcome.change.find("unknown") == std::string::npos;
            if (!outcome.isKilled() && !outcome.isEquivalent && isOpposite)
                RC_FAIL(titleOf(score->rules[outcome.rule]) + ": " + outcome.what + ": " + outcome.change);
        }
    });
    qInfo("%d of %d mistakes noticed", noticed, mistakes);
    QVERIFY(holds);
    QVERIFY(noticed > mistakes / 4);
}

void tst_MutationScore::choosesMistakesBySeed()
{
    ProbeEffort effort;
    QCOMPARE(chosenMistakes(5, effort), (std::vector<std::size_t> { 0, 1, 2, 3, 4 }));
    effort.mistakes = 100;
    std::vector<std::size_t> seen(1000);
    for (effort.seed = 1; effort.seed <= 200; ++effort.seed) {
        const std::vector<std::size_t> chosen = chosenMistakes(seen.size(), effort);
        QCOMPARE(chosen, chosenMistakes(seen.size(), effort));
        QCOMPARE(std::set<std::size_t>(chosen.begin(), chosen.end()).size(), std::size_t { 100 });
        QVERIFY(std::is_sorted(chosen.begin(), chosen.end()));
        for (std::size_t position : chosen)
            ++seen[position];
    }
    // Each is chosen 20 times of 200 on average, with a deviation of 4.2: none falls out by six of them.
    QVERIFY(*std::max_element(seen.begin(), seen.end()) < 46);
    QVERIFY(std::count(seen.begin(), seen.end(), std::size_t { 0 }) == 0);

    QCOMPARE(spread({ 7, 8, 9 }, 3), (std::vector<std::size_t> { 7, 8, 9 }));
    // Two as they stand, then every fourth of the eight that follow.
    QCOMPARE(spread({ 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 }, 4), (std::vector<std::size_t> { 0, 1, 2, 6 }));
    QCOMPARE(effortFor(3000, 1).mistakes, ProbeEffort::everything);
    QCOMPARE(effortFor(3001, 1).mistakes, std::size_t { 500 });
}

void tst_MutationScore::lessThanTheWholeIsSaidToBe()
{
    test::DesignBuilder design;
    design.project.platform.mesh = MeshKind::None;
    design.addNamespace("rag", false).segmentation.defaultDeny = true;
    for (const char *name : { "a", "b", "c" })
        design.addWorkload("rag", name);
    design.allow("a", "b", { { 8080, Protocol::Tcp } });
    const EnforcementPlan plan = compilePlan(design.project).plan;
    const auto whole = deriveProbes(plan);
    QCOMPARE(whole->tried, whole->mistakes);
    ProbeEffort effort;
    effort.mistakes = 3;
    const auto some = deriveProbes(plan, {}, effort);
    QVERIFY(some);
    QCOMPARE(some->mistakes, whole->mistakes);
    QCOMPARE(some->tried, std::size_t { 3 });
    for (std::size_t i = 0; i < whole->rules.size(); ++i) {
        QCOMPARE(some->rules[i].allowed.empty(), whole->rules[i].allowed.empty());
        QCOMPARE(some->rules[i].denied.empty(), whole->rules[i].denied.empty());
    }
    const auto score = mutationScore(plan, some->probes, {}, effort);
    QCOMPARE(score->mutants.size(), std::size_t { 3 });
    QCOMPARE(score->mistakes, whole->mistakes);
    QCOMPARE(score->compared, score->questions);
    QCOMPARE(score->survived(), std::size_t { 0 }); // probes were looked for against these three

    // Without probes everything survives, and one question settles nothing.
    effort.mistakes = ProbeEffort::everything;
    effort.questions = 1;
    const auto blind = mutationScore(plan, {}, {}, effort);
    QCOMPARE(blind->compared, std::size_t { 1 });
    QCOMPARE(blind->equivalent(), std::size_t { 0 });
    QVERIFY(blind->undecided() > 0);
    QCOMPARE(blind->undecided() + blind->survived(), blind->mutants.size());
}

void tst_MutationScore::nearbyQuestionsNoticeWhatAllDo()
{
    GenerationOptions options;
    options.workloads = 8;
    const auto project = generateProject(options);
    QVERIFY2(project, project ? "" : toString(project.error()).c_str());
    const EnforcementPlan plan = compilePlan(*project).plan;
    const EnforcementPlan asked = withStandIns(plan);
    std::set<std::string> all;
    for (const PlanQuestion &question : relationOf(asked))
        all.insert(keyOf(question));
    std::set<std::string> near;
    for (const PlanQuestion &question : relationOf(asked, true))
        near.insert(keyOf(question));
    QVERIFY(near.size() < all.size());
    QVERIFY(std::includes(all.begin(), all.end(), near.begin(), near.end()));
    ProbeEffort effort;
    effort.nearby = true;
    const auto probes = deriveProbes(plan, {}, effort);
    QVERIFY(probes);
    // Judged by every question: a mistake that none of the probes notices must be one that changes nothing.
    const auto score = mutationScore(plan, probes->probes);
    QVERIFY(score);
    qInfo("%zu of %zu questions; %zu of %zu mistakes noticed, %zu without effect", near.size(), all.size(),
        score->killed(), score->mutants.size(), score->equivalent());
    const std::string survivors = test::survivorsOf(*score);
    QVERIFY2(survivors.empty(), survivors.c_str());
    // Judged by the nearby ones alone, nothing is said to be without effect.
    QCOMPARE(mutationScore(plan, {}, {}, effort)->equivalent(), std::size_t { 0 });
}

void tst_MutationScore::canBeStopped()
{
    test::DesignBuilder design;
    design.addNamespace("rag", true);
    design.addWorkload("rag", "a");
    const EnforcementPlan plan = compilePlan(design.project).plan;
    std::stop_source source;
    source.request_stop();
    const auto probes = deriveProbes(plan, { source.get_token(), {} });
    QVERIFY(!probes);
    QCOMPARE(probes.error().diagnostics.front().code, std::string("cancelled"));
    QVERIFY(!mutationScore(plan, {}, { source.get_token(), {} }));
}

QTEST_GUILESS_MAIN(tst_MutationScore)
#include "tst_MutationScore.moc"
