// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/PolicyDecisionPoint.h"
#include "core/enforcement/PlanCompiler.h"
#include "tests/support/DesignBuilder.h"

#include <QtTest>

using namespace fourplane;
using test::DesignBuilder;

class tst_StoreNetwork : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aListOfPrivateAddressesKeepsPodsOfOtherNetworksOut();
    void aListWithAddressesOfTheClusterLetsPodsIn();
    void aListOfPublicAddressesIsUncertainForPods();
    void outsideEndsAreKnownByTheirAddresses();
    void theInternetHasNoPrivateAddress();
    void aListOfAStoreThatTrustsAddressesIsNoMatterOfTheNetwork();
    void aHostWithAnOpenStoreIsOpen();
    void theListIsAStageOfTheExplanation();

private:
    PlaneVerdict ask(const char *source, const char *collection = "", const char *host = "database") const;
    DataStore &store(const char *id);

    DesignBuilder m_design;
};

void tst_StoreNetwork::init()
{
    m_design = {};
    m_design.project.platform.clusterCidrs = { "10.0.0.0/16" };
    m_design.addNamespace("x", false);
    m_design.addWorkload("x", "app");
    m_design.addExternal("database", ExternalKind::CloudService);
    m_design.addExternal("vpn", ExternalKind::CloudService, { "100.80.0.0/16" });
    m_design.addExternal("partner", ExternalKind::Saas);
    m_design.addExternal("world", ExternalKind::Internet);
    store("accounts").trustedCidrs = { "10.60.0.0/24" };
}

DataStore &tst_StoreNetwork::store(const char *id)
{
    DataStore &store = m_design.project.topology.stores[ElementId(id)];
    if (store.collections.empty()) {
        store.id = ElementId(id);
        store.name = id;
        store.hostId = ElementId("database");
        store.authentication = StoreAuthentication::PerIdentity;
        store.collections.push_back({ ElementId(std::string(id) + "-rows"), "rows" });
    }
    return store;
}

PlaneVerdict tst_StoreNetwork::ask(const char *source, const char *collection, const char *host) const
{
    const CompiledPlan compiled = compilePlan(m_design.project);
    AccessRequest request;
    request.sourceId = ElementId(source);
    request.destinationId = ElementId(host);
    request.collectionId = ElementId(collection);
    return PolicyDecisionPoint(compiled.plan).decide(request).on(Plane::Network);
}

void tst_StoreNetwork::aListOfPrivateAddressesKeepsPodsOfOtherNetworksOut()
{
    const PlaneVerdict refused = ask("app");
    QCOMPARE(refused.verdict, Verdict::Deny);
    QCOMPARE(refused.control, std::string("N2"));
    QCOMPARE(refused.decidedBy->kind, std::string("DataStore"));
    QCOMPARE(refused.reason,
        std::string(
            "The network of store accounts lets in 10.60.0.0/24 only, as the design declares; app has "
            "no such address."));
}

void tst_StoreNetwork::aListWithAddressesOfTheClusterLetsPodsIn()
{
    store("accounts").trustedCidrs.push_back("10.0.7.0/24");
    QCOMPARE(ask("app").verdict, Verdict::NotEnforced);
}

void tst_StoreNetwork::aListOfPublicAddressesIsUncertainForPods()
{
    store("accounts").trustedCidrs = { "203.0.113.7/32" };
    QCOMPARE(ask("app").verdict, Verdict::Uncertain);
    store("accounts").trustedCidrs = { "203.0.113.7/32", "10.60.0.0/24" };
    QCOMPARE(ask("app").verdict, Verdict::Uncertain);
}

void tst_StoreNetwork::outsideEndsAreKnownByTheirAddresses()
{
    QCOMPARE(ask("vpn").verdict, Verdict::Deny);
    QCOMPARE(ask("partner").verdict, Verdict::Uncertain);
    store("accounts").trustedCidrs = { "100.80.4.0/24" };
    QCOMPARE(ask("vpn").verdict, Verdict::NotEnforced);
}

void tst_StoreNetwork::theInternetHasNoPrivateAddress()
{
    QCOMPARE(ask("world").verdict, Verdict::Deny);
    store("accounts").trustedCidrs = { "203.0.113.7/32" };
    QCOMPARE(ask("world").verdict, Verdict::Uncertain);
}

void tst_StoreNetwork::aListOfAStoreThatTrustsAddressesIsNoMatterOfTheNetwork()
{
    store("accounts").authentication = StoreAuthentication::NetworkTrusting;
    QCOMPARE(ask("app").verdict, Verdict::NotEnforced);
    store("accounts").authentication = StoreAuthentication::PerIdentity;
    store("accounts").trustedCidrs.clear();
    QCOMPARE(ask("app").verdict, Verdict::NotEnforced);
}

void tst_StoreNetwork::aHostWithAnOpenStoreIsOpen()
{
    store("catalogue");
    QCOMPARE(ask("app").verdict, Verdict::NotEnforced);
    QCOMPARE(ask("app", "catalogue-rows").verdict, Verdict::NotEnforced);
    QCOMPARE(ask("app", "accounts-rows").verdict, Verdict::Deny);
    QCOMPARE(ask("app", "", "partner").verdict, Verdict::NotEnforced);
}

void tst_StoreNetwork::theListIsAStageOfTheExplanation()
{
    const CompiledPlan compiled = compilePlan(m_design.project);
    AccessRequest request;
    request.sourceId = ElementId("app");
    request.destinationId = ElementId("database");
    const DecisionExplanation explanation = PolicyDecisionPoint(compiled.plan).explain(request);
    QVERIFY(std::any_of(explanation.steps.begin(), explanation.steps.end(), [](const DecisionStep &step) {
        return step.plane == Plane::Network && step.answer.verdict == Verdict::Deny;
    }));
    QCOMPARE(explanation.decision.on(Plane::Network).verdict, Verdict::Deny);
}

QTEST_APPLESS_MAIN(tst_StoreNetwork)
#include "tst_StoreNetwork.moc"
