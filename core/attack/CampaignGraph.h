// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/AttackTrace.h"
#include "core/base/ElementId.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace fourplane {

/// A probability as the number of 32-bit words below it: 2^32 is certainty, 0 never.
using WordShare = std::uint64_t;

inline constexpr WordShare certainShare = WordShare(1) << 32U;

/// The share nearest to a probability from 0 to 1.
WordShare shareOf(double probability);

/// How long a step takes, whether it works, and whether it is noticed.
struct StepLaw
{
    /// Follows by itself: no draw, no time, never noticed. For pivots that no technique stands behind.
    bool isFree = false;
    std::uint64_t meanSeconds = 0; ///< of an exponential time; at most longestMeanSeconds
    WordShare success = certainShare;
    WordShare detection = 0; ///< of the step as a whole, by any evidence
    std::uint32_t technique = noIndex; ///< into CampaignGraph::techniques
    /// Which evidence a detection is put down to: indexes into CampaignGraph::evidence with shares that add
    /// up, the last of them certain.
    std::vector<std::pair<std::uint32_t, WordShare>> evidence;

    bool operator==(const StepLaw &) const = default;
};

/// One way to gain something that succeeds in the design, unless chance is against it: a single attempt, or
/// the first success of a crowd of attempts that differ in where they start from.
struct CampaignStep
{
    /// Tells the step from all others in every variant of a project: draws hang on it.
    std::uint64_t key = 0;
    std::uint32_t law = 0; ///< of a crowd: that of the slowest attempt
    std::uint32_t crowd = noIndex; ///< whose attempts it stands for; noIndex = a single one
    std::uint32_t premiseStart = 0;
    std::uint32_t premiseCount = 0;
    std::uint32_t grantStart = 0;
    std::uint32_t grantCount = 0;
};

/// One way to come to what a step gives.
struct CampaignAttempt
{
    std::uint32_t fact = noIndex; ///< that it starts from, besides the premises that all attempts need
    std::uint32_t law = 0;
    std::uint64_t key = 0; ///< whether it works hangs on it, where that is uncertain
};

/// An attempt of a crowd, or several alike.
struct CrowdMember
{
    std::uint32_t fact = 0; ///< that it starts from
    /// What it adds in a second, see CampaignClock: 1 for an attempt with the law of the step, or in units of
    /// that divided by 2^fineBits in a crowd that is fine.
    std::uint64_t weight = 1;
    WordShare success = certainShare; ///< drawn once for each run
    std::uint64_t key = 0; ///< for that draw

    auto operator<=>(const CrowdMember &) const = default;
};

/// The attempts that a step stands for, when one more fact than its premises is held.
struct CampaignCrowd
{
    static constexpr unsigned fineBits = 23;

    bool isFine = false; ///< then one step uses it
    std::uint32_t stepStart = 0; ///< its steps lie side by side
    std::uint32_t stepEnd = 0;
};

/// What may fall in a campaign.
struct CampaignElement
{
    ElementId id;
    bool isGoal = false;
    int defenceDepth = 0; ///< of the exhaustive answer: 0 = reachable; see defenceDepth
};

/// The part of a ground attack that is open in the design as it is (world 0), laid out for millions of runs:
/// each fact with the steps and crowds that use it, each step with its law. Facts are numbers from 0. Steps
/// that wait for the same sources have one crowd. Not changed while runs use it.
class CampaignGraph
{
public:
    explicit CampaignGraph(std::size_t factCount = 0)
        : m_elementOf(factCount, noIndex)
    {
    }

    std::uint32_t addLaw(StepLaw law); ///< gives the number of an equal one where there is one

    void addStep(std::uint64_t key, std::uint32_t law, std::span<const std::uint32_t> premises,
        std::span<const std::uint32_t> grants)
    {
        addStep(key, law, premises, grants, noIndex);
    }

    /// One step for all of these attempts, which differ in nothing but what they start from, how long they
    /// take and whether they work. At least one.
    void addAttempts(std::uint64_t key, std::span<const CampaignAttempt> attempts,
        std::span<const std::uint32_t> premises, std::span<const std::uint32_t> grants);

    /// The attacker holds the fact from the start.
    void addStart(std::uint32_t fact) { m_starts.push_back(fact); }

    std::uint32_t addElement(CampaignElement element);

    /// When the fact is gained, the element falls.
    void fallsBy(std::uint32_t element, std::uint32_t fact) { m_elementOf[fact] = element; }

    /// Lists the uses of each fact. Called once, after everything was added.
    void finish();

    /// What steps and crowds take now, and will after `finish`, roughly.
    std::size_t bytes() const;

    std::size_t factCount() const { return m_elementOf.size(); }

    std::span<const CampaignStep> steps() const { return m_steps; }

    std::span<const CampaignCrowd> crowds() const { return m_crowds; }

    std::span<const StepLaw> laws() const { return m_laws; }

    std::span<const CampaignElement> elements() const { return m_elements; }

    std::span<const std::uint32_t> starts() const { return m_starts; }

    std::uint32_t elementOf(std::uint32_t fact) const { return m_elementOf[fact]; }

    std::span<const std::uint32_t> premisesOf(const CampaignStep &step) const
    {
        return { m_ends.data() + step.premiseStart, step.premiseCount };
    }

    std::span<const std::uint32_t> grantsOf(const CampaignStep &step) const
    {
        return { m_ends.data() + step.grantStart, step.grantCount };
    }

    std::span<const std::uint32_t> usesOf(std::uint32_t fact) const
    {
        return { m_uses.data() + m_useStarts[fact], m_uses.data() + m_useStarts[fact + 1] };
    }

    /// What the crowds gain from a fact. Where an attempt is more than a small weight, `weight` is the place
    /// of what it is: see memberOf.
    struct Arrival
    {
        std::uint32_t crowd : 31;
        std::uint32_t isOwn : 1;
        std::uint32_t weight;

        bool operator==(const Arrival &) const = default;
    };

    std::span<const Arrival> arrivalsOf(std::uint32_t fact) const
    {
        return { m_arrivals.data() + m_arrivalStarts[fact], m_arrivals.data() + m_arrivalStarts[fact + 1] };
    }

    /// The member behind an arrival that is of its own kind.
    const CrowdMember &memberOf(const Arrival &arrival) const { return m_ownMembers[arrival.weight]; }

    /// Single steps without premises.
    std::span<const std::uint32_t> openingSteps() const { return m_openingSteps; }

    std::vector<std::string> techniques; ///< ids, sorted
    std::vector<std::string> evidence; ///< codes, sorted

    /// SHA-256 over everything that decides the outcome of runs, apart from the rules: attacks with the same
    /// digest have the same steps to the same goals under the same laws.
    std::string attackDigest;

private:
    void addStep(std::uint64_t key, std::uint32_t law, std::span<const std::uint32_t> premises,
        std::span<const std::uint32_t> grants, std::uint32_t crowd);
    std::uint32_t addCrowd(std::span<const CrowdMember> members, bool isFine);
    std::optional<std::uint32_t> equalCrowd(std::uint64_t digest, std::size_t start) const;
    void sortSteps();
    void listUses();
    void listArrivals();

    std::vector<StepLaw> m_laws;
    std::vector<CampaignStep> m_steps;
    std::vector<CampaignCrowd> m_crowds;
    std::vector<std::pair<std::uint32_t, Arrival>> m_members; ///< of all crowds in turn, with their facts
    std::vector<std::size_t> m_memberEnds; ///< by crowd
    std::vector<CrowdMember> m_ownMembers;
    std::unordered_multimap<std::uint64_t, std::uint32_t> m_crowdOf; ///< by a number made of its members
    std::vector<Arrival> m_arrivals;
    std::vector<std::uint32_t> m_arrivalStarts; ///< by fact, and one more
    std::vector<std::uint32_t> m_ends; ///< premises and grants of all steps
    std::vector<std::uint32_t> m_starts;
    std::vector<CampaignElement> m_elements;
    std::vector<std::uint32_t> m_elementOf; ///< by fact
    std::vector<std::uint32_t> m_useStarts; ///< by fact, and one more
    std::vector<std::uint32_t> m_uses;
    std::vector<std::uint32_t> m_openingSteps;
};

} // namespace fourplane
