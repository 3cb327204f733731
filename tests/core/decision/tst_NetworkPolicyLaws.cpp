// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/PodConnectivity.h"
#include "tests/core/decision/NetworkPlan.h"

#include <rapidcheck.h>

#include <QtTest>

#include <algorithm>
#include <array>

using namespace fourplane;
using namespace fourplane::test;

/// Laws over random small clusters, against a second evaluator that is written from the API text one port and
/// one address at a time.
class tst_NetworkPolicyLaws : public QObject
{
    Q_OBJECT

private slots:
    void agreesWithThePortByPortReference();
    void verdictsAgreeWithConnections();
    void comparedPodsAnswerAsAskedPairByPair();
    void anotherRuleNeverRemovesAConnection();
    void isolatingAnOpenPodNeverAddsAConnection();
    void anotherPolicyOnIsolatedPodsNeverRemovesAConnection();
    void orderOfPoliciesAndRulesDoesNotMatter();
    void everyAnswerToAnOpenQuestionLiesBetweenCertainAndPossible();
};

namespace {

using Ports = std::vector<std::uint16_t>;
const Ports samplePorts { 1, 79, 80, 81, 85, 90, 91, 443, 8080, 65535 };
constexpr std::array allProtocols { Protocol::Tcp, Protocol::Udp, Protocol::Sctp };
const std::vector<std::string> sampleAddresses { "203.0.113.5", "203.0.113.200", "8.8.8.8" };

int below(int limit)
{
    return *rc::gen::inRange(0, limit);
}

template <class T>
T oneOf(const std::vector<T> &values)
{
    return values[static_cast<std::size_t>(below(static_cast<int>(values.size())))];
}

Labels someLabels()
{
    Labels labels;
    for (const char *key : { "app", "tier" }) {
        if (below(3) > 0)
            labels[key] = oneOf<std::string>({ "x", "y" });
    }
    return labels;
}

LabelSelector someSelector()
{
    LabelSelector selector;
    if (below(3) == 0)
        return selector;
    if (below(2) == 0)
        selector.matchLabels = { { oneOf<std::string>({ "app", "tier" }),
            oneOf<std::string>({ "x", "y" }) } };
    if (below(2) == 0) {
        SelectorExpression expression { oneOf<std::string>({ "app", "tier" }), SelectorOperator(below(4)),
            {} };
        if (expression.op == SelectorOperator::In || expression.op == SelectorOperator::NotIn)
            expression.values = { oneOf<std::string>({ "x", "y", "z" }) };
        selector.matchExpressions = { expression };
    }
    return selector;
}

NetworkPolicyPeer somePeer()
{
    switch (below(4)) {
    case 0:
        return { someSelector(), {}, {} };
    case 1:
        return { {}, someSelector(), {} };
    case 2:
        return { someSelector(), someSelector(), {} };
    default:
        return oneOf<NetworkPolicyPeer>({ block("0.0.0.0/0"), block("0.0.0.0/0", { "203.0.113.0/25" }),
            block("203.0.113.0/24"), block("203.0.113.0/24", { "203.0.113.128/25" }), block("10.0.0.0/8") });
    }
}

NetworkPolicyPort somePort()
{
    NetworkPolicyPort port;
    if (below(3) > 0)
        port.protocol = Protocol(below(3));
    switch (below(4)) {
    case 0:
        break;
    case 1:
        port.port = oneOf<std::string>({ "http", "dns" });
        break;
    case 2:
        port.port = oneOf<std::uint16_t>({ 80, 443 });
        break;
    default:
        port.port = std::uint16_t(80);
        port.endPort = std::uint16_t(90);
    }
    return port;
}

NetworkPolicyRule someRule()
{
    NetworkPolicyRule rule;
    for (int i = below(3); i > 0; --i)
        rule.peers.push_back(somePeer());
    for (int i = below(3); i > 0; --i)
        rule.ports.push_back(somePort());
    return rule;
}

NetworkPolicy somePolicy()
{
    NetworkPolicy policy;
    policy.meta = { "p", oneOf<std::string>({ "a", "b" }), {}, {} };
    policy.podSelector = someSelector();
    policy.policyTypes = oneOf<std::vector<PolicyDirection>>({ {}, { PolicyDirection::Ingress },
        { PolicyDirection::Egress }, { PolicyDirection::Ingress, PolicyDirection::Egress } });
    for (int i = below(3); i > 0; --i)
        policy.ingress.push_back(someRule());
    for (int i = below(3); i > 0; --i)
        policy.egress.push_back(someRule());
    return policy;
}

NetworkPlan somePlan()
{
    NetworkPlan plan;
    plan.platform.clusterCidrs = { "10.0.0.0/8" }; // somePeer() covers it wholly or not at all
    plan.platform.ipBlockMatchesPods = oneOf<EngineBehaviour>({ EngineBehaviour::No, EngineBehaviour::Yes });
    plan.home("a", someLabels());
    plan.home("b", someLabels());
    plan.home("c", someLabels());
    for (int i = 0; i < 5; ++i) {
        PlannedPod &pod =
            plan.pod(oneOf<std::string>({ "a", "b", "c" }), "pod" + std::to_string(i), someLabels());
        if (below(2) == 0)
            pod.ports = { { "http", oneOf<std::uint16_t>({ 80, 8080 }), Protocol(below(3)) } };
        if (below(3) == 0)
            pod.ports.push_back({ "dns", 443, Protocol(below(3)) });
    }
    for (const std::string &address : sampleAddresses)
        plan.external(address, { address });
    for (int i = below(4); i > 0; --i)
        plan.networkPolicies.push_back({ somePolicy(), {}, {} });
    return plan;
}

/// An end of the reference: a pod of the plan with an address of its own, or an address.
struct ReferenceEnd
{
    const PlannedPod *pod = nullptr;
    std::uint32_t address = 0;
};

std::uint32_t numberOf(const std::string &address)
{
    unsigned a = 0, b = 0, c = 0, d = 0;
    std::sscanf(address.c_str(), "%u.%u.%u.%u", &a, &b, &c, &d);
    return a << 24u | b << 16u | c << 8u | d;
}

bool inBlock(const std::string &block, std::uint32_t address)
{
    const std::size_t slash = block.find('/');
    const int length = std::stoi(block.substr(slash + 1));
    const std::uint32_t mask = length == 0 ? 0 : ~std::uint32_t(0) << (32 - length);
    return (address & mask) == (numberOf(block.substr(0, slash)) & mask);
}

/// The Kubernetes API reference, read aloud: port by port, peer by peer.
struct Reference
{
    const EnforcementPlan &plan;

    Labels labelsOf(const std::string &namespaceName) const
    {
        return findNamespace(plan, namespaceName)->labels;
    }

    bool peerMatches(
        const NetworkPolicy &policy, const NetworkPolicyPeer &peer, const ReferenceEnd &end) const
    {
        if (peer.ipBlock) {
            if (end.pod && plan.platform.ipBlockMatchesPods == EngineBehaviour::No)
                return false;
            return inBlock(peer.ipBlock->cidr, end.address)
                && std::none_of(peer.ipBlock->except.begin(), peer.ipBlock->except.end(),
                    [&](const std::string &except) { return inBlock(except, end.address); });
        }
        if (!end.pod)
            return false;
        if (peer.namespaceSelector) {
            return matches(*peer.namespaceSelector, labelsOf(end.pod->namespaceName))
                && (!peer.podSelector || matches(*peer.podSelector, end.pod->labels));
        }
        return end.pod->namespaceName == policy.meta.namespaceName
            && matches(*peer.podSelector, end.pod->labels);
    }

    static bool portMatches(
        const NetworkPolicyPort &item, const ReferenceEnd &destination, Protocol protocol, std::uint16_t port)
    {
        if (item.protocol.value_or(Protocol::Tcp) != protocol)
            return false;
        if (!item.port)
            return true;
        if (const auto *number = std::get_if<std::uint16_t>(&*item.port))
            return item.endPort ? *number <= port && port <= *item.endPort : *number == port;
        return destination.pod
            && std::any_of(
                destination.pod->ports.begin(), destination.pod->ports.end(), [&](const NamedPort &named) {
                    return named.name == std::get<std::string>(*item.port) && named.protocol == protocol
                        && named.number == port;
                });
    }

    bool sideAdmits(PolicyDirection direction, const ReferenceEnd &subject, const ReferenceEnd &peer,
        Protocol protocol, std::uint16_t port) const
    {
        if (!subject.pod)
            return true;
        const ReferenceEnd &destination = direction == PolicyDirection::Ingress ? subject : peer;
        bool isolated = false;
        for (const Planned<NetworkPolicy> &planned : plan.networkPolicies) {
            const NetworkPolicy &policy = planned.object;
            const std::vector<PolicyDirection> &types = policy.policyTypes;
            const bool applies = types.empty()
                ? direction == PolicyDirection::Ingress || !policy.egress.empty()
                : std::count(types.begin(), types.end(), direction) > 0;
            if (!applies || policy.meta.namespaceName != subject.pod->namespaceName
                || !matches(policy.podSelector, subject.pod->labels))
                continue;
            isolated = true;
            for (const NetworkPolicyRule &rule :
                direction == PolicyDirection::Ingress ? policy.ingress : policy.egress) {
                bool peerOk = rule.peers.empty();
                for (const NetworkPolicyPeer &item : rule.peers)
                    peerOk = peerOk || peerMatches(policy, item, peer);
                bool portOk = rule.ports.empty();
                for (const NetworkPolicyPort &item : rule.ports)
                    portOk = portOk || portMatches(item, destination, protocol, port);
                if (peerOk && portOk)
                    return true;
            }
        }
        return !isolated;
    }

    bool admits(const ReferenceEnd &source, const ReferenceEnd &destination, Protocol protocol,
        std::uint16_t port) const
    {
        return (source.pod && source.pod == destination.pod)
            || (sideAdmits(PolicyDirection::Egress, source, destination, protocol, port)
                && sideAdmits(PolicyDirection::Ingress, destination, source, protocol, port));
    }
};

bool isSubset(const ConnectionSet &inner, const ConnectionSet &outer)
{
    return (inner - outer).isEmpty();
}

/// All answers of an evaluator, in a fixed order: pod to pod, pod to sample address, sample address to pod.
std::vector<Connectivity> answers(const EnforcementPlan &plan)
{
    const NetworkPolicyEvaluator evaluator(plan);
    std::vector<Connectivity> all;
    for (std::size_t i = 0; i < plan.pods.size(); ++i) {
        for (std::size_t j = 0; j < plan.pods.size(); ++j)
            all.push_back(evaluator.connections(i, j));
        for (const std::string &text : sampleAddresses) {
            const IpAddress address = *parseIpAddress(text);
            all.push_back(evaluator.connectionsTo(i, { address, address }));
            all.push_back(evaluator.connectionsFrom({ address, address }, i));
        }
    }
    return all;
}

/// Whether every answer of `fewer` is within the answer of `more`.
bool isNoMore(const std::vector<Connectivity> &fewer, const std::vector<Connectivity> &more)
{
    return std::equal(fewer.begin(), fewer.end(), more.begin(), more.end(),
        [](const Connectivity &left, const Connectivity &right) {
            return isSubset(left.certain, right.certain);
        });
}

std::vector<std::pair<ReferenceEnd, ElementId>> allEnds(const EnforcementPlan &plan)
{
    std::vector<std::pair<ReferenceEnd, ElementId>> ends;
    std::uint32_t address = numberOf("10.2.0.0");
    for (const PlannedPod &pod : plan.pods)
        ends.push_back({ { &pod, ++address }, pod.workloadId });
    for (const std::string &text : sampleAddresses)
        ends.push_back({ { nullptr, numberOf(text) }, ElementId(text) });
    return ends;
}

} // namespace

void tst_NetworkPolicyLaws::agreesWithThePortByPortReference()
{
    QVERIFY(rc::check("connections() is what the reference says, port by port", [] {
        const NetworkPlan plan = somePlan();
        const Reference reference { plan };
        const NetworkPolicyEvaluator evaluator(plan);
        const auto ends = allEnds(plan);
        const auto answer = [&](std::size_t i, std::size_t j) {
            const std::size_t pods = plan.pods.size();
            if (i < pods && j < pods)
                return evaluator.connections(i, j);
            const IpAddress address = *parseIpAddress(sampleAddresses[(i < pods ? j : i) - pods]);
            return i < pods ? evaluator.connectionsTo(i, { address, address })
                            : evaluator.connectionsFrom({ address, address }, j);
        };
        for (std::size_t i = 0; i < ends.size(); ++i) {
            for (std::size_t j = 0; j < ends.size(); ++j) {
                if (i >= plan.pods.size() && j >= plan.pods.size())
                    continue;
                const Connectivity connectivity = answer(i, j);
                RC_ASSERT(connectivity.certain == connectivity.possible);
                for (Protocol protocol : allProtocols) {
                    for (std::uint16_t port : samplePorts) {
                        RC_ASSERT(connectivity.certain.contains(protocol, port)
                            == reference.admits(ends[i].first, ends[j].first, protocol, port));
                    }
                }
            }
        }
    }));
}

void tst_NetworkPolicyLaws::comparedPodsAnswerAsAskedPairByPair()
{
    bool hasShared = false;
    QVERIFY(rc::check("PodConnectivity is connections() of every pair", [&hasShared] {
        NetworkPlan plan = somePlan();
        plan.platform.ipBlockMatchesPods =
            oneOf<EngineBehaviour>({ EngineBehaviour::No, EngineBehaviour::Yes, EngineBehaviour::Unknown });
        plan.platform.policySelectsHostNetwork =
            oneOf<EngineBehaviour>({ EngineBehaviour::No, EngineBehaviour::Unknown });
        plan.pods.front().hostNetwork = below(3) == 0;
        if (below(6) == 0)
            plan.namespacesWithUnmodelledPolicy = { "b" };
        if (below(6) == 0)
            plan.networkPolicies.push_back(
                plan.networkPolicies.empty() ? Planned<NetworkPolicy> {} : plan.networkPolicies.front());
        for (int i = below(4); i > 0; --i) { // twins
            PlannedPod twin = oneOf(plan.pods);
            twin.workloadId = ElementId(twin.workloadId.value() + "-" + std::to_string(i));
            plan.pods.push_back(twin);
        }
        const NetworkPolicyEvaluator evaluator(plan);
        const auto compared = PodConnectivity::compute(evaluator);
        hasShared = hasShared || compared->classCount() < compared->podCount();
        std::size_t open = 0;
        for (std::size_t source = 0; source < plan.pods.size(); ++source) {
            std::vector<std::size_t> listed;
            for (const auto &[destination, connections] : compared->openFrom(source))
                listed.push_back(destination);
            std::vector<std::size_t> expected;
            for (std::size_t destination = 0; destination < plan.pods.size(); ++destination) {
                const Connectivity asked = evaluator.connections(source, destination);
                RC_ASSERT(compared->between(source, destination) == asked);
                if (source != destination && !asked.possible.isEmpty())
                    expected.push_back(destination);
            }
            RC_ASSERT(listed == expected);
            open += expected.size();
        }
        RC_ASSERT(compared->openPairCount() == open);
    }));
    QVERIFY(hasShared);
}

void tst_NetworkPolicyLaws::verdictsAgreeWithConnections()
{
    QVERIFY(rc::check("evaluate() denies exactly what the reference does not admit", [] {
        const NetworkPlan plan = somePlan();
        const Reference reference { plan };
        const NetworkPolicyEvaluator evaluator(plan);
        AccessRequest request;
        request.port = oneOf(samplePorts);
        request.protocol = oneOf<Protocol>({ Protocol::Tcp, Protocol::Udp, Protocol::Sctp });
        for (const auto &[source, sourceId] : allEnds(plan)) {
            for (const auto &[destination, destinationId] : allEnds(plan)) {
                request.sourceId = sourceId;
                request.destinationId = destinationId;
                const PlaneVerdict answer = evaluator.evaluate(request);
                RC_ASSERT((answer.verdict != Verdict::Deny)
                    == reference.admits(source, destination, request.protocol, request.port));
                RC_ASSERT(answer.decidedBy.has_value() == (answer.verdict != Verdict::NotEnforced));
                RC_ASSERT(!answer.reason.empty());
            }
        }
    }));
}

void tst_NetworkPolicyLaws::anotherRuleNeverRemovesAConnection()
{
    QVERIFY(rc::check("a rule only adds", [] {
        NetworkPlan plan = somePlan();
        NetworkPolicy policy = somePolicy();
        // Without explicit types a first egress rule would isolate (NP13).
        policy.policyTypes = { PolicyDirection::Ingress, PolicyDirection::Egress };
        plan.networkPolicies.push_back({ policy, {}, {} });
        const std::vector<Connectivity> before = answers(plan);
        auto &rules = below(2) == 0 ? plan.networkPolicies.back().object.ingress
                                    : plan.networkPolicies.back().object.egress;
        rules.push_back(someRule());
        RC_ASSERT(isNoMore(before, answers(plan)));
    }));
}

void tst_NetworkPolicyLaws::isolatingAnOpenPodNeverAddsAConnection()
{
    QVERIFY(rc::check("the first policy of a pod only removes", [] {
        NetworkPlan plan = somePlan();
        NetworkPolicy policy = somePolicy();
        policy.meta.namespaceName = "fresh"; // no other policy is there
        plan.home("fresh", someLabels());
        plan.pod("fresh", "one", someLabels());
        plan.pod("fresh", "two", someLabels());
        const std::vector<Connectivity> before = answers(plan);
        plan.networkPolicies.push_back({ policy, {}, {} });
        RC_ASSERT(isNoMore(answers(plan), before));
    }));
}

void tst_NetworkPolicyLaws::anotherPolicyOnIsolatedPodsNeverRemovesAConnection()
{
    QVERIFY(rc::check("a policy on isolated pods only adds", [] {
        NetworkPlan plan = somePlan();
        for (const char *home : { "a", "b" }) {
            plan.policy(home, "default-deny").policyTypes = { PolicyDirection::Ingress,
                PolicyDirection::Egress };
        }
        const std::vector<Connectivity> before = answers(plan);
        plan.networkPolicies.push_back({ somePolicy(), {}, {} });
        RC_ASSERT(isNoMore(before, answers(plan)));
    }));
}

void tst_NetworkPolicyLaws::orderOfPoliciesAndRulesDoesNotMatter()
{
    QVERIFY(rc::check("reversed policies and rules say the same", [] {
        NetworkPlan plan = somePlan();
        const std::vector<Connectivity> before = answers(plan);
        std::reverse(plan.networkPolicies.begin(), plan.networkPolicies.end());
        for (Planned<NetworkPolicy> &planned : plan.networkPolicies) {
            std::reverse(planned.object.ingress.begin(), planned.object.ingress.end());
            std::reverse(planned.object.egress.begin(), planned.object.egress.end());
        }
        RC_ASSERT(answers(plan) == before);
    }));
}

void tst_NetworkPolicyLaws::everyAnswerToAnOpenQuestionLiesBetweenCertainAndPossible()
{
    QVERIFY(rc::check("knowing the engine narrows, never contradicts", [] {
        NetworkPlan plan = somePlan();
        for (PlannedPod &pod : plan.pods)
            pod.hostNetwork = below(3) == 0;
        if (below(2) == 0)
            plan.networkPolicies.push_back({ somePolicy(), {}, {} });
        plan.platform.clusterCidrs.push_back("172.16.0.0/12"); // now some blocks cover a part
        plan.platform.ipBlockMatchesPods = EngineBehaviour::Unknown;
        plan.platform.policySelectsHostNetwork = EngineBehaviour::Unknown;
        const std::vector<Connectivity> open = answers(plan);
        for (EngineBehaviour matchesPods : { EngineBehaviour::No, EngineBehaviour::Yes }) {
            for (EngineBehaviour seesHost : { EngineBehaviour::No, EngineBehaviour::Yes }) {
                plan.platform.ipBlockMatchesPods = matchesPods;
                plan.platform.policySelectsHostNetwork = seesHost;
                const std::vector<Connectivity> known = answers(plan);
                for (std::size_t i = 0; i < open.size(); ++i) {
                    RC_ASSERT(isSubset(open[i].certain, known[i].certain));
                    RC_ASSERT(isSubset(known[i].certain, known[i].possible));
                    RC_ASSERT(isSubset(known[i].possible, open[i].possible));
                }
            }
        }
    }));
}

QTEST_APPLESS_MAIN(tst_NetworkPolicyLaws)
#include "tst_NetworkPolicyLaws.moc"
