// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/importers/ClusterKinds.h"
#include "core/importers/ClusterReader.h"
#include "tests/core/importers/ImportText.h"

#include <QtTest>

#include <set>

using namespace fourplane;
using namespace fourplane::test;

namespace {

std::string resourceOf(const ClusterKind &kind)
{
    return std::string(kind.resource) + (kind.group.empty() ? "" : "." + std::string(kind.group));
}

const ToolRunner servesNothing = [](const std::vector<std::string> &) -> Result<ToolOutput> {
    return ToolOutput { 1, "", "error: the server doesn't have a resource type \"x\"\n" };
};

} // namespace

class tst_ClusterReader : public QObject
{
    Q_OBJECT

private slots:
    void asksForEveryKindOnce();
    void knowsWhatToDoWithEveryKind();
    void asksOnlyForDefinedCustomKinds();
    void asksForEverythingWhenDefinitionsAreHidden();
    void blamesThePlanesThatDependOnAKind();
    void failsWhenNothingMayBeRead();
    void stopsWhenToldTo();
};

void tst_ClusterReader::asksForEveryKindOnce()
{
    std::set<std::string> resources;
    for (const ClusterKind &kind : clusterKinds()) {
        QVERIFY2(resources.insert(resourceOf(kind)).second, resourceOf(kind).c_str());
        QVERIFY2(kind.resource != "secrets", "Secrets are asked for by a template only");
    }
    QVERIFY(resources.size() > 50);
}

void tst_ClusterReader::knowsWhatToDoWithEveryKind()
{
    for (const ClusterKind &kind : clusterKinds()) {
        const std::string version = (kind.group.empty() ? "" : std::string(kind.group) + "/") + "v1";
        const ImportResult result = importText("apiVersion: " + version + "\nkind: " + std::string(kind.kind)
            + "\nmetadata: {name: n, namespace: a}\n");
        QVERIFY2(
            describe(result).find("does not know this kind") == std::string::npos, resourceOf(kind).c_str());
    }
}

void tst_ClusterReader::asksOnlyForDefinedCustomKinds()
{
    std::set<std::string> asked;
    const auto run = [&asked](const std::vector<std::string> &command) -> Result<ToolOutput> {
        asked.insert(command.at(2));
        if (command.at(2) == "customresourcedefinitions.apiextensions.k8s.io")
            return ToolOutput { 0, "cilium.io  ciliumnetworkpolicies  CiliumNetworkPolicy\n", "" };
        return ToolOutput { 0, "", "" };
    };
    QVERIFY(readCluster({}, run));
    QVERIFY(asked.count("ciliumnetworkpolicies.cilium.io"));
    QVERIFY(!asked.count("servers.policy.linkerd.io"));
    QVERIFY(asked.count("networkpolicies.projectcalico.org")); // another server may serve it
    QVERIFY(asked.count("pods") && asked.count("secrets"));
}

void tst_ClusterReader::asksForEverythingWhenDefinitionsAreHidden()
{
    std::set<std::string> asked;
    const auto run = [&asked](const std::vector<std::string> &command) -> Result<ToolOutput> {
        asked.insert(command.at(2));
        if (command.at(2) == "customresourcedefinitions.apiextensions.k8s.io")
            return ToolOutput { 1, "", "Error from server (Forbidden): no\n" };
        return ToolOutput { 0, "", "" };
    };
    const auto source = readCluster({}, run);
    QVERIFY(source);
    for (const ClusterKind &kind : clusterKinds())
        QVERIFY2(asked.count(resourceOf(kind)), resourceOf(kind).c_str());
    QCOMPARE(source->diagnostics.size(), std::size_t(1)); // unlisted custom kinds may decide something
}

void tst_ClusterReader::blamesThePlanesThatDependOnAKind()
{
    const auto run = [](const std::vector<std::string> &command) -> Result<ToolOutput> {
        if (command.at(2) == "peerauthentications.security.istio.io" || command.at(2) == "configmaps"
            || command.at(2) == "mutatingwebhookconfigurations.admissionregistration.k8s.io")
            return ToolOutput { 1, "", "Error from server (Forbidden): no\n" };
        if (command.at(2) == "customresourcedefinitions.apiextensions.k8s.io")
            return ToolOutput { 0, "security.istio.io peerauthentications PeerAuthentication\n", "" };
        return ToolOutput { 0, "", "" };
    };
    const auto source = readCluster({}, run);
    QVERIFY(source);
    QCOMPARE(source->diagnostics.size(), std::size_t(3));
    std::set<std::pair<std::string, Plane>> unread;
    for (const UnmodelledObject &object : source->unread) {
        QVERIFY(object.affectsVerdicts && object.namespaceName.empty());
        unread.emplace(object.kind, object.plane);
    }
    const std::set<std::pair<std::string, Plane>> expected { { "PeerAuthentication", Plane::Identity },
        { "PeerAuthentication", Plane::Network }, { "MutatingWebhookConfiguration", Plane::Workload } };
    QVERIFY(unread == expected);
    const auto result = importSource(*source);
    QVERIFY(result);
    QCOMPARE(result->project.unmodelled.size(), expected.size());
}

void tst_ClusterReader::failsWhenNothingMayBeRead()
{
    QCOMPARE(readCluster({}, servesNothing).error().diagnostics.at(0).code, std::string("no-cluster"));
}

void tst_ClusterReader::stopsWhenToldTo()
{
    std::stop_source source;
    source.request_stop();
    QCOMPARE(readCluster({}, servesNothing, Job { source.get_token(), {} }).error().diagnostics.at(0).code,
        std::string("cancelled"));
}

QTEST_APPLESS_MAIN(tst_ClusterReader)
#include "tst_ClusterReader.moc"
