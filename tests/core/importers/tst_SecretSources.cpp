// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/ProjectFile.h"
#include "tests/core/importers/ImportText.h"

#include <QtTest>

using namespace fourplane;
using namespace fourplane::test;

namespace {

const Secret &secret(const ImportResult &result, const std::string &id)
{
    const Secret *found = find(result.project.topology.secrets, ElementId(id));
    if (!found)
        qFatal("no secret %s:\n%s", id.c_str(), describe(result).c_str());
    return *found;
}

std::string pod(const std::string &spec)
{
    return "---\napiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: ai}\nspec: {containers: [{name: "
           "c, image: "
           "x}]"
        + spec + "}\n";
}

using Texts = std::vector<std::string>;

} // namespace

class tst_SecretSources : public QObject
{
    Q_OBJECT

private slots:
    void knowsWhatAnExternalSecretMakes();
    void knowsWhatASealedSecretMakes();
    void knowsWhatAProviderClassMounts();
    void givesPodsNoPullSecrets();
    void loadsBack();
};

namespace {

const std::string external = "---\napiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: "
                             "{name: e, namespace: ai}\nspec: "
                             "{secretStoreRef: {kind: ClusterSecretStore, name: vault}, target: {name: "
                             "login}, data: [{secretKey: password, "
                             "remoteRef: {key: prod/db}}]}\n";

const std::string provider = "---\napiVersion: secrets-store.csi.x-k8s.io/v1\nkind: "
                             "SecretProviderClass\nmetadata: {name: kv, namespace: ai}\n"
                             "spec: {provider: azure, parameters: {keyvaultName: x}, secretObjects: "
                             "[{secretName: copy, type: Opaque, data: "
                             "[{objectName: o, key: k}]}]}\n";

const std::string mount = ", volumes: [{name: v, csi: {driver: secrets-store.csi.k8s.io, volumeAttributes: "
                          "{secretProviderClass: kv}}}]";

} // namespace

void tst_SecretSources::knowsWhatAnExternalSecretMakes()
{
    const ImportResult result =
        importText(external + pod(", volumes: [{name: v, secret: {secretName: login}}]"));
    QCOMPARE(secret(result, "secret-ai.login").keys, Texts { "password" });
    QCOMPARE(result.project.topology.secrets.size(), std::size_t(1)); // the pod's and the one it makes
    const Diagnostics said = withCode(result, "secret-source");
    QCOMPARE(said.size(), std::size_t(1));
    QVERIFY(said[0].message.find("ClusterSecretStore vault") != std::string::npos);
    QVERIFY(result.project.unmodelled.empty());
    const ImportResult plain =
        importText("apiVersion: external-secrets.io/v1beta1\nkind: ExternalSecret\nmetadata: "
                   "{name: own, namespace: ai}\nspec: {dataFrom: [{extract: {key: a}}]}\n");
    QVERIFY(secret(plain, "secret-ai.own").keys.empty()); // the target is named after it
}

void tst_SecretSources::knowsWhatASealedSecretMakes()
{
    const ImportResult result =
        importText("apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: {name: s, "
                   "namespace: ai}\nspec: {encryptedData: {token: AgBhunter2}}\n");
    QCOMPARE(secret(result, "secret-ai.s").keys, Texts { "token" });
    QVERIFY((writeProject(result.project) + describe(result)).find("hunter2") == std::string::npos);
}

void tst_SecretSources::knowsWhatAProviderClassMounts()
{
    const ImportResult result = importText(provider + pod(mount));
    const Secret &mounted = secret(result, "provided-ai.kv");
    QVERIFY(mounted.home == SecretHome::SecretStore);
    QVERIFY(mounted.keeperId.isEmpty()); // nobody said which store: whoever asks gets "uncertain"
    QCOMPARE(mounted.origin.line, 2);
    QCOMPARE(secret(result, "secret-ai.copy").keys, Texts { "k" });
    const std::vector<SecretUse> uses { { mounted.id, SecretDelivery::Volume } };
    QVERIFY(result.project.topology.workloads.at(ElementId("ai.p")).secrets == uses);
    // Another driver mounts no credentials; a class that is not in the input is known by its name.
    QVERIFY(importText(
        pod(", volumes: [{name: v, csi: {driver: x, volumeAttributes: {secretProviderClass: kv}}}]"))
                .project.topology.secrets.empty());
    QVERIFY(secret(importText(pod(mount)), "provided-ai.kv").home == SecretHome::SecretStore);
}

void tst_SecretSources::givesPodsNoPullSecrets()
{
    const ImportResult result = importText(pod(", imagePullSecrets: [{name: registry}]")
        + "---\napiVersion: v1\nkind: ServiceAccount\nmetadata: {name: s, namespace: ai}\nimagePullSecrets: "
          "[{name: "
          "registry}, {name: other}]\n");
    QVERIFY(result.project.topology.workloads.at(ElementId("ai.p")).secrets.empty());
    QCOMPARE(secret(result, "secret-ai.registry").name, std::string("registry"));
    QCOMPARE(secret(result, "secret-ai.other").name, std::string("other"));
    QCOMPARE(withCode(result, "pull-secret").size(), std::size_t(2)); // once for each Secret
}

void tst_SecretSources::loadsBack()
{
    const ImportResult result =
        importText(external + provider + pod(mount + ", imagePullSecrets: [{name: r}]"));
    const auto loaded = parseProject(writeProject(result.project), "p.yaml");
    QVERIFY2(loaded, loaded ? "" : toString(loaded.error()).c_str());
    QVERIFY(loaded->project == result.project);
}

QTEST_APPLESS_MAIN(tst_SecretSources)
#include "tst_SecretSources.moc"
