// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/NetworkPolicyEvaluator.h"

#include "core/base/Text.h"
#include "core/decision/AdminPolicySides.h"
#include "core/decision/NetworkPolicySides.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace fourplane {

namespace {

constexpr std::size_t namesInReason = 3;
constexpr const char *noSuchElement = "There is no such element.";

/// Both ends of a question, resolved. Exactly one of `pod` and `external` is set on each end.
struct End
{
    std::optional<std::size_t> pod;
    const PlannedExternal *external = nullptr;
    NetworkPeer asPeer; ///< as the other end sees it

    bool isKnown() const { return pod || external; }
};

struct Question
{
    End source;
    End destination;
    ConnectionSet asked;
    std::string askedText; ///< "TCP 443", "any port"
};

/// What both sides let through under one set of assumptions.
struct Outcome
{
    NetworkAssumptions assumptions;
    NetworkSide egress;
    NetworkSide ingress;
    ConnectionSet allowed; ///< of what was asked
    NetworkQuestions questions;

    Verdict verdict() const
    {
        if (allowed.isEmpty())
            return Verdict::Deny;
        return egress.decided.intersects(allowed) || ingress.decided.intersects(allowed)
            ? Verdict::Permit
            : Verdict::NotEnforced;
    }
};

/// The parts as one sentence. The first part must not start with a name.
std::string sentence(const std::vector<std::string> &parts)
{
    std::string text = join(parts, "; ") + ".";
    if (text.front() >= 'a' && text.front() <= 'z')
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text;
}

const char *wordFor(PolicyDirection direction)
{
    return direction == PolicyDirection::Ingress ? "ingress" : "egress";
}

ConnectionSet offered(const std::vector<NamedPort> &ports)
{
    ConnectionSet set;
    for (const NamedPort &port : ports)
        set |= ConnectionSet::port(port.protocol, port.number);
    return set.isEmpty() ? ConnectionSet::all() : set;
}

} // namespace

struct NetworkPolicyEvaluator::Private
{
    const EnforcementPlan &plan;
    NetworkPolicySides sides;
    AdminPolicySides admin;
    std::map<ElementId, std::size_t> podPositions;
    std::map<ElementId, const PlannedExternal *> externals;
    std::vector<bool> unmodelled; ///< per pod: a policy there is not understood

    explicit Private(const EnforcementPlan &thePlan);

    End end(const ElementId &id) const;

    bool isUnmodelled(const End &end) const { return end.pod && unmodelled[*end.pod]; }

    std::string name(const End &end) const;

    /// What all policies together let through on one side (semantics AN1).
    NetworkSide side(PolicyDirection direction, const End &inside, const End &outside,
        const NetworkAssumptions &assumptions, NetworkQuestions &questions) const;
    /// The admin policy rule that decides `witness` on one side, before or after the NetworkPolicies.
    std::optional<AdminRulePosition> adminRule(PolicyDirection direction, const End &inside,
        const End &outside, const ConnectionSet &witness, AdminPolicyAction action,
        const NetworkAssumptions &assumptions) const;
    DecidingObject decidingObject(const AdminRulePosition &rule) const;
    std::string adminRuleName(PolicyDirection direction, const AdminRulePosition &rule) const;

    /// Every combination of answers to the open questions that may matter, strictest first.
    std::vector<Outcome> outcomes(
        const End &source, const End &destination, const ConnectionSet &asked) const;
    Connectivity connectivity(const End &source, const End &destination) const;

    /// The answer where every admin rule matches all of an outside end or none of it.
    PlaneVerdict judge(const Question &question) const;
    PlaneVerdict explain(const Question &question, const Outcome &outcome) const;
    PlaneVerdict explainPermission(const Question &question, const Outcome &outcome) const;
    PlaneVerdict explainDenial(const Question &question, const Outcome &outcome) const;
    std::string partialText(const Question &question) const;
    DecidingObject decidingObject(std::size_t policy, std::optional<std::size_t> rule) const;
    std::string policyName(std::size_t policy) const;
};

NetworkPolicyEvaluator::Private::Private(const EnforcementPlan &thePlan)
    : plan(thePlan)
    , sides(thePlan)
    , admin(thePlan, sides.clusterRanges())
{
    const std::vector<std::string> &blind = plan.namespacesWithUnmodelledPolicy;
    const auto isBlind = [&](const std::string &name) {
        return std::find(blind.begin(), blind.end(), name) != blind.end();
    };
    for (std::size_t i = 0; i < plan.pods.size(); ++i) {
        podPositions.emplace(plan.pods[i].workloadId, i);
        unmodelled.push_back(isBlind(plan.pods[i].namespaceName) || isBlind({}));
    }
    for (const PlannedExternal &external : plan.externals)
        externals.emplace(external.id, &external);
    for (const PlannedExternal &external : plan.implicitExternals)
        externals.emplace(external.id, &external);
}

End NetworkPolicyEvaluator::Private::end(const ElementId &id) const
{
    End end;
    const auto pod = podPositions.find(id);
    const auto external = externals.find(id);
    if (pod != podPositions.end()) {
        end.pod = end.asPeer.pod = pod->second;
    } else if (external != externals.end()) {
        end.external = external->second;
        for (const std::string &block : end.external->cidrs)
            end.asPeer.outside |= IpRanges::parse(block).value_or(IpRanges {});
        if (end.external->cidrs.empty())
            end.asPeer.outside = IpRanges::all() - sides.clusterRanges();
        end.asPeer.hosts = &end.external->hosts;
        end.asPeer.isAnywhere = end.external->cidrs.empty() && end.external->hosts.empty();
    }
    return end;
}

std::string NetworkPolicyEvaluator::Private::name(const End &end) const
{
    return end.pod ? plan.pods[*end.pod].namespaceName + "/" + plan.pods[*end.pod].name : end.external->name;
}

std::string NetworkPolicyEvaluator::Private::policyName(std::size_t policy) const
{
    const ObjectMeta &meta = plan.networkPolicies[policy].object.meta;
    return meta.namespaceName + "/" + meta.name;
}

DecidingObject NetworkPolicyEvaluator::Private::decidingObject(
    std::size_t policy, std::optional<std::size_t> rule) const
{
    const Planned<NetworkPolicy> &planned = plan.networkPolicies[policy];
    const std::vector<ElementId> &sources = planned.sources;
    // A compiled policy lists one draft element per rule; another one stands for its sources as a whole.
    const bool onePerRule =
        rule && sources.size() == planned.object.ingress.size() + planned.object.egress.size();
    const ElementId element = sources.empty() ? ElementId() : sources[onePerRule ? *rule : 0];
    return { "NetworkPolicy", planned.object.meta.namespaceName, planned.object.meta.name, element,
        planned.origin };
}

NetworkSide NetworkPolicyEvaluator::Private::side(PolicyDirection direction, const End &inside,
    const End &outside, const NetworkAssumptions &assumptions, NetworkQuestions &questions) const
{
    if (!inside.pod)
        return {};
    NetworkSide result = sides.side(direction, *inside.pod, outside.asPeer, assumptions, questions);
    if (admin.isSilent(direction, *inside.pod))
        return result;
    const AdminTierAnswer first =
        admin.tier(AdminPolicyTier::Admin, direction, *inside.pod, outside.asPeer, assumptions, questions);
    ConnectionSet rest = ConnectionSet::all() - first.accepted - first.denied;
    if (result.isolated) {
        rest &= result.admitted;
    } else {
        const AdminTierAnswer last = admin.tier(
            AdminPolicyTier::Baseline, direction, *inside.pod, outside.asPeer, assumptions, questions);
        result.decided = (rest & last.accepted) | (rest & last.denied);
        rest -= last.denied;
    }
    result.decided |= first.accepted | first.denied;
    result.admitted = first.accepted | rest;
    return result;
}

std::vector<Outcome> NetworkPolicyEvaluator::Private::outcomes(
    const End &source, const End &destination, const ConnectionSet &asked) const
{
    const auto onHostNetwork = [this](const End &end) { return end.pod && plan.pods[*end.pod].hostNetwork; };
    const auto isAdminUnsure = [this](PolicyDirection direction, const End &end) {
        return end.pod && admin.dependsOnEnforcement(direction, *end.pod);
    };
    const bool hostMatters = onHostNetwork(source) || onHostNetwork(destination);
    const bool adminMatters = isAdminUnsure(PolicyDirection::Egress, source)
        || isAdminUnsure(PolicyDirection::Ingress, destination);
    std::vector<Outcome> all;
    const auto evaluate = [&](const NetworkAssumptions &assumptions) {
        Outcome outcome;
        outcome.assumptions = assumptions;
        outcome.egress = side(PolicyDirection::Egress, source, destination, assumptions, outcome.questions);
        outcome.ingress = side(PolicyDirection::Ingress, destination, source, assumptions, outcome.questions);
        outcome.allowed = asked & outcome.egress.admitted & outcome.ingress.admitted;
        const bool open = outcome.questions.any();
        if (hostMatters && plan.platform.policySelectsHostNetwork == EngineBehaviour::Unknown)
            outcome.questions.set(static_cast<std::size_t>(NetworkQuestion::HostNetwork));
        if (adminMatters)
            outcome.questions.set(static_cast<std::size_t>(NetworkQuestion::AdminPolicies));
        all.push_back(std::move(outcome));
        return open;
    };
    /// Whether `answer` is one to try: the known one, both when unknown, "yes" when it does not matter.
    const auto isPossible = [](bool answer, bool matters, EngineBehaviour known) {
        if (!matters)
            return answer;
        return known == EngineBehaviour::Unknown || (known == EngineBehaviour::Yes) == answer;
    };
    for (bool sees : { true, false }) {
        for (bool inForce : { true, false }) {
            if (!isPossible(sees, hostMatters, plan.platform.policySelectsHostNetwork)
                || !isPossible(inForce, adminMatters, EngineBehaviour::Unknown))
                continue;
            if (evaluate({ sees, false, inForce }))
                evaluate({ sees, true, inForce });
        }
    }
    return all;
}

Connectivity NetworkPolicyEvaluator::Private::connectivity(const End &source, const End &destination) const
{
    if (plan.platform.cni == CniKind::None || (source.pod && source.pod == destination.pod))
        return { ConnectionSet::all(), ConnectionSet::all() };
    if (isUnmodelled(source) || isUnmodelled(destination))
        return { ConnectionSet(), ConnectionSet::all() };
    Connectivity result { ConnectionSet::all(), {} };
    for (const Outcome &outcome : outcomes(source, destination, ConnectionSet::all())) {
        result.certain &= outcome.allowed;
        result.possible |= outcome.allowed;
    }
    return result;
}

std::string NetworkPolicyEvaluator::Private::partialText(const Question &question) const
{
    const bool outward = question.source.pod.has_value();
    const PolicyDirection direction = outward ? PolicyDirection::Egress : PolicyDirection::Ingress;
    const End &inside = outward ? question.source : question.destination;
    const End &outside = outward ? question.destination : question.source;
    if (outside.pod || sides.isolating(direction, *inside.pod).empty())
        return {};
    const IpRanges admitted = sides.admittedAddresses(direction, *inside.pod, outside.asPeer, question.asked);
    if (admitted.isEmpty() || admitted.contains(outside.asPeer.outside))
        return {};
    return "in part only: not every address of " + name(outside) + " is admitted";
}

std::optional<AdminRulePosition> NetworkPolicyEvaluator::Private::adminRule(PolicyDirection direction,
    const End &inside, const End &outside, const ConnectionSet &witness, AdminPolicyAction action,
    const NetworkAssumptions &assumptions) const
{
    const auto first = admin.decidingRule(
        AdminPolicyTier::Admin, direction, *inside.pod, outside.asPeer, witness, action, assumptions);
    if (first || !sides.isolating(direction, *inside.pod).empty())
        return first;
    return admin.decidingRule(
        AdminPolicyTier::Baseline, direction, *inside.pod, outside.asPeer, witness, action, assumptions);
}

DecidingObject NetworkPolicyEvaluator::Private::decidingObject(const AdminRulePosition &rule) const
{
    const Planned<AdminPolicy> &planned = plan.adminPolicies[rule.policy];
    return { std::string(nameOf(planned.object.kind)), {}, planned.object.meta.name,
        planned.sources.empty() ? ElementId() : planned.sources.front(), planned.origin };
}

std::string NetworkPolicyEvaluator::Private::adminRuleName(
    PolicyDirection direction, const AdminRulePosition &rule) const
{
    const AdminPolicy &policy = plan.adminPolicies[rule.policy].object;
    const std::string &ruleName =
        (direction == PolicyDirection::Ingress ? policy.ingress : policy.egress)[rule.rule].name;
    return std::string(wordFor(direction)) + " rule "
        + (ruleName.empty() ? std::to_string(rule.rule + 1) : "\"" + ruleName + "\"") + " of "
        + std::string(nameOf(policy.kind)) + " " + policy.meta.name
        + (policy.kind == AdminPolicyKind::BaselineAdminNetworkPolicy
                ? std::string()
                : " (" + std::string(nameOf(policy.tier)) + " tier, priority "
                    + std::to_string(policy.priority) + ")");
}

PlaneVerdict NetworkPolicyEvaluator::Private::explainPermission(
    const Question &question, const Outcome &outcome) const
{
    const auto [protocol, port] = *outcome.allowed.first();
    const ConnectionSet witness = ConnectionSet::port(protocol, port);
    PlaneVerdict answer { outcome.verdict(), {}, {}, {} };
    std::vector<std::string> parts;
    const auto addSide = [&](PolicyDirection direction, const End &inside, const End &outside,
                             const NetworkSide &side) {
        if (!inside.pod)
            return;
        if (!side.decided.intersects(witness)) {
            const bool unseen =
                plan.pods[*inside.pod].hostNetwork && !outcome.assumptions.policySeesHostNetwork;
            parts.push_back(unseen ? "policies do not see " + name(inside) + " on the host network (NP17)"
                                   : "no policy selects " + name(inside) + " for " + wordFor(direction));
            return;
        }
        if (const auto rule = adminRule(
                direction, inside, outside, witness, AdminPolicyAction::Accept, outcome.assumptions)) {
            answer.decidedBy = decidingObject(*rule);
            parts.push_back(adminRuleName(direction, *rule) + " accepts " + toString(witness)
                + (direction == PolicyDirection::Egress ? " to " : " from ") + name(outside));
            return;
        }
        const auto rule =
            sides.admittingRule(direction, *inside.pod, outside.asPeer, witness, outcome.assumptions);
        if (!rule) {
            parts.push_back(std::string(wordFor(direction)) + " is let through from the pod's own node");
            return;
        }
        answer.decidedBy = decidingObject(rule->policy, rule->rule);
        parts.push_back(std::string(wordFor(direction)) + " rule " + std::to_string(rule->rule + 1)
            + " of NetworkPolicy " + policyName(rule->policy) + " admits " + toString(witness)
            + (direction == PolicyDirection::Egress ? " to " : " from ") + name(outside));
    };
    addSide(PolicyDirection::Egress, question.source, question.destination, outcome.egress);
    addSide(PolicyDirection::Ingress, question.destination, question.source, outcome.ingress);
    if (std::string partial = partialText(question); !partial.empty())
        parts.push_back(std::move(partial));
    answer.reason = sentence(parts);
    if (answer.verdict == Verdict::Permit)
        answer.control = "N2";
    return answer;
}

PlaneVerdict NetworkPolicyEvaluator::Private::explainDenial(
    const Question &question, const Outcome &outcome) const
{
    PlaneVerdict answer { Verdict::Deny, {}, {}, {} };
    std::vector<std::string> parts;
    const auto addSide = [&](PolicyDirection direction, const End &inside, const End &outside) {
        const NetworkSide &side = direction == PolicyDirection::Egress ? outcome.egress : outcome.ingress;
        const ConnectionSet refused = question.asked - side.admitted;
        const auto first = refused.first();
        const auto rule = first
            ? adminRule(direction, inside, outside, ConnectionSet::port(first->first, first->second),
                AdminPolicyAction::Deny, outcome.assumptions)
            : std::nullopt;
        if (rule) {
            parts.push_back(adminRuleName(direction, *rule) + " denies " + question.askedText
                + (direction == PolicyDirection::Egress ? " to " : " from ") + name(outside));
            if (!answer.decidedBy) {
                answer.decidedBy = decidingObject(*rule);
                answer.control = "N1";
            }
            return;
        }
        const std::vector<std::uint32_t> &isolating = sides.isolating(direction, *inside.pod);
        std::vector<std::string> names;
        std::size_t ruleCount = 0;
        std::optional<std::size_t> bare; // isolates without any rule: denies whatever the others hold
        for (std::uint32_t policy : isolating) {
            const std::size_t rules = sides.policy(policy).in(direction).rules.size();
            ruleCount += rules;
            if (rules == 0 && !bare)
                bare = policy;
            if (names.size() < namesInReason)
                names.push_back(policyName(policy));
        }
        if (isolating.size() > names.size())
            names.push_back("and " + std::to_string(isolating.size() - names.size()) + " more");
        const bool isAdmitted =
            sides.admittingRule(direction, *inside.pod, outside.asPeer, question.asked, outcome.assumptions)
                .has_value();
        if (isolating.empty() || isAdmitted) { // an answer to an open question denies, no single rule
            parts.push_back(std::string(wordFor(direction)) + " of " + name(inside) + " depends on it");
            return;
        }
        std::string text = "NetworkPolicy " + join(names, ", ")
            + (isolating.size() == 1 ? " isolates " : " isolate ") + name(inside) + " for "
            + wordFor(direction);
        if (ruleCount == 0)
            text += isolating.size() == 1 ? " and has no rule" : " and have no rules";
        else
            text += "; none of " + std::to_string(ruleCount) + (ruleCount == 1 ? " rule" : " rules")
                + " admits " + question.askedText + (direction == PolicyDirection::Egress ? " to " : " from ")
                + name(outside);
        parts.push_back(text);
        if (!answer.decidedBy || bare) {
            answer.decidedBy = decidingObject(bare.value_or(isolating.front()), std::nullopt);
            answer.control = bare ? "N1" : "N2";
        }
    };
    const bool egressDenies = !outcome.egress.admitted.intersects(question.asked);
    const bool ingressDenies = !outcome.ingress.admitted.intersects(question.asked);
    const bool onlyTogether = !egressDenies && !ingressDenies;
    if (egressDenies || onlyTogether)
        addSide(PolicyDirection::Egress, question.source, question.destination);
    if (ingressDenies || onlyTogether)
        addSide(PolicyDirection::Ingress, question.destination, question.source);
    if (onlyTogether) {
        parts = { "no port is admitted on both sides: egress admits "
            + toString(outcome.egress.admitted & question.asked) + ", ingress admits "
            + toString(outcome.ingress.admitted & question.asked) };
    }
    answer.reason = sentence(parts);
    return answer;
}

PlaneVerdict NetworkPolicyEvaluator::Private::explain(const Question &question, const Outcome &outcome) const
{
    return outcome.allowed.isEmpty() ? explainDenial(question, outcome)
                                     : explainPermission(question, outcome);
}

NetworkPolicyEvaluator::NetworkPolicyEvaluator(const EnforcementPlan &plan)
    : d(std::make_unique<Private>(plan))
{
}

NetworkPolicyEvaluator::~NetworkPolicyEvaluator() = default;

const EnforcementPlan &NetworkPolicyEvaluator::plan() const
{
    return d->plan;
}

PlaneVerdict NetworkPolicyEvaluator::evaluate(const AccessRequest &request) const
{
    Question question { d->end(request.sourceId), d->end(request.destinationId), {}, {} };
    const End &source = question.source;
    const End &destination = question.destination;
    if (!source.isKnown() || !destination.isKnown())
        return { Verdict::Deny, {}, noSuchElement, {} };
    if (source.external && destination.external)
        return { Verdict::NotEnforced, {}, "Both ends are outside the cluster.", {} };
    if (source.pod && source.pod == destination.pod)
        return { Verdict::NotEnforced, {}, "A pod always reaches itself (NP15).", {} };
    if (d->plan.platform.cni == CniKind::None)
        return { Verdict::NotEnforced, {}, "The container network enforces no NetworkPolicy (NP22).", {} };
    for (const End *end : { &source, &destination }) {
        if (d->isUnmodelled(*end)) {
            return { Verdict::Uncertain, {},
                "A policy object that is not understood may apply to " + d->name(*end) + ".", {} };
        }
    }
    if (request.port == 0) {
        question.asked =
            offered(destination.pod ? d->plan.pods[*destination.pod].ports : destination.external->ports);
        question.askedText = question.asked.isAll() ? "any port" : "any of " + toString(question.asked);
    } else {
        question.asked = ConnectionSet::port(request.protocol, request.port);
        question.askedText = toString(question.asked);
    }
    const std::vector<IpRange> pieces = source.pod
        ? d->admin.pieces(PolicyDirection::Egress, *source.pod, destination.asPeer)
        : d->admin.pieces(PolicyDirection::Ingress, *destination.pod, source.asPeer);
    if (pieces.empty())
        return d->judge(question);
    // Any address of an outside end will do: the piece that is let through most decides.
    const auto openness = [](const PlaneVerdict &answer) {
        return answer.verdict == Verdict::NotEnforced ? 3
            : answer.verdict == Verdict::Permit       ? 2
            : answer.verdict == Verdict::Uncertain    ? 1
                                                      : 0;
    };
    End &outside = question.source.pod ? question.destination : question.source;
    std::optional<PlaneVerdict> best;
    bool inPart = false;
    for (const IpRange &piece : pieces) {
        outside.asPeer.outside = IpRanges(piece);
        PlaneVerdict answer = d->judge(question);
        inPart = inPart || openness(answer) < 2;
        if (!best || openness(answer) > openness(*best))
            best = std::move(answer);
    }
    if (inPart && openness(*best) > 1 && best->reason.find("in part only") == std::string::npos)
        best->reason += " This is in part only: not every address of " + d->name(outside) + " is admitted.";
    return *best;
}

PlaneVerdict NetworkPolicyEvaluator::Private::judge(const Question &question) const
{
    const std::vector<Outcome> all = outcomes(question.source, question.destination, question.asked);
    const Outcome *strictest = &all.front();
    NetworkQuestions questions;
    bool anyAllows = false, anyDenies = false;
    for (const Outcome &outcome : all) {
        questions |= outcome.questions;
        const Verdict verdict = outcome.verdict();
        (verdict == Verdict::Deny ? anyDenies : anyAllows) = true;
        if (verdict == Verdict::Deny && strictest->verdict() != Verdict::Deny)
            strictest = &outcome;
        // Let through either way: the weaker claim is that nothing stands in the way.
        if (verdict == Verdict::NotEnforced && strictest->verdict() == Verdict::Permit)
            strictest = &outcome;
    }
    PlaneVerdict answer = explain(question, *strictest);
    if (anyAllows && anyDenies) {
        answer.verdict = Verdict::Uncertain;
        answer.reason = "It depends on " + describe(questions) + ". In the strictest case: " + answer.reason;
    }
    return answer;
}

PlaneVerdict NetworkPolicyEvaluator::fromOwnNode(const ElementId &destinationId) const
{
    if (!podIndex(destinationId))
        return { Verdict::Deny, {}, noSuchElement, {} };
    return { Verdict::NotEnforced, {}, "A node always reaches the pods it runs (NP16).", {} };
}

std::optional<std::size_t> NetworkPolicyEvaluator::podIndex(const ElementId &workloadId) const
{
    const auto found = d->podPositions.find(workloadId);
    return found == d->podPositions.end() ? std::nullopt : std::optional(found->second);
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
    const bool hasV6 = std::any_of(blocks.begin(), blocks.end(),
        [](const IpRanges &block) { return block.intersects(IpRanges::all() - IpRanges::allV4()); });
    return partition(hasV6 ? IpRanges::all() : IpRanges::allV4(), blocks);
}

} // namespace fourplane
