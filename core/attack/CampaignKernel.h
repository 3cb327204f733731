// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/CampaignCalendar.h"
#include "core/attack/CampaignClock.h"
#include "core/attack/CampaignGraph.h"

#include <optional>

namespace fourplane {

/// What the runs of a campaign have in common.
struct CampaignRules
{
    std::uint64_t seed = 1;
    std::uint64_t horizonSeconds = lastCampaignSecond; ///< what takes longer does not happen
    bool stopsAtDetection = true;
};

/// The first time that a step of the attacker is noticed.
struct CampaignDetection
{
    std::uint64_t seconds = 0;
    std::uint32_t technique = 0;
    std::uint32_t evidence = 0;
    std::uint32_t ordinal = 0; ///< how many steps the attacker had taken by then, this one included
};

/// What one run came to. Valid until the next run.
struct CampaignOutcome
{
    struct Fall
    {
        std::uint32_t element = 0;
        std::uint64_t seconds = 0;
    };

    std::vector<Fall> falls; ///< in the order of their times; an element falls once
    std::optional<CampaignDetection> detection;
    std::size_t fallsUnseen = 0; ///< how many of `falls` came before or with the detection
    std::uint64_t steps = 0; ///< that the attacker took
    std::uint64_t visits = 0; ///< how often a fact was followed to a step that needs it
};

/// Plays single runs: Dijkstra's algorithm over facts, where a step is ready at the latest of its premises
/// and a fact is gained by the first step that gives it. A single step is drawn when it is ready, and only
/// when it could still come first. Of a crowd, each step is drawn when the first attempt is ready; what more
/// attempts do is a matter of the crowd's clock alone. Allocates while it grows to the size of the largest
/// run, then no more. One per thread; the graph must outlive it.
class CampaignKernel
{
public:
    CampaignKernel(const CampaignGraph &graph, const CampaignRules &rules);

    /// The outcome hangs on the graph's keys and laws, the rules and `run` alone.
    const CampaignOutcome &play(std::uint32_t run);

private:
    /// Time in the upper 38 bits, step in the lower 26: one comparison orders both.
    using Entry = std::uint64_t;
    static constexpr unsigned stepBits = 26;

    /// What a run needs to know of a law, side by side.
    struct DrawLaw
    {
        std::uint64_t meanSeconds = 0;
        WordShare success = certainShare;
        WordShare detection = 0;
        bool isFree = false;
    };

    /// A step of a crowd that was drawn.
    struct Waiting
    {
        std::uint64_t threshold = 0; ///< on the crowd's clock
        std::uint32_t step = 0;

        auto operator<=>(const Waiting &) const = default;
    };

    struct CrowdState
    {
        CampaignClock clock;
        Entry next; ///< the one in the heap that counts
        std::uint32_t waiting = 0; ///< how many; they lie where the crowd's steps are, as a heap
        std::uint32_t play = 0; ///< that all this is about
    };

    enum Word : std::size_t
    {
        TimeWord,
        SuccessWord,
        DetectionWord,
        EvidenceWord
    };

    std::array<std::uint32_t, 4> wordsOf(std::uint64_t key) const;
    void gain(std::uint32_t fact, Entry by);
    void follow(Entry now, bool isLast);
    void consider(std::uint32_t number, Entry now, bool isLast);
    void considerSingle(std::uint32_t number, Entry now);
    void takeFree(const CampaignStep &step, Entry now);
    void arrive(const CampaignGraph::Arrival &arrival, Entry now);
    void await(CrowdState &state, std::uint32_t number, Entry now);
    void schedule(std::uint32_t crowd, CrowdState &state);
    bool takeFromCrowd(std::uint32_t crowd, Entry entry);
    void dropUseless(CrowdState &state, std::uint32_t crowd);
    void fire(Entry entry);
    bool detect(const CampaignStep &step, Entry entry);

    CrowdState &stateOf(std::uint32_t crowd);

    Waiting *waitingOf(std::uint32_t crowd)
    {
        return m_waiting.data() + (m_graph.crowds()[crowd].stepStart - m_firstOfCrowds);
    }

    bool isHeld(std::uint32_t fact) const { return m_best[fact] == 0; }

    bool givesMore(const CampaignStep &step) const;
    bool isReady(const CampaignStep &step) const;
    void improve(std::uint32_t fact, Entry entry);
    void dropOutdated(std::vector<Entry> &entries);

    static std::uint32_t numberOf(Entry entry)
    {
        return static_cast<std::uint32_t>(entry & ((Entry(1) << stepBits) - 1));
    }

    const CampaignGraph &m_graph;
    CampaignRules m_rules;
    std::vector<DrawLaw> m_laws;
    std::uint32_t m_run = 0;
    std::uint32_t m_play = 0; ///< counts the calls of play
    std::uint64_t m_lastSecond = 0; ///< the horizon
    std::vector<Entry> m_best; ///< by fact: the earliest known single step to it; 0 once it is held
    std::vector<std::uint32_t> m_touched; ///< facts whose `m_best` this run changed
    std::vector<std::uint32_t> m_detectionWords; ///< by single step: of its draw in this run
    std::vector<std::uint32_t> m_hasFallen; ///< by element: the play in which it last fell
    std::vector<std::uint32_t> m_gained; ///< facts to be followed
    std::vector<CrowdState> m_crowds;
    std::uint32_t m_firstOfCrowds = 0; ///< the first step with a crowd
    std::vector<Waiting> m_waiting; ///< by step from that one on
    std::vector<std::uint32_t> m_drawn; ///< the same: the play in which it was last drawn
    CampaignCalendar m_calendar; ///< single steps, and the next of each crowd
    CampaignOutcome m_outcome;
};

} // namespace fourplane
