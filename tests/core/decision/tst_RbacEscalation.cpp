// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/RbacEscalation.h"

#include <QtTest>

using namespace fourplane;

namespace {

/// Two namespaces, and the service account "bot" of "one".
EnforcementPlan plan()
{
    EnforcementPlan plan;
    for (const char *name : { "one", "two" }) {
        PlannedNamespace home;
        home.id = ElementId(name);
        home.name = name;
        plan.namespaces.push_back(home);
    }
    PlannedServiceAccount account;
    account.id = ElementId("sa-bot");
    account.name = "bot";
    account.namespaceName = "one";
    plan.serviceAccounts.push_back(account);
    return plan;
}

void bind(EnforcementPlan &plan, const std::string &namespaceId, const std::string &role, bool clusterRole,
    const RbacSubject &subject = { "ServiceAccount", "bot", "one" })
{
    RbacBinding binding;
    binding.id = ElementId("binding-" + role);
    binding.namespaceId = ElementId(namespaceId);
    binding.refersToClusterRole = clusterRole;
    binding.roleName = role;
    binding.subjects.push_back(subject);
    plan.bindings.push_back(binding);
}

void addRole(EnforcementPlan &plan, const std::string &namespaceId, const RbacRule &rule)
{
    RbacRole role;
    role.id = ElementId("role");
    role.name = "role";
    role.namespaceId = ElementId(namespaceId);
    role.rules.push_back(rule);
    plan.roles.push_back(role);
}

EscalationSummary rights(const EnforcementPlan &plan)
{
    const RbacEvaluator rbac(plan);
    return escalationSummaryOf(rbac, "one", "bot");
}

} // namespace

class tst_RbacEscalation : public QObject
{
    Q_OBJECT

private slots:
    void givesNothingWithoutABinding();
    void keepsARoleBindingInItsNamespace();
    void spreadsAClusterBindingOverAllNamespaces();
    void knowsClusterAdmin();
    void knowsThatViewReadsNoSecrets();
    void editEscalatesInItsNamespaceOnly();
    void matchesSubjects_data();
    void matchesSubjects();
    void matchesRules_data();
    void matchesRules();
    void aRuleForNamedObjectsCreatesNothing();
    void aNamedNamespaceIsChangedAlone();
    void bindingInANamespaceGivesItAll();
    void unknownRoleIsNotRuledOut();
    void knowsWhereAnEscalationComesFrom();
};

void tst_RbacEscalation::givesNothingWithoutABinding()
{
    const EscalationSummary none = rights(plan());
    QVERIFY(none.byNamespace.empty());
    QVERIFY(!none.becomesAdmin);
    QVERIFY(!none.proxiesNodes);
}

void tst_RbacEscalation::keepsARoleBindingInItsNamespace()
{
    EnforcementPlan design = plan();
    addRole(design, "two", { { "" }, { "secrets" }, {}, {}, { "list" } });
    bind(design, "two", "role", false);
    const EscalationSummary found = rights(design);
    QCOMPARE(found.byNamespace.size(), std::size_t(1));
    QVERIFY(found.byNamespace.at("two").readsSecrets);
    QVERIFY(!found.byNamespace.at("two").createsPods);
}

void tst_RbacEscalation::spreadsAClusterBindingOverAllNamespaces()
{
    EnforcementPlan design = plan();
    addRole(design, "", { { "" }, { "pods" }, {}, {}, { "create" } });
    bind(design, "", "role", true);
    const EscalationSummary found = rights(design);
    QVERIFY(found.byNamespace.at("one").createsPods);
    QVERIFY(found.byNamespace.at("two").createsPods);
}

void tst_RbacEscalation::knowsClusterAdmin()
{
    EnforcementPlan design = plan();
    bind(design, "", "cluster-admin", true);
    const EscalationSummary found = rights(design);
    QVERIFY(found.becomesAdmin);
    QVERIFY(found.proxiesNodes);
    const NamespaceRights two = found.byNamespace.at("two");
    QVERIFY(two.readsSecrets && two.createsPods && two.entersPods && two.requestsTokens);
}

void tst_RbacEscalation::knowsThatViewReadsNoSecrets()
{
    EnforcementPlan design = plan();
    bind(design, "one", "view", true);
    QVERIFY(rights(design).byNamespace.empty());
}

void tst_RbacEscalation::editEscalatesInItsNamespaceOnly()
{
    EnforcementPlan design = plan();
    bind(design, "one", "edit", true);
    const EscalationSummary found = rights(design);
    QCOMPARE(found.byNamespace.size(), std::size_t(1));
    const NamespaceRights one = found.byNamespace.at("one");
    QVERIFY(one.readsSecrets && one.createsPods && one.entersPods && one.requestsTokens);
    QVERIFY(!found.becomesAdmin);
    QVERIFY(!found.proxiesNodes);
}

void tst_RbacEscalation::matchesSubjects_data()
{
    QTest::addColumn<std::string>("kind");
    QTest::addColumn<std::string>("name");
    QTest::addColumn<std::string>("home");
    QTest::addColumn<bool>("matches");
    const auto row = [](const char *title, const char *kind, const char *name, const char *home,
                         bool matches) {
        QTest::newRow(title) << std::string(kind) << std::string(name) << std::string(home) << matches;
    };
    row("itself", "ServiceAccount", "bot", "one", true);
    row("same name elsewhere", "ServiceAccount", "bot", "two", false);
    row("all service accounts", "Group", "system:serviceaccounts", "", true);
    row("those of its namespace", "Group", "system:serviceaccounts:one", "", true);
    row("those of another", "Group", "system:serviceaccounts:two", "", false);
    row("everybody known", "Group", "system:authenticated", "", true);
    row("as a user", "User", "system:serviceaccount:one:bot", "", true);
    row("a person", "User", "bot", "", false);
}

void tst_RbacEscalation::matchesSubjects()
{
    QFETCH(std::string, kind);
    QFETCH(std::string, name);
    QFETCH(std::string, home);
    QFETCH(bool, matches);
    EnforcementPlan design = plan();
    bind(design, "one", "edit", true, { kind, name, home });
    QCOMPARE(!rights(design).byNamespace.empty(), matches);
}

void tst_RbacEscalation::matchesRules_data()
{
    QTest::addColumn<std::string>("group");
    QTest::addColumn<std::string>("resource");
    QTest::addColumn<std::string>("verb");
    QTest::addColumn<std::string>("gain");
    const auto row = [](const char *group, const char *resource, const char *verb, const char *gain) {
        QTest::newRow((std::string(resource) + " " + verb).c_str())
            << std::string(group) << std::string(resource) << std::string(verb) << std::string(gain);
    };
    row("", "secrets", "watch", "secrets");
    row("", "secrets", "delete", "nothing");
    row("", "configmaps", "get", "nothing");
    row("apps", "deployments", "patch", "create");
    row("batch", "cronjobs", "create", "create");
    row("", "deployments", "create", "nothing"); // the core group has no deployments
    row("", "pods/exec", "get", "enter");
    row("", "pods/ephemeralcontainers", "patch", "enter");
    row("", "pods/log", "get", "nothing");
    row("", "serviceaccounts", "impersonate", "tokens");
    row("", "groups", "impersonate", "admin");
    row("rbac.authorization.k8s.io", "clusterroles", "escalate", "admin");
    row("rbac.authorization.k8s.io", "clusterroles", "get", "nothing");
    row("", "nodes/proxy", "get", "nodes");
    row("", "nodes", "get", "nothing");
    row("batch", "jobs", "patch", "nothing"); // their template cannot be changed
    row("certificates.k8s.io", "certificatesigningrequests/approval", "update", "admin");
    row("admissionregistration.k8s.io", "mutatingwebhookconfigurations", "patch", "admin");
    row("", "persistentvolumes", "create", "volumes");
    row("", "namespaces", "patch", "namespaces");
}

void tst_RbacEscalation::matchesRules()
{
    QFETCH(std::string, group);
    QFETCH(std::string, resource);
    QFETCH(std::string, verb);
    QFETCH(std::string, gain);
    EnforcementPlan design = plan();
    addRole(design, "", { { group }, { resource }, {}, {}, { verb } });
    bind(design, "", "role", true);
    const EscalationSummary found = rights(design);
    const bool any = !found.byNamespace.empty();
    const NamespaceRights one = any ? found.byNamespace.at("one") : NamespaceRights {};
    QCOMPARE(one.readsSecrets, gain == "secrets");
    QCOMPARE(one.createsPods, gain == "create");
    QCOMPARE(one.entersPods, gain == "enter");
    QCOMPARE(one.requestsTokens, gain == "tokens");
    QCOMPARE(found.becomesAdmin, gain == "admin");
    QCOMPARE(found.proxiesNodes, gain == "nodes");
    QCOMPARE(found.mountsNodes, gain == "volumes");
    QCOMPARE(one.relaxesAdmission, gain == "namespaces");
}

void tst_RbacEscalation::aRuleForNamedObjectsCreatesNothing()
{
    // Kubernetes documentation: create requests cannot be restricted by resource name, since the name is not
    // known when they are authorised.
    EnforcementPlan design = plan();
    addRole(
        design, "one", { { "" }, { "pods", "secrets", "pods/exec" }, { "web" }, {}, { "create", "get" } });
    bind(design, "one", "role", false);
    const NamespaceRights one = rights(design).byNamespace.at("one");
    QVERIFY(!one.createsPods);
    QVERIFY(one.readsSecrets); // the one named so
    QVERIFY(one.entersPods); // a subresource has the name of its object
}

void tst_RbacEscalation::aNamedNamespaceIsChangedAlone()
{
    EnforcementPlan design = plan();
    addRole(design, "", { { "" }, { "namespaces" }, { "two" }, {}, { "patch" } });
    bind(design, "", "role", true);
    const EscalationSummary found = rights(design);
    QCOMPARE(found.byNamespace.size(), std::size_t(1));
    QVERIFY(found.byNamespace.at("two").relaxesAdmission);
}

void tst_RbacEscalation::bindingInANamespaceGivesItAll()
{
    EnforcementPlan design = plan();
    addRole(design, "two", { { "rbac.authorization.k8s.io" }, { "roles" }, {}, {}, { "escalate" } });
    bind(design, "two", "role", false);
    const EscalationSummary found = rights(design);
    QVERIFY(!found.becomesAdmin);
    QCOMPARE(found.byNamespace.size(), std::size_t(1));
    const NamespaceRights two = found.byNamespace.at("two");
    QVERIFY(two.readsSecrets && two.createsPods && two.entersPods && two.requestsTokens);
}

void tst_RbacEscalation::unknownRoleIsNotRuledOut()
{
    EnforcementPlan design = plan();
    bind(design, "one", "cluster-admin", false); // a Role of that name, which nobody has seen
    EscalationSummary found = rights(design);
    QCOMPARE(found.byNamespace.size(), std::size_t(1));
    QVERIFY(found.byNamespace.at("one").readsSecrets);
    QVERIFY(!found.becomesAdmin); // it holds in one namespace only
    bind(design, "", "somebody-elses-role", true);
    found = rights(design);
    QVERIFY(found.becomesAdmin && found.proxiesNodes);
    QVERIFY(found.byNamespace.at("two").createsPods);
    const RbacEvaluator rbac(design);
    for (const Escalation &escalation : escalationsOf(rbac, serviceAccountSubject("one", "bot")))
        QVERIFY(!escalation.isCertain);
}

void tst_RbacEscalation::knowsWhereAnEscalationComesFrom()
{
    EnforcementPlan design = plan();
    addRole(design, "", { { "" }, { "secrets" }, {}, {}, { "watch" } });
    design.roles.back().origin = { "roles.yaml", 12, 1, 0 };
    bind(design, "two", "role", true, { "Group", "system:serviceaccounts", {} });
    const RbacEvaluator rbac(design);
    const std::vector<Escalation> found = escalationsOf(rbac, serviceAccountSubject("one", "bot"));
    QCOMPARE(found.size(), std::size_t(1));
    QCOMPARE(found[0].kind, EscalationKind::ReadSecrets);
    QCOMPARE(found[0].right, std::string("watch secrets"));
    QCOMPARE(found[0].namespaceName, std::string("two"));
    QCOMPARE(found[0].role.origin.line, 12);
    QCOMPARE(found[0].binding.kind, std::string("RoleBinding"));
    QCOMPARE(found[0].through, std::string("group system:serviceaccounts"));
}

QTEST_APPLESS_MAIN(tst_RbacEscalation)
#include "tst_RbacEscalation.moc"
