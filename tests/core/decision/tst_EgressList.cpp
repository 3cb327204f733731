// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/EgressListEvaluator.h"
#include "core/enforcement/PlanCompiler.h"
#include "tests/support/DesignBuilder.h"

#include <QtTest>

using namespace fourplane;
using fourplane::test::DesignBuilder;

class tst_EgressList : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void whatIsNotListedIsRefused();
    void aHostNameIsEnoughForASingleTenantService();
    void aHostNameEnforcesNothingWhereAttackersHaveAccounts();
    void hostsAreMatched();
    void pathsAreMatched();
    void anotherAccountIsRefused();
    void pathsAloneDoNotTellAccountsApart();
    void tenantAwareWithoutAnAccountIsUncertainAboutOne();
    void listsAddUp();
    void theProxyItselfIsNotBound();

private:
    PlaneVerdict ask(const std::string &host = {}, const std::string &path = {},
        const std::string &tenant = {}, const std::string &caller = "app") const;

    EgressAllowList &list() { return m_design.project.policy.egressLists.at(ElementId("list")); }

    EgressRestriction &restriction();

    DesignBuilder m_design;
};

void tst_EgressList::init()
{
    m_design = DesignBuilder();
    m_design.addNamespace("x", false);
    m_design.addWorkload("x", "app");
    m_design.addWorkload("x", "proxy").kind = WorkloadKind::EgressProxy;
    m_design.addExternal("saas", ExternalKind::Saas, { "203.0.113.0/24" });
    EgressAllowList made;
    made.id = ElementId("list");
    made.proxyId = ElementId("proxy");
    made.destinationIds = { ElementId("saas") };
    m_design.project.policy.egressLists[made.id] = made;
}

EgressRestriction &tst_EgressList::restriction()
{
    list().restrictions = { { ElementId("saas"), {}, {}, {} } };
    return list().restrictions.front();
}

PlaneVerdict tst_EgressList::ask(const std::string &host, const std::string &path, const std::string &tenant,
    const std::string &caller) const
{
    const CompiledPlan compiled = compilePlan(m_design.project);
    const PlanIndex index(compiled.plan);
    AccessRequest request;
    request.sourceId = ElementId("proxy");
    request.destinationId = ElementId("saas");
    request.callerId = ElementId(caller);
    request.host = host;
    request.path = path;
    request.tenant = tenant;
    return egressListVerdict(index, { index, request });
}

void tst_EgressList::whatIsNotListedIsRefused()
{
    list().destinationIds.clear();
    const PlaneVerdict verdict = ask();
    QCOMPARE(verdict.verdict, Verdict::Deny);
    QCOMPARE(verdict.control, std::string("N3"));
    QCOMPARE(verdict.decidedBy->elementId, ElementId("list"));
}

void tst_EgressList::aHostNameIsEnoughForASingleTenantService()
{
    const PlaneVerdict verdict = ask();
    QCOMPARE(verdict.verdict, Verdict::Permit);
    QVERIFY2(verdict.reason.find("by host name only") != std::string::npos, verdict.reason.c_str());
}

void tst_EgressList::aHostNameEnforcesNothingWhereAttackersHaveAccounts()
{
    m_design.project.topology.externals.at(ElementId("saas")).writableByAttacker = true;
    const PlaneVerdict verdict = ask();
    QCOMPARE(verdict.verdict, Verdict::NotEnforced);
    QVERIFY2(verdict.reason.find("an attacker's too") != std::string::npos, verdict.reason.c_str());
    QVERIFY(verdict.control.empty());
    list().tenantAware = true;
    QCOMPARE(ask().verdict, Verdict::Permit);
}

void tst_EgressList::hostsAreMatched()
{
    restriction().hosts = { "api.example.com", "*.files.example.com" };
    QCOMPARE(ask("API.example.com").verdict, Verdict::Permit);
    QCOMPARE(ask("eu.files.example.com").verdict, Verdict::Permit);
    QCOMPARE(ask("a.eu.files.example.com").verdict, Verdict::Deny);
    QCOMPARE(ask("files.example.com").verdict, Verdict::Deny);
    QCOMPARE(ask("evil.com").verdict, Verdict::Deny);
    QCOMPARE(ask().verdict, Verdict::Permit); // some host passes
}

void tst_EgressList::pathsAreMatched()
{
    restriction().paths = { "/v1/chat", "/v1/files/*" };
    QCOMPARE(ask({}, "/v1/chat").verdict, Verdict::Permit);
    QCOMPARE(ask({}, "/v1/files/a").verdict, Verdict::Permit);
    const PlaneVerdict verdict = ask({}, "/v1/chat/more");
    QCOMPARE(verdict.verdict, Verdict::Deny);
    QVERIFY2(verdict.reason.find("/v1/chat/more") != std::string::npos, verdict.reason.c_str());
}

void tst_EgressList::anotherAccountIsRefused()
{
    m_design.project.topology.externals.at(ElementId("saas")).writableByAttacker = true;
    restriction().tenant = "acme";
    QCOMPARE(ask({}, {}, "acme").verdict, Verdict::Permit);
    const PlaneVerdict verdict = ask({}, {}, "attacker");
    QCOMPARE(verdict.verdict, Verdict::Deny);
    QCOMPARE(verdict.control, std::string("N3"));
}

void tst_EgressList::pathsAloneDoNotTellAccountsApart()
{
    restriction().paths = { "/acme/*" };
    QCOMPARE(ask({}, "/acme/x", "attacker").verdict, Verdict::Uncertain);
}

void tst_EgressList::tenantAwareWithoutAnAccountIsUncertainAboutOne()
{
    list().tenantAware = true;
    QCOMPARE(ask({}, {}, "attacker").verdict, Verdict::Uncertain);
}

void tst_EgressList::listsAddUp()
{
    restriction().hosts = { "api.example.com" };
    EgressAllowList second = list();
    second.id = ElementId("second");
    second.restrictions.front().hosts = { "files.example.com" };
    m_design.project.policy.egressLists[second.id] = second;
    QCOMPARE(ask("files.example.com").verdict, Verdict::Permit);
    QCOMPARE(ask("evil.com").verdict, Verdict::Deny);
}

void tst_EgressList::theProxyItselfIsNotBound()
{
    QCOMPARE(ask("evil.com", {}, {}, "proxy").verdict, Verdict::NotEnforced);
}

QTEST_APPLESS_MAIN(tst_EgressList)
#include "tst_EgressList.moc"
