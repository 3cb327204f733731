// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/CampaignGraph.h"

#include <algorithm>
#include <cmath>

namespace fourplane {

namespace {

/// Odd, with bits everywhere (the golden ratio), so that a product hangs on all bits of a factor.
constexpr std::uint64_t spreadingFactor = 0x9E3779B97F4A7C15U;

std::uint64_t meanOf(const StepLaw &law)
{
    return std::max<std::uint64_t>(1, law.meanSeconds); // as exponentialSeconds has it
}

/// Certain attempts from one fact become a member that counts for all of them.
void joinAlike(std::vector<CrowdMember> &members)
{
    std::size_t kept = 0;
    for (std::size_t i = 1; i < members.size(); ++i) {
        CrowdMember &last = members[kept];
        if (members[i].fact == last.fact && members[i].success == certainShare
            && last.success == certainShare)
            last.weight += members[i].weight;
        else
            members[++kept] = members[i];
    }
    members.resize(kept + 1);
}

} // namespace

WordShare shareOf(double probability)
{
    return static_cast<WordShare>(
        std::llround(std::clamp(probability, 0.0, 1.0) * static_cast<double>(certainShare)));
}

std::uint32_t CampaignGraph::addLaw(StepLaw law)
{
    const auto known = std::find(m_laws.begin(), m_laws.end(), law);
    if (known != m_laws.end())
        return static_cast<std::uint32_t>(known - m_laws.begin());
    m_laws.push_back(std::move(law));
    return static_cast<std::uint32_t>(m_laws.size() - 1);
}

void CampaignGraph::addStep(std::uint64_t key, std::uint32_t law, std::span<const std::uint32_t> premises,
    std::span<const std::uint32_t> grants, std::uint32_t crowd)
{
    CampaignStep step { key, law, crowd };
    step.premiseStart = static_cast<std::uint32_t>(m_ends.size());
    step.premiseCount = static_cast<std::uint32_t>(premises.size());
    m_ends.insert(m_ends.end(), premises.begin(), premises.end());
    step.grantStart = static_cast<std::uint32_t>(m_ends.size());
    step.grantCount = static_cast<std::uint32_t>(grants.size());
    m_ends.insert(m_ends.end(), grants.begin(), grants.end());
    m_steps.push_back(step);
}

void CampaignGraph::addAttempts(std::uint64_t key, std::span<const CampaignAttempt> attempts,
    std::span<const std::uint32_t> premises, std::span<const std::uint32_t> grants)
{
    const StepLaw &first = m_laws[attempts.front().law];
    if (attempts.size() == 1 && (first.success == certainShare || attempts.front().fact == noIndex)) {
        std::vector<std::uint32_t> all(premises.begin(), premises.end());
        if (attempts.front().fact != noIndex)
            all.push_back(attempts.front().fact);
        addStep(key, attempts.front().law, all, grants);
        return;
    }
    std::uint64_t shortest = meanOf(first), longest = shortest;
    for (const CampaignAttempt &attempt : attempts) {
        shortest = std::min(shortest, meanOf(m_laws[attempt.law]));
        longest = std::max(longest, meanOf(m_laws[attempt.law]));
    }
    const bool isFine = shortest < longest;
    std::vector<CrowdMember> members;
    for (const CampaignAttempt &attempt : attempts) {
        const StepLaw &own = m_laws[attempt.law];
        members.push_back({ attempt.fact, isFine ? (longest << CampaignCrowd::fineBits) / meanOf(own) : 1,
            own.success, own.success == certainShare ? 0 : attempt.key });
    }
    std::sort(members.begin(), members.end());
    joinAlike(members);
    StepLaw slowest = first;
    slowest.meanSeconds = longest;
    slowest.success = certainShare; // its attempts have their own
    addStep(key, addLaw(std::move(slowest)), premises, grants, addCrowd(members, isFine));
}

/// The number of the crowd with these members. One that is fine or needs luck is new; it is for one step.
std::uint32_t CampaignGraph::addCrowd(std::span<const CrowdMember> members, bool isFine)
{
    const auto number = static_cast<std::uint32_t>(m_crowds.size());
    const bool isShared = !isFine
        && std::all_of(members.begin(), members.end(),
            [](const CrowdMember &member) { return member.success == certainShare; });
    const std::size_t start = m_members.size();
    std::uint64_t digest = members.size();
    for (const CrowdMember &member : members) {
        Arrival arrival { number, isShared ? 0U : 1U, static_cast<std::uint32_t>(member.weight) };
        if (!isShared) {
            arrival.weight = static_cast<std::uint32_t>(m_ownMembers.size());
            m_ownMembers.push_back(member);
        }
        m_members.emplace_back(member.fact, arrival);
        digest = (digest ^ (std::uint64_t(member.fact) << 32U | arrival.weight)) * spreadingFactor;
        digest ^= digest >> 29U;
    }
    if (isShared) {
        if (const auto known = equalCrowd(digest, start)) {
            m_members.resize(start);
            return *known;
        }
        m_crowdOf.emplace(digest, number);
    }
    m_crowds.push_back({ isFine });
    m_memberEnds.push_back(m_members.size());
    return number;
}

/// A crowd with the members that stand from `start` on.
std::optional<std::uint32_t> CampaignGraph::equalCrowd(std::uint64_t digest, std::size_t start) const
{
    const std::span all(m_members);
    const auto [first, last] = m_crowdOf.equal_range(digest);
    for (auto known = first; known != last; ++known) {
        const std::size_t from = known->second == 0 ? 0 : m_memberEnds[known->second - 1];
        const auto other = all.subspan(from, m_memberEnds[known->second] - from);
        const auto own = all.subspan(start);
        if (std::equal(
                other.begin(), other.end(), own.begin(), own.end(), [](const auto &one, const auto &two) {
                    return one.first == two.first && one.second.weight == two.second.weight;
                }))
            return known->second;
    }
    return std::nullopt;
}

std::uint32_t CampaignGraph::addElement(CampaignElement element)
{
    m_elements.push_back(std::move(element));
    return static_cast<std::uint32_t>(m_elements.size() - 1);
}

void CampaignGraph::finish()
{
    sortSteps();
    listUses();
    listArrivals();
}

/// Steps that wait for the same fact lie side by side, since they are looked at together; those of crowds
/// come last.
void CampaignGraph::sortSteps()
{
    const auto place = [this](const CampaignStep &step) {
        if (step.crowd != noIndex)
            return std::pair<std::uint32_t, std::uint32_t>(1, step.crowd);
        return std::pair<std::uint32_t, std::uint32_t>(
            0, step.premiseCount == 0 ? noIndex : premisesOf(step).front());
    };
    std::stable_sort(
        m_steps.begin(), m_steps.end(), [&place](const CampaignStep &first, const CampaignStep &second) {
            return place(first) < place(second);
        });
    std::vector<std::uint32_t> ends; // in the order of steps, too
    ends.reserve(m_ends.size());
    for (CampaignStep &step : m_steps) {
        const auto premises = premisesOf(step), grants = grantsOf(step);
        step.premiseStart = static_cast<std::uint32_t>(ends.size());
        ends.insert(ends.end(), premises.begin(), premises.end());
        step.grantStart = static_cast<std::uint32_t>(ends.size());
        ends.insert(ends.end(), grants.begin(), grants.end());
    }
    m_ends = std::move(ends);
    for (std::uint32_t i = 0; i < m_steps.size(); ++i) {
        if (m_steps[i].crowd == noIndex)
            continue;
        CampaignCrowd &crowd = m_crowds[m_steps[i].crowd];
        if (crowd.stepEnd == 0)
            crowd.stepStart = i;
        crowd.stepEnd = i + 1;
    }
}

void CampaignGraph::listUses()
{
    m_useStarts.assign(factCount() + 1, 0);
    for (const CampaignStep &step : m_steps) {
        for (std::uint32_t fact : premisesOf(step))
            ++m_useStarts[fact + 1];
    }
    for (std::size_t i = 1; i < m_useStarts.size(); ++i)
        m_useStarts[i] += m_useStarts[i - 1];
    m_uses.resize(m_useStarts.back());
    std::vector<std::uint32_t> next(m_useStarts.begin(), m_useStarts.end() - 1);
    m_openingSteps.clear();
    for (std::uint32_t i = 0; i < m_steps.size(); ++i) {
        if (m_steps[i].premiseCount == 0 && m_steps[i].crowd == noIndex)
            m_openingSteps.push_back(i);
        for (std::uint32_t fact : premisesOf(m_steps[i]))
            m_uses[next[fact]++] = i;
    }
}

/// By fact instead of by crowd.
void CampaignGraph::listArrivals()
{
    m_arrivalStarts.assign(factCount() + 1, 0);
    for (const auto &[fact, arrival] : m_members)
        ++m_arrivalStarts[fact + 1];
    for (std::size_t i = 1; i < m_arrivalStarts.size(); ++i)
        m_arrivalStarts[i] += m_arrivalStarts[i - 1];
    m_arrivals.resize(m_members.size());
    std::vector<std::uint32_t> next(m_arrivalStarts.begin(), m_arrivalStarts.end() - 1);
    for (const auto &[fact, arrival] : m_members)
        m_arrivals[next[fact]++] = arrival;
    m_members = {};
    m_memberEnds = {};
    m_crowdOf = {};
}

std::size_t CampaignGraph::bytes() const
{
    constexpr std::size_t perCrowd =
        sizeof(CampaignCrowd) + sizeof(std::size_t) + 40; // with a node of the map
    return m_steps.size() * sizeof(CampaignStep) + m_ends.size() * 2 * sizeof(std::uint32_t)
        + m_crowds.size() * perCrowd + std::max(m_members.size(), m_arrivals.size()) * 20
        + m_ownMembers.size() * sizeof(CrowdMember) + m_elementOf.size() * 3 * sizeof(std::uint32_t);
}

} // namespace fourplane
