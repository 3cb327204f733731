// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/RbacRights.h"
#include "core/enforcement/EnforcementPlan.h"

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

EscalationRights rights(const EnforcementPlan &plan)
{
    return escalationRights(plan).at(ElementId("sa-bot"));
}

} // namespace

class tst_RbacRights : public QObject
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
    void unknownRoleGivesNothing();
};

void tst_RbacRights::givesNothingWithoutABinding()
{
    const EscalationRights none = rights(plan());
    QVERIFY(none.byNamespace.empty());
    QVERIFY(!none.becomesAdmin);
    QVERIFY(!none.proxiesNodes);
}

void tst_RbacRights::keepsARoleBindingInItsNamespace()
{
    EnforcementPlan design = plan();
    addRole(design, "two", { { "" }, { "secrets" }, {}, {}, { "list" } });
    bind(design, "two", "role", false);
    const EscalationRights found = rights(design);
    QCOMPARE(found.byNamespace.size(), std::size_t(1));
    QVERIFY(found.byNamespace.at("two").readsSecrets);
    QVERIFY(!found.byNamespace.at("two").createsPods);
}

void tst_RbacRights::spreadsAClusterBindingOverAllNamespaces()
{
    EnforcementPlan design = plan();
    addRole(design, "", { { "" }, { "pods" }, {}, {}, { "create" } });
    bind(design, "", "role", true);
    const EscalationRights found = rights(design);
    QVERIFY(found.byNamespace.at("one").createsPods);
    QVERIFY(found.byNamespace.at("two").createsPods);
}

void tst_RbacRights::knowsClusterAdmin()
{
    EnforcementPlan design = plan();
    bind(design, "", "cluster-admin", true);
    const EscalationRights found = rights(design);
    QVERIFY(found.becomesAdmin);
    QVERIFY(found.proxiesNodes);
    const NamespaceRights two = found.byNamespace.at("two");
    QVERIFY(two.readsSecrets && two.createsPods && two.entersPods && two.requestsTokens);
}

void tst_RbacRights::knowsThatViewReadsNoSecrets()
{
    EnforcementPlan design = plan();
    bind(design, "one", "view", true);
    QVERIFY(rights(design).byNamespace.empty());
}

void tst_RbacRights::editEscalatesInItsNamespaceOnly()
{
    EnforcementPlan design = plan();
    bind(design, "one", "edit", true);
    const EscalationRights found = rights(design);
    QCOMPARE(found.byNamespace.size(), std::size_t(1));
    const NamespaceRights one = found.byNamespace.at("one");
    QVERIFY(one.readsSecrets && one.createsPods && one.entersPods && one.requestsTokens);
    QVERIFY(!found.becomesAdmin);
    QVERIFY(!found.proxiesNodes);
}

void tst_RbacRights::matchesSubjects_data()
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

void tst_RbacRights::matchesSubjects()
{
    QFETCH(std::string, kind);
    QFETCH(std::string, name);
    QFETCH(std::string, home);
    QFETCH(bool, matches);
    EnforcementPlan design = plan();
    bind(design, "one", "edit", true, { kind, name, home });
    QCOMPARE(!rights(design).byNamespace.empty(), matches);
}

void tst_RbacRights::matchesRules_data()
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
}

void tst_RbacRights::matchesRules()
{
    QFETCH(std::string, group);
    QFETCH(std::string, resource);
    QFETCH(std::string, verb);
    QFETCH(std::string, gain);
    EnforcementPlan design = plan();
    addRole(design, "", { { group }, { resource }, {}, {}, { verb } });
    bind(design, "", "role", true);
    const EscalationRights found = rights(design);
    const bool any = !found.byNamespace.empty();
    const NamespaceRights one = any ? found.byNamespace.at("one") : NamespaceRights {};
    QCOMPARE(one.readsSecrets, gain == "secrets");
    QCOMPARE(one.createsPods, gain == "create");
    QCOMPARE(one.entersPods, gain == "enter");
    QCOMPARE(one.requestsTokens, gain == "tokens");
    QCOMPARE(found.becomesAdmin, gain == "admin");
    QCOMPARE(found.proxiesNodes, gain == "nodes");
}

void tst_RbacRights::unknownRoleGivesNothing()
{
    EnforcementPlan design = plan();
    bind(design, "", "somebody-elses-role", true);
    bind(design, "one", "cluster-admin", false); // a Role of that name, which does not exist
    QVERIFY(rights(design).byNamespace.empty());
}

QTEST_APPLESS_MAIN(tst_RbacRights)
#include "tst_RbacRights.moc"
