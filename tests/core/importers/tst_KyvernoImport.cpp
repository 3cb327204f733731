// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/core/importers/ManifestText.h"

#include <QtTest>

#include <algorithm>

using namespace fourplane;
using test::importText;

/// Policies of Kyverno: signatures of images become the signers of a namespace, what refuses pods is kept as
/// a control of the namespaces that it is about.
class tst_KyvernoImport : public QObject
{
    Q_OBJECT

private slots:
    void signaturesBecomeSigners();
    void otherPoliciesOfImagesAreKept_data();
    void otherPoliciesOfImagesAreKept();
    void theSameImagesTwiceAreNotAlternatives();
    void refusalsOfPodsConcernTheirNamespace();
    void policiesThatRefuseNothingDecideNothing_data();
    void policiesThatRefuseNothingDecideNothing();
};

namespace {

const std::string home = "---\napiVersion: v1\nkind: Namespace\nmetadata: {name: ai}\n"
                         "---\napiVersion: v1\nkind: Namespace\nmetadata: {name: other}\n";

std::string signaturePolicy(const std::string &name = "signed")
{
    std::string text = R"yaml(---
apiVersion: policies.kyverno.io/v1
kind: ImageValidatingPolicy
metadata: {name: NAME}
spec:
  validationActions: [Deny]
  failurePolicy: Fail
  matchConstraints:
    namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ai}}
    resourceRules:
      - {apiGroups: [""], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [pods, pods/ephemeralcontainers]}
  matchImageReferences: [{glob: "registry.example/*"}]
  attestors:
    - {name: one, cosign: {key: {data: PEM}}}
    - {name: two, cosign: {keyless: {identities: [{issuer: "https://i.example", subject: me}]}}}
  validations:
    - expression: "!has(images.containers) || images.containers.map(image, verifyImageSignatures(image, [attestors.one, attestors.two])).all(count, count > 0)"
    - expression: "!has(images.initContainers) || images.initContainers.map(image, verifyImageSignatures(image, [attestors.one, attestors.two])).all(count, count > 0)"
    - expression: "!has(images.ephemeralContainers) || images.ephemeralContainers.map(image, verifyImageSignatures(image, [attestors.one, attestors.two])).all(count, count > 0)"
)yaml";
    return text.replace(text.find("NAME"), 4, name);
}

std::string replaced(std::string text, const std::string &from, const std::string &to)
{
    const std::size_t at = text.find(from);
    if (at == std::string::npos)
        qFatal("%s is not there", from.c_str());
    return text.replace(at, from.size(), to);
}

const Namespace &namespaceNamed(const ImportResult &result, const std::string &name)
{
    const auto &all = result.project.topology.namespaces;
    const auto found = std::find_if(
        all.begin(), all.end(), [&name](const auto &entry) { return entry.second.name == name; });
    if (found == all.end())
        qFatal("no namespace");
    return found->second;
}

std::string podPolicy(const std::string &spec)
{
    return home
        + "---\napiVersion: policies.kyverno.io/v1\nkind: ValidatingPolicy\nmetadata: {name: p}\nspec: {"
        + spec + "}\n";
}

const std::string pods =
    "matchConstraints: {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ai}}, "
    "resourceRules: [{apiGroups: [apps], apiVersions: [v1], operations: [CREATE], "
    "resources: [deployments]}]}, validations: [{expression: 'false'}]";

} // namespace

void tst_KyvernoImport::signaturesBecomeSigners()
{
    const ImportResult result = importText(home + signaturePolicy());
    const std::vector<ImageSigner> expected { { "registry.example/*", "PEM", "", "" },
        { "registry.example/*", "", "https://i.example", "me" } };
    QVERIFY(namespaceNamed(result, "ai").imageSigners == expected);
    QVERIFY(namespaceNamed(result, "other").imageSigners.empty());
    QVERIFY(result.project.unmodelled.empty());
}

void tst_KyvernoImport::otherPoliciesOfImagesAreKept_data()
{
    QTest::addColumn<std::string>("text");
    const auto row = [](const char *name, const std::string &from, const std::string &to) {
        QTest::newRow(name) << replaced(signaturePolicy(), from, to);
    };
    row("audits", "[Deny]", "[Audit]");
    row("lets through when it fails", "failurePolicy: Fail", "failurePolicy: Ignore");
    row("every namespace", "{matchLabels: {kubernetes.io/metadata.name: ai}}", "{}");
    row("namespaces by another label", "kubernetes.io/metadata.name: ai", "team: ai");
    row("a namespace that is not there", "metadata.name: ai", "metadata.name: gone");
    row("new pods only", "[CREATE, UPDATE]", "[CREATE]");
    row("some containers", "!has(images.initContainers) ||", "true ||");
    row("not every image", "verifyImageSignatures(image, [attestors.one, attestors.two])).all(",
        "verifyImageSignatures(image, [attestors.one, attestors.two])).exists(");
    row("an attestor that is not asked", "[attestors.one, attestors.two]", "[attestors.one]");
    row("certificates", "keyless: {identities: [{issuer: \"https://i.example\", subject: me}]}",
        "certificate: {cert: {value: x}}");
    row("no transparency log", "key: {data: PEM}", "key: {data: PEM}, ctlog: {insecureIgnoreTlog: true}");
    row("a subject by expression", "subject: me", "subjectRegExp: '.*'");
    row("exceptions", "  failurePolicy: Fail",
        "  failurePolicy: Fail\n  matchConditions: [{name: x, expression: 'false'}]");
    row("images by expression", "glob: \"registry.example/*\"", "expression: 'true'");
}

void tst_KyvernoImport::otherPoliciesOfImagesAreKept()
{
    QFETCH(std::string, text);
    const ImportResult result = importText(home + text);
    QVERIFY(namespaceNamed(result, "ai").imageSigners.empty());
    QCOMPARE(result.project.unmodelled.size(), std::size_t(1));
    QVERIFY(result.project.unmodelled.front().affectsVerdicts);
    QVERIFY(result.project.unmodelled.front().plane == Plane::Workload);
}

void tst_KyvernoImport::theSameImagesTwiceAreNotAlternatives()
{
    // Two policies ask for one of each; signers of one pattern would ask for one of all.
    const ImportResult result = importText(home + signaturePolicy("a") + signaturePolicy("b"));
    QCOMPARE(namespaceNamed(result, "ai").imageSigners.size(), std::size_t(2));
    QCOMPARE(result.project.unmodelled.size(), std::size_t(1));
}

void tst_KyvernoImport::refusalsOfPodsConcernTheirNamespace()
{
    for (const char *actions : { "validationActions: [Deny], ", "" }) {
        const ImportResult result = importText(podPolicy(actions + pods));
        QCOMPARE(result.project.unmodelled.size(), std::size_t(1));
        const UnmodelledObject &kept = result.project.unmodelled.front();
        QVERIFY(kept.affectsVerdicts && kept.plane == Plane::Workload);
        QCOMPARE(kept.namespaceName, std::string("ai"));
    }
    const ImportResult everywhere = importText(podPolicy(
        replaced(pods, "namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ai}}, ", "")));
    QCOMPARE(everywhere.project.unmodelled.front().namespaceName, std::string());
    QVERIFY(everywhere.project.unmodelled.front().affectsVerdicts);
}

void tst_KyvernoImport::policiesThatRefuseNothingDecideNothing_data()
{
    QTest::addColumn<std::string>("text");
    QTest::newRow("audits") << podPolicy("validationActions: [Audit], " + pods);
    QTest::newRow("no admission") << podPolicy("evaluation: {admission: {enabled: false}}, " + pods);
    QTest::newRow("not about Kubernetes") << podPolicy("evaluation: {mode: JSON}, " + pods);
    QTest::newRow("about Services") << podPolicy(
        replaced(replaced(pods, "deployments", "services"), "[apps]", "['']"));
    QTest::newRow("a namespace that is not there")
        << podPolicy(replaced(pods, "metadata.name: ai", "metadata.name: gone"));
}

void tst_KyvernoImport::policiesThatRefuseNothingDecideNothing()
{
    QFETCH(std::string, text);
    const ImportResult result = importText(text);
    QCOMPARE(result.project.unmodelled.size(), std::size_t(1));
    QVERIFY(!result.project.unmodelled.front().affectsVerdicts);
}

QTEST_APPLESS_MAIN(tst_KyvernoImport)
#include "tst_KyvernoImport.moc"
