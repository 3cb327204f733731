// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/ProjectFile.h"
#include "tests/core/importers/ManifestText.h"
#include "tests/support/TestData.h"

#include <QtTest>

using namespace fourplane;
using namespace fourplane::test;

/// Objects of every kind as elements of a project.
class tst_ManifestImporter : public QObject
{
    Q_OBJECT

private slots:
    void readsNamespaces();
    void assumesWhatIsOnlyMentioned();
    void readsPodSecurity();
    void readsPlacement();
    void readsControllersOfEveryKind();
    void takesListsApart();
    void groupsPodsByOwner();
    void readsMadeObjectsAtTheirMaker();
    void namesWhatIsNoObject();
    void keepsTheFirstOfTwoEqualNames();
    void readsTheRestOfABrokenObject();
    void findsExposure();
    void infersFlows();
    void givesStoresACollection();
    void letsTheUserChooseKinds();
    void poolsNodes();
    void keepsIdsApart();
    void writesAProjectThatLoads();
    void failsWithoutInput();
};

void tst_ManifestImporter::readsNamespaces()
{
    const ImportResult result =
        importText("apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ai\n  labels:\n    team: x\n"
                   "    kubernetes.io/metadata.name: ai\n    istio-injection: enabled\n"
                   "    pod-security.kubernetes.io/enforce: baseline\n"
                   "    pod-security.kubernetes.io/enforce-version: v1.31\n"
                   "    pod-security.kubernetes.io/warn: restricted\n"
                   "    pod-security.kubernetes.io/audit: strict\n");
    const Namespace &ns = result.project.topology.namespaces.at(ElementId("ns-ai"));
    QCOMPARE(ns.name, std::string("ai"));
    const Labels labels { { "team", "x" }, { "istio-injection", "enabled" } };
    QVERIFY(ns.labels == labels);
    QVERIFY(ns.podSecurity.enforce == PodSecurityLevel::Baseline);
    QVERIFY(ns.podSecurity.warn == PodSecurityLevel::Restricted);
    QVERIFY(
        ns.podSecurity.audit == PodSecurityLevel::Privileged); // "strict" is no level: "Fail open for audit"
    QCOMPARE(withCode(result, "wrong-value").size(), std::size_t(1));
    QCOMPARE(ns.podSecurity.version, std::string("v1.31"));
    QVERIFY(ns.meshInjection);
    QVERIFY(ns.segmentation == NamespaceSegmentation {});
    QCOMPARE(toString(ns.origin), std::string("m.yaml:1:1"));
}

void tst_ManifestImporter::assumesWhatIsOnlyMentioned()
{
    const ImportResult result =
        importText("apiVersion: v1\nkind: Pod\nmetadata: {name: p}\n"
                   "spec: {serviceAccountName: s, containers: [{name: c, image: x}]}\n");
    QCOMPARE(result.project.topology.namespaces.at(ElementId("ns-default")).name, std::string("default"));
    QCOMPARE(result.project.topology.identities.at(ElementId("sa-default.s")).name, std::string("s"));
    QCOMPARE(workload(result, "default.p").identityId.value(), std::string("sa-default.s"));
    QCOMPARE(withCode(result, "namespace-assumed").size(), std::size_t(1));
    QCOMPARE(withCode(result, "service-account-assumed").size(), std::size_t(1));
}

void tst_ManifestImporter::readsPodSecurity()
{
    const ImportResult result = importText(
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\n  annotations:\n"
        "    container.apparmor.security.beta.kubernetes.io/c: unconfined\nspec:\n"
        "  securityContext: {runAsNonRoot: true, runAsUser: 0, seccompProfile: {type: RuntimeDefault},"
        " sysctls: [{name: kernel.msgmax, value: '1'}]}\n"
        "  containers:\n  - name: c\n    image: x\n    ports: [{containerPort: 80, hostPort: 8080}]\n"
        "    securityContext:\n      privileged: true\n      allowPrivilegeEscalation: false\n"
        "      readOnlyRootFilesystem: true\n      procMount: Unmasked\n      seLinuxOptions: {type: spc_t}\n"
        "      capabilities: {add: [NET_ADMIN], drop: [ALL]}\n"
        "  initContainers:\n  - {name: i, image: y}\n  - {name: side, image: z, restartPolicy: Always}\n"
        "  ephemeralContainers: [{name: e, image: w}]\n  nodeName: n1\n");
    const Workload &pod = workload(result, "default.p");
    QVERIFY(pod.podSecurity.runAsNonRoot == true);
    QVERIFY(pod.podSecurity.runAsUser == 0);
    QCOMPARE(pod.podSecurity.seccompType, std::string("RuntimeDefault"));
    QCOMPARE(pod.containers.size(), std::size_t(4));
    const Container &main = pod.containers[0];
    QVERIFY(main.security.privileged == true);
    QVERIFY(main.security.allowPrivilegeEscalation == false);
    QVERIFY(main.security.readOnlyRootFilesystem == true);
    QCOMPARE(main.security.procMount, std::string("Unmasked"));
    QCOMPARE(main.security.seLinuxType, std::string("spc_t"));
    QCOMPARE(main.security.appArmorType, std::string("Unconfined"));
    QCOMPARE(main.security.addedCapabilities, std::vector<std::string> { "NET_ADMIN" });
    QCOMPARE(main.security.droppedCapabilities, std::vector<std::string> { "ALL" });
    QVERIFY(main.hasHostPort);
    QCOMPARE(pod.containers[1].name, std::string("side")); // a sidecar runs on, as main containers do
    QVERIFY(pod.containers[1].role == ContainerRole::Main);
    QVERIFY(pod.containers[2].role == ContainerRole::Init);
    QVERIFY(pod.containers[3].role == ContainerRole::Ephemeral);
    QCOMPARE(pod.placement.sysctls, std::vector<std::string> { "kernel.msgmax" });
    QCOMPARE(pod.placement.nodeName, std::string("n1"));
    QVERIFY(withCode(result, "not-simulated").empty());
}

void tst_ManifestImporter::readsPlacement()
{
    const ImportResult result = importText(deployment("a",
        "{hostNetwork: true, hostPID: true, hostIPC: true, shareProcessNamespace: true, runtimeClassName: "
        "gvisor,"
        " nodeSelector: {pool: gpu}, tolerations: [{key: gpu, operator: Exists, effect: NoSchedule}],"
        " automountServiceAccountToken: false,"
        " affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms:"
        " [{matchExpressions: [{key: zone, operator: In, values: [b]}]}]}}},"
        " volumes: [{name: a, hostPath: {path: /etc}}, {name: b, emptyDir: {}}, {name: c, secret: "
        "{secretName: s}}],"
        " containers: [{name: c, image: x}]}"));
    const Workload &found = workload(result, "ai.a");
    const Placement &placement = found.placement;
    QVERIFY(
        placement.hostNetwork && placement.hostPid && placement.hostIpc && placement.shareProcessNamespace);
    QVERIFY(placement.sandboxedRuntime);
    const Labels selector { { "pool", "gpu" }, { "zone", "b" } };
    QVERIFY(placement.nodeSelector == selector);
    const std::vector<Toleration> tolerations { { "gpu", "Exists", "", "NoSchedule" } };
    QVERIFY(placement.tolerations == tolerations);
    QCOMPARE(placement.hostPaths, std::vector<std::string> { "/etc" });
    const std::vector<std::string> types { "hostPath", "emptyDir", "secret" };
    QCOMPARE(placement.volumeTypes, types);
    QVERIFY(found.automountToken == false);
    QVERIFY(found.mesh == MeshMembership::Out); // Istio never injects into the host network
}

void tst_ManifestImporter::readsControllersOfEveryKind()
{
    std::string text;
    const std::vector<std::pair<std::string, std::string>> kinds { { "Deployment", "apps/v1" },
        { "StatefulSet", "apps/v1" }, { "DaemonSet", "apps/v1" }, { "ReplicaSet", "apps/v1" },
        { "Job", "batch/v1" }, { "ReplicationController", "v1" } };
    for (const auto &[kind, version] : kinds) {
        text += "---\napiVersion: " + version + "\nkind: " + kind + "\nmetadata: {name: " + kind + "}\n"
            + "spec: {replicas: 3, template: {metadata: {labels: {k: " + kind + "}}, spec: " + noContainers
            + "}}\n";
    }
    text += "---\napiVersion: batch/v1\nkind: CronJob\nmetadata: {name: CronJob}\n"
            "spec: {jobTemplate: {spec: {template: {metadata: {labels: {k: CronJob}}, spec: "
        + noContainers
        + "}}}}\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: Pod, labels: {k: Pod}}\nspec: "
        + noContainers + "\n";
    const ImportResult result = importText(text);
    QCOMPARE(result.project.topology.workloads.size(), EnumNames<ControllerKind>::names.size());
    for (const std::string_view kind : EnumNames<ControllerKind>::names) {
        const Workload &found = workload(result, "default." + std::string(kind));
        QCOMPARE(std::string(nameOf(found.controller)), std::string(kind));
        QCOMPARE(found.labels.at("k"), std::string(kind));
        QCOMPARE(found.containers.size(), std::size_t(1));
    }
    QCOMPARE(workload(result, "default.Deployment").replicas, 3);
}

void tst_ManifestImporter::takesListsApart()
{
    const ImportResult result = importText(
        "apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: ServiceAccount, metadata: {name: a}}\n"
        "- apiVersion: v1\n  kind: NamespaceList\n  items:\n  - {metadata: {name: x}}\n"
        "  - {apiVersion: v1, kind: Namespace, metadata: {name: y}}\n- 7\n");
    QCOMPARE(result.objectCount, std::size_t(3));
    QVERIFY(result.project.topology.identities.count(ElementId("sa-default.a")));
    QCOMPARE(result.project.topology.namespaces.at(ElementId("ns-x")).origin.line, 8);
    QVERIFY(result.project.topology.namespaces.count(ElementId("ns-y")));
    QCOMPARE(withCode(result, "not-kubernetes").at(0).where.line, 10);
}

void tst_ManifestImporter::groupsPodsByOwner()
{
    const auto pod = [](const std::string &name, const std::string &label, const std::string &owner) {
        return "---\napiVersion: v1\nkind: Pod\nmetadata: {name: " + name + ", labels: {app: " + label
            + "}, ownerReferences: [{" + owner + ", controller: true}]}\nspec: " + noContainers + "\n";
    };
    const ImportResult result = importText(pod("a-1", "a", "kind: ReplicaSet, name: a")
        + pod("a-2", "a", "kind: ReplicaSet, name: a") + pod("a-3", "other", "kind: ReplicaSet, name: a")
        + pod("static", "s", "kind: Node, name: node1") + pod("odd", "o", "name: nobody"));
    QCOMPARE(result.project.topology.workloads.size(), std::size_t(4));
    const Workload &group = workload(result, "default.a");
    QVERIFY(group.controller == ControllerKind::ReplicaSet);
    QCOMPARE(group.replicas, 2);
    QCOMPARE(workload(result, "default.a-replicaset").labels.at("app"), std::string("other"));
    QVERIFY(workload(result, "default.static").controller == ControllerKind::Pod);
    QVERIFY(workload(result, "default.nobody").controller == ControllerKind::Pod);
    QCOMPARE(withCode(result, "replica").size(), std::size_t(1));
    QCOMPARE(withCode(result, "owner-with-unlike-pods").size(), std::size_t(1));
}

void tst_ManifestImporter::readsMadeObjectsAtTheirMaker()
{
    const ImportResult result = importText(deployment("web", noContainers)
        + "---\napiVersion: apps/v1\nkind: ReplicaSet\nmetadata: {name: web-5d, namespace: ai, "
          "ownerReferences:"
          " [{kind: Deployment, name: web, controller: true}]}\nspec: {template: {spec: "
        + noContainers
        + "}}\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: web-5d-x, namespace: ai, ownerReferences:"
          " [{kind: ReplicaSet, name: web-5d, controller: true}]}\nspec: "
        + noContainers
        + "\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: web-6f-x, namespace: ai, labels: "
          "{pod-template-hash: 6f},"
          " ownerReferences: [{kind: ReplicaSet, name: web-6f, controller: true}]}\nspec: "
        + noContainers + "\n");
    QCOMPARE(result.project.topology.workloads.size(), std::size_t(1));
    QCOMPARE(withCode(result, "made-by-owner").size(), std::size_t(3));
}

void tst_ManifestImporter::namesWhatIsNoObject()
{
    const ImportResult result =
        importFiles({ { "kustomization.yaml",
                          "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n"
                          "resources: [a.yaml]\n" },
            { "values.yaml", "replicas: 3\n" }, { "list.yaml", "- a\n- b\n" },
            { "empty.yaml", "# nothing\n" }, { "notes.txt", "hello" }, { "kind.yaml", "kind: Pod\n" },
            { "version.yaml", "apiVersion: v1\n" },
            { "nameless.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {}\n" },
            { "templates/x.yaml", "apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Values.name }}\n" },
            { "templates/y.yaml", "apiVersion: v1\nkind: Pod\nmetadata:\n  name: '{{ .Values.name }}'\n" } });
    const std::map<std::string, std::string> expected { { "kustomization.yaml", "kustomization" },
        { "values.yaml", "not-kubernetes" }, { "list.yaml", "not-kubernetes" },
        { "empty.yaml", "empty-file" }, { "notes.txt", "file-skipped" },
        { "kind.yaml", "missing-api-version" }, { "version.yaml", "missing-kind" },
        { "nameless.yaml", "missing-name" }, { "templates/x.yaml", "template" },
        { "templates/y.yaml", "template" } };
    std::map<std::string, std::string> found;
    for (const Diagnostic &diagnostic : result.diagnostics) {
        if (diagnostic.where.isKnown())
            found[diagnostic.where.file] = diagnostic.code;
    }
    QVERIFY2(found == expected, describe(result).c_str());
    QVERIFY(result.project.topology.workloads.empty());
    QCOMPARE(result.fileCount, std::size_t(9));
}

void tst_ManifestImporter::keepsTheFirstOfTwoEqualNames()
{
    const ImportResult result =
        importFiles({ { "a.yaml", deployment("w", "{containers: [{name: c, image: first}]}") },
            { "b.yaml", deployment("w", "{containers: [{name: c, image: second}]}") } });
    QCOMPARE(workload(result, "ai.w").containers[0].image, std::string("first"));
    const Diagnostics duplicates = withCode(result, "duplicate-object");
    QCOMPARE(duplicates.size(), std::size_t(1));
    QVERIFY(duplicates[0].level == DiagnosticLevel::Severe);
    QCOMPARE(duplicates[0].where.file, std::string("b.yaml"));
}

void tst_ManifestImporter::readsTheRestOfABrokenObject()
{
    const ImportResult result =
        importText("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: w}\nspec:\n"
                   "  replicas: many\n  template:\n    metadata: {labels: [a]}\n    spec:\n"
                   "      hostNetwork: 'yes'\n      containers:\n      - 5\n"
                   "      - {name: c, image: redis, ports: [{containerPort: 99999}]}\n");
    const Workload &found = workload(result, "default.w");
    QCOMPARE(found.containers.size(), std::size_t(1));
    QCOMPARE(found.containers[0].image, std::string("redis"));
    QVERIFY(!found.placement.hostNetwork);
    std::map<int, std::string> messages;
    for (const Diagnostic &diagnostic : result.diagnostics) {
        if (diagnostic.level == DiagnosticLevel::Severe)
            messages[diagnostic.where.line] = diagnostic.message;
    }
    QCOMPARE(messages.size(), std::size_t(5));
    QVERIFY(messages[5].find("spec.replicas") != std::string::npos);
    QVERIFY(messages[7].find("spec.template.metadata.labels") != std::string::npos);
    QVERIFY(messages[9].find("spec.template.spec.hostNetwork") != std::string::npos);
    QVERIFY(messages[11].find("spec.template.spec.containers[0]") != std::string::npos);
    QVERIFY(
        messages[12].find("spec.template.spec.containers[1].ports[0].containerPort") != std::string::npos);
}

void tst_ManifestImporter::findsExposure()
{
    const ImportResult result = importText(
        deployment("web", "{containers: [{name: c, image: x, ports: [{name: http, containerPort: 8080}]}]}")
        + deployment("api", "{containers: [{name: c, image: x}]}") + deployment("inner", noContainers)
        + service("web", "{type: NodePort, selector: {app: web}, ports: [{port: 80, targetPort: http}]}")
        + service("api", "{selector: {app: api}, ports: [{name: a, port: 81, targetPort: 9000}, {port: 82}]}")
        + service("inner", "{selector: {app: inner}, ports: [{port: 80}]}")
        + "---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: in, namespace: ai}\nspec: "
          "{rules:"
          " [{http: {paths: [{backend: {service: {name: api, port: {name: a}}}}]}}]}\n");
    QVERIFY(workload(result, "ai.web").exposed);
    QVERIFY(workload(result, "ai.api").exposed);
    QVERIFY(!workload(result, "ai.inner").exposed);
    QVERIFY(result.project.topology.externals.at(ElementId("internet")).kind == ExternalKind::Internet);
    QCOMPARE(result.project.topology.flows.size(), std::size_t(2));
    QCOMPARE(result.project.topology.flows.at(ElementId("flow-internet-ai.web-8080")).port, 8080);
    QCOMPARE(result.project.topology.flows.at(ElementId("flow-internet-ai.api-9000")).port, 9000);
    QCOMPARE(withCode(result, "exposed").size(), std::size_t(1));
}

void tst_ManifestImporter::infersFlows()
{
    const std::string env =
        "{containers: [{name: c, image: x, args: ['--cache=redis.ai.svc:6379', 'sleep 80'], env: ["
        "{name: QDRANT_URL, value: 'http://qdrant:6333/x'}, {name: PG_HOST, value: pg}, {name: PG_PORT, "
        "value: '5432'},"
        "{name: MODE, value: qdrant}, {name: SELF_URL, value: 'http://app'}, {name: NO_URL, value: "
        "'http://gone:1'},"
        "{name: WRONG_URL, value: 'http://qdrant:1'},"
        "{name: BUS_URL, valueFrom: {configMapKeyRef: {name: conf, key: bus}}}]}]}";
    const ImportResult result = importText(deployment("app", env) + deployment("qdrant", noContainers)
        + deployment("pg", noContainers) + deployment("redis", noContainers)
        + deployment("nats", noContainers) + service("app", "{selector: {app: app}, ports: [{port: 80}]}")
        + service("qdrant", "{selector: {app: qdrant}, ports: [{port: 6333, targetPort: 7333}]}")
        + service("pg", "{selector: {app: pg}, ports: [{port: 5432}]}")
        + service("redis", "{selector: {app: redis}, ports: [{port: 6379}]}")
        + service("nats", "{selector: {app: nats}, ports: [{port: 4222}, {port: 8222}]}")
        + service("sleep", "{ports: [{port: 80}]}") // no selector
        + "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: conf, namespace: ai}\ndata: {bus: "
          "'nats://nats'}\n");
    std::map<std::string, std::string> purposes;
    for (const auto &[id, flow] : result.project.topology.flows) {
        QCOMPARE(flow.sourceId.value(), std::string("ai.app"));
        purposes[flow.destinationId.value() + ":" + std::to_string(flow.port)] = flow.purpose;
    }
    const std::map<std::string, std::string> expected {
        { "ai.qdrant:7333", "from env QDRANT_URL of container c" },
        { "ai.pg:5432", "from env PG_HOST of container c" },
        { "ai.redis:6379", "from the arguments of container c" },
        { "ai.nats:4222", "from env BUS_URL of container c" },
    };
    QVERIFY(purposes == expected);
    QCOMPARE(withCode(result, "unknown-service-port").size(), std::size_t(1)); // WRONG_URL
}

void tst_ManifestImporter::givesStoresACollection()
{
    const ImportResult result = importText(deployment("pg",
                                               "{containers: [{name: c, image: 'postgres:16', env: [{name: "
                                               "POSTGRES_PASSWORD_FILE, value: /s}]}]}")
        + deployment("q", "{containers: [{name: c, image: qdrant/qdrant}]}")
        + deployment("r", "{containers: [{name: c, image: redis, args: [--requirepass, x]}]}")
        + deployment("web", noContainers));
    const auto &stores = result.project.topology.stores;
    QCOMPARE(stores.size(), std::size_t(3));
    const DataStore &postgres = stores.at(ElementId("store-ai.pg"));
    QVERIFY(postgres.dialect == StoreDialect::Postgresql);
    QVERIFY(postgres.authentication == StoreAuthentication::SharedSecret);
    QCOMPARE(postgres.hostId.value(), std::string("ai.pg"));
    QCOMPARE(postgres.collections.size(), std::size_t(1));
    QCOMPARE(postgres.collections[0].name, std::string("default"));
    QVERIFY(stores.at(ElementId("store-ai.q")).authentication == StoreAuthentication::Anonymous);
    QVERIFY(stores.at(ElementId("store-ai.q")).dialect == StoreDialect::Qdrant);
    QVERIFY(stores.at(ElementId("store-ai.r")).authentication == StoreAuthentication::SharedSecret);
    QCOMPARE(withCode(result, "store-assumed").size(), std::size_t(3));
}

void tst_ManifestImporter::letsTheUserChooseKinds()
{
    ImportOptions options;
    options.kinds = { { "ai/q", WorkloadKind::Tool }, { "ai/none", WorkloadKind::Agent } };
    const ImportResult result =
        importText(deployment("q", "{containers: [{name: c, image: qdrant/qdrant}]}"), options);
    QVERIFY(workload(result, "ai.q").kind == WorkloadKind::Tool);
    QCOMPARE(workload(result, "ai.q").kindReason, std::string("chosen by the user"));
    QVERIFY(result.project.topology.stores.empty());
    QCOMPARE(withCode(result, "unknown-workload").size(), std::size_t(1));
}

void tst_ManifestImporter::poolsNodes()
{
    const auto node = [](const std::string &name, const std::string &rest) {
        return "---\napiVersion: v1\nkind: Node\nmetadata: {name: " + name
            + ", labels: {agentpool: gpu, kubernetes.io/hostname: " + name + "}}\nspec: " + rest + "\n";
    };
    const std::string taints = "{taints: [{key: gpu, value: 'yes', effect: NoSchedule}]}";
    const ImportResult result = importText(node("a", taints) + node("b", taints) + node("c", "{}"));
    const auto &pools = result.project.topology.nodePools;
    QCOMPARE(pools.size(), std::size_t(2));
    const NodePool &pool = pools.at(ElementId("pool-gpu"));
    const Labels labels { { "agentpool", "gpu" } };
    QVERIFY(pool.labels == labels);
    const std::vector<Taint> expected { { "gpu", "yes", "NoSchedule" } };
    QVERIFY(pool.taints == expected);
    QCOMPARE(withCode(result, "node-pool").size(), std::size_t(3));
}

void tst_ManifestImporter::keepsIdsApart()
{
    const ImportResult result = importText(deployment("x", noContainers)
        + "---\napiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: x, namespace: ai}\nspec: {template: "
          "{spec: "
        + noContainers + "}}\n");
    QVERIFY(workload(result, "ai.x").controller == ControllerKind::Deployment);
    QVERIFY(workload(result, "ai.x-statefulset").controller == ControllerKind::StatefulSet);
}

void tst_ManifestImporter::writesAProjectThatLoads()
{
    const ImportResult result =
        importText(deployment("q",
                       "{serviceAccountName: s, containers: [{name: c, image: qdrant/qdrant,"
                       " ports: [{containerPort: 6333}]}]}")
            + service("q", "{type: NodePort, selector: {app: q}, ports: [{port: 6333}]}"));
    const auto loaded = parseProject(writeProject(result.project), "p.yaml");
    QVERIFY2(loaded, loaded ? "" : toString(loaded.error()).c_str());
    QVERIFY(loaded->project == result.project);
}

void tst_ManifestImporter::failsWithoutInput()
{
    QCOMPARE(importManifests({}).error().diagnostics.at(0).code, std::string("no-input"));
    QCOMPARE(importManifests({ "/nonexistent/x" }).error().diagnostics.at(0).code, std::string("no-input"));
    std::stop_source source;
    source.request_stop();
    const auto cancelled = importManifests(
        { sourcePath("tests/core/importers/rich-manifest.yaml") }, {}, Job { source.get_token(), {} });
    QCOMPARE(cancelled.error().diagnostics.at(0).code, std::string("cancelled"));
}

QTEST_APPLESS_MAIN(tst_ManifestImporter)
#include "tst_ManifestImporter.moc"
