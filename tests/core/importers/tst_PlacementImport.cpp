// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/core/importers/ImportText.h"

#include <QtTest>

using namespace fourplane;
using namespace fourplane::test;

/// What decides where pods run and whether they are admitted: affinity, runtime classes, nodes, Pod Security
/// labels, admission policies.
class tst_PlacementImport : public QObject
{
    Q_OBJECT

private slots:
    void readsNodeAffinity();
    void readsPodAntiAffinity();
    void givesNoCreditForTermsItCannotRead();
    void staticAndOtherwiseScheduledPodsBypassTheScheduler();
    void runtimeClassMergesItsScheduling();
    void runtimeClassHandlerDecidesOverItsName();
    void poolsNodesByLabelsOfInterest();
    void passingTaintsAreNoIsolation();
    void podSecurityVersionsOfEachMode();
    void invalidPodSecurityLevelsAreReadAsKubernetesDoes();
    void admissionPoliciesOfOtherEnginesAreOnTheWorkloadPlane();
    void validatingAdmissionPolicyCountsWhereItIsBound();
    void validatingAdmissionPolicyThatRefusesNoPods();
};

namespace {

std::string pod(const std::string &spec, const std::string &more = {})
{
    return "---\napiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: ai" + more
        + "}\nspec: {containers: [{name: c, image: x}], " + spec + "}\n";
}

const Placement &placementIn(const ImportResult &result)
{
    return result.project.topology.workloads.at(ElementId("ai.p")).placement;
}

std::string node(const std::string &name, const std::string &labels, const std::string &spec = "{}")
{
    return "---\napiVersion: v1\nkind: Node\nmetadata: {name: " + name
        + ", labels: {kubernetes.io/hostname: " + name + labels + "}}\nspec: " + spec + "\n";
}

std::string space(const std::string &name, const std::string &labels)
{
    return "---\napiVersion: v1\nkind: Namespace\nmetadata: {name: " + name + ", labels: {" + labels + "}}\n";
}

std::string policy(const std::string &resources, const std::string &more = {}, const std::string &meta = {})
{
    return "---\napiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicy\n"
           "metadata: {name: no-root"
        + meta
        + "}\nspec: {matchConstraints: {resourceRules: [{apiGroups: ['', apps], apiVersions: [v1],"
          " operations: [CREATE, UPDATE], resources: ["
        + resources + "]}]" + more + "}, validations: [{expression: 'object.spec.hostPID != true'}]}\n";
}

std::string binding(const std::string &actions, const std::string &more = {})
{
    return "---\napiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicyBinding\n"
           "metadata: {name: bind}\nspec: {policyName: no-root, validationActions: ["
        + actions + "]" + more + "}\n";
}

/// Names of the namespaces that the admission control is said to govern; "" is the cluster.
std::vector<std::string> governed(const ImportResult &result)
{
    std::vector<std::string> names;
    for (const UnmodelledObject &object : result.project.unmodelled) {
        if (object.affectsVerdicts && object.plane == Plane::Workload)
            names.push_back(object.namespaceName);
    }
    return names;
}

} // namespace

void tst_PlacementImport::readsNodeAffinity()
{
    const ImportResult result = importText(pod(
        "affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, preference:"
        " {matchExpressions: [{key: never, operator: Exists}]}}],"
        " requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: ["
        "{matchExpressions: [{key: gpu, operator: Exists}, {key: cores, operator: Gt, values: ['8']}]},"
        "{matchFields: [{key: metadata.name, operator: In, values: [n1]}]}]}}}"));
    const std::vector<NodeAffinityTerm> expected {
        { { { "gpu", LabelOperator::Exists, {} }, { "cores", LabelOperator::Gt, { "8" } } }, {} },
        { {}, { { "metadata.name", LabelOperator::In, { "n1" } } } },
    };
    QVERIFY(placementIn(result).nodeAffinity == expected);
    QVERIFY(placementIn(result).nodeSelector.empty());
}

void tst_PlacementImport::readsPodAntiAffinity()
{
    const ImportResult result =
        importText(pod("affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: ["
                       "{topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: db},"
                       " matchExpressions: [{key: tier, operator: NotIn, values: [x]}]}, namespaces: [data],"
                       " namespaceSelector: {}}, {topologyKey: zone}]}}"));
    const auto &terms = placementIn(result).podAntiAffinity;
    QCOMPARE(terms.size(), std::size_t(1)); // a term without a selector means no pod
    const std::vector<LabelRequirement> pods { { "tier", LabelOperator::NotIn, { "x" } },
        { "app", LabelOperator::In, { "db" } } };
    QVERIFY(terms[0].pods == pods);
    QCOMPARE(terms[0].topologyKey, std::string("kubernetes.io/hostname"));
    QCOMPARE(terms[0].namespaces, std::vector<std::string> { "data" });
    QVERIFY(terms[0].selectsNamespaces && terms[0].namespaceSelector.empty());
}

void tst_PlacementImport::givesNoCreditForTermsItCannotRead()
{
    const ImportResult result =
        importText(pod("affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: ["
                       "{topologyKey: kubernetes.io/hostname, labelSelector: {}, matchLabelKeys: [hash]},"
                       "{topologyKey: kubernetes.io/hostname, labelSelector: {matchExpressions:"
                       " [{key: a, operator: Like}]}}]}}"));
    QVERIFY(placementIn(result).podAntiAffinity.empty());
    QCOMPARE(withCode(result, "not-simulated").size(), std::size_t(1));
    QCOMPARE(withCode(result, "wrong-value").size(), std::size_t(1));
}

void tst_PlacementImport::staticAndOtherwiseScheduledPodsBypassTheScheduler()
{
    const std::string live = "\nstatus: {phase: Running}\n";
    QCOMPARE(placementIn(importText(pod("nodeName: n1"))).nodeName, std::string("n1"));
    QCOMPARE(placementIn(importText(pod("nodeName: n1") + live)).nodeName, std::string());
    const std::string mirror = ", annotations: {kubernetes.io/config.mirror: abc}";
    QCOMPARE(placementIn(importText(pod("nodeName: n1", mirror) + live)).nodeName, std::string("n1"));
    QCOMPARE(placementIn(importText(pod("schedulerName: volcano"))).scheduler, std::string("volcano"));
    QCOMPARE(placementIn(importText(pod("schedulerName: default-scheduler"))).scheduler, std::string());
}

void tst_PlacementImport::runtimeClassMergesItsScheduling()
{
    const std::string runtimeClass =
        "---\napiVersion: node.k8s.io/v1\nkind: RuntimeClass\nmetadata: {name: vm}\nhandler: kata-qemu\n"
        "scheduling: {nodeSelector: {kata: 'yes'}, tolerations: [{key: kata, operator: Exists}]}\n";
    const ImportResult result =
        importText(runtimeClass + pod("runtimeClassName: vm, nodeSelector: {zone: a}"));
    const Labels selector { { "kata", "yes" }, { "zone", "a" } };
    QVERIFY(placementIn(result).nodeSelector == selector);
    QCOMPARE(placementIn(result).tolerations.size(), std::size_t(1));
    QVERIFY(placementIn(result).sandboxedRuntime);
    const ImportResult conflict =
        importText(runtimeClass + pod("runtimeClassName: vm, nodeSelector: {kata: 'no'}"));
    QCOMPARE(withCode(conflict, "runtime-class-conflict").size(), std::size_t(1));
}

void tst_PlacementImport::runtimeClassHandlerDecidesOverItsName()
{
    const ImportResult known = importText(
        "---\napiVersion: node.k8s.io/v1\nkind: RuntimeClass\nmetadata: {name: gvisor}\nhandler: runc\n"
        + pod("runtimeClassName: gvisor"));
    QVERIFY(!placementIn(known).sandboxedRuntime);
    const ImportResult assumed = importText(pod("runtimeClassName: gvisor"));
    QCOMPARE(withCode(assumed, "runtime-class-assumed").size(), std::size_t(1));
}

void tst_PlacementImport::poolsNodesByLabelsOfInterest()
{
    const std::string nodes = node("a", ", disk: ssd, serial: '1'") + node("b", ", disk: ssd, serial: '2'")
        + node("c", ", disk: hdd, serial: '3'");
    const ImportResult result = importText(nodes + pod("nodeSelector: {disk: ssd}"));
    const auto &pools = result.project.topology.nodePools;
    QCOMPARE(pools.size(), std::size_t(2));
    const NodePool &fast = pools.at(ElementId("pool-a"));
    const std::vector<std::string> names { "a", "b" };
    QCOMPARE(fast.nodes, names);
    const Labels common { { "disk", "ssd" } };
    QVERIFY(fast.labels == common);
    // Nobody asks for the disk: one pool.
    QCOMPARE(importText(nodes).project.topology.nodePools.size(), std::size_t(1));
}

void tst_PlacementImport::passingTaintsAreNoIsolation()
{
    const ImportResult result = importText(node("a", "",
        "{taints: [{key: node.kubernetes.io/unschedulable, effect: NoSchedule},"
        " {key: gpu, effect: NoSchedule}]}"));
    const std::vector<Taint> expected { { "gpu", "", "NoSchedule" } };
    QVERIFY(result.project.topology.nodePools.at(ElementId("pool-a")).taints == expected);
}

void tst_PlacementImport::podSecurityVersionsOfEachMode()
{
    const std::string key = "pod-security.kubernetes.io/";
    const ImportResult result = importText(space("x",
        key + "enforce: baseline, " + key + "enforce-version: v1.30, " + key + "audit: restricted, " + key
            + "warn: restricted, " + key + "warn-version: v1.31"));
    const PodSecurityAdmission &read = result.project.topology.namespaces.at(ElementId("ns-x")).podSecurity;
    QCOMPARE(read.version, std::string("v1.30"));
    QCOMPARE(read.auditVersion, std::string("latest")); // not that of enforce
    QCOMPARE(read.warnVersion, std::string("v1.31"));
}

/// PolicyToEvaluate of pod-security-admission: enforce falls to restricted, audit and warn to privileged.
void tst_PlacementImport::invalidPodSecurityLevelsAreReadAsKubernetesDoes()
{
    const std::string key = "pod-security.kubernetes.io/";
    const ImportResult result =
        importText(space("x", key + "enforce: Baseline, " + key + "audit: strict, " + key + "warn: none"));
    const PodSecurityAdmission &read = result.project.topology.namespaces.at(ElementId("ns-x")).podSecurity;
    QVERIFY(read.enforce == PodSecurityLevel::Restricted);
    QVERIFY(read.audit == PodSecurityLevel::Privileged);
    QVERIFY(read.warn == PodSecurityLevel::Privileged);
    QCOMPARE(withCode(result, "wrong-value").size(), std::size_t(3));
}

void tst_PlacementImport::admissionPoliciesOfOtherEnginesAreOnTheWorkloadPlane()
{
    const ImportResult result = importText(
        "---\napiVersion: kyverno.io/v1\nkind: ClusterPolicy\nmetadata: {name: a, annotations:"
        " {fourplane.dev/enforces: baseline}}\n"
        "---\napiVersion: kyverno.io/v1\nkind: Policy\nmetadata: {name: b, namespace: ai, annotations:"
        " {fourplane.dev/enforces: everything}}\n"
        "---\napiVersion: constraints.gatekeeper.sh/v1beta1\nkind: K8sNoRoot\nmetadata: {name: c}\n");
    const auto &objects = result.project.unmodelled;
    QCOMPARE(objects.size(), std::size_t(3));
    for (const UnmodelledObject &object : objects)
        QVERIFY(object.plane == Plane::Workload && object.affectsVerdicts);
    QVERIFY(objects[0].declaredLevel == PodSecurityLevel::Baseline);
    QVERIFY(!objects[1].declaredLevel);
    QCOMPARE(withCode(result, "wrong-value").size(), std::size_t(1));
}

void tst_PlacementImport::validatingAdmissionPolicyCountsWhereItIsBound()
{
    const std::string spaces = space("x", "team: a") + space("y", "team: b");
    const std::vector<std::string> everywhere { "" };
    const ImportResult all = importText(spaces + policy("pods") + binding("Deny, Audit"));
    QCOMPARE(governed(all), everywhere);
    const UnmodelledObject &kept = all.project.unmodelled.at(0);
    QCOMPARE(kept.name, std::string("no-root"));
    QVERIFY(kept.reason.find("object.spec.hostPID != true") != std::string::npos);
    QVERIFY(kept.reason.find("failurePolicy Fail") != std::string::npos);
    const std::string selector = ", matchResources: {namespaceSelector: {matchLabels: {team: b}}}";
    const std::vector<std::string> onlyY { "y" };
    QCOMPARE(governed(importText(spaces + policy("pods") + binding("Deny", selector))), onlyY);
    const std::string notB =
        ", namespaceSelector: {matchExpressions: [{key: team, operator: NotIn, values: [b]}]}";
    QVERIFY(governed(importText(spaces + policy("pods", notB) + binding("Deny", selector))).empty());
    const ImportResult declared = importText(
        policy("deployments", {}, ", annotations: {fourplane.dev/enforces: restricted}") + binding("Deny"));
    QVERIFY(declared.project.unmodelled.at(0).declaredLevel == PodSecurityLevel::Restricted);
}

void tst_PlacementImport::validatingAdmissionPolicyThatRefusesNoPods()
{
    for (const std::string &text :
        { policy("pods"), policy("pods") + binding("Audit, Warn"), policy("configmaps") + binding("Deny") }) {
        const ImportResult result = importText(text);
        QVERIFY(governed(result).empty());
        QCOMPARE(result.project.unmodelled.size(), std::size_t(1)); // kept all the same
    }
    const ImportResult unknown = importText(binding("Deny")); // its policy is not in the input
    QCOMPARE(governed(unknown).size(), std::size_t(1));
}

QTEST_APPLESS_MAIN(tst_PlacementImport)
#include "tst_PlacementImport.moc"
