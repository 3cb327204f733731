// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/CampaignKernel.h"

#include "core/base/Philox.h"
#include "core/base/Prefetch.h"

#include <algorithm>
#include <cassert>
#include <functional>

namespace fourplane {

namespace {

constexpr std::uint64_t never = ~std::uint64_t(0);
constexpr std::size_t arrivalsAhead = 8; ///< for crowds that are on their way from memory

} // namespace

CampaignKernel::CampaignKernel(const CampaignGraph &graph, const CampaignRules &rules)
    : m_graph(graph)
    , m_rules(rules)
    , m_lastSecond(std::min(rules.horizonSeconds, lastCampaignSecond))
    , m_best(graph.factCount(), never)
    , m_hasFallen(graph.elements().size(), 0)
    , m_crowds(graph.crowds().size())
    , m_calendar(stepBits + 8) // some four minutes
{
    const auto steps = graph.steps();
    assert(steps.size() <= (std::size_t(1) << stepBits));
    for (const StepLaw &law : graph.laws())
        m_laws.push_back({ law.meanSeconds, law.success, law.detection, law.isFree });
    const auto first = std::find_if(
        steps.begin(), steps.end(), [](const CampaignStep &step) { return step.crowd != noIndex; });
    m_firstOfCrowds = static_cast<std::uint32_t>(first - steps.begin());
    m_detectionWords.resize(m_firstOfCrowds);
    m_waiting.resize(steps.size() - m_firstOfCrowds);
    m_drawn.resize(m_waiting.size(), 0);
}

std::array<std::uint32_t, 4> CampaignKernel::wordsOf(std::uint64_t key) const
{
    return philox4x32({ static_cast<std::uint32_t>(key), static_cast<std::uint32_t>(key >> 32U), m_run, 0 },
        { static_cast<std::uint32_t>(m_rules.seed), static_cast<std::uint32_t>(m_rules.seed >> 32U) });
}

const CampaignOutcome &CampaignKernel::play(std::uint32_t run)
{
    m_run = run;
    ++m_play;
    m_outcome.falls.clear();
    m_outcome.detection.reset();
    m_outcome.fallsUnseen = 0;
    m_outcome.steps = 0;
    m_outcome.visits = 0;
    for (std::uint32_t fact : m_graph.starts())
        gain(fact, 0);
    for (std::uint32_t step : m_graph.openingSteps())
        consider(step, 0, false);
    follow(0, false);
    Entry next = 0;
    while (m_calendar.pop(next, [this](std::vector<Entry> &entries) { dropOutdated(entries); })) {
        fire(next);
        if (m_outcome.detection && m_rules.stopsAtDetection)
            break;
    }
    m_calendar.clear();
    if (!m_outcome.detection)
        m_outcome.fallsUnseen = m_outcome.falls.size();
    for (std::uint32_t fact : m_touched)
        m_best[fact] = never;
    m_touched.clear();
    return m_outcome;
}

void CampaignKernel::fire(Entry entry)
{
    const CampaignStep &step = m_graph.steps()[numberOf(entry)];
    if (step.crowd != noIndex && !takeFromCrowd(step.crowd, entry))
        return; // of an earlier state of the crowd
    if (givesMore(step)) {
        for (std::uint32_t fact : m_graph.grantsOf(step))
            gain(fact, entry);
        ++m_outcome.steps;
        const bool isSeenNow = detect(step, entry);
        follow(entry, isSeenNow && m_rules.stopsAtDetection);
        if (isSeenNow)
            m_outcome.fallsUnseen = m_outcome.falls.size();
    }
    if (step.crowd == noIndex)
        return;
    CrowdState &state = m_crowds[step.crowd];
    dropUseless(state, step.crowd);
    schedule(step.crowd, state);
}

/// Whether the step is what the attacker is first noticed by.
bool CampaignKernel::detect(const CampaignStep &step, Entry entry)
{
    const DrawLaw &law = m_laws[step.law];
    if (law.detection == 0 || m_outcome.detection)
        return false;
    const bool isSingle = step.crowd == noIndex;
    if (isSingle && m_detectionWords[numberOf(entry)] >= law.detection)
        return false;
    const auto words = wordsOf(step.key);
    if (words[DetectionWord] >= law.detection)
        return false;
    const StepLaw &whole = m_graph.laws()[step.law];
    std::uint32_t evidence = whole.evidence.back().first;
    for (const auto &[code, share] : whole.evidence) {
        if (words[EvidenceWord] < share) {
            evidence = code;
            break;
        }
    }
    m_outcome.detection = CampaignDetection { entry >> stepBits, whole.technique, evidence,
        static_cast<std::uint32_t>(m_outcome.steps) };
    return true;
}

void CampaignKernel::gain(std::uint32_t fact, Entry by)
{
    if (isHeld(fact))
        return;
    improve(fact, 0);
    m_gained.push_back(fact);
    const std::uint32_t element = m_graph.elementOf(fact);
    if (element == noIndex || m_hasFallen[element] == m_play)
        return;
    m_hasFallen[element] = m_play;
    m_outcome.falls.push_back({ element, by >> stepBits });
}

void CampaignKernel::follow(Entry now, bool isLast)
{
    while (!m_gained.empty()) {
        const std::uint32_t fact = m_gained.back();
        m_gained.pop_back();
        const auto uses = m_graph.usesOf(fact);
        const auto arrivals = m_graph.arrivalsOf(fact);
        m_outcome.visits += uses.size() + arrivals.size();
        for (std::uint32_t number : uses)
            consider(number, now, isLast);
        if (isLast)
            continue;
        for (std::size_t i = 0; i < arrivals.size(); ++i) {
            if (i + arrivalsAhead < arrivals.size())
                prefetchAll(m_crowds[arrivals[i + arrivalsAhead].crowd]);
            arrive(arrivals[i], now);
        }
    }
}

bool CampaignKernel::isReady(const CampaignStep &step) const
{
    const auto premises = m_graph.premisesOf(step);
    return std::all_of(premises.begin(), premises.end(), [this](std::uint32_t fact) { return isHeld(fact); });
}

bool CampaignKernel::givesMore(const CampaignStep &step) const
{
    const auto grants = m_graph.grantsOf(step);
    return std::any_of(grants.begin(), grants.end(), [this](std::uint32_t fact) { return !isHeld(fact); });
}

void CampaignKernel::consider(std::uint32_t number, Entry now, bool isLast)
{
    const CampaignStep &step = m_graph.steps()[number];
    if (step.premiseCount > 1 && !isReady(step))
        return;
    if (step.crowd != noIndex) {
        CrowdState &state = stateOf(step.crowd);
        if (isLast || state.clock.weight() == 0)
            return;
        await(state, number, now);
        schedule(step.crowd, state);
    } else if (m_laws[step.law].isFree) {
        takeFree(step, now);
    } else if (!isLast) {
        considerSingle(number, now);
    }
}

void CampaignKernel::considerSingle(std::uint32_t number, Entry now)
{
    const CampaignStep &step = m_graph.steps()[number];
    const DrawLaw &law = m_laws[step.law];
    const auto grants = m_graph.grantsOf(step);
    // A step takes a second at least.
    const Entry earliest = (((now >> stepBits) + 1) << stepBits) | number;
    if (std::none_of(
            grants.begin(), grants.end(), [&](std::uint32_t fact) { return earliest < m_best[fact]; }))
        return;
    const auto words = wordsOf(step.key);
    if (words[SuccessWord] >= law.success)
        return;
    const std::uint64_t seconds = (now >> stepBits) + exponentialSeconds(words[TimeWord], law.meanSeconds);
    if (seconds > m_lastSecond)
        return;
    const Entry entry = (seconds << stepBits) | number;
    m_detectionWords[number] = words[DetectionWord];
    bool isFirst = false;
    for (std::uint32_t fact : grants) {
        if (entry < m_best[fact]) {
            improve(fact, entry);
            isFirst = true;
        }
    }
    if (isFirst)
        m_calendar.push(entry);
}

void CampaignKernel::takeFree(const CampaignStep &step, Entry now)
{
    for (std::uint32_t fact : m_graph.grantsOf(step))
        gain(fact, now);
}

CampaignKernel::CrowdState &CampaignKernel::stateOf(std::uint32_t crowd)
{
    CrowdState &state = m_crowds[crowd];
    if (state.play != m_play)
        state = { {}, never, 0, m_play };
    return state;
}

/// One more attempt of each step of a crowd is ready.
void CampaignKernel::arrive(const CampaignGraph::Arrival &arrival, Entry now)
{
    std::uint64_t weight = arrival.weight;
    if (arrival.isOwn) {
        const CrowdMember &member = m_graph.memberOf(arrival);
        if (member.success != certainShare && wordsOf(member.key)[SuccessWord] >= member.success)
            return;
        weight = member.weight;
    }
    CrowdState &state = stateOf(arrival.crowd);
    const bool isFirst = state.clock.weight() == 0;
    state.clock.arrive(now >> stepBits, weight, state.waiting > 0);
    if (isFirst) {
        const CampaignCrowd &crowd = m_graph.crowds()[arrival.crowd];
        for (std::uint32_t number = crowd.stepStart; number < crowd.stepEnd; ++number) {
            if (isReady(m_graph.steps()[number]))
                await(state, number, now);
        }
    }
    schedule(arrival.crowd, state);
}

/// From now on the step is waited for, unless it is already or gives nothing.
void CampaignKernel::await(CrowdState &state, std::uint32_t number, Entry now)
{
    const CampaignStep &step = m_graph.steps()[number];
    std::uint32_t &drawn = m_drawn[number - m_firstOfCrowds];
    if (drawn == m_play || !givesMore(step))
        return;
    drawn = m_play;
    std::uint64_t units = unitExponential(wordsOf(step.key)[TimeWord])
        * std::max<std::uint64_t>(1, m_laws[step.law].meanSeconds);
    if (!m_graph.crowds()[step.crowd].isFine)
        units >>= CampaignCrowd::fineBits;
    const std::uint64_t second = now >> stepBits;
    if (state.waiting == 0)
        state.clock.restart(second);
    else
        units = state.clock.thresholdAfter(second, units);
    Waiting *waiting = waitingOf(step.crowd);
    waiting[state.waiting++] = { units, number };
    std::push_heap(waiting, waiting + state.waiting, std::greater());
}

/// Puts the crowd's next success into the heap.
void CampaignKernel::schedule(std::uint32_t crowd, CrowdState &state)
{
    Entry entry = never;
    if (state.waiting > 0) {
        const Waiting &first = *waitingOf(crowd);
        const std::uint64_t second = state.clock.secondOf(first.threshold);
        if (second <= m_lastSecond)
            entry = (second << stepBits) | first.step;
    }
    if (entry != never && entry != state.next)
        m_calendar.push(entry);
    state.next = entry;
}

/// Takes the next step out of its crowd; false when it is not that of the entry any more.
bool CampaignKernel::takeFromCrowd(std::uint32_t crowd, Entry entry)
{
    CrowdState &state = m_crowds[crowd];
    if (state.next != entry)
        return false;
    state.next = never;
    state.clock.advance(entry >> stepBits);
    Waiting *waiting = waitingOf(crowd);
    std::pop_heap(waiting, waiting + state.waiting, std::greater());
    --state.waiting;
    return true;
}

/// Drops those next in turn that something else was quicker than.
void CampaignKernel::dropUseless(CrowdState &state, std::uint32_t crowd)
{
    Waiting *waiting = waitingOf(crowd);
    while (state.waiting > 0 && !givesMore(m_graph.steps()[waiting->step])) {
        std::pop_heap(waiting, waiting + state.waiting, std::greater());
        --state.waiting;
    }
}

void CampaignKernel::improve(std::uint32_t fact, Entry entry)
{
    if (m_best[fact] == never)
        m_touched.push_back(fact);
    m_best[fact] = entry;
}

/// Also brings in from memory what is needed soon.
void CampaignKernel::dropOutdated(std::vector<Entry> &entries)
{
    const auto steps = m_graph.steps();
    for (Entry entry : entries)
        prefetch(&steps[numberOf(entry)]);
    for (Entry entry : entries) {
        const CampaignStep &step = steps[numberOf(entry)];
        prefetch(m_graph.grantsOf(step).data());
        if (step.crowd != noIndex)
            prefetchAll(m_crowds[step.crowd]);
    }
    std::erase_if(entries, [&](Entry entry) {
        const CampaignStep &step = steps[numberOf(entry)];
        return step.crowd == noIndex ? !givesMore(step) : m_crowds[step.crowd].next != entry;
    });
}

} // namespace fourplane
