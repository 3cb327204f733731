// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/CrowdTree.h"
#include "core/attack/GateKeeper.h"
#include "core/attack/GroundSystem.h"
#include "core/attack/GroundingLimits.h"
#include "core/attack/PairGroup.h"
#include "core/attack/PreparedRule.h"

#include <unordered_map>

namespace fourplane {

/// An attacker fact about one element.
struct AttackerFact
{
    RelationIndex relation = 0;
    EntityIndex subject = 0;
};

/// What a ground pivot stands for.
enum class PivotKind : std::uint8_t
{
    Single, ///< one instance of a rule
    Crowd, ///< the instances of a rule from each of many sources to one target, open alike
    Gathering, ///< no attempt: whoever holds the premise belongs to the crowd; costs no step
};

/// The rules with all variables bound, for one design and what the attacker might start from.
///
/// Where a rule has many instances, its pairs of source and target are not all written out. A *crowd* is a
/// fact of its own that holds where one of its members holds what the rule needs at the source; one pivot
/// leads from it to the target, open in the worlds in which the pivots of all members are, and only the
/// members for which more is open have a pivot of their own. Which worlds a fact holds in is the same as if
/// all were written out.
struct Grounding
{
    GroundSystem system { 0 };
    /// By fact number; the facts of the system from facts.size() on are crowds. What the attacker starts from
    /// and what it implies come first.
    std::vector<AttackerFact> facts;
    std::size_t footholdCount = 0; ///< of those with which the scenario starts
    std::size_t singleInstances = 0; ///< as in the limits that it was made with
    std::vector<PivotKind> kinds; ///< by pivot
    std::vector<std::uint32_t> ruleOf; ///< rule number, by pivot; of a Gathering, one of those that use it
    std::vector<std::uint32_t> bindingStart; ///< by pivot: where its elements start in `bindings`
    /// By variable of the rule. For the near side of a crowd, those of one of its members.
    std::vector<EntityIndex> bindings;
    /// By pivot: the worlds in which a Crowd or Gathering is open, or a Single that is known to succeed; 0
    /// for one that is asked about.
    std::vector<WorldMask> openOf;
    /// The pairs behind the crowds, and by pivot whether it is one of those pairs.
    std::vector<PairGroup> groups;
    std::vector<bool> isOfGroup;
    std::vector<CrowdTree> trees;

    std::span<const EntityIndex> bindingsOf(std::uint32_t pivot, const PreparedRule &rule) const
    {
        return { bindings.data() + bindingStart[pivot], rule.variables.size() };
    }

    /// The number of a fact, or noIndex when it can never hold.
    std::uint32_t numberOf(const AttackerFact &fact) const;

    /// What ground pivots, facts and pairs take, roughly.
    std::size_t bytes() const;

    /// How many instances of rules the pivots stand for: those that are written out and the pairs of crowds.
    std::size_t instanceCount() const;

    std::unordered_map<std::uint64_t, std::uint32_t> numbers; ///< of facts, by relation and subject
};

/// The error "too-large" for a limit in bytes. `what` grew over it, for instance "The attempts that the
/// scenario makes possible".
tl::unexpected<Error> tooLarge(const std::string &what, std::size_t limit);

/// `fact` and what it implies about the same element, each once.
std::vector<AttackerFact> withImplied(const DesignModel &model, const AttackerFact &fact);

/// Every instance whose premises could hold if no plane and no control stood in the way: what can hold in
/// world 15, which contains every other world, when the attacker starts from `starts`. With
/// GroundingLimits::onlySuccesses those that succeed as things are. Instances that are none (leadsToItself)
/// are left out.
/// The system starts from the first `footholdCount` of them. Errors: "cancelled"; "too-large", naming the
/// limit, when it is exceeded: what is written out is measured while it grows.
Result<Grounding> ground(const DesignModel &model, const std::vector<PreparedRule> &rules,
    const std::vector<AttackerFact> &starts, std::size_t footholdCount, GateKeeper &gateKeeper,
    const GroundingLimits &limits = {}, const Job &job = {});

} // namespace fourplane
