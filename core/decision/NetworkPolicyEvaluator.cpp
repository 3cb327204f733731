// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/NetworkPolicyEvaluator.h"

#include "core/decision/NetworkPolicyExplanation.h"

#include <algorithm>

namespace fourplane {

namespace {

constexpr const char *noSuchElement = "There is no such element.";

ConnectionSet offered(const std::vector<NamedPort> &ports)
{
    ConnectionSet set;
    for (const NamedPort &port : ports)
        set |= ConnectionSet::port(port.protocol, port.number);
    return set.isEmpty() ? ConnectionSet::all() : set;
}

/// The answer where every admin rule matches all of an outside end or none of it.
PlaneVerdict judge(const NetworkPolicyEngine &engine, const NetworkInquiry &question)
{
    const std::vector<NetworkOutcome> all = engine.outcomes(question);
    const NetworkOutcome *strictest = &all.front();
    NetworkQuestions questions;
    bool anyAllows = false, anyDenies = false;
    for (const NetworkOutcome &outcome : all) {
        questions |= outcome.questions;
        const Verdict verdict = outcome.verdict();
        (verdict == Verdict::Deny ? anyDenies : anyAllows) = true;
        if (verdict == Verdict::Deny && strictest->verdict() != Verdict::Deny)
            strictest = &outcome;
        // Let through either way: the weaker claim is that nothing stands in the way.
        if (verdict == Verdict::NotEnforced && strictest->verdict() == Verdict::Permit)
            strictest = &outcome;
    }
    const bool isOpenQuestion = anyAllows && anyDenies;
    return phrased(question.wording, isOpenQuestion ? Verdict::Uncertain : strictest->verdict(), [&] {
        VerdictWords words = explain(engine, question, *strictest);
        if (isOpenQuestion)
            words.reason =
                "It depends on " + describe(questions) + ". In the strictest case: " + words.reason;
        return words;
    });
}

} // namespace

NetworkPolicyEvaluator::NetworkPolicyEvaluator(const EnforcementPlan &plan)
    : d(std::make_unique<NetworkPolicyEngine>(plan))
{
}

NetworkPolicyEvaluator::~NetworkPolicyEvaluator() = default;

const EnforcementPlan &NetworkPolicyEvaluator::plan() const
{
    return d->plan;
}

PlaneVerdict NetworkPolicyEvaluator::evaluate(const AccessRequest &request) const
{
    const NetworkEnd source = d->end(request.sourceId);
    const NetworkEnd destination = d->end(request.destinationId);
    if (!source.isKnown() || !destination.isKnown())
        return { Verdict::Deny, {}, noSuchElement, {} };
    return answer({ source, destination, {}, {}, {}, Wording::Full }, request.protocol, request.port);
}

PlaneVerdict NetworkPolicyEvaluator::evaluate(const PlannedRequest &request) const
{
    return answer({ d->end(request.source), d->end(request.destination), {}, {}, {}, request.wording },
        request.protocol, request.port);
}

PlaneVerdict NetworkPolicyEvaluator::evaluateSide(
    const PlannedRequest &request, PolicyDirection direction) const
{
    const PlannedEnd &inside = direction == PolicyDirection::Egress ? request.source : request.destination;
    if (inside.external)
        return {};
    return answer({ d->end(request.source), d->end(request.destination), {}, {}, direction, request.wording },
        request.protocol, request.port);
}

PlaneVerdict NetworkPolicyEvaluator::answer(
    NetworkInquiry question, Protocol protocol, std::uint16_t port) const
{
    const NetworkEnd &source = question.source;
    const NetworkEnd &destination = question.destination;
    const auto open = [&question](const char *reason) {
        return phrased(question.wording, Verdict::NotEnforced, [reason] {
            return VerdictWords { {}, reason, {} };
        });
    };
    if (source.external && destination.external)
        return open("Both ends are outside the cluster.");
    if (source.pod && source.pod == destination.pod)
        return open("A pod always reaches itself (NP15).");
    if (!d->enforcesPolicies())
        return open(d->plan.platform.cni == CniKind::None
                ? "The container network enforces no NetworkPolicy (NP22)."
                : "Cilium's enforcement mode is never: no policy is in force (C1).");
    for (const NetworkEnd *end : { &source, &destination }) {
        if (d->isUnmodelled(*end))
            return phrased(question.wording, Verdict::Uncertain, [&] {
                return VerdictWords { {},
                    "A policy object that is not understood may apply to " + d->name(*end) + ".", {} };
            });
    }
    question.asked = port != 0
        ? ConnectionSet::port(protocol, port)
        : offered(destination.pod ? d->plan.pods[*destination.pod].ports : destination.external->ports);
    if (question.wording == Wording::Full)
        question.askedText = port != 0 ? toString(question.asked)
            : question.asked.isAll()   ? "any port"
                                       : "any of " + toString(question.asked);
    const PolicyDirection direction = source.pod ? PolicyDirection::Egress : PolicyDirection::Ingress;
    const std::size_t insidePod = source.pod ? *source.pod : *destination.pod;
    const NetworkPeer &outsidePeer = source.pod ? destination.asPeer : source.asPeer;
    std::vector<IpRange> pieces = d->admin.pieces(direction, insidePod, outsidePeer);
    if (pieces.empty())
        pieces = d->cilium.pieces(direction, insidePod, outsidePeer);
    if (pieces.empty())
        return judge(*d, question);
    // Any address of an outside end will do: the piece that is let through most decides.
    const auto openness = [](const PlaneVerdict &answer) {
        return answer.verdict == Verdict::NotEnforced ? 3
            : answer.verdict == Verdict::Permit       ? 2
            : answer.verdict == Verdict::Uncertain    ? 1
                                                      : 0;
    };
    NetworkEnd &outside = question.source.pod ? question.destination : question.source;
    std::optional<PlaneVerdict> best;
    bool inPart = false;
    for (const IpRange &piece : pieces) {
        outside.asPeer.outside = IpRanges(piece);
        PlaneVerdict answer = judge(*d, question);
        inPart = inPart || openness(answer) < 2;
        if (!best || openness(answer) > openness(*best))
            best = std::move(answer);
    }
    const bool isSaid =
        question.wording != Wording::Full || best->reason.find("in part only") != std::string::npos;
    if (inPart && openness(*best) > 1 && !isSaid)
        best->reason += " This is in part only: not every address of " + d->name(outside) + " is admitted.";
    return *best;
}

PlaneVerdict NetworkPolicyEvaluator::fromOwnNode(const ElementId &destinationId) const
{
    if (!podIndex(destinationId))
        return { Verdict::Deny, {}, noSuchElement, {} };
    return { Verdict::NotEnforced, {}, "A node always reaches the pods it runs (NP16).", {} };
}

std::optional<std::size_t> NetworkPolicyEvaluator::podIndex(const ElementId &workloadId) const
{
    return d->podPosition(workloadId);
}

Connectivity NetworkPolicyEvaluator::connections(std::size_t source, std::size_t destination) const
{
    return d->connectivity(
        { source, nullptr, { source, {}, nullptr } }, { destination, nullptr, { destination, {}, nullptr } });
}

Connectivity NetworkPolicyEvaluator::connectionsTo(std::size_t source, const IpRange &outside) const
{
    return d->connectivity({ source, nullptr, { source, {}, nullptr } },
        { std::nullopt, nullptr, { std::nullopt, IpRanges(outside), nullptr } });
}

Connectivity NetworkPolicyEvaluator::connectionsFrom(const IpRange &outside, std::size_t destination) const
{
    return d->connectivity({ std::nullopt, nullptr, { std::nullopt, IpRanges(outside), nullptr } },
        { destination, nullptr, { destination, {}, nullptr } });
}

std::vector<IpRange> NetworkPolicyEvaluator::externalRanges(PolicyDirection direction) const
{
    std::vector<IpRanges> blocks;
    for (const Planned<NetworkPolicy> &planned : d->plan.networkPolicies) {
        const NetworkPolicy &policy = planned.object;
        if (!appliesTo(policy, direction))
            continue;
        for (const NetworkPolicyRule &rule :
            direction == PolicyDirection::Ingress ? policy.ingress : policy.egress) {
            for (const NetworkPolicyPeer &peer : rule.peers) {
                if (!peer.ipBlock)
                    continue;
                IpRanges addresses = IpRanges::parse(peer.ipBlock->cidr).value_or(IpRanges {});
                for (const std::string &except : peer.ipBlock->except)
                    addresses -= IpRanges::parse(except).value_or(IpRanges {});
                blocks.push_back(std::move(addresses));
            }
        }
    }
    for (IpRanges &addresses : d->admin.networks(direction))
        blocks.push_back(std::move(addresses));
    for (IpRanges &addresses : d->cilium.networks(direction))
        blocks.push_back(std::move(addresses));
    const bool hasV6 = std::any_of(blocks.begin(), blocks.end(),
        [](const IpRanges &block) { return block.intersects(IpRanges::all() - IpRanges::allV4()); });
    return partition(hasV6 ? IpRanges::all() : IpRanges::allV4(), blocks);
}

} // namespace fourplane
