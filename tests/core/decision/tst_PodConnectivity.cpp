// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/CompiledNetworkPolicy.h"
#include "core/decision/PodConnectivity.h"
#include "tests/core/decision/NetworkPlan.h"

#include <rapidcheck.h>

#include <QtTest>

#include <array>

using namespace fourplane;
using namespace fourplane::test;

/// The compressed connectivity against the evaluator asked pair by pair, with all families of policies.
class tst_PodConnectivity : public QObject
{
    Q_OBJECT

private slots:
    void comparedPodsAnswerAsAskedPairByPairUnderAllFamilies();
    void podsAlikeShareAClassUnderAdminPolicies();
    void podsAlikeShareAClassUnderCiliumPolicies();
    void aPlatformThatEnforcesNothingIsOneClass();
    void whatTheRulesDoNotTellIsAsked();
    void aSelectorOfSeveralLabelsReadsTheShortestListAndVerifies();
    void equalPeersAndPortsOfRulesAreHeldOnce();
    void aListOfPeersThatPoliciesShareMeansEachOnesOwnNamespace();
    void aListOfPeersThatIsRefusedMakesEachOfItsPoliciesInvalid();
    void aSetOfPodsIsTheSameAsBitsAndAsAList();
    void rulesWithTheSamePeersAddUpTheirPorts();
    void stopsWhenTheJobIsStopped();
};

namespace {

int below(int limit)
{
    return *rc::gen::inRange(0, limit);
}

template <class T>
T among(const std::vector<T> &values)
{
    return values[static_cast<std::size_t>(below(static_cast<int>(values.size())))];
}

LabelSelector someSelector()
{
    switch (below(4)) {
    case 0:
        return {};
    case 1:
        return { {}, { { "tier", SelectorOperator::DoesNotExist, {} } } };
    case 2:
        return { { { "app", among<std::string>({ "x", "y" }) }, { "tier", "x" } }, {} };
    default:
        return { { { "app", among<std::string>({ "x", "y", "absent" }) } }, {} };
    }
}

LabelSelector someNamespaces()
{
    return among<LabelSelector>({ LabelSelector {}, { { { "kubernetes.io/metadata.name", "a" } }, {} },
        { { { "team", "red" } }, {} }, { {}, { { "team", SelectorOperator::NotIn, { "red" } } } } });
}

NetworkPolicy somePolicy()
{
    NetworkPolicy policy;
    policy.meta = { "p", among<std::string>({ "a", "b" }), {}, {} };
    policy.podSelector = someSelector();
    for (auto *rules : { &policy.ingress, &policy.egress }) {
        for (int i = below(3); i > 0; --i) {
            NetworkPolicyRule rule;
            for (int j = below(3); j > 0; --j)
                rule.peers.push_back({ someSelector(),
                    below(3) == 0 ? std::nullopt : std::optional<LabelSelector>(someNamespaces()), {} });
            if (below(8) == 0)
                rule.peers.push_back({ {}, {}, IpBlock { "10.0.0.0/8", {} } });
            if (below(2) == 0)
                rule.ports = { { Protocol::Tcp,
                    below(2) == 0 ? IntOrName(std::uint16_t(80)) : IntOrName("web"), {} } };
            rules->push_back(std::move(rule));
        }
    }
    policy.policyTypes = among<std::vector<PolicyDirection>>(
        { {}, { PolicyDirection::Egress }, { PolicyDirection::Ingress, PolicyDirection::Egress } });
    return policy;
}

AdminPolicy someAdminPolicy()
{
    AdminPolicy policy;
    policy.kind = among<AdminPolicyKind>({ AdminPolicyKind::AdminNetworkPolicy,
        AdminPolicyKind::BaselineAdminNetworkPolicy, AdminPolicyKind::ClusterNetworkPolicy });
    policy.tier = policy.kind == AdminPolicyKind::BaselineAdminNetworkPolicy ? AdminPolicyTier::Baseline
                                                                             : AdminPolicyTier::Admin;
    policy.priority = below(3);
    if (below(2) == 0)
        policy.subject.namespaces = someNamespaces();
    else
        policy.subject.pods = NamespacedPods { someNamespaces(), someSelector() };
    for (auto *rules : { &policy.ingress, &policy.egress }) {
        for (int i = below(3); i > 0; --i) {
            AdminPolicyRule rule;
            rule.action = among<AdminPolicyAction>(
                { AdminPolicyAction::Accept, AdminPolicyAction::Deny, AdminPolicyAction::Pass });
            AdminPolicyPeer peer;
            switch (below(8)) {
            case 0:
                break; // not known (AN7)
            case 1:
                peer.networks = { among<std::string>({ "10.0.0.0/8", "10.1.0.0/16", "192.0.2.0/24" }) };
                break;
            case 2:
                peer.nodes.emplace();
                break;
            case 3:
                peer.namespaces = someNamespaces();
                break;
            default:
                peer.pods = NamespacedPods { someNamespaces(), someSelector() };
            }
            rule.peers = { peer };
            if (below(2) == 0)
                rule.ports = { below(2) == 0 ? AdminPolicyPort { Protocol::Tcp, 80, {}, {} }
                                             : AdminPolicyPort { {}, {}, {}, "web" } };
            rules->push_back(std::move(rule));
        }
    }
    return policy;
}

CiliumRule someCiliumRule()
{
    CiliumRule rule;
    switch (below(7)) {
    case 0:
        rule.entities = { among<std::string>(
            { "cluster", "host", "remote-node", "world", "kube-apiserver" }) };
        break;
    case 1:
        rule.cidrs = { "10.0.0.0/8" };
        break;
    case 2:
        rule.endpoints = std::vector<LabelSelector> { { { { "reserved:host", "" } }, {} } };
        break;
    case 3:
        break;
    default:
        rule.endpoints = std::vector<LabelSelector> { someSelector() };
        if (below(2) == 0)
            rule.endpoints->push_back({ { { "k8s:io.kubernetes.pod.namespace", "b" } }, {} });
    }
    if (below(2) == 0)
        rule.toPorts = { { { { among<std::string>({ "80", "web", "0" }), 0, "TCP" } }, {}, {}, {} } };
    if (below(6) == 0)
        rule.authenticationMode = "required";
    return rule;
}

CiliumPolicy someCiliumPolicy()
{
    CiliumPolicy policy;
    policy.kind = among<CiliumPolicyKind>(
        { CiliumPolicyKind::CiliumNetworkPolicy, CiliumPolicyKind::CiliumClusterwideNetworkPolicy });
    if (policy.kind == CiliumPolicyKind::CiliumNetworkPolicy)
        policy.meta.namespaceName = among<std::string>({ "a", "b" });
    CiliumSpec spec;
    spec.endpointSelector = someSelector();
    for (auto *rules : { &spec.ingress, &spec.ingressDeny, &spec.egress, &spec.egressDeny }) {
        for (int i = below(2); i > 0; --i)
            rules->push_back(someCiliumRule());
    }
    if (below(3) == 0)
        spec.defaultDenyIngress = below(2) == 0;
    if (below(3) == 0)
        spec.defaultDenyEgress = below(2) == 0;
    policy.specs = { spec };
    return policy;
}

NetworkPlan somePlan()
{
    NetworkPlan plan;
    constexpr std::array behaviours { EngineBehaviour::No, EngineBehaviour::Yes, EngineBehaviour::Unknown };
    if (below(2) == 0)
        plan.platform.clusterCidrs = { "10.0.0.0/8" };
    plan.platform.cni = CniKind(below(static_cast<int>(EnumNames<CniKind>::names.size())));
    plan.platform.ipBlockMatchesPods = behaviours[static_cast<std::size_t>(below(3))];
    plan.platform.policySelectsHostNetwork = behaviours[static_cast<std::size_t>(below(3))];
    plan.platform.enforcesAdminPolicies = behaviours[static_cast<std::size_t>(below(3))];
    plan.platform.ciliumEnforcement =
        CiliumEnforcement(below(static_cast<int>(EnumNames<CiliumEnforcement>::names.size())));
    plan.home("a", { { "team", "red" } });
    plan.home("b", { { "team", "blue" } });
    for (int i = 0; i < 6; ++i) {
        PlannedPod &pod = plan.pod(among<std::string>({ "a", "b" }), "pod" + std::to_string(i));
        pod.labels["app"] = among<std::string>({ "x", "y" });
        if (below(3) == 0)
            pod.labels["tier"] = "x";
        if (below(2) == 0)
            pod.ports = { { "web", among<std::uint16_t>({ 80, 8080 }), Protocol::Tcp } };
        pod.hostNetwork = below(8) == 0;
        if (below(3) == 0)
            pod.poolIds = { ElementId(among<std::string>({ "pool-1", "pool-2" })) };
        if (below(2) == 0) { // a twin
            PlannedPod twin = pod;
            twin.workloadId = ElementId(twin.workloadId.value() + "-twin");
            plan.pods.push_back(twin);
        }
    }
    for (int i = below(4); i > 0; --i)
        plan.networkPolicies.push_back({ somePolicy(), {}, {} });
    for (int i = below(3); i > 0; --i)
        plan.adminPolicies.push_back({ someAdminPolicy(), {}, {} });
    for (int i = below(3); i > 0; --i)
        plan.ciliumPolicies.push_back({ someCiliumPolicy(), {}, {} });
    if (below(10) == 0)
        plan.namespacesWithUnmodelledPolicy = { "b" };
    return plan;
}

/// Two namespaces of `count` pods each that differ in their names only.
NetworkPlan rows(int count)
{
    NetworkPlan plan;
    plan.home("a");
    plan.home("b");
    for (int i = 0; i < count; ++i) {
        plan.pod("a", "pod" + std::to_string(i), { { "app", "x" } }, { { "web", 80, Protocol::Tcp } });
        plan.pod("b", "pod" + std::to_string(i), { { "app", "y" } }, { { "web", 80, Protocol::Tcp } });
    }
    return plan;
}

} // namespace

void tst_PodConnectivity::comparedPodsAnswerAsAskedPairByPairUnderAllFamilies()
{
    std::size_t sharedAdmin = 0, sharedCilium = 0, closed = 0, partly = 0;
    QVERIFY(rc::check("PodConnectivity is connections() of every pair", [&] {
        const NetworkPlan plan = somePlan();
        const NetworkPolicyEvaluator evaluator(plan);
        const auto compared = PodConnectivity::compute(evaluator);
        RC_ASSERT(compared.has_value());
        const bool isShared = compared->classCount() < compared->podCount();
        sharedAdmin += isShared && !plan.adminPolicies.empty();
        sharedCilium += isShared && !plan.ciliumPolicies.empty();
        std::size_t open = 0;
        for (std::size_t source = 0; source < plan.pods.size(); ++source) {
            std::vector<std::size_t> listed, expected;
            for (const auto &[destination, connections] : compared->openFrom(source))
                listed.push_back(destination);
            for (std::size_t destination = 0; destination < plan.pods.size(); ++destination) {
                const Connectivity asked = evaluator.connections(source, destination);
                RC_ASSERT(compared->between(source, destination) == asked);
                closed += asked.possible.isEmpty();
                partly += !asked.possible.isEmpty() && !asked.possible.isAll();
                if (source != destination && !asked.possible.isEmpty())
                    expected.push_back(destination);
            }
            RC_ASSERT(listed == expected);
            open += expected.size();
        }
        RC_ASSERT(compared->openPairCount() == open);
    }));
    QVERIFY(sharedAdmin > 10 && sharedCilium > 10 && closed > 100 && partly > 100);
}

void tst_PodConnectivity::podsAlikeShareAClassUnderAdminPolicies()
{
    NetworkPlan plan = rows(20);
    plan.platform.enforcesAdminPolicies = EngineBehaviour::Yes;
    AdminPolicy deny;
    deny.subject.namespaces = LabelSelector { { { "kubernetes.io/metadata.name", "a" } }, {} };
    AdminPolicyPeer fromB;
    fromB.pods = NamespacedPods { LabelSelector {}, labelled("app", "y") };
    deny.ingress = { { "", AdminPolicyAction::Deny, { fromB }, {} } };
    plan.adminPolicies.push_back({ deny, {}, {} });
    const NetworkPolicyEvaluator evaluator(plan);
    const auto compared = PodConnectivity::compute(evaluator);
    QCOMPARE(compared->classCount(), std::size_t(2));
    QCOMPARE(compared->openPairCount(), std::size_t(40 * 39 - 20 * 20)); // all but b to a
}

void tst_PodConnectivity::podsAlikeShareAClassUnderCiliumPolicies()
{
    NetworkPlan plan = rows(20);
    plan.platform.cni = CniKind::Cilium;
    CiliumPolicy policy;
    policy.meta.namespaceName = "a";
    CiliumSpec spec;
    spec.endpointSelector.emplace();
    CiliumRule fromOwn;
    fromOwn.endpoints = std::vector<LabelSelector> { LabelSelector {} };
    spec.ingress = { fromOwn };
    policy.specs = { spec };
    plan.ciliumPolicies.push_back({ policy, {}, {} });
    const NetworkPolicyEvaluator evaluator(plan);
    const auto compared = PodConnectivity::compute(evaluator);
    QCOMPARE(compared->classCount(), std::size_t(2));
    QCOMPARE(compared->openPairCount(), std::size_t(40 * 39 - 20 * 20));
}

void tst_PodConnectivity::aPlatformThatEnforcesNothingIsOneClass()
{
    NetworkPlan plan = rows(3);
    plan.platform.cni = CniKind::None;
    plan.policy("a", "deny");
    plan.pods.front().hostNetwork = true;
    const NetworkPolicyEvaluator evaluator(plan);
    const auto compared = PodConnectivity::compute(evaluator);
    QCOMPARE(compared->classCount(), std::size_t(1));
    QCOMPARE(compared->openPairCount(), std::size_t(6 * 5));
}

void tst_PodConnectivity::whatTheRulesDoNotTellIsAsked()
{
    const auto agreesEverywhere = [](const NetworkPlan &plan) {
        const NetworkPolicyEvaluator evaluator(plan);
        const auto compared = PodConnectivity::compute(evaluator);
        std::size_t doubtful = 0;
        for (std::size_t i = 0; i < plan.pods.size(); ++i) {
            for (std::size_t j = 0; j < plan.pods.size(); ++j) {
                const Connectivity asked = evaluator.connections(i, j);
                if (compared->between(i, j) != asked)
                    return std::size_t(0);
                doubtful += asked.certain != asked.possible;
            }
        }
        return doubtful;
    };
    NetworkPlan invalid = rows(2); // a policy that the API server would refuse may not be there
    invalid.policy("a", "refused").ingress = { { {}, { { Protocol::Tcp, std::uint16_t(0), {} } } } };
    QVERIFY(agreesEverywhere(invalid) > 0);

    NetworkPlan pools = rows(2); // a node reaches the pods that it may run (NP16)
    pools.platform.policySelectsHostNetwork = EngineBehaviour::No;
    pools.pods[0].hostNetwork = true;
    pools.policy("b", "deny");
    for (std::size_t pod = 0; pod < pools.pods.size(); ++pod)
        pools.pods[pod].poolIds = { ElementId(pod == 3 ? "elsewhere" : "here") };
    QVERIFY(agreesEverywhere(pools) > 0);

    NetworkPlan networks = rows(2); // an admin rule about the pods' own addresses (AN6)
    networks.platform.clusterCidrs = { "10.0.0.0/8" };
    networks.platform.enforcesAdminPolicies = EngineBehaviour::Yes;
    networks.policy("a", "deny").policyTypes = { PolicyDirection::Egress };
    AdminPolicy admit;
    admit.subject.namespaces = LabelSelector {};
    AdminPolicyPeer half;
    half.networks = { "10.0.0.0/9" };
    admit.egress = { { "", AdminPolicyAction::Accept, { half }, {} } };
    networks.adminPolicies.push_back({ admit, {}, {} });
    QVERIFY(agreesEverywhere(networks) > 0);
}

void tst_PodConnectivity::aSelectorOfSeveralLabelsReadsTheShortestListAndVerifies()
{
    NetworkPlan plan;
    plan.home("a", { { "team", "red" } });
    plan.home("b");
    plan.pod("a", "x1", { { "app", "x" }, { "tier", "t" } });
    plan.pod("a", "x2", { { "app", "x" } });
    plan.pod("b", "x3", { { "app", "x" }, { "tier", "t" } });
    plan.pod("c", "homeless", { { "app", "x" }, { "tier", "t" } }); // its namespace is not in the plan
    plan.pod("b", "other", { { "app", "z" }, { "tier", "t" } });
    PodSelection selection(plan);
    const LabelSelector both { { { "app", "x" }, { "tier", "t" } }, {} };
    QCOMPARE(selection.positionsIn("a", both), PodSelection::Positions({ 0 }));
    QCOMPARE(selection.positionsIn("a", labelled("app", "x")), PodSelection::Positions({ 0, 1 }));
    QCOMPARE(selection.positionsIn("absent", both), PodSelection::Positions());
    QCOMPARE(selection.positionsIn("a", labelled("app", "absent")), PodSelection::Positions());
    const auto where = [&](const LabelSelector &namespaces, const std::optional<LabelSelector> &pods) {
        PodSelection::Positions found;
        selection.podsWhere(namespaces, pods)->forEach([&found](std::size_t pod) {
            found.push_back(std::uint32_t(pod));
        });
        return found;
    };
    QCOMPARE(where({}, both), PodSelection::Positions({ 0, 2, 3 }));
    QCOMPARE(where(labelled("team", "red"), std::nullopt), PodSelection::Positions({ 0, 1 }));
    QCOMPARE(
        where(labelled("kubernetes.io/metadata.name", "c"), std::nullopt), PodSelection::Positions({ 3 }));
    QCOMPARE(where(labelled("team", "absent"), std::nullopt), PodSelection::Positions());
    const LabelSelector notRed { {}, { { "team", SelectorOperator::NotIn, { "red" } } } };
    QCOMPARE(where(notRed, labelled("tier", "t")), PodSelection::Positions({ 2, 3, 4 }));
    QCOMPARE(selection.setWhere({}, both), selection.setWhere({}, both));
    QVERIFY(selection.setWhere({}, both) != selection.setIn("a", both));
}

void tst_PodConnectivity::equalPeersAndPortsOfRulesAreHeldOnce()
{
    NetworkPlan plan = rows(2);
    const NetworkPolicyRule rule { { { labelled("app", "x"), LabelSelector {}, {} },
                                       { {}, {}, IpBlock { "192.0.2.0/24", { "192.0.2.7/32" } } } },
        { { Protocol::Udp, std::uint16_t(53), {} }, { Protocol::Tcp, "web", {} } } };
    NetworkPolicyRule other = rule;
    other.peers.change([](auto &peers) { peers.back().ipBlock->except.clear(); });
    other.ports.change([](auto &ports) { ports.back().port = "dns"; });
    for (const char *name : { "one", "two" })
        plan.policy("a", name).ingress = { rule, rule, other };
    IpRanges none;
    PodSelection selection(plan);
    PolicyCompilation compilation(selection, none);
    const std::vector<CompiledNetworkPolicy> compiled = compilation.compile(plan.networkPolicies);
    const CompiledRuleParts parts = compilation.takeParts();
    QCOMPARE(parts.peers.size(), std::size_t(2));
    QCOMPARE(parts.ports.size(), std::size_t(2));
    const auto &rules = compiled[1].in(PolicyDirection::Ingress).rules;
    QCOMPARE(rules[0].peers, compiled[0].in(PolicyDirection::Ingress).rules[1].peers);
    QVERIFY(rules[2].peers != rules[0].peers && rules[2].ports != rules[0].ports);
}

void tst_PodConnectivity::aListOfPeersThatPoliciesShareMeansEachOnesOwnNamespace()
{
    NetworkPlan plan;
    for (const char *home : { "a", "b" }) {
        plan.home(home);
        plan.pod(home, "server", { { "app", "server" } });
        plan.pod(home, "x", { { "app", "x" } });
    }
    const NetworkPolicyRule rule { { { labelled("app", "x"), {}, {} } }, {} };
    for (const char *home : { "a", "b" })
        plan.policy(home, "server").ingress = { rule };
    QVERIFY(plan.networkPolicies[0].object.ingress[0].peers.identity()
        == plan.networkPolicies[1].object.ingress[0].peers.identity());
    const NetworkPolicyEvaluator evaluator(plan);
    const auto compared = PodConnectivity::compute(evaluator);
    QVERIFY(compared);
    constexpr std::size_t serverA = 0, fromA = 1, serverB = 2, fromB = 3;
    QVERIFY(compared->between(fromA, serverA).certain.isAll());
    QVERIFY(compared->between(fromB, serverB).certain.isAll());
    QVERIFY(compared->between(fromA, serverB).possible.isEmpty());
    QVERIFY(compared->between(fromB, serverA).possible.isEmpty());
}

void tst_PodConnectivity::aListOfPeersThatIsRefusedMakesEachOfItsPoliciesInvalid()
{
    NetworkPlan plan = rows(2);
    const NetworkPolicyRule rule { { { {}, {}, IpBlock { "no block", {} } } }, {} };
    for (const char *name : { "one", "two" })
        plan.policy("a", name).ingress = { rule };
    plan.policy("a", "sound").ingress = { { { { LabelSelector {}, LabelSelector {}, {} } }, {} } };
    IpRanges none;
    PodSelection selection(plan);
    PolicyCompilation compilation(selection, none);
    const std::vector<CompiledNetworkPolicy> compiled = compilation.compile(plan.networkPolicies);
    QVERIFY(!compiled[0].invalidity.empty());
    QVERIFY(!compiled[1].invalidity.empty());
    QVERIFY(compiled[2].invalidity.empty());
}

void tst_PodConnectivity::aSetOfPodsIsTheSameAsBitsAndAsAList()
{
    constexpr std::size_t podCount = 200; // four words of bits: up to seven positions are a list
    PodSets sets(podCount);
    std::vector<std::vector<std::uint32_t>> wanted { {}, { 199 }, { 0, 63, 64, 127, 128, 198, 199 } };
    wanted.emplace_back();
    for (std::uint32_t pod = 0; pod < podCount; pod += 3)
        wanted.back().push_back(pod);
    wanted.push_back({ 0, 1, 62, 63, 64, 65, 191, 192 });
    for (const auto &positions : wanted)
        sets.add(positions);
    QCOMPARE(sets.count(), wanted.size());
    for (std::uint32_t number = 0; number < wanted.size(); ++number) {
        const std::vector<std::uint32_t> &positions = wanted[number];
        std::vector<std::uint32_t> found;
        sets.forEach(number, [&found](std::uint32_t pod) { found.push_back(pod); });
        QCOMPARE(found, positions);
        QCOMPARE(sets.size(number), positions.size());
        for (std::uint32_t pod = 0; pod < podCount; ++pod)
            QCOMPARE(sets.contains(number, pod), std::count(positions.begin(), positions.end(), pod) == 1);
    }
}

void tst_PodConnectivity::rulesWithTheSamePeersAddUpTheirPorts()
{
    NetworkPlan plan = rows(2);
    const NetworkPolicyPeer everyPod { LabelSelector {}, LabelSelector {}, {} };
    for (const char *name : { "one", "two" }) {
        NetworkPolicy &policy = plan.policy("a", name);
        policy.policyTypes = { PolicyDirection::Egress };
        const std::uint16_t second = policy.meta.name == "one" ? 443 : 53;
        policy.egress = { { { everyPod }, { tcp(80) } }, { { everyPod }, { tcp(second) } },
            { { everyPod }, { tcp(80) } } };
    }
    const NetworkPolicyEvaluator evaluator(plan);
    const auto compared = PodConnectivity::compute(evaluator);
    QVERIFY(compared);
    const ConnectionSet expected = ConnectionSet::port(Protocol::Tcp, 80)
        | ConnectionSet::port(Protocol::Tcp, 443) | ConnectionSet::port(Protocol::Tcp, 53);
    QVERIFY(compared->between(0, 1).certain == expected);
    QVERIFY(compared->between(0, 1).possible == expected);
}

void tst_PodConnectivity::stopsWhenTheJobIsStopped()
{
    const NetworkPlan plan = rows(2);
    const NetworkPolicyEvaluator evaluator(plan);
    std::stop_source stop;
    stop.request_stop();
    Job job;
    job.stop = stop.get_token();
    const auto compared = PodConnectivity::compute(evaluator, job);
    QVERIFY(!compared);
    QCOMPARE(compared.error().diagnostics.front().code, std::string("cancelled"));
}

QTEST_APPLESS_MAIN(tst_PodConnectivity)
#include "tst_PodConnectivity.moc"
