// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/Regrounding.h"

#include "core/attack/CrowdBuilder.h"
#include "core/attack/JoinPlanning.h"
#include "core/attack/RuleJoin.h"

#include <algorithm>
#include <unordered_set>

namespace fourplane {

namespace {

/// Beyond as many as there are pivots, and some, making instances one by one takes longer than grounding
/// anew.
constexpr std::size_t alwaysMadeAnew = 20000;

std::uint64_t factKey(const AttackerFact &fact)
{
    return (std::uint64_t(fact.relation) << 32) | fact.subject;
}

class Regrounder
{
public:
    Regrounder(const Grounding &before, const DesignModel &model, const std::vector<PreparedRule> &rules,
        const TouchedElements &touched, GateKeeper &gateKeeper, const GroundingLimits &limits)
        : m_before(before)
        , m_model(model)
        , m_rules(rules)
        , m_counterparts(touched.counterparts)
        , m_isSomethingGone(touched.isSomethingGone)
        // Of attempts that are not written out none can be judged again.
        , m_touchedBefore(limits.onlySuccesses ? touched.destinationsBefore : touched.before)
        , m_touchedAfter(limits.onlySuccesses ? touched.destinationsAfter : touched.after)
        , m_destinationsBefore(touched.destinationsBefore)
        , m_gateKeeper(gateKeeper)
        , m_limits(limits)
        , m_isPossible(relations().size(), std::vector<bool>(model.size(), false))
        , m_holders(relations().size())
        , m_limit(before.system.pivotCount() + alwaysMadeAnew)
        , m_join(model, *this)
    {
        for (const PreparedRule &rule : rules) {
            std::vector<bool> &isDestination = m_isDestination.emplace_back(rule.variables.size(), false);
            for (const GateHop &hop : rule.hops)
                isDestination[hop.destination] = true;
        }
    }

    Result<std::optional<Regrounded>> run(
        const std::vector<AttackerFact> &starts, std::size_t footholdCount, const Job &job)
    {
        if (m_isSomethingGone && !m_before.groups.empty())
            return std::optional<Regrounded>();
        takeFacts(starts, footholdCount);
        detachMembers();
        makeTouchedInstances();
        for (std::size_t next = 0; next < m_news.size(); ++next) {
            if (job.isStopped())
                return failure("cancelled", "The simulation was stopped.");
            makeInstancesOf(m_result.facts[m_news[next]]);
        }
        for (const PairGroup &group : m_before.groups)
            makeDetachedPairs(group);
        if (m_isTooMuch)
            return std::optional<Regrounded>();
        keepPivots();
        for (const Instance *instance : m_made)
            writeSingle(*instance);
        keepTrees();
        CrowdBuilder crowds(m_model, m_rules, m_gateKeeper, m_result);
        for (const PairGroup &group : m_before.groups) {
            if (auto kept = keepGroup(group, crowds, job); !kept)
                return tl::make_unexpected(kept.error());
        }
        m_regrounded.pivotsBefore.resize(m_result.system.pivotCount(), noIndex);
        m_result.singleInstances = m_before.singleInstances;
        m_result.system.initial.assign(m_result.facts.size() + crowds.crowdCount(), 0);
        std::fill_n(m_result.system.initial.begin(), m_result.footholdCount, everyWorld);
        if (m_result.bytes() > m_limits.bytes)
            return tooLarge("The attempts that the scenario makes possible", m_limits.bytes);
        return std::optional(std::move(m_regrounded));
    }

private:
    friend class RuleJoin<Regrounder>;

    struct Instance
    {
        std::uint32_t rule = 0;
        std::vector<EntityIndex> bindings;

        bool operator==(const Instance &) const = default;
    };

    struct InstanceHash
    {
        std::size_t operator()(const Instance &instance) const
        {
            std::uint64_t hash = instance.rule + 1;
            for (EntityIndex element : instance.bindings) {
                hash = (hash ^ element) * 0x9E3779B97F4A7C15u;
                hash ^= hash >> 29;
            }
            return static_cast<std::size_t>(hash);
        }
    };

    EntityIndex counterpart(EntityIndex before) const
    {
        return before == noIndex ? noIndex : m_counterparts[before];
    }

    bool isTouchedBefore(EntityIndex element) const { return element != noIndex && m_touchedBefore[element]; }

    bool isAskedAgain(std::uint32_t rule, Variable variable, EntityIndex element) const
    {
        return element != noIndex && m_isDestination[rule][variable] && m_destinationsBefore[element];
    }

    /// Whether something is asked that may be answered otherwise, because of where the request goes.
    bool isAskedAgain(std::uint32_t rule, std::span<const EntityIndex> bindings) const
    {
        for (Variable variable = 0; variable < bindings.size(); ++variable) {
            if (isAskedAgain(rule, variable, bindings[variable]))
                return true;
        }
        return false;
    }

    // Facts

    void addFact(const AttackerFact &fact)
    {
        const auto number = static_cast<std::uint32_t>(m_result.facts.size());
        if (!m_result.numbers.try_emplace(factKey(fact), number).second)
            return;
        m_result.facts.push_back(fact);
        m_isPossible[fact.relation][fact.subject] = true;
        m_holders[fact.relation].push_back(fact.subject);
    }

    /// Numbers the fact and what it implies, and notes what was not possible before.
    void discover(const AttackerFact &start)
    {
        for (const AttackerFact &fact : withImplied(m_model, start)) {
            const std::size_t known = m_result.facts.size();
            addFact(fact);
            if (m_result.facts.size() > known && !m_wasPossible.contains(factKey(fact)))
                m_news.push_back(known);
        }
    }

    void takeFacts(const std::vector<AttackerFact> &starts, std::size_t footholdCount)
    {
        std::vector<AttackerFact> kept;
        for (const AttackerFact &fact : m_before.facts) {
            const EntityIndex subject = counterpart(fact.subject);
            if (subject == noIndex)
                continue;
            kept.push_back({ fact.relation, subject });
            m_wasPossible.insert(factKey(kept.back()));
        }
        for (std::size_t i = 0; i < starts.size(); ++i) {
            if (i == footholdCount)
                m_result.footholdCount = m_result.facts.size();
            discover(starts[i]);
        }
        if (footholdCount >= starts.size())
            m_result.footholdCount = m_result.facts.size();
        for (const AttackerFact &fact : kept) {
            if (m_touchedAfter[fact.subject])
                discover(fact); // may imply more than before
            else
                addFact(fact);
        }
    }

    // Instances

    bool isUsable(const JoinStep &step, EntityIndex subject) const
    {
        return m_isPossible[step.atom.relation][subject];
    }

    const std::vector<EntityIndex> &holdersOf(RelationIndex relation) const { return m_holders[relation]; }

    bool isEnough() const { return m_isTooMuch; }

    /// Each instance is made once: by its first touched variable.
    bool mayBind(Variable variable, EntityIndex element) const
    {
        return variable >= m_firstTouched || !m_touchedAfter[element];
    }

    void emit(const PreparedRule &rule, const std::vector<EntityIndex> &bound)
    {
        if (leadsToItself(rule, bound)
            || (m_limits.onlySuccesses && !(m_gateKeeper.judge(rule, bound).open & designAsIs)))
            return;
        make({ m_rule, bound });
    }

    void make(Instance instance)
    {
        const auto [place, isNew] = m_known.insert(std::move(instance));
        if (!isNew)
            return;
        m_made.push_back(&*place);
        m_isTooMuch = m_isTooMuch || m_made.size() > m_limit;
        for (const Atom &atom : m_rules[place->rule].grants) {
            if (!m_isPossible[atom.relation][place->bindings[atom.subject]]) // else with what it implies
                discover({ atom.relation, place->bindings[atom.subject] });
        }
    }

    void startJoin(std::uint32_t rule, Variable variable, EntityIndex element,
        const std::vector<JoinStep> &steps, Variable firstTouched)
    {
        m_rule = rule;
        m_firstTouched = firstTouched;
        m_join.startFrom(m_rules[rule], variable, element, steps);
    }

    std::vector<JoinStep> stepsFrom(const PreparedRule &rule, Variable start) const
    {
        std::vector<std::pair<Atom, bool>> atoms;
        for (const Atom &atom : rule.attackerAtoms)
            atoms.emplace_back(atom, false);
        for (const Atom &atom : rule.designAtoms)
            atoms.emplace_back(atom, false);
        std::vector<bool> isBound(rule.variables.size(), false);
        isBound[start] = true;
        return planJoin(std::move(atoms), std::move(isBound));
    }

    /// Every instance that binds a touched element.
    void makeTouchedInstances()
    {
        std::vector<EntityIndex> touched;
        for (EntityIndex element = 0; element < m_model.size(); ++element) {
            if (m_touchedAfter[element])
                touched.push_back(element);
        }
        for (std::uint32_t rule = 0; rule < m_rules.size(); ++rule) {
            for (Variable variable = 0; variable < m_rules[rule].variables.size(); ++variable) {
                const std::vector<JoinStep> steps = stepsFrom(m_rules[rule], variable);
                for (EntityIndex element : touched)
                    startJoin(rule, variable, element, steps, variable);
            }
        }
    }

    /// Every instance that needs a fact which was not possible before.
    void makeInstancesOf(AttackerFact fact)
    {
        for (std::uint32_t rule = 0; rule < m_rules.size(); ++rule) {
            for (const Atom &atom : m_rules[rule].attackerAtoms) {
                if (atom.relation == fact.relation)
                    startJoin(rule, atom.subject, fact.subject, stepsFrom(m_rules[rule], atom.subject), 0);
            }
        }
    }

    // Crowds

    std::uint32_t nearFact(std::uint32_t rule, std::span<const EntityIndex> bindings) const
    {
        const Atom &trigger = m_rules[rule].split->near.trigger;
        return m_before.numberOf({ trigger.relation, bindings[trigger.subject] });
    }

    bool isAnyTouched(std::span<const EntityIndex> bindings) const
    {
        return std::any_of(bindings.begin(), bindings.end(),
            [this](EntityIndex element) { return isTouchedBefore(element); });
    }

    /// Members with something touched leave all crowds, and so do others that hold the same fact, since
    /// groups share their crowds.
    void detachMembers()
    {
        for (const PairGroup &group : m_before.groups) {
            for (std::size_t near = 0; near < group.near.size(); ++near) {
                if (!hasLeft(group, near)
                    && (isAnyTouched(group.near[near]) || isAskedAgain(group.rule, group.near[near])))
                    m_detached.insert(nearFact(group.rule, group.near[near]));
            }
        }
    }

    bool hasLeft(const PairGroup &group, std::size_t near) const
    {
        return m_before.trees[group.tree].hasLeft(near);
    }

    bool isDetached(const PairGroup &group, std::size_t near) const
    {
        return !hasLeft(group, near) && m_detached.contains(nearFact(group.rule, group.near[near]));
    }

    std::vector<EntityIndex> counterparts(std::span<const EntityIndex> bindings) const
    {
        std::vector<EntityIndex> elements;
        for (EntityIndex element : bindings)
            elements.push_back(counterpart(element));
        return elements;
    }

    /// Pairs of detached members that bind nothing touched.
    void makeDetachedPairs(const PairGroup &group)
    {
        const RuleSplit &split = *m_rules[group.rule].split;
        for (std::size_t near = 0; near < group.near.size(); ++near) {
            if (!isDetached(group, near) || isAnyTouched(group.near[near]))
                continue;
            for (std::size_t far = 0; far < group.far.size() && !m_isTooMuch; ++far) {
                const bool isExcluded =
                    std::any_of(split.distinct.begin(), split.distinct.end(), [&](const auto &pair) {
                        return group.near[near][pair.first] == group.far[far][pair.second];
                    });
                if (!isExcluded && !isAnyTouched(group.far[far]))
                    make({ group.rule, counterparts(group.bindingsOf(split.isNear, near, far)) });
            }
        }
    }

    void keepTrees()
    {
        m_result.trees = m_before.trees;
        for (CrowdTree &tree : m_result.trees) {
            for (TreeMember &member : tree.members) {
                if (member.fact != noIndex)
                    member.fact = m_detached.contains(member.fact) ? noIndex : factAfter(member.fact);
            }
            for (std::uint32_t &fact : tree.facts)
                fact = fact == noIndex ? noIndex : factAfter(fact);
        }
    }

    Result<void> keepGroup(const PairGroup &group, CrowdBuilder &crowds, const Job &job)
    {
        PairGroup kept;
        kept.rule = group.rule;
        kept.tree = group.tree;
        kept.near.width = kept.far.width = group.near.width;
        kept.near.bindings = counterparts(group.near.bindings);
        const std::vector<std::uint32_t> left = m_result.trees[group.tree].placesLeft();
        std::vector<bool> isKept;
        for (std::size_t far = 0; far < group.far.size(); ++far) {
            if (isAnyTouched(group.far[far]))
                continue;
            const auto bindings = counterparts(group.far[far]);
            kept.far.bindings.insert(kept.far.bindings.end(), bindings.begin(), bindings.end());
            const auto runs = withoutPlaces(group.runsTo(far), left);
            kept.runs.insert(kept.runs.end(), runs.begin(), runs.end());
            kept.runEnds.push_back(static_cast<std::uint32_t>(kept.runs.size()));
            isKept.push_back(!isAskedAgain(group.rule, group.far[far]));
        }
        if (std::find(isKept.begin(), isKept.end(), false) != isKept.end())
            return crowds.renew(std::move(kept), isKept, m_limits, job);
        if (kept.far.size() > 0)
            m_result.groups.push_back(std::move(kept));
        return {};
    }

    // Pivots

    std::uint32_t factAfter(std::uint32_t fact) const
    {
        if (fact >= m_before.facts.size())
            return static_cast<std::uint32_t>(fact - m_before.facts.size() + m_result.facts.size());
        const AttackerFact &known = m_before.facts[fact];
        return m_result.numberOf({ known.relation, counterpart(known.subject) });
    }

    bool isThere(std::uint32_t factBefore) const
    {
        return factBefore >= m_before.facts.size() // a crowd
            || counterpart(m_before.facts[factBefore].subject) != noIndex;
    }

    bool isKept(std::uint32_t pivot) const
    {
        const std::uint32_t number = m_before.ruleOf[pivot];
        const PreparedRule &rule = m_rules[number];
        const auto bindings = m_before.bindingsOf(pivot, rule);
        switch (m_before.kinds[pivot]) {
        case PivotKind::Single:
            return !isAnyTouched(bindings)
                && !(m_before.isOfGroup[pivot]
                    && (m_detached.contains(nearFact(number, bindings)) || isAskedAgain(number, bindings)));
        case PivotKind::Crowd:
            for (Variable variable = 0; variable < bindings.size(); ++variable) {
                if (!rule.split->isNear[variable]
                    && (isTouchedBefore(bindings[variable])
                        || isAskedAgain(number, variable, bindings[variable])))
                    return false;
            }
            return true;
        case PivotKind::Gathering:
            // The crowd may be one of nobody: then its members need not be there any more.
            return isThere(m_before.system.premisesOf(pivot).front())
                && !m_detached.contains(m_before.system.premisesOf(pivot).front());
        }
        return false;
    }

    void addPivot(PivotKind kind, std::uint32_t rule, std::span<const std::uint32_t> premises,
        std::span<const std::uint32_t> grants, std::span<const EntityIndex> bindings, WorldMask open,
        bool isOfGroup, std::uint32_t before)
    {
        m_result.system.addPivot(premises, grants);
        m_result.kinds.push_back(kind);
        m_result.ruleOf.push_back(rule);
        m_result.bindingStart.push_back(static_cast<std::uint32_t>(m_result.bindings.size()));
        m_result.bindings.insert(m_result.bindings.end(), bindings.begin(), bindings.end());
        m_result.openOf.push_back(open);
        m_result.isOfGroup.push_back(isOfGroup);
        m_regrounded.pivotsBefore.push_back(before);
    }

    void keepPivots()
    {
        std::vector<std::uint32_t> numbers(m_before.system.factCount());
        for (std::uint32_t fact = 0; fact < numbers.size(); ++fact)
            numbers[fact] = factAfter(fact);
        std::vector<std::uint32_t> premises, grants;
        std::vector<EntityIndex> bindings;
        const auto renumber = [&numbers](std::span<const std::uint32_t> facts, auto &into) {
            into.clear();
            for (std::uint32_t fact : facts)
                into.push_back(numbers[fact]);
        };
        for (std::uint32_t pivot = 0; pivot < m_before.system.pivotCount(); ++pivot) {
            if (!isKept(pivot))
                continue;
            renumber(m_before.system.premisesOf(pivot), premises);
            renumber(m_before.system.grantsOf(pivot), grants);
            bindings.clear();
            const PreparedRule &rule = m_rules[m_before.ruleOf[pivot]];
            for (EntityIndex element : m_before.bindingsOf(pivot, rule))
                bindings.push_back(counterpart(element));
            const bool isJudgedAgain = m_before.kinds[pivot] == PivotKind::Single
                && isAskedAgain(m_before.ruleOf[pivot], m_before.bindingsOf(pivot, rule));
            addPivot(m_before.kinds[pivot], m_before.ruleOf[pivot], premises, grants, bindings,
                m_before.openOf[pivot], m_before.isOfGroup[pivot], isJudgedAgain ? noIndex : pivot);
        }
    }

    void writeSingle(const Instance &instance)
    {
        const PreparedRule &rule = m_rules[instance.rule];
        std::vector<std::uint32_t> premises, grants;
        for (const Atom &atom : rule.attackerAtoms)
            premises.push_back(m_result.numberOf({ atom.relation, instance.bindings[atom.subject] }));
        for (const Atom &atom : rule.grants) {
            for (const AttackerFact &fact :
                withImplied(m_model, { atom.relation, instance.bindings[atom.subject] })) {
                const std::uint32_t grant = m_result.numberOf(fact);
                if (std::find(grants.begin(), grants.end(), grant) == grants.end())
                    grants.push_back(grant);
            }
        }
        addPivot(PivotKind::Single, instance.rule, premises, grants, instance.bindings,
            m_limits.onlySuccesses ? everyWorld : WorldMask(0), false, noIndex);
    }

    const Grounding &m_before;
    const DesignModel &m_model; ///< of the changed design
    const std::vector<PreparedRule> &m_rules;
    const std::vector<EntityIndex> &m_counterparts;
    bool m_isSomethingGone;
    const std::vector<bool> &m_touchedBefore; ///< by element
    const std::vector<bool> &m_touchedAfter;
    const std::vector<bool> &m_destinationsBefore; ///< see TouchedElements
    std::vector<std::vector<bool>> m_isDestination; ///< by rule and variable: a request goes there
    GateKeeper &m_gateKeeper; ///< of the changed design
    const GroundingLimits &m_limits;
    std::vector<std::vector<bool>> m_isPossible; ///< by relation and element
    std::vector<std::vector<EntityIndex>> m_holders; ///< by relation
    std::unordered_set<std::uint64_t> m_wasPossible; ///< keys of facts
    std::vector<std::size_t> m_news; ///< facts that were not possible before
    std::unordered_set<std::uint32_t> m_detached; ///< facts of members, by their numbers before
    std::unordered_set<Instance, InstanceHash> m_known;
    std::vector<const Instance *> m_made; ///< those known, in order
    std::size_t m_limit; ///< of instances that are made anew
    bool m_isTooMuch = false;
    std::uint32_t m_rule = 0;
    Variable m_firstTouched = 0;
    RuleJoin<Regrounder> m_join;
    Regrounded m_regrounded;
    Grounding &m_result = m_regrounded.grounding;
};

} // namespace

Result<std::optional<Regrounded>> reground(const Grounding &before, const DesignModel &model,
    const std::vector<PreparedRule> &rules, const TouchedElements &touched,
    const std::vector<AttackerFact> &starts, std::size_t footholdCount, GateKeeper &gateKeeper,
    const GroundingLimits &limits, const Job &job)
{
    return Regrounder(before, model, rules, touched, gateKeeper, limits).run(starts, footholdCount, job);
}

} // namespace fourplane
