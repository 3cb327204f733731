// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/PlanCompiler.h"
#include "core/governance/MutationScore.h"
#include "core/governance/PlanRelation.h"
#include "core/storage/ProjectFile.h"
#include "tests/support/DesignBuilder.h"
#include "tests/support/NativeGenerator.h"
#include "tests/support/SampleProjects.h"

#include <rapidcheck.h>

#include <QtTest>

#include <algorithm>

using namespace fourplane;

/// What probes notice of mistakes in rules.
class tst_MutationScore : public QObject
{
    Q_OBJECT

private slots:
    void everyMistakeInASampleTurnsAProbeRed_data();
    void everyMistakeInASampleTurnsAProbeRed();
    void everyRuleOfASampleIsMutated();
    void mistakesSurviveWithoutTheirProbes();
    void aRuleWithoutEffectIsSaidToBeOne();
    void mistakesInRandomDesignsTurnAProbeRed();
    void canBeStopped();
};

namespace {

std::string survivorsOf(const MutationScore &score)
{
    std::string text;
    for (const MutantOutcome &outcome : score.mutants) {
        if (!outcome.isKilled() && !outcome.isEquivalent)
            text += titleOf(score.rules[outcome.rule]) + ": " + outcome.what + ": " + outcome.change + "\n";
    }
    return text;
}

} // namespace

void tst_MutationScore::everyMistakeInASampleTurnsAProbeRed_data()
{
    QTest::addColumn<QString>("path");
    for (const std::filesystem::path &file : test::sampleProjects()) {
        const std::filesystem::path name = file.parent_path().filename() / file.filename();
        // The templates are alike in kind and take half a minute each: the smallest stands for all five.
        const std::string folder = file.parent_path().filename().string();
        if (folder.starts_with("template-") && folder != "template-agent-tools")
            continue;
        QTest::newRow(name.c_str()) << QString::fromStdString(file.string());
    }
}

void tst_MutationScore::everyMistakeInASampleTurnsAProbeRed()
{
    QFETCH(QString, path);
    const auto loaded = loadProject(path.toStdString());
    QVERIFY2(loaded, loaded ? "" : toString(loaded.error()).c_str());
    const EnforcementPlan plan = compilePlan(loaded->project).plan;
    const auto probes = deriveProbes(plan);
    QVERIFY(probes);
    const auto score = mutationScore(plan, probes->probes);
    QVERIFY(score);
    qInfo("%zu rules, %zu probes, %zu mistakes: %zu noticed, %zu without effect, %zu questions",
        score->rules.size(), probes->probes.size(), score->mutants.size(), score->killed(),
        score->equivalent(), score->questions);
    const std::string survivors = survivorsOf(*score);
    QVERIFY2(survivors.empty(), survivors.c_str());
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
    QVERIFY2(survivorsOf(allowedOnly).find("NetworkPolicy rag/default-deny: the policy is missing")
            != std::string::npos,
        survivorsOf(allowedOnly).c_str());
    QVERIFY(
        survivorsOf(allowedOnly).find("denied becomes allowed on the network plane") != std::string::npos);
    // And only one that expects to get through notices that a permission is missing.
    const MutationScore deniedOnly = without(ProbeAnswer::Allowed);
    QVERIFY2(survivorsOf(deniedOnly).find("NetworkPolicy rag/b-ingress, ingress rule 1: the rule is missing")
            != std::string::npos,
        survivorsOf(deniedOnly).c_str());
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
    qputenv("RC_PARAMS", "seed=20261123 max_success=25");
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
    QVERIFY(noticed > 50);
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
