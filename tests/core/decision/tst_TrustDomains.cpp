// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/TrustDomains.h"

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

QTEST_APPLESS_MAIN(tst_TrustDomains)
#include "tst_TrustDomains.moc"
