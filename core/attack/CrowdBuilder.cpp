// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/CrowdBuilder.h"

#include <algorithm>
#include <bit>

namespace fourplane {

namespace {

constexpr std::size_t crowdStopInterval = 64;

WorldMask both(WorldMask first, WorldMask second)
{
    return static_cast<WorldMask>(first & second);
}

} // namespace

CrowdBuilder::CrowdBuilder(const DesignModel &model, const std::vector<PreparedRule> &rules,
    GateKeeper &gateKeeper, Grounding &grounding)
    : m_model(model)
    , m_rules(rules)
    , m_gateKeeper(gateKeeper)
    , m_grounding(grounding)
{
    for (const CrowdTree &tree : grounding.trees)
        m_crowdCount += tree.facts.size()
            - static_cast<std::size_t>(std::count(tree.facts.begin(), tree.facts.end(), noIndex));
}

std::uint32_t CrowdBuilder::numberOf(const Atom &atom, std::span<const EntityIndex> bindings) const
{
    return m_grounding.numberOf({ atom.relation, bindings[atom.subject] });
}

std::uint32_t CrowdBuilder::treeFor(const PairGroup &group, const PreparedRule &rule)
{
    std::vector<TreeMember> members;
    for (std::size_t place = 0; place < group.near.size(); ++place) {
        const auto near = group.near[place];
        members.push_back(
            { numberOf(rule.split->near.trigger, near), m_gateKeeper.openBesidesRequests(rule, near) });
    }
    const auto [known, isNew] =
        m_trees.try_emplace(members, static_cast<std::uint32_t>(m_grounding.trees.size()));
    if (isNew) {
        CrowdTree &tree = m_grounding.trees.emplace_back();
        tree.facts.assign(members.size(), noIndex);
        tree.members = std::move(members);
    }
    return known->second;
}

std::vector<std::size_t> CrowdBuilder::cover(const CrowdTree &tree, std::size_t first, std::size_t last)
{
    const std::size_t count = tree.members.size();
    std::vector<std::size_t> nodes;
    for (first += count, last += count; first < last; first /= 2, last /= 2) {
        if (first % 2 == 1)
            nodes.push_back(first++);
        if (last % 2 == 1)
            nodes.push_back(--last);
    }
    return nodes;
}

void CrowdBuilder::addPivot(PivotKind kind, std::uint32_t rule, std::span<const std::uint32_t> premises,
    std::span<const std::uint32_t> grants, std::span<const EntityIndex> bindings, WorldMask open)
{
    m_grounding.system.addPivot(premises, grants);
    m_grounding.kinds.push_back(kind);
    m_grounding.ruleOf.push_back(rule);
    m_grounding.bindingStart.push_back(static_cast<std::uint32_t>(m_grounding.bindings.size()));
    m_grounding.bindings.insert(m_grounding.bindings.end(), bindings.begin(), bindings.end());
    m_grounding.openOf.push_back(open);
    m_grounding.isOfGroup.push_back(true);
}

std::uint32_t CrowdBuilder::factOf(CrowdTree &tree, std::size_t node, const PairGroup &group, std::size_t far)
{
    const std::size_t count = tree.members.size();
    if (tree.facts[node] != noIndex)
        return tree.facts[node];
    const auto fact = static_cast<std::uint32_t>(m_grounding.facts.size() + m_crowdCount++);
    tree.facts[node] = fact;
    for (const std::size_t child : { 2 * node, 2 * node + 1 }) {
        const bool isMember = child >= count;
        const std::size_t member = isMember ? child - count : 0;
        if (isMember && tree.hasLeft(member))
            continue;
        const std::uint32_t premise = isMember ? tree.members[member].fact : factOf(tree, child, group, far);
        addPivot(PivotKind::Gathering, group.rule, std::span(&premise, 1), std::span(&fact, 1),
            m_judge->bindingsOf(member, far), isMember ? tree.members[member].open : everyWorld);
    }
    return fact;
}

void CrowdBuilder::addNode(
    CrowdTree &tree, const PairGroup &group, std::size_t far, std::size_t node, WorldMask open)
{
    const std::size_t count = tree.members.size();
    const bool isMember = node >= count;
    const std::uint32_t near = isMember ? tree.members[node - count].fact : factOf(tree, node, group, far);
    std::size_t member = node;
    while (member < count)
        member *= 2;
    std::vector<std::uint32_t> premises = m_farPremises;
    std::replace(premises.begin(), premises.end(), noIndex, near);
    addPivot(isMember ? PivotKind::Single : PivotKind::Crowd, group.rule, premises, m_grants,
        m_judge->bindingsOf(member - count, far), isMember ? WorldMask(0) : open);
}

/// Either each run by itself, or all of them in the worlds that they share and on top those that are more
/// open: whichever takes fewer pivots.
void CrowdBuilder::addRuns(
    CrowdTree &tree, const PairGroup &group, std::size_t far, std::span<const NearRun> runs)
{
    if (runs.empty())
        return;
    const WorldMask ownOpen = m_gateKeeper.openBesidesRequests(m_rules[group.rule], group.far[far]);
    WorldMask shared = everyWorld;
    std::vector<NearRun> whole; // the runs joined where nothing is left out between them
    for (const NearRun &run : runs) {
        shared = both(shared, run.open);
        if (!whole.empty() && whole.back().last == run.first)
            whole.back().last = run.last;
        else
            whole.push_back(run);
    }
    const auto nodesOf = [&tree](std::span<const NearRun> some) {
        std::vector<std::pair<std::size_t, WorldMask>> nodes;
        for (const NearRun &run : some) {
            for (const std::size_t node : cover(tree, run.first, run.last))
                nodes.emplace_back(node, run.open);
        }
        return nodes;
    };
    for (NearRun &run : whole)
        run.open = shared;
    for (const NearRun &run : runs) {
        if (run.open != shared)
            whole.push_back(run);
    }
    const auto apart = nodesOf(runs), together = nodesOf(whole);
    for (const auto &[node, open] : apart.size() <= together.size() ? apart : together)
        addNode(tree, group, far, node, both(open, ownOpen));
}

/// Premises and gains of its pairs.
void CrowdBuilder::bindFar(const PairGroup &group, std::size_t far)
{
    const PreparedRule &rule = m_rules[group.rule];
    const auto bound = group.far[far];
    m_farPremises.clear();
    for (const Atom &atom : rule.attackerAtoms)
        m_farPremises.push_back(rule.split->isNear[atom.subject] ? noIndex : numberOf(atom, bound));
    m_grants.clear();
    for (const Atom &atom : rule.grants) {
        for (const AttackerFact &fact : withImplied(m_model, { atom.relation, bound[atom.subject] })) {
            const std::uint32_t number = m_grounding.numberOf(fact);
            if (std::find(m_grants.begin(), m_grants.end(), number) == m_grants.end())
                m_grants.push_back(number);
        }
    }
}

Result<void> CrowdBuilder::add(PairGroup group, const GroundingLimits &limits, const Job &job)
{
    const PreparedRule &rule = m_rules[group.rule];
    PairJudge::order(rule, group, m_gateKeeper);
    group.tree = treeFor(group, rule);
    const std::size_t count = group.far.size();
    return renew(std::move(group), std::vector<bool>(count, false), limits, job);
}

Result<void> CrowdBuilder::renew(
    PairGroup group, const std::vector<bool> &isKept, const GroundingLimits &limits, const Job &job)
{
    const PreparedRule &rule = m_rules[group.rule];
    m_judge = std::make_unique<PairJudge>(rule, group, m_gateKeeper);
    CrowdTree &tree = m_grounding.trees[group.tree];
    const std::vector<std::uint32_t> left = tree.placesLeft();
    std::vector<NearRun> allRuns;
    std::vector<std::uint32_t> runEnds;
    for (std::size_t far = 0; far < group.far.size(); ++far) {
        if (far % crowdStopInterval == 0) {
            if (job.isStopped())
                return failure("cancelled", "The simulation was stopped.");
            if (m_grounding.bytes() > limits.bytes)
                return tooLarge(
                    "The attempts of technique \"" + rule.technique->id + "\" and those before it",
                    limits.bytes);
        }
        if (isKept[far]) {
            const auto runs = group.runsTo(far);
            allRuns.insert(allRuns.end(), runs.begin(), runs.end());
        } else {
            const std::vector<NearRun> runs = withoutPlaces(m_judge->runsTo(far), left);
            allRuns.insert(allRuns.end(), runs.begin(), runs.end());
            bindFar(group, far);
            addRuns(tree, group, far, runs);
        }
        runEnds.push_back(static_cast<std::uint32_t>(allRuns.size()));
    }
    group.runs = std::move(allRuns);
    group.runEnds = std::move(runEnds);
    m_judge.reset();
    m_grounding.groups.push_back(std::move(group));
    return {};
}

} // namespace fourplane
