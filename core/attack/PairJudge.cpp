// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/PairJudge.h"

#include <algorithm>
#include <numeric>
#include <set>

namespace fourplane {

namespace {

/// Near variables that send requests.
std::set<Variable> sourcesOf(const PreparedRule &rule)
{
    std::set<Variable> sources;
    for (const GateHop &hop : rule.hops) {
        if (rule.split->isNear[hop.source])
            sources.insert(hop.source);
    }
    return sources;
}

/// The classes of near ones, by place.
std::vector<std::vector<std::uint32_t>> classesOf(
    const PreparedRule &rule, const BoundSide &near, const GateKeeper &gateKeeper)
{
    const std::set<Variable> sources = sourcesOf(rule);
    std::vector<std::vector<std::uint32_t>> classes(near.size());
    for (std::size_t place = 0; place < near.size(); ++place) {
        for (Variable source : sources)
            classes[place].push_back(gateKeeper.answers().classAsSource(near[place][source]));
    }
    return classes;
}

} // namespace

void PairJudge::order(const PreparedRule &rule, PairGroup &group, const GateKeeper &gateKeeper)
{
    const auto classes = classesOf(rule, group.near, gateKeeper);
    std::vector<std::size_t> order(group.near.size());
    std::iota(order.begin(), order.end(), 0u);
    std::stable_sort(order.begin(), order.end(),
        [&classes](std::size_t first, std::size_t second) { return classes[first] < classes[second]; });
    std::vector<EntityIndex> bindings;
    bindings.reserve(group.near.bindings.size());
    for (const std::size_t place : order) {
        const auto one = group.near[place];
        bindings.insert(bindings.end(), one.begin(), one.end());
    }
    group.near.bindings = std::move(bindings);
}

PairJudge::PairJudge(const PreparedRule &rule, const PairGroup &group, GateKeeper &gateKeeper)
    : m_rule(rule)
    , m_group(group)
    , m_gateKeeper(gateKeeper)
{
    const std::vector<bool> &isNear = rule.split->isNear;
    std::set<Variable> indexed = sourcesOf(rule);
    for (const GateHop &hop : rule.hops) {
        for (const std::optional<Variable> &variable : { hop.caller, hop.identity }) {
            if (variable && isNear[*variable])
                indexed.insert(*variable);
        }
    }
    for (const auto &[nearOne, farOne] : rule.split->distinct)
        indexed.insert(nearOne);
    for (const std::size_t i : rule.split->tyingControls) {
        const Atom &condition = rule.conditions[i];
        indexed.insert(isNear[condition.subject] ? condition.subject : condition.object);
    }
    for (const std::size_t i : rule.split->tyingQuestions) {
        const Atom &question = rule.workloadQuestions[i];
        indexed.insert(isNear[question.subject] ? question.subject : question.object);
    }
    m_indexed.assign(indexed.begin(), indexed.end());
    const auto classes = classesOf(rule, group.near, gateKeeper);
    for (std::size_t place = 1; place < classes.size(); ++place) {
        if (classes[place] != classes[place - 1])
            m_blockEnds.push_back(place);
    }
    m_blockEnds.push_back(classes.size());
    indexNear();
}

void PairJudge::indexNear()
{
    m_placesOf.resize(m_indexed.size());
    for (std::size_t place = 0; place < m_group.near.size(); ++place) {
        for (std::size_t i = 0; i < m_indexed.size(); ++i)
            m_placesOf[i][m_group.near[place][m_indexed[i]]].push_back(place);
    }
}

void PairJudge::addPlaces(EntityIndex element, Variable variable, std::vector<std::size_t> &places) const
{
    const auto index = std::find(m_indexed.begin(), m_indexed.end(), variable) - m_indexed.begin();
    const auto &byElement = m_placesOf[static_cast<std::size_t>(index)];
    const auto found = byElement.find(element);
    if (found != byElement.end())
        places.insert(places.end(), found->second.begin(), found->second.end());
}

std::vector<EntityIndex> PairJudge::bindingsOf(std::size_t near, std::size_t far) const
{
    return m_group.bindingsOf(m_rule.split->isNear, near, far);
}

WorldMask PairJudge::openOfBlock(
    std::vector<std::optional<WorldMask>> &known, std::size_t block, std::size_t near, std::size_t far)
{
    if (!known[block])
        known[block] = m_gateKeeper.openBetweenSides(m_rule, bindingsOf(near, far));
    return *known[block];
}

std::vector<NearRun> PairJudge::runsTo(std::size_t far)
{
    const auto farOne = m_group.far[far];
    const auto sorted = [](std::vector<std::size_t> places) {
        std::sort(places.begin(), places.end());
        places.erase(std::unique(places.begin(), places.end()), places.end());
        return places;
    };
    std::vector<std::size_t> excluded, named;
    for (const auto &[nearVariable, farVariable] : m_rule.split->distinct)
        addPlaces(farOne[farVariable], nearVariable, excluded);
    const auto elements = m_gateKeeper.answers().namedOnNearSide(m_rule, farOne);
    if (elements) {
        for (EntityIndex element : *elements) {
            for (Variable variable : m_indexed)
                addPlaces(element, variable, named);
        }
    } else {
        named.resize(m_group.near.size());
        std::iota(named.begin(), named.end(), 0u);
    }
    for (const auto &[variable, element] : m_gateKeeper.tiedOnNearSide(m_rule, farOne))
        addPlaces(element, variable, named);
    excluded = sorted(std::move(excluded));
    named = sorted(std::move(named));

    std::vector<NearRun> runs;
    const auto add = [&runs](std::size_t first, std::size_t last, WorldMask open) {
        if (first == last)
            return;
        if (!runs.empty() && runs.back().last == first && runs.back().open == open)
            runs.back().last = last;
        else
            runs.push_back({ static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last), open });
    };
    std::vector<std::optional<WorldMask>> &known = m_known[m_gateKeeper.answers().farSideKey(m_rule, farOne)];
    known.resize(m_blockEnds.size());
    std::size_t start = 0, nextExcluded = 0, nextNamed = 0;
    for (std::size_t block = 0; block < m_blockEnds.size(); ++block) {
        const std::size_t end = m_blockEnds[block];
        const auto addPlain = [&](std::size_t first, std::size_t last) {
            if (first < last)
                add(first, last, openOfBlock(known, block, first, far));
        };
        while (start < end) {
            while (nextExcluded < excluded.size() && excluded[nextExcluded] < start)
                ++nextExcluded;
            while (nextNamed < named.size() && named[nextNamed] < start)
                ++nextNamed;
            const std::size_t gap =
                nextExcluded < excluded.size() ? std::min(excluded[nextExcluded], end) : end;
            const std::size_t name = nextNamed < named.size() ? std::min(named[nextNamed], end) : end;
            const std::size_t stop = std::min(gap, name);
            addPlain(start, stop);
            if (stop < end && gap != stop)
                add(stop, stop + 1, m_gateKeeper.openBetweenSides(m_rule, bindingsOf(stop, far)));
            start = stop < end ? stop + 1 : end;
        }
    }
    return runs;
}

} // namespace fourplane
