// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/PolicyDecisionPoint.h"
#include "core/decision/TrustDomains.h"
#include "core/enforcement/PlanCompiler.h"
#include "tests/support/DesignBuilder.h"

#include <QtTest>

using namespace fourplane;

namespace {

using Names = std::vector<std::string>;

PlatformProfile platform()
{
    PlatformProfile platform;
    platform.trustDomain = "new.example";
    platform.trustDomainAliases = { "old.example", "older.example" };
    platform.federatesWith = { "partner.example" };
    return platform;
}

/// "app" calls "db", whose policy admits `principal` only.
Verdict callAs(const std::string &spiffeId, const std::string &principal, const PlatformProfile &profile)
{
    test::DesignBuilder design;
    design.addNamespace("x", false).meshInjection = true;
    design.addWorkload("x", "app");
    design.addWorkload("x", "db");
    design.project.platform = profile;
    design.project.platform.mesh = MeshKind::IstioSidecar;
    design.project.topology.identities.at(ElementId("sa-app")).spiffeId = spiffeId;
    AuthorizationPolicy policy;
    policy.meta.name = "db";
    policy.meta.namespaceName = "x";
    AuthorizationSource source;
    source.principals = { principal };
    AuthorizationRule rule;
    rule.from = { source };
    policy.rules = { rule };
    design.adopt(policy);
    const CompiledPlan compiled = compilePlan(design.project);
    AccessRequest request;
    request.sourceId = ElementId("app");
    request.destinationId = ElementId("db");
    return PolicyDecisionPoint(compiled.plan).decide(request).on(Plane::Identity).verdict;
}

} // namespace

class tst_TrustDomains : public QObject
{
    Q_OBJECT

private slots:
    void readsTheTrustDomainOfAnId();
    void aliasesAreOnesOwn();
    void federatedIsNotForeign();
    void aPolicyForAnAliasHoldsForAllNames();
    void aPolicyForAnotherDomainHoldsForItAlone();
    void patternsWithoutAWholeDomainStay();
    void aPolicyWrittenForAnAliasAdmits();
    void aForeignTrustDomainIsUncertainUntilFederated();
};

void tst_TrustDomains::readsTheTrustDomainOfAnId()
{
    QCOMPARE(trustDomainOf("spiffe://a.example/ns/x/sa/y"), std::string("a.example"));
    QCOMPARE(trustDomainOf("a.example/ns/x/sa/y"), std::string("a.example"));
    QCOMPARE(trustDomainOf("a.example"), std::string("a.example"));
}

void tst_TrustDomains::aliasesAreOnesOwn()
{
    QCOMPARE(relationOf(platform(), "new.example"), TrustRelation::Own);
    QCOMPARE(relationOf(platform(), "older.example"), TrustRelation::Own);
}

void tst_TrustDomains::federatedIsNotForeign()
{
    QCOMPARE(relationOf(platform(), "partner.example"), TrustRelation::Federated);
    QCOMPARE(relationOf(platform(), "evil.example"), TrustRelation::Foreign);
}

void tst_TrustDomains::aPolicyForAnAliasHoldsForAllNames()
{
    // Istio, "Trust Domain Migration": a policy written for an alias also admits the new and other old names.
    const Names all { "new.example/ns/x/sa/y", "old.example/ns/x/sa/y", "older.example/ns/x/sa/y" };
    QCOMPARE(withAliases(platform(), "old.example/ns/x/sa/y"), all);
    QCOMPARE(withAliases(platform(), "new.example/ns/x/sa/y"), all);
}

void tst_TrustDomains::aPolicyForAnotherDomainHoldsForItAlone()
{
    QCOMPARE(withAliases(platform(), "partner.example/ns/x/sa/y"), Names { "partner.example/ns/x/sa/y" });
}

void tst_TrustDomains::patternsWithoutAWholeDomainStay()
{
    QCOMPARE(withAliases(platform(), "*"), Names { "*" });
    QCOMPARE(withAliases(platform(), "*/sa/y"), Names { "*/sa/y" });
}

void tst_TrustDomains::aPolicyWrittenForAnAliasAdmits()
{
    QCOMPARE(callAs("", "new.example/ns/x/sa/sa-app", platform()), Verdict::Permit);
    QCOMPARE(callAs("", "old.example/ns/x/sa/sa-app", platform()), Verdict::Permit);
    QCOMPARE(callAs("", "partner.example/ns/x/sa/sa-app", platform()), Verdict::Deny);
    QCOMPARE(callAs("", "old.example/ns/x/sa/sa-other", platform()), Verdict::Deny);
}

void tst_TrustDomains::aForeignTrustDomainIsUncertainUntilFederated()
{
    const std::string evil = "evil.example/ns/x/sa/sa-app";
    QCOMPARE(callAs("spiffe://" + evil, evil, platform()), Verdict::Uncertain);
    QCOMPARE(callAs("spiffe://" + evil, "new.example/ns/x/sa/sa-app", platform()), Verdict::Deny);
    const std::string partner = "partner.example/ns/x/sa/sa-app";
    QCOMPARE(callAs("spiffe://" + partner, partner, platform()), Verdict::Permit);
    QCOMPARE(callAs("spiffe://" + partner, "new.example/ns/x/sa/sa-app", platform()), Verdict::Deny);
}

QTEST_APPLESS_MAIN(tst_TrustDomains)
#include "tst_TrustDomains.moc"
