// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/DataPlaneEvaluator.h"
#include "core/decision/StoreDialectFacts.h"
#include "core/enforcement/PlanCompiler.h"
#include "tests/support/DesignBuilder.h"

#include <QtTest>

using namespace fourplane;
using fourplane::test::DesignBuilder;

class tst_StoreDialects : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void everyDialectSaysWhereItsFactsComeFrom();
    void tenants_data();
    void tenants();
    void applicationFilterIsNoCredit();
    void ownersPassRowSecurityOfPostgresql();
    void bypassRlsIsNoCredit();
    void anotherTenantIsRefusedWhereTheStoreFilters();
    void aGrantForTheAskedTenantWins();
    void qdrantHasNoRightToWriteOnly();
    void qdrantManagesAllCollectionsOrNone();
    void fileSystemsBelieveEveryClient();
    void networkTrustingLetsInWhoeverReachesIt();
    void networkTrustingOfOtherAddressesIsUncertainForPods();
    void networkTrustingRefusesOtherExternals();

private:
    PlaneVerdict ask(AccessVerb verb, const std::string &tenant = {}, const std::string &collection = "docs",
        const std::string &source = "app") const;

    DataStore &store() { return m_design.project.topology.stores[ElementId("kb")]; }

    DataGrant &grant(AccessVerb verb, const std::string &tenant = {}, const std::string &id = "g");

    DesignBuilder m_design;
};

void tst_StoreDialects::init()
{
    m_design = DesignBuilder();
    m_design.addNamespace("x", false);
    m_design.addWorkload("x", "app");
    m_design.addWorkload("x", "db");
    DataStore made;
    made.id = ElementId("kb");
    made.name = "kb";
    made.hostId = ElementId("db");
    made.authentication = StoreAuthentication::PerIdentity;
    made.collections.resize(2);
    made.collections[0].id = ElementId("docs");
    made.collections[0].name = "docs";
    made.collections[1].id = ElementId("hr");
    made.collections[1].name = "hr";
    store() = made;
}

PlaneVerdict tst_StoreDialects::ask(AccessVerb verb, const std::string &tenant, const std::string &collection,
    const std::string &source) const
{
    const CompiledPlan compiled = compilePlan(m_design.project);
    const PlanIndex index(compiled.plan);
    AccessRequest request;
    request.sourceId = ElementId(source);
    request.destinationId = ElementId("db");
    request.collectionId = ElementId(collection);
    request.verb = verb;
    request.tenant = tenant;
    return DataPlaneEvaluator(index).evaluate({ index, request });
}

DataGrant &tst_StoreDialects::grant(AccessVerb verb, const std::string &tenant, const std::string &id)
{
    DataGrant made;
    made.id = ElementId(id);
    made.identityId = ElementId("sa-app");
    made.collectionId = ElementId("docs");
    made.verb = verb;
    made.tenant = tenant;
    return m_design.project.policy.grants[made.id] = made;
}

void tst_StoreDialects::everyDialectSaysWhereItsFactsComeFrom()
{
    for (std::size_t i = 0; i < EnumNames<StoreDialect>::names.size(); ++i) {
        const auto dialect = static_cast<StoreDialect>(i);
        const StoreDialectFacts &facts = factsOf(dialect);
        QVERIFY(facts.dialect == dialect);
        QVERIFY(!facts.name.empty() && !facts.grants.empty() && !facts.tenants.empty());
        QVERIFY2(facts.source.empty() == (dialect == StoreDialect::Generic), facts.name.data());
        QVERIFY2(!facts.isVerified || !facts.source.empty(), facts.name.data());
    }
}

void tst_StoreDialects::tenants_data()
{
    QTest::addColumn<int>("dialect");
    QTest::addColumn<bool>("enforced");
    const auto row = [](StoreDialect dialect, bool enforced) {
        QTest::newRow(std::string(nameOf(dialect)).c_str()) << int(dialect) << enforced;
    };
    row(StoreDialect::Postgresql, true); // row level security
    row(StoreDialect::Weaviate, true); // data permissions name a tenant
    row(StoreDialect::ObjectStore, true); // prefixes
    row(StoreDialect::Redis, true); // key patterns
    row(StoreDialect::Generic, true); // as declared
    row(StoreDialect::Qdrant, false); // payload filters deprecated in 1.16
    row(StoreDialect::Milvus, false); // rights end at the collection
    row(StoreDialect::MessageTopics, false); // rights end at the topic
    row(StoreDialect::MongoDb, false);
}

void tst_StoreDialects::tenants()
{
    QFETCH(int, dialect);
    QFETCH(bool, enforced);
    store().dialect = static_cast<StoreDialect>(dialect);
    grant(AccessVerb::Read, "acme");
    const PlaneVerdict verdict = ask(AccessVerb::Read);
    QCOMPARE(verdict.verdict, enforced ? Verdict::Permit : Verdict::NotEnforced);
    QCOMPARE(verdict.control, std::string(enforced ? "D3" : ""));
    QCOMPARE(verdict.reason.find("rows of every tenant are open") != std::string::npos, !enforced);
    QCOMPARE(verdict.decidedBy->elementId, ElementId("g"));
    QCOMPARE(ask(AccessVerb::Read, "other").verdict, enforced ? Verdict::Deny : Verdict::NotEnforced);
    QCOMPARE(ask(AccessVerb::Write).verdict, Verdict::Deny); // no grant of it
}

void tst_StoreDialects::applicationFilterIsNoCredit()
{
    store().dialect = StoreDialect::Postgresql;
    grant(AccessVerb::Read, "acme").tenantFilter = TenantFilter::Application;
    const PlaneVerdict verdict = ask(AccessVerb::Read, "other");
    QCOMPARE(verdict.verdict, Verdict::NotEnforced);
    QVERIFY2(
        verdict.reason.find("only the application filters") != std::string::npos, verdict.reason.c_str());
}

void tst_StoreDialects::ownersPassRowSecurityOfPostgresql()
{
    // PostgreSQL: "table owners normally bypass row security as well".
    store().dialect = StoreDialect::Postgresql;
    grant(AccessVerb::Admin, "acme");
    QCOMPARE(ask(AccessVerb::Read, "other").verdict, Verdict::NotEnforced);
    store().dialect = StoreDialect::Weaviate;
    QCOMPARE(ask(AccessVerb::Read, "other").verdict, Verdict::Deny);
}

void tst_StoreDialects::bypassRlsIsNoCredit()
{
    store().dialect = StoreDialect::Postgresql;
    grant(AccessVerb::Read, "acme").bypassesTenantFilter = true;
    QCOMPARE(ask(AccessVerb::Read, "other").verdict, Verdict::NotEnforced);
}

void tst_StoreDialects::anotherTenantIsRefusedWhereTheStoreFilters()
{
    store().dialect = StoreDialect::Postgresql;
    grant(AccessVerb::Read, "acme");
    const PlaneVerdict refused = ask(AccessVerb::Read, "other");
    QCOMPARE(refused.verdict, Verdict::Deny);
    QCOMPARE(refused.control, std::string("D3"));
    QCOMPARE(ask(AccessVerb::Read, "acme").verdict, Verdict::Permit);
}

void tst_StoreDialects::aGrantForTheAskedTenantWins()
{
    store().dialect = StoreDialect::Postgresql;
    grant(AccessVerb::Read, "acme", "g1");
    grant(AccessVerb::Read, "other", "g2");
    const PlaneVerdict verdict = ask(AccessVerb::Read, "other");
    QCOMPARE(verdict.verdict, Verdict::Permit);
    QCOMPARE(verdict.decidedBy->elementId, ElementId("g2"));
    grant(AccessVerb::Read, "", "g3"); // all rows
    QCOMPARE(ask(AccessVerb::Read, "third").decidedBy->elementId, ElementId("g3"));
}

void tst_StoreDialects::qdrantHasNoRightToWriteOnly()
{
    // Qdrant's access claim of a collection is "r" or "rw".
    grant(AccessVerb::Write);
    QCOMPARE(ask(AccessVerb::Read).verdict, Verdict::Deny);
    store().dialect = StoreDialect::Qdrant;
    const PlaneVerdict verdict = ask(AccessVerb::Read);
    QCOMPARE(verdict.verdict, Verdict::Permit);
    QVERIFY2(verdict.reason.find("contains read") != std::string::npos, verdict.reason.c_str());
}

void tst_StoreDialects::qdrantManagesAllCollectionsOrNone()
{
    grant(AccessVerb::Admin);
    QCOMPARE(ask(AccessVerb::Read, "", "hr").verdict, Verdict::Deny);
    store().dialect = StoreDialect::Qdrant;
    QCOMPARE(ask(AccessVerb::Read, "", "hr").verdict, Verdict::Permit);
}

void tst_StoreDialects::fileSystemsBelieveEveryClient()
{
    store().dialect = StoreDialect::Filesystem;
    QCOMPARE(ask(AccessVerb::Write).verdict, Verdict::NotEnforced); // even without any grant
}

void tst_StoreDialects::networkTrustingLetsInWhoeverReachesIt()
{
    store().authentication = StoreAuthentication::NetworkTrusting;
    const PlaneVerdict verdict = ask(AccessVerb::Write);
    QCOMPARE(verdict.verdict, Verdict::NotEnforced);
    QCOMPARE(verdict.decidedBy->elementId, ElementId("kb"));
    store().trustedCidrs = { "10.1.0.0/16" }; // pods may have such addresses
    QCOMPARE(ask(AccessVerb::Write).verdict, Verdict::NotEnforced);
}

void tst_StoreDialects::networkTrustingOfOtherAddressesIsUncertainForPods()
{
    store().authentication = StoreAuthentication::NetworkTrusting;
    store().trustedCidrs = { "203.0.113.0/24" };
    QCOMPARE(ask(AccessVerb::Write).verdict, Verdict::Uncertain);
}

void tst_StoreDialects::networkTrustingRefusesOtherExternals()
{
    m_design.addExternal("office", ExternalKind::UserGroup, { "203.0.113.0/25" });
    m_design.addExternal("world", ExternalKind::Internet);
    m_design.addExternal("rival", ExternalKind::Saas, { "198.51.100.0/24" });
    store().authentication = StoreAuthentication::NetworkTrusting;
    store().trustedCidrs = { "203.0.113.0/24" };
    QCOMPARE(ask(AccessVerb::Read, "", "docs", "office").verdict, Verdict::NotEnforced);
    QCOMPARE(ask(AccessVerb::Read, "", "docs", "world").verdict, Verdict::NotEnforced);
    QCOMPARE(ask(AccessVerb::Read, "", "docs", "rival").verdict, Verdict::Deny);
}

QTEST_APPLESS_MAIN(tst_StoreDialects)
#include "tst_StoreDialects.moc"
