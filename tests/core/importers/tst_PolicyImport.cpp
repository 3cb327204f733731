// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/PlanCompiler.h"
#include "tests/core/importers/ManifestText.h"

#include <QtTest>

using namespace fourplane;
using namespace fourplane::test;

/// Rule objects: what is adopted, what is kept as not understood, and which mesh and network they tell of.
class tst_PolicyImport : public QObject
{
    Q_OBJECT

private slots:
    void adoptsPolicies();
    void keepsUnreadablePoliciesAsUnmodelled();
    void unreadablePoliciesOfTheClusterConcernAllOfIt();
    void listsWhatItDoesNotModel();
    void findsTheMesh();
    void findsWhoIsInAnAmbientMesh();
    void adoptsCiliumPolicies();
};

void tst_PolicyImport::adoptsPolicies()
{
    const ImportResult result = importText(
        "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: deny, namespace: prod}\n"
        "spec: {podSelector: {}, policyTypes: [Ingress]}\n---\napiVersion: security.istio.io/v1\n"
        "kind: PeerAuthentication\nmetadata: {name: strict}\nspec: {mtls: {mode: STRICT}}\n");
    const AdoptedRule &rule = result.project.policy.adopted.at(ElementId("np-prod.deny"));
    QVERIFY(appliesTo(std::get<NetworkPolicy>(rule.object), PolicyDirection::Ingress));
    QVERIFY(result.project.topology.namespaces.count(ElementId("ns-prod")));
    const AdoptedRule &mtls = result.project.policy.adopted.at(ElementId("peerauth-default.strict"));
    QCOMPARE(metaOf(mtls.object).namespaceName, std::string("default"));
    QCOMPARE(mtls.origin.line, 6);
    QVERIFY(result.project.platform.mesh == MeshKind::IstioSidecar);
}

void tst_PolicyImport::keepsUnreadablePoliciesAsUnmodelled()
{
    const ImportResult result =
        importText("apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: bad}\n"
                   "spec: {podSelector: {}, ingress: [{from: [{}]}]}\n"); // NP11: an empty peer is invalid
    QVERIFY(result.project.policy.adopted.empty());
    QCOMPARE(result.project.unmodelled.size(), std::size_t(1));
    QVERIFY(result.project.unmodelled[0].affectsVerdicts);
    QCOMPARE(result.project.unmodelled[0].namespaceName, std::string("default"));
}

void tst_PolicyImport::unreadablePoliciesOfTheClusterConcernAllOfIt()
{
    for (const auto &[version, kind] :
        { std::pair { "policy.networking.k8s.io/v1alpha1", "AdminNetworkPolicy" },
            std::pair { "policy.networking.k8s.io/v1alpha1", "BaselineAdminNetworkPolicy" },
            std::pair { "policy.networking.k8s.io/v1alpha2", "ClusterNetworkPolicy" },
            std::pair { "cilium.io/v2", "CiliumClusterwideNetworkPolicy" } }) {
        const ImportResult result = importText("apiVersion: " + std::string(version) + "\nkind: " + kind
            + "\nmetadata: {name: default}\nspec: {priority: high, egress: 7}\n");
        QCOMPARE(result.project.unmodelled.size(), std::size_t { 1 });
        const UnmodelledObject &object = result.project.unmodelled.front();
        QVERIFY2(object.affectsVerdicts && object.namespaceName.empty(), kind);
        const EnforcementPlan plan = compilePlan(result.project).plan;
        QCOMPARE(plan.namespacesWithUnmodelledPolicy, std::vector<std::string> { "" });
    }
}

void tst_PolicyImport::listsWhatItDoesNotModel()
{
    struct Case
    {
        const char *apiVersion;
        const char *kind;
        bool affectsVerdicts;
        DiagnosticLevel level;
    };

    const std::vector<Case> cases { { "v1", "PersistentVolumeClaim", false, DiagnosticLevel::Note },
        { "autoscaling/v2", "HorizontalPodAutoscaler", false, DiagnosticLevel::Note },
        { "policy/v1", "PodDisruptionBudget", false, DiagnosticLevel::Note },
        { "v1", "ConfigMap", false, DiagnosticLevel::Note },
        { "cilium.io/v2", "CiliumNetworkPolicy", true, DiagnosticLevel::Severe },
        { "cilium.io/v2", "CiliumClusterwideNetworkPolicy", true, DiagnosticLevel::Severe },
        { "projectcalico.org/v3", "NetworkPolicy", true, DiagnosticLevel::Severe },
        { "projectcalico.org/v3", "GlobalNetworkPolicy", true, DiagnosticLevel::Severe },
        { "policy.networking.k8s.io/v1alpha1", "AdminNetworkPolicy", true, DiagnosticLevel::Severe },
        { "policy.networking.k8s.io/v1alpha1", "BaselineAdminNetworkPolicy", true, DiagnosticLevel::Severe },
        { "policy.networking.k8s.io/v1alpha2", "ClusterNetworkPolicy", true, DiagnosticLevel::Severe },
        { "policy.linkerd.io/v1beta3", "Server", true, DiagnosticLevel::Severe },
        { "policy.linkerd.io/v1alpha1", "AuthorizationPolicy", true, DiagnosticLevel::Severe },
        { "security.istio.io/v1", "RequestAuthentication", false, DiagnosticLevel::Warning },
        { "admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicy", true, DiagnosticLevel::Severe },
        { "gateway.networking.k8s.io/v1", "ListenerSet", true, DiagnosticLevel::Severe },
        { "ray.io/v1", "RayCluster", false, DiagnosticLevel::Severe },
        { "example.org/v1", "Whatever", false, DiagnosticLevel::Severe },
        { "example.org/v1", "TrafficPolicy", true, DiagnosticLevel::Severe } };
    std::string text;
    for (std::size_t i = 0; i < cases.size(); ++i) {
        text += "---\napiVersion: " + std::string(cases[i].apiVersion) + "\nkind: " + cases[i].kind
            + "\nmetadata: {name: n" + std::to_string(i) + ", namespace: ai}\n";
    }
    const ImportResult result = importText(text);
    const Diagnostics messages = withCode(result, "not-modelled");
    QCOMPARE(messages.size(), cases.size());
    QCOMPARE(result.project.unmodelled.size(), cases.size());
    for (const UnmodelledObject &object : result.project.unmodelled) {
        const std::size_t i = std::stoul(object.name.substr(1));
        QCOMPARE(object.kind, std::string(cases[i].kind));
        QVERIFY2(object.affectsVerdicts == cases[i].affectsVerdicts, cases[i].kind);
        QVERIFY(!object.reason.empty());
        // Not to be taken for the tiers of policy.networking.k8s.io, which are evaluated.
        if (std::string(cases[i].apiVersion).rfind("projectcalico.org", 0) == 0)
            QVERIFY(object.reason.find("tiers differ") != std::string::npos);
        QCOMPARE(object.origin.line, static_cast<int>(i) * 4 + 2);
        QVERIFY2(messages[i].level == cases[i].level, cases[i].kind); // sorted by place
    }
}

void tst_PolicyImport::findsTheMesh()
{
    const ImportResult plain = importText(deployment("a", noContainers));
    QVERIFY(plain.project.platform.mesh == MeshKind::None);
    QVERIFY(plain.project.platform.cni == CniKind::Generic);
    QCOMPARE(withCode(plain, "platform-assumed").size(), std::size_t(1));
    const ImportResult proxied = importText(
        deployment("a", "{containers: [{name: c, image: x}, {name: istio-proxy, image: istio/proxyv2}]}"));
    QVERIFY(proxied.project.platform.mesh == MeshKind::IstioSidecar);
    QVERIFY(workload(proxied, "ai.a").mesh == MeshMembership::In);
    const ImportResult left = importText(
        "apiVersion: v1\nkind: Pod\nmetadata: {name: p, labels: {sidecar.istio.io/inject: 'false'},"
        " annotations: {sidecar.istio.io/inject: 'true'}}\nspec: "
        + noContainers + "\n");
    QVERIFY(workload(left, "default.p").mesh == MeshMembership::Out); // the label wins
}

void tst_PolicyImport::findsWhoIsInAnAmbientMesh()
{
    const auto home = [](const std::string &name, const std::string &labels) {
        return "apiVersion: v1\nkind: Namespace\nmetadata: {name: " + name + ", labels: {" + labels
            + "}}\n---\n";
    };
    const auto pod = [](const std::string &name, const std::string &where, const std::string &labels) {
        return "apiVersion: v1\nkind: Pod\nmetadata: {name: " + name + ", namespace: " + where + ", labels: {"
            + labels + "}}\nspec: {containers: [{name: c, image: x}]}\n---\n";
    };
    const std::string refused = "sidecar.istio.io/inject: 'false'", no = "istio.io/dataplane-mode: none";
    const ImportResult result = importText(home("amb", "istio.io/dataplane-mode: ambient")
        + home("side", "istio-injection: enabled") + home("bare", "") + pod("plain", "amb", "")
        + pod("unsidecared", "amb", refused) + pod("left-out", "amb", no) + pod("classic", "side", "")
        + pod("kept", "side", no) + pod("dropped", "side", refused)
        + pod("alone", "bare", "istio.io/dataplane-mode: ambient") + pod("outside", "bare", ""));
    QCOMPARE(result.project.platform.mesh, MeshKind::IstioAmbient);
    const CompiledPlan compiled = compilePlan(result.project);
    const auto modeOf = [&](const std::string &id) {
        return findPod(compiled.plan, ElementId(id))->meshMode;
    };
    QCOMPARE(modeOf("amb.plain"), MeshMode::Ambient);
    QCOMPARE(modeOf("amb.unsidecared"), MeshMode::Ambient); // only its sidecar is refused
    QCOMPARE(modeOf("amb.left-out"), MeshMode::None);
    QCOMPARE(modeOf("side.classic"), MeshMode::Sidecar);
    QCOMPARE(modeOf("side.kept"), MeshMode::Sidecar);
    QCOMPARE(modeOf("side.dropped"), MeshMode::None);
    QCOMPARE(modeOf("bare.alone"), MeshMode::Ambient);
    QCOMPARE(modeOf("bare.outside"), MeshMode::None);
    QVERIFY(withCode(result, "not-simulated").empty());
}

void tst_PolicyImport::adoptsCiliumPolicies()
{
    const ImportResult result =
        importText("apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {name: p, namespace: ai}\n"
                   "spec: {endpointSelector: {}, ingress: [{fromEndpoints: [{}]}]}\n---\n"
                   "apiVersion: cilium.io/v2\nkind: CiliumClusterwideNetworkPolicy\nmetadata: {name: w}\n"
                   "spec: {endpointSelector: {}, egressDeny: [{toEntities: [world]}]}\n");
    QCOMPARE(result.project.platform.cni, CniKind::Cilium);
    QVERIFY(result.project.unmodelled.empty());
    const AdoptedRule &own = result.project.policy.adopted.at(ElementId("cilium-ai.p"));
    QCOMPARE(toString(own.origin), std::string("m.yaml:1:1"));
    QVERIFY(metaOf(result.project.policy.adopted.at(ElementId("cilium-w")).object).namespaceName.empty());
}

QTEST_APPLESS_MAIN(tst_PolicyImport)
#include "tst_PolicyImport.moc"
