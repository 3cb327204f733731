// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/PolicyDecisionPoint.h"
#include "core/enforcement/PlanCompiler.h"
#include "tests/support/DesignBuilder.h"

#include <rapidcheck.h>

#include <QtTest>

#include <set>
#include <tuple>

using namespace fourplane;
using fourplane::test::DesignBuilder;

/// A generated baseline permits exactly the declared allow rules: no more, no fewer (architecture, law 2).
class tst_BaselineLaw : public QObject
{
    Q_OBJECT

private slots:
    void networkPlanePermitsExactlyTheAllowRules();
    void identityPlanePermitsExactlyTheAllowRules();
    void externalEndsAreOpenedExactlyByTheAllowRules();
    void ambientPermitsExactlyTheAllowRules();
    void everyMeshLetsTheAllowRulesThrough();
};

namespace {

constexpr std::uint16_t ports[] = { 8080, 9090, 5432 };

/// One source, destination and port that an allow rule declares.
using Permission = std::tuple<std::string, std::string, std::uint16_t>;

struct RandomDesign
{
    DesignBuilder design;
    std::vector<std::string> workloads;
    std::set<Permission> declared;
};

/// One to three segmented namespaces, two to seven workloads with one to three ports, and some allow rules, a
/// part of them without ports.
RandomDesign randomDesign()
{
    RandomDesign random;
    const int namespaceCount = *rc::gen::inRange(1, 4);
    for (int i = 0; i < namespaceCount; ++i)
        random.design.addNamespace("ns" + std::to_string(i), true);
    const int workloadCount = *rc::gen::inRange(2, 8);
    for (int i = 0; i < workloadCount; ++i) {
        const std::string name = "w" + std::to_string(i);
        const int home = *rc::gen::inRange(0, namespaceCount);
        Workload &workload = random.design.addWorkload("ns" + std::to_string(home), name, ports[0]);
        const int portCount = *rc::gen::inRange(1, 4);
        for (int p = 1; p < portCount; ++p)
            workload.containers[0].ports.push_back({ "", ports[p], Protocol::Tcp });
        random.workloads.push_back(name);
    }
    const int ruleCount = *rc::gen::inRange(0, 10);
    for (int i = 0; i < ruleCount; ++i) {
        const std::string source =
            random.workloads[*rc::gen::inRange<std::size_t>(0, random.workloads.size())];
        const std::string destination =
            random.workloads[*rc::gen::inRange<std::size_t>(0, random.workloads.size())];
        if (source == destination)
            continue;
        AllowRule &rule = random.design.allow(source, destination);
        if (*rc::gen::inRange(0, 3) > 0)
            rule.ports = { { ports[*rc::gen::inRange(0, 3)], Protocol::Tcp } };
    }
    for (const auto &[id, rule] : random.design.project.policy.allowRules) {
        std::vector<std::uint16_t> opened;
        for (const AllowedPort &port : rule.ports)
            opened.push_back(port.number);
        if (opened.empty()) {
            for (const NamedPort &port :
                portsOf(random.design.project.topology.workloads[rule.destinationId]))
                opened.push_back(port.number);
        }
        for (const std::uint16_t port : opened)
            random.declared.emplace(rule.sourceId.value(), rule.destinationId.value(), port);
    }
    return random;
}

/// Calls ask(request, isDeclared) for every ordered pair and every port.
template <class Ask>
void forEachQuestion(const RandomDesign &random, Ask ask)
{
    for (const std::string &source : random.workloads) {
        for (const std::string &destination : random.workloads) {
            if (source == destination)
                continue;
            for (const std::uint16_t port : ports) {
                AccessRequest request;
                request.sourceId = ElementId(source);
                request.destinationId = ElementId(destination);
                request.port = port;
                ask(request, random.declared.count({ source, destination, port }) > 0);
            }
        }
    }
}

/// Asks one plane everything, and compares with what was declared.
void checkPlane(const RandomDesign &random, Plane plane)
{
    const CompiledPlan compiled = compilePlan(random.design.project);
    const PolicyDecisionPoint decisions(compiled.plan);
    forEachQuestion(random, [&](const AccessRequest &request, bool declared) {
        const PlaneVerdict verdict = decisions.decide(request).on(plane);
        RC_LOG() << request.sourceId.value() << " -> " << request.destinationId.value() << ":" << request.port
                 << " " << nameOf(verdict.verdict) << " " << verdict.reason << "\n";
        RC_ASSERT(verdict.verdict == (declared ? Verdict::Permit : Verdict::Deny));
    });
}

} // namespace

void tst_BaselineLaw::networkPlanePermitsExactlyTheAllowRules()
{
    QVERIFY(rc::check([] { checkPlane(randomDesign(), Plane::Network); }));
}

void tst_BaselineLaw::identityPlanePermitsExactlyTheAllowRules()
{
    QVERIFY(rc::check([] { checkPlane(randomDesign(), Plane::Identity); }));
}

void tst_BaselineLaw::externalEndsAreOpenedExactlyByTheAllowRules()
{
    QVERIFY(rc::check([] {
        RandomDesign random = randomDesign();
        random.design.addExternal("users", ExternalKind::UserGroup, { "198.51.100.0/24" });
        random.design.addExternal("llm", ExternalKind::HostedLlm, { "203.0.113.0/24" });
        std::set<std::string> mayBeCalled;
        std::set<std::string> mayCall;
        for (const std::string &name : random.workloads) {
            random.design.project.topology.workloads[ElementId(name)].exposed = true;
            if (*rc::gen::arbitrary<bool>()) {
                random.design.allow("users", name, { { ports[0], Protocol::Tcp } });
                mayBeCalled.insert(name);
            }
            if (*rc::gen::arbitrary<bool>()) {
                random.design.allow(name, "llm", { { 443, Protocol::Tcp } });
                mayCall.insert(name);
            }
        }
        const CompiledPlan compiled = compilePlan(random.design.project);
        const PolicyDecisionPoint decisions(compiled.plan);
        for (const std::string &name : random.workloads) {
            AccessRequest in { ElementId("users"), ElementId(name), ports[0] };
            RC_ASSERT(decisions.decide(in).joint()
                == (mayBeCalled.count(name) > 0 ? Verdict::Permit : Verdict::Deny));
            in.port = ports[1];
            RC_ASSERT(decisions.decide(in).joint() == Verdict::Deny);
            AccessRequest out { ElementId(name), ElementId("llm"), 443 };
            RC_ASSERT(
                decisions.decide(out).joint() == (mayCall.count(name) > 0 ? Verdict::Permit : Verdict::Deny));
            out.port = 80;
            RC_ASSERT(decisions.decide(out).joint() == Verdict::Deny);
        }
    }));
}

/// A ztunnel takes everything at one port, so only the two planes together are exact.
void tst_BaselineLaw::ambientPermitsExactlyTheAllowRules()
{
    QVERIFY(rc::check([] {
        RandomDesign random = randomDesign();
        random.design.project.platform.mesh = MeshKind::IstioAmbient;
        const CompiledPlan compiled = compilePlan(random.design.project);
        const PolicyDecisionPoint decisions(compiled.plan);
        forEachQuestion(random, [&](const AccessRequest &request, bool declared) {
            RC_ASSERT(decisions.decide(request).joint() == (declared ? Verdict::Permit : Verdict::Deny));
        });
    }));
}

void tst_BaselineLaw::everyMeshLetsTheAllowRulesThrough()
{
    QVERIFY(rc::check([] {
        RandomDesign random = randomDesign();
        random.design.project.platform.mesh = *rc::gen::element(
            MeshKind::None, MeshKind::IstioSidecar, MeshKind::IstioAmbient, MeshKind::Linkerd);
        const CompiledPlan compiled = compilePlan(random.design.project);
        const PolicyDecisionPoint decisions(compiled.plan);
        forEachQuestion(random, [&](const AccessRequest &request, bool declared) {
            if (declared)
                RC_ASSERT(decisions.decide(request).on(Plane::Network).verdict == Verdict::Permit);
        });
    }));
}

QTEST_APPLESS_MAIN(tst_BaselineLaw)
#include "tst_BaselineLaw.moc"
