// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/ProjectFile.h"
#include "tests/core/importers/ImportText.h"
#include "tests/support/TestData.h"
#include "tests/support/YamlToJson.h"

#include <nlohmann/json.hpp>

#include <QtTest>

#include <set>

using namespace fourplane;
using namespace fourplane::test;

namespace {

std::string serverOutput()
{
    return readBytes(sourcePath("tests/core/importers/server-output.yaml"));
}

DiagnosticLevel levelAbout(const ImportResult &result, const std::string &title)
{
    for (const Diagnostic &diagnostic : result.diagnostics) {
        if (diagnostic.code == "not-modelled" && diagnostic.message.rfind(title + " ", 0) == 0)
            return diagnostic.level;
    }
    qFatal("nothing is said about %s:\n%s", title.c_str(), describe(result).c_str());
}

} // namespace

class tst_ServerOutput : public QObject
{
    Q_OBJECT

private slots:
    void readsWhatControllersMadeAtTheirMaker();
    void takesMountedTokensForWhatTheyAre();
    void readsPodsOfForeignControllers();
    void knowsEndpointsThatTheClusterKeeps();
    void keepsNoValueOfASecret();
    void readsJsonAlike();
    void readsCharactersThatJsonWritesAsTwo();
};

void tst_ServerOutput::readsWhatControllersMadeAtTheirMaker()
{
    const ImportResult result = importText(serverOutput());
    std::set<std::string> workloads;
    for (const auto &[id, workload] : result.project.topology.workloads)
        workloads.insert(id.value() + " " + std::string(nameOf(workload.controller)));
    const std::set<std::string> expected { "shop.web Deployment", "shop.backup CronJob",
        "kube-system.kube-scheduler-node1 Pod", "shop.shell Pod", "ml.train-x Pod" };
    QCOMPARE(workloads, expected);
    // The ReplicaSet and its pod, the Job and its pod, and a pod whose Job is not listed.
    QCOMPARE(withCode(result, "made-by-owner").size(), std::size_t(5));
    QCOMPARE(result.project.topology.workloads.at(ElementId("shop.web")).replicas, 3);
}

void tst_ServerOutput::takesMountedTokensForWhatTheyAre()
{
    const ImportResult result = importText(serverOutput());
    const Workload &shell = result.project.topology.workloads.at(ElementId("shop.shell"));
    QVERIFY(shell.tokens.empty());
    const WorkloadIdentity &identity = result.project.topology.identities.at(ElementId("sa-shop.shell"));
    QVERIFY(!identity.tokenLifetimeSeconds);
    // Written by hand in a manifest, it is a projected token like any other.
    const ImportResult byHand = importText(
        "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: c, image: x}], volumes: "
        "[{name: "
        "kube-api-access-x, projected: {sources: [{serviceAccountToken: {expirationSeconds: 600}}]}}]}\n");
    QCOMPARE(byHand.project.topology.workloads.at(ElementId("default.p")).tokens.size(), std::size_t(1));
}

void tst_ServerOutput::readsPodsOfForeignControllers()
{
    const ImportResult result = importText(serverOutput());
    QVERIFY(levelAbout(result, "RayCluster ml/train-x") == DiagnosticLevel::Note);
    QVERIFY(levelAbout(result, "RayJob ml/train") == DiagnosticLevel::Note); // by way of its cluster
    QVERIFY(levelAbout(result, "RayCluster ml/asleep") == DiagnosticLevel::Severe);
}

void tst_ServerOutput::knowsEndpointsThatTheClusterKeeps()
{
    const ImportResult result = importText(serverOutput());
    QVERIFY(levelAbout(result, "EndpointSlice shop/web-abcde") == DiagnosticLevel::Note);
    QVERIFY(levelAbout(result, "Endpoints shop/elsewhere") == DiagnosticLevel::Warning);
}

void tst_ServerOutput::keepsNoValueOfASecret()
{
    const ImportResult result = importText(serverOutput());
    const std::string everything = writeProject(result.project) + describe(result);
    QVERIFY(everything.find("hunter2") == std::string::npos);
    QVERIFY(everything.find("aHVudGVyMg") == std::string::npos);
    QCOMPARE(result.project.topology.secrets.at(ElementId("secret-shop.login")).keys,
        std::vector<std::string> { "password" });
}

void tst_ServerOutput::readsJsonAlike()
{
    const ImportResult yaml = importText(serverOutput());
    const ImportResult json = importFiles({ { "m.json", yamlToJson(serverOutput()).dump() } });
    QCOMPARE(json.objectCount, yaml.objectCount);
    const auto withoutPlaces = [](Project project) {
        for (auto &[id, workload] : project.topology.workloads)
            workload.origin = {};
        return project.topology.workloads;
    };
    QVERIFY(withoutPlaces(json.project) == withoutPlaces(yaml.project));
}

void tst_ServerOutput::readsCharactersThatJsonWritesAsTwo()
{
    const ImportResult result = importFiles({ { "m.json",
        "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"p\",\"labels\":{\"a\":"
        "\"\\ud83d\\uDE00 "
        "\\u00e9 \\\\ud83d\\\\ude00\"}},\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"x\"}]}}" } });
    QCOMPARE(result.project.topology.workloads.at(ElementId("default.p")).labels.at("a"),
        std::string("\xF0\x9F\x98\x80 \xC3\xA9 \\ud83d\\ude00"));
}

QTEST_APPLESS_MAIN(tst_ServerOutput)
#include "tst_ServerOutput.moc"
