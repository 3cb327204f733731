// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/governance/PlanMutation.h"

namespace fourplane {

namespace {

/// The workloads a policy with this selector speaks for; empty = any.
std::vector<ElementId> scopeOf(
    const MutationCollector &collector, const ObjectMeta &meta, const std::optional<Labels> &selector)
{
    if (meta.namespaceName == collector.plan().platform.meshRootNamespace)
        return {};
    return collector.selected(meta.namespaceName, LabelSelector { selector.value_or(Labels {}), {} });
}

class AuthorizationMutator
{
public:
    AuthorizationMutator(MutationCollector &collector, std::size_t position)
        : m_collector(collector)
        , m_position(position)
        , m_planned(collector.plan().authorizationPolicies[position])
    {
    }

    void collect()
    {
        collectWhole();
        for (std::size_t j = 0; j < m_planned.object.rules.size(); ++j)
            collectRule(j);
    }

private:
    void begin(std::string part)
    {
        PlanRule rule;
        rule.kind = "AuthorizationPolicy";
        rule.namespaceName = m_planned.object.meta.namespaceName;
        rule.name = m_planned.object.meta.name;
        rule.part = std::move(part);
        rule.plane = Plane::Identity;
        rule.edges = m_planned.sources;
        if (m_planned.object.targetRefs.empty())
            rule.scope = scopeOf(m_collector, m_planned.object.meta, m_planned.object.selector);
        m_collector.beginRule(std::move(rule));
    }

    template <class Edit>
    void add(MutationKind kind, std::string what, Edit edit)
    {
        m_collector.add(kind, std::move(what),
            [i = m_position, edit](EnforcementPlan &plan) { edit(plan.authorizationPolicies[i].object); });
    }

    void collectWhole()
    {
        begin("");
        m_collector.add(
            MutationKind::Delete, "the policy is missing", [i = m_position](EnforcementPlan &plan) {
                plan.authorizationPolicies.erase(
                    plan.authorizationPolicies.begin() + static_cast<std::ptrdiff_t>(i));
            });
        const AuthorizationAction action = m_planned.object.action;
        if (action == AuthorizationAction::Allow)
            add(MutationKind::Widen, "one rule more, which allows everything",
                [](AuthorizationPolicy &policy) { policy.rules.push_back({}); });
        if (action == AuthorizationAction::Allow)
            add(MutationKind::Flip, "it says DENY",
                [](AuthorizationPolicy &policy) { policy.action = AuthorizationAction::Deny; });
        if (action == AuthorizationAction::Deny)
            add(MutationKind::Flip, "it says ALLOW",
                [](AuthorizationPolicy &policy) { policy.action = AuthorizationAction::Allow; });
    }

    void collectRule(std::size_t j)
    {
        const AuthorizationRule &rule = m_planned.object.rules[j];
        begin("rule " + std::to_string(j + 1));
        add(MutationKind::Delete, "the rule is missing", [j](AuthorizationPolicy &policy) {
            policy.rules.erase(policy.rules.begin() + static_cast<std::ptrdiff_t>(j));
        });
        if (!rule.from.empty())
            add(MutationKind::Widen, "any caller",
                [j](AuthorizationPolicy &policy) { policy.rules[j].from.clear(); });
        if (!rule.when.empty())
            add(MutationKind::Widen, "no condition",
                [j](AuthorizationPolicy &policy) { policy.rules[j].when.clear(); });
        widenOperations(j, "any port", &AuthorizationOperation::ports, &AuthorizationOperation::notPorts);
        widenOperations(
            j, "any method", &AuthorizationOperation::methods, &AuthorizationOperation::notMethods);
        widenOperations(j, "any path", &AuthorizationOperation::paths, &AuthorizationOperation::notPaths);
        widenOperations(j, "any host", &AuthorizationOperation::hosts, &AuthorizationOperation::notHosts);
        flipSources(j);
    }

    using Texts = std::vector<std::string> AuthorizationOperation::*;

    void widenOperations(std::size_t j, const char *what, Texts texts, Texts notTexts)
    {
        bool isNarrow = false;
        for (const AuthorizationOperation &to : m_planned.object.rules[j].to)
            isNarrow = isNarrow || !(to.*texts).empty() || !(to.*notTexts).empty();
        if (!isNarrow)
            return;
        add(MutationKind::Widen, what, [=](AuthorizationPolicy &policy) {
            for (AuthorizationOperation &to : policy.rules[j].to) {
                (to.*texts).clear();
                (to.*notTexts).clear();
                // An operation that says nothing more is written as none, which matches everything.
                if (to == AuthorizationOperation {}) {
                    policy.rules[j].to.clear();
                    return;
                }
            }
        });
    }

    /// Whom it names it leaves out, and the reverse.
    void flipSources(std::size_t j)
    {
        bool isFlippable = false;
        for (const AuthorizationSource &from : m_planned.object.rules[j].from)
            isFlippable = isFlippable || !from.principals.empty() || !from.notPrincipals.empty()
                || !from.namespaces.empty() || !from.notNamespaces.empty();
        if (!isFlippable)
            return;
        add(MutationKind::Flip, "everybody but its callers", [j](AuthorizationPolicy &policy) {
            for (AuthorizationSource &from : policy.rules[j].from) {
                std::swap(from.principals, from.notPrincipals);
                std::swap(from.namespaces, from.notNamespaces);
            }
        });
    }

    MutationCollector &m_collector;
    std::size_t m_position;
    const Planned<AuthorizationPolicy> &m_planned;
};

void collectPeerAuthentication(MutationCollector &collector, std::size_t i)
{
    const Planned<PeerAuthentication> &planned = collector.plan().peerAuthentications[i];
    PlanRule rule;
    rule.kind = "PeerAuthentication";
    rule.namespaceName = planned.object.meta.namespaceName;
    rule.name = planned.object.meta.name;
    rule.edges = planned.sources;
    rule.scope = scopeOf(collector, planned.object.meta, planned.object.selector);
    collector.beginRule(std::move(rule));
    const auto add = [&](MutationKind kind, const char *what, auto edit) {
        collector.add(
            kind, what, [i, edit](EnforcementPlan &plan) { edit(plan.peerAuthentications[i].object); });
    };
    collector.add(MutationKind::Delete, "the object is missing", [i](EnforcementPlan &plan) {
        plan.peerAuthentications.erase(plan.peerAuthentications.begin() + static_cast<std::ptrdiff_t>(i));
    });
    add(MutationKind::Widen, "plaintext is taken everywhere (PERMISSIVE)", [](PeerAuthentication &object) {
        object.mode = MtlsMode::Permissive;
        object.portModes.clear();
    });
    add(MutationKind::Flip, "strict where it was open, and the reverse", [](PeerAuthentication &object) {
        const auto flipped = [](MtlsMode mode) {
            return mode == MtlsMode::Strict ? MtlsMode::Disable : MtlsMode::Strict;
        };
        object.mode = flipped(object.mode);
        for (auto &[port, mode] : object.portModes)
            mode = flipped(mode);
    });
}

} // namespace

void collectIstioMutations(MutationCollector &collector)
{
    for (std::size_t i = 0; i < collector.plan().authorizationPolicies.size(); ++i)
        AuthorizationMutator(collector, i).collect();
    for (std::size_t i = 0; i < collector.plan().peerAuthentications.size(); ++i)
        collectPeerAuthentication(collector, i);
}

} // namespace fourplane
