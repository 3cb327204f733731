// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/DataPlaneEvaluator.h"
#include "core/enforcement/PlanCompiler.h"
#include "tests/support/DesignBuilder.h"

#include <QtTest>

using namespace fourplane;
using fourplane::test::DesignBuilder;

class tst_DataPlaneEvaluator : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void nothingAskedEnforcesNothing();
    void anonymousStoreLetsEverybodyIn();
    void sharedSecretOpensTheWholeStoreToWhoeverHoldsIt();
    void perIdentityNeedsAGrantOfTheVerb();
    void adminContainsReadAndWriteButWriteNotRead();
    void tenantGrantIsMarkedAsFiltered();
    void shownCredentialReplacesTheSourcesOwn();
    void callerWithoutIdentityIsRefused();
    void storeIsOnlyWhereItIsServed();
    void toolWithoutAnyScopeIsOpen();
    void toolScopeNamesItsOperations();
    void scopeOfAnotherAgentClosesTheTool();
    void approvalIsNamed();

private:
    PlaneVerdict read(const std::string &source, AccessVerb verb = AccessVerb::Read,
        const std::string &identity = "", const std::string &collection = "docs") const;
    PlaneVerdict useTool(const std::string &operation, const std::string &source = "agent") const;
    DataGrant &grant(const std::string &identity, AccessVerb verb);
    ToolScope &scope(const std::string &agent, const std::vector<std::string> &operations);

    DesignBuilder m_design;
};

/// retriever and agent in x; db serves store "kb" with collections docs and hr; mail is a tool.
void tst_DataPlaneEvaluator::init()
{
    m_design = DesignBuilder();
    m_design.addNamespace("x", false);
    for (const char *name : { "retriever", "agent", "db", "mail" })
        m_design.addWorkload("x", name);
    DataStore store;
    store.id = ElementId("kb");
    store.name = "kb";
    store.hostId = ElementId("db");
    store.authentication = StoreAuthentication::PerIdentity;
    store.collections.resize(2);
    store.collections[0].id = ElementId("docs");
    store.collections[0].name = "docs";
    store.collections[1].id = ElementId("hr");
    store.collections[1].name = "hr";
    m_design.project.topology.stores[store.id] = store;
}

PlaneVerdict tst_DataPlaneEvaluator::read(const std::string &source, AccessVerb verb,
    const std::string &identity, const std::string &collection) const
{
    const CompiledPlan compiled = compilePlan(m_design.project);
    const PlanIndex index(compiled.plan);
    AccessRequest request;
    request.sourceId = ElementId(source);
    request.destinationId = ElementId("db");
    request.collectionId = ElementId(collection);
    request.verb = verb;
    request.identityId = ElementId(identity);
    return DataPlaneEvaluator(index).evaluate({ index, request });
}

PlaneVerdict tst_DataPlaneEvaluator::useTool(const std::string &operation, const std::string &source) const
{
    const CompiledPlan compiled = compilePlan(m_design.project);
    const PlanIndex index(compiled.plan);
    AccessRequest request;
    request.sourceId = ElementId(source);
    request.destinationId = ElementId("mail");
    request.toolOperation = operation;
    return DataPlaneEvaluator(index).evaluate({ index, request });
}

DataGrant &tst_DataPlaneEvaluator::grant(const std::string &identity, AccessVerb verb)
{
    DataGrant one;
    one.id = ElementId("grant-" + identity);
    one.identityId = ElementId(identity);
    one.collectionId = ElementId("docs");
    one.verb = verb;
    return m_design.project.policy.grants[one.id] = one;
}

ToolScope &tst_DataPlaneEvaluator::scope(const std::string &agent, const std::vector<std::string> &operations)
{
    ToolScope one;
    one.id = ElementId("scope-" + agent);
    one.agentId = ElementId(agent);
    one.toolId = ElementId("mail");
    one.operations = operations;
    return m_design.project.policy.toolScopes[one.id] = one;
}

void tst_DataPlaneEvaluator::nothingAskedEnforcesNothing()
{
    const CompiledPlan compiled = compilePlan(m_design.project);
    const PlanIndex index(compiled.plan);
    const AccessRequest request { ElementId("agent"), ElementId("db"), 8080 };
    QCOMPARE(DataPlaneEvaluator(index).evaluate({ index, request }).verdict, Verdict::NotEnforced);
}

void tst_DataPlaneEvaluator::anonymousStoreLetsEverybodyIn()
{
    m_design.project.topology.stores[ElementId("kb")].authentication = StoreAuthentication::Anonymous;
    QCOMPARE(read("agent", AccessVerb::Write).verdict, Verdict::NotEnforced);
}

void tst_DataPlaneEvaluator::sharedSecretOpensTheWholeStoreToWhoeverHoldsIt()
{
    m_design.project.topology.stores[ElementId("kb")].authentication = StoreAuthentication::SharedSecret;
    grant("sa-retriever", AccessVerb::Read);
    const PlaneVerdict holder = read("retriever", AccessVerb::Write, "", "hr");
    QCOMPARE(holder.verdict, Verdict::Permit);
    QVERIFY(holder.reason.find("whole store") != std::string::npos);
    const PlaneVerdict other = read("agent");
    QCOMPARE(other.verdict, Verdict::Deny);
    QCOMPARE(other.control, std::string("D1"));
}

void tst_DataPlaneEvaluator::perIdentityNeedsAGrantOfTheVerb()
{
    grant("sa-retriever", AccessVerb::Read);
    const PlaneVerdict granted = read("retriever");
    QCOMPARE(granted.verdict, Verdict::Permit);
    QCOMPARE(granted.decidedBy->elementId, ElementId("grant-sa-retriever"));
    QCOMPARE(read("retriever", AccessVerb::Read, "", "hr").verdict, Verdict::Deny);
    const PlaneVerdict refused = read("retriever", AccessVerb::Write);
    QCOMPARE(refused.verdict, Verdict::Deny);
    QCOMPARE(refused.control, std::string("D2"));
    QCOMPARE(refused.reason, std::string("sa/sa-retriever has no grant of write on docs."));
}

void tst_DataPlaneEvaluator::adminContainsReadAndWriteButWriteNotRead()
{
    grant("sa-retriever", AccessVerb::Admin);
    grant("sa-agent", AccessVerb::Write);
    QCOMPARE(read("retriever", AccessVerb::Read).verdict, Verdict::Permit);
    QCOMPARE(read("retriever", AccessVerb::Write).verdict, Verdict::Permit);
    QCOMPARE(read("agent", AccessVerb::Write).verdict, Verdict::Permit);
    QCOMPARE(read("agent", AccessVerb::Read).verdict, Verdict::Deny);
    QCOMPARE(read("agent", AccessVerb::Admin).verdict, Verdict::Deny);
}

void tst_DataPlaneEvaluator::tenantGrantIsMarkedAsFiltered()
{
    grant("sa-retriever", AccessVerb::Read).tenant = "acme";
    const PlaneVerdict verdict = read("retriever");
    QCOMPARE(verdict.verdict, Verdict::Permit);
    QCOMPARE(verdict.control, std::string("D3"));
    QVERIFY(verdict.reason.find("only rows of tenant acme") != std::string::npos);
}

void tst_DataPlaneEvaluator::shownCredentialReplacesTheSourcesOwn()
{
    grant("sa-retriever", AccessVerb::Read);
    QCOMPARE(read("agent").verdict, Verdict::Deny);
    const PlaneVerdict stolen = read("agent", AccessVerb::Read, "sa-retriever");
    QCOMPARE(stolen.verdict, Verdict::Permit);
    QVERIFY(stolen.reason.find("sa/sa-retriever") != std::string::npos);
}

void tst_DataPlaneEvaluator::callerWithoutIdentityIsRefused()
{
    m_design.addExternal("world", ExternalKind::Internet);
    QCOMPARE(read("world").verdict, Verdict::Deny);
}

void tst_DataPlaneEvaluator::storeIsOnlyWhereItIsServed()
{
    m_design.project.topology.stores[ElementId("kb")].hostId = ElementId("mail");
    m_design.project.topology.stores[ElementId("kb")].authentication = StoreAuthentication::Anonymous;
    QCOMPARE(read("agent").verdict, Verdict::Deny);
    QCOMPARE(read("agent", AccessVerb::Read, "", "ghost").verdict, Verdict::Deny);
}

void tst_DataPlaneEvaluator::toolWithoutAnyScopeIsOpen()
{
    QCOMPARE(useTool("send").verdict, Verdict::NotEnforced);
}

void tst_DataPlaneEvaluator::toolScopeNamesItsOperations()
{
    scope("agent", { "draft" });
    QCOMPARE(useTool("draft").verdict, Verdict::Permit);
    QCOMPARE(useTool("send").verdict, Verdict::Deny);
    QCOMPARE(useTool("*").verdict, Verdict::Permit);
    scope("agent", {});
    QCOMPARE(useTool("send").verdict, Verdict::Permit);
}

void tst_DataPlaneEvaluator::scopeOfAnotherAgentClosesTheTool()
{
    scope("retriever", {});
    QCOMPARE(useTool("send").verdict, Verdict::Deny);
    QCOMPARE(useTool("send", "retriever").verdict, Verdict::Permit);
}

void tst_DataPlaneEvaluator::approvalIsNamed()
{
    scope("agent", {}).approval = ApprovalMode::Human;
    const PlaneVerdict verdict = useTool("send");
    QCOMPARE(verdict.verdict, Verdict::Permit);
    QCOMPARE(verdict.control, std::string("I8"));
    QVERIFY(verdict.reason.find("A human approves") != std::string::npos);
}

QTEST_APPLESS_MAIN(tst_DataPlaneEvaluator)
#include "tst_DataPlaneEvaluator.moc"
