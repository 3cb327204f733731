// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/PlanExporter.h"
#include "core/policy/native/CreationTime.h"
#include "core/storage/NativeYaml.h"
#include "tests/conformance/Kustomize.h"
#include "tests/support/ExportedFiles.h"
#include "tests/support/SchemaCheck.h"
#include "tests/support/TestData.h"

#include <QTemporaryDir>
#include <QtTest>

#include <set>

using namespace fourplane;
using test::contentOf;
using test::countOf;

Q_DECLARE_METATYPE(EnforcementPlan)

class tst_PlanExporter : public QObject
{
    Q_OBJECT

private slots:
    void writesTheTreeDerivedByHand();
    void listsEveryFileAndEdgeInTheIndex();
    void leavesOutFoldersWithoutObjects();
    void schemasRejectASeededUnknownField();
    void everyManifestIsValid();
    void keepsTextsThatReadersMistake_data();
    void keepsTextsThatReadersMistake();
    void refusesWhatTheTargetWouldNotTake_data();
    void refusesWhatTheTargetWouldNotTake();
    void namesDifferentObjectsDifferently();
    void escapesHostileTextsInPages();
    void reportsEveryControlItCannotExpress();
    void writesNoAgesAndSaysSo();
    void saysWhatItWasWrittenFor();
    void kustomizeBuildsBothOverlays();
};

namespace {

/// A segmented namespace with a strict mesh and one adopted policy.
EnforcementPlan smallPlan()
{
    EnforcementPlan plan;
    PlannedNamespace home;
    home.id = ElementId("ns-rag");
    home.name = "rag";
    home.podSecurity.enforce = PodSecurityLevel::Restricted;
    home.podSecurity.version = "v1.35";
    home.labels = { { "istio-injection", "enabled" }, { "kubernetes.io/metadata.name", "rag" },
        { "pod-security.kubernetes.io/enforce", "restricted" },
        { "pod-security.kubernetes.io/enforce-version", "v1.35" } };
    home.meshInjection = true;
    PlannedNamespace mentioned;
    mentioned.name = "kube-system";
    plan.namespaces = { mentioned, home };

    PlannedServiceAccount account;
    account.id = ElementId("id-retriever");
    account.name = "retriever";
    account.namespaceName = "rag";
    account.automountToken = false;
    account.cloudRoles = { "arn:aws:iam::1:role/r" };
    plan.serviceAccounts = { account };

    NetworkPolicy deny;
    deny.meta = { "default-deny", "rag", {}, {} };
    deny.policyTypes = { PolicyDirection::Ingress, PolicyDirection::Egress };
    NetworkPolicy adopted;
    adopted.meta = { "old.policy", "rag", {}, {} };
    plan.networkPolicies = { { deny, { ElementId("ns-rag") }, {} },
        { adopted, { ElementId("adopted-1") }, {}, true } };

    AuthorizationPolicy allow;
    allow.meta = { "retriever-allow", "rag", {}, {} };
    allow.selector = Labels { { "app", "retriever" } };
    allow.rules.resize(1);
    allow.rules[0].from.resize(1);
    allow.rules[0].from[0].principals = { "cluster.local/ns/rag/sa/gateway" };
    allow.rules[0].to.resize(1);
    allow.rules[0].to[0].ports = { "8080" };
    plan.authorizationPolicies = { { allow, { ElementId("e1"), ElementId("e2") }, {} } };

    PeerAuthentication strict;
    strict.meta = { "default", "rag", {}, {} };
    strict.mode = MtlsMode::Strict;
    plan.peerAuthentications = { { strict, { ElementId("ns-rag") }, {} } };
    return plan;
}

ExportTree exported(const EnforcementPlan &plan)
{
    auto tree = exportPlan(plan);
    if (!tree)
        qWarning("%s", toString(tree.error()).c_str());
    return tree ? *tree : ExportTree {};
}

bool isManifest(const std::string &path)
{
    return path.find(".yaml") != std::string::npos && path.find("kustomization.yaml") == std::string::npos;
}

} // namespace

void tst_PlanExporter::writesTheTreeDerivedByHand()
{
    const ExportTree tree = exported(smallPlan());
    std::vector<std::string> paths;
    for (const ExportedFile &file : tree.files)
        paths.push_back(file.path);
    const std::vector<std::string> expected { "COMPATIBILITY.md", "RUNBOOK.md",
        "base/adopted/kustomization.yaml", "base/adopted/rag/networkpolicy-old.policy.yaml",
        "base/identity/kustomization.yaml", "base/identity/rag/serviceaccount-retriever.yaml",
        "base/kustomization.yaml", "base/network/kustomization.yaml",
        "base/network/rag/networkpolicy-default-deny.yaml", "base/workload/kustomization.yaml",
        "base/workload/namespace-rag.yaml", "components/istio-sidecar/kustomization.yaml",
        "components/istio-sidecar/rag/authorizationpolicy-retriever-allow.yaml",
        "components/istio-sidecar/rag/peerauthentication-default.yaml", "index.json",
        "overlays/audit/kustomization.yaml", "overlays/enforce/kustomization.yaml" };
    QCOMPARE(paths, expected);

    QCOMPARE(contentOf(tree, "base/workload/namespace-rag.yaml"), std::string(R"(apiVersion: v1
kind: Namespace
metadata:
  name: rag
  labels:
    istio-injection: enabled
    pod-security.kubernetes.io/enforce: restricted
    pod-security.kubernetes.io/enforce-version: v1.35
)"));
    QCOMPARE(contentOf(tree, "base/identity/rag/serviceaccount-retriever.yaml"), std::string(R"(apiVersion: v1
kind: ServiceAccount
metadata:
  name: retriever
  namespace: rag
  annotations:
    eks.amazonaws.com/role-arn: arn:aws:iam::1:role/r
automountServiceAccountToken: false
)"));
    QCOMPARE(contentOf(tree, "base/network/rag/networkpolicy-default-deny.yaml"),
        std::string(R"(apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: default-deny
  namespace: rag
  annotations:
    fourplane.dev/edges: ns-rag
spec:
  podSelector: {}
  policyTypes:
    - Ingress
    - Egress
)"));
    QCOMPARE(contentOf(tree, "base/adopted/rag/networkpolicy-old.policy.yaml"),
        std::string(R"(apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: old.policy
  namespace: rag
spec:
  podSelector: {}
)"));
    QCOMPARE(contentOf(tree, "components/istio-sidecar/rag/authorizationpolicy-retriever-allow.yaml"),
        std::string(R"(apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: retriever-allow
  namespace: rag
  annotations:
    fourplane.dev/edges: e1,e2
spec:
  selector:
    matchLabels:
      app: retriever
  action: ALLOW
  rules:
    - from:
        - source:
            principals:
              - cluster.local/ns/rag/sa/gateway
      to:
        - operation:
            ports:
              - "8080"
)"));
    QCOMPARE(contentOf(tree, "base/kustomization.yaml"),
        std::string("apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n"
                    "  - workload\n  - identity\n  - adopted\n  - network\n"));
    QCOMPARE(contentOf(tree, "overlays/enforce/kustomization.yaml"),
        std::string("apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n"
                    "  - \"../../base\"\ncomponents:\n  - \"../../components/istio-sidecar\"\n"));
    QCOMPARE(contentOf(tree, "overlays/audit/kustomization.yaml"),
        std::string(R"(apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - "../../base/workload"
  - "../../base/identity"
  - "../../base/adopted"
components:
  - "../../components/istio-sidecar"
patches:
  - target:
      version: v1
      kind: Namespace
      name: rag
    patch: |
      - op: remove
        path: /metadata/labels/pod-security.kubernetes.io~1enforce
  - target:
      group: security.istio.io
      version: v1
      kind: AuthorizationPolicy
      name: retriever-allow
      namespace: rag
    patch: |
      - op: add
        path: /metadata/annotations/istio.io~1dry-run
        value: "true"
  - target:
      group: security.istio.io
      version: v1
      kind: PeerAuthentication
      name: default
      namespace: rag
    patch: |
      - op: replace
        path: /spec/mtls/mode
        value: PERMISSIVE
)"));
}

void tst_PlanExporter::listsEveryFileAndEdgeInTheIndex()
{
    const ExportTree tree = exported(smallPlan());
    const auto index = nlohmann::json::parse(contentOf(tree, "index.json"));
    QCOMPARE(index["files"].size(), tree.files.size() - 1);
    const std::string path = "components/istio-sidecar/rag/authorizationpolicy-retriever-allow.yaml";
    QCOMPARE(index["edges"]["e2"].size(), std::size_t { 1 });
    QVERIFY(index["edges"]["e2"][path] == index["files"][path]);
    QCOMPARE(index["edges"]["ns-rag"].size(), std::size_t { 3 }); // Namespace, default deny, mutual TLS
    QCOMPARE(contentOf(exported(smallPlan()), "index.json"), contentOf(tree, "index.json"));
}

void tst_PlanExporter::leavesOutFoldersWithoutObjects()
{
    const ExportTree tree = exported({});
    std::vector<std::string> paths;
    for (const ExportedFile &file : tree.files)
        paths.push_back(file.path);
    QCOMPARE(paths, (std::vector<std::string> { "COMPATIBILITY.md", "RUNBOOK.md", "index.json" }));
}

void tst_PlanExporter::schemasRejectASeededUnknownField()
{
    const auto schemas = test::sharedPath("data/schemas/derived");
    REQUIRE_OR_SKIP(schemas);
    for (const ExportedFile &file : exported(smallPlan()).files) {
        if (!isManifest(file.path))
            continue;
        auto object = test::toJson(*loadYaml(file.content, file.path).documents.at(0));
        QVERIFY(test::schemaComplaints(object, schemas).empty());
        object["metadata"]["seeded"] = "x";
        QVERIFY(!test::schemaComplaints(object, schemas).empty());
    }
}

void tst_PlanExporter::everyManifestIsValid()
{
    const auto schemas = test::sharedPath("data/schemas/derived");
    REQUIRE_OR_SKIP(schemas);
    int count = 0;
    for (const ExportedFile &file : exported(smallPlan()).files) {
        if (!isManifest(file.path))
            continue;
        const YamlStream stream = loadYaml(file.content, file.path);
        QVERIFY(stream.diagnostics.empty());
        QCOMPARE(stream.documents.size(), std::size_t { 1 });
        const auto complaints = test::schemaComplaints(test::toJson(*stream.documents[0]), schemas);
        QVERIFY2(complaints.empty(), complaints.empty() ? "" : complaints.front().c_str());
        ++count;
    }
    QCOMPARE(count, 6);
}

void tst_PlanExporter::keepsTextsThatReadersMistake_data()
{
    QTest::addColumn<std::string>("text");
    for (const char *text : { "on", "1e3", "null", "0x1F", "yes", "2026-01-01", "1_000", "+1", ".5", "~" })
        QTest::newRow(text) << std::string(text);
    QTest::newRow("quote") << std::string("\"; DROP TABLE x; --");
    QTest::newRow("template") << std::string("{{ .Values.x }}");
    QTest::newRow("newline") << std::string("a\nb: c\n---\nkind: Secret\n");
    QTest::newRow("emoji") << std::string("\xF0\x9F\x94\x92 <script>alert(1)</script>");
    QTest::newRow("63 characters") << std::string(63, 'x');
}

void tst_PlanExporter::keepsTextsThatReadersMistake()
{
    QFETCH(std::string, text);
    EnforcementPlan plan;
    AuthorizationPolicy policy;
    policy.meta = { "p", "n", {}, { { "note", text } } };
    policy.rules.resize(1);
    policy.rules[0].when = { { "request.headers[x]", { text }, {} } };
    plan.authorizationPolicies = { { policy, { ElementId("e") }, {}, true } };
    const ExportTree tree = exported(plan);
    const std::string content = contentOf(tree, "components/istio-sidecar/n/authorizationpolicy-p.yaml");
    const YamlStream stream = loadYaml(content, "f");
    QCOMPARE(stream.documents.size(), std::size_t { 1 });
    const auto object = test::toJson(*stream.documents[0]);
    QVERIFY(object["metadata"]["annotations"]["note"] == text);
    QVERIFY(object["spec"]["rules"][0]["when"][0]["values"][0] == text);
}

void tst_PlanExporter::refusesWhatTheTargetWouldNotTake_data()
{
    QTest::addColumn<EnforcementPlan>("plan");
    QTest::addColumn<std::string>("reason");
    const auto row = [](const char *name, const char *reason, auto change) {
        EnforcementPlan plan = smallPlan();
        change(plan);
        QTest::newRow(name) << plan << std::string(reason);
    };
    for (const char *name : { "on!", "; DROP", "{{ x }}", "a\nb", "UPPER", "\xF0\x9F\x94\x92", "a/../b", "" })
        row(name, "no DNS label", [name](auto &plan) { plan.namespaces[1].name = name; });
    row("64 characters", "no DNS label", [](auto &plan) { plan.namespaces[1].name = std::string(64, 'a'); });
    row("label key", "no legal label key", [](auto &plan) { plan.namespaces[1].labels["a b"] = "x"; });
    row("label value", "no legal value", [](auto &plan) { plan.namespaces[1].labels["a"] = "x y"; });
    row("Pod Security version", "no Pod Security version",
        [](auto &plan) { plan.namespaces[1].podSecurity.version = "1.35"; });
    row("account name", "no DNS name", [](auto &plan) { plan.serviceAccounts[0].name = "A_b"; });
    row("token lifetime", "below the 600 s",
        [](auto &plan) { plan.serviceAccounts[0].tokenLifetimeSeconds = 599; });
    row("policy name", "no legal object name",
        [](auto &plan) { plan.networkPolicies[0].object.meta.name = "a b"; });
    row("policy name too long", "no legal object name",
        [](auto &plan) { plan.networkPolicies[0].object.meta.name = std::string(254, 'a'); });
    row("cidr", "no address block", [](auto &plan) {
        plan.networkPolicies[0].object.egress = { { { { {}, {}, IpBlock { "10.0.0.0/33", {} } } }, {} } };
    });
    row("ipBlock with selector", "together with a selector", [](auto &plan) {
        plan.networkPolicies[0].object.egress = {
            { { { LabelSelector {}, {}, IpBlock { "10.0.0.0/8", {} } } }, {} }
        };
    });
    row("endPort", "lower than the port", [](auto &plan) {
        plan.networkPolicies[0].object.ingress = { { {},
            { { Protocol::Tcp, IntOrName(std::uint16_t { 9 }), std::uint16_t { 8 } } } } };
    });
    row("port of an operation", "no port",
        [](auto &plan) { plan.authorizationPolicies[0].object.rules[0].to[0].ports = { "70000" }; });
    row("principal with scheme", "has a URL scheme", [](auto &plan) {
        plan.authorizationPolicies[0].object.rules[0].from[0].principals = { "spiffe://x/ns/a/sa/b" };
    });
    row("namespace missing", "names no namespace",
        [](auto &plan) { plan.networkPolicies[0].object.meta.namespaceName.clear(); });
    row("same name twice", "has the same name",
        [](auto &plan) { plan.networkPolicies.push_back(plan.networkPolicies[0]); });
    row("too large", "larger than 1 MiB", [](auto &plan) {
        plan.authorizationPolicies[0].object.rules[0].to[0].paths = { std::string(1100000, 'x') };
    });
    row("too many edges", "longer than 256 KiB",
        [](auto &plan) { plan.networkPolicies[0].sources.assign(3000, ElementId(std::string(100, 'e'))); });
    row("not UTF-8", "not valid UTF-8",
        [](auto &plan) { plan.authorizationPolicies[0].object.rules[0].to[0].paths = { "\xFF" }; });
}

void tst_PlanExporter::refusesWhatTheTargetWouldNotTake()
{
    QFETCH(EnforcementPlan, plan);
    QFETCH(std::string, reason);
    const auto tree = exportPlan(plan);
    const std::string problem = test::refusalProblem(tree, reason);
    QVERIFY2(problem.empty(), problem.c_str());
}

void tst_PlanExporter::namesDifferentObjectsDifferently()
{
    EnforcementPlan plan;
    const std::string common(240, 'a');
    for (const std::string &name : { common + "-1", common + "-2", std::string("kustomization") }) {
        NetworkPolicy policy;
        policy.meta = { name, "n", {}, {} };
        plan.networkPolicies.push_back({ policy, { ElementId("e") }, {} });
    }
    AdminPolicy clusterWide;
    clusterWide.meta = { "p", "", {}, {} };
    clusterWide.subject.namespaces = LabelSelector {};
    plan.adminPolicies.push_back({ clusterWide, { ElementId("e") }, {} });
    std::set<std::string> paths;
    for (const ExportedFile &file : exported(plan).files) {
        paths.insert(file.path);
        QVERIFY(std::filesystem::path(file.path).filename().string().size() <= 255);
    }
    QCOMPARE(paths.size(), std::size_t { 4 + 5 + 3 }); // objects, kustomizations, pages and index
    QVERIFY(paths.count("base/network/n/networkpolicy-kustomization.yaml"));
    QVERIFY(paths.count("components/cluster-network-policy/_/adminnetworkpolicy-p.yaml"));
}

void tst_PlanExporter::escapesHostileTextsInPages()
{
    EnforcementPlan plan;
    plan.nodePools = { { ElementId("p"), "<img src=x>\n# Title", { { "pool", "gpu'; rm -rf /" } },
        { { "dedicated", "$(id)", "NoSchedule" } } } };
    const ExportTree tree = exported(plan);
    const std::string runbook = contentOf(tree, "RUNBOOK.md");
    QVERIFY(runbook.find("kubectl taint nodes -l 'pool=gpu'\\''; rm -rf /' --overwrite "
                         "'dedicated=$(id):NoSchedule'\n")
        != std::string::npos);
    const std::string page = contentOf(tree, "COMPATIBILITY.md");
    QVERIFY(page.find("&lt;img src=x&gt; \\# Title") != std::string::npos);
    QVERIFY(page.find("<img") == std::string::npos);
}

/// Semantics PA2: of two PeerAuthentications the older one holds, and ages are the cluster's.
void tst_PlanExporter::writesNoAgesAndSaysSo()
{
    EnforcementPlan plan = smallPlan();
    plan.peerAuthentications.clear();
    for (const auto &[name, time] :
        { std::pair { "old", "2026-01-01T00:00:00Z" }, std::pair { "young", "2026-02-01T00:00:00Z" } }) {
        Planned<PeerAuthentication> &planned = plan.peerAuthentications.emplace_back();
        planned.object.meta = { name, "rag", {}, { { std::string(createdAtAnnotation), time } } };
        planned.object.mode = MtlsMode::Strict;
        planned.isAdopted = true;
    }
    const ExportTree tree = exported(plan);
    for (const ExportedFile &file : tree.files)
        QVERIFY2(file.content.find("2026-0") == std::string::npos, file.path.c_str());
    QCOMPARE(countOf(tree.report, "age-not-expressed"), 1);
    QVERIFY(contentOf(tree, "COMPATIBILITY.md").find("rag/old and rag/young") != std::string::npos);

    plan.peerAuthentications[1].object.selector = Labels { { "app", "retriever" } };
    QCOMPARE(countOf(exported(plan).report, "age-not-expressed"), 0); // narrower scopes win at any age
}

void tst_PlanExporter::saysWhatItWasWrittenFor()
{
    EnforcementPlan plan = smallPlan();
    ToolScope scope;
    scope.id = ElementId("scope");
    scope.agentId = ElementId("agent");
    scope.toolId = ElementId("tool");
    plan.toolScopes = { scope };
    const auto page = [&plan](const ExportTargets &targets) {
        const auto tree = exportPlan(plan, targets);
        return tree ? contentOf(*tree, "COMPATIBILITY.md") : toString(tree.error());
    };
    const std::string linkerd = page({ ExportTarget::Linkerd });
    QVERIFY(linkerd.find("Written for: Kubernetes, Linkerd. ") != std::string::npos);
    QVERIFY(linkerd.find("tool-scope-not-expressed") != std::string::npos);
    const std::string opa = page({ ExportTarget::Opa });
    QVERIFY(opa.find("Written for: Kubernetes, Open Policy Agent. ") != std::string::npos);
    QVERIFY(opa.find("tool-scope-needs-gateway") != std::string::npos);
    QVERIFY(opa.find("tool-scope-not-expressed") == std::string::npos);
}

void tst_PlanExporter::reportsEveryControlItCannotExpress()
{
    EnforcementPlan plan = smallPlan();
    plan.platform.cni = CniKind::None;
    plan.platform.mesh = MeshKind::None;
    plan.serviceAccounts[0].tokenLifetimeSeconds = 900;
    plan.serviceAccounts[0].cloudRoles = { "something" };
    plan.roles.resize(1);
    PlannedPod pod;
    pod.name = "retriever";
    pod.namespaceName = "rag";
    pod.labels = { { "app", "retriever" } };
    pod.hostNetwork = true;
    pod.tokenMounted = false;
    plan.pods = { pod };
    plan.namespaces[1].tenant = "acme";
    plan.nodePools = { { ElementId("p"), "gpu", {}, { { "dedicated", "gpu", "NoSchedule" } } } };
    plan.stores.resize(1);
    plan.grants.resize(1);
    plan.toolScopes.resize(1);
    plan.egressLists.resize(1);
    plan.namespacesWithUnmodelledPolicy = { "" };
    std::vector<std::string> codes;
    for (const Diagnostic &diagnostic : exported(plan).report)
        codes.push_back(diagnostic.code);
    const std::vector<std::string> expected { "token-settings-in-pod", "cloud-role-not-expressed",
        "token-mount-in-pod", "rbac-not-exported", "mesh-rule-without-proxy", "network-policy-not-enforced",
        "mesh-missing", "host-network-escapes-policy", "egress-list-not-expressed", "unmodelled-policy",
        "tenant-not-expressed", "node-taint-not-a-manifest", "workloads-not-written", "store-not-expressed",
        "data-grant-not-expressed", "tool-scope-not-expressed" };
    QCOMPARE(codes, expected);
    const std::string page = contentOf(exported(plan), "COMPATIBILITY.md");
    for (const std::string &code : expected)
        QVERIFY2(page.find("(" + code + ")") != std::string::npos, code.c_str());
}

void tst_PlanExporter::kustomizeBuildsBothOverlays()
{
    REQUIRE_OR_SKIP(test::kustomizePath());
    QTemporaryDir folder;
    QVERIFY(writeTree(exported(smallPlan()), folder.path().toStdString()));
    const auto build = [&](const std::string &overlay) {
        const auto [worked, text] = test::kustomized(folder.path().toStdString() + overlay);
        std::map<std::string, nlohmann::json> objects;
        if (!worked)
            qWarning("%s", text.c_str());
        for (const YamlNodePtr &document : loadYaml(text, "built").documents) {
            const auto object = test::toJson(*document);
            objects[object["kind"].get<std::string>() + "/" + object["metadata"]["name"].get<std::string>()] =
                object;
        }
        return objects;
    };
    auto enforced = build("/overlays/enforce");
    QCOMPARE(enforced.size(), std::size_t { 6 });
    for (const ExportedFile &file : exported(smallPlan()).files) {
        if (!isManifest(file.path))
            continue;
        const auto written = test::toJson(*loadYaml(file.content, file.path).documents.at(0));
        QVERIFY(enforced[written["kind"].get<std::string>() + "/"
                    + written["metadata"]["name"].get<std::string>()]
            == written);
    }
    auto audited = build("/overlays/audit");
    QCOMPARE(audited.size(), std::size_t { 5 });
    QVERIFY(!audited.count("NetworkPolicy/default-deny"));
    QVERIFY(audited["NetworkPolicy/old.policy"] == enforced["NetworkPolicy/old.policy"]);
    QVERIFY(audited["PeerAuthentication/default"]["spec"]["mtls"]["mode"] == "PERMISSIVE");
    QVERIFY(audited["AuthorizationPolicy/retriever-allow"]["metadata"]["annotations"]["istio.io/dry-run"]
        == "true");
    const auto labels = audited["Namespace/rag"]["metadata"]["labels"];
    QVERIFY(!labels.contains("pod-security.kubernetes.io/enforce"));
    QVERIFY(labels.contains("istio-injection"));
}

QTEST_APPLESS_MAIN(tst_PlanExporter)
#include "tst_PlanExporter.moc"
