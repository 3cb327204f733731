// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/PolicyDecisionPoint.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/exporters/PlanExporter.h"
#include "core/exporters/WithheldControls.h"
#include "core/importers/ManifestImporter.h"
#include "core/storage/YamlTree.h"
#include "tests/conformance/Kustomize.h"
#include "tests/support/DesignBuilder.h"
#include "tests/support/ExportedFiles.h"
#include "tests/support/SchemaCheck.h"
#include "tests/support/TestData.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>

using namespace fourplane;
using test::contentOf;

/// A drawn mesh allow-list as objects of Linkerd on disk.
class tst_LinkerdExporter : public QObject
{
    Q_OBJECT

private slots:
    void writesTheServerDerivedByHand();
    void theDefaultPolicyStandsInTheNamespaceOfItsTargetOnly();
    void anOwnDefaultPolicyIsKeptWhereLinkerdIsNotWritten();
    void theAuditOverlayRefusesNobody();
    void theRunbookAsksForRestarts();
    void serversComeAfterWhatNamesTheirCallers();
    void withoutTheTargetTheAllowListIsWithheld();
    void comesBackFromDiskAndDecidesTheSame();
};

namespace {

const ExportTargets withLinkerd { ExportTarget::Kubernetes, ExportTarget::Linkerd };

test::DesignBuilder drawn()
{
    test::DesignBuilder design;
    design.project.platform.mesh = MeshKind::Linkerd;
    design.addNamespace("rag", true);
    design.addNamespace("data", true).podSecurity.enforce = PodSecurityLevel::Restricted;
    design.addNamespace("strict", true).segmentation.meshAllowList = false;
    design.addWorkload("rag", "retriever");
    design.addWorkload("rag", "worker");
    design.addWorkload("data", "db", 5432);
    design.addWorkload("strict", "other");
    design.allow("retriever", "db");
    return design;
}

EnforcementPlan drawnPlan()
{
    return compilePlan(drawn().project).plan;
}

ExportTree exported(const ExportTargets &targets = withLinkerd, const EnforcementPlan &plan = drawnPlan())
{
    auto tree = exportPlan(plan, targets);
    return tree ? std::move(*tree) : ExportTree {};
}

bool holds(const std::string &page, const std::string &text)
{
    return page.find(text) != std::string::npos;
}

} // namespace

void tst_LinkerdExporter::writesTheServerDerivedByHand()
{
    const ExportTree tree = exported();
    QCOMPARE(contentOf(tree, "components/linkerd/data/server-db-5432.yaml"),
        std::string("apiVersion: policy.linkerd.io/v1beta3\n"
                    "kind: Server\n"
                    "metadata:\n"
                    "  name: db-5432\n"
                    "  namespace: data\n"
                    "  annotations:\n"
                    "    fourplane.dev/edges: retriever-to-db\n"
                    "spec:\n"
                    "  podSelector:\n"
                    "    matchLabels:\n"
                    "      app: db\n"
                    "  port: 5432\n"
                    "  proxyProtocol: opaque\n"
                    "  accessPolicy: deny\n"));
    QVERIFY(holds(contentOf(tree, "components/linkerd/data/meshtlsauthentication-db-5432.yaml"),
        "spec:\n  identities:\n"
        "    - sa-retriever.rag.serviceaccount.identity.linkerd.cluster.local\n"));
    QVERIFY(holds(contentOf(tree, "components/linkerd/data/authorizationpolicy-db-5432.yaml"),
        "spec:\n  targetRef:\n    group: policy.linkerd.io\n    kind: Server\n    name: db-5432\n"
        "  requiredAuthenticationRefs:\n"
        "    - group: policy.linkerd.io\n      kind: MeshTLSAuthentication\n      name: db-5432\n"));
}

void tst_LinkerdExporter::theDefaultPolicyStandsInTheNamespaceOfItsTargetOnly()
{
    const std::string key = "config.linkerd.io/default-inbound-policy: ";
    QVERIFY(holds(contentOf(exported(), "base/workload/namespace-data.yaml"), key + "deny\n"));
    QVERIFY(holds(contentOf(exported(), "base/workload/namespace-strict.yaml"), key + "all-authenticated\n"));
    const ExportTree bare = exported({ ExportTarget::Kubernetes });
    QVERIFY(holds(contentOf(bare, "base/workload/namespace-data.yaml"), "linkerd.io/inject: enabled\n"));
    for (const ExportedFile &file : bare.files)
        QVERIFY2(file.path == "COMPATIBILITY.md" || !holds(file.content, "default-inbound-policy"),
            file.path.c_str());
    QVERIFY(wantedTargets(drawnPlan()).count(ExportTarget::Linkerd) == 1);
}

void tst_LinkerdExporter::anOwnDefaultPolicyIsKeptWhereLinkerdIsNotWritten()
{
    test::DesignBuilder design = drawn();
    design.project.topology.namespaces[ElementId("data")]
        .meshAnnotations["config.linkerd.io/default-inbound-policy"] = "cluster-authenticated";
    const EnforcementPlan plan = compilePlan(design.project).plan;
    const auto homeOf = [&plan](const ExportTargets &targets) {
        return contentOf(exported(targets, plan), "base/workload/namespace-data.yaml");
    };
    QVERIFY(holds(homeOf({ ExportTarget::Kubernetes }), "default-inbound-policy: cluster-authenticated\n"));
    QVERIFY(holds(homeOf(withLinkerd), "default-inbound-policy: deny\n"));
}

void tst_LinkerdExporter::theAuditOverlayRefusesNobody()
{
    REQUIRE_OR_SKIP(test::kustomizePath());
    QTemporaryDir folder;
    QVERIFY(writeTree(exported(), folder.path().toStdString()));
    const auto policiesOf = [&](const char *overlay) {
        const auto [worked, text] = test::kustomized(folder.path().toStdString() + "/overlays/" + overlay);
        std::map<std::string, std::string> found;
        if (!worked)
            qWarning("%s", text.c_str());
        for (const YamlNodePtr &document : loadYaml(text, "built").documents) {
            const auto object = test::toJson(*document);
            const std::string name =
                object["kind"].get<std::string>() + "/" + object["metadata"]["name"].get<std::string>();
            if (object["kind"] == "Server")
                found[name] = object["spec"]["accessPolicy"].get<std::string>();
            else if (object["kind"] == "Namespace")
                found[name] = object["metadata"]["annotations"]["config.linkerd.io/default-inbound-policy"]
                                  .get<std::string>();
            else if (object["kind"] != "ServiceAccount" && object["kind"] != "NetworkPolicy")
                found[name] = "there";
        }
        return found;
    };
    using Found = std::map<std::string, std::string>;
    QVERIFY((policiesOf("enforce")
        == Found { { "Namespace/data", "deny" }, { "Namespace/rag", "deny" },
            { "Namespace/strict", "all-authenticated" }, { "Server/db-5432", "deny" },
            { "AuthorizationPolicy/db-5432", "there" }, { "MeshTLSAuthentication/db-5432", "there" } }));
    QVERIFY((policiesOf("audit")
        == Found { { "Namespace/data", "audit" }, { "Namespace/rag", "audit" },
            { "Namespace/strict", "audit" }, { "Server/db-5432", "audit" },
            { "AuthorizationPolicy/db-5432", "there" }, { "MeshTLSAuthentication/db-5432", "there" } }));
}

void tst_LinkerdExporter::theRunbookAsksForRestarts()
{
    const std::string page = contentOf(exported(), "RUNBOOK.md");
    QVERIFY(holds(page, "let everybody in, and log whom they will refuse (`audit`)"));
    QVERIFY(holds(page, "\n## Linkerd\n"));
    for (const char *home : { "data", "rag", "strict" })
        QVERIFY(holds(page,
            "kubectl rollout restart deployment,statefulset,daemonset -n '" + std::string(home) + "'\n"));
    QVERIFY(!holds(contentOf(exported({ ExportTarget::Kubernetes }), "RUNBOOK.md"), "inkerd"));
}

void tst_LinkerdExporter::serversComeAfterWhatNamesTheirCallers()
{
    test::DesignBuilder design = drawn();
    design.allow("retriever", "worker"); // a Server in another namespace
    const std::string page = contentOf(exported(withLinkerd, compilePlan(design.project).plan), "RUNBOOK.md");
    const std::string apply = "kubectl apply -f 'components/linkerd/";
    const std::size_t firstServer =
        std::min(page.find(apply + "data/server-"), page.find(apply + "rag/server-"));
    QVERIFY(firstServer != std::string::npos);
    for (const char *home : { "data/", "rag/" }) {
        for (const char *kind : { "authorizationpolicy-", "meshtlsauthentication-" })
            QVERIFY(page.find(apply + home + kind) < firstServer);
    }
}

void tst_LinkerdExporter::withoutTheTargetTheAllowListIsWithheld()
{
    const Project project = drawn().project;
    const EnforcementPlan plan = compilePlan(project).plan;
    const auto mesh = [&](const ExportTargets &targets) {
        const auto controls = withheldControls(project, plan, targets);
        const auto found = std::find_if(controls.begin(), controls.end(),
            [](const WithheldControl &control) { return control.id == "linkerd-authorization"; });
        return found == controls.end() ? std::function<void(Project &)>() : found->withhold;
    };
    QVERIFY(!mesh(withLinkerd));
    const auto withhold = mesh({ ExportTarget::Kubernetes });
    QVERIFY(static_cast<bool>(withhold));
    Project without = project;
    withhold(without);
    const EnforcementPlan left = compilePlan(without).plan;
    AccessRequest request;
    request.sourceId = ElementId("worker");
    request.destinationId = ElementId("db");
    request.port = 5432;
    QVERIFY(PolicyDecisionPoint(plan).decide(request).on(Plane::Identity).verdict == Verdict::Deny);
    QVERIFY(PolicyDecisionPoint(left).decide(request).on(Plane::Identity).verdict == Verdict::NotEnforced);
    QCOMPARE(test::countOf(exported({ ExportTarget::Kubernetes }).report, "rules-not-written"), 4);
    QCOMPARE(test::countOf(exported().report, "rules-not-written"), 0);
}

void tst_LinkerdExporter::comesBackFromDiskAndDecidesTheSame()
{
    const EnforcementPlan plan = drawnPlan();
    QTemporaryDir folder;
    QVERIFY(writeTree(exported(), folder.path().toStdString()));
    const auto imported = importManifests({ folder.path().toStdString() });
    QVERIFY(imported.has_value());
    // Workloads are not written: those of the draft stand in the imported namespaces.
    Project back = imported->project;
    QVERIFY(back.platform.mesh == MeshKind::Linkerd);
    const Project project = drawn().project;
    for (const auto &[id, home] : project.topology.namespaces) {
        const auto same = std::find_if(back.topology.namespaces.begin(), back.topology.namespaces.end(),
            [&home](const auto &entry) { return entry.second.name == home.name; });
        QVERIFY(same != back.topology.namespaces.end());
        for (const auto &[workloadId, workload] : project.topology.workloads) {
            if (workload.namespaceId != id)
                continue;
            Workload copy = workload;
            copy.namespaceId = same->first;
            const WorkloadIdentity &own = project.topology.identities.at(workload.identityId);
            for (const auto &[accountId, account] : back.topology.identities) {
                if (account.name == own.name && account.namespaceId == same->first)
                    copy.identityId = accountId;
            }
            back.topology.workloads.emplace(workloadId, copy);
        }
    }
    const EnforcementPlan after = compilePlan(back).plan;
    const PolicyDecisionPoint before(plan), then(after);
    int permitted = 0, refused = 0;
    for (const PlannedPod &from : plan.pods) {
        for (const PlannedPod &to : plan.pods) {
            for (std::uint16_t port : { std::uint16_t(5432), std::uint16_t(8080), std::uint16_t(1) }) {
                AccessRequest request;
                request.sourceId = from.workloadId;
                request.destinationId = to.workloadId;
                request.port = port;
                const Decision wanted = before.decide(request);
                QVERIFY(
                    then.decide(request).on(Plane::Identity).verdict == wanted.on(Plane::Identity).verdict);
                permitted += wanted.on(Plane::Identity).verdict == Verdict::Permit;
                refused += wanted.on(Plane::Identity).verdict == Verdict::Deny;
            }
        }
    }
    QCOMPARE(permitted, 1 + 3 * 3); // retriever to the database, and any member to "other"
    QCOMPARE(refused, 3 * 3 * 3 - 1); // of each of the three others by three callers, on three ports
}

QTEST_GUILESS_MAIN(tst_LinkerdExporter)
#include "tst_LinkerdExporter.moc"
