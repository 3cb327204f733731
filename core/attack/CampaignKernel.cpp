// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/CampaignKernel.h"

#include "core/base/Philox.h"

#include <algorithm>
#include <cassert>

namespace fourplane {

namespace {

constexpr std::uint64_t never = ~std::uint64_t(0);
constexpr std::size_t heapWidth = 4;

} // namespace

CampaignKernel::CampaignKernel(const CampaignGraph &graph, const CampaignRules &rules)
    : m_graph(graph)
    , m_rules(rules)
    , m_best(graph.factCount(), never)
    , m_hasFallen(graph.elements().size(), 0)
{
    assert(graph.steps().size() <= (std::size_t(1) << stepBits));
    for (const StepLaw &law : graph.laws())
        m_laws.push_back({ law.meanSeconds, law.success, law.detection, law.isFree });
    const std::uint64_t horizon = std::min(rules.horizonSeconds, lastCampaignSecond);
    m_pastHorizon = horizon == lastCampaignSecond ? never : (horizon + 1) << stepBits;
}

std::array<std::uint32_t, 4> CampaignKernel::wordsOf(const CampaignStep &step) const
{
    return philox4x32(
        { static_cast<std::uint32_t>(step.key), static_cast<std::uint32_t>(step.key >> 32U), m_run, 0 },
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
    for (std::uint32_t fact : m_graph.starts()) {
        if (m_best[fact] != never)
            continue;
        improve(fact, 0);
        gain(fact, 0);
    }
    for (std::uint32_t step : m_graph.openingSteps())
        consider(step, 0, false);
    follow(0, false);
    while (!m_heap.empty()) {
        fire(pop());
        if (m_outcome.detection && m_rules.stopsAtDetection)
            break;
    }
    m_heap.clear();
    if (!m_outcome.detection)
        m_outcome.fallsUnseen = m_outcome.falls.size();
    for (std::uint32_t fact : m_touched)
        m_best[fact] = never;
    m_touched.clear();
    return m_outcome;
}

void CampaignKernel::fire(Entry entry)
{
    const auto number = static_cast<std::uint32_t>(entry & ((Entry(1) << stepBits) - 1));
    const CampaignStep &step = m_graph.steps()[number];
    for (std::uint32_t fact : m_graph.grantsOf(step)) {
        if (m_best[fact] == entry)
            gain(fact, entry);
    }
    if (m_gained.empty())
        return; // something else was quicker
    ++m_outcome.steps;
    bool isSeenNow = false;
    const DrawLaw &law = m_laws[step.law];
    if (law.detection > 0 && !m_outcome.detection) {
        const auto words = wordsOf(step);
        isSeenNow = words[DetectionWord] < law.detection;
        if (isSeenNow) {
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
        }
    }
    follow(entry, isSeenNow && m_rules.stopsAtDetection);
    if (isSeenNow)
        m_outcome.fallsUnseen = m_outcome.falls.size();
}

void CampaignKernel::gain(std::uint32_t fact, Entry by)
{
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
        m_outcome.visits += uses.size();
        for (std::uint32_t number : uses)
            consider(number, now, isLast);
    }
}

void CampaignKernel::consider(std::uint32_t number, Entry now, bool isLast)
{
    const CampaignStep &step = m_graph.steps()[number];
    const DrawLaw &law = m_laws[step.law];
    if (step.premiseCount > 1) {
        for (std::uint32_t fact : m_graph.premisesOf(step)) {
            if (!isHeld(fact, now))
                return;
        }
    }
    if (law.isFree) {
        takeFree(step, now);
        return;
    }
    if (isLast)
        return;
    const auto grants = m_graph.grantsOf(step);
    // A step takes a second at least.
    const Entry earliest = (((now >> stepBits) + 1) << stepBits) | number;
    if (std::none_of(
            grants.begin(), grants.end(), [&](std::uint32_t fact) { return earliest < m_best[fact]; }))
        return;
    const auto words = wordsOf(step);
    if (words[SuccessWord] >= law.success)
        return;
    const std::uint64_t seconds = (now >> stepBits) + exponentialSeconds(words[TimeWord], law.meanSeconds);
    if (seconds > lastCampaignSecond)
        return;
    const Entry entry = (seconds << stepBits) | number;
    if (entry >= m_pastHorizon)
        return;
    bool isFirst = false;
    for (std::uint32_t fact : grants) {
        if (entry < m_best[fact]) {
            improve(fact, entry);
            isFirst = true;
        }
    }
    if (isFirst)
        push(entry);
}

void CampaignKernel::takeFree(const CampaignStep &step, Entry now)
{
    for (std::uint32_t fact : m_graph.grantsOf(step)) {
        if (isHeld(fact, now))
            continue;
        improve(fact, now);
        gain(fact, now);
    }
}

void CampaignKernel::improve(std::uint32_t fact, Entry entry)
{
    if (m_best[fact] == never)
        m_touched.push_back(fact);
    m_best[fact] = entry;
}

void CampaignKernel::push(Entry entry)
{
    m_heap.push_back(entry);
    std::size_t place = m_heap.size() - 1;
    while (place > 0) {
        const std::size_t parent = (place - 1) / heapWidth;
        if (m_heap[parent] <= entry)
            break;
        m_heap[place] = m_heap[parent];
        place = parent;
    }
    m_heap[place] = entry;
}

CampaignKernel::Entry CampaignKernel::pop()
{
    const Entry top = m_heap.front();
    const Entry last = m_heap.back();
    m_heap.pop_back();
    const std::size_t size = m_heap.size();
    std::size_t place = 0;
    while (true) {
        const std::size_t first = place * heapWidth + 1;
        if (first >= size)
            break;
        const auto from = m_heap.begin() + static_cast<std::ptrdiff_t>(first);
        const auto to = m_heap.begin() + static_cast<std::ptrdiff_t>(std::min(first + heapWidth, size));
        const auto least = std::min_element(from, to);
        if (*least >= last)
            break;
        m_heap[place] = *least;
        place = static_cast<std::size_t>(least - m_heap.begin());
    }
    if (size > 0)
        m_heap[place] = last;
    return top;
}

} // namespace fourplane
