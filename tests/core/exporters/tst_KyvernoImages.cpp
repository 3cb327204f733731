// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/PlanCompiler.h"
#include "core/exporters/PlanExporter.h"
#include "tests/conformance/Oracle.h"
#include "tests/support/DesignBuilder.h"
#include "tests/support/ExportedFiles.h"
#include "tests/support/TestData.h"
#include "tests/support/YamlToJson.h"

#include <nlohmann/json.hpp>

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

using namespace fourplane;
using nlohmann::json;
using test::contentOf;
using test::countOf;

/// Signatures of images, asked for by Kyverno.
class tst_KyvernoImages : public QObject
{
    Q_OBJECT

private slots:
    void writesThePolicyDerivedByHand();
    void everyPatternIsAPolicyOfItsOwn();
    void keysStayWhatTheyAre();
    void auditRefusesNothing();
    void otherTargetsSaySo();
    void refusesWhatIsNotUtf8();
    void kyvernoTakesThePolicies();
};

namespace {

test::DesignBuilder design(std::vector<ImageSigner> signers)
{
    test::DesignBuilder design;
    design.addNamespace("rag", false).imageSigners = std::move(signers);
    return design;
}

Result<ExportTree> exported(const test::DesignBuilder &design)
{
    return exportPlan(compilePlan(design.project).plan, { ExportTarget::Kyverno });
}

const std::string path = "components/kyverno/_/imagevalidatingpolicy-signed-images-rag.yaml";

} // namespace

void tst_KyvernoImages::writesThePolicyDerivedByHand()
{
    const auto tree = exported(design({ { "registry.example/*", "", "https://issuer.example", "builder" } }));
    QVERIFY2(tree, tree ? "" : toString(tree.error()).c_str());
    QCOMPARE(contentOf(*tree, path), std::string(R"yaml(apiVersion: policies.kyverno.io/v1
kind: ImageValidatingPolicy
metadata:
  name: signed-images-rag
  annotations:
    fourplane.dev/edges: rag
spec:
  validationActions:
    - Deny
  failurePolicy: Fail
  matchConstraints:
    namespaceSelector:
      matchLabels:
        kubernetes.io/metadata.name: rag
    resourceRules:
      - apiGroups:
          - ""
        apiVersions:
          - v1
        operations:
          - CREATE
          - UPDATE
        resources:
          - pods
          - pods/ephemeralcontainers
  matchImageReferences:
    - glob: registry.example/*
  attestors:
    - name: signer1
      cosign:
        keyless:
          identities:
            - issuer: https://issuer.example
              subject: builder
  validations:
    - expression: "!has(images.containers) || images.containers.map(image, verifyImageSignatures(image, [attestors.signer1])).all(count, count > 0)"
      message: its images carry a signature that the design asks for.
    - expression: "!has(images.initContainers) || images.initContainers.map(image, verifyImageSignatures(image, [attestors.signer1])).all(count, count > 0)"
      message: its images carry a signature that the design asks for.
    - expression: "!has(images.ephemeralContainers) || images.ephemeralContainers.map(image, verifyImageSignatures(image, [attestors.signer1])).all(count, count > 0)"
      message: its images carry a signature that the design asks for.
)yaml"));
    QVERIFY(contentOf(*tree, "RUNBOOK.md").find("Signatures of images") != std::string::npos);
}

void tst_KyvernoImages::everyPatternIsAPolicyOfItsOwn()
{
    // Two signers of one pattern are alternatives; another pattern asks besides.
    const auto tree = exported(design({ { "a/*", "key one", "", "" }, { "b/*", "key", "", "" },
        { "a/*", "", "https://issuer.example", "builder" } }));
    QVERIFY2(tree, tree ? "" : toString(tree.error()).c_str());
    const json first = test::yamlToJson(contentOf(*tree, path)).at("spec");
    QCOMPARE(first.at("attestors").size(), std::size_t { 2 });
    QVERIFY(first.at("validations")
                .at(0)
                .at("expression")
                .get<std::string>()
                .find("[attestors.signer1, attestors.signer2]")
        != std::string::npos);
    const std::string other = "components/kyverno/_/imagevalidatingpolicy-signed-images-rag-2.yaml";
    const json second = test::yamlToJson(contentOf(*tree, other)).at("spec");
    QCOMPARE(second.at("matchImageReferences").at(0).at("glob").get<std::string>(), std::string("b/*"));
    QCOMPARE(second.at("attestors").size(), std::size_t { 1 });
}

void tst_KyvernoImages::keysStayWhatTheyAre()
{
    const std::string key = "-----BEGIN PUBLIC KEY-----\nMFkw: \"{{ x }}\" #\n-----END PUBLIC KEY-----\n";
    const json spec =
        test::yamlToJson(contentOf(*exported(design({ { "", key, "", "" } })), path)).at("spec");
    QCOMPARE(spec.at("attestors").at(0).at("cosign").at("key").at("data").get<std::string>(), key);
    QCOMPARE(spec.at("matchImageReferences").at(0).at("glob").get<std::string>(), std::string("*"));
}

void tst_KyvernoImages::auditRefusesNothing()
{
    const auto tree = exported(design({ { "", "key", "", "" } }));
    const std::string audit = contentOf(*tree, "overlays/audit/kustomization.yaml");
    QVERIFY(audit.find("ImageValidatingPolicy") != std::string::npos);
    QVERIFY(audit.find("- Audit") != std::string::npos);
}

void tst_KyvernoImages::otherTargetsSaySo()
{
    const EnforcementPlan plan = compilePlan(design({ { "", "key", "", "" } }).project).plan;
    QCOMPARE(countOf(exportPlan(plan, { ExportTarget::Admission })->report, "image-signers-not-written"), 1);
    QCOMPARE(countOf(exportPlan(plan, { ExportTarget::Kyverno })->report, "image-signers-not-written"), 0);
}

void tst_KyvernoImages::refusesWhatIsNotUtf8()
{
    QCOMPARE(test::refusalProblem(exported(design({ { "", "\xFF", "", "" } })), "ImageValidatingPolicy"),
        std::string());
}

/// By the definitions that Kyverno ships, its rules in CEL included.
void tst_KyvernoImages::kyvernoTakesThePolicies()
{
    const auto shipped = test::oraclePath("kyverno-crds");
    const auto driver = test::oraclePath("manifests");
    REQUIRE_OR_SKIP(shipped);
    REQUIRE_OR_SKIP(driver);
    const QTemporaryDir definitions;
    QCOMPARE(QProcess::execute(QString::fromStdString(shipped.string()), { definitions.path() }), 0);
    test::Oracle oracle(driver, { definitions.path().toStdString() });
    const auto tree = exported(design({ { "", "key", "", "" }, { "a/*", "", "https://i.example", "me" },
        { "a/*", "{{ x }}\n", "", "" }, { "on", "1e3", "", "" } }));
    QVERIFY(tree.has_value());
    int taken = 0;
    for (const ExportedFile &file : tree->files) {
        if (file.path.find("/imagevalidatingpolicy-") == std::string::npos)
            continue;
        const json policy = test::yamlToJson(file.content);
        const json problems = oracle.ask(policy).at("problems");
        QVERIFY2(problems.empty(), problems.dump().c_str());
        for (const char *change : { R"([{"op": "add", "path": "/spec/seeded", "value": 1}])",
                 R"([{"op": "replace", "path": "/spec/validationActions", "value": ["Refuse"]}])",
                 R"([{"op": "remove", "path": "/spec/attestors"}])",
                 R"([{"op": "add", "path": "/spec/attestors/0/cosign/seeded", "value": 1}])" })
            QVERIFY2(!oracle.ask(policy.patch(json::parse(change))).at("problems").empty(), change);
        ++taken;
    }
    QCOMPARE(taken, 3);
}

QTEST_GUILESS_MAIN(tst_KyvernoImages)
#include "tst_KyvernoImages.moc"
