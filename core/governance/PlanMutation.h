// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/enforcement/EnforcementPlan.h"
#include "core/governance/PlanQuestion.h"

#include <functional>
#include <string>
#include <vector>

namespace fourplane {

/// A rule of a plan: the smallest part of it that somebody could get wrong alone.
struct PlanRule
{
    std::string kind; ///< of the object it stands in: "NetworkPolicy", "DataGrant", ...
    std::string namespaceName; ///< of that object; may be empty
    std::string name;
    std::string part; ///< "ingress rule 1"; empty = the object as a whole
    Plane plane = Plane::Network; ///< on which it decides
    QuestionFamily family = QuestionFamily::Traffic; ///< which questions it answers
    std::vector<ElementId> edges; ///< draft elements that it realises
    /// Workloads at one end of every request it can speak of; empty = any.
    std::vector<ElementId> scope;
};

/// "NetworkPolicy rag/app-ingress, ingress rule 1".
std::string titleOf(const PlanRule &rule);

enum class MutationKind
{
    Delete, ///< the rule is not there
    Widen, ///< it says less: everybody, every port, every verb, a weaker mode
    Flip, ///< it says the opposite
};

template <>
struct EnumNames<MutationKind>
{
    static constexpr std::array<std::string_view, 3> names { "delete", "widen", "flip" };
};

/// One mistake in one rule.
struct PlanMutation
{
    std::size_t rule = 0; ///< position in PlanMutations::rules
    MutationKind kind = MutationKind::Delete;
    std::string what; ///< "any peer", "policy removed": for people
    /// Makes the mistake in a plan whose rule lists are those of the plan that was listed.
    std::function<void(EnforcementPlan &plan)> apply;
};

struct PlanMutations
{
    std::vector<PlanRule> rules;
    std::vector<PlanMutation> mutations; ///< in the order of rules
};

/// Every rule of the plan with its mistakes: NetworkPolicies, admin and Cilium policies, PeerAuthentications,
/// AuthorizationPolicies, Linkerd's servers and policies, Pod Security of namespaces, RBAC roles and
/// bindings, grants, tool scopes, egress allow-lists. ServiceEntries, Sidecars and waypoints are no rules:
/// they grant and refuse nothing. A mistake that a kind of rule cannot have (an RBAC role has no opposite) is
/// left out.
PlanMutations mutationsOf(const EnforcementPlan &plan);

/// Collects rules and mistakes; what the parts of mutationsOf write into.
class MutationCollector
{
public:
    explicit MutationCollector(const EnforcementPlan &plan)
        : m_plan(plan)
    {
    }

    const EnforcementPlan &plan() const { return m_plan; }

    void beginRule(PlanRule rule);
    /// A mistake in the rule begun last.
    void add(MutationKind kind, std::string what, std::function<void(EnforcementPlan &)> apply);

    /// Ids of the workloads of a namespace that `pods` selects.
    std::vector<ElementId> selected(const std::string &namespaceName, const LabelSelector &pods) const;

    PlanMutations take() { return std::move(m_collected); }

private:
    const EnforcementPlan &m_plan;
    PlanMutations m_collected;
};

// The parts, each for some kinds of rule.
void collectNetworkPolicyMutations(MutationCollector &collector);
void collectClusterPolicyMutations(MutationCollector &collector); ///< admin policies and Cilium's
void collectIstioMutations(MutationCollector &collector);
void collectLinkerdMutations(MutationCollector &collector);
void collectRightsMutations(MutationCollector &collector); ///< Pod Security and RBAC
void collectDataMutations(MutationCollector &collector); ///< grants, tool scopes, egress lists

} // namespace fourplane
