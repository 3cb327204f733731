// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/AttackEngine.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/exporters/DeclaredControls.h"
#include "core/exporters/ExportConsequences.h"
#include "core/exporters/PlanExporter.h"
#include "core/storage/CatalogueFile.h"
#include "core/storage/ProjectFile.h"
#include "tests/support/ExportedFiles.h"
#include "tests/support/SampleProjects.h"
#include "tests/support/TestData.h"

#include <nlohmann/json.hpp>

#include <QtTest>

#include <algorithm>
#include <set>

using namespace fourplane;

/// What opens if an export is shipped and nothing else.
class tst_ExportConsequences : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyControlOfTheReportIsTakenOut();
    void aTargetThatHoldsAControlKeepsIt();
    void whatNoFileSetsUpIsTakenOut();
    void egressGatewaysGetCreditForWhatTheyHold();
    void aRunSaysWhatASimulationWithoutTheControlSays();
    void allLossesTogetherLetFallWhatEachLossDoes();
    void securityContextsStayWhereAdmissionAsksForThem();
    void nothingIsClaimedWithoutARun();
    void pageAndJsonSayWhatWasRun();
    void keepsToTheMemoryLimit();
    void canBeStopped();

private:
    Project m_segmented;
    TechniqueCatalogue m_catalogue;
};

namespace {

std::set<std::string> idsOf(const ExportConsequences &consequences)
{
    std::set<std::string> ids;
    for (const ControlConsequence &control : consequences.controls)
        ids.insert(control.id);
    return ids;
}

const ControlConsequence *consequenceOf(const ExportConsequences &consequences, const std::string &id)
{
    for (const ControlConsequence &control : consequences.controls) {
        if (control.id == id)
            return &control;
    }
    return nullptr;
}

std::set<std::string> withheldIds(const Project &project, const ExportTargets &targets)
{
    std::set<std::string> ids;
    for (const WithheldControl &control : withheldControls(project, compilePlan(project).plan, targets))
        ids.insert(control.id);
    return ids;
}

/// The project without one control.
Project without(const Project &project, const ExportTargets &targets, const std::string &id)
{
    Project left = project;
    for (const WithheldControl &control : withheldControls(project, compilePlan(project).plan, targets)) {
        if (control.id == id)
            control.withhold(left);
    }
    return left;
}

std::set<std::string> factsHeld(
    const Project &project, const TechniqueCatalogue &catalogue, const Scenario &scenario)
{
    const EnforcementPlan plan = compilePlan(project).plan;
    const PolicyDecisionPoint decisions(plan);
    const auto trace = simulate(project, decisions, catalogue, scenario);
    std::set<std::string> facts;
    for (const AttackFact &fact : trace->facts) {
        if ((fact.worlds & 1u) != 0)
            facts.insert(toString(fact.fact));
    }
    return facts;
}

} // namespace

void tst_ExportConsequences::initTestCase()
{
    const auto loaded =
        loadProject(test::sourcePath("sample-topologies/rag-assistant/segmented.fourplane.yaml"));
    QVERIFY(loaded);
    m_segmented = loaded->project;
    const auto catalogue = shippedCatalogue();
    QVERIFY(catalogue);
    m_catalogue = *catalogue;
}

void tst_ExportConsequences::everyControlOfTheReportIsTakenOut()
{
    const auto consequences = exportConsequences(m_segmented, { ExportTarget::Kubernetes }, m_catalogue);
    QVERIFY(consequences);
    const std::set<std::string> ids = idsOf(*consequences);
    for (const char *id : { "istio-authorization", "istio-mutual-tls", "egress-lists/egress-proxy",
             "token-settings", "security-contexts", "placement", "node-taints",
             "store-authentication/documents", "store-authentication/vectors", "tool-scopes" })
        QVERIFY2(ids.count(id) > 0, id);
    // The README of the sample: prompt injection ends at the tool's scope.
    const ControlConsequence *tools = consequenceOf(*consequences, "tool-scopes");
    const auto falls = [](const ControlConsequence &control, const char *scenario, const char *goal) {
        return std::any_of(control.runs.begin(), control.runs.end(), [&](const ConsequenceRun &run) {
            const auto &lost = run.comparison.lost;
            return run.scenarioId == ElementId(scenario)
                && std::find(lost.begin(), lost.end(), ElementId(goal)) != lost.end();
        });
    };
    QVERIFY(falls(*tools, "indirect-injection", "contracts"));
    QVERIFY(falls(consequences->altogether, "indirect-injection", "contracts"));
    // Without allow-lists the proxy carries data to the internet.
    QVERIFY(falls(
        *consequenceOf(*consequences, "egress-lists/egress-proxy"), "compromised-ingestion", "internet"));
    QVERIFY(!consequenceOf(*consequences, "istio-mutual-tls")->opensAnything());
}

void tst_ExportConsequences::aTargetThatHoldsAControlKeepsIt()
{
    const auto consequences = exportConsequences(m_segmented,
        { ExportTarget::Kubernetes, ExportTarget::IstioSidecar, ExportTarget::Stores,
            ExportTarget::Hardening },
        m_catalogue);
    QVERIFY(consequences);
    std::set<std::string> withheld = idsOf(*consequences);
    // What the design only states, no target holds.
    for (const DeclaredControl &control : declaredControls(m_segmented))
        QVERIFY2(withheld.erase(control.id) == 1, control.id.c_str());
    QCOMPARE(withheld, (std::set<std::string> { "egress-lists/egress-proxy", "node-taints", "tool-scopes" }));
    // Agents go past an AI gateway, which no design holds; callers do not go past egress gateways.
    const EnforcementPlan plan = compilePlan(m_segmented).plan;
    std::set<std::string> ids;
    for (const WithheldControl &control : withheldControls(m_segmented, plan,
             { ExportTarget::Kubernetes, ExportTarget::EgressGateway, ExportTarget::AiGateway }))
        ids.insert(control.id);
    QVERIFY(ids.count("tool-scopes") > 0);
    QVERIFY(ids.count("egress-lists/egress-proxy") == 0);
}

void tst_ExportConsequences::whatNoFileSetsUpIsTakenOut()
{
    const ExportTargets none { ExportTarget::Kubernetes };
    Project project = m_segmented;
    for (const char *id : { "secret-readers", "declared-admission", "store-network/vectors" })
        QVERIFY2(withheldIds(project, none).count(id) == 0, id);
    const ElementId reader = project.topology.workloads.at(ElementId("retriever")).identityId;
    const ElementId other = project.topology.workloads.at(ElementId("mail-tool")).identityId;
    Secret secret;
    secret.id = ElementId("key");
    secret.name = "key";
    secret.namespaceId = project.topology.workloads.at(ElementId("retriever")).namespaceId;
    secret.home = SecretHome::SecretStore;
    secret.keeperId = ElementId("documents-db");
    secret.readerIds = { reader };
    project.topology.secrets.emplace(secret.id, secret);
    UnmodelledObject rule;
    rule.kind = "ClusterPolicy";
    rule.affectsVerdicts = true;
    rule.plane = Plane::Workload;
    rule.declaredLevel = PodSecurityLevel::Restricted;
    project.unmodelled.push_back(rule);
    project.topology.stores.at(ElementId("vectors")).trustedCidrs = { "10.0.0.0/8" };
    for (const char *id : { "secret-readers", "declared-admission", "store-network/vectors" })
        QVERIFY2(withheldIds(project, none).count(id) == 1, id);
    QVERIFY(
        withheldIds(project, { ExportTarget::Kubernetes, ExportTarget::Vault }).count("secret-readers") == 0);
    const EnforcementPlan plan = compilePlan(project).plan;
    const EnforcementPlan open = compilePlan(without(project, none, "secret-readers")).plan;
    QVERIFY(PolicyDecisionPoint(plan).secrets().mayRead(secret.id, other).verdict == Verdict::Deny);
    QVERIFY(PolicyDecisionPoint(open).secrets().mayRead(secret.id, other).verdict == Verdict::Permit);
    QVERIFY(without(project, none, "declared-admission").unmodelled.empty());
    QVERIFY(without(project, none, "store-network/vectors")
                .topology.stores.at(ElementId("vectors"))
                .trustedCidrs.empty());
    // Pods of a namespace outside the mesh, whose own label puts them in.
    Project labelled = m_segmented;
    const Workload &retriever = labelled.topology.workloads.at(ElementId("retriever"));
    labelled.topology.namespaces.at(retriever.namespaceId).meshInjection = false;
    QVERIFY(withheldIds(labelled, none).count("mesh-membership") == 0);
    labelled.topology.workloads.at(ElementId("retriever")).mesh = MeshMembership::In;
    QVERIFY(withheldIds(labelled, none).count("mesh-membership") == 1);
    const EnforcementPlan member = compilePlan(labelled).plan;
    const EnforcementPlan plain = compilePlan(without(labelled, none, "mesh-membership")).plan;
    QVERIFY(
        findPod(member, ElementId("retriever"))->inMesh && !findPod(plain, ElementId("retriever"))->inMesh);
    QCOMPARE(test::countOf(exportPlan(member, none)->report, "mesh-membership-in-pod"), 1);
    QCOMPARE(test::countOf(exportPlan(plain, none)->report, "mesh-membership-in-pod"), 0);
    // The report says it, too.
    const auto tree = exportPlan(plan, none);
    QVERIFY(tree.has_value());
    QCOMPARE(test::countOf(tree->report, "secret-readers-not-written"), 1);
    QCOMPARE(test::countOf(tree->report, "store-network-not-expressed"), 1);
    // What never leaves its keeper is given to nobody.
    project.topology.secrets.at(secret.id).neverLeavesKeeper = true;
    QVERIFY(withheldIds(project, none).count("secret-readers") == 0);
}

void tst_ExportConsequences::egressGatewaysGetCreditForWhatTheyHold()
{
    const ExportTargets gateway { ExportTarget::Kubernetes, ExportTarget::EgressGateway };
    const std::string lists = "egress-lists/egress-proxy";
    QVERIFY(withheldIds(m_segmented, { ExportTarget::Kubernetes, ExportTarget::Opa }).count(lists) == 1);
    QVERIFY(withheldIds(m_segmented, gateway).count(lists) == 0);
    // A proxy that cannot be a gateway.
    Project project = m_segmented;
    project.topology.workloads.at(ElementId("egress-proxy")).containers[0].ports.clear();
    QVERIFY(withheldIds(project, gateway).count(lists) == 1);
    // Accounts, which no gateway sees.
    project = m_segmented;
    const std::string accounts = "egress-accounts/egress-mail";
    QVERIFY(withheldIds(project, gateway).count(accounts) == 1);
    QVERIFY(!without(project, gateway, accounts).policy.egressLists.at(ElementId("egress-mail")).tenantAware);
    project.policy.egressLists.at(ElementId("egress-mail")).tenantAware = false;
    QVERIFY(withheldIds(project, gateway).count(accounts) == 0);
    // Callers with one principal: what one may, the other may.
    project = m_segmented;
    project.topology.workloads.at(ElementId("ingestion")).identityId =
        project.topology.workloads.at(ElementId("mail-tool")).identityId;
    project.topology.workloads.at(ElementId("ingestion")).namespaceId =
        project.topology.workloads.at(ElementId("mail-tool")).namespaceId;
    const std::set<std::string> shared = withheldIds(project, gateway);
    const auto found = std::find_if(shared.begin(), shared.end(),
        [](const std::string &id) { return id.rfind("egress-callers/egress-proxy/", 0) == 0; });
    QVERIFY(found != shared.end());
    const EnforcementPlan before = compilePlan(project).plan;
    const EnforcementPlan after = compilePlan(without(project, gateway, *found)).plan;
    const AccessRequest mailed { ElementId("ingestion"), ElementId("mail-provider") };
    const auto lets = [&mailed](const EnforcementPlan &plan) {
        return std::any_of(
            plan.egressLists.begin(), plan.egressLists.end(), [&mailed](const EgressAllowList &list) {
                return list.callerId == mailed.sourceId
                    && std::find(list.destinationIds.begin(), list.destinationIds.end(), mailed.destinationId)
                    != list.destinationIds.end();
            });
    };
    QVERIFY(!lets(before));
    QVERIFY(lets(after));
}

void tst_ExportConsequences::aRunSaysWhatASimulationWithoutTheControlSays()
{
    const auto consequences = exportConsequences(m_segmented, { ExportTarget::Kubernetes }, m_catalogue);
    QVERIFY(consequences);
    Project without = m_segmented;
    without.policy.toolScopes.clear();
    const ControlConsequence *tools = consequenceOf(*consequences, "tool-scopes");
    QCOMPARE(tools->runs.size(), consequences->scenarios.size());
    for (std::size_t i = 0; i < consequences->scenarios.size(); ++i) {
        const Scenario &scenario = consequences->scenarios[i];
        const std::set<std::string> before = factsHeld(m_segmented, m_catalogue, scenario);
        std::vector<std::string> expected;
        for (const std::string &fact : factsHeld(without, m_catalogue, scenario)) {
            if (before.count(fact) == 0)
                expected.push_back(fact);
        }
        QCOMPARE(tools->runs[i].newFacts, expected);
    }
}

void tst_ExportConsequences::allLossesTogetherLetFallWhatEachLossDoes()
{
    int compared = 0;
    for (const std::filesystem::path &file : test::sampleProjects()) {
        const auto loaded = loadProject(file);
        QVERIFY(loaded);
        const auto consequences =
            exportConsequences(loaded->project, { ExportTarget::Kubernetes }, m_catalogue);
        QVERIFY(consequences);
        for (const ControlConsequence &control : consequences->controls) {
            for (std::size_t i = 0; i < control.runs.size(); ++i) {
                const auto &all = consequences->altogether.runs[i].comparison.lost;
                for (const ElementId &lost : control.runs[i].comparison.lost) {
                    QVERIFY2(std::find(all.begin(), all.end(), lost) != all.end(),
                        (file.string() + ": " + control.id + ": " + lost.value()).c_str());
                    ++compared;
                }
            }
        }
    }
    QVERIFY(compared >= 20);
}

void tst_ExportConsequences::securityContextsStayWhereAdmissionAsksForThem()
{
    const EnforcementPlan plan = compilePlan(m_segmented).plan;
    for (const WithheldControl &control : withheldControls(m_segmented, plan, { ExportTarget::Kubernetes })) {
        if (control.id != "security-contexts")
            continue;
        Project without = m_segmented;
        control.withhold(without);
        const EnforcementPlan left = compilePlan(without).plan;
        const PolicyDecisionPoint before(plan), after(left);
        for (const PlannedPod &pod : plan.pods) {
            if (before.admission(pod.workloadId).verdict != Verdict::Deny)
                QVERIFY2(after.admission(pod.workloadId).verdict != Verdict::Deny, pod.name.c_str());
        }
        return;
    }
    QFAIL("security contexts were not withheld");
}

void tst_ExportConsequences::nothingIsClaimedWithoutARun()
{
    Project silent = m_segmented;
    silent.scenarios.clear();
    const auto consequences = exportConsequences(silent, { ExportTarget::Kubernetes }, m_catalogue);
    QVERIFY(consequences);
    const std::string page = consequencesPage(*consequences);
    QVERIFY(page.find("Not simulated: the design has no scenario") != std::string::npos);
    QVERIFY(page.find("Nothing more is reached") == std::string::npos);
}

void tst_ExportConsequences::pageAndJsonSayWhatWasRun()
{
    const ExportTargets targets { ExportTarget::Kubernetes };
    const auto consequences = exportConsequences(m_segmented, targets, m_catalogue);
    QVERIFY(consequences);
    const std::string page = consequencesPage(*consequences);
    for (const auto &[id, scenario] : m_segmented.scenarios) {
        for (const char *assumption : { "marked", "all" })
            QVERIFY(page.find(scenario.name + " (exploitability " + assumption + ")") != std::string::npos);
    }
    QVERIFY(page.find("no running system was tested") != std::string::npos);
    const auto json = nlohmann::json::parse(consequencesJson(*consequences));
    QCOMPARE(json.at("scenarios").size(), 2 * m_segmented.scenarios.size());
    QCOMPARE(json.at("controls").size(), consequences->controls.size());
    for (const auto &control : json.at("controls")) {
        for (const auto &run : control.at("runs")) {
            const bool isSilent =
                run.at("newFacts").empty() && run.at("newSteps").empty() && run.at("fallsNow").empty();
            QVERIFY(!isSilent || run.at("opensAnything") == false
                || std::any_of(run.at("goals").begin(), run.at("goals").end(),
                    [](const auto &goal) { return goal.at("depthWithout") < goal.at("depthInDesign"); }));
        }
    }
    const EnforcementPlan plan = compilePlan(m_segmented).plan;
    const auto tree = exportPlan(plan, targets, std::nullopt,
        { { { "consequences.json", consequencesJson(*consequences), {} } }, {}, page });
    QVERIFY(tree);
    const auto written = std::find_if(tree->files.begin(), tree->files.end(),
        [](const ExportedFile &file) { return file.path == "COMPATIBILITY.md"; });
    QVERIFY(written->content.find(page) != std::string::npos);
    QCOMPARE(consequencesJson(*exportConsequences(m_segmented, targets, m_catalogue)),
        consequencesJson(*consequences));
}

void tst_ExportConsequences::keepsToTheMemoryLimit()
{
    GroundingLimits limits;
    limits.bytes = 1;
    const auto found = exportConsequences(m_segmented, { ExportTarget::Kubernetes }, m_catalogue, {}, limits);
    QVERIFY(!found);
    QCOMPARE(found.error().diagnostics.front().code, std::string("too-large"));
}

void tst_ExportConsequences::canBeStopped()
{
    std::stop_source source;
    source.request_stop();
    const auto stopped = exportConsequences(
        m_segmented, { ExportTarget::Kubernetes }, m_catalogue, { source.get_token(), {} });
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().diagnostics.front().code, std::string("cancelled"));
}

QTEST_GUILESS_MAIN(tst_ExportConsequences)
#include "tst_ExportConsequences.moc"
