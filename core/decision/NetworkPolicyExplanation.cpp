// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/NetworkPolicyExplanation.h"

#include "core/base/Text.h"

namespace fourplane {

namespace {

constexpr std::size_t namesInReason = 3;

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

struct NetworkExplainer
{
    const NetworkPolicyEngine &engine;

    /// The admin policy rule that decides `witness` on one side, before or after the NetworkPolicies.
    std::optional<AdminRulePosition> adminRule(PolicyDirection direction, const NetworkEnd &inside,
        const NetworkEnd &outside, const ConnectionSet &witness, AdminPolicyAction action,
        const NetworkAssumptions &assumptions) const;
    DecidingObject decidingObject(const AdminRulePosition &rule) const;
    std::string adminRuleName(PolicyDirection direction, const AdminRulePosition &rule) const;
    VerdictWords explainPermission(const NetworkInquiry &question, const NetworkOutcome &outcome) const;
    VerdictWords explainDenial(const NetworkInquiry &question, const NetworkOutcome &outcome) const;
    std::string partialText(const NetworkInquiry &question) const;
    DecidingObject decidingObject(std::size_t policy, std::optional<std::size_t> rule) const;
    std::string policyName(std::size_t policy) const;

    /// A policy that isolates a pod for a direction.
    struct IsolatingPolicy
    {
        std::string name; ///< with its kind
        DecidingObject object;
        std::size_t ruleCount = 0;
    };

    std::vector<IsolatingPolicy> isolatingPolicies(
        PolicyDirection direction, std::size_t pod, const NetworkOutcome &outcome) const;
    bool isAdmitted(PolicyDirection direction, const NetworkEnd &inside, const NetworkEnd &outside,
        const ConnectionSet &asked, const NetworkOutcome &outcome) const;
    /// The rule of Cilium's policies that allows or denies `witness`, where they are in force.
    std::optional<CiliumRulePosition> ciliumRule(bool isDeny, PolicyDirection direction,
        const NetworkEnd &inside, const NetworkEnd &outside, const ConnectionSet &witness,
        const NetworkOutcome &outcome) const;
    DecidingObject decidingObject(const CiliumRulePosition &rule) const;
    std::string ruleName(PolicyDirection direction, const CiliumRulePosition &rule) const;
};

std::string NetworkExplainer::partialText(const NetworkInquiry &question) const
{
    const bool outward = question.source.pod.has_value();
    const PolicyDirection direction = outward ? PolicyDirection::Egress : PolicyDirection::Ingress;
    const NetworkEnd &inside = outward ? question.source : question.destination;
    const NetworkEnd &outside = outward ? question.destination : question.source;
    if (outside.pod || engine.sides.isolating(direction, *inside.pod).empty())
        return {};
    const IpRanges admitted =
        engine.sides.admittedAddresses(direction, *inside.pod, outside.asPeer, question.asked);
    if (admitted.isEmpty() || admitted.contains(outside.asPeer.outside))
        return {};
    return "in part only: not every address of " + engine.name(outside) + " is admitted";
}

std::optional<AdminRulePosition> NetworkExplainer::adminRule(PolicyDirection direction,
    const NetworkEnd &inside, const NetworkEnd &outside, const ConnectionSet &witness,
    AdminPolicyAction action, const NetworkAssumptions &assumptions) const
{
    const auto first = engine.admin.decidingRule(
        AdminPolicyTier::Admin, direction, *inside.pod, outside.asPeer, witness, action, assumptions);
    if (first || !engine.sides.isolating(direction, *inside.pod).empty())
        return first;
    return engine.admin.decidingRule(
        AdminPolicyTier::Baseline, direction, *inside.pod, outside.asPeer, witness, action, assumptions);
}

std::string NetworkExplainer::policyName(std::size_t policy) const
{
    const ObjectMeta &meta = engine.plan.networkPolicies[policy].object.meta;
    return meta.namespaceName + "/" + meta.name;
}

DecidingObject NetworkExplainer::decidingObject(std::size_t policy, std::optional<std::size_t> rule) const
{
    const Planned<NetworkPolicy> &planned = engine.plan.networkPolicies[policy];
    const std::vector<ElementId> &sources = planned.sources;
    // A compiled policy lists one draft element per rule; another one stands for its sources as a whole.
    const bool onePerRule =
        rule && sources.size() == planned.object.ingress.size() + planned.object.egress.size();
    const ElementId element = sources.empty() ? ElementId() : sources[onePerRule ? *rule : 0];
    return { "NetworkPolicy", planned.object.meta.namespaceName, planned.object.meta.name, element,
        planned.origin };
}

DecidingObject NetworkExplainer::decidingObject(const AdminRulePosition &rule) const
{
    const Planned<AdminPolicy> &planned = engine.plan.adminPolicies[rule.policy];
    return { std::string(nameOf(planned.object.kind)), {}, planned.object.meta.name,
        planned.sources.empty() ? ElementId() : planned.sources.front(), planned.origin };
}

std::string NetworkExplainer::adminRuleName(PolicyDirection direction, const AdminRulePosition &rule) const
{
    const AdminPolicy &policy = engine.plan.adminPolicies[rule.policy].object;
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

std::string nameOfCilium(const CiliumPolicy &policy)
{
    const ObjectMeta &meta = policy.meta;
    return std::string(nameOf(policy.kind)) + " "
        + (meta.namespaceName.empty() ? std::string() : meta.namespaceName + "/") + meta.name;
}

std::optional<CiliumRulePosition> NetworkExplainer::ciliumRule(bool isDeny, PolicyDirection direction,
    const NetworkEnd &inside, const NetworkEnd &outside, const ConnectionSet &witness,
    const NetworkOutcome &outcome) const
{
    if (!outcome.assumptions.ciliumPoliciesInForce
        && engine.cilium.dependsOnEnforcement(direction, *inside.pod))
        return std::nullopt;
    return engine.cilium.matchingRule(
        isDeny, direction, *inside.pod, outside.asPeer, witness, outcome.assumptions);
}

DecidingObject NetworkExplainer::decidingObject(const CiliumRulePosition &rule) const
{
    const Planned<CiliumPolicy> &planned = engine.plan.ciliumPolicies[rule.policy];
    return { std::string(nameOf(planned.object.kind)), planned.object.meta.namespaceName,
        planned.object.meta.name, planned.sources.empty() ? ElementId() : planned.sources.front(),
        planned.origin };
}

std::string NetworkExplainer::ruleName(PolicyDirection direction, const CiliumRulePosition &rule) const
{
    const CiliumPolicy &policy = engine.plan.ciliumPolicies[rule.policy].object;
    return std::string(wordFor(direction)) + (rule.isDeny ? "Deny" : "") + " rule "
        + std::to_string(rule.rule + 1)
        + (policy.specs.size() > 1 ? " of spec " + std::to_string(rule.spec + 1) : std::string()) + " of "
        + nameOfCilium(policy);
}

std::vector<NetworkExplainer::IsolatingPolicy> NetworkExplainer::isolatingPolicies(
    PolicyDirection direction, std::size_t pod, const NetworkOutcome &outcome) const
{
    std::vector<IsolatingPolicy> policies;
    for (std::uint32_t policy : engine.sides.isolating(direction, pod))
        policies.push_back({ (policies.empty() ? "NetworkPolicy " : "") + policyName(policy),
            decidingObject(policy, std::nullopt), engine.sides.policy(policy).in(direction).rules.size() });
    if (!outcome.assumptions.ciliumPoliciesInForce && engine.cilium.dependsOnEnforcement(direction, pod))
        return policies;
    for (std::size_t policy : engine.cilium.isolating(direction, pod))
        policies.push_back({ nameOfCilium(engine.plan.ciliumPolicies[policy].object),
            decidingObject(CiliumRulePosition { policy, 0, false, 0 }),
            engine.cilium.allowRuleCount(policy, direction, pod) });
    return policies;
}

bool NetworkExplainer::isAdmitted(PolicyDirection direction, const NetworkEnd &inside,
    const NetworkEnd &outside, const ConnectionSet &asked, const NetworkOutcome &outcome) const
{
    return engine.sides.admittingRule(direction, *inside.pod, outside.asPeer, asked, outcome.assumptions)
        || ciliumRule(false, direction, inside, outside, asked, outcome);
}

VerdictWords NetworkExplainer::explainPermission(
    const NetworkInquiry &question, const NetworkOutcome &outcome) const
{
    const auto [protocol, port] = *outcome.allowed.first();
    const ConnectionSet witness = ConnectionSet::port(protocol, port);
    VerdictWords answer;
    std::vector<std::string> parts;
    const auto addSide = [&](PolicyDirection direction, const NetworkEnd &inside, const NetworkEnd &outside,
                             const NetworkSide &side) {
        if (!inside.pod || (question.only && question.only != direction))
            return;
        if (!side.decided.intersects(witness)) {
            const bool unseen =
                engine.plan.pods[*inside.pod].hostNetwork && !outcome.assumptions.policySeesHostNetwork;
            parts.push_back(unseen
                    ? "policies do not see " + engine.name(inside) + " on the host network (NP17)"
                    : "no policy selects " + engine.name(inside) + " for " + wordFor(direction));
            return;
        }
        if (const auto rule = adminRule(
                direction, inside, outside, witness, AdminPolicyAction::Accept, outcome.assumptions)) {
            answer.decidedBy = decidingObject(*rule);
            parts.push_back(adminRuleName(direction, *rule) + " accepts " + toString(witness)
                + (direction == PolicyDirection::Egress ? " to " : " from ") + engine.name(outside));
            return;
        }
        const auto rule =
            engine.sides.admittingRule(direction, *inside.pod, outside.asPeer, witness, outcome.assumptions);
        const auto own =
            rule ? std::nullopt : ciliumRule(false, direction, inside, outside, witness, outcome);
        if (own) {
            answer.decidedBy = decidingObject(*own);
            const std::string layerSeven = engine.cilium.layerSeven(
                direction, *inside.pod, outside.asPeer, witness, outcome.assumptions);
            parts.push_back(ruleName(direction, *own) + " admits " + toString(witness)
                + (direction == PolicyDirection::Egress ? " to " : " from ") + engine.name(outside)
                + (layerSeven.empty() ? "" : ", " + layerSeven));
            return;
        }
        if (!rule) {
            parts.push_back(std::string(wordFor(direction)) + " is let through from the pod's own node");
            return;
        }
        answer.decidedBy = decidingObject(rule->policy, rule->rule);
        parts.push_back(std::string(wordFor(direction)) + " rule " + std::to_string(rule->rule + 1)
            + " of NetworkPolicy " + policyName(rule->policy) + " admits " + toString(witness)
            + (direction == PolicyDirection::Egress ? " to " : " from ") + engine.name(outside));
    };
    addSide(PolicyDirection::Egress, question.source, question.destination, outcome.egress);
    addSide(PolicyDirection::Ingress, question.destination, question.source, outcome.ingress);
    if (std::string partial = partialText(question); !partial.empty())
        parts.push_back(std::move(partial));
    answer.reason = sentence(parts);
    if (outcome.verdict() == Verdict::Permit)
        answer.control = "N2";
    return answer;
}

VerdictWords NetworkExplainer::explainDenial(
    const NetworkInquiry &question, const NetworkOutcome &outcome) const
{
    VerdictWords answer;
    std::vector<std::string> parts;
    const auto addSide = [&](PolicyDirection direction, const NetworkEnd &inside, const NetworkEnd &outside) {
        const NetworkSide &side = direction == PolicyDirection::Egress ? outcome.egress : outcome.ingress;
        const ConnectionSet refused = question.asked - side.admitted;
        const auto first = refused.first();
        if (const auto deny = first ? ciliumRule(true, direction, inside, outside,
                                  ConnectionSet::port(first->first, first->second), outcome)
                                    : std::nullopt) {
            parts.push_back(ruleName(direction, *deny) + " denies " + question.askedText
                + (direction == PolicyDirection::Egress ? " to " : " from ") + engine.name(outside)
                + ", which beats every allow");
            if (!answer.decidedBy) {
                answer.decidedBy = decidingObject(*deny);
                answer.control = "N1";
            }
            return;
        }
        const auto rule = first
            ? adminRule(direction, inside, outside, ConnectionSet::port(first->first, first->second),
                AdminPolicyAction::Deny, outcome.assumptions)
            : std::nullopt;
        if (rule) {
            parts.push_back(adminRuleName(direction, *rule) + " denies " + question.askedText
                + (direction == PolicyDirection::Egress ? " to " : " from ") + engine.name(outside));
            if (!answer.decidedBy) {
                answer.decidedBy = decidingObject(*rule);
                answer.control = "N1";
            }
            return;
        }
        const std::vector<IsolatingPolicy> isolating = isolatingPolicies(direction, *inside.pod, outcome);
        std::vector<std::string> names;
        std::size_t ruleCount = 0;
        const IsolatingPolicy *bare = nullptr; // isolates without any rule: denies whatever the others hold
        for (const IsolatingPolicy &policy : isolating) {
            ruleCount += policy.ruleCount;
            if (policy.ruleCount == 0 && !bare)
                bare = &policy;
            if (names.size() < namesInReason)
                names.push_back(policy.name);
        }
        if (isolating.size() > names.size())
            names.push_back("and " + std::to_string(isolating.size() - names.size()) + " more");
        if (isolating.empty() && engine.isAlwaysIsolated(*inside.pod)) {
            parts.push_back("Cilium's enforcement mode always isolates " + engine.name(inside)
                + ", and no policy admits " + question.askedText);
            if (!answer.decidedBy) {
                answer.decidedBy = DecidingObject { "PlatformProfile", "", "ciliumEnforcement", {}, {} };
                answer.control = "N1";
            }
            return;
        }
        if (isolating.empty() || isAdmitted(direction, inside, outside, question.asked, outcome)) {
            // an answer to an open question denies, no single rule
            parts.push_back(
                std::string(wordFor(direction)) + " of " + engine.name(inside) + " depends on it");
            return;
        }
        std::string text = join(names, ", ") + (isolating.size() == 1 ? " isolates " : " isolate ")
            + engine.name(inside) + " for " + wordFor(direction);
        if (ruleCount == 0)
            text += isolating.size() == 1 ? " and has no rule" : " and have no rules";
        else
            text += "; none of " + std::to_string(ruleCount) + (ruleCount == 1 ? " rule" : " rules")
                + " admits " + question.askedText + (direction == PolicyDirection::Egress ? " to " : " from ")
                + engine.name(outside);
        parts.push_back(text);
        if (!answer.decidedBy || bare) {
            answer.decidedBy = (bare ? *bare : isolating.front()).object;
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

} // namespace

VerdictWords explain(
    const NetworkPolicyEngine &engine, const NetworkInquiry &question, const NetworkOutcome &outcome)
{
    const NetworkExplainer explainer { engine };
    return outcome.allowed.isEmpty() ? explainer.explainDenial(question, outcome)
                                     : explainer.explainPermission(question, outcome);
}

} // namespace fourplane
