// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/PolicyDecisionPoint.h"
#include "core/enforcement/PlanCompiler.h"
#include "tests/support/DesignBuilder.h"

#include <QtTest>

using namespace fourplane;
using fourplane::test::DesignBuilder;

class tst_SecretEvaluator : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void nobodyReadsASecretWithoutARight();
    void getOfTheOneIsEnough();
    void getOfAnotherIsNot();
    void listGivesAllOfThem();
    void whoeverMakesPodsComesToItsSecrets();
    void whoeverEntersAPodHasWhatItHas();
    void anUnknownRoleIsUncertain();
    void aPodHasWhatItIsGiven();
    void aTokenInThePodReadsForIt();
    void withoutATokenTheRightIsOfNoUse();
    void theSecretStoreHasItsOwnGrants();
    void anUnknownSecretStoreIsUncertain();
    void aValueInATemplateIsReadWithThePod();
    void listsItsReaders();

private:
    void allow(
        const std::string &verb, const std::string &resource, const std::vector<std::string> &names = {});

    Secret &secret() { return m_design.project.topology.secrets.at(ElementId("db-key")); }

    Workload &app() { return m_design.project.topology.workloads.at(ElementId("app")); }

    PlaneVerdict mayRead() const;
    PlaneVerdict reaches(const std::string &workload) const;

    DesignBuilder m_design;
};

void tst_SecretEvaluator::init()
{
    m_design = DesignBuilder();
    m_design.addNamespace("x", false);
    m_design.addWorkload("x", "app");
    m_design.addWorkload("x", "user");
    Secret made;
    made.id = ElementId("db-key");
    made.name = "db-key";
    made.namespaceId = ElementId("x");
    made.origin = { "secrets.yaml", 3, 1, 0 };
    m_design.project.topology.secrets[made.id] = made;
}

/// A role of "sa-app" in namespace x.
void tst_SecretEvaluator::allow(
    const std::string &verb, const std::string &resource, const std::vector<std::string> &names)
{
    RbacRole role;
    role.id = ElementId("role");
    role.name = "role";
    role.namespaceId = ElementId("x");
    role.rules = { { { "" }, { resource }, names, {}, { verb } } };
    m_design.project.topology.roles[role.id] = role;
    RbacBinding binding;
    binding.id = ElementId("binding");
    binding.name = "binding";
    binding.namespaceId = ElementId("x");
    binding.roleName = "role";
    binding.subjects = { { "ServiceAccount", "sa-app", "x" } };
    m_design.project.topology.bindings[binding.id] = binding;
}

PlaneVerdict tst_SecretEvaluator::mayRead() const
{
    const CompiledPlan compiled = compilePlan(m_design.project);
    return PolicyDecisionPoint(compiled.plan).secrets().mayRead(ElementId("db-key"), ElementId("sa-app"));
}

PlaneVerdict tst_SecretEvaluator::reaches(const std::string &workload) const
{
    const CompiledPlan compiled = compilePlan(m_design.project);
    return PolicyDecisionPoint(compiled.plan).secrets().reaches(ElementId("db-key"), ElementId(workload));
}

void tst_SecretEvaluator::nobodyReadsASecretWithoutARight()
{
    const PlaneVerdict verdict = mayRead();
    QCOMPARE(verdict.verdict, Verdict::Deny);
    QCOMPARE(verdict.control, std::string("I3"));
    QCOMPARE(verdict.decidedBy->kind, std::string("Secret"));
    QCOMPARE(verdict.decidedBy->origin.line, 3);
}

void tst_SecretEvaluator::getOfTheOneIsEnough()
{
    allow("get", "secrets", { "db-key" });
    const PlaneVerdict verdict = mayRead();
    QCOMPARE(verdict.verdict, Verdict::Permit);
    QCOMPARE(verdict.decidedBy->elementId, ElementId("binding"));
}

void tst_SecretEvaluator::getOfAnotherIsNot()
{
    allow("get", "secrets", { "other" });
    QCOMPARE(mayRead().verdict, Verdict::Deny);
}

void tst_SecretEvaluator::listGivesAllOfThem()
{
    allow("list", "secrets");
    const PlaneVerdict verdict = mayRead();
    QCOMPARE(verdict.verdict, Verdict::Permit);
    QVERIFY2(
        verdict.reason.find("Every Secret of the namespace") != std::string::npos, verdict.reason.c_str());
    allow("watch", "secrets");
    QCOMPARE(mayRead().verdict, Verdict::Permit);
    allow("delete", "secrets");
    QCOMPARE(mayRead().verdict, Verdict::Deny);
}

void tst_SecretEvaluator::whoeverMakesPodsComesToItsSecrets()
{
    allow("create", "pods");
    const PlaneVerdict verdict = mayRead();
    QCOMPARE(verdict.verdict, Verdict::Permit);
    QVERIFY2(verdict.reason.find("make pods") != std::string::npos, verdict.reason.c_str());
}

void tst_SecretEvaluator::whoeverEntersAPodHasWhatItHas()
{
    allow("create", "pods/exec");
    QCOMPARE(mayRead().verdict, Verdict::Deny);
    m_design.project.topology.workloads.at(ElementId("user")).secrets = { { ElementId("db-key"),
        SecretDelivery::Environment } };
    QCOMPARE(mayRead().verdict, Verdict::Permit);
}

void tst_SecretEvaluator::anUnknownRoleIsUncertain()
{
    allow("get", "secrets");
    m_design.project.topology.roles.clear();
    QCOMPARE(mayRead().verdict, Verdict::Uncertain);
}

void tst_SecretEvaluator::aPodHasWhatItIsGiven()
{
    app().secrets = { { ElementId("db-key"), SecretDelivery::Volume } };
    const PlaneVerdict verdict = reaches("app");
    QCOMPARE(verdict.verdict, Verdict::Permit);
    QVERIFY2(verdict.reason.find("file of a volume") != std::string::npos, verdict.reason.c_str());
    QCOMPARE(reaches("user").verdict, Verdict::Deny);
}

void tst_SecretEvaluator::aTokenInThePodReadsForIt()
{
    allow("get", "secrets");
    QCOMPARE(reaches("app").verdict, Verdict::Permit);
}

void tst_SecretEvaluator::withoutATokenTheRightIsOfNoUse()
{
    allow("get", "secrets");
    app().automountToken = false;
    QCOMPARE(reaches("app").verdict, Verdict::Deny);
    QCOMPARE(mayRead().verdict, Verdict::Permit); // the identity still may
}

void tst_SecretEvaluator::theSecretStoreHasItsOwnGrants()
{
    secret().home = SecretHome::SecretStore;
    secret().keeperId = ElementId("user");
    secret().readerIds = { ElementId("sa-app") };
    allow("list", "secrets"); // of no use: it is no Kubernetes Secret
    QCOMPARE(mayRead().verdict, Verdict::Permit);
    secret().readerIds = { ElementId("sa-user") };
    const PlaneVerdict verdict = mayRead();
    QCOMPARE(verdict.verdict, Verdict::Deny);
    QCOMPARE(verdict.control, std::string("D6"));
}

void tst_SecretEvaluator::anUnknownSecretStoreIsUncertain()
{
    secret().home = SecretHome::SecretStore;
    QCOMPARE(mayRead().verdict, Verdict::Uncertain);
}

void tst_SecretEvaluator::aValueInATemplateIsReadWithThePod()
{
    allow("get", "pods");
    QCOMPARE(mayRead().verdict, Verdict::Deny);
    secret().home = SecretHome::Environment;
    QCOMPARE(mayRead().verdict, Verdict::Permit);
}

void tst_SecretEvaluator::listsItsReaders()
{
    allow("get", "secrets");
    m_design.project.topology.workloads.at(ElementId("user")).secrets = { { ElementId("db-key"),
        SecretDelivery::Environment } };
    const CompiledPlan compiled = compilePlan(m_design.project);
    const PolicyDecisionPoint decisions(compiled.plan);
    const auto readers = decisions.secrets().readersOf(ElementId("db-key"));
    QCOMPARE(readers.size(), std::size_t(2));
    QCOMPARE(readers[0].id, ElementId("user"));
    QCOMPARE(readers[1].id, ElementId("sa-app"));
}

QTEST_APPLESS_MAIN(tst_SecretEvaluator)
#include "tst_SecretEvaluator.moc"
