// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/RandomStream.h"
#include "core/decision/PolicyDecisionPoint.h"
#include "core/enforcement/PlanCompiler.h"
#include "tests/core/attack/RandomDesign.h"
#include "tests/support/ProjectGenerator.h"

#include <rapidcheck.h>

#include <QtTest>

#include <algorithm>
#include <array>
#include <set>

using namespace fourplane;
using namespace fourplane::test;

/// Verdicts without words are found by the code that finds them with words. This holds it to that: an
/// evaluator that looks at its own sentences while it decides would answer differently without them.
class tst_Verdicts : public QObject
{
    Q_OBJECT

private slots:
    void inRandomProjectsWordsChangeNothing();
    void inRandomDesignsWordsChangeNothing();
};

namespace {

/// What the questions of a test came across: kinds of objects that decided, and words of their reasons.
using Met = std::set<std::string>;

/// The ends of a plan and everything a request may name, with ids that nothing has.
class Questions
{
public:
    explicit Questions(const EnforcementPlan &plan)
    {
        for (const PlannedPod &pod : plan.pods) {
            m_ends.push_back(pod.workloadId);
            m_identities.push_back(pod.identityId);
            for (const NamedPort &port : pod.ports)
                m_ports.push_back(port.number);
        }
        for (const auto *externals : { &plan.externals, &plan.implicitExternals }) {
            for (const PlannedExternal &external : *externals)
                m_ends.push_back(external.id);
        }
        m_ends.emplace_back("nobody");
        for (const PlannedStore &store : plan.stores) {
            for (const Collection &collection : store.collections)
                m_collections.push_back(collection.id);
        }
        for (const DataGrant &grant : plan.grants) {
            m_tenants.push_back(grant.tenant);
            m_identities.push_back(grant.identityId);
        }
        for (const ToolScope &scope : plan.toolScopes)
            m_operations.insert(m_operations.end(), scope.operations.begin(), scope.operations.end());
    }

    const std::vector<ElementId> &ends() const { return m_ends; }

    AccessRequest draw(const ElementId &source, const ElementId &destination, RandomStream &random) const
    {
        const auto either = [&random](const auto &from) { return from[random.below(from.size())]; };
        AccessRequest request;
        request.sourceId = source;
        request.destinationId = destination;
        if (random.chance(60))
            request.port = either(m_ports);
        if (random.chance(10))
            request.protocol = Protocol::Udp;
        if (random.chance(60))
            request.transport = random.chance(50) ? Transport::Mesh : Transport::Plaintext;
        if (random.chance(40)) {
            request.collectionId = either(m_collections);
            if (random.chance(80))
                request.verb =
                    random.oneOf(std::array { AccessVerb::Read, AccessVerb::Write, AccessVerb::Admin });
            request.tenant = random.chance(30) ? either(m_tenants) : std::string();
        }
        request.identityId = random.chance(30) ? either(m_identities) : ElementId();
        request.toolOperation = random.chance(30) ? either(m_operations) : std::string();
        request.callerId = random.chance(50) ? either(m_ends) : ElementId();
        if (random.chance(20)) {
            request.method = random.oneOf(std::array<std::string, 2> { "GET", "POST" });
            request.path = random.oneOf(std::array<std::string, 3> { "/", "/v1/chat", "/v1/files/x" });
            request.host = random.oneOf(std::array<std::string, 3> { "", "host", "api.example" });
        }
        return request;
    }

private:
    std::vector<ElementId> m_ends;
    std::vector<std::uint16_t> m_ports { 80, 5432 };
    std::vector<ElementId> m_collections { ElementId("nothing") };
    std::vector<ElementId> m_identities { ElementId("nobody") };
    std::vector<std::string> m_tenants { "someone" };
    std::vector<std::string> m_operations { "*", "an operation" };
};

/// Asks about every pair of ends with and without words. The first that is answered differently ("a to b");
/// empty when there is none.
std::string firstDifference(const EnforcementPlan &plan, std::uint64_t seed, Met &met)
{
    const PolicyDecisionPoint decisions(plan);
    const Questions questions(plan);
    std::uint64_t position = 0;
    for (const ElementId &source : questions.ends()) {
        for (const ElementId &destination : questions.ends()) {
            RandomStream random(seed, 0, position++);
            const AccessRequest request = questions.draw(source, destination, random);
            const Decision decision = decisions.decide(request);
            const Verdicts verdicts = decisions.verdicts(request);
            if (!(verdicts == decision.verdicts()))
                return source.value() + " to " + destination.value();
            for (const PlaneVerdict &answer : decision.planes) {
                if (answer.decidedBy)
                    met.insert(answer.decidedBy->kind);
                for (const char *words :
                    { "would be let through", "addresses that nodes may have", "Through waypoint",
                        "From the waypoint", "asks an external authorizer", "There is no such element" }) {
                    if (answer.reason.find(words) != std::string::npos)
                        met.insert(words);
                }
            }
        }
    }
    return {};
}

QByteArray missing(const Met &met, std::initializer_list<const char *> wanted)
{
    QByteArray text;
    for (const char *one : wanted) {
        if (met.count(one) == 0)
            text += QByteArray(one) + "; ";
    }
    return text;
}

void adopt(Project &project, const std::string &id, NativeObject object)
{
    AdoptedRule rule;
    rule.id = ElementId(id);
    rule.object = std::move(object);
    project.policy.adopted[rule.id] = rule;
}

/// Waypoints before all ambient pods, some with pods of their own, and policies at them.
void addWaypoints(Project &project, RandomStream &random)
{
    for (auto &[id, home] : project.topology.namespaces) {
        home.labels["istio.io/use-waypoint"] = "wp";
        WaypointGateway gateway;
        gateway.meta = { "wp", home.name, { { "istio.io/waypoint-for", "all" } }, {} };
        adopt(project, "waypoint-" + id.value(), gateway);
        AuthorizationPolicy atWaypoint;
        atWaypoint.meta = { "at-wp", home.name, {}, {} };
        atWaypoint.action = random.oneOf(std::array {
            AuthorizationAction::Allow, AuthorizationAction::Deny, AuthorizationAction::Custom });
        atWaypoint.targetRefs = { { "gateway.networking.k8s.io", "Gateway", "wp", "" } };
        atWaypoint.rules.resize(1);
        atWaypoint.rules[0].from.resize(1);
        atWaypoint.rules[0].from[0].namespaces = { project.topology.namespaces.begin()->second.name };
        if (random.chance(70))
            adopt(project, "at-wp-" + id.value(), atWaypoint);
        AuthorizationPolicy behind;
        behind.meta = { "behind-wp", home.name, {}, {} };
        behind.rules.resize(1);
        behind.rules[0].from.resize(1);
        behind.rules[0].from[0].principals = { "cluster.local/ns/" + home.name + "/sa/wp" };
        if (random.chance(70))
            adopt(project, "behind-wp-" + id.value(), behind);
    }
    for (auto &[id, workload] : project.topology.workloads) {
        if (random.chance(20))
            workload.labels["gateway.networking.k8s.io/gateway-name"] = "wp";
    }
}

LabelSelector tier(const std::string &value)
{
    return { { { "tier", value } }, {} };
}

/// Policies of Cilium, and of the whole cluster, that deny some workloads to others.
void addDenials(Project &project, const std::string &home, RandomStream &random)
{
    if (random.chance(30)) {
        project.platform.cni = random.oneOf(std::array { CniKind::Cilium, CniKind::Generic });
        CiliumPolicy policy;
        policy.meta = { "front", home, {}, {} };
        policy.specs.resize(1);
        policy.specs[0].endpointSelector = tier("front");
        policy.specs[0].ingress.resize(1);
        policy.specs[0].ingress[0].entities = { "all" };
        policy.specs[0].ingressDeny.resize(1);
        policy.specs[0].ingressDeny[0].endpoints = { tier("back") };
        policy.specs[0].egressDeny.resize(1);
        policy.specs[0].egressDeny[0].cidrs = { "203.0.113.0/25" };
        adopt(project, "cilium", policy);
    }
    if (random.chance(30)) {
        project.platform.enforcesAdminPolicies =
            random.oneOf(std::array { EngineBehaviour::Yes, EngineBehaviour::Unknown });
        AdminPolicy policy;
        policy.meta = { "back", {}, {}, {} };
        policy.priority = 10;
        policy.subject.namespaces = LabelSelector {};
        policy.egress.resize(1);
        policy.egress[0].peers.resize(1);
        policy.egress[0].peers[0].networks = { "198.51.100.0/25" };
        policy.ingress.resize(1);
        policy.ingress[0].peers.resize(1);
        policy.ingress[0].peers[0].pods = NamespacedPods { {}, tier("back") };
        adopt(project, "admin", policy);
    }
}

/// What random designs do not have: waypoints, several gateways, private exposure, policies that admit nodes,
/// and those of Cilium and of the whole cluster.
void addRareThings(Project &project, std::uint64_t seed)
{
    RandomStream random(seed, 1, 0);
    const std::string home = project.topology.namespaces.begin()->second.name;
    addDenials(project, home, random);
    if (isIstio(project.platform.mesh) && random.chance(60)) {
        project.platform.mesh = MeshKind::IstioAmbient;
        addWaypoints(project, random);
    }
    for (auto &[id, workload] : project.topology.workloads) {
        if (random.chance(20)) {
            workload.kind = WorkloadKind::Gateway;
            workload.exposed = true;
        }
        workload.exposedPrivately = random.chance(20);
    }
    if (random.chance(30)) {
        NetworkPolicy policy;
        policy.meta = { "nodes", home, {}, {} };
        NetworkPolicyPeer nodes;
        nodes.ipBlock = IpBlock { "10.0.0.0/16", {} };
        policy.ingress.push_back({ { nodes }, {} });
        adopt(project, "nodes", policy);
    }
}

} // namespace

void tst_Verdicts::inRandomProjectsWordsChangeNothing()
{
    Met met;
    QVERIFY(rc::check([&met] {
        const CompiledPlan compiled = compilePlan(*soundProjects());
        const auto seed = *rc::gen::arbitrary<std::uint32_t>();
        RC_ASSERT(firstDifference(compiled.plan, seed, met).empty());
    }));
    const QByteArray unseen =
        missing(met, { "NetworkPolicy", "AuthorizationPolicy", "Namespace", "There is no such element" });
    QVERIFY2(unseen.isEmpty(), "no question about: " + unseen);
}

void tst_Verdicts::inRandomDesignsWordsChangeNothing()
{
    Met met;
    for (std::uint32_t seed = 0; seed < 300; ++seed) {
        Project project = randomDesign(seed).project;
        addRareThings(project, seed);
        const CompiledPlan compiled = compilePlan(project);
        const std::string difference = firstDifference(compiled.plan, seed, met);
        QVERIFY2(difference.empty(), ("seed " + std::to_string(seed) + ": " + difference).c_str());
    }
    const QByteArray unseen = missing(met,
        { "NetworkPolicy", "AuthorizationPolicy", "PeerAuthentication", "Server", "EgressAllowList",
            "CiliumNetworkPolicy", "AdminNetworkPolicy", "DataStore", "DataGrant", "ToolScope", "Workload",
            "Namespace", "would be let through", "addresses that nodes may have", "Through waypoint",
            "From the waypoint", "asks an external authorizer" });
    QVERIFY2(unseen.isEmpty(), "no question about: " + unseen);
}

QTEST_APPLESS_MAIN(tst_Verdicts)
#include "tst_Verdicts.moc"
