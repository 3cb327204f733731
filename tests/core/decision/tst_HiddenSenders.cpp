// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/PolicyDecisionPoint.h"
#include "core/enforcement/PlanCompiler.h"
#include "tests/support/DesignBuilder.h"

#include <QtTest>

using namespace fourplane;
using fourplane::test::DesignBuilder;

/// Kubernetes, Network Policies: "In some cases you may be able to filter incoming traffic based on the
/// actual original source IP, while in other cases, the source IP that the NetworkPolicy acts on may be the
/// IP of a LoadBalancer or of the Pod's node, etc."
class tst_HiddenSenders : public QObject
{
    Q_OBJECT

private slots:
    void aBlockThatHoldsNodesDoesNotKeepOutsidersOut();
    void otherBlocksDo();
    void onlyWhatTheBlockMayAskCounts();
    void whatIsNotExposedIsNotPassedOn();
    void podsAreNotHidden();
    void theProfileSaysWhichAddressesNodesHave();
};

namespace {

/// web is exposed, and admits TCP 8080 from `block` alone.
DesignBuilder shop(const std::string &block)
{
    DesignBuilder design;
    design.addNamespace("shop", true).segmentation = {};
    design.addWorkload("shop", "web", 8080).exposed = true;
    design.addWorkload("shop", "job", 7000);
    design.addExternal("net", ExternalKind::Internet);
    NetworkPolicy policy;
    policy.meta = { "web", "shop", {}, {} };
    policy.podSelector = LabelSelector { { { "app", "web" } }, {} };
    NetworkPolicyPeer peer;
    peer.ipBlock = IpBlock { block, {} };
    policy.ingress.push_back({ { peer }, { { Protocol::Tcp, std::uint16_t(8080), {} } } });
    design.adopt(policy);
    return design;
}

PlaneVerdict ask(const DesignBuilder &design, std::uint16_t port = 8080, const std::string &source = "net")
{
    const CompiledPlan compiled = compilePlan(design.project);
    AccessRequest request;
    request.sourceId = ElementId(source);
    request.destinationId = ElementId("web");
    request.port = port;
    return PolicyDecisionPoint(compiled.plan).decide(request).on(Plane::Network);
}

} // namespace

void tst_HiddenSenders::aBlockThatHoldsNodesDoesNotKeepOutsidersOut()
{
    for (const char *block : { "10.0.0.0/8", "10.20.0.0/16", "192.168.7.0/24", "172.16.0.0/12" }) {
        DesignBuilder design = shop(block);
        design.project.topology.externals[ElementId("net")].cidrs = { "203.0.113.0/24" };
        const PlaneVerdict answer = ask(design);
        QVERIFY2(answer.verdict == Verdict::Uncertain, block);
        QCOMPARE(answer.control, std::string());
        QVERIFY2(answer.reason.find("externalTrafficPolicy") != std::string::npos, answer.reason.c_str());
    }
}

void tst_HiddenSenders::otherBlocksDo()
{
    DesignBuilder design = shop("198.51.100.0/24");
    design.project.topology.externals[ElementId("net")].cidrs = { "203.0.113.0/24" };
    const PlaneVerdict answer = ask(design);
    QCOMPARE(answer.verdict, Verdict::Deny);
    QCOMPARE(answer.control, std::string("N2"));
}

void tst_HiddenSenders::onlyWhatTheBlockMayAskCounts()
{
    DesignBuilder design = shop("10.0.0.0/8");
    design.project.topology.externals[ElementId("net")].cidrs = { "203.0.113.0/24" };
    QCOMPARE(ask(design, 9090).verdict, Verdict::Deny);
}

void tst_HiddenSenders::whatIsNotExposedIsNotPassedOn()
{
    DesignBuilder design = shop("10.0.0.0/8");
    design.project.topology.externals[ElementId("net")].cidrs = { "203.0.113.0/24" };
    design.project.topology.workloads[ElementId("web")].exposed = false;
    QCOMPARE(ask(design).verdict, Verdict::Deny);
    design.project.topology.workloads[ElementId("web")].exposedPrivately = true;
    QCOMPARE(ask(design).verdict, Verdict::Deny); // the internet does not come there
    design.project.topology.externals[ElementId("net")].kind = ExternalKind::UserGroup;
    QCOMPARE(ask(design).verdict, Verdict::Uncertain);
}

void tst_HiddenSenders::podsAreNotHidden()
{
    DesignBuilder design = shop("10.0.0.0/8");
    design.project.platform.ipBlockMatchesPods = EngineBehaviour::No;
    QCOMPARE(ask(design, 8080, "job").verdict, Verdict::Deny);
}

void tst_HiddenSenders::theProfileSaysWhichAddressesNodesHave()
{
    DesignBuilder design = shop("10.20.0.0/16");
    design.project.topology.externals[ElementId("net")].cidrs = { "203.0.113.0/24" };
    design.project.platform.clusterCidrs = { "10.96.0.0/12" };
    QCOMPARE(ask(design).verdict, Verdict::Deny);
    design.project.platform.clusterCidrs = { "10.96.0.0/12", "10.20.4.0/22" };
    QCOMPARE(ask(design).verdict, Verdict::Uncertain);
}

QTEST_APPLESS_MAIN(tst_HiddenSenders)
#include "tst_HiddenSenders.moc"
