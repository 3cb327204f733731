// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/project/Permissions.h"
#include "tests/support/ProjectGenerator.h"

#include <rapidcheck.h>

#include <QtTest>

using namespace fourplane;

class tst_Permissions : public QObject
{
    Q_OBJECT

private slots:
    void aRulePermitsItsPortOnly();
    void aRuleWithoutPortsPermitsEveryPort();
    void permittingRealisesWhatTheDesignDeclares();
    void permittingWhatNothingDeclaresIsOneRuleForEveryPort();
    void permittingTwiceChangesNothing();
    void theRuleTakesThePatternItIsAnInstanceOf();
    void withdrawingTakesTheExceptionAlong();
    void pairsOfRandomProjectsArePermittedAndWithdrawn();
};

namespace {

const ElementId a("a"), b("b"), http("http"), metrics("metrics");

/// a declares two flows to b: 8080 and 9090.
Project twoFlows()
{
    Project project;
    Namespace home { ElementId("home"), "home" };
    project.topology.namespaces[home.id] = home;
    for (const ElementId &id : { a, b }) {
        Workload workload;
        workload.id = id;
        workload.name = id.value();
        workload.namespaceId = home.id;
        workload.kind = id == a ? WorkloadKind::Gateway : WorkloadKind::ModelEndpoint;
        project.topology.workloads[id] = workload;
    }
    std::uint16_t port = 8080;
    for (const ElementId &id : { http, metrics }) {
        Flow flow;
        flow.id = id;
        flow.sourceId = a;
        flow.destinationId = b;
        flow.port = port;
        flow.purpose = "for " + id.value();
        project.topology.flows[id] = flow;
        port = 9090;
    }
    return project;
}

} // namespace

void tst_Permissions::aRulePermitsItsPortOnly()
{
    Project project = twoFlows();
    const Flow &flow = project.topology.flows.at(http);
    const AllowRule rule = permissionFor(project, flow);
    QVERIFY(!isAllowed(project, flow));
    project.policy.allowRules[rule.id] = rule;
    QVERIFY(isAllowed(project, flow));
    QVERIFY(!isAllowed(project, project.topology.flows.at(metrics)));
    Flow udp = flow;
    udp.protocol = Protocol::Udp;
    QVERIFY(!isAllowed(project, udp));
    Flow back = flow;
    std::swap(back.sourceId, back.destinationId);
    QVERIFY(!isAllowed(project, back));
}

void tst_Permissions::aRuleWithoutPortsPermitsEveryPort()
{
    Project project = twoFlows();
    AllowRule rule = permissionFor(project, project.topology.flows.at(http));
    rule.ports.clear();
    project.policy.allowRules[rule.id] = rule;
    QVERIFY(isAllowed(project, project.topology.flows.at(metrics)));
}

void tst_Permissions::permittingRealisesWhatTheDesignDeclares()
{
    Project project = twoFlows();
    const AllowRule first = permissionFor(project, project.topology.flows.at(http));
    project.policy.allowRules[first.id] = first;
    apply(project, permittingEdit(project, { { a, b } }));
    QCOMPARE(project.policy.allowRules.size(), std::size_t { 2 });
    const auto ids = permissionsBetween(project, { a, b });
    QCOMPARE(ids.size(), std::size_t { 2 });
    for (const ElementId &id : ids) {
        const AllowRule &rule = project.policy.allowRules.at(id);
        const Flow &flow = project.topology.flows.at(rule.flowId);
        QVERIFY(rule.ports == (std::vector<AllowedPort> { { flow.port, flow.protocol } }));
        QCOMPARE(rule.context, flow.purpose);
    }
    QVERIFY(permissionsBetween(project, { b, a }).empty());
}

void tst_Permissions::permittingWhatNothingDeclaresIsOneRuleForEveryPort()
{
    Project project = twoFlows();
    apply(project, permittingEdit(project, { { b, a }, { a, a } }));
    QCOMPARE(project.policy.allowRules.size(), std::size_t { 1 });
    const AllowRule &rule = project.policy.allowRules.begin()->second;
    QVERIFY(rule.sourceId == b && rule.destinationId == a);
    QVERIFY(rule.ports.empty());
    QVERIFY(rule.flowId.isEmpty());
    QVERIFY(rule.patternId.isEmpty());
}

void tst_Permissions::permittingTwiceChangesNothing()
{
    Project project = twoFlows();
    apply(project, permittingEdit(project, { { a, b }, { b, a } }));
    QVERIFY(permittingEdit(project, { { a, b }, { b, a } }).changes.empty());
}

void tst_Permissions::theRuleTakesThePatternItIsAnInstanceOf()
{
    Project project = twoFlows();
    CommunicationPattern narrow;
    narrow.id = ElementId("a-narrow");
    narrow.sourceKinds = { WorkloadKind::Agent };
    CommunicationPattern fits;
    fits.id = ElementId("b-fits");
    fits.sourceKinds = { WorkloadKind::Gateway };
    fits.destinationKinds = { WorkloadKind::ModelEndpoint };
    fits.ports = { { 8080, Protocol::Tcp } };
    project.policy.patterns = { { narrow.id, narrow }, { fits.id, fits } };
    QVERIFY(permissionFor(project, project.topology.flows.at(http)).patternId == fits.id);
    QVERIFY(permissionFor(project, project.topology.flows.at(metrics)).patternId.isEmpty());
}

void tst_Permissions::withdrawingTakesTheExceptionAlong()
{
    Project project = twoFlows();
    apply(project, permittingEdit(project, { { a, b } }));
    const ElementId rule = permissionsBetween(project, { a, b }).front();
    ExceptionRecord exception;
    exception.id = ElementId("exception");
    exception.subjectId = rule;
    project.policy.exceptions[exception.id] = exception;
    const Project before = project;
    const AppliedEdit applied = apply(project, withdrawingEdit(project, { { a, b } }));
    QVERIFY(project.policy.allowRules.empty());
    QVERIFY(project.policy.exceptions.empty());
    QCOMPARE(project.topology.flows.size(), std::size_t { 2 });
    apply(project, applied.inverse);
    QVERIFY(project == before);
}

void tst_Permissions::pairsOfRandomProjectsArePermittedAndWithdrawn()
{
    const bool holds =
        rc::check("permitting makes a sound project in which every declared flow of the pair is allowed", [] {
            Project project = *test::soundProjects();
            std::vector<EndPair> pairs;
            for (const auto &[id, flow] : project.topology.flows)
                pairs.push_back({ flow.sourceId, flow.destinationId });
            apply(project, permittingEdit(project, pairs));
            RC_ASSERT(findProblems(project).empty());
            for (const auto &[id, flow] : project.topology.flows)
                RC_ASSERT(flow.sourceId == flow.destinationId || isAllowed(project, flow));
            apply(project, withdrawingEdit(project, pairs));
            RC_ASSERT(findProblems(project).empty());
            for (const EndPair &ends : pairs)
                RC_ASSERT(permissionsBetween(project, ends).empty());
        });
    QVERIFY(holds);
}

QTEST_APPLESS_MAIN(tst_Permissions)
#include "tst_Permissions.moc"
