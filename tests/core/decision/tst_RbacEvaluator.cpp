// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/DefaultRoles.h"
#include "core/decision/PolicyDecisionPoint.h"

#include <QtTest>

#include <algorithm>

using namespace fourplane;

namespace {

const ApiSubject bot = serviceAccountSubject("one", "bot");

/// "list pods/exec.GROUP NAMESPACE NAME", the way kubectl auth can-i is asked.
ApiRequest ask(const std::string &verb, const std::string &resource, const std::string &home = "one",
    const std::string &name = {}, const std::string &group = {})
{
    const std::size_t slash = resource.find('/');
    const bool isPath = slash == 0;
    ApiRequest request { verb, group, {}, {}, home, name, {} };
    if (isPath) {
        request.path = resource;
        return request;
    }
    request.resource = resource.substr(0, slash);
    if (slash != std::string::npos)
        request.subresource = resource.substr(slash + 1);
    return request;
}

class Cluster
{
public:
    Cluster()
    {
        for (const char *name : { "one", "two" }) {
            PlannedNamespace home;
            home.id = ElementId(std::string("ns-") + name);
            home.name = name;
            plan.namespaces.push_back(home);
        }
    }

    RbacRole &role(const std::string &name, const std::string &home, std::vector<RbacRule> rules)
    {
        RbacRole role;
        role.id = ElementId("role-" + name);
        role.name = name;
        if (!home.empty())
            role.namespaceId = ElementId("ns-" + home);
        role.rules = std::move(rules);
        plan.roles.push_back(role);
        return plan.roles.back();
    }

    RbacBinding &bind(const std::string &role, const std::string &home, bool toClusterRole,
        const RbacSubject &subject = { "ServiceAccount", "bot", "one" })
    {
        RbacBinding binding;
        binding.name = "b" + std::to_string(plan.bindings.size() + 1);
        binding.id = ElementId(binding.name);
        if (!home.empty())
            binding.namespaceId = ElementId("ns-" + home);
        binding.refersToClusterRole = toClusterRole;
        binding.roleName = role;
        binding.subjects.push_back(subject);
        plan.bindings.push_back(binding);
        return plan.bindings.back();
    }

    Verdict may(const ApiRequest &request, const ApiSubject &subject = bot) const
    {
        return PolicyDecisionPoint(plan).rbac().may(subject, request).verdict;
    }

    EnforcementPlan plan;
};

RbacRule rule(std::vector<std::string> verbs, std::vector<std::string> resources,
    std::vector<std::string> groups = { "" }, std::vector<std::string> names = {})
{
    return { std::move(groups), std::move(resources), std::move(names), {}, std::move(verbs) };
}

} // namespace

class tst_RbacEvaluator : public QObject
{
    Q_OBJECT

private slots:
    void doesNotRelyOnRightsThatWereNotRead();
    void matchesRules_data();
    void matchesRules();
    void pathsNeedAClusterRoleBinding();
    void aRoleBindingHoldsInItsNamespaceOnly();
    void allNamespacesNeedAClusterRoleBinding();
    void meansSubjects_data();
    void meansSubjects();
    void namesBindingAndRoleWithTheirPlaces();
    void deniesWithTheRolesThatAreBound();
    void collectsRulesByLabel();
    void collectsFromCollectors();
    void replacesOwnRulesOfACollector();
    void rolesOfTheProjectFeedDefaultRoles();
    void aSelectorWithoutLabelsCollectsEveryRole();
    void unknownRoleIsUncertain();
    void aKnownPermissionWinsOverAnUnknownRole();
    void kubeletsAreNotOnlyAMatterOfRoles();
    void defaultRolesAreRead();
    void defaultRoles_data();
    void defaultRoles();
    void everybodyMayAskAboutOneself();
    void aRoleOfTheProjectReplacesTheDefault();
    void refusesDefaultsThatItDoesNotUnderstand();
};

void tst_RbacEvaluator::matchesRules_data()
{
    // Source of the expectations: k8s.io/kubernetes pkg/apis/rbac/v1/evaluation_helpers.go and the
    // documentation, "Referring to resources".
    QTest::addColumn<int>("which");
    QTest::addColumn<bool>("permitted");
    QTest::newRow("pods is not pods/exec") << 0 << false;
    QTest::newRow("pods/exec is not pods") << 1 << false;
    QTest::newRow("*/scale is scale of all") << 2 << true;
    QTest::newRow("*/scale is not the thing") << 3 << false;
    QTest::newRow("pods/* is no wildcard") << 4 << false;
    QTest::newRow("* covers subresources") << 5 << true;
    QTest::newRow("another group") << 6 << false;
    QTest::newRow("any group") << 7 << true;
    QTest::newRow("any verb") << 8 << true;
    QTest::newRow("the named one") << 9 << true;
    QTest::newRow("another name") << 10 << false;
    QTest::newRow("list without a name") << 11 << false;
    QTest::newRow("list of the named one") << 12 << true;
    QTest::newRow("create has no name") << 13 << false;
    QTest::newRow("no wildcard in verbs") << 14 << false;
}

void tst_RbacEvaluator::matchesRules()
{
    QFETCH(int, which);
    QFETCH(bool, permitted);
    const std::vector<std::pair<RbacRule, ApiRequest>> cases {
        { rule({ "create" }, { "pods" }), ask("create", "pods/exec", "one", "web") },
        { rule({ "get" }, { "pods/exec" }), ask("get", "pods") },
        { rule({ "patch" }, { "*/scale" }, { "apps" }),
            ask("patch", "deployments/scale", "one", "web", "apps") },
        { rule({ "patch" }, { "*/scale" }, { "apps" }), ask("patch", "deployments", "one", "web", "apps") },
        { rule({ "create" }, { "pods/*" }), ask("create", "pods/exec", "one", "web") },
        { rule({ "create" }, { "*" }), ask("create", "pods/exec", "one", "web") },
        { rule({ "get" }, { "deployments" }), ask("get", "deployments", "one", {}, "apps") },
        { rule({ "get" }, { "deployments" }, { "*" }), ask("get", "deployments", "one", {}, "apps") },
        { rule({ "*" }, { "pods" }), ask("deletecollection", "pods") },
        { rule({ "get" }, { "secrets" }, { "" }, { "db" }), ask("get", "secrets", "one", "db") },
        { rule({ "get" }, { "secrets" }, { "" }, { "db" }), ask("get", "secrets", "one", "tls") },
        { rule({ "list" }, { "secrets" }, { "" }, { "db" }), ask("list", "secrets") },
        { rule({ "list" }, { "secrets" }, { "" }, { "db" }), ask("list", "secrets", "one", "db") },
        { rule({ "create" }, { "secrets" }, { "" }, { "db" }), ask("create", "secrets") },
        { rule({ "ge*" }, { "pods" }), ask("get", "pods") },
    };
    Cluster cluster;
    cluster.role("r", "one", { cases.at(std::size_t(which)).first });
    cluster.bind("r", "one", false);
    QCOMPARE(cluster.may(cases.at(std::size_t(which)).second), permitted ? Verdict::Permit : Verdict::Deny);
}

void tst_RbacEvaluator::pathsNeedAClusterRoleBinding()
{
    Cluster cluster;
    RbacRule paths;
    paths.nonResourceUrls = { "/metrics", "/logs/*" };
    paths.verbs = { "get" };
    cluster.role("paths", "", { paths });
    cluster.bind("paths", "one", true);
    QCOMPARE(cluster.may(ask("get", "/metrics")), Verdict::Deny);
    cluster.bind("paths", "", true);
    QCOMPARE(cluster.may(ask("get", "/metrics")), Verdict::Permit);
    QCOMPARE(cluster.may(ask("get", "/logs/kubelet.log")), Verdict::Permit);
    QCOMPARE(cluster.may(ask("get", "/logs")), Verdict::Deny);
    QCOMPARE(cluster.may(ask("get", "/metrics/cadvisor")), Verdict::Deny);
    QCOMPARE(cluster.may(ask("post", "/metrics")), Verdict::Deny);
}

void tst_RbacEvaluator::aRoleBindingHoldsInItsNamespaceOnly()
{
    Cluster cluster;
    cluster.role("reader", "", { rule({ "get" }, { "secrets" }) });
    cluster.bind("reader", "two", true);
    QCOMPARE(cluster.may(ask("get", "secrets", "two")), Verdict::Permit);
    QCOMPARE(cluster.may(ask("get", "secrets", "one")), Verdict::Deny);
}

void tst_RbacEvaluator::allNamespacesNeedAClusterRoleBinding()
{
    Cluster cluster;
    cluster.role("reader", "", { rule({ "list" }, { "secrets", "nodes" }) });
    cluster.bind("reader", "one", true);
    QCOMPARE(cluster.may(ask("list", "secrets", "")), Verdict::Deny);
    QCOMPARE(cluster.may(ask("list", "nodes", "")), Verdict::Deny);
    cluster.bind("reader", "", true);
    QCOMPARE(cluster.may(ask("list", "secrets", "")), Verdict::Permit);
    QCOMPARE(cluster.may(ask("list", "nodes", "")), Verdict::Permit);
}

void tst_RbacEvaluator::meansSubjects_data()
{
    QTest::addColumn<int>("which");
    QTest::addColumn<bool>("permitted");
    QTest::newRow("service account") << 0 << true;
    QTest::newRow("namesake elsewhere") << 1 << false;
    QTest::newRow("as a user") << 2 << true;
    QTest::newRow("all service accounts") << 3 << true;
    QTest::newRow("of its namespace") << 4 << true;
    QTest::newRow("of another namespace") << 5 << false;
    QTest::newRow("everybody known") << 6 << true;
    QTest::newRow("everybody unknown") << 7 << false;
    QTest::newRow("namespace of the binding") << 8 << true;
}

void tst_RbacEvaluator::meansSubjects()
{
    QFETCH(int, which);
    QFETCH(bool, permitted);
    const std::vector<RbacSubject> subjects { { "ServiceAccount", "bot", "one" },
        { "ServiceAccount", "bot", "two" }, { "User", "system:serviceaccount:one:bot", {} },
        { "Group", "system:serviceaccounts", {} }, { "Group", "system:serviceaccounts:one", {} },
        { "Group", "system:serviceaccounts:two", {} }, { "Group", "system:authenticated", {} },
        { "Group", "system:unauthenticated", {} }, { "ServiceAccount", "bot", {} } };
    Cluster cluster;
    cluster.role("r", "one", { rule({ "get" }, { "pods" }) });
    cluster.bind("r", "one", false, subjects.at(std::size_t(which)));
    QCOMPARE(cluster.may(ask("get", "pods")), permitted ? Verdict::Permit : Verdict::Deny);
}

void tst_RbacEvaluator::namesBindingAndRoleWithTheirPlaces()
{
    Cluster cluster;
    cluster.role("reader", "", { rule({ "get" }, { "pods" }), rule({ "get" }, { "secrets" }) }).origin = {
        "roles.yaml", 7, 1, 0
    };
    RbacBinding &binding = cluster.bind("reader", "one", true, { "Group", "system:serviceaccounts", {} });
    binding.origin = { "bindings.yaml", 31, 1, 0 };
    const PlaneVerdict verdict = PolicyDecisionPoint(cluster.plan).rbac().may(bot, ask("get", "secrets"));
    QCOMPARE(verdict.verdict, Verdict::Permit);
    QCOMPARE(verdict.decidedBy->kind, std::string("RoleBinding"));
    QCOMPARE(verdict.decidedBy->elementId, ElementId("b1"));
    QCOMPARE(verdict.decidedBy->origin.line, 31);
    for (const char *part : { "service account one/bot may get secrets in namespace one", "bindings.yaml:31",
             "as group system:serviceaccounts", "rule 2 of ClusterRole reader", "roles.yaml:7" })
        QVERIFY2(verdict.reason.find(part) != std::string::npos, verdict.reason.c_str());
}

void tst_RbacEvaluator::deniesWithTheRolesThatAreBound()
{
    Cluster cluster;
    cluster.role("reader", "one", { rule({ "get" }, { "pods" }) });
    cluster.bind("reader", "one", false);
    const PlaneVerdict verdict = PolicyDecisionPoint(cluster.plan).rbac().may(bot, ask("get", "secrets"));
    QCOMPARE(verdict.verdict, Verdict::Deny);
    QCOMPARE(verdict.control, std::string("I3"));
    QVERIFY2(verdict.reason.find("bound to Role reader") != std::string::npos, verdict.reason.c_str());
}

void tst_RbacEvaluator::collectsRulesByLabel()
{
    Cluster cluster;
    cluster.role("part", "", { rule({ "get" }, { "secrets" }) }).labels = { { "team", "a" }, { "x", "y" } };
    cluster.role("other", "", { rule({ "get" }, { "configmaps" }) }).labels = { { "team", "b" } };
    cluster.role("namespaced", "one", { rule({ "get" }, { "nodes" }) }).labels = { { "team", "a" } };
    cluster.role("whole", "", {}).aggregation = { { { { "team", "a" } } }, { { { "team", "c" } } } };
    cluster.bind("whole", "one", true);
    QCOMPARE(cluster.may(ask("get", "secrets")), Verdict::Permit);
    QCOMPARE(cluster.may(ask("get", "configmaps")), Verdict::Deny);
    QCOMPARE(cluster.may(ask("get", "nodes")), Verdict::Deny); // only ClusterRoles are collected
}

void tst_RbacEvaluator::collectsFromCollectors()
{
    Cluster cluster;
    cluster.role("part", "", { rule({ "get" }, { "secrets" }) }).labels = { { "in", "middle" } };
    RbacRole &middle = cluster.role("middle", "", {});
    middle.labels = { { "in", "whole" } };
    middle.aggregation = { { { { "in", "middle" } } } };
    RbacRole &whole = cluster.role("whole", "", {});
    whole.aggregation = { { { { "in", "whole" } } } };
    whole.labels = { { "in", "middle" } }; // and round again
    cluster.bind("whole", "one", true);
    QCOMPARE(cluster.may(ask("get", "secrets")), Verdict::Permit);
}

void tst_RbacEvaluator::replacesOwnRulesOfACollector()
{
    // API text: rules of a ClusterRole with aggregationRule "are controller managed and direct changes to
    // Rules will be stomped by the controller".
    Cluster cluster;
    cluster.role("part", "", { rule({ "get" }, { "pods" }) }).labels = { { "team", "a" } };
    cluster.role("whole", "", { rule({ "get" }, { "pods" }), rule({ "get" }, { "secrets" }) }).aggregation = {
        { { { "team", "a" } } }
    };
    cluster.bind("whole", "one", true);
    QCOMPARE(cluster.may(ask("get", "pods")), Verdict::Permit);
    QCOMPARE(cluster.may(ask("get", "secrets")), Verdict::Uncertain);
}

void tst_RbacEvaluator::rolesOfTheProjectFeedDefaultRoles()
{
    Cluster cluster;
    cluster.role("models-edit", "", { rule({ "create" }, { "models" }, { "ml.example.com" }) }).labels = {
        { "rbac.authorization.k8s.io/aggregate-to-edit", "true" }
    };
    cluster.bind("admin", "one", true);
    QCOMPARE(cluster.may(ask("create", "models", "one", {}, "ml.example.com")), Verdict::Permit);
    QCOMPARE(cluster.may(ask("create", "models", "two", {}, "ml.example.com")), Verdict::Deny);
}

void tst_RbacEvaluator::aSelectorWithoutLabelsCollectsEveryRole()
{
    Cluster cluster;
    cluster.role("whole", "", {}).aggregation = { {} };
    cluster.bind("whole", "one", true);
    QCOMPARE(cluster.may(ask("get", "secrets")), Verdict::Permit); // cluster-admin is among them
}

void tst_RbacEvaluator::unknownRoleIsUncertain()
{
    Cluster cluster;
    cluster.bind("somebody-elses", "one", true);
    const PlaneVerdict verdict = PolicyDecisionPoint(cluster.plan).rbac().may(bot, ask("get", "secrets"));
    QCOMPARE(verdict.verdict, Verdict::Uncertain);
    QVERIFY2(verdict.reason.find("ClusterRole somebody-elses") != std::string::npos, verdict.reason.c_str());
    QCOMPARE(verdict.decidedBy->elementId, ElementId("b1"));
    QCOMPARE(cluster.may(ask("get", "secrets", "two")), Verdict::Deny); // the binding does not hold there
    // A Role is looked for in the namespace of its binding, a ClusterRole never among Roles.
    cluster.role("somebody-elses", "one", { rule({ "get" }, { "secrets" }) });
    QCOMPARE(cluster.may(ask("get", "secrets")), Verdict::Uncertain);
}

void tst_RbacEvaluator::aKnownPermissionWinsOverAnUnknownRole()
{
    Cluster cluster;
    cluster.bind("somebody-elses", "", true);
    cluster.role("reader", "one", { rule({ "get" }, { "pods" }) });
    cluster.bind("reader", "one", false);
    QCOMPARE(cluster.may(ask("get", "pods")), Verdict::Permit);
    QCOMPARE(cluster.may(ask("delete", "pods")), Verdict::Uncertain);
}

void tst_RbacEvaluator::kubeletsAreNotOnlyAMatterOfRoles()
{
    const Cluster cluster;
    QCOMPARE(cluster.may(ask("get", "secrets"), userSubject("system:node:worker-1")), Verdict::Uncertain);
    QCOMPARE(cluster.may(ask("get", "secrets"), userSubject("alice")), Verdict::Deny);
}

void tst_RbacEvaluator::defaultRolesAreRead()
{
    const auto defaults = readRbacDefaults(rbacDefaultsText());
    QVERIFY(defaults);
    const auto has = [&](const std::string &home, const std::string &name) {
        return std::any_of(defaults->roles.begin(), defaults->roles.end(),
            [&](const auto &role) { return role.namespaceName == home && role.object.name == name; });
    };
    for (const char *name : { "cluster-admin", "admin", "edit", "view", "system:node", "system:discovery",
             "system:basic-user", "system:controller:deployment-controller", "system:auth-delegator" })
        QVERIFY2(has("", name), name);
    QVERIFY(has("kube-system", "extension-apiserver-authentication-reader"));
    for (const auto &binding : defaults->bindings) {
        const std::string home = binding.object.refersToClusterRole ? "" : binding.namespaceName;
        QVERIFY2(has(home, binding.object.roleName), binding.object.roleName.c_str());
    }
}

void tst_RbacEvaluator::defaultRoles_data()
{
    // Expectations from the documentation, "Default roles and role bindings, User-facing roles".
    QTest::addColumn<QString>("role");
    QTest::addColumn<QString>("verb");
    QTest::addColumn<QString>("resource");
    QTest::addColumn<QString>("group");
    QTest::addColumn<bool>("permitted");
    const auto row = [](const char *role, const char *verb, const char *resource, const char *group,
                         bool permitted) {
        QTest::newRow((std::string(role) + " " + verb + " " + resource).c_str())
            << role << verb << resource << group << permitted;
    };
    const char *rbac = "rbac.authorization.k8s.io";
    row("view", "get", "secrets", "", false);
    row("view", "list", "pods", "", true);
    row("view", "get", "roles", rbac, false);
    row("edit", "get", "secrets", "", true);
    row("edit", "create", "pods", "", true);
    row("edit", "create", "pods/exec", "", true);
    row("edit", "create", "rolebindings", rbac, false);
    row("admin", "create", "rolebindings", rbac, true);
    row("admin", "create", "deployments", "apps", true);
    row("admin", "update", "resourcequotas", "", false);
    row("admin", "patch", "namespaces", "", false);
    row("cluster-admin", "escalate", "clusterroles", rbac, true);
}

void tst_RbacEvaluator::defaultRoles()
{
    QFETCH(QString, role);
    QFETCH(QString, verb);
    QFETCH(QString, resource);
    QFETCH(QString, group);
    QFETCH(bool, permitted);
    Cluster cluster;
    cluster.bind(role.toStdString(), "one", true);
    const ApiRequest request =
        ask(verb.toStdString(), resource.toStdString(), "one", {}, group.toStdString());
    QCOMPARE(cluster.may(request), permitted ? Verdict::Permit : Verdict::Deny);
}

void tst_RbacEvaluator::everybodyMayAskAboutOneself()
{
    const Cluster cluster;
    QCOMPARE(cluster.may(ask("create", "selfsubjectaccessreviews", "", {}, "authorization.k8s.io")),
        Verdict::Permit);
    QCOMPARE(cluster.may(ask("get", "/healthz"), userSubject("system:anonymous")), Verdict::Permit);
    QCOMPARE(cluster.may(ask("get", "/api"), userSubject("system:anonymous")), Verdict::Deny);
    QCOMPARE(cluster.may(ask("delete", "nodes", ""), groupSubject("system:masters")), Verdict::Permit);
}

void tst_RbacEvaluator::aRoleOfTheProjectReplacesTheDefault()
{
    Cluster cluster;
    cluster.role("view", "", { rule({ "get" }, { "secrets" }) });
    cluster.bind("view", "one", true);
    QCOMPARE(cluster.may(ask("get", "secrets")), Verdict::Permit);
    QCOMPARE(cluster.may(ask("list", "pods")), Verdict::Deny);
}

void tst_RbacEvaluator::refusesDefaultsThatItDoesNotUnderstand()
{
    QVERIFY(!readRbacDefaults("rule\tget\t\"\"\tpods\t-\t-\n")); // of no role
    QVERIFY(!readRbacDefaults("role\ta\nrule\tget\t\"\"\tpods\t-\n"));
    const auto wrong = readRbacDefaults("# ok\nrole\ta\nroll\tb\n");
    QVERIFY(!wrong);
    QVERIFY(wrong.error().diagnostics.front().message.find("Line 3") != std::string::npos);
}

void tst_RbacEvaluator::doesNotRelyOnRightsThatWereNotRead()
{
    Cluster cluster;
    cluster.role("reader", "one", { { { "" }, { "pods" }, {}, {}, { "get" } } });
    cluster.bind("reader", "one", false);
    cluster.plan.hasUnreadRights = true;
    QCOMPARE(cluster.may(ask("get", "pods")), Verdict::Permit);
    QCOMPARE(cluster.may(ask("delete", "pods")), Verdict::Uncertain); // RBAC only ever adds
    cluster.plan.hasUnreadRights = false;
    QCOMPARE(cluster.may(ask("delete", "pods")), Verdict::Deny);
}

QTEST_APPLESS_MAIN(tst_RbacEvaluator)
#include "tst_RbacEvaluator.moc"
