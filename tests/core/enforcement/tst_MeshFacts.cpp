// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/PolicyDecisionPoint.h"
#include "core/enforcement/MeshArrival.h"
#include "core/enforcement/MeshFacts.h"

#include <QtTest>

#include <algorithm>

using namespace fourplane;

/// What is known of meshes, and that decisions follow it.
class tst_MeshFacts : public QObject
{
    Q_OBJECT

private slots:
    void everyModeAnswersEveryBehaviour();
    void packetsArriveAtThePortOfTheTable();
    void plaintextAndUdpAreDecidedAsTheTableSays();
    void whoReadsHttpIsToldApart();
    void onlyWhatNobodyCheckedIsMarkedSo();
    void refusesTablesThatItDoesNotUnderstand();

private:
    /// Two pods with that in front of them, and what `source` may do at `destination`.
    static EnforcementPlan pair(MeshMode source, MeshMode destination);
};

EnforcementPlan tst_MeshFacts::pair(MeshMode source, MeshMode destination)
{
    EnforcementPlan plan;
    plan.platform.cni = CniKind::None;
    plan.platform.mesh = destination == MeshMode::Linkerd ? MeshKind::Linkerd
        : destination == MeshMode::Ambient                ? MeshKind::IstioAmbient
        : destination == MeshMode::Sidecar                ? MeshKind::IstioSidecar
                                                          : MeshKind::None;
    plan.namespaces.push_back({ ElementId("a"), "a", {} });
    for (const auto &[name, mode] :
        { std::pair { "source", source }, std::pair { "destination", destination } }) {
        PlannedPod pod;
        pod.workloadId = ElementId(name);
        pod.name = name;
        pod.namespaceName = "a";
        pod.serviceAccount = name;
        pod.meshMode = mode;
        pod.inMesh = mode != MeshMode::None;
        pod.ports = { { "http", 8080, Protocol::Tcp } };
        plan.pods.push_back(pod);
    }
    return plan;
}

void tst_MeshFacts::everyModeAnswersEveryBehaviour()
{
    for (std::size_t mode = 0; mode < EnumNames<MeshMode>::names.size(); ++mode) {
        const auto count = [mode](const std::string &behaviour) {
            return std::count_if(meshFacts().begin(), meshFacts().end(), [&](const MeshFact &fact) {
                return fact.mode == static_cast<MeshMode>(mode) && fact.behaviour == behaviour;
            });
        };
        QCOMPARE(count("arrivalPort"), 1);
        for (const auto &[name, member] : meshSwitches())
            QVERIFY2(count(name) == 1, (std::string(EnumNames<MeshMode>::names[mode]) + " " + name).c_str());
    }
}

void tst_MeshFacts::packetsArriveAtThePortOfTheTable()
{
    const auto arrival = [](MeshMode from, MeshMode to) {
        const EnforcementPlan plan = pair(from, to);
        return meshArrivalPort(plan.pods[0], plan.pods[1], &plan.namespaces[0], 8080);
    };
    QCOMPARE(arrival(MeshMode::Ambient, MeshMode::Ambient), std::optional<std::uint16_t>(15008)); // X2
    QCOMPARE(arrival(MeshMode::Sidecar, MeshMode::Ambient), std::optional<std::uint16_t>(15008));
    QCOMPARE(arrival(MeshMode::Linkerd, MeshMode::Linkerd), std::optional<std::uint16_t>(4143)); // X3
    QCOMPARE(arrival(MeshMode::Sidecar, MeshMode::Sidecar), std::nullopt);
    QCOMPARE(arrival(MeshMode::None, MeshMode::Ambient), std::nullopt);
}

void tst_MeshFacts::plaintextAndUdpAreDecidedAsTheTableSays()
{
    for (MeshMode mode : { MeshMode::Sidecar, MeshMode::Ambient, MeshMode::Linkerd }) {
        const EnforcementPlan plan = pair(MeshMode::None, mode);
        const PolicyDecisionPoint decisions(plan);
        AccessRequest request;
        request.sourceId = plan.pods[0].workloadId;
        request.destinationId = plan.pods[1].workloadId;
        request.port = 8080;
        const bool isLetIn = decisions.decide(request).joint() != Verdict::Deny;
        QCOMPARE(isLetIn, behaviourOf(mode).acceptsPlaintext == EngineBehaviour::Yes);
        request.protocol = Protocol::Udp;
        const PlaneVerdict udp = decisions.decide(request).on(Plane::Identity);
        QCOMPARE(udp.verdict == Verdict::NotEnforced, behaviourOf(mode).carriesUdp == EngineBehaviour::No);
        QVERIFY(udp.reason.find("TCP only") != std::string::npos);
    }
}

void tst_MeshFacts::whoReadsHttpIsToldApart()
{
    for (MeshMode mode : { MeshMode::Sidecar, MeshMode::Ambient }) {
        EnforcementPlan plan = pair(mode, mode);
        Planned<AuthorizationPolicy> policy;
        policy.object.meta = { "only-get", "a", {}, {} };
        AuthorizationOperation get;
        get.methods = { "GET" };
        policy.object.rules = { { {}, { get }, {} } };
        plan.authorizationPolicies.push_back(policy);
        const PolicyDecisionPoint decisions(plan);
        AccessRequest request;
        request.sourceId = plan.pods[0].workloadId;
        request.destinationId = plan.pods[1].workloadId;
        request.port = 8080;
        request.method = "GET";
        // Who does not read HTTP leaves the rule out, and an ALLOW policy without rules denies all (IS2,
        // IS8).
        QCOMPARE(decisions.decide(request).on(Plane::Identity).verdict,
            behaviourOf(mode).readsHttp == EngineBehaviour::Yes ? Verdict::Permit : Verdict::Deny);
    }
}

void tst_MeshFacts::onlyWhatNobodyCheckedIsMarkedSo()
{
    const auto unverified = std::count_if(
        meshFacts().begin(), meshFacts().end(), [](const MeshFact &fact) { return !fact.isVerified(); });
    QVERIFY(unverified > 0 && unverified < static_cast<std::ptrdiff_t>(meshFacts().size()) / 2);
    for (const MeshFact &fact : meshFacts())
        QVERIFY(fact.value != "unknown" || !fact.isVerified());
    QCOMPARE(behaviourOf(MeshMode::Ambient).confinesEgress, EngineBehaviour::Unknown); // EG5
    QCOMPARE(behaviourOf(MeshMode::Sidecar).confinesEgress, EngineBehaviour::No);
}

void tst_MeshFacts::refusesTablesThatItDoesNotUnderstand()
{
    const std::string good = "ambient\tarrivalPort\t15008\ta source\nambient\tcarriesUdp\tno\ta source\n";
    QVERIFY(readMeshFacts("# head\n\n" + good));
    for (const std::string &bad : { std::string("ambient\tcarriesUdp\tno\n"), good + good,
             std::string("ambient\tcarriesUdp\tmaybe\tsource\n"),
             std::string("ambient\tarrivalPort\tyes\tsource\n"),
             std::string("ambient\tarrivalPort\t0\tsource\n"),
             std::string("ambient\tarrivalPort\t70000\tsource\n"),
             std::string("consul\tcarriesUdp\tno\tsource\n"), std::string("ambient\tflies\tno\tsource\n"),
             std::string("ambient\tcarriesUdp\tno\t\n") }) {
        const auto read = readMeshFacts(bad);
        QVERIFY2(!read, bad.c_str());
        QCOMPARE(read.error().diagnostics.front().code, std::string("mesh-facts"));
    }
}

QTEST_APPLESS_MAIN(tst_MeshFacts)
#include "tst_MeshFacts.moc"
