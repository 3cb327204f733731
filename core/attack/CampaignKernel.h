// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/CampaignGraph.h"
#include "core/attack/CampaignTime.h"

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
/// and a fact is gained by the first step that gives it. A step is drawn when it is ready, and only when it
/// could still come first. Allocates while it grows to the size of the largest run, then no more. One per
/// thread; the graph must outlive it.
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

    enum Word : std::size_t
    {
        TimeWord,
        SuccessWord,
        DetectionWord,
        EvidenceWord
    };

    std::array<std::uint32_t, 4> wordsOf(const CampaignStep &step) const;
    void gain(std::uint32_t fact, Entry by);
    void follow(Entry now, bool isLast);
    void consider(std::uint32_t number, Entry now, bool isLast);
    void takeFree(const CampaignStep &step, Entry now);
    void fire(Entry entry);

    bool isHeld(std::uint32_t fact, Entry now) const { return m_best[fact] <= now; }

    void improve(std::uint32_t fact, Entry entry);
    void push(Entry entry);
    Entry pop();

    const CampaignGraph &m_graph;
    CampaignRules m_rules;
    std::vector<DrawLaw> m_laws;
    std::uint32_t m_run = 0;
    std::uint32_t m_play = 0; ///< counts the calls of play
    Entry m_pastHorizon = 0;
    std::vector<Entry> m_best; ///< by fact: the earliest known way to it; a fact is held once that is over
    std::vector<std::uint32_t> m_touched; ///< facts whose `m_best` this run changed
    std::vector<std::uint32_t> m_hasFallen; ///< by element: the play in which it last fell
    std::vector<std::uint32_t> m_gained; ///< facts to be followed
    std::vector<Entry> m_heap; ///< four-way heap, earliest first
    CampaignOutcome m_outcome;
};

} // namespace fourplane
