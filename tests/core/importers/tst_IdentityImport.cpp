// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/ProjectFile.h"
#include "tests/core/importers/ManifestText.h"

#include <QtTest>

using namespace fourplane;
using namespace fourplane::test;

/// Accounts, tokens, rights and secrets, as far as manifests tell.
class tst_IdentityImport : public QObject
{
    Q_OBJECT

private slots:
    void readsIdentities();
    void readsProjectedTokens();
    void readsRbac();
    void readsAggregation();
    void findsSecretsInTheEnvironment();
    void neverReadsSecrets();
    void knowsTokenSecretsByTheirMetadata();
    void knowsWhichSecretsAPodIsGiven();
    void knowsWhomATokenIsFor();
};

void tst_IdentityImport::readsIdentities()
{
    const ImportResult result =
        importText("apiVersion: v1\nkind: ServiceAccount\nautomountServiceAccountToken: false\nmetadata:\n"
                   "  name: default\n  namespace: ai\n  annotations: {eks.amazonaws.com/role-arn: arn:x}\n"
            + deployment("a", noContainers) + deployment("b", "{serviceAccount: old, containers: []}"));
    const WorkloadIdentity &identity = result.project.topology.identities.at(ElementId("sa-ai.default"));
    QVERIFY(identity.automountToken == false);
    QCOMPARE(identity.cloudRoles, std::vector<std::string> { "arn:x" });
    QCOMPARE(workload(result, "ai.a").identityId.value(), std::string("sa-ai.default"));
    QCOMPARE(workload(result, "ai.b").identityId.value(), std::string("sa-ai.old")); // the deprecated field
}

void tst_IdentityImport::readsProjectedTokens()
{
    const ImportResult result = importText(deployment("a",
        "{serviceAccountName: s, automountServiceAccountToken: false, containers: [{name: c, image: x}], "
        "volumes:"
        " [{name: t, projected: {sources: [{serviceAccountToken: {audience: vault, expirationSeconds: 600}},"
        " {serviceAccountToken: {path: t}}]}}]}"));
    const WorkloadIdentity &identity = result.project.topology.identities.at(ElementId("sa-ai.s"));
    QCOMPARE(identity.audiences, std::vector<std::string> { "vault" });
    QVERIFY(identity.tokenLifetimeSeconds == 3600); // the longer one, Kubernetes' default
    QVERIFY(workload(result, "ai.a").automountToken == true); // it projects an API token by hand
    QCOMPARE(withCode(result, "token-mounted-by-hand").size(), std::size_t(1));
}

void tst_IdentityImport::readsRbac()
{
    const std::string api = "---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ";
    const ImportResult result = importText(api
        + "ClusterRole\nmetadata: {name: 'system:reader'}\nrules: [{apiGroups: [''], resources: [secrets],"
          " resourceNames: [a], verbs: [get, list]}, {nonResourceURLs: [/metrics], verbs: [get]}]\n"
        + api
        + "RoleBinding\nmetadata: {name: b, namespace: ai}\nroleRef: {kind: ClusterRole, name: "
          "'system:reader'}\n"
          "subjects: [{kind: ServiceAccount, name: s, namespace: other}, {kind: Group, name: g}]\n");
    const RbacRole &role = result.project.topology.roles.at(ElementId("clusterrole-system-reader"));
    QCOMPARE(role.name, std::string("system:reader"));
    QVERIFY(role.namespaceId.isEmpty());
    QCOMPARE(role.rules.size(), std::size_t(2));
    QCOMPARE(role.rules[0].verbs, (std::vector<std::string> { "get", "list" }));
    QCOMPARE(role.rules[0].apiGroups, std::vector<std::string> { "" });
    QCOMPARE(role.rules[1].nonResourceUrls, std::vector<std::string> { "/metrics" });
    const RbacBinding &binding = result.project.topology.bindings.at(ElementId("binding-ai.b"));
    QVERIFY(binding.refersToClusterRole);
    QCOMPARE(binding.roleName, std::string("system:reader"));
    const std::vector<RbacSubject> subjects { { "ServiceAccount", "s", "other" }, { "Group", "g", "" } };
    QVERIFY(binding.subjects == subjects);
}

void tst_IdentityImport::readsAggregation()
{
    const std::string start =
        "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: ";
    const ImportResult result = importText(start
        + "all, labels: {a: b}}\naggregationRule: {clusterRoleSelectors: [{matchLabels: {team: x}}]}\n---\n"
        + start
        + "odd}\naggregationRule: {clusterRoleSelectors: [{matchExpressions: [{key: a, operator: "
          "Exists}]}]}\n");
    const RbacRole &role = result.project.topology.roles.at(ElementId("clusterrole-all"));
    QCOMPARE(role.labels, (Labels { { "a", "b" } }));
    QCOMPARE(role.aggregation.size(), std::size_t(1));
    QCOMPARE(role.aggregation[0].matchLabels, (Labels { { "team", "x" } }));
    QCOMPARE(result.project.topology.roles.size(), std::size_t(1)); // what "odd" permits is not known
    QCOMPARE(result.project.unmodelled.size(), std::size_t(1));
}

void tst_IdentityImport::findsSecretsInTheEnvironment()
{
    const std::map<std::string, bool> cases {
        { "env: [{name: K, valueFrom: {secretKeyRef: {name: s, key: k}}}]", true },
        { "envFrom: [{secretRef: {name: s}}]", true }, { "env: [{name: DB_PASSWORD, value: x}]", true },
        { "env: [{name: DB, value: 'postgres://u:p@h/d'}]", true },
        { "envFrom: [{configMapRef: {name: s}}]", false }, { "env: [{name: MAX_TOKENS, value: '5'}]", false },
        { "env: [{name: DB_PASSWORD_FILE, value: /x}]", false }
    };
    for (const auto &[environment, expected] : cases) {
        const ImportResult result =
            importText(deployment("a", "{containers: [{name: c, image: x, " + environment + "}]}"));
        QVERIFY2(workload(result, "ai.a").traits.environmentSecrets == expected, environment.c_str());
    }
}

void tst_IdentityImport::neverReadsSecrets()
{
    const ImportResult result = importText("apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: "
                                           "{k: hunter2-http}\ndata: {k: aHVudGVyMg==}\n"
        + deployment("a",
            "{containers: [{name: c, image: postgres, env: [{name: PGPASSWORD, value: hunter2-plain},"
            " {name: U, value: 'http://u:hunter2-url@h:1'}]}]}"));
    const std::string everything = writeProject(result.project) + describe(result);
    QVERIFY(everything.find("hunter2") == std::string::npos);
    QVERIFY(everything.find("aHVudGVyMg") == std::string::npos);
    QVERIFY(result.project.unmodelled.empty());
    const Secret &secret = result.project.topology.secrets.at(ElementId("secret-default.s"));
    QCOMPARE(secret.keys, std::vector<std::string> { "k" });
    QCOMPARE(secret.origin.line, 1);
}

void tst_IdentityImport::knowsTokenSecretsByTheirMetadata()
{
    const ImportResult result = importText(
        "apiVersion: v1\nkind: Secret\ntype: kubernetes.io/service-account-token\nmetadata: {name: t, "
        "namespace: ai, annotations: {kubernetes.io/service-account.name: bot}}\ndata: {token: "
        "aHVudGVyMg==}\n");
    const Secret &secret = result.project.topology.secrets.at(ElementId("secret-ai.t"));
    QVERIFY(secret.isServiceAccountToken);
    QCOMPARE(secret.opens, std::vector<ElementId> { ElementId("sa-ai.bot") });
}

void tst_IdentityImport::knowsWhichSecretsAPodIsGiven()
{
    const ImportResult result = importText(deployment("a",
        "{containers: [{name: c, image: x, envFrom: [{secretRef: {name: e}}], env: [{name: K, valueFrom: "
        "{secretKeyRef: {name: k, key: x}}}]}], volumes: [{name: v, secret: {secretName: f}}, {name: p, "
        "projected: {sources: [{secret: {name: k}}]}}]}"));
    const std::vector<SecretUse> expected { { ElementId("secret-ai.k"), SecretDelivery::Environment },
        { ElementId("secret-ai.e"), SecretDelivery::Environment },
        { ElementId("secret-ai.f"), SecretDelivery::Volume },
        { ElementId("secret-ai.k"), SecretDelivery::Volume } };
    QVERIFY(workload(result, "ai.a").secrets == expected);
}

void tst_IdentityImport::knowsWhomATokenIsFor()
{
    const ImportResult result = importText(deployment("a",
        "{automountServiceAccountToken: false, containers: [{name: c, image: x}], volumes: [{name: p, "
        "projected: {sources: [{serviceAccountToken: {path: t, audience: vault, expirationSeconds: "
        "600}}]}}]}"));
    const std::vector<TokenProjection> expected { { "vault", 600 } };
    QVERIFY(workload(result, "ai.a").tokens == expected);
}

QTEST_APPLESS_MAIN(tst_IdentityImport)
#include "tst_IdentityImport.moc"
