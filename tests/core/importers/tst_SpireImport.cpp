// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/core/importers/ManifestText.h"

#include <QtTest>

using namespace fourplane;
using test::importText;
using test::withCode;

/// ClusterSPIFFEIDs give service accounts their ids, where they say nothing else.
class tst_SpireImport : public QObject
{
    Q_OBJECT

private slots:
    void anIdOfItsOwnIsTaken();
    void theDerivedIdIsThatOfTheAccount();
    void selectorsAloneFindTheAccount();
    void podsOfOneAccountHaveOneId();
    void federationIsTaken();
    void whatIsNotReadIsKept_data();
    void whatIsNotReadIsKept();
};

namespace {

const std::string account =
    "---\napiVersion: v1\nkind: ServiceAccount\nmetadata: {name: app, namespace: ai}\n";
const std::string bySelectors = "namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ai}}, "
                                "workloadSelectorTemplates: ['k8s:ns:ai', 'k8s:sa:app']";

std::string entry(const std::string &name, const std::string &id, const std::string &rest = bySelectors)
{
    return "---\napiVersion: spire.spiffe.io/v1alpha1\nkind: ClusterSPIFFEID\nmetadata: {name: " + name
        + "}\nspec: {spiffeIDTemplate: '" + id + "', " + rest + "}\n";
}

std::string pod(const std::string &name)
{
    return test::deployment(name, "{serviceAccountName: app, containers: [{name: c, image: x}]}");
}

/// The id of the account as the project holds it; empty = derived.
std::string idOf(const ImportResult &result)
{
    for (const auto &[id, identity] : result.project.topology.identities) {
        if (identity.name == "app")
            return identity.spiffeId;
    }
    return "no account";
}

} // namespace

void tst_SpireImport::anIdOfItsOwnIsTaken()
{
    // An export holds no workloads: the selectors name the account.
    const ImportResult result = importText(account + entry("e", "spiffe://example.org/ai/app"));
    QCOMPARE(idOf(result), std::string("spiffe://example.org/ai/app"));
    QVERIFY(result.project.unmodelled.empty());
}

void tst_SpireImport::theDerivedIdIsThatOfTheAccount()
{
    for (const char *text :
        { "spiffe://{{ .TrustDomain }}/ns/{{ .PodMeta.Namespace }}/sa/{{ .PodSpec.ServiceAccountName }}",
            "spiffe://{{.TrustDomain}}/ns/{{.PodMeta.Namespace}}/sa/{{.PodSpec.ServiceAccountName}}" }) {
        const ImportResult result = importText(account + entry("e", text));
        QCOMPARE(idOf(result), std::string());
        QVERIFY2(result.project.unmodelled.empty(), text);
    }
}

void tst_SpireImport::selectorsAloneFindTheAccount()
{
    const std::string spec = "podSelector: {matchLabels: {app: a}}";
    QCOMPARE(idOf(importText(account + pod("a") + entry("e", "spiffe://example.org/x", spec))),
        std::string("spiffe://example.org/x"));
    // Pods of another name, in another namespace.
    QCOMPARE(
        idOf(importText(account + pod("b") + entry("e", "spiffe://example.org/x", spec))), std::string());
    QCOMPARE(idOf(importText(account + pod("a")
                 + entry("e", "spiffe://example.org/x",
                     spec + ", namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: other}}"))),
        std::string());
}

void tst_SpireImport::podsOfOneAccountHaveOneId()
{
    const auto forPod = [](const std::string &name, const std::string &id) {
        return entry(name, id, bySelectors + ", podSelector: {matchLabels: {app: " + name + "}}");
    };
    const std::string pods = account + pod("a") + pod("b");
    // One entry for each workload, as exports have them.
    const ImportResult both =
        importText(pods + forPod("a", "spiffe://example.org/x") + forPod("b", "spiffe://example.org/x"));
    QCOMPARE(idOf(both), std::string("spiffe://example.org/x"));
    QVERIFY(both.project.unmodelled.empty());
    // The other pods of the account would have another id, or none.
    const ImportResult some = importText(pods + forPod("a", "spiffe://example.org/x"));
    QCOMPARE(idOf(some), std::string());
    QCOMPARE(some.project.unmodelled.size(), std::size_t(1));
    const ImportResult two =
        importText(pods + forPod("a", "spiffe://example.org/x") + forPod("b", "spiffe://example.org/y"));
    QCOMPARE(idOf(two), std::string());
    QCOMPARE(two.project.unmodelled.size(), std::size_t(2));
}

void tst_SpireImport::federationIsTaken()
{
    const std::string federated = bySelectors + ", federatesWith: [partner.example]";
    const ImportResult result = importText(account + entry("e", "spiffe://example.org/x", federated)
        + entry("f", "spiffe://example.org/x", federated));
    QVERIFY(result.project.platform.federatesWith == std::vector<std::string> { "partner.example" });
}

void tst_SpireImport::whatIsNotReadIsKept_data()
{
    QTest::addColumn<std::string>("text");
    const std::string id = "spiffe://example.org/x";
    QTest::newRow("another template") << entry("e", "spiffe://{{ .TrustDomain }}/{{ .PodMeta.Name }}");
    QTest::newRow("no SPIFFE id") << entry("e", "app");
    QTest::newRow("an expression") << entry(
        "e", id, bySelectors + ", podSelector: {matchExpressions: [{key: app, operator: Exists}]}");
    QTest::newRow("another selector") << entry("e", id, "workloadSelectorTemplates: ['k8s:pod-name:a']");
    QTest::newRow("a template of a selector")
        << entry("e", id, "workloadSelectorTemplates: ['k8s:ns:{{ .PodMeta.Namespace }}']");
    QTest::newRow("nothing selected") << entry("e", id, "podSelector: {matchLabels: {app: none}}");
    QTest::newRow("no spec") << std::string(
        "---\napiVersion: spire.spiffe.io/v1alpha1\nkind: ClusterSPIFFEID\n"
        "metadata: {name: e}\n");
}

void tst_SpireImport::whatIsNotReadIsKept()
{
    QFETCH(std::string, text);
    const ImportResult result = importText(account + pod("a") + text);
    QCOMPARE(idOf(result), std::string());
    QCOMPARE(result.project.unmodelled.size(), std::size_t(1));
    QVERIFY(!result.project.unmodelled.front().affectsVerdicts);
    QCOMPARE(withCode(result, "not-modelled").size(), std::size_t(1));
}

QTEST_APPLESS_MAIN(tst_SpireImport)
#include "tst_SpireImport.moc"
