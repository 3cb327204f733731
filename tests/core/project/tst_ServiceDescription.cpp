// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/FindingRule.h"
#include "core/decision/FlowRequest.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/project/generate/ServiceDescription.h"
#include "core/storage/ProjectFile.h"

#include <rapidcheck.h>

#include <QtTest>

#include <algorithm>
#include <set>

using namespace fourplane;

/// Projects made from the answers of an onboarding form.
class tst_ServiceDescription : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNameAloneIsEnough();
    void everyAnswerIsInTheProject();
    void tenantsHaveCollectionsOfTheirOwn();
    void aHostedModelIsCalledThroughTheProxy();
    void whatNobodySaidIsOnANote();
    void badAnswersAreRefusedInWords_data();
    void badAnswersAreRefusedInWords();
    void everyDescriptionGivesASegmentedDesignThatWorks();
};

namespace {

ServiceDescription contracts()
{
    ServiceDescription description;
    description.name = "Contract Assistant";
    description.environment = "production";
    description.owner = "legal engineering";
    description.purpose = "Answers questions about contracts.";
    description.identityName = "contracts";
    description.callers = { "Lawyers" };
    description.dataSources = { { "Contracts", Classification::Confidential, false, true, false },
        { "Supplier mail", Classification::Internal, true, true, true } };
    description.tools = { "Calendar" };
    description.parties = { { "Signing Service", { "api.sign.example.com" } } };
    return description;
}

const Workload *workloadOf(const Project &project, WorkloadKind kind)
{
    for (const auto &[id, workload] : project.topology.workloads) {
        if (workload.kind == kind)
            return &workload;
    }
    return nullptr;
}

} // namespace

void tst_ServiceDescription::theNameAloneIsEnough()
{
    ServiceDescription description;
    description.name = "Helper";
    const auto project = projectFrom(description);
    QVERIFY(project);
    const auto problems = findProblems(*project);
    QVERIFY2(problems.empty(), problems.empty() ? "" : problems.front().message.c_str());
    QVERIFY(workloadOf(*project, WorkloadKind::Gateway) && workloadOf(*project, WorkloadKind::ModelEndpoint));
    QVERIFY(!workloadOf(*project, WorkloadKind::EgressProxy));
}

void tst_ServiceDescription::everyAnswerIsInTheProject()
{
    const Project project = *projectFrom(contracts());
    QCOMPARE(project.name, std::string("Contract Assistant"));
    for (const char *said : { "production", "legal engineering", "about contracts" })
        QVERIFY2(project.description.find(said) != std::string::npos, said);
    const Workload *service = workloadOf(project, WorkloadKind::Agent);
    QCOMPARE(project.topology.identities.at(service->identityId).name, std::string("contracts"));
    QVERIFY(find(project.topology.externals, ElementId("lawyers")));
    QCOMPARE(project.topology.externals.at(ElementId("signing-service")).hosts,
        std::vector<std::string> { "api.sign.example.com" });
    QCOMPARE(project.topology.stores.size(), std::size_t { 2 });
    QCOMPARE(project.topology.stores.at(ElementId("contracts")).collections.front().classification,
        Classification::Confidential);
    std::multiset<AccessVerb> verbs;
    for (const auto &[id, grant] : project.policy.grants)
        verbs.insert(grant.verb);
    QVERIFY((verbs == std::multiset<AccessVerb> { AccessVerb::Read, AccessVerb::Read, AccessVerb::Write }));
    std::multiset<TrustTier> trust;
    for (const auto &[id, feed] : project.topology.feeds)
        trust.insert(feed.trust);
    QVERIFY((trust == std::multiset<TrustTier> { TrustTier::Trusted, TrustTier::Untrusted }));
    QVERIFY(workloadOf(project, WorkloadKind::Tool));
    const Workload *gateway = workloadOf(project, WorkloadKind::Gateway);
    QVERIFY(!gateway->exposed && gateway->exposedPrivately);
}

void tst_ServiceDescription::tenantsHaveCollectionsOfTheirOwn()
{
    ServiceDescription description = contracts();
    description.tenants = { "acme", "globex" };
    const Project project = *projectFrom(description);
    for (const auto &[id, store] : project.topology.stores) {
        std::set<std::string> tenants;
        for (const Collection &collection : store.collections)
            tenants.insert(collection.tenant);
        QVERIFY((tenants == std::set<std::string> { "acme", "globex" }));
    }
}

void tst_ServiceDescription::aHostedModelIsCalledThroughTheProxy()
{
    ServiceDescription description = contracts();
    description.model = ModelSource::HostedApi;
    description.provider = { "Model Provider", { "api.models.example.com" } };
    const Project project = *projectFrom(description);
    QVERIFY(!workloadOf(project, WorkloadKind::ModelEndpoint));
    const ElementId proxy = workloadOf(project, WorkloadKind::EgressProxy)->id;
    const auto &list = project.policy.egressLists.begin()->second;
    const ElementId provider("model-provider");
    QCOMPARE(project.topology.externals.at(provider).kind, ExternalKind::HostedLlm);
    QVERIFY(std::find(list.destinationIds.begin(), list.destinationIds.end(), provider)
        != list.destinationIds.end());
    for (const auto &[id, flow] : project.topology.flows) {
        if (find(project.topology.externals, flow.destinationId))
            QCOMPARE(flow.sourceId, proxy);
    }
}

void tst_ServiceDescription::whatNobodySaidIsOnANote()
{
    ServiceDescription description;
    description.name = "Helper";
    description.parties = { { "Partner", {} } };
    const Project project = *projectFrom(description);
    QCOMPARE(project.diagram.notes.size(), std::size_t { 1 });
    const std::string &text = project.diagram.notes.begin()->second.text;
    for (const char *asked : { "Who answers", "Who calls", "Which data", "Partner" })
        QVERIFY2(text.find(asked) != std::string::npos, asked);
    ServiceDescription whole = contracts();
    whole.tools.clear();
    QVERIFY(projectFrom(whole)->diagram.notes.empty());
}

void tst_ServiceDescription::badAnswersAreRefusedInWords_data()
{
    QTest::addColumn<int>("which");
    QTest::addColumn<QString>("words");
    QTest::newRow("no name") << 0 << QStringLiteral("The service");
    QTest::newRow("data source without name") << 1 << QStringLiteral("A data source");
    QTest::newRow("host with a blank") << 2 << QStringLiteral("\"api example\"");
    QTest::newRow("provider without name") << 3 << QStringLiteral("An outside party");
}

void tst_ServiceDescription::badAnswersAreRefusedInWords()
{
    QFETCH(int, which);
    QFETCH(QString, words);
    ServiceDescription description = contracts();
    if (which == 0)
        description.name = "  ";
    else if (which == 1)
        description.dataSources.push_back({ "---", Classification::Public, false, false, false });
    else if (which == 2)
        description.parties.front().hosts = { "api example" };
    else
        description.model = ModelSource::HostedApi;
    const auto project = projectFrom(description);
    QVERIFY(!project);
    const Diagnostic &first = project.error().diagnostics.front();
    QVERIFY2(QString::fromStdString(first.message).contains(words), first.message.c_str());
    QVERIFY(!first.fix.empty());
}

void tst_ServiceDescription::everyDescriptionGivesASegmentedDesignThatWorks()
{
    const bool holds =
        rc::check("sound, written and read alike, every declared flow works, nothing else is open", [] {
            const auto word =
                rc::gen::element<std::string>("web", "Web", "a b", "mail", "x/y", "été 1", "data");
            const auto words = rc::gen::resize(3, rc::gen::container<std::vector<std::string>>(word));
            ServiceDescription description;
            description.name = *word;
            description.isOnTheInternet = *rc::gen::arbitrary<bool>();
            description.callers = *words;
            description.tools = *words;
            description.tenants = *words;
            for (const std::string &name : *words) {
                description.dataSources.push_back({ name,
                    *rc::gen::element(Classification::Public, Classification::Internal,
                        Classification::Confidential, Classification::Restricted),
                    *rc::gen::arbitrary<bool>(), *rc::gen::arbitrary<bool>(), *rc::gen::arbitrary<bool>() });
            }
            for (const std::string &name : *words)
                description.parties.push_back({ name, {} });
            description.model = *rc::gen::element(ModelSource::SelfHosted, ModelSource::HostedApi);
            description.provider = { *word, { "api.example.com" } };
            const auto project = projectFrom(description);
            RC_ASSERT(project.has_value());
            RC_ASSERT(findProblems(*project).empty());
            RC_ASSERT(parseProject(writeProject(*project), "made")->project == *project);
            RC_ASSERT(*projectFrom(description) == *project);
            const CompiledPlan compiled = compilePlan(*project);
            const PolicyDecisionPoint decisions(compiled.plan);
            for (const auto &[id, flow] : project->topology.flows)
                RC_ASSERT(decisions.decide(requestFor(flow, compiled.plan)).joint() != Verdict::Deny);
            // Only what a person has to say remains: operations of tools, who may both write and read, and
            // whether callers of the gateway, who are outside the mesh, can be made to use it.
            for (const Finding &finding : findFindings({ *project, decisions, "2026-11-28" })) {
                const bool isForPeople = finding.ruleId == "tool-scope-missing"
                    || finding.ruleId == "writer-is-reader" || finding.ruleId == "plaintext-accepted";
                if (!isForPeople)
                    RC_FAIL(finding.ruleId + ": " + finding.message);
            }
        });
    QVERIFY(holds);
}

QTEST_APPLESS_MAIN(tst_ServiceDescription)
#include "tst_ServiceDescription.moc"
