// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/Grounding.h"

#include "core/attack/CrowdBuilder.h"
#include "core/attack/RuleJoin.h"

#include <algorithm>

namespace fourplane {

namespace {

/// Facts and pivots between two looks at the memory.
constexpr std::size_t checkInterval = 1024;

constexpr const char *everyAttempt = "The attempts that the scenario makes possible";

std::uint64_t keyOf(const AttackerFact &fact)
{
    return (std::uint64_t(fact.relation) << 32) | fact.subject;
}

/// Semi-naive: facts are taken one after the other; each makes the instances of which it is the last premise.
/// Of rules that can be split only the two sides are made, until all facts are known.
class Grounder
{
public:
    Grounder(const DesignModel &model, const std::vector<PreparedRule> &rules, GateKeeper &gateKeeper,
        const GroundingLimits &limits)
        : m_model(model)
        , m_rules(rules)
        , m_gateKeeper(gateKeeper)
        , m_limits(limits)
        , m_isTaken(relations().size())
        , m_holders(relations().size())
        , m_triggers(relations().size())
        , m_groups(rules.size())
        , m_join(model, *this)
    {
        for (std::uint32_t rule = 0; rule < rules.size(); ++rule) {
            const PreparedRule &prepared = rules[rule];
            if (!isInSides(rule)) {
                for (const JoinPlan &plan : prepared.plans)
                    addTrigger(rule, plan, Part::Whole);
                continue;
            }
            addTrigger(rule, prepared.split->near, Part::Near);
            for (const JoinPlan &plan : prepared.split->far)
                addTrigger(rule, plan, Part::Far);
        }
    }

    Result<Grounding> run(const std::vector<AttackerFact> &starts, std::size_t footholdCount, const Job &job)
    {
        for (std::size_t i = 0; i < starts.size(); ++i) {
            if (i == footholdCount)
                m_result.footholdCount = m_result.facts.size();
            discover(starts[i]);
        }
        m_result.singleInstances = m_limits.singleInstances;
        if (footholdCount >= starts.size())
            m_result.footholdCount = m_result.facts.size();
        for (std::uint32_t rule = 0; rule < m_rules.size(); ++rule) {
            const PreparedRule &prepared = m_rules[rule];
            if (isInSides(rule) && prepared.split->far.empty())
                start(rule, Part::Far, prepared.split->farUnconditional.steps);
            else if (!isInSides(rule) && prepared.attackerAtoms.empty())
                start(rule, Part::Whole, prepared.unconditional.steps);
        }
        for (std::uint32_t fact = 0; fact < m_result.facts.size(); ++fact) {
            if (job.isStopped())
                return failure("cancelled", "The simulation was stopped.");
            take(m_result.facts[fact]);
            if (isTooLarge())
                return tooLarge(everyAttempt, m_limits.bytes);
        }
        CrowdBuilder crowds(m_model, m_rules, m_gateKeeper, m_result);
        for (std::uint32_t rule = 0; rule < m_rules.size(); ++rule) {
            if (auto written = writeGroups(rule, crowds, job); !written)
                return tl::make_unexpected(written.error());
        }
        m_result.system.initial.assign(m_result.facts.size() + crowds.crowdCount(), 0);
        std::fill_n(m_result.system.initial.begin(), m_result.footholdCount, everyWorld);
        if (m_result.bytes() > m_limits.bytes)
            return tooLarge(everyAttempt, m_limits.bytes);
        return std::move(m_result);
    }

private:
    friend class RuleJoin<Grounder>;

    enum class Part
    {
        Whole,
        Near,
        Far
    };

    struct Trigger
    {
        std::uint32_t rule = 0;
        const JoinPlan *plan = nullptr;
        Part part = Part::Whole;
    };

    /// A group while it grows, with those on its far side whose gains are not possible yet.
    struct GrowingGroup
    {
        PairGroup pairs;
        std::vector<std::size_t> waiting;
    };

    /// The groups of a rule by value of the shared variable, in the order in which they came up.
    struct GroupsOfRule
    {
        std::unordered_map<EntityIndex, std::size_t> places;
        std::vector<GrowingGroup> groups;
    };

    /// Whether only the two sides of the rule are made at first. Successes are written out one by one.
    bool isInSides(std::uint32_t rule) const { return m_rules[rule].split && !m_limits.onlySuccesses; }

    bool isTooLarge()
    {
        const std::size_t size = m_result.facts.size() + m_result.system.pivotCount();
        if (size < m_nextCheck)
            return false;
        m_nextCheck = size + checkInterval;
        return m_result.bytes() > m_limits.bytes;
    }

    void addTrigger(std::uint32_t rule, const JoinPlan &plan, Part part)
    {
        m_triggers[plan.trigger.relation].push_back({ rule, &plan, part });
    }

    /// Numbers the fact and everything that it implies.
    void discover(const AttackerFact &start)
    {
        for (const AttackerFact &fact : withImplied(m_model, start)) {
            const auto number = static_cast<std::uint32_t>(m_result.facts.size());
            if (m_result.numbers.try_emplace(keyOf(fact), number).second)
                m_result.facts.push_back(fact);
        }
    }

    void take(AttackerFact fact)
    {
        std::vector<bool> &taken = m_isTaken[fact.relation];
        taken.resize(m_model.size(), false);
        taken[fact.subject] = true;
        m_holders[fact.relation].push_back(fact.subject);
        m_current = fact;
        for (const Trigger &trigger : m_triggers[fact.relation]) {
            m_rule = trigger.rule;
            m_part = trigger.part;
            m_join.startFrom(
                m_rules[m_rule], trigger.plan->trigger.subject, fact.subject, trigger.plan->steps);
        }
    }

    void start(std::uint32_t rule, Part part, const std::vector<JoinStep> &steps)
    {
        m_rule = rule;
        m_part = part;
        m_join.start(m_rules[rule], steps);
    }

    // What the join asks

    bool mayBind(Variable, EntityIndex) const { return true; }

    bool isEnough() const { return false; }

    const std::vector<EntityIndex> &holdersOf(RelationIndex relation) const { return m_holders[relation]; }

    bool isUsable(const JoinStep &step, EntityIndex subject) const
    {
        const bool isCurrent = step.atom.relation == m_current.relation && subject == m_current.subject;
        const std::vector<bool> &taken = m_isTaken[step.atom.relation];
        return subject < taken.size() && taken[subject] && !(step.isBeforeTrigger && isCurrent);
    }

    void emit(const PreparedRule &rule, const std::vector<EntityIndex> &bound)
    {
        if (m_part == Part::Whole)
            emitInstance(rule, bound);
        else
            emitSide(*rule.split, bound);
    }

    void emitInstance(const PreparedRule &rule, const std::vector<EntityIndex> &bound)
    {
        if (leadsToItself(rule, bound)
            || (m_limits.onlySuccesses && !(m_gateKeeper.judge(rule, bound).open & designAsIs)))
            return;
        for (const Atom &atom : rule.grants)
            discover({ atom.relation, bound[atom.subject] });
        addSingle(m_rule, bound, false);
    }

    static bool bindsAlike(
        const std::vector<std::pair<Variable, Variable>> &pairs, const std::vector<EntityIndex> &bound)
    {
        return std::any_of(pairs.begin(), pairs.end(),
            [&bound](const auto &pair) { return bound[pair.first] == bound[pair.second]; });
    }

    void emitSide(const RuleSplit &split, const std::vector<EntityIndex> &bound)
    {
        const bool isNear = m_part == Part::Near;
        if (bindsAlike(isNear ? split.nearDistinct : split.farDistinct, bound))
            return;
        GroupsOfRule &own = m_groups[m_rule];
        const EntityIndex key = split.shared ? bound[*split.shared] : noIndex;
        const auto [place, isNew] = own.places.try_emplace(key, own.groups.size());
        if (isNew) {
            own.groups.emplace_back();
            PairGroup &pairs = own.groups.back().pairs;
            pairs.rule = m_rule;
            pairs.near.width = pairs.far.width = bound.size();
        }
        GrowingGroup &group = own.groups[place->second];
        BoundSide &side = isNear ? group.pairs.near : group.pairs.far;
        side.bindings.insert(side.bindings.end(), bound.begin(), bound.end());
        if (isNear)
            std::erase_if(group.waiting,
                [&](std::size_t far) { return gain(split, group.pairs, group.pairs.near.size() - 1, far); });
        else if (!gainFromSome(split, group.pairs))
            group.waiting.push_back(group.pairs.far.size() - 1);
    }

    /// Notes what the newest far one gives when one of the near ones may be its source.
    bool gainFromSome(const RuleSplit &split, const PairGroup &pairs)
    {
        for (std::size_t near = 0; near < pairs.near.size(); ++near) {
            if (gain(split, pairs, near, pairs.far.size() - 1))
                return true;
        }
        return false;
    }

    bool gain(const RuleSplit &split, const PairGroup &pairs, std::size_t near, std::size_t far)
    {
        if (isExcluded(split, pairs.near[near], pairs.far[far]))
            return false;
        for (const Atom &atom : m_rules[pairs.rule].grants)
            discover({ atom.relation, pairs.far[far][atom.subject] });
        return true;
    }

    static bool isExcluded(
        const RuleSplit &split, std::span<const EntityIndex> near, std::span<const EntityIndex> far)
    {
        return std::any_of(split.distinct.begin(), split.distinct.end(),
            [&](const auto &pair) { return near[pair.first] == far[pair.second]; });
    }

    void addSingle(std::uint32_t number, std::span<const EntityIndex> bindings, bool isOfGroup)
    {
        const PreparedRule &rule = m_rules[number];
        std::vector<std::uint32_t> premises, grants;
        for (const Atom &atom : rule.attackerAtoms)
            premises.push_back(m_result.numberOf({ atom.relation, bindings[atom.subject] }));
        for (const Atom &atom : rule.grants) {
            for (const AttackerFact &fact : withImplied(m_model, { atom.relation, bindings[atom.subject] })) {
                const std::uint32_t grant = m_result.numberOf(fact);
                if (std::find(grants.begin(), grants.end(), grant) == grants.end())
                    grants.push_back(grant);
            }
        }
        m_result.system.addPivot(premises, grants);
        m_result.kinds.push_back(PivotKind::Single);
        m_result.ruleOf.push_back(number);
        m_result.bindingStart.push_back(static_cast<std::uint32_t>(m_result.bindings.size()));
        m_result.bindings.insert(m_result.bindings.end(), bindings.begin(), bindings.end());
        // What succeeds while every plane does its work succeeds in every world.
        m_result.openOf.push_back(m_limits.onlySuccesses ? everyWorld : WorldMask(0));
        m_result.isOfGroup.push_back(isOfGroup);
    }

    Result<void> writeGroups(std::uint32_t rule, CrowdBuilder &crowds, const Job &job)
    {
        std::size_t instances = 0;
        for (const GrowingGroup &group : m_groups[rule].groups)
            instances += group.pairs.near.size() * group.pairs.far.size();
        for (GrowingGroup &group : m_groups[rule].groups) {
            const std::size_t near = group.pairs.near.size(), far = group.pairs.far.size();
            if (instances <= m_limits.singleInstances || near * far <= 2 * (near + far)) {
                if (auto written = writePairs(group.pairs, job); !written)
                    return written;
                continue;
            }
            if (auto added = crowds.add(std::move(group.pairs), m_limits, job); !added)
                return added;
        }
        m_groups[rule] = {};
        return {};
    }

    Result<void> writePairs(const PairGroup &pairs, const Job &job)
    {
        const RuleSplit &split = *m_rules[pairs.rule].split;
        for (std::size_t near = 0; near < pairs.near.size(); ++near) {
            if (job.isStopped())
                return failure("cancelled", "The simulation was stopped.");
            if (isTooLarge())
                return tooLarge(everyAttempt, m_limits.bytes);
            for (std::size_t far = 0; far < pairs.far.size(); ++far) {
                if (isExcluded(split, pairs.near[near], pairs.far[far]))
                    continue;
                addSingle(pairs.rule, pairs.bindingsOf(split.isNear, near, far), false);
            }
        }
        return {};
    }

    const DesignModel &m_model;
    const std::vector<PreparedRule> &m_rules;
    GateKeeper &m_gateKeeper;
    const GroundingLimits &m_limits;
    std::vector<std::vector<bool>> m_isTaken; ///< by relation and element
    std::vector<std::vector<EntityIndex>> m_holders; ///< by relation: subjects of facts taken so far
    std::vector<std::vector<Trigger>> m_triggers; ///< by relation
    std::vector<GroupsOfRule> m_groups; ///< by rule
    Grounding m_result;
    AttackerFact m_current;
    std::uint32_t m_rule = 0;
    Part m_part = Part::Whole;
    RuleJoin<Grounder> m_join;
    std::size_t m_nextCheck = checkInterval; ///< at how many facts and pivots the memory is measured again
};

} // namespace

std::uint32_t Grounding::numberOf(const AttackerFact &fact) const
{
    const auto found = numbers.find(keyOf(fact));
    return found == numbers.end() ? noIndex : found->second;
}

std::size_t Grounding::bytes() const
{
    constexpr std::size_t perNumber = 40; // a node of the hash map
    std::size_t pairs = 0;
    for (const PairGroup &group : groups)
        pairs += (group.near.bindings.size() + group.far.bindings.size()) * sizeof(EntityIndex)
            + group.runs.size() * sizeof(NearRun);
    for (const CrowdTree &tree : trees)
        pairs += tree.members.size() * (sizeof(TreeMember) + sizeof(std::uint32_t));
    return system.bytes() + facts.size() * (sizeof(AttackerFact) + perNumber)
        + kinds.size() * (sizeof(PivotKind) + 2 * sizeof(std::uint32_t) + sizeof(WorldMask))
        + bindings.size() * sizeof(EntityIndex) + pairs;
}

std::size_t Grounding::instanceCount() const
{
    std::size_t count = 0;
    for (std::size_t pivot = 0; pivot < kinds.size(); ++pivot)
        count += isOfGroup[pivot] ? 0 : 1;
    for (const PairGroup &group : groups) {
        const std::size_t left = trees[group.tree].placesLeft().size();
        count += (group.near.size() - left) * group.far.size();
    }
    return count;
}

tl::unexpected<Error> tooLarge(const std::string &what, std::size_t limit)
{
    constexpr std::size_t perMegabyte = std::size_t(1) << 20;
    return failure("too-large",
        what + " take more memory than the limit of " + std::to_string(limit / perMegabyte) + " MB.",
        "Raise the limit (--memory-limit), name fewer techniques in the scenario, choose the exploitability "
        "marked instead of all, or simulate parts of the design.");
}

std::vector<AttackerFact> withImplied(const DesignModel &model, const AttackerFact &fact)
{
    std::vector<AttackerFact> facts { fact };
    for (std::size_t next = 0; next < facts.size(); ++next) {
        for (const Implication &implication : implications()) {
            if (implication.from != relations()[facts[next].relation].name
                || !model.hasType(fact.subject, *typeBit(implication.subjectType)))
                continue;
            const AttackerFact further { relationIndex(implication.to), fact.subject };
            if (std::none_of(facts.begin(), facts.end(),
                    [&](const AttackerFact &known) { return known.relation == further.relation; }))
                facts.push_back(further);
        }
    }
    return facts;
}

Result<Grounding> ground(const DesignModel &model, const std::vector<PreparedRule> &rules,
    const std::vector<AttackerFact> &starts, std::size_t footholdCount, GateKeeper &gateKeeper,
    const GroundingLimits &limits, const Job &job)
{
    return Grounder(model, rules, gateKeeper, limits).run(starts, footholdCount, job);
}

} // namespace fourplane
