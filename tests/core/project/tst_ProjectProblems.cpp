// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/project/Project.h"

#include <QtTest>

#include <chrono>

using namespace fourplane;

class tst_ProjectProblems : public QObject
{
    Q_OBJECT

private slots:
    void aSoundProjectHasNone();
    void namesTheFieldOfADanglingReference();
    void wantsTheRightKindOfElement();
    void aNetworkFootholdMayBeOutside();
    void wantsRequiredReferences();
    void seesAnIdUsedByACollectionAndAFlow();
    void seesAnElementUnderAnotherId();
    void seesPortZero();
    void seesLimitsThatLetNothingThrough();
    void seesSignersThatNobodyKnows();
    void seesAnAddressThatIsNone();
    void seesAnIdentityOfAnotherNamespace();
    void staysFastWithManyDanglingReferences();
};

namespace {

const ElementId web("web");
const ElementId shop("shop");
const ElementId bank("bank");

Project soundProject()
{
    Project project;
    Topology &t = project.topology;
    t.namespaces[web] = Namespace { web, "web" };
    for (const ElementId &id : { shop, bank }) {
        Workload workload;
        workload.id = id;
        workload.name = id.value();
        workload.namespaceId = web;
        t.workloads[id] = workload;
    }
    const ElementId flow("f");
    t.flows[flow] = Flow { flow, shop, bank };
    DataStore store;
    store.id = ElementId("db");
    store.name = "db";
    store.hostId = bank;
    store.collections.push_back(Collection { ElementId("docs"), "docs" });
    t.stores[store.id] = store;
    return project;
}

using Path = std::vector<std::string>;

} // namespace

void tst_ProjectProblems::aSoundProjectHasNone()
{
    QVERIFY(findProblems(soundProject()).empty());
}

void tst_ProjectProblems::namesTheFieldOfADanglingReference()
{
    Project project = soundProject();
    project.topology.flows[ElementId("f")].destinationId = ElementId("bnak");
    const auto problems = findProblems(project);
    QCOMPARE(problems.size(), std::size_t(1));
    QCOMPARE(problems[0].code, std::string("dangling-reference"));
    QVERIFY(problems[0].level == DiagnosticLevel::Fatal);
    QCOMPARE(problems[0].elementId.value(), std::string("f"));
    QCOMPARE(problems[0].path, (Path { "flows", "f", "to" }));
    QCOMPARE(problems[0].fix, std::string("Did you mean \"bank\"?"));
}

void tst_ProjectProblems::wantsTheRightKindOfElement()
{
    Project project = soundProject();
    Scenario scenario;
    scenario.id = ElementId("s");
    scenario.footholds.push_back({ FootholdKind::StolenToken, shop, {} });
    scenario.footholds.push_back({ FootholdKind::UntrustedText, shop, ElementId("web") });
    project.scenarios[scenario.id] = scenario;
    const auto problems = findProblems(project);
    QCOMPARE(problems.size(), std::size_t(2));
    QCOMPARE(problems[0].code, std::string("wrong-reference"));
    QCOMPARE(problems[0].path, (Path { "scenarios", "s", "footholds", "0", "element" }));
    QCOMPARE(problems[0].fix, std::string("Write the id of an identity."));
    QCOMPARE(problems[1].path, (Path { "scenarios", "s", "footholds", "1", "from" }));
    QCOMPARE(problems[1].fix, std::string("Write the id of a workload or an external endpoint."));
}

void tst_ProjectProblems::aNetworkFootholdMayBeOutside()
{
    Project project = soundProject();
    project.topology.externals[ElementId("net")].id = ElementId("net");
    Scenario scenario;
    scenario.id = ElementId("s");
    scenario.footholds.push_back({ FootholdKind::NetworkAccess, ElementId("net"), {} });
    scenario.footholds.push_back({ FootholdKind::NetworkAccess, shop, {} });
    project.scenarios[scenario.id] = scenario;
    QVERIFY(findProblems(project).empty());
    scenario.footholds.front().kind = FootholdKind::CodeExecution;
    project.scenarios[scenario.id] = scenario;
    QCOMPARE(findProblems(project).size(), std::size_t(1));
}

void tst_ProjectProblems::wantsRequiredReferences()
{
    Project project = soundProject();
    project.topology.workloads[shop].namespaceId = {};
    const auto problems = findProblems(project);
    QCOMPARE(problems.size(), std::size_t(1));
    QCOMPARE(problems[0].code, std::string("missing-reference"));
    QCOMPARE(problems[0].path, (Path { "workloads", "shop", "namespace" }));
}

void tst_ProjectProblems::seesAnIdUsedByACollectionAndAFlow()
{
    Project project = soundProject();
    const ElementId docs("docs");
    project.topology.flows[docs] = Flow { docs, shop, bank };
    const auto problems = findProblems(project);
    QCOMPARE(problems.size(), std::size_t(1));
    QCOMPARE(problems[0].code, std::string("duplicate-id"));
    QCOMPARE(problems[0].path, (Path { "flows", "docs" }));
}

void tst_ProjectProblems::seesAnElementUnderAnotherId()
{
    Project project = soundProject();
    project.topology.workloads[shop].id = bank;
    const auto problems = findProblems(project);
    QCOMPARE(problems.size(), std::size_t(1));
    QCOMPARE(problems[0].code, std::string("id-mismatch"));
}

void tst_ProjectProblems::seesPortZero()
{
    Project project = soundProject();
    Container container;
    container.ports.push_back(NamedPort {});
    project.topology.workloads[shop].containers.push_back(container);
    const auto problems = findProblems(project);
    QCOMPARE(problems.size(), std::size_t(1));
    QCOMPARE(problems[0].code, std::string("out-of-range"));
}

void tst_ProjectProblems::seesLimitsThatLetNothingThrough()
{
    Project project = soundProject();
    AllowRule rule;
    rule.id = ElementId("rule");
    rule.sourceId = shop;
    rule.destinationId = shop;
    rule.requestsPerMinute = 1;
    rule.tokensPerMinute = 1;
    project.policy.allowRules[rule.id] = rule;
    ToolScope scope;
    scope.id = ElementId("scope");
    scope.agentId = shop;
    scope.toolId = shop;
    scope.requestsPerMinute = 1;
    project.policy.toolScopes[scope.id] = scope;
    QVERIFY(findProblems(project).empty());
    project.policy.allowRules[rule.id].requestsPerMinute = 0;
    project.policy.allowRules[rule.id].tokensPerMinute = -1;
    project.policy.toolScopes[scope.id].requestsPerMinute = 0;
    const auto problems = findProblems(project);
    QCOMPARE(problems.size(), std::size_t(3));
    for (const ProjectProblem &problem : problems)
        QCOMPARE(problem.code, std::string("out-of-range"));
}

void tst_ProjectProblems::seesSignersThatNobodyKnows()
{
    const auto problemsWith = [](const ImageSigner &signer) {
        Project project = soundProject();
        project.topology.namespaces[web].imageSigners = { signer };
        return findProblems(project).size();
    };
    QCOMPARE(problemsWith({ "", "-----BEGIN PUBLIC KEY-----", "", "" }), std::size_t(0));
    QCOMPARE(problemsWith({ "registry.example/*", "", "https://issuer.example", "builder" }), std::size_t(0));
    for (const ImageSigner &signer : { ImageSigner {}, ImageSigner { "*", "", "https://issuer.example", "" },
             ImageSigner { "", "", "", "builder" },
             ImageSigner { "", "key", "https://issuer.example", "builder" },
             ImageSigner { "", "key", "", "builder" } })
        QCOMPARE(problemsWith(signer), std::size_t(1));
}

void tst_ProjectProblems::seesAnAddressThatIsNone()
{
    Project project = soundProject();
    project.platform.nodeDnsAddresses = { "169.254.20.10", "fd00::10" };
    QVERIFY(findProblems(project).empty());
    project.platform.nodeDnsAddresses = { "169.254.20.10/32", "node" };
    const auto problems = findProblems(project);
    QCOMPARE(problems.size(), std::size_t(2));
    QCOMPARE(problems[0].code, std::string("invalid-address"));
}

void tst_ProjectProblems::seesAnIdentityOfAnotherNamespace()
{
    Project project = soundProject();
    const ElementId other("other");
    const ElementId identity("sa");
    project.topology.namespaces[other] = Namespace { other, "other" };
    project.topology.identities[identity] = WorkloadIdentity { identity, "sa", other };
    project.topology.workloads[shop].identityId = identity;
    const auto problems = findProblems(project);
    QCOMPARE(problems.size(), std::size_t(1));
    QCOMPARE(problems[0].code, std::string("identity-elsewhere"));
    QVERIFY(problems[0].level == DiagnosticLevel::Warning);
}

void tst_ProjectProblems::staysFastWithManyDanglingReferences()
{
    constexpr int count = 20000;
    Project project = soundProject();
    for (int i = 0; i < count; ++i) {
        const ElementId id("flow-with-a-long-id-" + std::to_string(i));
        project.topology.flows[id] = Flow { id, shop, ElementId("nobody-" + std::to_string(i)) };
    }
    const auto start = std::chrono::steady_clock::now();
    QCOMPARE(findProblems(project).size(), std::size_t(count));
    // Looking for near words for each of them would take minutes.
    QVERIFY(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
}

QTEST_APPLESS_MAIN(tst_ProjectProblems)
#include "tst_ProjectProblems.moc"
